"""Imports a sheet of assignments in one transaction, or says what that would do."""

import asyncio
from collections import defaultdict
from typing import Any

import msgspec

from server.domain.guides import rules
from server.domain.organisation import OwnedReport, OwnedSheet, mark_problems, owners_of, posts_in_force, spoken_for, today_of
from server.kit.identity import Actor
from server.replication import Replication

_MEMBERS = """select "id", "name", "employee_no" from "member" where not "deleted" and "status" <> 'left' """
_ASSIGNMENTS = 'select * from "guide_assignment" where not "deleted"'


async def import_assignments(replication: Replication, actor: Actor, content: bytes, dry_run: bool) -> OwnedReport:
    """Takes in a sheet of assignments; with `dry_run` plans the same and writes nothing.

    Rows that cannot be taken are refused one by one. Raises Problem if the workbook cannot be read.
    """
    if dry_run:
        reading, planned, _ = await _plan(replication, actor, content)
        return reading.report(True, len(planned.assignments), planned.known)
    async with replication.write(actor.account, "guide import", lock=["site"]) as unit:
        reading, planned, names = await _plan(replication, actor, content)
        by = {"created_by": actor.account, "created_by_name": actor.name, "created_at": unit.now_ms, "end_reason": ""}
        for assignment, values in planned.assignments.items():
            unit.put("guide_assignment", assignment, {**values, **by, "org_name": names[values["org"]]})
    return reading.report(False, len(planned.assignments), planned.known)


async def mark_assignments(replication: Replication, actor: Actor, content: bytes) -> bytes:
    """A copy of the workbook with a column that says why rows are refused; nothing is written."""
    reading, _, _ = await _plan(replication, actor, content)
    return await asyncio.to_thread(mark_problems, content, reading.name, reading.sheet, reading.problems)


async def _plan(replication: Replication, actor: Actor, content: bytes) -> tuple[OwnedSheet, rules.Import, dict[str, str]]:
    fetch = replication.database.fetch
    places = await owners_of(fetch)
    reading = await asyncio.to_thread(rules.read_assignments, content, places)
    known = await _known(replication, actor, places)
    return reading, rules.plan_import(reading, known), {place["id"]: place["name"] for place in places}


async def _known(replication: Replication, actor: Actor, places: list[dict[str, Any]]) -> rules.Known:
    fetch = replication.database.fetch
    members = {one["employee_no"]: {**one, "posts": set[str]()} for one in await fetch(_MEMBERS)}
    by_id = {one["id"]: one for one in members.values()}
    for post in await posts_in_force(fetch, by_id, today_of(replication)):
        by_id[post["member"]]["posts"].add(post["branch"])
    branches = defaultdict[str, list[str]](list)
    for place in places:
        if place["kind"] == "branch":
            branches[place["id"]].append(place["id"])
            branches[place["parent"] or ""].append(place["id"])
    stored = {one["id"]: {**one, "branches": msgspec.json.decode(one["branches"])} for one in await fetch(_ASSIGNMENTS)}
    return rules.Known(members, branches, stored, actor.person, spoken_for(actor, places))
