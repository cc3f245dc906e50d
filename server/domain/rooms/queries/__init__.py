"""Reads and writes rooms, bookings, their use and the feed."""
