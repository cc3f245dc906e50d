"""Migrations of brands."""
