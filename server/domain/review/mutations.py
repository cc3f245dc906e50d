"""What a phone may ask about review: submit a record, take it back, or amend it after approval."""

from collections.abc import Iterable
from typing import Any

from server.domain.meetings import expected_at, needs_meeting, open_meeting
from server.domain.meetings import rules as meetings
from server.domain.review import rules
from server.kit.identity import Actor
from sync.mutation import Held, Mutation, Refusal, Rejected, Row
from sync.plan import Intent, Need, Turn, World


def _needs_submit(mutation: Mutation, world: World) -> Iterable[Need]:
    yield from needs_meeting(mutation, world)
    yield Need("review", (mutation.row,), "meeting")
    yield Need("attendance", (mutation.row,), "meeting")
    yield Need("file_asset", (mutation.row,), "meeting")
    marks = [mark.id for mark in world.where("attendance", "meeting", mutation.row)]
    yield Need("conflict", (mutation.row, *marks), "row")
    if meeting := world.get("meeting", mutation.row):
        yield Need("member", (meeting.values["branch"],), "branch")
        yield Need("post", (meeting.values["branch"],), "branch")


def _submit(turn: Turn[Actor]) -> None:
    meeting = open_meeting(turn)
    if meeting.deleted:
        raise Rejected(Refusal("review.deleted", "记录已删除", "这份记录已被删除，不能报送", "如需保留，请先在冲突中选择恢复"))
    if meeting.values["status"] == "submitted":
        return
    marks = turn.world.where("attendance", "meeting", meeting.id)
    _check(turn, meeting, marks)
    attempt = 1 + len(turn.world.where("review", "meeting", meeting.id))
    files = [{"id": file.id, **file.values} for file in turn.world.where("file_asset", "meeting", meeting.id)]
    content = meetings.content(meeting.values, (mark.values for mark in marks), files)
    submitted: dict[str, Any] = {"submitted_at": turn.now_ms, "submitted_by": turn.actor.account}
    opened = {"meeting": meeting.id, "branch": meeting.values["branch"], "attempt": attempt, "state": "pending"}
    opened |= {"digest": meetings.digest(content), "reasons": [], **submitted}
    turn.put("review", rules.review_id(meeting.id, attempt), opened)
    # On-time is judged by the first filing: correcting a returned record does not make it late (domain 3.3).
    filed_at = meeting.values.get("filed_at") or turn.now_ms
    turn.put("meeting", meeting.id, {"status": "submitted", "filed_at": filed_at, "decided_at": None, **submitted})


def _check(turn: Turn[Actor], meeting: Row, marks: list[Row]) -> None:
    expected = expected_at(turn.world, meeting, turn.now_ms) if meeting.values.get("held_start") is not None else ()
    rows = (meeting.id, *(mark.id for mark in marks))
    conflicts = [c for row in rows for c in turn.world.where("conflict", "row", row) if c.values["state"] == "open"]
    fault = rules.submission_fault(meeting.values, [mark.values for mark in marks], expected, len(conflicts))
    if fault:
        raise Rejected(fault)


def _withdraw(turn: Turn[Actor]) -> None:
    meeting = open_meeting(turn)
    if meeting.values["status"] != "submitted":
        raise Rejected(Refusal("review.not_submitted", "不能撤回", "这份记录没有在待审中", "请刷新后再看"))
    for review in turn.world.where("review", "meeting", meeting.id):
        if review.values["state"] == "pending":
            turn.put("review", review.id, {"state": "withdrawn", "decided_at": turn.now_ms})
    turn.put("meeting", meeting.id, {"status": "draft"})


def _needs_withdraw(mutation: Mutation, world: World) -> Iterable[Need]:
    yield from needs_meeting(mutation, world)
    yield Need("review", (mutation.row,), "meeting")


def keep_amendment(turn: Turn[Actor], held: Held) -> str | None:
    """Keeps what was wanted of an approved record for the office to decide; a step that changes no content needs nobody."""
    edits = dict(held.wanted or {})
    meeting = turn.world.get("meeting", edits.pop("meeting", turn.mutation.row))
    if meeting is None or not edits:
        return None
    amendment = rules.amendment_id(turn.author.log, turn.author.mid)
    asked = {"meeting": meeting.id, "branch": meeting.values["branch"], "edits": edits, "state": "open"}
    by = {"log": turn.author.log, "mid": turn.author.mid, "asked_by": turn.actor.account, "asked_at": turn.now_ms}
    turn.put("amendment", amendment, {**asked, **by})
    return amendment


INTENTS = (
    Intent("meeting.submit.v1", _needs_submit, _submit),
    Intent("meeting.withdraw.v1", _needs_withdraw, _withdraw),
)
