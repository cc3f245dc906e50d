"""The recompute job: draws again, exactly, the conclusions whose facts changed."""

import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from server.kit.database import Unavailable
from server.kit.jobs import Job
from server.replication.store import in_list, joined, to_json
from server.replication.unit import Replication

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

log = logging.getLogger(__name__)

BATCH = 500
AT_ONCE = 50
"""How many are drawn in one transaction: on SQLite whoever writes waits for its end."""
_WAITING = 'select "id", "key" from "recompute_request" where "kind" = {} order by "id" limit {}'
_CLAIM = joined('delete from "recompute_request" where "kind" = {} and', in_list("key"), 'returning "key"')
_REQUESTED = joined('select "kind", "key" from "recompute_request" where', in_list("kind"))
_ONE_AT_A_TIME = "select pg_advisory_xact_lock(7301)"


async def recompute(replication: Replication) -> int:
    """Works the requests off, kind by kind in the order of the parts; gives how many were drawn.

    Claiming, reading facts and writing conclusions are one transaction, and only one runs at a time: a run that
    read older facts can never overwrite the conclusion of one that read newer ones. A conclusion that cannot be
    drawn is logged and stays requested; it holds up no other.
    """
    drawn = 0
    while batch := sum([await _draw(replication, kind) for kind in replication.recomputes]):
        drawn += batch
    return drawn


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
    except Exception:
        log.exception("conclusions not drawn together; one by one", extra={"kind": kind, "count": len(keys)})
    return sum([await _conclude_alone(replication, kind, key) for key in keys])


async def _conclude_alone(replication: Replication, kind: str, key: str) -> int:
    try:
        return await _conclude(replication, kind, [key])
    except Unavailable:
        raise
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


JOB = Job(name="recompute", run=recompute, cron={"second": {0, 20, 40}})
