"""Imports a sheet of projects in one transaction, or says what that would do."""

import asyncio
from collections.abc import Mapping
from typing import Any

import msgspec

from server.domain.obligations import Calendar, load_calendar
from server.domain.organisation import OwnedReport, OwnedSheet, branches_of, mark_problems, owners_of, spoken_for
from server.domain.projects import rules
from server.domain.projects.queries.moving import next_number
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.lifecycle import decision_id
from server.replication import Replication, Unit

_KNOWN = 'select "owner", "title" from "project" where not "deleted"'


async def import_projects(replication: Replication, actor: Actor, content: bytes, dry_run: bool) -> OwnedReport:
    """Takes in a sheet of projects that the mine has approved already; with `dry_run` plans the same and writes nothing.

    Rows that cannot be taken are refused one by one. Raises Problem if the workbook cannot be read.
    """
    if dry_run:
        reading, planned = await _plan(replication, actor, content)
        return reading.report(True, len(planned.projects), planned.known)
    async with replication.write(actor.account, "project import", lock=["site"]) as unit:
        reading, planned = await _plan(replication, actor, content)
        calendar, first = await load_calendar(unit.fetch, unit.settings.zone), await next_number(unit)
        for at, (project, values) in enumerate(planned.projects.items()):
            await _save(unit, actor, project, {**values, "year": first["year"], "number": first["number"] + at}, calendar)
    return reading.report(False, len(planned.projects), planned.known)


async def mark_projects(replication: Replication, actor: Actor, content: bytes) -> bytes:
    """A copy of the workbook with a column that says why rows are refused; nothing is written."""
    reading, _ = await _plan(replication, actor, content)
    return await asyncio.to_thread(mark_problems, content, reading.name, reading.sheet, reading.problems)


async def _plan(replication: Replication, actor: Actor, content: bytes) -> tuple[OwnedSheet, rules.Import]:
    fetch = replication.database.fetch
    places = await owners_of(fetch)
    known = {(row["owner"], row["title"]) for row in await fetch(_KNOWN)}
    reading = await asyncio.to_thread(rules.read_projects, content, places)
    return reading, rules.plan_import(reading, known, spoken_for(actor, places))


async def _save(unit: Unit, actor: Actor, project: str, values: Mapping[str, Any], calendar: Calendar) -> None:
    branches = await branches_of(unit.fetch, values["owner"])
    by = {"created_by": actor.account, "created_by_name": actor.name, "created_at": unit.now_ms, "data_up_to": unit.now_ms}
    plan = msgspec.convert({**values, "state": "approved"}, rules.Plan)
    stands = msgspec.structs.asdict(rules.conclude(plan, (), unit.now_ms, calendar)) | {"computed_at": unit.now_ms}
    place = {"branches": branches, "branch": branches[0], "shown_to": []}
    unit.put("project", project, {**values, **place, "state": "approved", **by, **stands})
    step = {"project": project, "title": values["title"], "branches": branches, "place": 1, "act": "approve", "text": "由表格导入"}
    told = {"on": local_day(unit.now_ms, unit.settings.timezone), "at": unit.now_ms, "by": actor.account, "by_name": actor.name}
    unit.put("project_step", decision_id(project, "approve"), step | told)
