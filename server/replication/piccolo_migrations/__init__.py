"""Migrations of replication."""
