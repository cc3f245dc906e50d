"""What the pages of a quarter's procedure send and receive. Totals and points in tenths; instants in epoch ms."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from server.domain.ratings import DryQuarter

Text = Annotated[str, Meta(min_length=1, max_length=1000)]
Reason = Annotated[str, Meta(max_length=500)]
Id = Annotated[str, Meta(max_length=64)]
Quarter = Annotated[str, Meta(pattern=r"^[1-9]\d{3}-Q[1-4]$")]


class MissingOut(Struct):
    """A member whose data is not complete, and the dimensions that wait; none named in an overview."""

    member: str
    name: str
    dimensions: list[str]


class BlockOut(Struct):
    """What stands in the way of a move, in words."""

    code: str
    text: str
    members: list[MissingOut]


class MoveOut(Struct):
    """A move that this person may make from here, and what blocks it."""

    move: str
    title: str
    needs_reason: bool
    blocks: list[BlockOut]


class CycleOut(Struct):
    """One branch's quarter as it stands, with the moves that this person may make."""

    cycle: str
    branch: str
    branch_name: str
    quarter: str
    version: int
    state: str
    reason: str
    replaced: bool
    members: int
    places: int
    missing: int
    ties_open: int
    appeals_open: int
    vetoes_open: int
    is_stale: bool
    due_at: int | None
    is_late: bool
    computed_at: int | None
    data_up_to: int | None
    publicity_until: int | None
    changed_since: int
    moves: list[MoveOut]


class OverviewOut(Struct):
    """All branches that the person may see in a quarter; `quarters` are those with cycles.

    `unknown_years` are those the procedure's working days reach into without a notice of holidays on record.
    """

    as_of: int
    quarter: str
    quarters: list[str]
    cycles: list[CycleOut]
    unknown_years: list[int]


class PointOut(Struct):
    """Points of one dimension."""

    dimension: str
    title: str
    points_tenths: int


class AwardOut(Struct):
    """One member's result; the list is in the order of employee numbers and never of scores."""

    award: str
    member: str
    name: str
    employee_no: str
    probationary: bool
    total_tenths: int | None
    earned_star: int | None
    star: int | None
    code: str
    points: list[PointOut]
    computed_at: int
    data_up_to: int | None


class TieOut(Struct):
    """Members equal at the border of the quota, in their total and in each of `cut_by` (titles); whom people chose, and why.

    `own`: the person who asks is among them, and decides nothing; `may_decide`: the person may record the decision.
    """

    tie: str
    members: list[str]
    places: int
    cut_by: list[str]
    chosen: list[str]
    reason: str
    decided_by_name: str
    decided_at: int | None
    is_open: bool
    own: bool
    may_decide: bool


class ChangeOut(Struct):
    """Whose star or total a step changed."""

    member: str
    name: str
    star_before: int | None = None
    star_after: int | None = None
    total_before: int | None = None
    total_after: int | None = None


class StepOut(Struct):
    """One step of the history."""

    at: int
    by: str
    move: str
    title: str
    from_state: str
    to_state: str
    why: str
    changes: list[ChangeOut]


class CorrectionOut(Struct):
    """期后更正: what a rating says now, after the result was drawn. The result stays as it is; both instants are those of the rating."""

    member: str
    name: str
    total_tenths: int | None
    total_now: int | None
    star: int | None
    star_now: int | None
    computed_at: int
    data_up_to: int | None


class VersionOut(Struct):
    """One version of the same quarter."""

    cycle: str
    version: int
    state: str


class DetailOut(Struct):
    """A cycle with its results, ties, history and corrections."""

    cycle: CycleOut
    awards: list[AwardOut]
    ties: list[TieOut]
    steps: list[StepOut]
    corrections: list[CorrectionOut]
    versions: list[VersionOut]


class ListedOut(Struct):
    """One line of the sheet that is posted: a name and a star, nothing else."""

    name: str
    star: int | None
    code: str


class PublicationOut(Struct):
    """The sheet for 公示, in the order of employee numbers."""

    branch_name: str
    quarter: str
    version: int
    state: str
    published_at: int | None
    publicity_until: int | None
    computed_at: int | None
    data_up_to: int | None
    people: list[ListedOut]


