"""Migrations of tokens."""
