"""What phones may ask: a branch holds a session of its own or takes it back, and marks who was at a session; also without a network."""

from collections.abc import Iterable
from typing import Any

from server.domain.training import rules
from server.domain.training.rules import Cancelled, Marks, SessionMade
from server.kit.clock import local_day
from server.kit.identity import Actor
from sync.mutation import Held, Mutation, Refusal, Rejected, Row
from sync.plan import Intent, Need, Turn, World

SKEW_MS = 24 * 3600 * 1000
"""A phone's calendar may be a day ahead of the server's; nobody is refused for that."""


def _needs_session(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("training_session", (mutation.row,))
    yield Need("organisation", (str(mutation.args.get("branch")),))


def _hold(turn: Turn[Actor]) -> None:
    """A session of the branch's own, or another day or place of one; its course is told in words alone."""
    asked: SessionMade = turn.asked
    known = turn.world.get("training_session", turn.mutation.row)
    _check_own(turn, known, asked.branch)
    org = turn.world.get("organisation", asked.branch)
    if org is None or org.deleted or org.values["kind"] != "branch":
        raise Rejected(Refusal("training.branch", "没有这个党支部", "组织不存在，或不是党支部。", "请刷新后重选。", "branch"))
    _reject(rules.session_fault(asked.title, asked.held_on, local_day(turn.now_ms)))
    told = {"title": asked.title.strip(), "held_on": asked.held_on, "place": asked.place.strip(), "lecturer": asked.lecturer.strip()}
    by = {"edited_by": turn.actor.account, "edited_at": turn.now_ms}
    turn.put("training_session", turn.mutation.row, {"course": "", "layer": "branch", "reach": "branch", "branches": [asked.branch], **told, **by})


def _check_own(turn: Turn[Actor], session: Row | None, branch: str) -> None:
    """Refuses a session that is not the branch's own or was taken back. Held(rights)."""
    if session and (session.values["course"] or session.values["branches"] != [branch]):
        raise Rejected(Refusal("training.session", "不是本支部的培训", "这次培训由党群工作部安排，支部只点名。", "如要更改，请报党群工作部。"))
    if not turn.actor.speaks_for(branch):
        raise Held("rights", f"branch:{branch}")
    _reject(rules.cancelled_fault(session.values["cancel_reason"]) if session else None)


def _needs_cancel(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("training_session", (mutation.row,))
    yield Need("training_mark", (mutation.row,), "session")


def _cancel(turn: Turn[Actor]) -> None:
    """Takes back a session of the branch's own: it stays with the reason, who was marked at it counts no longer, and the history keeps the marks."""
    asked: Cancelled = turn.asked
    session = turn.row("training_session", turn.mutation.row)
    _check_own(turn, session, asked.branch)
    _reject(rules.cancel_fault(asked.reason))
    marks = turn.world.where("training_mark", "session", session.id)
    _reject(rules.own_fault(turn.actor, [mark.values["member"] for mark in marks]))
    for mark in marks:
        turn.delete("training_mark", mark.id)
    by = {"edited_by": turn.actor.account, "edited_at": turn.now_ms}
    turn.put("training_session", session.id, {"cancel_reason": asked.reason.strip(), **by})


def _needs_marks(mutation: Mutation, _: World) -> Iterable[Need]:
    members = tuple(str(one) for one in mutation.args.get("marks", {}))
    yield Need("training_session", (mutation.row,))
    yield Need("member", members)
    yield Need("training_mark", tuple(rules.mark_id(mutation.row, one) for one in members))


def _mark(turn: Turn[Actor]) -> None:
    asked: Marks = turn.asked
    session = turn.row("training_session", turn.mutation.row)
    if not turn.actor.speaks_for(asked.branch):
        raise Held("rights", f"branch:{asked.branch}")
    _reject(rules.own_fault(turn.actor, asked.marks))
    _reject(rules.cancelled_fault(session.values["cancel_reason"]))
    _reject(rules.marks_fault(asked.marks, session.values["held_on"], local_day(turn.now_ms + SKEW_MS)))
    if session.deleted or not (session.values["reach"] == "mine" or asked.branch in session.values["branches"]):
        raise Rejected(Refusal("training.session", "没有这次培训", "这次培训已取消，或不是给本支部的。", "请刷新后再看。"))
    for member, (seen, status, reason) in asked.marks.items():
        _put(turn, session, asked.branch, member, (seen, status), reason)


def _put(turn: Turn[Actor], session: Row, branch: str, member: str, status: tuple[str | None, str], reason: str) -> None:
    row = turn.world.get("member", member)
    if row is None or row.deleted or row.values["branch"] != branch:
        raise Rejected(Refusal("training.member", "不是本支部的党员", "点名里有人不在本支部。", "请刷新后重新点名。", "marks"))
    mark_id = rules.mark_id(session.id, member)
    known = turn.world.get("training_mark", mark_id)
    about = {"session": session.id, "member": member, "branch": branch, "title": session.values["title"], "held_on": session.values["held_on"]}
    edits: dict[str, tuple[Any, Any]] = {"status": status, "reason": (known.values["reason"] if known else None, reason.strip())}
    mark = turn.edit("training_mark", mark_id, turn.mutation.base, edits, about)
    turn.put("training_mark", mark.id, {"by": turn.actor.account, "by_name": turn.actor.name, "at": turn.now_ms})


def _reject(fault: Refusal | None) -> None:
    if fault:
        raise Rejected(fault)


INTENTS = (
    Intent("training_session.set.v1", _needs_session, _hold, SessionMade, needs_by_rows=False),
    Intent("training_session.cancel.v1", _needs_cancel, _cancel, Cancelled, needs_by_rows=False),
    Intent("training.mark.v1", _needs_marks, _mark, Marks, needs_by_rows=False),
)
