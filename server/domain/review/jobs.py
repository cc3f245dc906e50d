"""Tells the office each morning of what was held and nobody has decided for two days."""

from server.domain.review import rules
from server.domain.review.policy import HELD_WAITING
from server.domain.review.queries.held import left_open
from server.kit.jobs import Job
from server.replication import Replication


async def note_left(replication: Replication) -> int:
    """Requests news of held mutations that are open and older than two days; gives how many. Who was told before is not told again."""
    async with replication.write(None, "held for two days") as unit:
        left = await left_open(unit, unit.now_ms - rules.LEFT_MS)
        for held in left:
            unit.tell(HELD_WAITING, held)
    return len(left)


JOBS = (Job("held_left", note_left, {"hour": {7}, "minute": {20}}),)
