"""What the office sends and receives about guides and their visits."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from server.kit.lifecycle import OfficeMove

Id = Annotated[str, Meta(max_length=64)]
Day = Annotated[str, Meta(max_length=10)]
Why = Annotated[str, Meta(min_length=1, max_length=500)]


class GuideAssignmentOut(Struct, frozen=True, kw_only=True):
    """Who guides which organisation from when until when; see GuideAssignment. `runs`: now."""

    assignment: str
    person: str
    person_name: str
    team: str
    org: str
    org_name: str
    from_on: str
    to_on: str | None
    reason: str
    end_reason: str
    runs: bool


class GuideAssignIn(Struct, forbid_unknown_fields=True):
    """A member to be there for an organisation: from a day on, and why."""

    member: Id
    team: Literal["guide", "liaison"]
    org: Id
    from_on: Day
    reason: Why


class GuideEndIn(Struct, forbid_unknown_fields=True):
    """The first day on which an assignment is over, and why."""

    to_on: Day
    reason: Why


class VisitMonthOut(Struct, frozen=True):
    """How an organisation's month stands, and how many visits it got."""

    month: str
    standing: str
    colour: str
    visits: int


class VisitCoverageOut(Struct, frozen=True, kw_only=True):
    """An organisation with those who are there for it, its months, and what its visits found that is not solved."""

    org: str
    org_name: str
    branch: str | None
    guides: list[str]
    months: list[VisitMonthOut]
    open_problems: int


class VisitCoverageTableOut(Struct, frozen=True):
    """The organisations' months of a quarter as they stand on `today`, from what arrived up to `data_up_to` (epoch ms); `alone` are the branches
    to which nobody is assigned."""

    quarter: str
    today: str
    as_of: int
    data_up_to: int | None
    visits: int
    warn_days: int
    items: list[VisitCoverageOut]
    alone: list[str]


class VisitOut(Struct, frozen=True, kw_only=True):
    """One visit; see Visit. `found` problems, of which `unsolved` stand open or are ordered."""

    visit: str
    org: str
    org_name: str
    branches: list[str]
    team: str
    guide: str
    guide_name: str
    on: str
    function: str
    way: str
    text: str
    state: str
    created_at: int
    found: int
    unsolved: int


class VisitsOut(Struct, frozen=True):
    """A page of visits, newest first; `next` is the next page's cursor."""

    as_of: int
    items: list[VisitOut]
    next: str | None


class VisitProblemOut(Struct, frozen=True):
    """A problem and how it stands; `order_state` is that of the dispatch order it became, if it did."""

    problem: str
    text: str
    state: str
    found_on: str
    solved_on: str
    order: str
    order_number: str
    order_state: str | None


class VisitStepOut(Struct, frozen=True):
    """A step of a visit's history; `at` in epoch ms, `problem` the one it is about."""

    step: str
    act: str
    on: str
    at: int
    by_name: str
    text: str
    problem: str


class VisitStoryOut(Struct, frozen=True):
    """A visit whole."""

    as_of: int
    visit: VisitOut
    problems: list[VisitProblemOut]
    steps: list[VisitStepOut]


class VisitMoveIn(OfficeMove, forbid_unknown_fields=True):
    """What the office does about a visit, or about one `problem` that it found. An order needs its words and its deadline."""

    problem: Id = ""
    due_on: Day = ""


class VisitMovedOut(Struct, frozen=True):
    """The state of the visit, or of the problem that it was about; the order's id, if it became one."""

    visit: str
    state: str
    order: str


class GuideChoiceOut(Struct, frozen=True):
    """A function or a way; see GuideChoice."""

    field: str
    key: str
    title: str
    place: int
    is_confirmed: bool
    is_off: bool


class VisitRuleOut(Struct, frozen=True):
    """How often visits are due; see VisitRule."""

    visits: int
    warn_days: int
    is_confirmed: bool


class VisitRuleIn(Struct, forbid_unknown_fields=True):
    """The same as the office says, and why."""

    visits: Annotated[int, Meta(ge=1, le=10)]
    warn_days: Annotated[int, Meta(ge=1, le=28)]
    reason: Why


class GuidePlaceOut(Struct, frozen=True):
    """An organisation that may be visited."""

    org: str
    kind: str
    name: str
    parent: str | None


class GuideOptionsOut(Struct, frozen=True):
    """What visits are described by, how often they are due, and which organisations there are. `today` is the mine's day."""

    today: str
    choices: list[GuideChoiceOut]
    rule: VisitRuleOut
    places: list[GuidePlaceOut]


class VisitQuarterOut(Struct, frozen=True, kw_only=True):
    """A quarter's figures: visits by team, function and way (key to number), organisations by standing for each month, problems by state."""

    quarter: str
    as_of: int
    visits: int
    organisations: int
    by_team: dict[str, int]
    by_function: dict[str, int]
    by_way: dict[str, int]
    months: dict[str, dict[str, int]]
    problems: dict[str, int]
    missed: list[str]
    unsolved: list[str]
