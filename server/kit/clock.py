"""Time as an argument: a clock is a function that answers epoch milliseconds, so that a whole mine can be simulated."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], int]
"""Answers the present instant in epoch milliseconds (UTC)."""


def system_clock() -> int:
    """The machine's own clock, in epoch milliseconds."""
    return time.time_ns() // 1_000_000


def local_day(at_ms: int, zone: str = "Asia/Shanghai") -> str:
    """The calendar day (ISO text) of an instant in epoch ms, as people at the mine call it."""
    return datetime.fromtimestamp(at_ms / 1000, ZoneInfo(zone)).date().isoformat()


def day_began(day: str, zone: str = "Asia/Shanghai") -> int:
    """The instant (epoch ms) at which a calendar day (ISO text) begins, as people at the mine call it."""
    return round(datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def is_day(text: str) -> bool:
    """Whether a text is an ISO day of the calendar, in years around which others can be counted (1900 to 2999)."""
    try:
        return date.fromisoformat(text).isoformat() == text and "1900" <= text < "3000"
    except ValueError:
        return False
