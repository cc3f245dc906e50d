"""Migrations of dispatch."""
