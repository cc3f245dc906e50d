"""Reads orders as they stand now: the office's list with its counts, and one order's story."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from typing import Any

import msgspec

from server.domain.dispatch import rules
from server.domain.dispatch.queries.tasks import owners_of_decisions
from server.domain.dispatch.schemas import ColourCount, OrderOut, OrdersOut, OrderStepOut, StoryOut
from server.kit.cursors import number_in
from server.kit.identity import Actor
from server.kit.problems import rights_missing, row_not_found
from server.replication import Replication
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
READERS = ("office", "committee_leader")
"""Who reads all orders."""
PAGE = 50
BATCH = 500
DAY_MS = 24 * 3_600_000
OTHERS_AT_MOST = 200

_ORDERS = """select o.*, o."id" as "order", b."name" as "branch_name", g."name" as "general_branch_name",
    coalesce(m."name", '') as "owner_name" from "dispatch_order" o join "organisation" b on b."id" = o."branch"
    left join "organisation" g on g."id" = o."general_branch" left join "member" m on m."id" = o."owner" where not o."deleted" and """
_OPEN = """o."state" in ('issued', 'received', 'in_progress', 'reported', 'returned')"""
_FILTERS = """ and (cast({} as text) = '' or o."colour" = {}) and (cast({} as text) = '' or o."kind" = {})
    and (cast({} as text) = '' or o."branch" = {} or o."general_branch" = {})"""
_FIRST = _FILTERS + ' and (o."due_at", o."id") > ({}, {}) order by o."due_at", o."id" limit {}'
_LAST = _FILTERS + ' and (o."due_at", o."id") < ({}, {}) order by o."due_at" desc, o."id" desc limit {}'
_LISTS = {
    "open": f"{_ORDERS}{_OPEN}{_FIRST}",
    "reported": f"{_ORDERS}o.\"state\" = 'reported'{_FIRST}",
    "closed": f"{_ORDERS}o.\"state\" = 'closed'{_LAST}",
    "withdrawn": f"{_ORDERS}o.\"state\" = 'withdrawn'{_LAST}",
}
"""What is open by its deadline, the longest overdue first; what has ended the other way round."""
_COUNTS = f"""select "colour", count(*) as "orders", sum(case when "state" = 'reported' then 1 else 0 end) as "reported" from "dispatch_order" o
    where not "deleted" and {_OPEN} group by "colour" """
_DATA_UP_TO = 'select max("at") as "at" from "dispatch_step"'
_ONE = f'{_ORDERS}o."id" = {{}}'
_OTHERS = f'{_ORDERS}o."year" = {{}} and o."number" = {{}} and o."id" <> {{}} order by b."name", o."id" limit {OTHERS_AT_MOST}'
_FROM = joined(_ORDERS, in_list("source_ref", "o."), 'order by b."name", o."id"')
_STEPS = 'select *, "id" as "step" from "dispatch_step" where not "deleted" and "order" = {} order by "place"'
_KIND = """select "title" from "dispatch_choice" where "field" = 'kind' and "key" = {}"""
_ORG = 'select "name" from "organisation" where "id" = {}'
_END_OF_TIME = 2**53


async def load_orders(replication: Replication, wanted: str, colour: str, kind: str, org: str, cursor: str | None) -> OrdersOut:
    """A page of orders in a list of `_LISTS`, narrowed by colour, kind and branch or general branch ('' for all).

    The colour is that of the last conclusion, at most a minute old; what is shown is drawn again.
    """
    now_ms, fetch = replication.clock(), replication.database.fetch
    async with replication.database.read():
        narrowed = (colour, colour, kind, kind, org, org, org)
        records = await fetch(_LISTS[wanted], *narrowed, *_start(cursor, wanted in ("closed", "withdrawn")), PAGE + 1)
        counts = [ColourCount(row["colour"], row["orders"], int(row["reported"])) for row in await fetch(_COUNTS)]
        (newest,) = await fetch(_DATA_UP_TO)
        items = await with_owners(fetch, [shown(record, now_ms) for record in records[:PAGE]])
    last = records[PAGE - 1] if len(records) > PAGE else None
    return OrdersOut(now_ms, newest["at"], counts, items, f"{last['due_at']}/{last['id']}" if last else None)


async def order_rows(replication: Replication, wanted: str, colour: str, kind: str, org: str) -> AsyncIterator[list[OrderOut]]:
    """All orders of such a list in batches, as they stand now. Inside a snapshot."""
    now_ms, narrowed = replication.clock(), (colour, colour, kind, kind, org, org, org)
    start: tuple[int, str] = _start(None, wanted in ("closed", "withdrawn"))
    while records := await replication.database.fetch(_LISTS[wanted], *narrowed, *start, BATCH):
        yield await with_owners(replication.database.fetch, [shown(record, now_ms) for record in records])
        start = (records[-1]["due_at"], records[-1]["id"])


async def words_of(replication: Replication, kind: str, org: str) -> dict[str, str]:
    """By which kind and organisation a list was narrowed, in words."""
    async with replication.database.read():
        kinds = await replication.database.fetch(_KIND, kind) if kind else []
        orgs = await replication.database.fetch(_ORG, org) if org else []
    return {"督办种类": kinds[0]["title"] if kinds else "", "支部": orgs[0]["name"] if orgs else ""}


def _start(cursor: str | None, downwards: bool) -> tuple[int, str]:
    at, _, order = (cursor or "").partition("/")
    return number_in(at, _END_OF_TIME if downwards else -1), order


def shown(record: Mapping[str, Any], now_ms: int) -> OrderOut:
    """A stored order with branch names, as it stands at an instant."""
    standing = rules.standing(msgspec.convert({**record, "is_late": bool(record["is_late"])}, rules.Moments), now_ms)
    told = {"standing": standing, "colour": rules.COLOURS[standing], "age_days": (now_ms - record["issued_at"]) // DAY_MS}
    return msgspec.convert({**record, **told}, OrderOut)


async def with_owners(fetch: Fetch, orders: list[OrderOut]) -> list[OrderOut]:
    """An order that its branch has given to nobody bears whom the work meeting named, in the words of the decision."""
    named = await owners_of_decisions(fetch, [{"source": one.source, "source_ref": one.source_ref} for one in orders if not one.owner_name])
    return [one if one.owner_name else msgspec.structs.replace(one, owner_name=named.get(one.source_ref, "")) for one in orders]


async def load_story(replication: Replication, actor: Actor, order: str) -> StoryOut:
    """One order, its steps, and the same order to other branches; who leads a general branch reads its own alone. Problem 404, and 403 for others."""
    reads_all = actor.has(*READERS)
    now_ms, fetch = replication.clock(), replication.database.fetch
    async with replication.database.read():
        found = await fetch(_ONE, order)
        if not reads_all and not (found and rules.reads_from_above(actor, found[0]["general_branch"])):
            raise rights_missing()
        if not found:
            raise row_not_found("没有这件督办。")
        steps = [msgspec.convert(record, OrderStepOut) for record in await fetch(_STEPS, order)]
        same = await fetch(_OTHERS, found[0]["year"], found[0]["number"], order)
        others = [one for one in same if reads_all or one["general_branch"] == found[0]["general_branch"]]
        (one,) = await with_owners(fetch, [shown(found[0], now_ms)])
    return StoryOut(now_ms, one, steps, [shown(one, now_ms) for one in others], actor.speaks_for(found[0]["branch"]))


async def orders_from(fetch: Fetch, refs: Iterable[str], now_ms: int) -> dict[str, list[OrderOut]]:
    """The orders that came of these rows, by the row."""
    wanted = sorted(set(refs) - {""})
    found: dict[str, list[OrderOut]] = {ref: [] for ref in wanted}
    for record in await fetch(_FROM, to_json(wanted)) if wanted else ():
        found[record["source_ref"]].append(shown(record, now_ms))
    return found


def orders_where(condition: str, after: str = "") -> str:
    """A statement that reads orders as `shown` takes them."""
    return f"{_ORDERS}{condition} {after}"
