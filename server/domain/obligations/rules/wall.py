"""What a wall screen tells beside the board: how each of the last months went, and today's events. Pure; no person is named (domain.md 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from server.domain.obligations.rules.calendar import Calendar, period_days, periods_over
from server.domain.obligations.schemas import Trend

MONTHS = 6
RED = ("overdue_provisional", "overdue")
HEADS: Mapping[str, str] = {"done": "done", "late": "late", "excused": "excused", **dict.fromkeys(RED, "red")}
"""State -> under which head it is counted; what is not due yet is under none."""


class Month(Struct, frozen=True):
    """A month of the calendar with the periods that end in it, and its first and last instant (epoch ms)."""

    month: str
    periods: tuple[str, ...]
    since_at: int
    until_at: int


def last_months(today: date, calendar: Calendar, count: int = MONTHS) -> list[Month]:
    """The months up to the running one, the oldest first."""
    found: list[Month] = []
    last = period_days(f"{today:%Y-%m}")[1]
    while len(found) < count:
        first = last.replace(day=1)
        ending = tuple(key for key in periods_over(last) if period_days(key)[1] == last)
        found.insert(0, Month(f"{last:%Y-%m}", ending, calendar.start_of(first), calendar.end_of(last)))
        last = first - timedelta(days=1)
    return found


def trends(months: Iterable[Month], standing: Iterable[Mapping[str, Any]], turned: Iterable[Mapping[str, Any]]) -> list[Trend]:
    """From counts by period and state (`period`, `state`, `count`), and of what turned red by month (`month`, `count`)."""
    shown = {month.month: Trend(month.month, 0, 0, 0, 0, 0, 0) for month in months}
    month_of = {period: month.month for month in months for period in month.periods}
    for row in standing:
        trend = shown[month_of[row["period"]]]
        trend.owed += row["count"]
        if head := HEADS.get(row["state"]):
            setattr(trend, head, getattr(trend, head) + row["count"])
    for row in turned:
        shown[row["month"]].turned_red = row["count"]
    return list(shown.values())
