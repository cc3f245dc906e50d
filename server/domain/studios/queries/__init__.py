"""Reads and writes studios, their years, achievements and their histories."""