class AppealOut(Struct):
    """An appeal as those see it who decide, with the result it is about as that was computed."""

    appeal: str
    cycle: str
    branch: str
    branch_name: str
    quarter: str
    member: str
    name: str
    star: int | None
    code: str
    total_tenths: int | None
    computed_at: int | None
    data_up_to: int | None
    line_text: str
    text: str
    state: str
    filed_at: int
    due_at: int | None
    is_overdue: bool
    mine: bool
    escalation: str
    escalated_at: int | None
    branch_upholds: bool | None
    branch_by_name: str
    branch_at: int | None
    branch_reason: str
    office_by_name: str
    office_at: int | None
    office_reason: str


class VetoOut(Struct):
    """A veto as office and committee see it; `mine`: proposed by the person who asks, who therefore does not confirm it."""

    veto: str
    member: str
    name: str
    employee_no: str
    branch_name: str
    quarter: str
    kind: str
    title: str
    text: str
    evidence: str
    state: str
    proposed_by_name: str
    proposed_at: int
    decided_by_name: str
    decided_at: int | None
    reason: str
    lifted_by_name: str
    lifted_at: int | None
    mine: bool


class VetoKindOut(Struct):
    """A ground for a veto, as the scheme has it."""

    kind: str
    title: str
    text: str


class VetoesOut(Struct):
    """The vetoes of a quarter, and the grounds that the quarter's scheme knows."""

    kinds: list[VetoKindOut]
    vetoes: list[VetoOut]


class ConcernedOut(Struct, frozen=True):
    """A member for whom quota or veto would decide otherwise: stars and why (`QUOTA`, `VETO`, `TIE` for what people have yet to choose, …), totals,
    and the places of the branch, each under both schemes. `veto`: the grounds that were confirmed, by their titles.
    """

    member: str
    name: str
    branch_name: str
    before_star: int | None
    after_star: int | None
    before_code: str
    after_code: str
    before_tenths: int | None
    after_tenths: int | None
    places_before: int
    places_after: int
    veto: str


class TriedQuarterOut(DryQuarter, frozen=True):
    """One quarter under both schemes; how many quota or veto would concern otherwise, of whom at most a hundred are told."""

    concerned: int
    quota_and_vetoes: list[ConcernedOut]


class TriedOut(Struct, frozen=True):
    """What a draft would have made of the last quarters; nothing of them was written. `as_of` in epoch ms."""

    as_of: int
    quarters: list[TriedQuarterOut]


class OpenIn(Struct, forbid_unknown_fields=True):
    """A quarter to begin."""

    quarter: Quarter


class MoveIn(Struct, forbid_unknown_fields=True):
    """A move, with its reason where one is needed."""

    move: Annotated[str, Meta(max_length=40)]
    reason: Reason = ""


class MovedOut(Struct):
    """The cycle that goes on from a move: another one after reopening."""

    cycle: str


class MoveAllIn(Struct, forbid_unknown_fields=True):
    """One move for every branch of a quarter that is ready for it."""

    quarter: Quarter
    move: Annotated[str, Meta(max_length=40)]


class MovedAllOut(Struct):
    """How many branches moved, and how many were blocked."""

    moved: int
    blocked: int


class OpenedOut(Struct):
    """How many cycles were begun."""

    opened: int


class TieIn(Struct, forbid_unknown_fields=True):
    """Whom the branch committee chose, and why."""

    chosen: Annotated[list[Id], Meta(max_length=50)]
    reason: Annotated[str, Meta(min_length=1, max_length=500)]


class DecideIn(Struct, forbid_unknown_fields=True):
    """A verdict with its reason."""

    upholds: bool
    reason: Annotated[str, Meta(min_length=1, max_length=500)]


class StateOut(Struct):
    """The state that a decision led to."""

    state: str


class VetoIn(Struct, forbid_unknown_fields=True):
    """A proposed veto: whom, when, on which ground, what happened, and what proves it."""

    member: Id
    quarter: Quarter
    kind: Annotated[str, Meta(max_length=40)]
    text: Text
    evidence: Text


class VetoCreatedOut(Struct):
    """The id of the proposal."""

    veto: str


class WhyIn(Struct, forbid_unknown_fields=True):
    """Why."""

    reason: Annotated[str, Meta(min_length=1, max_length=500)]
