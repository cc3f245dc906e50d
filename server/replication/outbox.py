"""The recompute job: draws again, exactly, the conclusions whose facts changed."""

import logging

from server.kit.database import Unavailable
from server.kit.jobs import Job
from server.replication.store import in_list, joined, to_json
from server.replication.unit import Replication

log = logging.getLogger(__name__)

BATCH = 500
_WAITING = 'select "key" from "recompute_request" where "kind" = {} order by "id" limit {}'
_CLAIM = joined('delete from "recompute_request" where "kind" = {} and', in_list("key"), 'returning "key"')
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


async def _draw(replication: Replication, kind: str) -> int:
    waiting = await replication.database.fetch(_WAITING, kind, BATCH)
    keys = sorted({record["key"] for record in waiting})
    try:
        return await _conclude(replication, kind, keys) if keys else 0
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
    async with replication.write(None, f"recompute {kind}") as unit:
        if replication.database.kind == "postgres":
            await unit.fetch(_ONE_AT_A_TIME)
        claimed = {record["key"] for record in await unit.fetch(_CLAIM, kind, to_json(keys))}
        if claimed:
            await replication.recomputes[kind](unit, sorted(claimed))
    return len(claimed)


JOB = Job(name="recompute", run=recompute, cron={"second": {0, 20, 40}})
