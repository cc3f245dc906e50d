"""What the HTTP surface says about obligations: the board, one obligation whole, excusals, and the working days of a year."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct


class KindOut(Struct):
    """A column of the board: a kind of meeting and what people call it."""

    kind: str
    title: str


class CellOut(Struct):
    """One obligation on the board, of the branch itself or of one of its groups; `due_at` in epoch ms."""

    obligation: str
    kind: str
    org: str
    org_name: str
    state: str
    colour: str
    meeting: str | None
    due_at: int


class RowOut(Struct):
    """A branch with its cells. `unsent` is how many of its photos and scans are announced and lie on phones still.

    `heard_at` (epoch ms) is when a phone of those who hold its posts was last in touch. `data_up_to` (epoch ms) is when the newest of the
    records arrived by which the cells stand, null before the first.
    """

    branch: str
    name: str
    general_branch: str | None
    unsent: int
    heard_at: int | None
    cells: list[CellOut]
    data_up_to: int | None


class BoardOut(Struct):
    """The tri-colour board of one period, as things stand at `as_of` (epoch ms) by records up to `data_up_to`."""

    as_of: int
    data_up_to: int | None
    period: str
    kinds: list[KindOut]
    rows: list[RowOut]


Days = Annotated[list[Annotated[str, Meta(max_length=10)]], Meta(max_length=366)]


Why = Annotated[str, Meta(min_length=1, max_length=500)]


class NoticeIn(Struct, forbid_unknown_fields=True):
    """A year's notice of holidays (ISO days): those off, and the weekend days on which people work; and by which paper."""

    holidays: Days
    reason: Why
    workdays: Days = []


class NoticeReadOut(Struct, frozen=True):
    """The days that a text or a sheet names of a year, and lines of which it does not say whether people work. Nothing is kept."""

    holidays: list[str]
    workdays: list[str]
    unclear: list[str]


class NoticeOut(Struct):
    """A year's days that differ from Monday to Friday, as they are on record; none for a year whose notice nobody has entered."""

    year: int
    holidays: list[str]
    workdays: list[str]


class EventOut(Struct):
    """Something that happened today (`at` in epoch ms): a record was filed, approved or returned, a duty turned red or was excused."""

    id: str
    at: int
    event: str
    kind: str
    branch_name: str
    org_name: str


class Trend(Struct):
    """How the duties that were due in a month stand now, and how many turned red within it."""

    month: str
    owed: int
    done: int
    late: int
    red: int
    excused: int
    turned_red: int


class WallOut(Struct):
    """What a wall screen tells beside the board: months, today's events, newest first, and how many of each there were today."""

    as_of: int
    trends: list[Trend]
    events: list[EventOut]
    today: dict[str, int]


# --- One obligation, and what is asked and granted about it

Ids = Annotated[list[Annotated[str, Meta(max_length=64)]], Meta(min_length=1, max_length=500)]


class ExcusalOut(Struct):
    """One request or grant beside its obligation, with when that was drawn and its record arrived; instants in epoch ms. `own`: the person may
    not decide it."""

    excusal: str
    obligation: str
    branch: str
    branch_name: str
    org_name: str
    kind: str
    period: str
    due_at: int
    obligation_state: str
    colour: str
    meeting: str | None
    code: str
    reason: str
    until_on: str
    state: str
    asked_by_name: str
    asked_at: int
    decided_by_name: str
    decided_at: int | None
    answer: str
    own: bool
    computed_at: int
    data_up_to: int | None


class TransitionOut(Struct):
    """A change of an obligation's state, when the system noticed it (epoch ms), and the code of the reason."""

    at: int
    state: str
    cause: str


class LeadOut(Struct):
    """Who leads the organisation that owes something."""

    name: str
    post: str


class RecordStandingOut(Struct):
    """The record that satisfies an obligation: how far it is, and what it lacks before it can be filed, in words."""

    title: str
    status: str
    lacks: list[str]
    returned: int


class ObligationOut(Struct):
    """One obligation whole: how it stands, since when, by which record, who leads, and what was asked about it. Instants in epoch ms.

    `data_up_to` is when that record arrived: an obligation rests on one at most.
    """

    obligation: str
    branch: str
    org_name: str
    kind: str
    period: str
    state: str
    colour: str
    due_at: int
    grace_at: int
    held_at: int | None
    filed_at: int | None
    excused_until_at: int | None
    excused_reason: str | None
    meeting: str | None
    computed_at: int
    data_up_to: int | None
    record: RecordStandingOut | None
    leads: list[LeadOut]
    steps: list[TransitionOut]
    excusals: list[ExcusalOut]
    may_excuse: bool


WORDS_AT_MOST = 150


class Wanted(Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked or granted: why, and until which day (ISO text); without a day the duty is excused altogether."""

    code: Literal["emergency", "maintenance", "stoppage", "other"]
    words: Annotated[str, Meta(max_length=WORDS_AT_MOST)] = ""
    until_on: Annotated[str, Meta(max_length=10)] = ""


class GrantIn(Struct, forbid_unknown_fields=True):
    """Obligations to excuse or put off together, and why."""

    obligations: Ids
    wanted: Wanted


class GrantedOut(Struct):
    """The excusals that were granted, and the names of those whose duty was done or excused already."""

    excusals: list[str]
    passed_over: list[str]


class DecideExcusalIn(Struct, forbid_unknown_fields=True):
    """The office's answer to a request; who declines gives a reason."""

    grants: bool
    answer: Annotated[str, Meta(max_length=500)] = ""


class LiftIn(Struct, forbid_unknown_fields=True):
    """Why a grant is taken back."""

    reason: Annotated[str, Meta(min_length=1, max_length=500)]


class ExcusalStateOut(Struct):
    """What became of an excusal."""

    excusal: str
    state: str


class RemindIn(Struct, forbid_unknown_fields=True):
    """Obligations to remind those of who lead."""

    obligations: Ids


class RemindedOut(Struct):
    """Of how many obligations people are told."""

    reminded: int


# --- Templates and their versions


class TemplateVersionOut(Struct, frozen=True):
    """A version of a template: who owes what how often, from which day (ISO) until the first day without it.

    `standing` is past, current or planned; `weight_tenths` is in tenths of the usual deduction.
    """

    template: str
    kind: str
    title: str
    period: str
    applies_to: str
    condition: str
    warn_days: int
    grace_workdays: int
    weight_tenths: int
    version: int
    from_on: str
    to_on: str | None
    standing: str


class TemplateVersionIn(Struct, forbid_unknown_fields=True):
    """The next version of a kind's template, from the first day of a period that has not begun, and why."""

    title: Annotated[str, Meta(min_length=1, max_length=100)]
    period: Literal["month", "quarter", "year"]
    applies_to: Literal["branch", "group"]
    condition: Literal["always", "committee"]
    warn_days: Annotated[int, Meta(ge=0, le=365)]
    grace_workdays: Annotated[int, Meta(ge=0, le=30)]
    weight_tenths: Annotated[int, Meta(ge=0, le=100)]
    from_on: Annotated[str, Meta(max_length=10)]
    reason: Why


class TemplateEndIn(Struct, forbid_unknown_fields=True):
    """From which day (ISO) on nobody owes it any more, and why."""

    to_on: Annotated[str, Meta(max_length=10)]
    reason: Why
