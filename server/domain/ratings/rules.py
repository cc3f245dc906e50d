"""A member's rating in a quarter: a pure function of a scheme and of the meetings the member was expected at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Literal
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from msgspec import Struct

EXPECTED = ("present", "leave", "absent", "made_up")
"""Marks of members who were expected; `excluded` and no mark say nothing about a member."""


class Rule(Struct, frozen=True):
    """What counts how much: tenths of points, the marks it applies to, and the rule in words."""

    id: str
    text: str
    points_tenths: int = 0
    statuses: tuple[str, ...] = ()


class Dimension(Struct, frozen=True):
    """One of the ten. With `source` attendance it starts from its maximum by `base` and loses points by `rules`; without one it waits.

    `kinds` names the meetings that count, each with what people call it.
    """

    key: str
    title: str
    maximum_tenths: int
    pending: Rule
    source: Literal["attendance"] | None = None
    base: Rule | None = None
    rules: tuple[Rule, ...] = ()
    kinds: Mapping[str, str] = {}


class Star(Struct, frozen=True):
    """The least total (tenths) for a number of stars."""

    star: int
    at_least_tenths: int


class Content(Struct, frozen=True):
    """A scheme's content."""

    dimensions: tuple[Dimension, ...]
    stars: tuple[Star, ...]


class Scheme(Struct, frozen=True):
    """A version of a scheme; it rules quarters that begin on `from_on` or later."""

    id: str
    version: int
    from_on: str
    content: Content


class Attended(Struct, frozen=True):
    """A filed meeting at which the member was expected, and the member's mark; `on` is the ISO day on which it began."""

    meeting: str
    kind: str
    title: str
    on: str
    status: str


class Evidence(Struct, frozen=True):
    """A record behind a line, to be opened by one tap."""

    table: str
    id: str
    title: str
    on: str


class Line(Struct, frozen=True):
    """One reason. `about` is the id of the one record it is about, empty for a line that stands for the whole dimension."""

    dimension: str
    rule: str
    points_tenths: int | None
    maximum_tenths: int
    text: str
    evidence: list[Evidence]
    about: str = ""


class Rated(Struct, frozen=True):
    """The lines of a quarter; total and star are None while a line has no points yet (待录入)."""

    lines: list[Line]
    total_tenths: int | None
    star: int | None


def rating_id(member: str, quarter: str) -> str:
    """The one id of a member's quarter."""
    return str(uuid5(UUID(member), quarter))


def line_id(rating: str, line: Line) -> str:
    """The one id of a line: the same reason about the same record is the same row."""
    return str(uuid5(UUID(rating), f"{line.dimension}:{line.rule}:{line.about}"))


def quarter_of(day: str) -> str:
    """The quarter that holds an ISO day: '2026-Q4'."""
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def quarter_bounds(quarter: str, zone: ZoneInfo) -> tuple[int, int]:
    """First and last millisecond of a quarter (epoch ms)."""
    year, month = int(quarter[:4]), int(quarter[-1]) * 3 - 2
    first, after = date(year, month, 1), date(year + month // 10, (month + 2) % 12 + 1, 1)
    start, end = (int(datetime(day.year, day.month, 1, tzinfo=zone).timestamp()) * 1000 for day in (first, after))
    return start, end - 1


def scheme_for(quarter: str, schemes: Iterable[Scheme]) -> Scheme | None:
    """The scheme that rules a quarter: of those in force when it begins the latest version; before all of them, the first."""
    begins = f"{quarter[:4]}-{int(quarter[-1]) * 3 - 2:02}-01"
    known = sorted(schemes, key=lambda scheme: scheme.version)
    in_force = [scheme for scheme in known if scheme.from_on <= begins]
    return in_force[-1] if in_force else next(iter(known), None)


def rate(content: Content, attended: Iterable[Attended]) -> Rated:
    """All ten dimensions of a member's quarter; the lines sum to the total once no data is missing.

    Missing data is 待录入, never 0 and never full (domain.md 2.2).
    """
    records = sorted(attended, key=lambda one: (one.on, one.meeting))
    lines = [line for dimension in content.dimensions for line in _lines(dimension, records)]
    points = [line.points_tenths for line in lines if line.points_tenths is not None]
    if len(points) < len(lines):
        return Rated(lines, None, None)
    return Rated(lines, sum(points), star_for(content.stars, sum(points)))


def star_for(stars: Iterable[Star], total_tenths: int) -> int:
    """The stars of a total; 0 is 不定星."""
    return max((one.star for one in stars if total_tenths >= one.at_least_tenths), default=0)


def _lines(dimension: Dimension, records: Iterable[Attended]) -> Iterator[Line]:
    counted = [one for one in records if one.kind in dimension.kinds and one.status in EXPECTED]
    if dimension.source is None or dimension.base is None or not counted:
        yield _line(dimension, dimension.pending, None, [])
        return
    yield _line(dimension, dimension.base, dimension.base.points_tenths, [_evidence(one, dimension) for one in counted])
    left = dimension.base.points_tenths
    for one in counted:
        for rule in (rule for rule in dimension.rules if one.status in rule.statuses):
            points = max(rule.points_tenths, -left)
            left += points
            yield _line(dimension, rule, points, [_evidence(one, dimension)], one.meeting)


def _line(dimension: Dimension, rule: Rule, points: int | None, evidence: list[Evidence], about: str = "") -> Line:
    text = rule.text + ("（本维度已扣完）" if points is not None and points > rule.points_tenths else "")
    return Line(dimension.key, rule.id, points, dimension.maximum_tenths, text, evidence, about)


def _evidence(one: Attended, dimension: Dimension) -> Evidence:
    return Evidence("meeting", one.meeting, one.title or dimension.kinds[one.kind], one.on)
