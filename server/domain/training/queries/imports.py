"""Imports a sheet of contest results in one transaction, or says what that would do."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

from server.domain.organisation import ListPage, OwnedReport, RowProblem, mark_problems, today_of
from server.domain.training import rules
from server.domain.training.rules import Plan, Roster
from server.kit.identity import Actor
from server.replication import Replication, Unit

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_MEMBERS = 'select "id", "employee_no", "name" from "member" where not "deleted" order by "id"'
_MEMBERSHIPS = 'select "member", "branch", "from_on", "to_on" from "membership" where not "deleted" order by "from_on"'
_BRANCHES = """select "id", "name" from "organisation" where "kind" = 'branch' and not "deleted" """
_KNOWN = 'select "id", "rank" from "contest_result" where not "deleted"'


async def import_sheet(replication: Replication, actor: Actor, content: bytes, dry_run: bool) -> OwnedReport:
    """Takes in a sheet; with `dry_run` plans the same and writes nothing. Rows that cannot be taken are refused cell by cell.

    Raises Problem if the workbook cannot be read.
    """
    page = await asyncio.to_thread(rules.read_page, content)
    if dry_run:
        async with replication.database.read():
            return _report(await _plan(replication.database.fetch, page, today_of(replication), actor), page, True)
    async with replication.write(actor.account, "contest import", lock=["site"]) as unit:
        plan = await _plan(unit.fetch, page, today_of(replication), actor)
        await _put(unit, actor, plan)
    return _report(plan, page, False)


async def mark_sheet(replication: Replication, actor: Actor, content: bytes) -> bytes:
    """A copy of the workbook with a column that says why rows are refused; nothing is written."""
    page = await asyncio.to_thread(rules.read_page, content)
    async with replication.database.read():
        plan = await _plan(replication.database.fetch, page, today_of(replication), actor)
    return await asyncio.to_thread(mark_problems, content, page.name, page.sheet, plan.problems)


async def _plan(fetch: Fetch, page: ListPage, today: str, actor: Actor) -> Plan:
    drafts, problems = await asyncio.to_thread(rules.read_rows, page)
    memberships: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in await fetch(_MEMBERSHIPS):
        memberships[row["member"]].append(row)
    roster = Roster(await fetch(_MEMBERS), memberships, {row["name"]: row["id"] for row in await fetch(_BRANCHES)})
    known = {row["id"]: row["rank"] for row in await fetch(_KNOWN)}
    plan = await asyncio.to_thread(rules.plan, drafts, roster, known, today, actor.member)
    plan.problems = sorted([*problems, *plan.problems], key=_by_row)
    return plan


def _by_row(problem: RowProblem) -> int:
    return problem.row


async def _put(unit: Unit, actor: Actor, plan: Plan) -> None:
    known = await unit.load("contest", plan.contests)
    for key, told in plan.contests.items():
        before: list[str] = known[key]["trades"] if key in known else []
        trades = [*before, *(one for one in told["trades"] if one not in before)]
        by = {"edited_by": actor.account, "edited_by_name": actor.name, "edited_at": unit.now_ms}
        unit.put("contest", key, {**told, "trades": trades, **by})
        unit.restore("contest", key)
    for key, told in plan.results.items():
        by = {"entered_by": actor.account, "entered_by_name": actor.name, "entered_at": unit.now_ms}
        unit.put("contest_result", key, told | by)
        unit.restore("contest_result", key)


def _report(plan: Plan, page: ListPage, dry_run: bool) -> OwnedReport:
    return OwnedReport(dry_run, page.name, len(plan.results), plan.known, plan.problems)
