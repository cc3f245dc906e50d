"""Tells of bookings on the ledger's pages of organisations."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from server.domain.rooms.rules import clock_text
from server.replication import LedgerCount, LedgerEntry, LedgerLine, LedgerSpan, LedgerSubject, reach

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_WHOSE = """from "booking" b left join "organisation" o on o."id" = b."branch" where not b."deleted" and b."state" = 'accepted' and"""
_IN = 'and b."on" >= {} and b."on" <= {}'
_COUNTS = f'select count(*) as "booked", coalesce(sum(b."end" - b."start"), 0) as "minutes" {_WHOSE}'
_LINES = f'select b."id", b."room_name", b."purpose", b."branch", b."on", b."start", b."end", coalesce(o."name", \'\') as "org_name" {_WHOSE}'


async def bookings_told(fetch: Fetch, subject: LedgerSubject, span: LedgerSpan) -> LedgerEntry:
    """What an organisation and all below it booked for days of the period and has not given back, the latest day first."""
    condition, args = reach(subject, 'b."branch"')
    asked = (*args, span.first_on, span.last_on)
    (counted,) = await fetch({kind: f"{_COUNTS} {text} {_IN}" for kind, text in condition.items()}, *asked)
    last = f'{_IN} order by b."on" desc, b."start" desc, b."id" limit {{}}'
    lines = await fetch({kind: f"{_LINES} {text} {last}" for kind, text in condition.items()}, *asked, span.lines)
    counts = LedgerCount("booked", counted["booked"]), LedgerCount("hours", round(counted["minutes"] / 60))
    return LedgerEntry(counts, tuple(map(_line, lines)))


def _line(row: Mapping[str, Any]) -> LedgerLine:
    title = f"{row['room_name']} {clock_text(row['start'])}–{clock_text(row['end'])} {row['purpose']}"
    route, phone = f"rooms/day/{row['on']}", f"rooms/booking/{row['id']}"
    return LedgerLine(row["id"], title, route, row["branch"], row["org_name"], row["on"], phone=phone)
