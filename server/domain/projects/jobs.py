"""Keeps how projects stand true: by steps, by time, and all over again. What runs on a schedule only requests; one job concludes, one at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

import msgspec

from server.domain.obligations import load_calendar
from server.domain.projects import rules
from server.domain.projects.policy import KIND, SHIPPED_CHOICES
from server.domain.projects.queries import drawing
from server.kit.jobs import Job
from server.replication import Replication, Unit, recompute

CHUNK = 500


async def recompute_projects(unit: Unit, keys: list[str]) -> None:
    """Draws how projects stand again from their steps; what comes out the same keeps the instant it was computed at."""
    await unit.lock(["site"])
    projects = await unit.load("project", keys)
    steps = await unit.where("project_step", "project", projects)
    calendar = await load_calendar(unit.fetch, unit.settings.zone)
    for key, project in projects.items():
        own = [step for step in steps.values() if step["project"] == key]
        told = msgspec.convert([one for one in own if not one["promotion"]], list[rules.Step])
        concluded = rules.conclude(msgspec.convert(project, rules.Plan), told, unit.now_ms, calendar)
        up_to = max((one["at"] for one in own), default=project["created_at"])
        _put(unit, project, msgspec.structs.asdict(concluded) | {"data_up_to": up_to})


def _put(unit: Unit, known: Mapping[str, Any], wanted: dict[str, Any]) -> None:
    if any(known[column] != value for column, value in wanted.items()):
        unit.put("project", known["id"], wanted | {"computed_at": unit.now_ms})


async def seed(replication: Replication) -> int:
    """Inserts shipped grades and levels: what the office has changed stays. Gives how many."""
    async with replication.write(None, "shipped projects") as unit:
        missing = SHIPPED_CHOICES.keys() - await unit.load("project_choice", SHIPPED_CHOICES)
        for key in sorted(missing):
            unit.put("project_choice", key, SHIPPED_CHOICES[key])
    return len(missing)


async def sweep(replication: Replication) -> int:
    """Requests the projects whose standing time alone has changed; gives how many."""
    ids = await drawing.changed_by_time(replication.database.fetch, replication.clock())
    for start in range(0, len(ids), CHUNK):
        await _request(replication, ids[start : start + CHUNK])
    return len(ids)


async def check(replication: Replication) -> int:
    """Requests every project that is being worked on: the braces to the sweep's belt, and what a new notice of holidays changes. Gives how many."""
    requested = 0
    async for ids in _pages(replication, working_only=True):
        await _request(replication, ids)
        requested += len(ids)
    return requested


async def rebuild(replication: Replication) -> int:
    """Draws every project again, a chunk at a time; after incremental runs that changes nothing. Gives how many were drawn."""
    drawn = 0
    async for ids in _pages(replication):
        await _request(replication, ids)
        await recompute(replication)
        drawn += len(ids)
    return drawn


async def _pages(replication: Replication, working_only: bool = False) -> AsyncIterator[list[str]]:
    after = ""
    while ids := await drawing.page_of_projects(replication.database.fetch, after, CHUNK, working_only):
        yield ids
        after = ids[-1]


async def _request(replication: Replication, ids: list[str]) -> None:
    async with replication.write(None, "request projects") as unit:
        for key in ids:
            unit.mark(KIND, key)


RECOMPUTE = {KIND: recompute_projects}
JOBS = (
    Job("sweep_projects", sweep, {"second": {25}}),
    Job("check_projects", check, {"hour": {0}, "minute": {12}}),
)
