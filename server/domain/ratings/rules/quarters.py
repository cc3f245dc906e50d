"""Quarters and months, and the derived ids of a rating and its lines."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from server.domain.facts import quarter_days
from sync.wire import names_in


@lru_cache(maxsize=4096)
def rating_id(member: str, quarter: str) -> str:
    """The one id of a member's quarter."""
    return names_in(member)(quarter)


def quarter_bounds(quarter: str, zone: ZoneInfo) -> tuple[int, int]:
    """First and last millisecond of a quarter (epoch ms)."""
    first, last = (date.fromisoformat(day) for day in quarter_days(quarter))
    starts = (datetime(day.year, day.month, day.day, tzinfo=zone) for day in (first, last + timedelta(days=1)))
    start, after = (int(at.timestamp()) * 1000 for at in starts)
    return start, after - 1


def quarter_before(quarter: str, count: int = 1) -> str:
    """The quarter `count` quarters before."""
    number = int(quarter[:4]) * 4 + int(quarter[-1]) - 1 - count
    return f"{number // 4}-Q{number % 4 + 1}"


def months_behind(until: str, quarter: str) -> int:
    """How many months the end of a quarter is ahead of an ISO month, 0 if it is not."""
    ends = int(quarter[:4]) * 12 + int(quarter[-1]) * 3
    return max(ends - int(until[:4]) * 12 - int(until[5:7]), 0)
