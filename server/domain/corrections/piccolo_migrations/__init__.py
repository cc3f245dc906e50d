"""Migrations of corrections."""
