"""Periods as they count."""

from __future__ import annotations

from server.kit.spoken import QUARTERS


def periods_within(quarter: str) -> list[str]:
    """The periods whose obligations count in a quarter: its months, itself, and at the end of the year the year."""
    year, number = quarter[:4], int(quarter[-1])
    months = [f"{year}-{month:02}" for month in range(number * 3 - 2, number * 3 + 1)]
    return [*months, quarter, *([year] if number == 4 else [])]


def quarters_of(year: str) -> list[str]:
    """The quarters of a year, in order."""
    return [f"{year}-{quarter}" for quarter in QUARTERS]
