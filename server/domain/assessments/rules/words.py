"""Periods, as people say them and as they count."""

from __future__ import annotations

QUARTERS = {"Q1": "第一季度", "Q2": "第二季度", "Q3": "第三季度", "Q4": "第四季度"}


def periods_within(quarter: str) -> list[str]:
    """The periods whose obligations count in a quarter: its months, itself, and at the end of the year the year."""
    year, number = quarter[:4], int(quarter[-1])
    months = [f"{year}-{month:02}" for month in range(number * 3 - 2, number * 3 + 1)]
    return [*months, quarter, *([year] if number == 4 else [])]


def quarters_of(year: str) -> list[str]:
    """The quarters of a year, in order."""
    return [f"{year}-{quarter}" for quarter in QUARTERS]


def spoken_period(period: str) -> str:
    """A period as people say it: 2026年11月, 2026年第四季度, 2026年."""
    year, _, part = period.partition("-")
    return f"{year}年" + (QUARTERS.get(part) or (f"{int(part)}月" if part else ""))
