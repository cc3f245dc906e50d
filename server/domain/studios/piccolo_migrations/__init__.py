"""Migrations of studios."""
