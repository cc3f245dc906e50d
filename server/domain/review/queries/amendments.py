"""Reads amendments beside the record as it stands; accepts one as a new revision, or rejects it with a reason."""

from typing import Any

import msgspec

from server.domain import files, meetings, organisation
from server.domain.meetings import rules as meeting_rules
from server.domain.review import rules
from server.domain.review.queries.reviews import PAGE, content_of, made_start, named_differences
from server.domain.review.schemas import AmendmentItem, AmendmentOut, AmendmentsOut
from server.kit.identity import Actor
from server.kit.problems import Problem, own_case, row_not_found
from server.replication import Replication, Unit
from sync.mutation import Refusal, Row
from sync.plan import Need

_QUEUE = """select t."id" as "amendment", t."meeting", t."branch", b."name" as "branch_name", m."kind", m."title",
    m."held_start", t."log", t."mid", t."asked_at", t."state", t."reason", t."decided_at", coalesce(p."name", a."login", '') as "asked_by_name"
    from "amendment" t join "meeting" m on m."id" = t."meeting" join "organisation" b on b."id" = t."branch"
    left join "account" a on a."id" = t."asked_by" left join "member" p on p."id" = a."member"
    where t."state" = {} and (t."asked_at", t."log", t."mid") > ({}, {}, {}) order by t."asked_at", t."log", t."mid" limit {}"""


async def load_amendments(replication: Replication, state: str, cursor: str | None) -> AmendmentsOut:
    """A page of amendments in `state`, in the order in which they arrived and were made."""
    records = await replication.database.fetch(_QUEUE, state, *made_start(cursor), PAGE + 1)
    items = [AmendmentItem(**record) for record in records[:PAGE]]
    more = len(records) > PAGE
    return AmendmentsOut(items, f"{items[-1].asked_at}/{items[-1].log}/{items[-1].mid}" if more else None)


async def load_amendment(replication: Replication, actor: Actor, amendment_id: str) -> AmendmentOut:
    """An amendment with what it would change in the record as it stands, and that record's digest."""
    amendment = await _found(replication, amendment_id)
    found = await meetings.load_meeting(replication, amendment.values["meeting"])
    if found is None:
        raise row_not_found()
    content = await content_of(replication, *found)
    wanted = rules.amended(content, amendment.values["edits"])
    return AmendmentOut(
        amendment.id,
        amendment.values["meeting"],
        amendment.values["state"],
        amendment.values["reason"],
        meeting_rules.digest(content),
        await named_differences(replication, content, wanted),
        rules.is_own_amendment(actor, amendment.values),
    )


async def accept(replication: Replication, actor: Actor, amendment_id: str, digest: str) -> str:
    """Writes what was asked for over exactly the content with `digest`; gives the new digest. The record stays approved.

    Raises Problem 409: `review.amendment_decided`, `review.changed`, or the rule that the amended record would break; 403 for one's own.
    """
    branch = (await _found(replication, amendment_id)).values["branch"]
    async with replication.write(actor.account, "amendment accepted", lock=[f"branch:{branch}"]) as unit:
        made = await _carry_out(unit, await _open(unit, actor, amendment_id), digest)
        _decide(unit, amendment_id, "accepted", digest=made)
    return made


async def amend(unit: Unit, meeting: str, edits: dict[str, Any], cause: str, asked_by: str, asked_at: int) -> None:
    """Amends an approved record inside a transaction, for a part that has decided over what it read there. `cause` (a row's id) names the amendment.

    Raises Problem 409 with the rule that the amended record would break.
    """
    branch = (await unit.load("meeting", [meeting]))[meeting]["branch"]
    asked = {"meeting": meeting, "branch": branch, "log": "", "mid": 0, "asked_by": asked_by, "asked_at": asked_at, "edits": edits}
    amendment_id = rules.amendment_id(cause, 0)
    unit.put("amendment", amendment_id, asked)
    _decide(unit, amendment_id, "accepted", digest=await _carry_out(unit, asked, None))


