"""The recompute job: draws again, exactly, the conclusions whose facts changed."""

from server.kit.jobs import Job
from server.replication.unit import Replication, Unit

BATCH = 500
_CLAIM = """delete from "recompute_request" where "id" in
    (select "id" from "recompute_request" where "kind" = {} order by "id" limit {}) returning "key" """
_ONE_AT_A_TIME = "select pg_advisory_xact_lock(7301)"


async def recompute(replication: Replication) -> int:
    """Works the requests off, kind by kind in the order of the parts; gives how many were drawn.

    Claiming, reading facts and writing conclusions are one transaction, and only one runs at a time: a run that
    read older facts can never overwrite the conclusion of one that read newer ones.
    """
    drawn = 0
    while batch := await _pass(replication):
        drawn += batch
    return drawn


async def _pass(replication: Replication) -> int:
    return sum([await _draw(replication, kind) for kind in replication.recomputes])


async def _draw(replication: Replication, kind: str) -> int:
    waiting = await replication.database.fetch('select 1 from "recompute_request" where "kind" = {} limit 1', kind)
    if not waiting:
        return 0
    async with replication.write(None, f"recompute {kind}") as unit:
        keys = await _claim(replication, unit, kind)
        await replication.recomputes[kind](unit, keys)
    return len(keys)


async def _claim(replication: Replication, unit: Unit, kind: str) -> list[str]:
    if replication.database.kind == "postgres":
        await unit.fetch(_ONE_AT_A_TIME)
    return sorted({record["key"] for record in await unit.fetch(_CLAIM, kind, BATCH)})


JOB = Job(name="recompute", run=recompute, cron={"second": {0, 20, 40}})
