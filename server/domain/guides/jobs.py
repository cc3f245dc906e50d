"""Keeps what ships of guides, and tells a guide before a month ends without a visit."""

from __future__ import annotations

from server.domain.guides.policy import SHIPPED_CHOICES, SHIPPED_RULE, VISIT_DUE
from server.domain.guides.queries.due import late_assignments
from server.kit.jobs import Job
from server.replication import Replication, ship


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


JOBS = (Job("remind_visits", remind, {"hour": {1}, "minute": {20}}),)
