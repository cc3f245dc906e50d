"""Migrations of secretaries."""
