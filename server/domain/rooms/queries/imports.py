"""Imports a workbook of bookings in one transaction, or says what that would do."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from server.domain.organisation import RowProblem, derived_id, mark_problems, name_text, today_of
from server.domain.rooms import rules
from server.domain.rooms.queries.reading import ROOMS
from server.domain.rooms.queries.writing import EVERYONE, load_centre, rooms_and_rule
from server.domain.rooms.rules import By, Draft, Found
from server.domain.rooms.schemas import BookingProblem, BookingReport
from server.kit.identity import Actor
from server.replication import Replication, Unit

_ORGS = """select "id", "name" from "organisation" where "kind" <> 'group' and not "deleted" and "closed_on" is null"""
_CAUSES: Mapping[str, tuple[str, str]] = {
    "taken": ("这个时间已被约用", "请改时间或另选一个室。"),
    "closed": ("这个时间停用", "请改时间或另选一个室。"),
    "past": ("时间已过", "已经过去的不用导入。"),
}


async def import_sheet(replication: Replication, actor: Actor, content: bytes, dry_run: bool) -> BookingReport:
    """Takes in a workbook in the order of its rows; what cannot be taken is refused row by row. With `dry_run` nothing is written.

    Raises Problem if the workbook cannot be read.
    """
    page = await asyncio.to_thread(rules.read_page, content)
    orgs = await replication.database.fetch(_ORGS)
    lock = [f"branch:{org['id']}" for org in orgs]
    try:
        async with replication.write(actor.account, "bookings imported", lock=[*lock, *EVERYONE]) as unit:
            drafts, problems = await _read(unit, page, orgs)
            report = await _take(replication, unit, actor, page, drafts, problems, dry_run)
            if dry_run:
                raise _OnlyTried(report)
    except _OnlyTried as tried:
        return tried.report
    return report


class _OnlyTried(Exception):
    """Leaves the transaction without a trace of it."""

    def __init__(self, report: BookingReport) -> None:
        self.report = report


async def mark_sheet(replication: Replication, actor: Actor, content: bytes) -> bytes:
    """A copy of the workbook with a column that says why rows are refused; nothing is written."""
    report = await import_sheet(replication, actor, content, dry_run=True)
    problems = [RowProblem(one.row, one.column, one.value, f"{one.reason}。{one.remedy}") for one in report.problems]
    page = await asyncio.to_thread(rules.read_page, content)
    return await asyncio.to_thread(mark_problems, content, page.name, page.sheet, problems)


async def _read(unit: Unit, page: Found, orgs: list[dict[str, Any]]) -> tuple[list[Draft], list[BookingProblem]]:
    rooms = {name_text(row["name"]): row["id"] for row in await unit.fetch(ROOMS)}
    return rules.read_rows(page, rooms, {name_text(org["name"]): org["id"] for org in orgs})


async def _take(
    replication: Replication, unit: Unit, actor: Actor, page: Found, drafts: list[Draft], problems: list[BookingProblem], dry_run: bool
) -> BookingReport:
    rooms, rule = await rooms_and_rule(unit)
    ids = {draft.row: derived_id("booking", *map(str, (draft.asked.branch, draft.asked.room, draft.asked.on, draft.asked.start))) for draft in drafts}
    known = await unit.load("booking", ids.values())
    good = [draft for draft in drafts if ids[draft.row] not in known and not _fault(page, problems, draft, rooms, rule, today_of(replication))]
    centre = await load_centre(unit, sorted({day for draft in good for day in rules.days_of(draft.asked)}), rooms, rule)
    by, added = By(actor.account, actor.name, unit.now_ms), 0
    for draft in good:
        puts = list(rules.bookings(draft.asked, ids[draft.row], rooms[draft.asked.room], centre, by))
        cause = next(values["cause"] for table, _, values in puts if table == "booking")
        if cause:
            problems.append(page.problem(draft.row, "start", *_CAUSES[cause]))
            continue
        added += 1
        for put in puts:
            unit.put(*put)
    problems.sort(key=lambda one: one.row)
    return BookingReport(dry_run, page.name, added, len(known.keys() & set(ids.values())), problems)


def _fault(page: Found, problems: list[BookingProblem], draft: Draft, rooms: Mapping[str, Any], rule: rules.Rule, today: str) -> bool:
    """Notes why a row cannot be asked at all; whether it cannot."""
    fault = rules.ask_fault(draft.asked, rooms.get(draft.asked.room), rule, today)
    if fault:
        field = {"time": "start"}.get(fault.field or "", fault.field or "on")
        problems.append(page.problem(draft.row, field, fault.title, fault.remedy))
    return fault is not None
