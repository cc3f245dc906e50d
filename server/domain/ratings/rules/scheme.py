"""The scheme of member stars as data: dimensions, their rules and needs, bonus, stars, quota, vetoes and the calendar of a quarter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

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
    hard_most: str = "1/3"
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


class Content(Struct, frozen=True):
    """A scheme's content. `ballot` maps a choice of the mass review to tenths of 100; `note` says what the mine has yet to confirm."""

    dimensions: tuple[Dimension, ...]
    bonus: Bonus
    stars: tuple[Star, ...]
    quota: Quota
    vetoes: tuple[Veto, ...]
    calendar: Calendar
    ballot: Mapping[str, int]
    note: str = ""


class Scheme(Struct, frozen=True):
    """A version of a scheme; published, it rules quarters that begin on `from_on` or later, until a later version does."""

    id: str
    version: int
    from_on: str
    content: Content
    state: Literal["draft", "published"] = "published"


def scheme_for(quarter: str, schemes: Iterable[Scheme]) -> Scheme | None:
    """The scheme that rules a quarter: of the published ones in force when it begins the latest version; before all of them, the first."""
    begins = f"{quarter[:4]}-{int(quarter[-1]) * 3 - 2:02}-01"
    known = sorted((scheme for scheme in schemes if scheme.state == "published"), key=lambda scheme: scheme.version)
    in_force = [scheme for scheme in known if scheme.from_on <= begins]
    return in_force[-1] if in_force else next(iter(known), None)


def star_for(stars: Iterable[Star], total_tenths: int) -> int:
    """The stars of a total; 0 is 不定星."""
    return max((one.star for one in stars if total_tenths >= one.at_least_tenths), default=0)
