"""When a record may be filed, what a decision needs, how well its time is witnessed, and whose own matter it is. Pure."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from server.domain.meetings import rules as meetings
from server.kit.identity import Actor
from sync.mutation import CREATED, Evidence, Refusal, Row, Stamp

_NAMESPACE = uuid.UUID("3b4f3a0a-2a2b-5c52-9d53-b2a1c40d8e77")
_DAY_MS = 24 * 3600 * 1000
LATE_ENTRY_DAYS = 3
_WITNESSED_MS, _SHIFT_MS, _CLOCK_DRIFT_MS = 15 * 60_000, 12 * 3600_000, 2 * 60_000
GRADES = {
    "A": "会议前后十五分钟内有服务器见证",
    "B": "记录形成于当班期间，手机时钟前后一致",
    "C": "记录形成的时间与会议时间不矛盾",
    "D": "补录：没有会议当时形成的记录",
}
"""What a reviewer is told of a grade. Evidence only: nobody is refused by it (sync/SPEC.md)."""


def review_id(meeting: str, attempt: int) -> str:
    """The one id of a meeting's n-th submission."""
    return str(uuid.uuid5(_NAMESPACE, f"{meeting}/{attempt}"))


def amendment_id(log: str, mid: int) -> str:
    """The one id of a change asked for after approval: sent again after a restore, it is the same row."""
    return str(uuid.uuid5(_NAMESPACE, f"{log}/{mid}"))


def amended(record: Mapping[str, Any], edits: Mapping[str, Any]) -> dict[str, Any]:
    """A record's content (meetings.content) as it would be with an amendment accepted."""
    marks = {member: [status, reason] for member, (_, status, reason) in edits.get("marks", {}).items()}
    fields = {field: _emptied(record.get(field), wanted) for field, (_, wanted) in edits.get("set", {}).items()}
    return {**record, **fields, "attendance": {**record["attendance"], **marks}, "files": _with_files(record["files"], edits.get("files", {}))}


def _with_files(attached: Mapping[str, Any], edits: Mapping[str, Any]) -> dict[str, Any]:
    """What is attached after some were added, and others (None) taken away."""
    added = {file: [one["kind"], one["name"], one["sha256"]] for file, one in edits.items() if one is not None}
    return {file: one for file, one in {**attached, **added}.items() if edits.get(file, one) is not None}


def _emptied(stood: Any, wanted: Any) -> Any:
    """A cleared text or list is stored as an empty one."""
    if wanted is None and isinstance(stood, str):
        return ""
    return [] if wanted is None and isinstance(stood, list) else wanted


