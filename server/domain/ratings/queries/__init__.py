"""Reads what ratings rest on, and finds those that differ from it."""
