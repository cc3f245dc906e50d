"""Keeps what needs say of attended courses equal to the marks of training."""

from __future__ import annotations

from server.domain.secretaries import rules
from server.domain.secretaries.policy import ATTENDED
from server.kit.clock import local_day
from server.replication import Unit


async def recompute_attended(unit: Unit, members: list[str]) -> None:
    """Says of each need of these members when they were last at the course that answers it."""
    needs = {key: need for key, need in (await unit.where("secretary_need", "member", members)).items() if need["course"]}
    marks = await unit.where("training_mark", "member", sorted({need["member"] for need in needs.values()}))
    sessions = await unit.load("training_session", sorted({mark["session"] for mark in marks.values()}))
    for key, need in needs.items():
        asked_on = local_day(need["asked_at"], unit.settings.timezone)
        unit.put("secretary_need", key, {"attended_on": rules.attended_on(need, asked_on, marks.values(), sessions)})


RECOMPUTE = {ATTENDED: recompute_attended}
