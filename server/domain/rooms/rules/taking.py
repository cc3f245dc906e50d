"""What a request comes to: a booking for each of its days, with the half hours that each takes and the first step of its story."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from msgspec import to_builtins

from server.domain.rooms.rules.asking import Asked, Row, occurrence_id, slot_id, step_id
from server.domain.rooms.rules.free import DAYS_AFTER, DAYS_BEFORE, Centre
from server.domain.rooms.rules.times import Span

Put = tuple[str, str, dict[str, Any]]
"""A table, the id of a row, and its values."""


class By(NamedTuple):
    """Who does it and when it reached the server (epoch ms)."""

    account: str
    name: str
    at: int


def days_looked_at(asked: Asked) -> dict[str, list[int]]:
    """For each day of a request the days, as ordinals, on which something else is offered: around a single one, of a series the day itself."""
    around = range(-DAYS_BEFORE, DAYS_AFTER + 1) if not asked.repeat else range(1)
    return {day: [date.fromisoformat(day).toordinal() + number for number in around] for day in asked.days()}


def days_of(asked: Asked) -> list[str]:
    """All days (ISO text) whose bookings such a decision looks at."""
    return sorted({date.fromordinal(day).isoformat() for days in days_looked_at(asked).values() for day in days})


def bookings(asked: Asked, first: str, room: Row, centre: Centre, by: By) -> Iterator[Put]:
    """The rows of all days, each decided on its own in the order of the days; `first` is the id of the first one."""
    for day, around in days_looked_at(asked).items():
        yield from _booking(asked, occurrence_id(first, asked.on, day), first, room, asked.span(day), around, centre, by)


def _booking(asked: Asked, booking: str, first: str, room: Row, span: Span, around: list[int], centre: Centre, by: By) -> Iterator[Put]:
    decision = centre.decide(asked.room, span, asked.people, around)
    state = "refused" if decision.cause else "accepted"
    said = {"room": asked.room, "room_name": room["name"], "branch": asked.branch, "purpose": asked.purpose.strip(), "people": asked.people}
    when = {"on": span.on, "start": span.start, "end": span.end, "starts_at": span.starts_at, "ends_at": span.ends_at}
    became = {
        "state": state,
        "cause": decision.cause,
        "offers": [to_builtins(one) for one in decision.offers],
        "reason": "",
        "by_office": False,
        "is_past": False,
    }
    yield "booking", booking, said | when | became | {"series": first if asked.repeat else "", "asked_at": by.at}
    yield step(booking, asked.branch, 1, state, by, asked.purpose.strip())
    if not decision.cause:
        for slot in span.slots:
            yield "room_slot", slot_id(booking, slot), {"room": asked.room, "on": span.on, "slot": slot, "booking": booking}


def step(booking: str, branch: str, place: int, act: str, by: By, text: str) -> Put:
    """One step of a booking's story, for ever."""
    told = {"booking": booking, "branch": branch, "place": place, "act": act, "at": by.at, "by": by.account, "by_name": by.name, "text": text}
    return "booking_step", step_id(booking, place), told
