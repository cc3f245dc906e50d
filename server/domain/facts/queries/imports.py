"""Imports a sheet of facts in one transaction, or says what that would do; keeps a record of each import."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
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
_ALL_BRANCHES = """select "id" from "organisation" where "kind" = 'branch' """
_KNOWN = joined(
    """select "member", "kind", "on", "grade", "amount", "until", "text", "withdrawn_at", "withdrawn_reason" from "fact" where not "deleted"
    and "kind" = {} and""",
    in_list("member"),
    'order by "id"',
)
_NOTE = """insert into "fact_import" ("id", "kind", "file_name", "sha256", "quarter", "added", "known", "outside", "refused", "covered",
    "imported_by", "imported_by_name", "imported_at") values ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})"""


class Asked(msgspec.Struct, frozen=True):
    """What the office hands in: a workbook, what it is about, and the branches for which the list is complete in the quarter.

    `by` is the member who hands it in, if it is one: no row about them is taken.
    """

    content: bytes
    kind: str
    quarter: str
    by: str | None
    branches: tuple[str, ...] = ()
    file_name: str = ""


async def import_sheet(replication: Replication, actor: Actor, asked: Asked, dry_run: bool) -> FactReport:
    """Takes in a sheet; with `dry_run` plans the same and writes nothing. Rows that cannot be taken are refused one by one.

    Raises Problem if the workbook cannot be read or the quarter has not begun.
    """
    kind = kind_of(asked.kind)
    refuse(rules.quarter_fault(asked.quarter, replication.clock()))
    reading = await asyncio.to_thread(_read, asked, kind, today_of(replication))
    if dry_run:
        return _report(await _try(replication, reading), reading, True, 0)
    async with replication.write(actor.account, "fact import", lock=await _scopes(replication)) as unit:
        import_id = reading.import_id(unit.now_ms)
        plan = await _plan(unit.fetch, reading, import_id, unit.now_ms)
        report = _report(plan, reading, False, await _save(unit, actor, reading, import_id, plan))
        if plan.facts or report.covered:
            await _note(unit, actor, reading, import_id, report)
    return report


async def mark_sheet(replication: Replication, asked: Asked) -> bytes:
    """A copy of the workbook with a column that says why rows are refused; nothing is written."""
    reading = await asyncio.to_thread(_read, asked, kind_of(asked.kind), today_of(replication))
    plan = await _try(replication, reading)
    problems = [RowProblem(one.row, one.column, one.value, f"{one.reason}。{one.remedy}") for one in plan.problems]
    return await asyncio.to_thread(mark_problems, asked.content, reading.page.name, reading.page.sheet, problems)


class _Reading(msgspec.Struct, frozen=True):
    """What was handed in, read: the sheet with facts, its rows, what is wrong with those that cannot be read, and the digest of the bytes."""

    asked: Asked
    kind: Kind
    page: Page
    drafts: list[Draft]
    problems: list[SheetProblem]
    digest: str

    def import_id(self, now_ms: int) -> str:
        """The id of taking this in at an instant."""
        return derived_id("fact_import", self.kind.key, self.digest, str(now_ms))


def _read(asked: Asked, kind: Kind, today: str) -> _Reading:
    page = rules.read_page(asked.content, kind)
    return _Reading(asked, kind, page, *rules.read_rows(page, kind, today), sha256(asked.content).hexdigest())


async def _scopes(replication: Replication) -> set[str]:
    """All branches: a second import waits until this one is done, and so does whoever else writes facts."""
    return {f"branch:{branch['id']}" for branch in await replication.database.fetch(_ALL_BRANCHES)}


async def _try(replication: Replication, reading: _Reading) -> FactPlan:
    now_ms = replication.clock()
    async with replication.database.read():
        return await _plan(replication.database.fetch, reading, reading.import_id(now_ms), now_ms)


async def _plan(fetch: Fetch, reading: _Reading, import_id: str, now_ms: int) -> FactPlan:
    kind, drafts, roster = reading.kind, reading.drafts, await _load_roster(fetch)
    known = await fetch(_KNOWN, kind.key, to_json(rules.members_named(roster, drafts, kind)))
    quarter = reading.asked.quarter if reading.asked.branches else None
    plan = await asyncio.to_thread(rules.plan_facts, reading.page, drafts, kind, roster, known, import_id, now_ms, quarter, reading.asked.by)
    plan.problems = sorted([*reading.problems, *plan.problems], key=lambda one: one.row)
    return plan


async def _load_roster(fetch: Fetch) -> Roster:
    memberships: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in await fetch(_MEMBERSHIPS):
        memberships[row["member"]].append(row)
    return Roster(await fetch(_MEMBERS), memberships, {row["id"]: row["name"] for row in await fetch(_BRANCHES)})


async def _save(unit: Unit, actor: Actor, reading: _Reading, import_id: str, plan: FactPlan) -> int:
    """Writes the facts, and what is stated of branches unless a row was refused; gives how many statements are new."""
    by = entered_by(unit, actor) | {"source": f"import:{import_id}"}
    for row_id, fact in plan.facts.items():
        unit.put("fact", row_id, fact | by)
    if plan.problems or not reading.asked.branches:
        return 0
    return await put_coverage(unit, actor, reading.kind, reading.asked.quarter, reading.asked.branches)


def _report(plan: FactPlan, reading: _Reading, dry_run: bool, covered: int) -> FactReport:
    return FactReport(
        dry_run=dry_run,
        kind=reading.kind.key,
        sheet=reading.page.name,
        added=len(plan.facts),
        known=plan.known,
        outsiders=plan.outsiders,
        problems=plan.problems,
        branches=plan.branches,
        covered=covered,
        coverage_withheld=bool(reading.asked.branches and plan.problems),
    )


async def _note(unit: Unit, actor: Actor, reading: _Reading, import_id: str, report: FactReport) -> None:
    asked = reading.asked
    rows = (report.added, report.known, len(report.outsiders), len(report.problems), report.covered)
    who = (actor.account, actor.name, unit.now_ms)
    await unit.fetch(_NOTE, import_id, asked.kind, asked.file_name, reading.digest, asked.quarter, *rows, *who)
