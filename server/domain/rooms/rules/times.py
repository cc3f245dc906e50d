"""Half hours of days as numbers, and the days of a booking that comes back: the mine's own days, without instants of a server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

SLOT_MINUTES = 30
SLOTS_A_DAY = 24 * 60 // SLOT_MINUTES
OCCURRENCES_AT_MOST = 60
Repeat = Literal["", "weekly", "monthly"]
ZONE = ZoneInfo("Asia/Shanghai")


class Span(Struct, frozen=True):
    """From one time of a day (ISO text) until another, in minutes since midnight, both at a half hour."""

    on: str
    start: int
    end: int

    @property
    def slots(self) -> range:
        """The half hours it takes, counted from the first day of year 1: two spans of a room that share one cannot both be."""
        first = date.fromisoformat(self.on).toordinal() * SLOTS_A_DAY
        return range(first + self.start // SLOT_MINUTES, first + self.end // SLOT_MINUTES)

    @property
    def starts_at(self) -> int:
        """Its first instant (epoch ms)."""
        return instant(self.on, self.start)

    @property
    def ends_at(self) -> int:
        """The instant (epoch ms) at which it is over."""
        return instant(self.on, self.end)


def instant(on: str, minute: int) -> int:
    """The instant (epoch ms) of a minute of a day, as clocks at the mine show it."""
    midnight = datetime.combine(date.fromisoformat(on), datetime.min.time(), ZONE)
    return round((midnight + timedelta(minutes=minute)).astimezone(UTC).timestamp() * 1000)


def slot_at(at_ms: int) -> int:
    """The half hour in which an instant (epoch ms) lies."""
    local = datetime.fromtimestamp(at_ms / 1000, ZONE)
    return local.toordinal() * SLOTS_A_DAY + (local.hour * 60 + local.minute) // SLOT_MINUTES


def span_of(first: int, slots: int) -> Span:
    """So many half hours from one on, within a day."""
    day, slot = divmod(first, SLOTS_A_DAY)
    return Span(date.fromordinal(day).isoformat(), slot * SLOT_MINUTES, (slot + slots) * SLOT_MINUTES)


def occurrences(on: str, repeat: Repeat, until: str) -> list[str]:
    """The days of a booking: its first one; each week on the same weekday; or each month on the same weekday of the same number.

    A month without a fifth such weekday is left out. `pwa/src/rooms/times.ts` says the same; `tests/vectors/rooms.json` holds both to it.
    """
    days = [on]
    for day in _later(date.fromisoformat(on), repeat):
        if day.isoformat() > until or len(days) == OCCURRENCES_AT_MOST:
            break
        days.append(day.isoformat())
    return days


def _later(first: date, repeat: Repeat) -> Iterator[date]:
    if repeat == "weekly":
        yield from (first + timedelta(weeks=number) for number in range(1, OCCURRENCES_AT_MOST))
    if repeat == "monthly":
        for number in range(1, OCCURRENCES_AT_MOST):
            years, month = divmod(first.month - 1 + number, 12)
            start = date(first.year + years, month + 1, 1)
            day = start + timedelta(days=(first.weekday() - start.weekday()) % 7 + (first.day - 1) // 7 * 7)
            if day.month == start.month:
                yield day