async def _carry_out(unit: Unit, amendment: dict[str, Any], digest: str | None) -> str:
    """Writes what was asked for, over exactly the content with `digest` if one was seen; gives the new digest."""
    meeting_id = amendment["meeting"]
    meeting = (await unit.load("meeting", [meeting_id]))[meeting_id]
    marks = await unit.where("attendance", "meeting", [meeting_id])
    attached = await unit.where("file_asset", "meeting", [meeting_id])
    content = meeting_rules.content(meeting, marks.values(), attached.values())
    if digest is not None and meeting_rules.digest(content) != digest:
        raise Problem("review.changed", "记录已有变化", "您看过之后记录又有更正", "请重新打开，看过新内容再决定", 409)
    wanted = rules.amended(content, amendment["edits"])
    if fault := rules.amendment_fault(wanted) or _files_fault(amendment["edits"], attached):
        raise Problem(fault.code, fault.title, f"更正后的记录不完整：{fault.detail}", "请写明原因，不予采纳", 409)
    await _write(unit, meeting, marks, amendment["edits"], wanted)
    _write_files(unit, meeting, attached, amendment)
    return meeting_rules.digest(wanted)


async def _write(unit: Unit, meeting: dict[str, Any], marks: dict[str, dict[str, Any]], edits: dict[str, Any], wanted: dict[str, Any]) -> None:
    fields = {field: wanted[field] for field in edits.get("set", {})}
    unit.put("meeting", meeting["id"], fields)
    copies = {copy: wanted[field] for field, copy in meeting_rules.ATTENDANCE_COPIES.items() if field in fields}
    for mark in marks:
        unit.put("attendance", mark, copies)
    people = await unit.load("member", edits.get("marks", {}))
    for member in edits.get("marks", {}):
        mark = meeting_rules.attendance_id(meeting["id"], member)
        may_vote = organisation.may_vote(people.get(member))
        new = {} if mark in marks else meeting_rules.new_mark(meeting["id"], {**meeting, **fields}, member, may_vote)
        status, reason = wanted["attendance"][member]
        unit.put("attendance", mark, {**new, "status": status, "reason": reason})


def _files_fault(edits: dict[str, Any], attached: dict[str, dict[str, Any]]) -> Refusal | None:
    """Why the files asked for cannot be attached as things stand now, or None."""
    others = [file for file_id, file in attached.items() if file_id not in edits.get("files", {})]
    for file_id, asked in edits.get("files", {}).items():
        if asked is not None and (fault := files.rules.attach_fault(file_id, asked, others)):
            return fault
    return None


def _write_files(unit: Unit, meeting: dict[str, Any], attached: dict[str, dict[str, Any]], amendment: dict[str, Any]) -> None:
    """The bytes of a file that is now attached follow from the phone that asked."""
    for file_id, asked in amendment["edits"].get("files", {}).items():
        if asked is None and file_id in attached:
            unit.delete("file_asset", file_id)
        if asked is not None and file_id not in attached:
            unit.put("file_asset", file_id, files.rules.new_asset(asked, meeting["branch"], unit.now_ms, amendment["asked_by"]))


async def reject(replication: Replication, actor: Actor, amendment_id: str, reason: str) -> None:
    """Keeps the amendment with the reason why it was not accepted. Problem 409 if it was decided before."""
    branch = (await _found(replication, amendment_id)).values["branch"]
    async with replication.write(actor.account, "amendment rejected", lock=[f"branch:{branch}"]) as unit:
        await _open(unit, actor, amendment_id)
        _decide(unit, amendment_id, "rejected", reason=reason)


def _decide(unit: Unit, amendment_id: str, state: str, **values: str) -> None:
    unit.put("amendment", amendment_id, {"state": state, "decided_by": unit.actor, "decided_at": unit.now_ms, **values})


async def _open(unit: Unit, actor: Actor, amendment_id: str) -> dict[str, Any]:
    amendment = (await unit.load("amendment", [amendment_id]))[amendment_id]
    if rules.is_own_amendment(actor, amendment):
        raise own_case("这条更正由您提出，或涉及您本人的到会情况，不能由您自己决定。", "请由党群工作部的其他同志决定。")
    if amendment["state"] != "open":
        raise Problem("review.amendment_decided", "已有人处理过", "这条更正已经有了结论", "请刷新后再看", 409)
    return msgspec.to_builtins(amendment)


async def _found(replication: Replication, amendment_id: str) -> Row:
    rows = await replication.store.load(Need("amendment", (amendment_id,)))
    if not rows:
        raise row_not_found()
    return rows[0]
