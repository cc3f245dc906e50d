"""What the board shows, and to whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from server.domain.obligations.rules.calendar import period_days, periods_over


class Place(Struct, frozen=True):
    """An organisation above the groups: the committee, a general branch or a branch."""

    id: str
    kind: str
    name: str
    parent: str | None = None


def periods_shown(period: str) -> list[str]:
    """All periods that overlap a period: a month stands on the board together with its quarter and its year."""
    first, last = period_days(period)
    months = [date(first.year, month, 1) for month in range(first.month, last.month + 1)]
    return sorted({key for month in months for key in periods_over(month)})


def visible_branches(places: Iterable[Place], orgs: Iterable[str]) -> list[Place]:
    """The branches at or below organisations at which someone holds a role, in the order of `places`."""
    known = {place.id: place for place in places}
    granted = set(orgs)
    return [place for place in known.values() if place.kind == "branch" and granted & set(_upwards(place, known))]


def _upwards(place: Place, known: dict[str, Place]) -> Iterable[str]:
    seen: list[str] = []
    at: Place | None = place
    while at is not None and at.id not in seen:
        seen.append(at.id)
        at = known.get(at.parent or "")
    return seen
