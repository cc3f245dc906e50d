"""What the office sends and receives about projects."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from server.kit.lifecycle import OfficeMove

Id = Annotated[str, Meta(max_length=64)]
Day = Annotated[str, Meta(max_length=10)]
Short = Annotated[str, Meta(max_length=200)]
Title = Annotated[str, Meta(min_length=1, max_length=40)]


class MilestoneOut(Struct, frozen=True):
    """What is to be done by which day (ISO text)."""

    id: str
    text: str
    due_on: str
    is_done: bool


class ProjectOut(Struct, frozen=True, kw_only=True):
    """One project, as it stands now by steps up to `data_up_to` (epoch ms); see Project. `adopted` of `offered` organisations took it over."""

    project: str
    owner: str
    owner_name: str
    branches: list[str]
    title: str
    leader: str
    goal: str
    year: int
    number: int
    starts_on: str
    ends_on: str
    state: str
    standing: str
    colour: str
    due_on: str
    due_text: str
    done_on: str
    milestones: list[MilestoneOut]
    grade: str
    level: str
    offered: int
    adopted: int
    data_up_to: int


class ProjectCount(Struct, frozen=True):
    """How many projects are in a state, and stand in a colour."""

    state: str
    colour: str
    projects: int


class ProjectsOut(Struct, frozen=True):
    """A page of projects as they stand at `as_of` (epoch ms); `next` is the next page's cursor, `counts` are of all."""

    as_of: int
    data_up_to: int | None
    counts: list[ProjectCount]
    items: list[ProjectOut]
    next: str | None


class ProjectStepOut(Struct, frozen=True):
    """A step of a project's history; `at` in epoch ms; `org_name` whose answer it is, where it is one to a promotion."""

    step: str
    act: str
    on: str
    at: int
    by_name: str
    text: str
    milestone: str
    org_name: str | None


class PromotionOut(Struct, frozen=True):
    """Where a project was promoted to, and what became of it there."""

    org: str
    org_name: str
    state: str
    offered_at: int
    adopted_on: str
    feedback: str


class ProjectStoryOut(Struct, frozen=True):
    """A project whole: its proposal, all that happened to it, where it was promoted to; `amount` in yuan is what the mine paid, if anything."""

    as_of: int
    project: ProjectOut
    problems: str
    measures: str
    document: str
    created_by_name: str
    steps: list[ProjectStepOut]
    promotions: list[PromotionOut]
    amount: int | None


class ProjectMoveIn(OfficeMove, forbid_unknown_fields=True):
    """What the office does about the story it saw: `seen` is its last step. Which fields a move needs, the lifecycle says."""

    grade: Annotated[str, Meta(max_length=40)] = ""
    level: Annotated[str, Meta(max_length=40)] = ""
    document: Short = ""
    amount: Annotated[int, Meta(ge=0, le=100_000_000)] | None = None
    ends_on: Day = ""
    orgs: Annotated[list[Id], Meta(max_length=500)] = field(default_factory=list[Id])


class ProjectMovedOut(Struct, frozen=True):
    """The project and its state."""

    project: str
    state: str


class ProjectChoiceOut(Struct, frozen=True):
    """A grade or a level; see ProjectChoice."""

    field: str
    key: str
    title: str
    place: int
    is_confirmed: bool
    is_off: bool


class OwnerOut(Struct, frozen=True):
    """An organisation that may own a project or take one over."""

    org: str
    kind: Literal["general_branch", "branch"]
    name: str
    parent: str | None


class ProjectOptionsOut(Struct, frozen=True):
    """What projects are described by, and who may own them. `today` is the mine's day."""

    today: str
    choices: list[ProjectChoiceOut]
    owners: list[OwnerOut]
