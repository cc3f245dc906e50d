"""Reads and writes honours and stories."""
