"""A scheme's content as it is stored, edited over HTTP and applied, and what the office's pages about schemes ask for and get."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

from server.domain.audit import Why

Source = Literal["attendance", "fact", "fact_amount", "fact_until", "mass_review"]
Profile = Literal["frontline", "office"]
PROFILES: tuple[Profile, ...] = ("frontline", "office")


class Need(Struct, frozen=True):
    """What must be known before a dimension has points; until then it waits (待录入).

    `attendance`: a filed meeting that one of the dimension's rules counts. `coverage`: the branch's facts of `kind` are stated to be complete
    for the quarter. `fact`: a fact of `kind` stands. `mass_review`: the result of the quarter is published.
    """

    source: Literal["attendance", "coverage", "fact", "mass_review"]
    kind: str = ""


class Rule(Struct, frozen=True):
    """What counts how much, and the rule in words.

    `kinds` are kinds of meetings or facts, `grades` marks of attendance or grades of facts (none: all of them). Each record gives
    `points_tenths`: from `fact_until` for each month that the quarter's end is ahead of the month reached; from `fact_amount` and
    `mass_review` the share of the dimension's maximum that the amount (tenths of 100) tells instead. Only the first `most_times` records
    count, all together at most `cap_tenths` in either direction. A record of a rule that `zeroes` leaves its dimension nothing.
    `offer` names what a member can still do for it ("参加培训"), '' if that lies with others.
    """

    id: str
    text: str
    source: Source
    kinds: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    points_tenths: int = 0
    most_times: int | None = None
    cap_tenths: int | None = None
    zeroes: bool = False
    offer: str = ""


class Dimension(Struct, frozen=True):
    """One of the ten: it starts full or from zero, and `rules` move it between 0 and the maximum of the member's profile."""

    key: str
    title: str
    maximum_tenths: Mapping[str, int]
    start: Literal["full", "zero"]
    needs: tuple[Need, ...]
    rules: tuple[Rule, ...]
    pending: str


class Bonus(Struct, frozen=True):
    """Points beyond the dimensions, all together at most `cap_tenths`."""

    cap_tenths: int = 100
    rules: tuple[Rule, ...] = ()


class Star(Struct, frozen=True):
    """The least total (tenths) for a number of stars."""

    star: int
    at_least_tenths: int


class Quota(Struct, frozen=True):
    """At most `percent` of a branch's rated members get `star`, at least one of `least_from` and more, never over `hard_most` (a fraction).

    Equal totals at the edge are told apart by these dimensions, in this order; what is still equal is a question to people.
    """

    star: int = 5
    percent: int = 20
    hard_most: Annotated[str, Meta(pattern=r"^[1-9]\d?/[1-9]\d?$")] = "1/3"
    least_from: int = 5
    tie_by: tuple[str, ...] = ("safety", "mass_review")


class Veto(Struct, frozen=True):
    """A ground on which a member gets no star (一票否决)."""

    key: str
    title: str
    text: str


class Calendar(Struct, frozen=True):
    """Days of the month after the quarter by which the draft and the branch's review are due; lengths of publicity and appeal in workdays."""

    draft_day: int = 5
    review_day: int = 10
    publicity_workdays: int = 5
    appeal_workdays: int = 5


class BallotPoints(Struct, frozen=True):
    """What each choice of the mass review is worth, in tenths of 100; 不了解 counts for nothing."""

    excellent: int = 1000
    good: int = 850
    basic: int = 700
    poor: int = 500


class Content(Struct, frozen=True):
    """A scheme's content; `note` says what the mine has yet to confirm. `ballot` rules the counts of mass reviews from then on."""

    dimensions: tuple[Dimension, ...]
    bonus: Bonus
    stars: tuple[Star, ...]
    quota: Quota
    vetoes: tuple[Veto, ...]
    calendar: Calendar
    note: str = ""
    ballot: BallotPoints = BallotPoints()


class Grade(Struct, frozen=True):
    """A mark of attendance, or a grade of a fact."""

    key: str
    title: str


class Countable(Struct, frozen=True):
    """A kind of record that rules may count, from which source, and the grades it has."""

    source: Source
    kind: str
    title: str
    grades: list[Grade]


class Mending(Struct, frozen=True):
    """One thing to mend before publishing: the field by its path in the content (`dimensions.0.title`), and why."""

    field: str
    reason: str


class RemovedOut(Struct, frozen=True):
    """A dimension of the version in force that a draft has not; `records` of the running quarter already count in it."""

    key: str
    title: str
    records: int


class SchemeIn(Struct, frozen=True):
    """A draft as edited; `rev` is the revision that was seen."""

    rev: int
    content: Content


class PublishIn(Struct, frozen=True):
    """The revision that was seen, the first day (ISO, of a quarter) from which it rules, and why."""

    rev: int
    from_on: str
    reason: Why


class SchemeListed(Struct, frozen=True):
    """A version in the list. `changed_at` is in epoch ms; null and '' for what was shipped."""

    id: str
    version: int
    state: str
    from_on: str
    changed_by: str
    changed_at: int | None


class SchemesOut(Struct, frozen=True):
    """All versions, newest first, and the quarters from which a draft may rule."""

    schemes: list[SchemeListed]
    quarters: list[str]


class SchemeOut(SchemeListed, frozen=True):
    """A version with its content, what keeps it from being published, what its rules may count, and what a draft takes away."""

    rev: int
    content: Content
    mending: list[Mending]
    countable: list[Countable]
    removed: list[RemovedOut]


class DifferenceOut(Struct, frozen=True):
    """A line that stands under one of the two schemes alone, or with other points (tenths; null: not there, or waiting)."""

    dimension: str
    rule: str
    text: str
    before_tenths: int | None
    after_tenths: int | None


class MoverOut(Struct, frozen=True):
    """A member whose stars or points would differ; totals in tenths, null while a dimension waits."""

    member: str
    name: str
    branch_name: str
    before_star: int | None
    after_star: int | None
    before_tenths: int | None
    after_tenths: int | None
    differences: list[DifferenceOut]


class StarCounts(Struct, frozen=True):
    """How many members have each number of stars; `waiting` are those without a total yet."""

    five: int
    four: int
    three: int
    two: int
    one: int
    none: int
    waiting: int


class PlacesOut(Struct, frozen=True):
    """The places for the highest star in all branches: members whose total reaches it, places by quota, and how many are over it.

    Of those who count for it: probationary and excused members do not.
    """

    reaching: int
    places: int
    over: int


class DryQuarter(Struct, frozen=True):
    """One quarter under the scheme that rules it and under the draft. `movers` are at most a hundred, those with the most to lose or gain.

    Stars are those that the totals earn; what quota and vetoes leave of them is told beside. `means_alone`: of so many members the ballots of the
    mass review are gone, so that the draft's worth of them cannot be tried; 0 where ballots are worth what they were.
    """

    quarter: str
    members: int
    before: StarCounts
    after: StarCounts
    places_before: PlacesOut
    places_after: PlacesOut
    moving: int
    changing: int
    means_alone: int
    movers: list[MoverOut]
