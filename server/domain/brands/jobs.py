"""Keeps how brands stand true: by steps, by time, and all over again."""

from __future__ import annotations

import msgspec

from server.domain.brands import rules
from server.domain.brands.policy import KIND, MOVING, OWNERS, TURNING
from server.domain.obligations import load_calendar
from server.domain.organisation import moved_owners
from server.kit.jobs import Job
from server.replication import Unit


async def recompute_brands(unit: Unit, keys: list[str]) -> None:
    """Draws how brands stand again."""
    await unit.lock(MOVING.locks)
    brands = await unit.load("brand", keys)
    steps = await unit.where("brand_step", "brand", brands)
    calendar = await load_calendar(unit.fetch, unit.settings.zone)
    for key, brand in brands.items():
        up_to = max((one["at"] for one in steps.values() if one["brand"] == key), default=brand["created_at"])
        concluded = rules.conclude(brand["state"], brand["recheck_on"], unit.now_ms, calendar)
        TURNING.put(unit, brand, msgspec.structs.asdict(concluded) | {"data_up_to": up_to})


async def recompute_owners(unit: Unit, _: list[str]) -> None:
    """Shows brands, and what was done to them, to the branches for which their owners stand now."""
    await unit.lock(MOVING.locks)
    moved = await moved_owners(unit.fetch, "brand")
    steps = await unit.where("brand_step", "brand", moved)
    for brand, branches in moved.items():
        unit.put("brand", brand, {"branches": branches})
    for key, one in (await unit.where("conflict", "row", moved)).items():
        unit.put("conflict", key, {"branches": moved[one["row"]]})
    for key, step in steps.items():
        unit.put("brand_step", key, {"branches": moved[step["brand"]]})


RECOMPUTE = {KIND: recompute_brands, OWNERS: recompute_owners}
JOBS = (Job("sweep_brands", TURNING.sweep, {"second": {35}}),)
