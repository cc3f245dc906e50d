"""Which half hours are free, whose a room is, and what is free nearest to what was not: pure functions of what is taken. First come, first served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from msgspec import Struct

from server.domain.rooms.rules.asking import Rule
from server.domain.rooms.rules.times import SLOT_MINUTES, SLOTS_A_DAY, Span, slot_at, span_of

Cause = Literal["", "taken", "closed", "past"]
DAYS_BEFORE, DAYS_AFTER = 2, 7
SAME_ROOM_AT_MOST, OTHER_ROOMS_AT_MOST = 2, 2
Row = Mapping[str, Any]


class Offer(Struct, frozen=True):
    """A time of a room that is free: day (ISO text), minutes since midnight."""

    room: str
    on: str
    start: int
    end: int


class Decision(Struct, frozen=True):
    """What became of one day of what was asked: accepted with no cause, or refused with what is free instead."""

    cause: Cause
    offers: tuple[Offer, ...] = ()


class Centre:
    """All rooms with what is taken and closed, as far as it was loaded. What is accepted is taken from then on.

    `rooms` by id, with capacity; `closures` with room, starts_at, ends_at (epoch ms); `taken` pairs of room and half hour.
    """

    def __init__(self, rooms: Mapping[str, Row], rule: Rule, closures: Iterable[Row], taken: Iterable[tuple[str, int]], now_ms: int) -> None:
        self._rooms = rooms
        self._rule = rule
        self._now = slot_at(now_ms)
        self._taken = set(taken)
        self._closed = [(one["room"], one["starts_at"], one["ends_at"]) for one in closures]

    def decide(self, room: str, span: Span, people: int, days: Iterable[int]) -> Decision:
        """Takes the room for this time if it is free. `days` are those (as ordinals) on which something else may be offered."""
        cause = self._cause(room, span)
        if cause:
            return Decision(cause, tuple(self._offers(room, span, people, days)))
        self._taken |= {(room, slot) for slot in span.slots}
        return Decision("")

    def _cause(self, room: str, span: Span) -> Cause:
        if span.slots[0] < self._now:
            return "past"
        if any(closed == room and span.starts_at < end and start < span.ends_at for closed, start, end in self._closed):
            return "closed"
        return "taken" if any((room, slot) in self._taken for slot in span.slots) else ""

    def _offers(self, room: str, span: Span, people: int, days: Iterable[int]) -> Iterator[Offer]:
        """The nearest free times of the same room that do not overlap, then other rooms at the same time, those that hold the people first."""
        for found in self._nearest(room, span, days):
            yield Offer(room, found.on, found.start, found.end)
        others = sorted(
            (one for one in self._rooms.values() if one["id"] != room), key=lambda one: (_too_small(one, people), one["place"], one["id"])
        )
        free = [one["id"] for one in others if not self._cause(one["id"], span)]
        yield from (Offer(other, span.on, span.start, span.end) for other in free[:OTHER_ROOMS_AT_MOST])

    def _nearest(self, room: str, span: Span, days: Iterable[int]) -> list[Span]:
        wanted, length = span.slots[0], len(span.slots)
        opens, closes = self._rule.opens // SLOT_MINUTES, self._rule.closes // SLOT_MINUTES
        starts = (day * SLOTS_A_DAY + slot for day in days for slot in range(opens, closes - length + 1))
        found: list[Span] = []
        for start in sorted(starts, key=lambda start: (abs(start - wanted), start)):
            if any(abs(start - other.slots[0]) < length for other in found):
                continue
            if not self._cause(room, one := span_of(start, length)):
                found.append(one)
            if len(found) == SAME_ROOM_AT_MOST:
                break
        return found


def _too_small(room: Row, people: int) -> bool:
    """A room of unknown capacity is not held to be too small."""
    return bool(room["capacity"]) and room["capacity"] < people
