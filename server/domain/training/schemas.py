"""What the office sends and receives about contests, courses, sessions and mentor pairs."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Id = Annotated[str, Meta(max_length=64)]
Day = Annotated[str, Meta(max_length=10)]
Name = Annotated[str, Meta(max_length=100)]
Line = Annotated[str, Meta(max_length=500)]
Rank = Literal["first", "second", "third", "other"]


class ContestIn(Struct, forbid_unknown_fields=True):
    """A contest, over the revision that was seen (0 for a new one)."""

    rev: int
    title: Name
    held_on: Day
    trades: Annotated[list[Annotated[str, Meta(max_length=60)]], Meta(max_length=60)]
    note: Line = ""


class ContestResultIn(Struct, forbid_unknown_fields=True):
    """A member's rank in a trade."""

    member: Id
    trade: Annotated[str, Meta(max_length=60)]
    rank: Rank


class ContestResultOut(Struct, frozen=True):
    """The same with names; `entered_at` in epoch ms."""

    result: str
    trade: str
    member: str
    name: str
    number: str
    branch: str
    branch_name: str
    rank: str
    entered_by_name: str
    entered_at: int


class ContestOut(Struct, frozen=True):
    """A contest with its results by trade and rank."""

    contest: str
    rev: int
    title: str
    held_on: str
    trades: list[str]
    note: str
    results: list[ContestResultOut]


class ContestsOut(Struct, frozen=True):
    """All contests, the newest first."""

    as_of: int
    contests: list[ContestOut]


class LayerOut(Struct, frozen=True):
    """A layer of courses; see TrainingChoice."""

    key: str
    title: str
    reach: str
    place: int
    is_confirmed: bool
    is_off: bool


class LayersOut(Struct, frozen=True):
    """All layers in their order."""

    layers: list[LayerOut]


class LayerIn(Struct, forbid_unknown_fields=True):
    """The same as the office defines it, and why."""

    title: Annotated[str, Meta(min_length=1, max_length=40)]
    reach: Literal["mine", "general_branch", "branch"]
    reason: Annotated[str, Meta(min_length=1, max_length=500)]
    is_confirmed: bool = True
    is_off: bool = False


class CourseIn(Struct, forbid_unknown_fields=True):
    """A course, over the revision that was seen (0 for a new one)."""

    rev: int
    layer: Annotated[str, Meta(max_length=40)]
    org: Id
    title: Name
    subject: Line = ""
    closed_on: Day = ""


class TrainingSessionIn(Struct, forbid_unknown_fields=True):
    """One session of a course."""

    held_on: Day
    place: Name = ""
    lecturer: Name = ""


class MarkCountOut(Struct, frozen=True):
    """How many of a session have a status."""

    status: str
    members: int


class TrainingSessionOut(Struct, frozen=True):
    """A session with how many were there; `branches` is how many it is for, `marked` how many of them told who was there."""

    session: str
    course: str
    title: str
    layer: str
    reach: str
    held_on: str
    place: str
    lecturer: str
    cancel_reason: str
    branches: int
    branch_name: str
    marked: int
    marks: list[MarkCountOut]


class SessionMarkOut(Struct, frozen=True):
    """How someone was at a session, marked by whom and when (epoch ms)."""

    member: str
    name: str
    branch_name: str
    status: str
    reason: str
    by_name: str
    at: int


class SessionOut(Struct, frozen=True):
    """A session with everyone's mark, and the branches that have told nothing."""

    as_of: int
    session: TrainingSessionOut
    marks: list[SessionMarkOut]
    unmarked: list[str]


class CourseOut(Struct, frozen=True):
    """A course with its sessions."""

    course: str
    rev: int
    layer: str
    org: str
    org_name: str
    title: str
    subject: str
    closed_on: str
    sessions: list[TrainingSessionOut]


class TrainingOrgOut(Struct, frozen=True):
    """An organisation that may hold a course."""

    id: str
    kind: str
    name: str


class CoursesOut(Struct, frozen=True):
    """All courses, sessions that branches held of their own, the layers, and who may hold a course."""

    as_of: int
    courses: list[CourseOut]
    own: list[TrainingSessionOut]
    layers: list[LayerOut]
    orgs: list[TrainingOrgOut]


class PairIn(Struct, forbid_unknown_fields=True):
    """A mentor pair, over the revision that was seen (0 for a new one)."""

    rev: int
    mentor: Id
    apprentice: Id = ""
    apprentice_name: Name = ""
    trade: Annotated[str, Meta(max_length=60)] = ""
    goal: Line = ""
    from_on: Day = ""
    to_on: Day = ""
    result: Literal["", "passed", "failed"] = ""
    ended_on: Day = ""
    note: Line = ""


class PairOut(Struct, frozen=True):
    """A mentor pair with names."""

    pair: str
    rev: int
    branch: str
    branch_name: str
    mentor: str
    mentor_name: str
    apprentice: str
    apprentice_name: str
    trade: str
    goal: str
    from_on: str
    to_on: str
    result: str
    ended_on: str
    note: str
    edited_by_name: str
    edited_at: int


class PairsOut(Struct, frozen=True):
    """All pairs: those that run first."""

    as_of: int
    pairs: list[PairOut]
