"""Imports a sheet of what the office notes of secretaries in one transaction, or says what that would do."""

import asyncio

from server.domain.organisation import OwnedReport, OwnedSheet, mark_problems, owners_of, today_of
from server.domain.secretaries import rules
from server.domain.secretaries.queries.reading import secretaries_now
from server.kit.identity import Actor
from server.replication import Replication

_KNOWN = """select "id", "level", "example" from "secretary_note" where "side" = 'office' and not "deleted" """


async def import_notes(replication: Replication, actor: Actor, content: bytes, dry_run: bool) -> OwnedReport:
    """Takes in a sheet of notes; with `dry_run` plans the same and writes nothing.

    Rows that cannot be taken are refused one by one. Raises Problem if the workbook cannot be read.
    """
    if dry_run:
        reading, planned = await _plan(replication, actor, content)
        return reading.report(True, len(planned.notes), planned.known)
    async with replication.write(actor.account, "secretary import", lock=["site"]) as unit:
        reading, planned = await _plan(replication, actor, content)
        by = {"by": actor.account, "by_name": actor.name, "at": unit.now_ms}
        for note, values in planned.notes.items():
            unit.put("secretary_note", note, {**values, **by})
    return reading.report(False, len(planned.notes), planned.known)


async def mark_notes(replication: Replication, actor: Actor, content: bytes) -> bytes:
    """A copy of the workbook with a column that says why rows are refused; nothing is written."""
    reading, _ = await _plan(replication, actor, content)
    return await asyncio.to_thread(mark_problems, content, reading.name, reading.sheet, reading.problems)


async def _plan(replication: Replication, actor: Actor, content: bytes) -> tuple[OwnedSheet, rules.Import]:
    fetch, today = replication.database.fetch, today_of(replication)
    year = int(today[:4])
    reading = await asyncio.to_thread(rules.read_notes, content, await owners_of(fetch))
    secretaries = {one["employee_no"]: one for one in await secretaries_now(fetch, today, year)}
    known = {one["id"]: one for one in await fetch(_KNOWN)}
    return reading, rules.plan_import(reading, secretaries, known, actor.person, (str(year), str(year - 1)))
