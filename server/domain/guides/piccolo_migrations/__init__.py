"""Migrations of guides."""
