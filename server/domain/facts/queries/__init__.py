"""Reads and writes facts and coverage."""
