"""Migrations of rescue."""
