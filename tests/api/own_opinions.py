"""Nobody answers what they said in the box themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.small_mine import MEMBERS, named

if TYPE_CHECKING:
    from tests.api.test_own_case import Case


async def about_opinions(case: Case) -> None:
    """Under their name or without."""
    said = {"person": next(iter(MEMBERS)), "kind": "complaint", "text": "x", "is_named": False, "sent_at": case.mine.clock.now_ms}
    async with case.mine.replication.write(None, "said") as unit:
        unit.put("opinion", named("said"), {**said, "state": "waiting"})
        unit.put("opinion", named("answered"), {**said, "state": "answered"})
    await case.refused("post /api/opinions/{opinion}/answer", named("said"), {"answer": "已改"}, case.office)
    await case.refused("post /api/opinions/{opinion}/close", named("answered"), {}, case.office)
