"""The recompute job: draws again, exactly, the conclusions whose facts changed."""

import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Any

import msgspec

from server.kit.database import Contention, Unavailable
from server.kit.jobs import Job
from server.replication.store import Dialects, in_list, joined, to_json
from server.replication.unit import REQUEST, Replication

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

log = logging.getLogger(__name__)

BATCH = 500
AT_ONCE = 50
"""How many are drawn in one transaction: on SQLite whoever writes waits for its end."""
_KINDS: Dialects = {
    "sqlite": 'select value as "kind" from json_each({}) where exists (select 1 from "recompute_request" where "kind" = value)',
    "postgres": """select "kind" from jsonb_array_elements_text({}::jsonb) asked ("kind")
        where exists (select 1 from "recompute_request" waiting where waiting."kind" = asked."kind")""",
}
_WAITING = 'select "id", "key" from "recompute_request" where "kind" = {} order by "id" limit {}'
_CLAIM = joined('delete from "recompute_request" where "kind" = {} and', in_list("key"), 'returning "key"')
_REQUESTED = joined('select "kind", "key" from "recompute_request" where', in_list("kind"))
_TRAY_HOLDS = 'select 1 from "recompute_tray" limit 1'
_TAKE = """delete from "recompute_tray" where "id" in (select "id" from "recompute_tray" order by "id" limit {}) returning "asked", "at" """
_read_asked = msgspec.json.Decoder(list[tuple[str, str]]).decode
_ONE_AT_A_TIME = "select pg_advisory_xact_lock(7301)"


async def recompute(replication: Replication) -> int:
    """Works all requests off, kind by kind in the order of the parts; gives how many were drawn.

    Claiming, reading facts and writing conclusions are one transaction, and only one runs at a time: a run that
    read older facts can never overwrite the conclusion of one that read newer ones. A conclusion that cannot be
    drawn is logged and stays requested; it holds up no other.
    """
    return await _work_off(replication, replication.recomputes)


async def _soon(replication: Replication) -> int:
    return await _work_off(replication, [kind for kind in replication.recomputes if kind not in replication.later])


async def _later(replication: Replication) -> int:
    return await _work_off(replication, [kind for kind in replication.recomputes if kind in replication.later])


async def _work_off(replication: Replication, kinds: Collection[str]) -> int:
    """What is drawn may request more, also of what may wait."""
    drawn = 0
    while waiting := await _waiting(replication, kinds):
        batch = sum([await _draw(replication, kind) for kind in waiting])
        if not batch:
            break
        drawn += batch
    return drawn


async def _waiting(replication: Replication, kinds: Collection[str]) -> list[str]:
    """Those of the kinds of which something is requested, in their order."""
    if not replication.later.isdisjoint(kinds):
        await _sort_out(replication)
    found = {record["kind"] for record in await replication.database.fetch(_KINDS, to_json(list(kinds)))}
    return [kind for kind in kinds if kind in found]


async def _sort_out(replication: Replication) -> None:
    """Turns what may wait into requests, one for each conclusion, however many transactions have asked for it."""
    while await replication.database.fetch(_TRAY_HOLDS):
        async with replication.database.write():
            if replication.database.kind == "postgres":
                await replication.database.fetch(_ONE_AT_A_TIME)
            taken = await replication.database.fetch(_TAKE, BATCH)
            at_ms = min((record["at"] for record in taken), default=0)
            asked = {(kind, key) for record in taken for kind, key in _read_asked(record["asked"])}
            if asked:
                await replication.database.write_rows(REQUEST, [[kind, key, at_ms] for kind, key in sorted(asked)])


async def requested(fetch: Fetch, kinds: Sequence[str]) -> Mapping[str, set[str]]:
    """What is still to be drawn, by kind, as the running transaction sees it."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in await fetch(_REQUESTED, to_json(kinds)):
        found[record["kind"]].add(record["key"])
    return found


async def _draw(replication: Replication, kind: str) -> int:
    waiting = await replication.database.fetch(_WAITING, kind, BATCH)
    keys = sorted({record["key"] for record in waiting})
    some = [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]
    return sum([await _draw_together(replication, kind, one) for one in some])


async def _draw_together(replication: Replication, kind: str, keys: list[str]) -> int:
    try:
        return await _conclude(replication, kind, keys)
    except Unavailable:
        raise  # no conclusion's fault: the next run finds the same requests
    except Contention:  # people write the same rows: of these alone, the next run tries again
        log.info("conclusions drawn one by one beside others' writing", extra={"kind": kind, "count": len(keys)})
    except Exception:
        log.exception("conclusions not drawn together; one by one", extra={"kind": kind, "count": len(keys)})
    return sum([await _conclude_alone(replication, kind, key) for key in keys])


async def _conclude_alone(replication: Replication, kind: str, key: str) -> int:
    try:
        return await _conclude(replication, kind, [key])
    except Unavailable:
        raise
    except Contention:
        return 0
    except Exception:
        log.exception("conclusion not drawn; it stays requested", extra={"kind": kind, "key": key})
        return 0


async def _conclude(replication: Replication, kind: str, keys: list[str]) -> int:
    """Claims every request for these conclusions before their facts are read: however often one was asked for, it is drawn once."""
    async with replication.write(None, f"recompute {kind}") as unit:
        if replication.database.kind == "postgres":
            await unit.fetch(_ONE_AT_A_TIME)
        claimed = {record["key"] for record in await unit.fetch(_CLAIM, kind, to_json(keys))}
        if claimed:
            await replication.recomputes[kind](unit, sorted(claimed))
    return len(claimed)


JOBS = (
    Job(name="recompute", run=_soon, cron={"second": {0, 20, 40}}),
    Job(name="recompute_later", run=_later, cron={"second": set(range(0, 60, 5))}),
)
"""The first is woken by whoever requests something; the second looks every five seconds, however much is requested meanwhile."""
