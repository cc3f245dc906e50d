"""Reads what assessments rest on, keeps what the office decides, and shows branches side by side."""
