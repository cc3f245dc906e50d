"""Migrations of facts."""
