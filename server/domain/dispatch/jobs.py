"""Keeps how orders stand true: by steps, by time, and all over again."""

from __future__ import annotations

import msgspec
from msgspec.structs import asdict

from server.domain.dispatch import rules
from server.domain.dispatch.policy import KIND, SHIPPED_CHOICES, SHIPPED_TEMPLATES, TASK, TASKS_OF_BRANCH, TASKS_OF_DECISION, TURNING
from server.domain.dispatch.queries import drawing, tasks
from server.domain.obligations import load_calendar
from server.domain.organisation import page_of_branches
from server.kit.jobs import Job
from server.replication import Replication, Unit, recompute, ship

BRANCHES_AT_ONCE = 500


async def recompute_orders(unit: Unit, keys: list[str]) -> None:
    """Draws how orders stand again from their steps."""
    orders = await unit.load("dispatch_order", keys)
    steps = await unit.where("dispatch_step", "order", orders)
    calendar = await load_calendar(unit.fetch, unit.settings.zone)
    for key, order in orders.items():
        own = [msgspec.convert(step, rules.Step) for step in steps.values() if step["order"] == key]
        _, concluded = rules.conclude(msgspec.convert(order, rules.Order), own, unit.now_ms, calendar)
        TURNING.put(unit, order, asdict(concluded) | {"data_up_to": rules.data_up_to(order["issued_at"], own)})


async def recompute_tasks(unit: Unit, keys: list[str]) -> None:
    """Draws the facts of these tasks again."""
    await tasks.put_facts(unit, [rules.task_of(key) for key in keys])


async def recompute_tasks_of_branches(unit: Unit, branches: list[str]) -> None:
    """Requests the tasks of branches in which somebody is called otherwise, came or went."""
    for task in await tasks.tasks_of_branches(unit.fetch, branches):
        unit.mark(TASK, task.key)


async def recompute_tasks_of_decisions(unit: Unit, decisions: list[str]) -> None:
    """Requests the tasks that came of decisions whose owner may be another."""
    for task in await tasks.tasks_of_decisions(unit.fetch, decisions):
        unit.mark(TASK, task.key)


async def seed(replication: Replication) -> int:
    """Inserts shipped kinds, cadences and, where there was never one, templates: what the office has changed stays. Gives how many."""
    templates = {} if await drawing.has_templates(replication.database.fetch) else {"dispatch_template": SHIPPED_TEMPLATES}
    return await ship(replication, {"dispatch_choice": SHIPPED_CHOICES, **templates})


async def check(replication: Replication) -> int:
    """Requests every order that may still turn, and every branch's tasks: the braces to the belt. Gives how many orders."""
    requested = await TURNING.check(replication)
    await _request_tasks(replication)
    return requested


async def rebuild(replication: Replication) -> int:
    """Draws every order and the facts of every task again; after incremental runs that changes nothing. Gives how many orders were drawn."""
    drawn = await TURNING.rebuild(replication)
    await _request_tasks(replication)
    await recompute(replication)
    return drawn


async def _request_tasks(replication: Replication) -> None:
    """Requests the tasks of every branch, some branches at a time."""
    after = ""
    while branches := await page_of_branches(replication.database.fetch, after, BRANCHES_AT_ONCE):
        async with replication.write(None, "request tasks") as unit:
            for branch in branches:
                unit.mark(TASKS_OF_BRANCH, branch)
        after = branches[-1]


RECOMPUTE = {
    KIND: recompute_orders,
    TASKS_OF_BRANCH: recompute_tasks_of_branches,
    TASKS_OF_DECISION: recompute_tasks_of_decisions,
    TASK: recompute_tasks,
}
JOBS = (
    Job("sweep_orders", TURNING.sweep, {"second": {15}}),
    Job("check_orders", check, {"hour": {0}, "minute": {10}}),
)
