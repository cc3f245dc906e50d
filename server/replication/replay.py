"""Replays a server's inbox, and what the server itself wrote in between, on an empty one: the proof that the inbox holds everything (I9).

The other server must know the same accounts, and its jobs must not run: conclusions that phones see as facts come from the history.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from server.kit.problems import Problem
from server.replication.push import push
from server.replication.unit import Replication
from sync.wire import Request

_INBOX = """select i."id", i."log", i."mid", i."body", i."received_at", l."account" from "sync_inbox" i
    join "sync_log" l on l."log" = i."log" order by i."id" """
_HISTORY = 'select "id", "tbl", "row", "at", "actor", "cause", "log", "mid", "changes" from "history" order by "id"'


Carry = Callable[[Replication, str, Mapping[str, Any]], Awaitable[None]]
"""Carries over what the history tells of a row that is not synced: the row's id, and its fields as they became."""
Begin = Callable[[Replication, Replication], Awaitable[None]]


class Event(NamedTuple):
    """One step of a server's life: a mutation that arrived, or a row that the server wrote itself."""

    place: tuple[int, int, int]
    at_ms: int
    record: Mapping[str, Any]


class Replayed(msgspec.Struct):
    """How many mutations and own writes were replayed, and in words what came out otherwise than it stands."""

    mutations: int
    writes: int
    differences: list[str]


async def prove(source: Replication, target: Replication, begin: Begin, carried: Mapping[str, Carry]) -> Replayed:
    """Replays `source`, as it is at this moment, on the empty `target`, and compares every outcome and every fact.

    `begin` copies what must be there from the start: the accounts. Raises Problem 409 `replay.not_empty`, or `replay.restored` where
    revisions began anew: those before are told by nothing that is left.
    """
    async with source.database.read():
        if (await source.epoch()).number:
            raise Problem("replay.restored", "不能重放", "这台服务器从备份恢复过，恢复前的版本号已无从得知", "请用恢复之前的备份重放", 409)
        events, expected = await _events(source, carried), await _stands(source)
    if await target.database.fetch('select 1 as "found" from "sync_inbox" union all select 1 from "account" limit 1'):
        raise Problem("replay.not_empty", "不能重放", "目标数据库里已有内容", "请换一个空的数据库", 409)
    await begin(source, target)
    await _replay(events, target, carried)
    found, mutations = await _stands(target), len(expected["outcome"])
    return Replayed(mutations, len(events) - mutations, [line for table in expected for line in _unlike(table, expected[table], found[table])])


async def _stands(replication: Replication) -> dict[str, dict[str, Any]]:
    """Every outcome, and every fact by its table: conclusions are drawn from them."""
    facts = [name for name, codec in replication.store.codecs.items() if not codec.synced.derived]
    return {"outcome": await outcomes(replication), **{table: await content(replication, table) for table in facts}}


def _unlike(table: str, expected: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    keys = [key for key in sorted({*expected, *found}) if expected.get(key) != found.get(key)]
    return [f"{table} {key}: {_told(expected.get(key), found.get(key))}" for key in keys]


def _told(stands: Any, came: Any) -> str:
    """What stands and what came of it instead, in the fields that differ."""
    if isinstance(stands, dict) and isinstance(came, dict):
        return ", ".join(
            f"{name} {stands.get(name)!r} -> {came.get(name)!r}" for name in sorted({*stands, *came}) if stands.get(name) != came.get(name)
        )
    return f"{stands!r} -> {came!r}"


async def _events(source: Replication, carried: Mapping[str, Carry]) -> list[Event]:
    """Every mutation and every own write, in their order."""
    return sorted([*await _arrivals(source), *await _own_writes(source, carried)], key=lambda event: event.place)


async def _replay(events: Iterable[Event], target: Replication, carried: Mapping[str, Carry]) -> None:
    for event in events:
        target.clock = lambda at_ms=event.at_ms: at_ms
        if "body" in event.record:
            raw = msgspec.Raw(event.record["body"].encode())
            await push(target, event.record["account"], Request(1, event.record["log"], mutations=[raw]))
        elif carry := carried.get(event.record["tbl"]):
            changes = msgspec.json.decode(event.record["changes"])
            await carry(target, event.record["row"], {name: after for name, (_, after) in changes.items()})
        else:
            await _write(target, event.record)


async def _arrivals(source: Replication) -> list[Event]:
    """Mutations at the place of their first change; one that changed nothing, behind what came before it."""
    history = await source.database.fetch(_HISTORY)
    first: dict[tuple[str, int], int] = {}
    for record in history:
        first.setdefault((record["log"], record["mid"]), record["id"])
    own = [(record["at"], record["id"]) for record in history if not record["log"]]
    events: list[Event] = []
    place = 0
    for record in await source.database.fetch(_INBOX):
        before = max((number for at, number in own if at < record["received_at"]), default=0)
        place = first.get((record["log"], record["mid"])) or max(place, before)
        events.append(Event((place, 1, record["id"]), record["received_at"], record))
    return events


async def _own_writes(source: Replication, carried: Mapping[str, Carry]) -> list[Event]:
    """Rows of synced tables, and of those that somebody carries over."""
    history = await source.database.fetch(_HISTORY)
    own = (record for record in history if not record["log"] and (record["tbl"] in source.store.codecs or record["tbl"] in carried))
    return [Event((record["id"], 0, 0), record["at"], record) for record in own]


async def _write(target: Replication, record: Mapping[str, Any]) -> None:
    changes = msgspec.json.decode(record["changes"])
    deleted = changes.pop("deleted", None)
    async with target.write(record["actor"] or None, record["cause"]) as unit:
        unit.put(record["tbl"], record["row"], {name: after for name, (_, after) in changes.items()})
        if deleted:
            (unit.delete if deleted[1] else unit.restore)(record["tbl"], record["row"])


async def content(replication: Replication, table: str) -> dict[str, dict[str, Any]]:
    """Every row of a synced table, deleted ones too, by id: its values and revision, as both databases tell them alike."""
    rows = await replication.store.all(table)
    return {row.id: {**row.values, "rev": row.rev, "deleted": row.deleted} for row in rows}


async def outcomes(replication: Replication) -> dict[str, Any]:
    """The outcome of every mutation, by log and number."""
    records = await replication.database.fetch('select "log", "mid", "outcome" from "sync_inbox"')
    return {f"{record['log']}/{record['mid']}": msgspec.json.decode(record["outcome"]) for record in records}
