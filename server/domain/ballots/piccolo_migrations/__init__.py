"""Migrations of ballots."""
