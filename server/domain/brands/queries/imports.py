"""Imports a sheet of brands in one transaction, or says what that would do."""

import asyncio
from collections.abc import Mapping
from typing import Any

import msgspec

from server.domain.brands import rules
from server.domain.obligations import Calendar, load_calendar
from server.domain.organisation import OwnedReport, OwnedSheet, branches_of, mark_problems, owners_of, spoken_for, today_of
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.lifecycle import decision_id
from server.replication import Replication, Unit

_KNOWN = 'select "owner", "name" from "brand" where not "deleted"'


async def import_brands(replication: Replication, actor: Actor, content: bytes, dry_run: bool) -> OwnedReport:
    """Takes in a sheet of brands that grow already, or were named; with `dry_run` plans the same and writes nothing.

    Rows that cannot be taken are refused one by one. Raises Problem if the workbook cannot be read.
    """
    if dry_run:
        reading, planned = await _plan(replication, actor, content)
        return reading.report(True, len(planned.brands), planned.known)
    async with replication.write(actor.account, "brand import", lock=["site"]) as unit:
        reading, planned = await _plan(replication, actor, content)
        calendar = await load_calendar(unit.fetch, unit.settings.zone)
        for brand, values in planned.brands.items():
            await put_brand(unit, brand, values, actor, calendar)
    return reading.report(False, len(planned.brands), planned.known)


async def mark_brands(replication: Replication, actor: Actor, content: bytes) -> bytes:
    """A copy of the workbook with a column that says why rows are refused; nothing is written."""
    reading, _ = await _plan(replication, actor, content)
    return await asyncio.to_thread(mark_problems, content, reading.name, reading.sheet, reading.problems)


async def _plan(replication: Replication, actor: Actor, content: bytes) -> tuple[OwnedSheet, rules.Import]:
    fetch = replication.database.fetch
    places = await owners_of(fetch)
    known = {(row["owner"], row["name"]) for row in await fetch(_KNOWN)}
    reading = await asyncio.to_thread(rules.read_brands, content, places)
    return reading, rules.plan_import(reading, known, spoken_for(actor, places), today_of(replication))


async def put_brand(unit: Unit, brand: str, values: Mapping[str, Any], actor: Actor, calendar: Calendar) -> None:
    """Writes a brand as a sheet has it: named where it has a day, cultivating otherwise. An old name is to be looked at again now."""
    branches = await branches_of(unit.fetch, values["owner"])
    named_on = values["named_on"]
    state: rules.State = "named" if named_on else "cultivating"
    recheck_on = rules.next_recheck(named_on) if named_on else ""
    by = {"created_by": actor.account, "created_by_name": actor.name, "created_at": unit.now_ms, "data_up_to": unit.now_ms}
    place = {"branches": branches, "branch": branches[0], "state": state, "recheck_on": recheck_on}
    stands = msgspec.structs.asdict(rules.conclude(state, recheck_on, unit.now_ms, calendar)) | {"computed_at": unit.now_ms}
    unit.put("brand", brand, {**values, **place, **by, **stands})
    step = {"brand": brand, "branches": branches, "place": 1, "act": "give_name" if named_on else "accept", "text": "由表格导入"}
    told = {"on": local_day(unit.now_ms, unit.settings.timezone), "at": unit.now_ms, "by": actor.account, "by_name": actor.name}
    unit.put("brand_step", decision_id(brand, step["act"]), step | told)
