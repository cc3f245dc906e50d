"""What phones may ask, without a network too: a member asks for a correction, proves it, or takes it back; the branch decides about its own roll."""

from collections.abc import Iterable
from typing import Any

import msgspec

from server.domain import files, meetings
from server.domain.corrections import rules
from server.domain.corrections.rules import Asked, Decided, Proof
from server.kit.clock import local_day
from server.kit.identity import Actor
from sync.mutation import Held, Mutation, Refusal, Rejected, Row, reject
from sync.plan import Intent, Need, Turn, World

_TABLES = {"attendance": "attendance", "roster": "member", "fact": "fact"}


def _needs_ask(mutation: Mutation, world: World) -> Iterable[Need]:
    yield Need("correction_request", (mutation.row,))
    yield from _needs_source(world, mutation.args.get("about"), str(mutation.args.get("source")))


def _needs_source(world: World, about: Any, source: str) -> Iterable[Need]:
    if table := _TABLES.get(str(about)):
        yield Need(table, (source,))
    if about == "attendance" and (mark := world.get("attendance", source)):
        yield Need("meeting", (mark.values["meeting"],))


def _ask(turn: Turn[Actor]) -> None:
    asked: Asked = turn.asked
    if turn.world.get("correction_request", turn.mutation.row):  # sent again in another log: it was taken then
        _own(turn, turn.mutation.row)
        return
    reject(rules.asked_fault(asked, local_day(turn.now_ms)))
    source = turn.row(_TABLES[asked.about], asked.source)
    member = source.id if asked.about == "roster" else source.values["member"]
    if source.deleted or turn.actor.member is None or member != turn.actor.member:
        raise Rejected(Refusal("corrections.not_own", "不是您的资料", "只能申请更正关于您本人的内容。", "请本人登录后提出。"))
    meeting = turn.row("meeting", source.values["meeting"]) if asked.about == "attendance" else None
    state = rules.first_state(asked, meeting and meeting.values, turn.actor)
    told = {"about": asked.about, "source": asked.source, "field": asked.field, "reason": asked.reason.strip(), "proof": asked.proof.strip()}
    seen = source.values["status"] if asked.about == "attendance" else asked.seen.strip()
    by = {"member": member, "branch": source.values["branch"], "asked_by": turn.actor.account, "asked_at": turn.now_ms}
    turn.put("correction_request", turn.mutation.row, {**told, **by, "seen": seen, "wanted": asked.wanted.strip(), "state": state})


def _own(turn: Turn[Actor], request: str) -> Row:
    correction = turn.row("correction_request", request)
    if correction.values["member"] != turn.actor.member:
        raise Rejected(Refusal("corrections.not_own", "不是您的申请", "更正申请由党员本人办理。", "请本人登录后办理。"))
    return correction


def _needs_prove(mutation: Mutation, _: World) -> Iterable[Need]:
    request, sha256 = str(mutation.args.get("correction")), str(mutation.args.get("sha256"))
    yield Need("correction_request", (request,))
    yield Need("file_asset", (mutation.row,))
    yield Need("file_asset", (request,), "correction")
    yield Need("file_asset", (sha256,), "sha256")


def _prove(turn: Turn[Actor]) -> None:
    """A photo that shows it. Whoever sees the request sees the photo: of an own roll the branch, of all else member and office alone."""
    proof: Proof = turn.asked
    correction = _own(turn, proof.correction)
    wanted = {**msgspec.structs.asdict(proof), "kind": "photo", "member": correction.values["member"]}
    if files.is_attached(turn, wanted):
        return
    if correction.values["state"] not in rules.OPEN:
        raise Rejected(Refusal("corrections.decided", "已经有结论", "这件申请已经办结，不能再添照片。", "请看结论和理由。"))
    others = [other.values for other in turn.world.where("file_asset", "correction", correction.id)]
    reject(files.rules.attach_fault(turn.mutation.row, wanted, others, "每件申请"))
    files.put_asset(turn, wanted, correction.values["branch"] if correction.values["about"] == "attendance" else "")


def _needs_correction(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("correction_request", (mutation.row,))


def _withdraw(turn: Turn[Actor]) -> None:
    correction = _own(turn, turn.mutation.row)
    if correction.values["state"] == "withdrawn":
        return
    if correction.values["state"] not in rules.OPEN:
        raise Rejected(Refusal("corrections.decided", "已经有结论", "这件申请已经办结，不能撤回。", "请看结论和理由。"))
    turn.put("correction_request", correction.id, {"state": "withdrawn"})


def _needs_decide(mutation: Mutation, world: World) -> Iterable[Need]:
    yield Need("correction_request", (mutation.row,))
    if correction := world.get("correction_request", mutation.row):
        yield from _needs_source(world, correction.values["about"], correction.values["source"])


def _decide(turn: Turn[Actor]) -> None:
    """The branch about its own roll. What was approved meanwhile goes on to the office, with the branch's words."""
    decided: Decided = turn.asked
    correction = turn.row("correction_request", turn.mutation.row)
    branch = correction.values["branch"]
    if correction.values["about"] != "attendance":
        raise Held("rights", f"branch:{branch}")
    mark = turn.row("attendance", correction.values["source"])
    meeting = turn.row("meeting", mark.values["meeting"])
    if not meetings.rules.may_record(turn.actor, branch, meeting.values["org"]):
        raise Held("rights", f"branch:{branch}")
    reject(rules.decision_fault(correction.values, turn.actor.member, decided))
    if correction.values["state"] == "at_office":
        raise Rejected(Refusal("corrections.at_office", "由党群工作部办理", "这件申请已转党群工作部。", "请等党群工作部办理。"))
    by = {"decided_by": turn.actor.account, "decided_by_name": turn.actor.name, "answer": decided.reason.strip()}
    if decided.accepts and meeting.values["status"] == "approved":
        turn.put("correction_request", correction.id, {**by, "state": "at_office", "passed_on_at": turn.now_ms})
        return
    if decided.accepts:
        _carry_out(turn, correction, mark)
    turn.put("correction_request", correction.id, {**by, "state": "accepted" if decided.accepts else "declined", "decided_at": turn.now_ms})


def _carry_out(turn: Turn[Actor], correction: Row, mark: Row) -> None:
    reject(rules.mark_fault(mark.values, correction.values))
    status, reason = rules.right_mark(correction.values)
    edits = {"status": (mark.values["status"], status), "reason": (mark.values["reason"], reason)}
    turn.edit("attendance", mark.id, mark.rev, edits)


INTENTS = (
    Intent("correction.ask.v1", _needs_ask, _ask, Asked),
    Intent("correction.prove.v1", _needs_prove, _prove, Proof),
    Intent("correction.withdraw.v1", _needs_correction, _withdraw),
    Intent("correction.decide.v1", _needs_decide, _decide, Decided),
)
