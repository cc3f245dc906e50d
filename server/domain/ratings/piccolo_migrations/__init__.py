"""Migrations of ratings."""
