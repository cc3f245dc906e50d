"""What makes a meeting valid: fields, quorum, votes, who may record it. Pure.

Sources: 中国共产党支部工作条例（试行） articles 11-13 (meetings), 中国共产党发展党员工作细则 (admission),
中国共产党基层组织选举工作条例 (elections), as collected in docs/rules.md.
"""

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal

import msgspec

from server.domain.meetings.rules.outgoing import KIND_WORDS as KIND_WORDS
from server.domain.meetings.rules.outgoing import MARK_WORDS as MARK_WORDS
from server.domain.meetings.rules.outgoing import STATUS_WORDS as STATUS_WORDS
from server.domain.meetings.rules.outgoing import overdue_book as overdue_book
from server.domain.meetings.rules.outgoing import told_book as told_book
from server.kit.identity import Actor
from sync.wire import IdOf, names_in

KINDS = (
    "general_meeting",
    "committee_meeting",
    "group_meeting",
    "party_lecture",
    "theme_day",
    "org_life_meeting",
    "democratic_review",
    "heart_talk",
)
ONE_SESSION = frozenset({"general_meeting", "committee_meeting", "democratic_review"})
REQUIRED = ("kind", "held_start", "place", "chair", "recorder", "agenda")
STATUSES = ("present", "leave", "absent", "made_up", "excluded")
NEEDS_REASON = frozenset({"leave", "absent", "excluded"})
CONTENT = (
    "kind",
    "purpose",
    "title",
    "held_start",
    "held_end",
    "place",
    "chair",
    "recorder",
    "observers",
    "agenda",
    "discussion",
    "resolutions",
    "votes",
    "sessions",
)
"""The fields a reviewer judges: what a digest covers and a difference shows."""
LABELS = {
    "kind": "会议类型",
    "purpose": "会议性质",
    "title": "会议名称",
    "held_start": "开始时间",
    "held_end": "结束时间",
    "place": "地点",
    "chair": "主持人",
    "recorder": "记录人",
    "observers": "列席人员",
    "agenda": "议题",
    "discussion": "讨论情况",
    "resolutions": "决议",
    "votes": "表决",
    "sessions": "场次",
    "attendance": "到会情况",
    "files": "照片和扫描件",
}
ATTENDANCE_COPIES = {"kind": "meeting_kind", "title": "meeting_title", "held_start": "held_start"}
"""Fields of a meeting -> their copies in its marks, so that a member's phone shows a mark without holding the meeting."""
TALK = "heart_talk"
"""谈心谈话: between those who are marked, whoever they are; the branch is not called to it (支部工作条例 19)."""
LEAST_AT_TALK = 2
TWICE_WITHIN_MS = 2 * 3600 * 1000
_NAMESPACE = uuid.UUID("0d3f0b2a-5f0e-5d4f-8a55-0f4c7b1f6a11")
_mark_of = names_in(str(_NAMESPACE))
_EARLIEST_MS, _LATEST_MS = 946_684_800_000, 4_102_444_800_000
"""2000 and 2100: a phone's clock may be wrong, a meeting is not."""
_HALF_DAY_MS = 12 * 3600 * 1000
Purpose = Literal["ordinary", "admission", "election", "committee", "talk"]


class Decision(msgspec.Struct, frozen=True):
    """One resolution of a meeting: what, by whom, until when (ISO date)."""

    text: Annotated[str, msgspec.Meta(max_length=2000)]
    owner: Annotated[str, msgspec.Meta(max_length=100)] = ""
    due_on: Annotated[str, msgspec.Meta(max_length=10)] = ""


class Vote(msgspec.Struct, frozen=True):
    """One vote's tally; `written` counts opinions handed in beforehand by absent members."""

    subject: Annotated[str, msgspec.Meta(max_length=300)]
    purpose: Literal["ordinary", "admission", "election"] = "ordinary"
    written: Annotated[int, msgspec.Meta(ge=0)] = 0
    yes: Annotated[int, msgspec.Meta(ge=0)] = 0
    no: Annotated[int, msgspec.Meta(ge=0)] = 0
    abstain: Annotated[int, msgspec.Meta(ge=0)] = 0


