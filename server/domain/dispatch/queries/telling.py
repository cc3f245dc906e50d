"""Tells of orders that have not ended on the ledger's pages of organisations."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from server.domain.dispatch.rules import OPEN, spoken_number
from server.replication import LedgerCount, LedgerEntry, LedgerLine, LedgerSpan, LedgerSubject, reach
from server.replication.store import among, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_ORDERS = """select o."id", o."year", o."number", o."content", o."branch", b."name" as "branch_name", o."due_on", o."standing",
    o."colour", o."data_up_to" from "dispatch_order" o join "organisation" b on b."id" = o."branch" where not o."deleted" and"""
_COUNTS = """select count(*) as "open", count(case when o."colour" = 'red' then 1 end) as "red" from "dispatch_order" o where not o."deleted" and"""
_NOT_ENDED = among('o."state"')


async def open_orders(fetch: Fetch, subject: LedgerSubject, span: LedgerSpan) -> LedgerEntry:
    """The orders that have not ended whatever the period, the one due first before others; a group has none of its own."""
    condition, args = reach(subject, 'o."branch"')
    whose = {kind: f"{text} and {_NOT_ENDED[kind]}" for kind, text in condition.items()}
    asked = (*args, to_json(sorted(OPEN)))
    (counted,) = await fetch({kind: f"{_COUNTS} {text}" for kind, text in whose.items()}, *asked)
    lines = await fetch({kind: f'{_ORDERS} {text} order by o."due_at", o."id" limit {{}}' for kind, text in whose.items()}, *asked, span.lines)
    return LedgerEntry(tuple(LedgerCount(what, counted[what]) for what in ("open", "red")), tuple(map(_line, lines)))


def _line(row: Mapping[str, Any]) -> LedgerLine:
    return LedgerLine(
        ref=row["id"],
        title=f"{spoken_number(row)} {row['content']}",
        route=f"orders/{row['id']}",
        phone=f"order/{row['id']}",
        org=row["branch"],
        org_name=row["branch_name"],
        on=row["due_on"],
        standing=row["standing"],
        colour=row["colour"],
        data_up_to=row["data_up_to"],
    )
