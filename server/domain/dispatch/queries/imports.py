"""Issues the orders of a sheet in one transaction, or says what that would do."""

import asyncio
from uuid import uuid4

import msgspec

from server.domain.dispatch import rules
from server.domain.dispatch.queries.issuing import PLACES, issue_within, load_titles
from server.domain.dispatch.schemas import IssueIn
from server.domain.organisation import OwnedReport, OwnedSheet, mark_problems, today_of
from server.kit.identity import Actor
from server.replication import Replication

_ORDERED = """select "branch", "content", "due_on", "kind", "cadence" from "dispatch_order" where not "deleted" and "due_on" >= {}"""


async def import_orders(replication: Replication, actor: Actor, content: bytes, dry_run: bool) -> OwnedReport:
    """Takes in a sheet of orders; with `dry_run` plans the same and writes nothing.

    Rows that cannot be issued are refused one by one. Raises Problem if the workbook cannot be read.
    """
    if dry_run:
        reading, planned = await _plan(replication, content)
        return reading.report(True, planned.added, planned.known)
    today = today_of(replication)
    async with replication.write(actor.account, "order import", lock=["site"]) as unit:
        reading, planned = await _plan(replication, content)
        for at, (wanted, branches) in enumerate(planned.issues.items()):
            asked = IssueIn(str(uuid4()), wanted.kind, wanted.cadence, wanted.content, wanted.due_on, branches)
            await issue_within(unit, actor, asked, today, at)
    return reading.report(False, planned.added, planned.known)


async def mark_orders(replication: Replication, actor: Actor, content: bytes) -> bytes:
    """A copy of the workbook with a column that says why rows are refused; nothing is written."""
    reading, _ = await _plan(replication, content)
    return await asyncio.to_thread(mark_problems, content, reading.name, reading.sheet, reading.problems)


async def _plan(replication: Replication, content: bytes) -> tuple[OwnedSheet, rules.OrderPlan]:
    fetch = replication.database.fetch
    places = msgspec.convert(await fetch(PLACES), list[rules.Place])
    reading = await asyncio.to_thread(rules.read_orders, content, places)
    since = min((str(row.values["due_on"]) for row in reading.rows), default="9999")
    ordered = frozenset((row.pop("branch"), rules.Wanted(**row)) for row in await fetch(_ORDERED, since))
    titles = await load_titles(fetch, in_use=True)
    choices = {field: {title: key for (of, key), title in titles.items() if of == field} for field in ("kind", "cadence")}
    return reading, rules.plan_orders(reading, rules.KnownOrders(places, choices, ordered, today_of(replication)))
