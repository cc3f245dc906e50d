"""Keeps what ships of guides, follows the tree, and tells a guide before a month ends without a visit."""

from __future__ import annotations

from server.domain.guides.policy import OWNERS, SHIPPED_CHOICES, SHIPPED_RULE, VISIT_DUE
from server.domain.guides.queries.due import late_assignments, running_assignments
from server.domain.organisation import moved, moved_owners
from server.kit.clock import local_day
from server.kit.jobs import Job
from server.replication import Replication, Unit, ship


async def seed(replication: Replication) -> int:
    """Inserts shipped functions, ways and cadence: what the office has changed stays. Gives how many."""
    return await ship(replication, {"guide_choice": SHIPPED_CHOICES, "visit_rule": SHIPPED_RULE})


async def remind(replication: Replication) -> int:
    """Tells each guide of the organisations that turned yellow, once a month each; gives how many."""
    async with replication.write(None, "visits due") as unit:
        due = await late_assignments(unit)
        for assignment, last_on in due:
            unit.tell(VISIT_DUE, assignment, last_on)
    return len(due)


async def recompute_owners(unit: Unit, _: list[str]) -> None:
    """Shows visits, what they found and what was done, and the assignments that run or will, to the branches for which organisations stand now.

    An assignment that ended keeps those for which it was.
    """
    await unit.lock(["site"])
    today = local_day(unit.now_ms, unit.settings.timezone)
    for assignment, branches in (await moved(unit.fetch, await running_assignments(unit.fetch, today))).items():
        unit.put("guide_assignment", assignment, {"branch": branches[0], "branches": branches})
    visits = await moved_owners(unit.fetch, "visit", "org")
    for visit, branches in visits.items():
        unit.put("visit", visit, {"branch": branches[0], "branches": branches})
    for key, problem in (await unit.where("visit_problem", "visit", visits)).items():
        unit.put("visit_problem", key, {"branch": visits[problem["visit"]][0], "branches": visits[problem["visit"]]})
    for key, step in (await unit.where("visit_step", "visit", visits)).items():
        unit.put("visit_step", key, {"branches": visits[step["visit"]]})


RECOMPUTE = {OWNERS: recompute_owners}
JOBS = (Job("remind_visits", remind, {"hour": {1}, "minute": {20}}),)