def asked(edits: Mapping[str, tuple[Any, Any]], args: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a mutation asks for, field by field and mark by mark, as a reviewer reads differences; args are as they came, unchecked."""
    fields = [_difference(field, meetings.LABELS.get(field, field), seen, wanted) for field, (seen, wanted) in edits.items()]
    marks = [(member, mark[0], list(mark[1:])) for member, mark in _table(args, "marks") if len(mark) == 3]
    marks += [(member, None, list(mark)) for member, mark in _table(args, "except") if len(mark) == 2]
    label = meetings.LABELS["attendance"]
    rest = [_difference("attendance", f"{label}：名单上其余的人", None, [args["status"], ""])] if "seen" in args and "status" in args else []
    return fields + rest + [_difference(f"attendance.{member}", label, seen and [seen, ""], mark) for member, seen, mark in marks]


LEFT_MS = 48 * 3_600_000
"""What nobody has decided for so long is told to the office."""


def clashing(field: str, member: str | None, kept: Mapping[str, Any], other: Mapping[str, Any], words: Mapping[str, str]) -> list[dict[str, Any]]:
    """What stands and what was kept beside it, as a reviewer reads differences; `member` is whose mark it is, for a mark; `words` name fields."""
    if field == "deleted":
        return [_difference(field, "整份记录", "已删除", "有人改过，可以恢复")]
    if member:
        sides = ([side.get("status"), side.get("reason") or ""] if "status" in side else None for side in (kept, other))
        return [_difference(f"attendance.{member}", meetings.LABELS["attendance"], *sides)]
    return [_difference(name, words.get(name, name), kept.get(name), other.get(name)) for name in kept]


def _table(args: Mapping[str, Any], name: str) -> list[tuple[str, list[Any]]]:
    found: Mapping[str, Any] = args[name] if isinstance(args.get(name), dict) else {}
    return [(key, one) for key, one in found.items() if isinstance(one, list)]


def _difference(field: str, label: str, before: Any, after: Any) -> dict[str, Any]:
    return {"field": field, "label": label, "before": before, "after": after}


def amendment_fault(record: Mapping[str, Any]) -> Refusal | None:
    """Why an amended content cannot stand, in words, or None: what is approved stays complete."""
    marks = [{"member": m, "status": s, "reason": r} for m, (s, r) in record["attendance"].items()]
    return submission_fault(record, marks, (), 0)


def submission_fault(meeting: Mapping[str, Any], marks: Sequence[Mapping[str, Any]], expected: Iterable[str], open_conflicts: int) -> Refusal | None:
    """Why a record cannot be filed yet, in words for its secretary, or None. Never for being short or late."""
    if missing := meetings.missing_fields(meeting):
        labels = "、".join(meetings.LABELS[field] for field in missing)
        return Refusal("review.incomplete", "还没填完", f"还缺：{labels}", "补填后再提交", missing[0])
    if fault := meetings.time_fault(meeting):
        return Refusal("review.time", "时间不对", fault, "请改正时间后再提交", "held_end")
    if fault := meetings.sessions_fault(meeting):
        return Refusal("review.sessions", "场次不对", fault, "请改正场次后再提交", "sessions")
    if unmarked := meetings.unmarked(meeting["kind"], expected, marks):
        return Refusal("review.unmarked", "点名未完", f"还有 {len(unmarked)} 人没有点名", "请点完名再提交", "attendance")
    if meetings.is_talk_of_one(meeting["kind"], marks):
        return Refusal("review.talk", "谈话的人没有点全", "谈心谈话至少要有两人", "请点上参加谈话的人再提交", "attendance")
    if unexplained := sum(m["status"] in meetings.NEEDS_REASON and not m["reason"].strip() for m in marks):
        detail = f"有 {unexplained} 人请假、缺席或不在册，没有写原因"
        return Refusal("review.reason", "缺原因", detail, "请补上原因再提交", "attendance")
    if open_conflicts:
        return Refusal("review.conflicts", "有冲突待处理", f"有 {open_conflicts} 处冲突还没有决定", "请先处理冲突", "conflict")
    return None


def flags(meeting: Mapping[str, Any], submitted_at: int, is_quorate: bool, attempt: int) -> list[str]:
    """What a reviewer should look at twice: `not_quorate`, `late_entry`, `future`, `again`. Never a ground to refuse by itself."""
    start, end = meeting.get("held_start"), meeting.get("held_end")
    found = {
        "not_quorate": not is_quorate,
        "late_entry": end is not None and submitted_at - end > LATE_ENTRY_DAYS * _DAY_MS,
        "future": start is not None and start > submitted_at,
        "again": attempt > 1,
    }
    return [name for name, holds in found.items() if holds]


def grade(start: int | None, end: int | None, found: Sequence[Evidence]) -> str:
    """How well a meeting's time (epoch ms) is witnessed by when its record was made: the best of A, B, C, D over its mutations.

    A: a window of at most 15 minutes, between two contacts with the server, lies at the meeting. B: a window of at most a shift, and
    the phone's clocks agree with it and with each other. C: the window allows it. D: nothing was made then; late entry is legal.
    """
    if start is None or end is None:
        return "D"
    clocks_agree = _clocks_agree([one.at for one in found])
    return min((_grade_of(start, end, one, clocks_agree) for one in found), default="D")


def _grade_of(start: int, end: int, one: Evidence, clocks_agree: bool) -> str:
    if one.received_at < start or (one.not_before is not None and one.not_before > end):
        return "D"
    window = None if one.not_before is None else one.received_at - one.not_before
    if window is not None and window <= _WITNESSED_MS:
        return "A"
    at_meeting = max(start, one.not_before or 0) <= one.at.wall <= min(end, one.received_at)
    return "B" if window is not None and window <= _SHIFT_MS and clocks_agree and at_meeting else "C"


def _clocks_agree(stamps: Sequence[Stamp]) -> bool:
    """Within one start of the app, wall clock and monotonic clock must go alike: a clock that was set shows."""
    apart: dict[str, list[int]] = {}
    for stamp in stamps:
        apart.setdefault(stamp.boot, []).append(stamp.wall - stamp.mono)
    return all(max(offsets) - min(offsets) <= _CLOCK_DRIFT_MS for offsets in apart.values())


def written_by(meeting: Row, marks: Sequence[Row]) -> set[tuple[str, int]]:
    """Log and number of the mutations that marked who was there, or of the one that made the record where nobody was marked."""
    written = (row.mark("status" if marks else CREATED) for row in marks or [meeting])
    return {(mark.log, mark.mid) for mark in written if mark and mark.log}


def is_own_record(actor: Actor, meeting: Mapping[str, Any]) -> bool:
    """Whether a record is the reviewer's own: submitted, chaired or recorded by the person who would judge it."""
    return meeting["submitted_by"] == actor.account or (actor.member is not None and actor.member in (meeting["chair"], meeting["recorder"]))


def is_own_amendment(actor: Actor, amendment: Mapping[str, Any]) -> bool:
    """Whether a change asked for is the reviewer's own: asked for by the person, or about the person's own mark."""
    return amendment["asked_by"] == actor.account or actor.member in amendment["edits"].get("marks", {})


def is_own_request(actor: Actor, held: Mapping[str, Any]) -> bool:
    """Whether a held mutation is the reviewer's own: made by the person, or about the person as a member."""
    about = held["mutation"].get("args", {}).get("member")
    return held["asked_by"] == actor.account or (actor.member is not None and actor.member in (held["person"], about))


def reasons_fault(reasons: Sequence[Mapping[str, str]], marked: Collection[str]) -> str | None:
    """What is wrong with the reasons of a return, in words, or None: each names a field of the record and says why.

    `attendance.<member>` names the mark of one of those who are `marked`.
    """
    if not reasons:
        return "退回要写明原因"
    for reason in reasons:
        field, _, member = reason["field"].partition(".")
        if field not in meetings.LABELS or (member and not (field == "attendance" and member in marked)):
            return f"记录里没有这一项：{reason['field'][:40]}"
        if not reason["reason"].strip():
            return f"{meetings.LABELS[field]}没有写原因"
    return None
