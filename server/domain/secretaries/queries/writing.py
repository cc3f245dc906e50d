"""What the office notes of secretaries, and what it arranges for their needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from server.domain.organisation import today_of
from server.domain.secretaries import rules
from server.domain.secretaries.policy import STEPS, own_scopes
from server.domain.secretaries.queries.reading import secretaries_now
from server.domain.secretaries.rules import About
from server.domain.secretaries.schemas import SecretaryNeedMovedOut, SecretaryNeedMoveIn, SecretaryNoteIn, SecretaryNoteOut
from server.kit.identity import Actor
from server.kit.lifecycle import OFFICE, decision_id
from server.kit.problems import refused_by_rule, row_not_found
from server.replication import Replication, Unit
from sync.mutation import Refusal
from sync.plan import Need


async def keep_note(replication: Replication, actor: Actor, member: str, asked: SecretaryNoteIn) -> SecretaryNoteOut:
    """Says how far a secretary has come in an item. Problem 403 for oneself, 404 for who leads no branch, 400 naming the field."""
    today = today_of(replication)
    _refuse(rules.own_fault(member, actor))
    _refuse(rules.about_fault(About(member, asked.year, asked.item), today) or rules.note_fault(asked.level, asked.example))
    async with replication.write(actor.account, "secretary note", lock=[f"person:{member}"]) as unit:
        led = [one for one in await secretaries_now(unit.fetch, today, asked.year) if one["member"] == member]
        if not led:
            raise row_not_found("这位同志现在不是党支部书记。")
        about: dict[str, Any] = {"member": member, "branch": led[0]["branch"], "year": asked.year, "item": asked.item, "side": "office"}
        said = {"level": asked.level, "example": asked.example.strip(), "by": actor.account, "by_name": actor.name, "at": unit.now_ms}
        unit.put("secretary_note", rules.note_id(member, asked.year, asked.item, "office"), {**about, **said})
    return msgspec.convert({**about, **said}, SecretaryNoteOut)


async def move_need(replication: Replication, actor: Actor, need_id: str, asked: SecretaryNeedMoveIn) -> SecretaryNeedMovedOut:
    """Takes a step of the office about a need over what was seen. Problem 404; 403 for the own one; 409 if it went on."""
    found = await replication.store.load(Need("secretary_need", (need_id,)))
    async with replication.write(actor.account, f"need {asked.move}", lock=own_scopes(found[0].values) if found else ()) as unit:
        need = (await unit.load("secretary_need", [need_id])).get(need_id)
        if need is None:
            raise row_not_found("没有这项需求。")
        _refuse(rules.own_fault(need["member"], actor))
        words, arranged = await _arranged(unit, need, asked)
        _refuse(rules.NEED.fault(asked.move, need["state"], frozenset({OFFICE}), {"text": words}))
        place = await STEPS.place_after(unit, need_id, asked.seen, "secretaries")
        state = rules.NEED.after(asked.move, need["state"])
        step = decision_id(asked.seen or need_id, asked.move)
        STEPS.put(unit, need, place, step, {"act": asked.move, "text": words}, actor)
        unit.put("secretary_need", need_id, {"state": state, **arranged})
    return SecretaryNeedMovedOut(need_id, state)


async def _arranged(unit: Unit, need: Mapping[str, Any], asked: SecretaryNeedMoveIn) -> tuple[str, dict[str, str]]:
    """The words of a step, those of the course where none were written; and what it arranges. Problem 400 for a course that does not answer it.

    What was attended is of the course: it goes with it, and stays while it stays.
    """
    words = asked.text.strip()
    if asked.move != "plan":
        return words, {}
    if asked.course:
        course = (await unit.load("course", [asked.course])).get(asked.course)
        _refuse(rules.course_fault(course, need["branch"]))
        words = words or (course or {})["title"]
    return words, {"training": words, "course": asked.course, **({} if asked.course == need["course"] else {"attended_on": ""})}


def _refuse(fault: Refusal | None) -> None:
    if fault:
        raise refused_by_rule(fault)
