"""The tombstone horizon: what left a scope more than 400 days ago is forgotten, and older cursors start anew.

No write pays for this: each night the job notes how far each scope had come, so that later it knows what is old.
"""

from server.kit.jobs import Job
from server.replication.unit import Replication

KEPT_MS = 400 * 24 * 3600 * 1000

_NOTE = """insert into "scope_age" ("scope", "at", "head") select h."scope", {}, h."head" from "scope_head" h
    where h."head" > coalesce((select max(a."head") from "scope_age" a where a."scope" = h."scope"), 0)"""
_OLD = """select a."scope", max(a."head") as "head" from "scope_age" a where a."at" <= {} and exists
    (select 1 from "row_scope" r where r."scope" = a."scope" and r."gone" and r."seq" <= a."head") group by a."scope" order by a."scope" """
_FORGET = 'delete from "row_scope" where "scope" = {} and "gone" and "seq" <= {} returning "seq"'
_RAISE = 'update "scope_head" set "gc_floor" = {} where "scope" = {} and "gc_floor" < {}'
_DROP_NOTES = 'delete from "scope_age" where "at" <= {}'


async def forget_tombstones(replication: Replication) -> int:
    """Removes old `gone` places, scope by scope, and raises each scope's floor to the last one removed; gives how many."""
    now_ms, database = replication.clock(), replication.database
    await database.fetch(_NOTE, now_ms)
    old = await database.fetch(_OLD, now_ms - KEPT_MS)
    forgotten = sum([await _forget(replication, record["scope"], record["head"]) for record in old])
    await database.fetch(_DROP_NOTES, now_ms - KEPT_MS)
    return forgotten


async def _forget(replication: Replication, scope: str, head: int) -> int:
    async with replication.database.write():
        await replication.store.lock([scope])
        removed = [record["seq"] for record in await replication.database.fetch(_FORGET, scope, head)]
        if removed:
            await replication.database.fetch(_RAISE, max(removed), scope, max(removed))
    return len(removed)


JOB = Job(name="forget_tombstones", run=forget_tombstones, cron={"hour": {3}, "minute": {50}})
