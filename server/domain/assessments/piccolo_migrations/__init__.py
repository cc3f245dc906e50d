"""Migrations of assessments."""
