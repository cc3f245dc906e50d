"""Keeps how projects stand true: by steps, by time, and all over again."""

from __future__ import annotations

import msgspec

from server.domain.obligations import load_calendar
from server.domain.organisation import moved_owners
from server.domain.projects import rules
from server.domain.projects.policy import KIND, MOVING, OWNERS, SHIPPED_CHOICES, TURNING
from server.kit.jobs import Job
from server.replication import Replication, Unit, ship


async def recompute_projects(unit: Unit, keys: list[str]) -> None:
    """Draws how projects stand again from their steps."""
    await unit.lock(MOVING.locks)
    projects = await unit.load("project", keys)
    steps = await unit.where("project_step", "project", projects)
    calendar = await load_calendar(unit.fetch, unit.settings.zone)
    for key, project in projects.items():
        own = [step for step in steps.values() if step["project"] == key]
        told = msgspec.convert([one for one in own if not one["promotion"]], list[rules.Step])
        concluded = rules.conclude(msgspec.convert(project, rules.Plan), told, unit.now_ms, calendar)
        up_to = max((one["at"] for one in own), default=project["created_at"])
        TURNING.put(unit, project, msgspec.structs.asdict(concluded) | {"data_up_to": up_to})


async def seed(replication: Replication) -> int:
    """Inserts shipped grades and levels: what the office has changed stays. Gives how many."""
    return await ship(replication, {"project_choice": SHIPPED_CHOICES})


async def recompute_owners(unit: Unit, _: list[str]) -> None:
    """Shows projects, what was done to them and where they were promoted to the branches for which organisations stand now."""
    await unit.lock(MOVING.locks)
    own, offered = await moved_owners(unit.fetch, "project"), await moved_owners(unit.fetch, "project_promotion", "org")
    promoted = await unit.load("project_promotion", offered)
    projects = await unit.load("project", {*own, *(one["project"] for one in promoted.values())})
    for key, one in (await unit.where("conflict", "row", own)).items():
        unit.put("conflict", key, {"branches": own[one["row"]]})
    promotions = await unit.where("project_promotion", "project", projects)
    steps = await unit.where("project_step", "project", projects)
    ours: dict[str, list[str]] = {key: one["branches"] for key, one in projects.items()} | own
    theirs: dict[str, list[str]] = {key: one["branches"] for key, one in promotions.items()} | offered
    for key, branches in offered.items():
        unit.put("project_promotion", key, {"branches": branches})
    for key in projects:
        shown = {branch for one, those in theirs.items() if promotions[one]["project"] == key for branch in those}
        unit.put("project", key, {"branches": ours[key], "shown_to": sorted(shown - set(ours[key]))})
    for key, step in steps.items():
        unit.put("project_step", key, {"branches": sorted({*ours[step["project"]], *theirs.get(step["promotion"], [])})})


RECOMPUTE = {KIND: recompute_projects, OWNERS: recompute_owners}
JOBS = (
    Job("sweep_projects", TURNING.sweep, {"second": {25}}),
    Job("check_projects", TURNING.check, {"hour": {0}, "minute": {12}}),
)
