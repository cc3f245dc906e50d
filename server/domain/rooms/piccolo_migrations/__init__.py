"""Migrations of rooms."""