class Session(msgspec.Struct, frozen=True):
    """A further session of a meeting, for a shift that was at work during the first: instants in epoch ms, and whose members came to it.

    `id` (made by the phone) is what it merges by; sessions of phones that gave none are merged as a whole.
    """

    id: Annotated[str, msgspec.Meta(max_length=64)] = ""
    team: Annotated[str, msgspec.Meta(max_length=100)] = ""
    held_start: Annotated[int, msgspec.Meta(ge=_EARLIEST_MS, le=_LATEST_MS)] | None = None
    held_end: Annotated[int, msgspec.Meta(ge=_EARLIEST_MS, le=_LATEST_MS)] | None = None
    place: Annotated[str, msgspec.Meta(max_length=200)] = ""
    members: Annotated[list[Annotated[str, msgspec.Meta(max_length=64)]], msgspec.Meta(max_length=2000)] = []


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The fields a phone may set, each with its bounds. There is no least length: it would breed padding."""

    kind: Literal[KINDS] | None = None  # pyright: ignore[reportInvalidTypeForm]
    purpose: Literal["ordinary", "admission", "election"] | None = None
    title: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    held_start: Annotated[int, msgspec.Meta(ge=_EARLIEST_MS, le=_LATEST_MS)] | None = None
    held_end: Annotated[int, msgspec.Meta(ge=_EARLIEST_MS, le=_LATEST_MS)] | None = None
    place: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    chair: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    recorder: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    observers: Annotated[str, msgspec.Meta(max_length=2000)] | None = None
    agenda: Annotated[str, msgspec.Meta(max_length=20000)] | None = None
    discussion: Annotated[str, msgspec.Meta(max_length=100000)] | None = None
    resolutions: Annotated[list[Decision], msgspec.Meta(max_length=50)] | None = None
    votes: Annotated[list[Vote], msgspec.Meta(max_length=20)] | None = None
    sessions: Annotated[list[Session], msgspec.Meta(max_length=12)] | None = None


class MarkContent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member's mark, each field within its bounds."""

    status: Literal[STATUSES] = "present"  # pyright: ignore[reportInvalidTypeForm]
    reason: Annotated[str, msgspec.Meta(max_length=200)] = ""


class Count(msgspec.Struct, frozen=True):
    """Heads at a meeting; `*_vote` counts only members with the right to vote."""

    expected: int
    present: int
    leave: int
    absent: int
    made_up: int
    expected_vote: int
    present_vote: int


@lru_cache(maxsize=65536)
def attendance_id(meeting: str, member: str) -> str:
    """The one id of a member's mark at a meeting."""
    return _mark_of(f"{meeting}/{member}")


ATTENDANCE_ID = IdOf(str(_NAMESPACE), ("meeting", "member"))
"""The same for phones, which are not sent what they can derive."""


def new_mark(meeting: str, values: Mapping[str, Any], member: str, may_vote: bool) -> dict[str, Any]:
    """What the server adds to a member's first mark at a meeting with these values."""
    copies = {copy: values.get(field) for field, copy in ATTENDANCE_COPIES.items()}
    return {"meeting": meeting, "member": member, "branch": values["branch"], "may_vote": may_vote, **copies}


def count(marks: Iterable[Mapping[str, Any]]) -> Count:
    """Counts marks (status, may_vote). Those who were not of the organisation then (excluded) are not expected."""
    expected = [mark for mark in marks if mark["status"] != "excluded"]
    voters = [mark for mark in expected if mark["may_vote"]]
    by_status = {status: sum(mark["status"] == status for mark in expected) for status in STATUSES}
    return Count(
        len(expected),
        by_status["present"],
        by_status["leave"],
        by_status["absent"],
        by_status["made_up"],
        len(voters),
        sum(mark["status"] == "present" for mark in voters),
    )


