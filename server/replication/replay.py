"""Replays a server's inbox, and what the server itself wrote in between, on an empty one: the proof that the inbox holds everything (I9).

The other server must know the same accounts, and its jobs must not run: conclusions that phones see as facts come from the history.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from server.replication.push import push
from server.replication.unit import Replication
from sync.wire import Request

_INBOX = """select i."id", i."log", i."mid", i."body", i."received_at", l."account" from "sync_inbox" i
    join "sync_log" l on l."log" = i."log" order by i."id" """
_HISTORY = 'select "id", "tbl", "row", "at", "actor", "cause", "log", "mid", "changes" from "history" order by "id"'


class Event(NamedTuple):
    """One step of a server's life: a mutation that arrived, or a row that the server wrote itself."""

    place: tuple[int, int, int]
    at_ms: int
    record: Mapping[str, Any]


async def replay(source: Replication, target: Replication) -> int:
    """Gives `target`, which is empty, every mutation and every own write of `source` in their order; gives how many there were."""
    events = sorted([*await _arrivals(source), *await _own_writes(source)], key=lambda event: event.place)
    for event in events:
        target.clock = lambda at_ms=event.at_ms: at_ms
        if "body" in event.record:
            raw = msgspec.Raw(event.record["body"].encode())
            await push(target, event.record["account"], Request(1, event.record["log"], mutations=[raw]))
        else:
            await _write(target, event.record)
    return len(events)


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


async def _own_writes(source: Replication) -> list[Event]:
    """Rows of synced tables; what accounts and rights leave in the history is not replication's."""
    history = await source.database.fetch(_HISTORY)
    own = (record for record in history if not record["log"] and record["tbl"] in source.store.codecs)
    return [Event((record["id"], 0, 0), record["at"], record) for record in own]


async def _write(target: Replication, record: Mapping[str, Any]) -> None:
    changes = msgspec.json.decode(record["changes"])
    deleted = changes.pop("deleted", None)
    async with target.write(record["actor"] or None, record["cause"]) as unit:
        unit.put(record["tbl"], record["row"], {name: after for name, (_, after) in changes.items()})
        if deleted and deleted[1]:
            unit.delete(record["tbl"], record["row"])


async def content(replication: Replication, table: str) -> dict[str, dict[str, Any]]:
    """Every row of a synced table, deleted ones too, by id: its values and revision, as both databases tell them alike."""
    rows = await replication.store.all(table)
    return {row.id: {**row.values, "rev": row.rev, "deleted": row.deleted} for row in rows}
