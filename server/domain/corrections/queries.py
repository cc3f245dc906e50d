"""Reads what members ask to have corrected beside what stands, and carries out what the office decides by the parts that hold it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from server.domain import facts, files, organisation, review
from server.domain.corrections import rules
from server.domain.corrections.rules import Decided
from server.domain.corrections.schemas import CorrectionRequestOut
from server.kit.identity import Actor
from server.kit.problems import Problem, refused_by_rule, row_not_found
from server.replication import Replication, Unit
from sync.mutation import Refusal
from sync.plan import Need

_ABOUT = """select c."id" as "correction", c."member", p."name" as "member_name", b."name" as "branch_name", c."about", c."field", c."source",
    c."seen", c."wanted", c."reason", c."proof", c."state", c."asked_at", c."passed_on_at", c."decided_by_name", c."decided_at", c."answer",
    m."title", m."kind" as "meeting_kind", m."held_start", m."status", a."status" as "mark", f."kind" as "fact_kind", f."text" as "fact_text",
    f."on" as "fact_on", p."kind", p."sex", p."job", p."shift", g."name" as "group", d."joined_on", d."full_on"
    from "correction_request" c join "member" p on p."id" = c."member" join "organisation" b on b."id" = c."branch"
    left join "organisation" g on g."id" = p."group" left join "member_detail" d on d."member" = p."id"
    left join "attendance" a on a."id" = c."source" and c."about" = 'attendance' left join "meeting" m on m."id" = a."meeting"
    left join "fact" f on f."id" = c."source" and c."about" = 'fact'
    where not c."deleted" and """
_OPEN = _ABOUT + """c."state" in ('at_branch', 'at_office') order by c."asked_at", c."id" limit 200"""
_DECIDED = _ABOUT + """c."state" in ('accepted', 'declined') order by c."decided_at" desc, c."id" limit 100"""
_ONE = _ABOUT + """c."id" = {}"""


async def load_corrections(replication: Replication, actor: Actor, open_ones: bool) -> list[CorrectionRequestOut]:
    """The open requests, oldest first, or those decided last."""
    async with replication.database.read():
        records = await replication.database.fetch(_OPEN if open_ones else _DECIDED)
        proofs = await files.load_proofs(replication, [record["correction"] for record in records]) if records else {}
    return [_shown(record, actor, proofs.get(record["correction"], [])) for record in records]


def _shown(record: Mapping[str, Any], actor: Actor, proofs: list[files.FileOut]) -> CorrectionRequestOut:
    title = record["title"] or record["meeting_kind"] or ""
    if record["about"] == "fact":
        title = f"{facts.KINDS[record['fact_kind']].title} {record['fact_on']}"
    passed_on = record["state"] == "at_office" and record["passed_on_at"] is not None
    told = {"title": title, "stands": _stands(record), "is_approved": record["status"] == "approved", "own": record["member"] == actor.member}
    told |= {"proofs": proofs}
    told |= {"by_hand": record["about"] == "roster" and record["field"] in rules.BY_HAND, "branch_says": record["answer"] if passed_on else ""}
    return msgspec.convert({**record, **told}, CorrectionRequestOut)


def _stands(record: Mapping[str, Any]) -> str:
    """What the system holds now of what is to be corrected; posts are told by the roster itself."""
    name = {"attendance": "mark", "fact": "fact_text"}.get(str(record["about"]), str(record["field"]))
    return str(record["member_name"] if name == "name" else record.get(name) or "")


async def decide(replication: Replication, actor: Actor, correction_id: str, stands: str, decided: Decided) -> str:
    """Decides for the office; gives the next state. Problem 404, 403 for an own request, 409 once it is decided or what stands has changed."""
    found = await replication.store.load(Need("correction_request", (correction_id,)))
    if not found:
        raise row_not_found()
    async with replication.write(actor.account, "correction decided", lock=[f"branch:{found[0].values['branch']}"]) as unit:
        correction = (await unit.load("correction_request", [correction_id]))[correction_id]
        _refuse(rules.decision_fault(correction, actor.member, decided))
        if decided.accepts:
            (record,) = await unit.fetch(_ONE, correction_id)
            if _stands(record) != stands:
                raise Problem("corrections.changed", "内容已有变化", "您看过之后，要更正的内容已经改过。", "请刷新后按现在的内容决定。", 409)
            await _carry_out(unit, actor, correction)
        state = "accepted" if decided.accepts else "declined"
        by = {"decided_by": actor.account, "decided_by_name": actor.name, "decided_at": unit.now_ms, "answer": decided.reason.strip()}
        unit.put("correction_request", correction_id, {**by, "state": state})
    return state


async def _carry_out(unit: Unit, actor: Actor, correction: Mapping[str, Any]) -> None:
    if correction["about"] == "attendance":
        await _correct_mark(unit, correction)
    elif correction["about"] == "fact":
        await facts.withdraw_within(unit, actor, correction["source"], f"更正：{correction['wanted']}")
    elif correction["field"] not in rules.BY_HAND:
        await organisation.correct_member(unit, correction["member"], correction["field"], correction["wanted"])


async def _correct_mark(unit: Unit, correction: Mapping[str, Any]) -> None:
    """An approved record changes by amendment, any other like any mark."""
    mark = (await unit.load("attendance", [correction["source"]]))[correction["source"]]
    meeting = (await unit.load("meeting", [mark["meeting"]]))[mark["meeting"]]
    status, reason = rules.right_mark(correction)
    if meeting["status"] == "approved":
        edits = {"marks": {correction["member"]: [mark["status"], status, reason]}}
        await review.amend(unit, meeting["id"], edits, correction["id"], correction["asked_by"], correction["asked_at"])
    else:
        unit.put("attendance", mark["id"], {"status": status, "reason": reason})


def _refuse(fault: Refusal | None) -> None:
    if fault:
        raise refused_by_rule(fault, 409 if fault.code == "corrections.decided" else 400)
