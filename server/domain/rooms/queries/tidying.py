"""What the jobs ask: whether rooms were ever shipped, and what is over."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_ANY = 'select 1 from "room" limit 1'
_OVER = """select "id" from "booking" where not "deleted" and "state" = 'accepted' and not "is_past" and "ends_at" < {}
    order by "ends_at", "id" limit {}"""
_ENDED = """select "id" from "room_closure" where not "deleted" and "state" = 'standing' and "ends_at" < {}"""


async def has_rooms(fetch: Fetch) -> bool:
    """Whether there are rooms; those that were deleted count."""
    return bool(await fetch(_ANY))


async def bookings_over(fetch: Fetch, before_ms: int, limit: int) -> list[str]:
    """Ids of bookings that ended before an instant (epoch ms) and are not yet marked as past."""
    return [row["id"] for row in await fetch(_OVER, before_ms, limit)]


async def closures_over(fetch: Fetch, now_ms: int) -> list[str]:
    """Ids of closures that have ended and still stand."""
    return [row["id"] for row in await fetch(_ENDED, now_ms)]
