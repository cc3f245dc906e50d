"""Keeps how brands stand true: by steps, by time, and all over again. What runs on a schedule only requests; one job concludes, one at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec

from server.domain.brands import rules
from server.domain.brands.policy import KIND
from server.domain.brands.queries import drawing
from server.domain.obligations import load_calendar
from server.kit.jobs import Job
from server.replication import Replication, Unit, recompute

CHUNK = 500


async def recompute_brands(unit: Unit, keys: list[str]) -> None:
    """Draws how brands stand again; what comes out the same keeps the instant it was computed at."""
    await unit.lock(["site"])
    brands = await unit.load("brand", keys)
    steps = await unit.where("brand_step", "brand", brands)
    calendar = await load_calendar(unit.fetch, unit.settings.zone)
    for key, brand in brands.items():
        up_to = max((one["at"] for one in steps.values() if one["brand"] == key), default=brand["created_at"])
        concluded = rules.conclude(brand["state"], brand["recheck_on"], unit.now_ms, calendar)
        wanted = msgspec.structs.asdict(concluded) | {"data_up_to": up_to}
        if any(brand[column] != value for column, value in wanted.items()):
            unit.put("brand", key, wanted | {"computed_at": unit.now_ms})


async def sweep(replication: Replication) -> int:
    """Requests the brands whose standing time alone has changed; gives how many."""
    ids = await drawing.changed_by_time(replication.database.fetch, replication.clock())
    for start in range(0, len(ids), CHUNK):
        await _request(replication, ids[start : start + CHUNK])
    return len(ids)


async def rebuild(replication: Replication) -> int:
    """Draws every brand again, a chunk at a time; after incremental runs that changes nothing. Gives how many were drawn."""
    drawn = 0
    async for ids in _pages(replication):
        await _request(replication, ids)
        await recompute(replication)
        drawn += len(ids)
    return drawn


async def _pages(replication: Replication) -> AsyncIterator[list[str]]:
    after = ""
    while ids := await drawing.page_of_brands(replication.database.fetch, after, CHUNK):
        yield ids
        after = ids[-1]


async def _request(replication: Replication, ids: list[str]) -> None:
    async with replication.write(None, "request brands") as unit:
        for key in ids:
            unit.mark(KIND, key)


RECOMPUTE = {KIND: recompute_brands}
JOBS = (Job("sweep_brands", sweep, {"second": {35}}),)
