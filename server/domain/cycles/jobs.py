"""Keeps the procedure going by time: begins quarters, draws drafts, ends publicity and the days of an appeal."""

from __future__ import annotations

import logging

from server.domain import ratings
from server.domain.cycles import queries
from server.domain.organisation import today_of
from server.kit.jobs import Job
from server.kit.problems import Problem
from server.replication import Replication, Unit

log = logging.getLogger(__name__)


async def recompute_appeals(unit: Unit, keys: list[str]) -> None:
    """Gives appeals their days and cycles their counters, by `branch:quarter`."""
    for branch, _, quarter in (key.rpartition(":") for key in keys):
        await queries.draw_appeals(unit, branch, quarter)


RECOMPUTE = {"cycle_appeals": recompute_appeals}


async def open_running(replication: Replication) -> int:
    """Begins the running quarter of every branch that has none yet; gives how many."""
    quarter = ratings.rules.quarter_of(today_of(replication))
    return await queries.open_quarter(replication, None, quarter)


async def advance(replication: Replication) -> int:
    """Moves on what time moves, each cycle in a transaction of its own; gives how many. What a person did meanwhile is left as it is."""
    moved = await queries.hand_on_unanswered(replication) + await queries.close_answered(replication)
    for cycle, key in await queries.cycles_due(replication):
        try:
            await queries.move(replication, None, cycle, key)
            moved += 1
        except Problem as problem:
            log.info("a cycle was not moved by time", extra={"cycle": cycle, "move": key, "code": problem.code})
    return moved


JOBS = (
    Job("open_cycles", open_running, {"hour": {0}, "minute": {20}}),
    Job("advance_cycles", advance, {"minute": {30}}),
)
