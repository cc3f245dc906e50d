"""Imports a sheet of recognised achievements in one transaction, or says what that would do."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec

from server.domain.organisation import OwnedReport, RowProblem, mark_problems, today_of
from server.domain.studios import rules
from server.domain.studios.queries.reading import load_choices
from server.domain.studios.rules import Plan, Roster
from server.kit.identity import Actor
from server.replication import Replication, Unit
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_MEMBERS = 'select "id", "employee_no", "name" from "member" where not "deleted" order by "id"'
_MEMBERSHIPS = 'select "member", "branch", "from_on", "to_on" from "membership" where not "deleted" order by "from_on"'
_BRANCHES = """select "id", "name" from "organisation" where "kind" = 'branch' and not "deleted" """
_STUDIOS = 'select "id", "name", "branches" from "studio" where not "deleted"'
_KNOWN = joined('select "id" from "achievement" where', in_list("id"))


async def import_sheet(replication: Replication, actor: Actor, content: bytes, dry_run: bool) -> OwnedReport:
    """Takes in a sheet; with `dry_run` plans the same and writes nothing. Rows that cannot be taken are refused one by one.

    Raises Problem if the workbook cannot be read.
    """
    page = await asyncio.to_thread(rules.read_page, content)
    if dry_run:
        async with replication.database.read():
            return _report(await _plan(replication.database.fetch, page, today_of(replication), actor), page, True)
    async with replication.write(actor.account, "achievements import", lock=["site"]) as unit:
        plan = await _plan(unit.fetch, page, today_of(replication), actor)
        for key, told in plan.achievements.items():
            _put(unit, actor, key, told)
    return _report(plan, page, False)


async def mark_sheet(replication: Replication, actor: Actor, content: bytes) -> bytes:
    """A copy of the workbook with a column that says why rows are refused; nothing is written."""
    page = await asyncio.to_thread(rules.read_page, content)
    async with replication.database.read():
        plan = await _plan(replication.database.fetch, page, today_of(replication), actor)
    return await asyncio.to_thread(mark_problems, content, page.name, page.sheet, plan.problems)


async def _plan(fetch: Fetch, page: rules.Page, today: str, actor: Actor) -> Plan:
    choices = [one for one in await load_choices(fetch) if one.field == "kind"]
    drafts, problems = await asyncio.to_thread(rules.read_rows, page, {one.key: one.title for one in choices})
    roster = await _roster(fetch)
    ids = [rules.imported_id(roster.branches.get(one.told["branch"], ""), one.told["title"], one.told["done_on"]) for one in drafts]
    known = [row["id"] for row in await fetch(_KNOWN, to_json(ids))]
    kinds = [one.key for one in choices if not one.is_off]
    plan = await asyncio.to_thread(rules.plan, drafts, roster, known, kinds, today, actor)
    plan.problems = sorted([*problems, *plan.problems], key=_by_row)
    return plan


def _by_row(problem: RowProblem) -> int:
    return problem.row


async def _roster(fetch: Fetch) -> Roster:
    memberships: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in await fetch(_MEMBERSHIPS):
        memberships[row["member"]].append(row)
    studios = {row["name"]: row | {"branches": msgspec.json.decode(row["branches"])} for row in await fetch(_STUDIOS)}
    return Roster(await fetch(_MEMBERS), memberships, {row["name"]: row["id"] for row in await fetch(_BRANCHES)}, studios)


def _put(unit: Unit, actor: Actor, key: str, told: Mapping[str, Any]) -> None:
    by = {"decided_by": actor.account, "decided_by_name": actor.name, "decided_at": unit.now_ms}
    made = {"created_by": actor.account, "created_by_name": actor.name, "created_at": unit.now_ms, "submitted_at": unit.now_ms}
    unit.put("achievement", key, {**told, **by, **made, "state": rules.COUNTING})
    step = {"achievement": key, "branch": told["branch"], "place": 1, "act": "approve", "on": told["recognised_on"], "text": "由认定表导入"}
    unit.put("achievement_step", rules.first_step_id(key), {**step, "at": unit.now_ms, "by": actor.account, "by_name": actor.name})


def _report(plan: Plan, page: rules.Page, dry_run: bool) -> OwnedReport:
    return OwnedReport(dry_run, page.name, len(plan.achievements), plan.known, plan.problems)
