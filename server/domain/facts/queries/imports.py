"""Imports a sheet of facts in one transaction, or says what that would do; keeps a record of each import."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from hashlib import sha256
from typing import Any

import msgspec

from server.domain.facts import rules
from server.domain.facts.queries.entering import entered_by, kind_of, put_coverage, refuse
from server.domain.facts.rules import Draft, FactPlan, Kind, Page, Roster
from server.domain.facts.schemas import FactReport, SheetProblem
from server.domain.organisation import RowProblem, derived_id, mark_problems, today_of
from server.kit.identity import Actor
from server.replication import Replication, Unit
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_MEMBERS = 'select "id", "employee_no", "name" from "member" where not "deleted" order by "id"'
_MEMBERSHIPS = 'select "member", "branch", "from_on", "to_on" from "membership" where not "deleted" order by "from_on"'
_BRANCHES = """select "id", "name" from "organisation" where "kind" = 'branch' and not "deleted" """
_KNOWN = joined(
    """select "member", "kind", "on", "grade", "amount", "until", "text", "withdrawn_at", "withdrawn_reason" from "fact" where not "deleted" and""",
    in_list("member"),
    'order by "id"',
)
_NOTE = """insert into "fact_import" ("id", "kind", "file_name", "sha256", "quarter", "added", "known", "outside", "refused", "covered",
    "imported_by", "imported_by_name", "imported_at") values ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})"""


class Asked(msgspec.Struct, frozen=True):
    """What the office hands in: a workbook, what it is about, and the branches for which the list is complete in the quarter."""

    content: bytes
    kind: str
    quarter: str
    branches: tuple[str, ...] = ()
    file_name: str = ""


async def import_sheet(replication: Replication, actor: Actor, asked: Asked, dry_run: bool) -> FactReport:
    """Takes in a sheet; with `dry_run` plans the same and writes nothing. Rows that cannot be taken are refused one by one.

    Raises Problem if the workbook cannot be read or the quarter has not begun.
    """
    kind = kind_of(asked.kind)
    refuse(rules.quarter_fault(asked.quarter, replication.clock()))
    page = await asyncio.to_thread(rules.read_page, asked.content, kind)
    if dry_run:
        async with replication.database.read():
            plan = await _plan(replication, replication.database.fetch, asked, page, kind)
        return _report(plan, page, kind, True, asked, 0)
    async with replication.write(actor.account, "fact import", lock=await _scopes(replication, kind)) as unit:
        plan = await _plan(replication, unit.fetch, asked, page, kind)
        report = _report(plan, page, kind, False, asked, await _save(unit, actor, asked, kind, plan))
        if plan.facts or report.covered:
            await _note(unit, actor, asked, report)
    return report


async def mark_sheet(replication: Replication, asked: Asked) -> bytes:
    """A copy of the workbook with a column that says why rows are refused; nothing is written."""
    kind = kind_of(asked.kind)
    page = await asyncio.to_thread(rules.read_page, asked.content, kind)
    async with replication.database.read():
        plan = await _plan(replication, replication.database.fetch, asked, page, kind)
    problems = [RowProblem(one.row, one.column, one.value, f"{one.reason}。{one.remedy}") for one in plan.problems]
    return await asyncio.to_thread(mark_problems, asked.content, page.name, page.sheet, problems)


async def _scopes(replication: Replication, kind: Kind) -> set[str]:
    """The tree keeps a second import waiting until this one is done; branches that enter the kind themselves wait as well."""
    branches = await replication.database.fetch(_BRANCHES) if kind.branch_sees else []
    return {"site", *(f"branch:{branch['id']}" for branch in branches)}


async def _plan(replication: Replication, fetch: Fetch, asked: Asked, page: Page, kind: Kind) -> FactPlan:
    roster = await _load_roster(fetch)
    now_ms = replication.clock()
    drafts, problems = await asyncio.to_thread(rules.read_rows, page, kind, today_of(replication))
    known = await fetch(_KNOWN, to_json(rules.members_named(roster, drafts, kind)))
    quarter = asked.quarter if asked.branches else None
    plan = await asyncio.to_thread(_draw, page, drafts, kind, roster, known, _import_id(asked, now_ms), now_ms, quarter)
    plan.problems = sorted([*problems, *plan.problems], key=lambda one: one.row)
    return plan


def _draw(page: Page, drafts: Sequence[Draft], *given: Any) -> FactPlan:
    return rules.plan_facts(page, drafts, *given)


async def _load_roster(fetch: Fetch) -> Roster:
    memberships: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in await fetch(_MEMBERSHIPS):
        memberships[row["member"]].append(row)
    return Roster(await fetch(_MEMBERS), memberships, {row["id"]: row["name"] for row in await fetch(_BRANCHES)})


def _import_id(asked: Asked, now_ms: int) -> str:
    return derived_id("fact_import", asked.kind, sha256(asked.content).hexdigest(), str(now_ms))


async def _save(unit: Unit, actor: Actor, asked: Asked, kind: Kind, plan: FactPlan) -> int:
    """Writes the facts, and what is stated of branches unless a row was refused; gives how many statements are new."""
    by = entered_by(unit, actor) | {"source": f"import:{_import_id(asked, unit.now_ms)}"}
    for row_id, fact in plan.facts.items():
        unit.put("fact", row_id, fact | by)
    if plan.problems or not asked.branches:
        return 0
    return await put_coverage(unit, actor, kind, asked.quarter, asked.branches)


def _report(plan: FactPlan, page: Page, kind: Kind, dry_run: bool, asked: Asked, covered: int) -> FactReport:
    problems: list[SheetProblem] = plan.problems
    return FactReport(
        dry_run=dry_run,
        kind=kind.key,
        sheet=page.name,
        added=len(plan.facts),
        known=plan.known,
        outsiders=plan.outsiders,
        problems=problems,
        branches=plan.branches,
        covered=covered,
        coverage_withheld=bool(asked.branches and problems),
    )


async def _note(unit: Unit, actor: Actor, asked: Asked, report: FactReport) -> None:
    rows = (report.added, report.known, len(report.outsiders), len(report.problems), report.covered)
    digest = sha256(asked.content).hexdigest()
    who = (actor.account, actor.name, unit.now_ms)
    await unit.fetch(_NOTE, _import_id(asked, unit.now_ms), asked.kind, asked.file_name, digest, asked.quarter, *rows, *who)
