"""Whether an organisation was visited often enough in a month, and in which colour. Pure: days as ISO text, no clock.

`pwa/src/guides/coverage.ts` says the same; `tests/vectors/coverage.json` holds both to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

Standing = Literal["covered", "open", "warning", "missed", "free"]
Colour = Literal["grey", "yellow", "green", "red"]
COLOURS: Mapping[Standing, Colour] = {"covered": "green", "open": "grey", "warning": "yellow", "missed": "red", "free": "grey"}
"""The three colours mean what they mean for duties (domain.md 3.3); grey is not due yet, or not due at all (`free`)."""


class Span(Struct, frozen=True):
    """From a day until `to_on`, the first day on which it is no longer so; None: still."""

    from_on: str
    to_on: str | None = None

    def holds(self, day: str) -> bool:
        """Whether the day lies in it."""
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


class Month(Struct, frozen=True):
    """What is known of an organisation's month ('2026-11'): who was assigned when, and the days on which it was visited."""

    month: str
    spans: list[Span]
    days: list[str]


class Cadence(Struct, frozen=True):
    """At least so many visits a month; missing ones turn yellow so many days before its end."""

    visits: int = 1
    warn_days: int = 7


def month_days(month: str) -> tuple[str, str]:
    """First and last day of a month."""
    first = date.fromisoformat(f"{month}-01")
    return first.isoformat(), ((first + timedelta(days=32)).replace(day=1) - timedelta(days=1)).isoformat()


def months_of(first_on: str, last_on: str) -> Iterator[str]:
    """The months from that of one day to that of another."""
    month = first_on[:7]
    while month <= last_on[:7]:
        yield month
        month = (date.fromisoformat(month_days(month)[1]) + timedelta(days=1)).isoformat()[:7]


def warn_on(month: str, cadence: Cadence) -> str:
    """The day on which a missing visit turns yellow."""
    first, last = month_days(month)
    return min(max((date.fromisoformat(last) - timedelta(days=cadence.warn_days - 1)).isoformat(), first), last)


def is_expected(month: Month, cadence: Cadence) -> bool:
    """Whether somebody was there for it when a missing visit turned yellow: who came later had no time, who went before has no more."""
    day = warn_on(month.month, cadence)
    return any(span.holds(day) for span in month.spans)


def standing(month: Month, cadence: Cadence, today: str) -> Standing:
    """How an organisation's month stands on a day. A visit counts for the month of its day, however late it arrives from underground."""
    first, last = month_days(month.month)
    if sum(first <= day <= last for day in month.days) >= cadence.visits:
        return "covered"
    if not is_expected(month, cadence):
        return "free"
    if today > last:
        return "missed"
    return "warning" if today >= warn_on(month.month, cadence) else "open"


def meets(one: Span, first_on: str, last_on: str) -> bool:
    """Whether a span and some days have a day in common."""
    return one.from_on <= last_on and (one.to_on is None or one.to_on > first_on)


def counted(standings: Iterable[Standing]) -> dict[Standing, int]:
    """How many stand how, every standing named."""
    found: Sequence[Standing] = list(standings)
    return {one: found.count(one) for one in COLOURS}
