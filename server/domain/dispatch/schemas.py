"""What the office sends and receives about orders, the month's task table and its work meeting."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from server.domain.audit import ChoiceIn, Why

Id = Annotated[str, Meta(max_length=64)]
Day = Annotated[str, Meta(max_length=10)]
Key = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[a-z][a-z0-9_]*$")]
Words = Annotated[str, Meta(max_length=2000)]
Title = Annotated[str, Meta(min_length=1, max_length=40)]


class OrderOut(Struct, frozen=True, kw_only=True):
    """One order to one branch, as it stands at the instant of the answer by steps up to `data_up_to`; see DispatchOrder. `age_days`: since it
    was issued. `owner_name` is the member to whom the branch gave it, else whom the work meeting named; '' without one."""

    order: str
    branch: str
    branch_name: str
    general_branch_name: str | None
    owner_name: str
    year: int
    number: int
    kind: str
    cadence: str
    content: str
    due_on: str
    state: str
    standing: str
    colour: str
    source: str
    source_ref: str
    source_text: str
    issued_by_name: str
    issued_at: int
    age_days: int
    done_on: str | None
    reported_at: int | None
    mend_at: int | None
    progress_on: str
    progress_at: int | None
    data_up_to: int


class ColourCount(Struct, frozen=True):
    """How many orders that have not ended stand in a colour; `reported` of them wait for the office."""

    colour: str
    orders: int
    reported: int


class OrdersOut(Struct, frozen=True):
    """A page of orders as they stand at `as_of`, by steps up to `data_up_to` (epoch ms, null before the first); `next` is the next page's cursor."""

    as_of: int
    data_up_to: int | None
    counts: list[ColourCount]
    items: list[OrderOut]
    next: str | None


class OrderStepOut(Struct, frozen=True):
    """A step of an order's story; `at` in epoch ms."""

    step: str
    act: str
    on: str
    at: int
    by_name: str
    text: str


class StoryOut(Struct, frozen=True):
    """An order with all that happened to it, in order, and the same order to other branches. `own`: someone else decides on it."""

    as_of: int
    order: OrderOut
    steps: list[OrderStepOut]
    others: list[OrderOut]
    own: bool


class IssueIn(Struct, forbid_unknown_fields=True):
    """What is ordered, and of whom: branches, or what stands above them for all below. Sent twice with one `batch`, it is issued once."""

    batch: Id
    kind: Key
    cadence: Key
    content: Words
    due_on: Day
    orgs: Annotated[list[Id], Meta(min_length=1, max_length=5000)]
    source: Literal["free", "resolution", "obligation", "work_meeting", "visit"] = "free"
    source_ref: Id = ""
    source_text: Annotated[str, Meta(max_length=200)] = ""


class IssuedOut(Struct, frozen=True):
    """The orders that were issued together."""

    year: int
    number: int
    orders: list[str]


class DecideOrderIn(Struct, forbid_unknown_fields=True):
    """What the office does about the story it saw: `seen` is its last step. All but closing what was reported needs a reason."""

    seen: Id
    reason: Words = ""


class DecidedOrderOut(Struct, frozen=True):
    """The order and its state."""

    order: str
    state: str


class ChoiceOut(Struct, frozen=True):
    """A kind or a cadence; see DispatchChoice."""

    field: str
    key: str
    title: str
    every: str
    warn_days: int
    place: int
    is_confirmed: bool
    is_off: bool


class OrderChoiceIn(ChoiceIn, forbid_unknown_fields=True):
    """A kind or a cadence as the office defines it, and why."""

    every: Literal["", "day", "week", "month"] = ""
    warn_days: Annotated[int, Meta(ge=0, le=60)] = 0


class TemplateOut(Struct, frozen=True):
    """An order that is issued again and again."""

    template: str
    title: str
    kind: str
    cadence: str
    content: str
    due_days: int


