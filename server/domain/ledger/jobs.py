"""Keeps figures true to the rows, and fills them where there are none."""

from server.domain.ledger.policy import ABOVE, HELD, ROLL, STARS
from server.domain.ledger.queries import figures
from server.kit.jobs import Job
from server.replication import Replication, recompute


async def fill(replication: Replication) -> int:
    """Requests everything where there are no figures: at the first start with them. Gives whether it did."""
    return await _request(replication) if await figures.is_empty(replication.database) else 0


async def rebuild(replication: Replication) -> int:
    """Draws every figure again; after incremental runs that changes nothing."""
    await _request(replication)
    return await recompute(replication)


async def _request(replication: Replication) -> int:
    async with replication.write(None, "request figures") as unit:
        await figures.request_all(unit)
    return 1


RECOMPUTE = {HELD: figures.draw_held, STARS: figures.draw_stars, ROLL: figures.draw_roll, ABOVE: figures.draw_above}
"""In this order, so that one pass works off what the ones before requested."""
JOBS = (Job("fill_ledger", fill, {"hour": {0}, "minute": {25}}),)
