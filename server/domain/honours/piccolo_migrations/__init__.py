"""Migrations of honours."""
