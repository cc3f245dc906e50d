"""Reads and writes orders, their steps, what they are made from, the month's task table and its work meeting."""
