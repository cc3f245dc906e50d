"""What the HTTP surface says about a meeting's record."""

from typing import Annotated, Any, Literal

import msgspec


class AttendanceOut(msgspec.Struct):
    """One expected member's mark."""

    member: str
    name: str
    status: str
    reason: str


class QuorumOut(msgspec.Struct):
    """Heads counted, whether the meeting is valid, and by which rule (ordinary, admission, election, committee)."""

    expected: int
    present: int
    leave: int
    absent: int
    made_up: int
    expected_vote: int
    present_vote: int
    ok: bool
    rule: str


class VoteOut(msgspec.Struct):
    """One vote's tally and whether it passed."""

    subject: str
    purpose: str
    written: int
    yes: int
    no: int
    abstain: int
    passed: bool


class MeetingOut(msgspec.Struct):
    """One meeting's fields; instants in epoch ms. Names stand beside the ids of chair and recorder."""

    id: str
    rev: int
    branch: str
    branch_name: str
    org: str
    org_name: str
    kind: str
    purpose: str
    title: str
    held_start: int | None
    held_end: int | None
    place: str
    chair: str
    chair_name: str
    recorder: str
    recorder_name: str
    observers: str
    agenda: str
    discussion: str
    resolutions: list[dict[str, Any]]
    sessions: list[dict[str, Any]]
    status: str
    filed_at: int | None
    submitted_at: int | None
    decided_at: int | None
    returned_reasons: list[dict[str, str]]


class RecordOut(msgspec.Struct):
    """A whole record: the meeting, who was there, whether it was valid, how its votes went; `resolution_ids` in the order of its resolutions."""

    meeting: MeetingOut
    resolution_ids: list[str]
    attendance: list[AttendanceOut]
    quorum: QuorumOut
    votes: list[VoteOut]


class ResolutionOut(msgspec.Struct):
    """A resolution that its branch tells is carried out, on `done_on`. `rev` is what a decision answers to; instants in epoch ms."""

    resolution: str
    rev: int
    branch: str
    branch_name: str
    meeting: str
    meeting_title: str
    meeting_kind: str
    text: str
    owner: str
    due_on: str
    done_on: str
    done_by_name: str
    done_at: int
    note: str
    verdict: str
    decided_at: int | None
    decided_reason: str


class ResolutionsOut(msgspec.Struct):
    """Resolutions in one state, those told first before others."""

    items: list[ResolutionOut]


class OverdueResolutionOut(msgspec.Struct):
    """A resolution whose day has passed, and which its branch has not told is carried out; `returned_reason` is why the office gave it back."""

    resolution: str
    branch: str
    branch_name: str
    meeting: str
    meeting_title: str
    meeting_kind: str
    text: str
    owner: str
    due_on: str
    returned_reason: str


class OverdueResolutionsOut(msgspec.Struct):
    """Those that are longest overdue before others, and how many resolutions that branches tell are carried out wait for the office."""

    today: str
    items: list[OverdueResolutionOut]
    waiting: int


class DecideResolutionIn(msgspec.Struct, forbid_unknown_fields=True):
    """What the office says to what it saw; a return needs a reason."""

    rev: int
    verdict: Literal["confirmed", "returned"]
    reason: Annotated[str, msgspec.Meta(max_length=500)] = ""


class DecidedResolutionOut(msgspec.Struct):
    """The resolution and the verdict."""

    resolution: str
    verdict: str
