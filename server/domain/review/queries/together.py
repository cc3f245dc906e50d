"""Approves submissions together of which nothing is remarkable, each exactly as it was shown."""

from __future__ import annotations

from collections.abc import Sequence

from server.domain.review.queries.remarks import load_remarks
from server.domain.review.queries.reviews import decide, refuse_own
from server.domain.review.schemas import ApprovedOut, SeenIn
from server.kit.identity import Actor
from server.kit.problems import Problem
from server.replication import Replication
from sync.plan import Need


async def approve_together(replication: Replication, actor: Actor, seen: Sequence[SeenIn]) -> list[ApprovedOut]:
    """Approves each of these exactly as it was shown, in a transaction of its own, if nothing of it is remarkable; each refusal is told by itself."""
    return [await _approve(replication, actor, one) for one in seen]


async def _approve(replication: Replication, actor: Actor, one: SeenIn) -> ApprovedOut:
    try:
        for row in await replication.store.load(Need("meeting", (one.meeting,))):
            refuse_own(actor, row.values)
        if (await load_remarks(replication, [one.meeting])).get(one.meeting):
            raise Problem("review.remarkable", "要单独看", "这份记录有要留意的地方，不能和别的一起通过。", "请打开看过再决定。", 409)
        await decide(replication, actor, one.meeting, one.digest, "approved", [])
    except Problem as problem:
        return ApprovedOut(one.meeting, "refused", problem.code, problem.detail, problem.remedy)
    return ApprovedOut(one.meeting, "approved", "", "", "")
