"""What the jobs of brands ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_TO_CHANGE = 'select "id" from "brand" where not "deleted" and "next_change_at" <= {} order by "id"'
_PAGE = 'select "id" from "brand" where not "deleted" and "id" > {} order by "id" limit {}'


async def changed_by_time(fetch: Fetch, now_ms: int) -> list[str]:
    """Ids of the brands whose standing has changed by time alone since it was concluded."""
    return [record["id"] for record in await fetch(_TO_CHANGE, now_ms)]


async def page_of_brands(fetch: Fetch, after: str, limit: int) -> list[str]:
    """The next ids after `after`."""
    return [record["id"] for record in await fetch(_PAGE, after, limit)]