def is_quorate(purpose: Purpose, expected: int, present: int) -> bool:
    """Whether enough voters are there (支部工作条例 11, 12; 发展党员工作细则; 基层组织选举工作条例: four fifths).

    Half counts for ordinary and committee meetings; admitting a member takes more than half of those expected. A talk decides nothing and
    needs no quorum: that two took part is asked when it is filed (`is_talk_of_one`).
    """
    if purpose == "talk":
        return True
    if purpose == "election":
        return 5 * present >= 4 * expected
    if purpose == "admission":
        return 2 * present > expected
    return 2 * present >= expected


def is_passed(purpose: Purpose, expected: int, present: int, written: int, yes: int) -> bool:
    """Whether more than half of the expected voters agreed (支部工作条例 11); at an election, of the voters present (选举工作条例).

    Written opinions handed in beforehand count as votes when a member is admitted (发展党员工作细则).
    """
    agreed = yes + (written if purpose == "admission" else 0)
    return is_quorate(purpose, expected, present) and 2 * agreed > (present if purpose == "election" else expected)


def purpose_of(kind: str, purpose: str) -> Purpose:
    """The rule a meeting's quorum follows."""
    if kind == "committee_meeting":
        return "committee"
    if kind == TALK:
        return "talk"
    return "admission" if purpose == "admission" else "election" if purpose == "election" else "ordinary"


def may_record(actor: Actor, branch: str, org: str) -> bool:
    """Holders of a branch's posts record for the branch; a group leader only for the own group."""
    if branch not in actor.branches:
        return False
    return any(grant.branch == branch and (grant.role != "group_leader" or grant.org == org) for grant in actor.grants)


def may_see(actor: Actor, meeting: Mapping[str, Any], members: Iterable[str]) -> bool:
    """Whether a person may see a meeting's record and its files: who answers for it, and once it is filed its own people.

    `members` have a mark at it. Raises nothing; who may not see a record is told that there is none.
    """
    if answers_for(actor, meeting):
        return True
    return meeting["status"] in ("submitted", "approved") and actor.member is not None and actor.member in members


def answers_for(actor: Actor, meeting: Mapping[str, Any]) -> bool:
    """Whether a person sees a record whole, reasons for absence too: the branch's posts and assessors, office, committee leaders."""
    return meeting["branch"] in actor.branches | actor.assesses or actor.has("office", "committee_leader")


def seen_by(meeting: Mapping[str, Any], members: Iterable[str]) -> frozenset[str]:
    """The same as `may_see`, in the words of `replication.audience`: who may open a record that these members have a mark at."""
    branch = meeting["branch"]
    expected = [f"person:{member}" for member in members] if meeting["status"] in ("submitted", "approved") else []
    return frozenset({f"branch:{branch}", f"assess:{branch}", "office", "committee_leader", *expected})


def missing_fields(meeting: Mapping[str, Any]) -> list[str]:
    """Required fields that are empty, in the order of the form."""
    empty = [field for field in REQUIRED if meeting.get(field) in (None, "")]
    return empty + (["held_end"] if meeting.get("held_end") is None else [])


def time_fault(meeting: Mapping[str, Any]) -> str | None:
    """What is wrong with start and end (epoch ms), in words, or None. Crossing midnight is fine: shifts do."""
    start, end = meeting.get("held_start"), meeting.get("held_end")
    if start is None or end is None:
        return None
    if end <= start:
        return "结束时间应晚于开始时间"
    return "一次会议不应超过 12 小时" if end - start > _HALF_DAY_MS else None


