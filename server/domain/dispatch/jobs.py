"""Keeps how orders stand true: by steps, by time, and all over again. What runs on a schedule only requests; one job concludes, one at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

import msgspec
from msgspec.structs import asdict

from server.domain.dispatch import rules
from server.domain.dispatch.policy import KIND, SHIPPED_CHOICES, SHIPPED_TEMPLATES
from server.domain.dispatch.queries import drawing
from server.domain.obligations import load_calendar
from server.kit.jobs import Job
from server.replication import Replication, Unit, recompute

CHUNK = 500


async def recompute_orders(unit: Unit, keys: list[str]) -> None:
    """Draws how orders stand again from their steps; what comes out the same keeps the instant it was computed at."""
    orders = await unit.load("dispatch_order", keys)
    steps = await unit.where("dispatch_step", "order", orders)
    calendar = await load_calendar(unit.fetch, unit.settings.zone)
    for key, order in orders.items():
        own = [msgspec.convert(step, rules.Step) for step in steps.values() if step["order"] == key]
        _, concluded = rules.conclude(msgspec.convert(order, rules.Order), own, unit.now_ms, calendar)
        _put(unit, order, asdict(concluded) | {"data_up_to": rules.data_up_to(order["issued_at"], own)})


def _put(unit: Unit, known: Mapping[str, Any], wanted: dict[str, Any]) -> None:
    if any(known[column] != value for column, value in wanted.items()):
        unit.put("dispatch_order", known["id"], wanted | {"computed_at": unit.now_ms})


async def seed(replication: Replication) -> int:
    """Inserts shipped kinds, cadences and, where there is none yet, templates: what the office has changed stays. Gives how many."""
    async with replication.write(None, "shipped dispatch") as unit:
        missing = {
            key: ("dispatch_choice", SHIPPED_CHOICES[key]) for key in SHIPPED_CHOICES.keys() - await unit.load("dispatch_choice", SHIPPED_CHOICES)
        }
        if not await drawing.has_templates(unit.fetch):
            missing |= {key: ("dispatch_template", values) for key, values in SHIPPED_TEMPLATES.items()}
        for key, (table, values) in missing.items():
            unit.put(table, key, values)
    return len(missing)


async def sweep(replication: Replication) -> int:
    """Requests the orders whose standing time alone has changed; gives how many."""
    ids = await drawing.changed_by_time(replication.database.fetch, replication.clock())
    for start in range(0, len(ids), CHUNK):
        await _request(replication, ids[start : start + CHUNK])
    return len(ids)


async def check(replication: Replication) -> int:
    """Requests every order that has not ended: the braces to the sweep's belt, and what a new notice of holidays changes. Gives how many."""
    requested = 0
    async for ids in _pages(replication, open_only=True):
        await _request(replication, ids)
        requested += len(ids)
    return requested


async def rebuild(replication: Replication) -> int:
    """Draws every order again, a chunk at a time; after incremental runs that changes nothing. Gives how many were drawn."""
    drawn = 0
    async for ids in _pages(replication):
        await _request(replication, ids)
        await recompute(replication)
        drawn += len(ids)
    return drawn


async def _pages(replication: Replication, open_only: bool = False) -> AsyncIterator[list[str]]:
    after = ""
    while ids := await drawing.page_of_orders(replication.database.fetch, after, CHUNK, open_only):
        yield ids
        after = ids[-1]


async def _request(replication: Replication, ids: list[str]) -> None:
    async with replication.write(None, "request orders") as unit:
        for key in ids:
            unit.mark(KIND, key)


RECOMPUTE = {KIND: recompute_orders}
JOBS = (
    Job("sweep_orders", sweep, {"second": {15}}),
    Job("check_orders", check, {"hour": {0}, "minute": {10}}),
)