class TemplateIn(Struct, forbid_unknown_fields=True):
    """The same, to be kept under its title, and why."""

    title: Annotated[str, Meta(min_length=1, max_length=60)]
    kind: Key
    cadence: Key
    content: Words
    reason: Why
    due_days: Annotated[int, Meta(ge=0, le=366)] = 7


class TemplateDropIn(Struct, forbid_unknown_fields=True):
    """Why a template is taken away."""

    reason: Why


class TargetOut(Struct, frozen=True):
    """An organisation that may be ordered, with the one above it."""

    org: str
    kind: str
    name: str
    parent: str | None


class OptionsOut(Struct, frozen=True):
    """What an order is made from. `today` is the mine's day."""

    today: str
    choices: list[ChoiceOut]
    templates: list[TemplateOut]
    targets: list[TargetOut]


class DraftOut(Struct, frozen=True):
    """An order as it follows from a resolution, a duty or a decision: to be looked at and issued."""

    content: str
    orgs: list[str]
    due_on: str
    source: str
    source_ref: str
    source_text: str


class TaskOut(Struct, frozen=True, kw_only=True):
    """One line of a month's task table: a duty, an order or a resolution. `ref` is its row, `meeting` the record behind it, if there is one."""

    what: Literal["obligation", "order", "resolution"]
    ref: str
    title: str
    owner: str
    due_on: str
    standing: str
    colour: str
    period: str = ""
    meeting: str | None = None


class MonthTableOut(Struct, frozen=True):
    """What a branch has to do in a month, as it stands at `as_of` by records and steps up to `data_up_to` (epoch ms, null before the first)."""

    as_of: int
    data_up_to: int | None
    month: str
    branch: str
    branch_name: str
    items: list[TaskOut]


class MonthBranchesOut(Struct, frozen=True):
    """The branches whose table the person may see."""

    branches: list[TargetOut]


class DecisionIn(Struct, forbid_unknown_fields=True):
    """One decision of a work meeting: what, by whom in words, until which day; all but the words may be empty."""

    id: Id
    text: Words
    owner: Annotated[str, Meta(max_length=100)] = ""
    due_on: Day = ""


class WorkMeetingIn(Struct, forbid_unknown_fields=True):
    """What is noted of a month's work meeting, whole, over the revision that was seen (0 before the first)."""

    rev: int
    held_on: Day = ""
    place: Annotated[str, Meta(max_length=200)] = ""
    chair: Annotated[str, Meta(max_length=100)] = ""
    attended: Words = ""
    notes: Words = ""
    decisions: Annotated[list[DecisionIn], Meta(max_length=50)] = []


class DecisionOut(Struct, frozen=True):
    """A decision with the orders that came of it."""

    id: str
    text: str
    owner: str
    due_on: str
    orders: list[OrderOut]


class RedOut(Struct, frozen=True):
    """Something of a branch that is red. `due_on` is the day that has passed: of an order whose report of progress was missed, or that was
    returned and not mended, the day of that; its own deadline is then `ends_on`."""

    what: Literal["obligation", "order", "resolution"]
    branch: str
    branch_name: str
    ref: str
    title: str
    period: str
    due_on: str
    standing: str
    meeting: str | None = None
    ends_on: str = ""


class AheadOut(Struct, frozen=True):
    """What falls due in the coming month: a kind of duty with how many owe it, or an order."""

    what: Literal["obligation", "order"]
    title: str
    due_on: str
    count: int
    ref: str = ""
    period: str = ""


class AgendaOut(Struct, frozen=True):
    """A month's work meeting, prepared: what is red now, what is due next, what became of the last one's decisions and of the month's orders.

    `reds` shows the oldest of `reds_total`. `issued` are the orders of this month so far.
    """

    as_of: int
    month: str
    rev: int
    held_on: str
    place: str
    chair: str
    attended: str
    notes: str
    decisions: list[DecisionOut]
    reds: list[RedOut]
    reds_total: int
    ahead: list[AheadOut]
    last_month: str
    last_decisions: list[DecisionOut]
    issued: list[OrderOut]
    issued_total: int
