"""Reads rooms and bookings as they are found by searching."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from server.domain.organisation import results_seen_by
from server.domain.rooms.rules import clock_text
from server.replication import Document
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_ROOMS = joined('select "id", "name", "equipment", "note" from "room" where not "deleted" and', in_list("id"))
_BOOKINGS = joined(
    """select b."id", b."branch", b."purpose", b."room_name", b."on", b."start", b."end", b."starts_at", o."name" as "branch_name"
    from "booking" b join "organisation" o on o."id" = b."branch" where not b."deleted" and b."state" = 'accepted' and""",
    in_list("id", "b."),
)


async def rooms_sought(fetch: Fetch, ids: Iterable[str]) -> list[tuple[str, Document]]:
    """Rooms by name and equipment, for whoever works in the office; everyone else has all of them on the phone."""
    return [(row["id"], _room(row)) for row in await fetch(_ROOMS, to_json(list(ids)))]


def _room(row: Mapping[str, Any]) -> Document:
    text = "\n".join(filter(None, (row["equipment"], row["note"])))
    return Document(row["id"], "room", row["name"], text, f"rooms/week/{row['id']}", "", None, frozenset({"office", "committee_leader"}))


async def bookings_sought(fetch: Fetch, ids: Iterable[str]) -> list[tuple[str, Document]]:
    """Bookings that stand, by purpose, room and branch, for the branch's committee, office and committee leaders."""
    return [(row["id"], _booking(row)) for row in await fetch(_BOOKINGS, to_json(list(ids)))]


def _booking(row: Mapping[str, Any]) -> Document:
    when = f"{row['on']} {clock_text(row['start'])}–{clock_text(row['end'])}"
    text = f"{row['room_name']} {when} {row['branch_name']}"
    seen_by = results_seen_by(row["branch"])
    return Document(row["id"], "room", row["purpose"], text, f"rooms/day/{row['on']}", row["branch"], row["branch"], seen_by, at_ms=row["starts_at"])
