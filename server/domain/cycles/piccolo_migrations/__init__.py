"""Migrations of cycles."""
