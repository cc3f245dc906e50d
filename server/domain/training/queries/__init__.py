"""Reads and writes contests, courses, sessions, attendance and mentor pairs."""
