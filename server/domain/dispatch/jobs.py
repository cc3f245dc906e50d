"""Keeps how orders stand true: by steps, by time, and all over again."""

from __future__ import annotations

import msgspec
from msgspec.structs import asdict

from server.domain.dispatch import rules
from server.domain.dispatch.policy import KIND, SHIPPED_CHOICES, SHIPPED_TEMPLATES, TURNING
from server.domain.dispatch.queries import drawing
from server.domain.obligations import load_calendar
from server.kit.jobs import Job
from server.replication import Replication, Unit, ship


async def recompute_orders(unit: Unit, keys: list[str]) -> None:
    """Draws how orders stand again from their steps."""
    orders = await unit.load("dispatch_order", keys)
    steps = await unit.where("dispatch_step", "order", orders)
    calendar = await load_calendar(unit.fetch, unit.settings.zone)
    for key, order in orders.items():
        own = [msgspec.convert(step, rules.Step) for step in steps.values() if step["order"] == key]
        _, concluded = rules.conclude(msgspec.convert(order, rules.Order), own, unit.now_ms, calendar)
        TURNING.put(unit, order, asdict(concluded) | {"data_up_to": rules.data_up_to(order["issued_at"], own)})


async def seed(replication: Replication) -> int:
    """Inserts shipped kinds, cadences and, where there was never one, templates: what the office has changed stays. Gives how many."""
    templates = {} if await drawing.has_templates(replication.database.fetch) else {"dispatch_template": SHIPPED_TEMPLATES}
    return await ship(replication, {"dispatch_choice": SHIPPED_CHOICES, **templates})


RECOMPUTE = {KIND: recompute_orders}
JOBS = (
    Job("sweep_orders", TURNING.sweep, {"second": {15}}),
    Job("check_orders", TURNING.check, {"hour": {0}, "minute": {10}}),
)