def sessions_fault(meeting: Mapping[str, Any]) -> str | None:
    """What is wrong with a meeting's further sessions, in words, or None. Who votes votes together (支部工作条例 11): in one session."""
    sessions: list[Mapping[str, Any]] = meeting.get("sessions") or []
    if not sessions:
        return None
    if meeting["kind"] in ONE_SESSION or meeting.get("votes"):
        return "要表决的会议应一次开完，不能分场次"
    for number, session in enumerate(sessions, 2):
        if session.get("held_start") is None or session.get("held_end") is None:
            return f"第 {number} 场没有写时间"
        if fault := time_fault(session):
            return f"第 {number} 场：{fault}"
    members = [member for session in sessions for member in session.get("members", [])]
    return "有人记在两场里" if len(members) != len(set(members)) else None


def issue_id(one: str, other: str) -> str:
    """The one id of what is odd about two meetings together, whichever is named first."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(sorted((one, other)))))


def may_be_one(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two records (org, kind, held_start, log) may tell of one meeting: same organisation and kind, starts within two hours,
    written on different phones. Talks are exempt: several on one afternoon are what they are for.
    """
    if one["held_start"] is None or other["held_start"] is None or one["kind"] == TALK:
        return False
    alike = (one["org"], one["kind"]) == (other["org"], other["kind"])
    return alike and one["log"] != other["log"] and abs(one["held_start"] - other["held_start"]) <= TWICE_WITHIN_MS


def touched_times(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[str]:
    """`branch/org/kind/start` of a record's old and new time, where it was made, moved or deleted."""
    sides = [tuple(side[name] for name in ("branch", "org", "kind", "held_start")) if side else () for side in (before, after)]
    if sides[0] == sides[1]:
        return []
    return ["/".join(map(str, side)) for side in sides if side and side[-1] is not None]


UNDECIDED: Mapping[str, Any] = {"verdict": "", "decided_by": None, "decided_at": None, "decided_reason": ""}
"""What the office says to a resolution carried out, before it has said anything."""


def resolution_id(meeting: str, text: str) -> str:
    """The one id of what became of a resolution; another wording is another resolution."""
    return str(uuid.uuid5(_NAMESPACE, f"{meeting}/resolution/{text}"))


def day_of(text: str) -> date | None:
    """The day that a text names, or None: people write 月底 too."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def unmarked(kind: str, expected: Iterable[str], marks: Iterable[Mapping[str, Any]]) -> list[str]:
    """Expected members without a mark; a talk waits for nobody but those who are marked."""
    if kind == TALK:
        return []
    marked = {mark["member"] for mark in marks}
    return [member for member in expected if member not in marked]


def is_talk_of_one(kind: str, marks: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a talk lacks people: it takes two who were there."""
    return kind == TALK and sum(mark["status"] == "present" for mark in marks) < LEAST_AT_TALK


def content(meeting: Mapping[str, Any], marks: Iterable[Mapping[str, Any]], files: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What a reviewer judges: the meeting's content, each member's mark, and which files are attached.

    A file is named by the sha256 of its bytes, so the content stays the same while they are still on their way.
    """
    attendance = {mark["member"]: [mark["status"], mark["reason"]] for mark in marks}
    attached = {file["id"]: [file["kind"], file["name"], file["sha256"]] for file in files}
    return {**{field: meeting.get(field) for field in CONTENT}, "attendance": attendance, "files": attached}


def digest(record: Mapping[str, Any]) -> str:
    """A short name for exactly this content; approval names the digest it saw."""
    return hashlib.sha256(msgspec.json.encode(record, order="deterministic")).hexdigest()


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Fields that changed between two contents, in the order of the form; marks and files one by one."""
    changed = [
        {"field": field, "label": LABELS[field], "before": before.get(field), "after": after.get(field)}
        for field in CONTENT
        if before.get(field) != after.get(field)
    ]
    return changed + [one for field in ("attendance", "files") for one in _changed_within(field, before.get(field, {}), after.get(field, {}))]


def _changed_within(field: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Marks by member, files by id."""
    keys: Sequence[str] = sorted(set(before) | set(after))
    return [
        {"field": f"{field}.{key}", "label": LABELS[field], "before": before.get(key), "after": after.get(key)}
        for key in keys
        if before.get(key) != after.get(key)
    ]
