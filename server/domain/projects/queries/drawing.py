"""What the jobs of projects ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_TO_CHANGE = 'select "id" from "project" where not "deleted" and "next_change_at" <= {} order by "id"'
_PAGE = 'select "id" from "project" where not "deleted" and "id" > {} order by "id" limit {}'
_WORKING_PAGE = """select "id" from "project" where not "deleted" and "state" in ('approved', 'running') and "id" > {} order by "id" limit {}"""


async def changed_by_time(fetch: Fetch, now_ms: int) -> list[str]:
    """Ids of the projects whose standing has changed by time alone since it was concluded."""
    return [record["id"] for record in await fetch(_TO_CHANGE, now_ms)]


async def page_of_projects(fetch: Fetch, after: str, limit: int, working_only: bool = False) -> list[str]:
    """The next ids after `after`, of all projects or of those that are being worked on."""
    return [record["id"] for record in await fetch(_WORKING_PAGE if working_only else _PAGE, after, limit)]
