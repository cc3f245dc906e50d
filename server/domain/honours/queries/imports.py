"""Imports a sheet of honours in one transaction, or says what that would do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Any

from server.domain.honours import rules
from server.domain.honours.queries.giving import entered_by, load_levels, year_of
from server.domain.honours.rules import HonourPlan, Known, Page
from server.domain.honours.schemas import HonourReport
from server.domain.organisation import RowProblem, mark_problems
from server.kit.identity import Actor
from server.replication import Replication

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
_MEMBERS = """select m."id", m."employee_no", m."name", m."branch", b."name" as "branch_name" from "member" m
    join "organisation" b on b."id" = m."branch" where not m."deleted" order by m."id" """
_ORGS = """select "id", "name", "branch" from "organisation" where not "deleted" and "kind" <> 'group' """
_HONOURS = 'select "id" from "honour" where not "deleted"'


async def import_sheet(replication: Replication, actor: Actor, content: bytes, dry_run: bool) -> HonourReport:
    """Takes in a sheet; with `dry_run` plans the same and writes nothing. Rows that cannot be taken are refused one by one.

    Problem organisation.workbook, honours.no_sheet, honours.two_sheets if the workbook cannot be read.
    """
    page = await asyncio.to_thread(rules.read_page, content)
    if dry_run:
        async with replication.database.read():
            plan = await _plan(replication, replication.database.fetch, page, actor)
        return _report(page, plan, True)
    async with replication.write(actor.account, "honour import", lock=["site"]) as unit:
        plan = await _plan(replication, unit.fetch, page, actor)
        by = entered_by(unit, actor) | {"source": f"import:{sha256(content).hexdigest()[:32]}"}
        for key, honour in plan.honours.items():
            unit.put("honour", key, honour | by)
            unit.restore("honour", key)
    return _report(page, plan, False)


async def mark_sheet(replication: Replication, actor: Actor, content: bytes) -> bytes:
    """A copy of the workbook with a column that says why rows are refused; nothing is written."""
    page = await asyncio.to_thread(rules.read_page, content)
    async with replication.database.read():
        plan = await _plan(replication, replication.database.fetch, page, actor)
    problems = [RowProblem(one.row, one.column, one.value, f"{one.reason}。{one.remedy}") for one in plan.problems]
    return await asyncio.to_thread(mark_problems, content, page.name, page.sheet, problems)


async def _plan(replication: Replication, fetch: Fetch, page: Page, actor: Actor) -> HonourPlan:
    levels = {one.title: one.key for one in await load_levels(fetch) if not one.is_off}
    honours = {row["id"] for row in await fetch(_HONOURS)}
    known = Known(await fetch(_MEMBERS), await fetch(_ORGS), levels, honours, year_of(replication))
    return await asyncio.to_thread(rules.plan_honours, page, rules.read_rows(page), known, actor)


def _report(page: Page, plan: HonourPlan, dry_run: bool) -> HonourReport:
    return HonourReport(dry_run, page.name, len(plan.honours), plan.known, plan.problems)
