"""A member's rating in a quarter: a pure function of a scheme and of what the quarter rests on, with a line for every point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from server.domain.ratings.rules.inputs import Event, Evidence, Inputs, coverage_of, events, expected_at, unmet
from server.domain.ratings.rules.quarters import months_behind
from server.domain.ratings.rules.scheme import star_for
from server.domain.ratings.schemas import Bonus, Content, Dimension, Rule
from server.kit.tenths import spoken_points
from sync.wire import names_in

BONUS = "bonus"
"""The `dimension` of lines beyond the dimensions."""
FULL_TENTHS = 1000
WHOLE_SHARE = 1000
_names_in = lru_cache(maxsize=64)(names_in)


class Line(Struct, frozen=True):
    """One reason. `about` is the id of the one record it is about, empty for a line that stands for the whole dimension or rule."""

    dimension: str
    rule: str
    points_tenths: int | None
    maximum_tenths: int
    text: str
    evidence: list[Evidence]
    about: str = ""


class Rated(Struct, frozen=True):
    """The lines of a quarter. Total and star (before quota and veto) are None while `missing` dimensions have no points yet (待录入)."""

    lines: list[Line]
    bonus_tenths: int
    missing: int
    total_tenths: int | None
    earned_star: int | None


def line_id(rating: str, line: Line) -> str:
    """The one id of a line: the same reason about the same record is the same row."""
    return _names_in(rating)(f"{line.dimension}:{line.rule}:{line.about}")


def rate(content: Content, inputs: Inputs, profile: str) -> Rated:
    """All dimensions and the bonus of a member's quarter; the lines sum to the total once no data is missing.

    Missing data is 待录入, never 0 and never full; each dimension stays between 0 and its maximum, the total between 0 and 100 points
    (domain.md 2.2).
    """
    lines = [line for dimension in content.dimensions for line in _dimension(dimension, inputs, profile)]
    missing = len({line.dimension for line in lines if line.points_tenths is None})
    earned = None if missing else _sum(lines)
    beyond = list(_bonus(content.bonus, inputs, earned or 0))
    bonus_tenths = _sum(beyond)
    total = None if earned is None else earned + bonus_tenths
    return Rated(lines + beyond, bonus_tenths, missing, total, None if total is None else star_for(content.stars, total))


def dimension_tenths(dimension: Dimension, inputs: Inputs, profile: str) -> int | None:
    """The points of one dimension, None while it waits."""
    lines = list(_dimension(dimension, inputs, profile))
    return None if any(line.points_tenths is None for line in lines) else _sum(lines)


def _sum(lines: Iterable[Line]) -> int:
    return sum(line.points_tenths or 0 for line in lines)


def _dimension(dimension: Dimension, inputs: Inputs, profile: str) -> Iterator[Line]:
    """The start, what counts, and what its bounds take or give back; while it waits, what is known of it and that it waits."""
    maximum = dimension.maximum_tenths[profile]
    waits = bool(unmet(dimension, inputs))
    lines = list[Line]() if waits else [_start(dimension, inputs, maximum)]
    lines += [line for rule in dimension.rules if not rule.zeroes for line in _counted(dimension.key, maximum, rule, inputs)]
    lines += _bounded(dimension, maximum, _sum(lines))
    yield from lines
    yield from _zeroed(dimension, maximum, inputs, _sum(lines))
    if waits:
        yield Line(dimension.key, f"{dimension.key}.pending", None, maximum, f"待录入：{dimension.pending}", [])


def _start(dimension: Dimension, inputs: Inputs, maximum: int) -> Line:
    """What the dimension starts from, with all meetings it counts and with who stated that its facts are complete."""
    points = maximum if dimension.start == "full" else 0
    evidence = [one.evidence() for one in expected_at(dimension, inputs.attended)]
    evidence += [one.evidence() for one in coverage_of(dimension, inputs).values()]
    return Line(dimension.key, f"{dimension.key}.start", points, maximum, f"{dimension.title}从{spoken_points(points)}分起", evidence)


def _counted(key: str, maximum: int, rule: Rule, inputs: Inputs) -> Iterator[Line]:
    """A line for each record that the rule counts, and one for what lies beyond its cap."""
    found = events(rule, inputs)
    if rule.source == "fact_amount" and found:
        yield _shared(key, maximum, rule, found)
        return
    lines = [_line(key, maximum, rule, event, at, inputs) for at, event in enumerate(found)]
    yield from lines
    total, cap = _sum(lines), rule.cap_tenths
    if cap is not None and abs(total) > cap:
        back = (cap if total > 0 else -cap) - total
        yield Line(key, f"{rule.id}.cap", back, maximum, f"这一条最多{_moved(cap if total > 0 else -cap)}，超出的不计", [])


def _line(key: str, maximum: int, rule: Rule, event: Event, at: int, inputs: Inputs) -> Line:
    if rule.most_times is not None and at >= rule.most_times:
        return Line(key, rule.id, 0, maximum, f"{rule.text}（只计{rule.most_times}次，这一次不计）", [event.evidence], event.about)
    points, text = rule.points_tenths, rule.text
    if rule.source == "mass_review":
        points, text = share_of(maximum, event.amount or 0, 1), f"{rule.text}，平均{spoken_points(event.amount or 0)}分"
    elif rule.source == "fact_until":
        months = months_behind(event.until, inputs.quarter)
        points, text = rule.points_tenths * months, f"{rule.text}（交至{event.until}，{f'欠{months}个月' if months else '已交齐'}）"
    return Line(key, rule.id, points, maximum, text, [event.evidence], event.about)


def _shared(key: str, maximum: int, rule: Rule, found: list[Event]) -> Line:
    """The share that the mean of several amounts tells, as one line about all of them."""
    amounts = [event.amount or 0 for event in found]
    mean = (2 * sum(amounts) + len(amounts)) // (2 * len(amounts))
    points = share_of(maximum, sum(amounts), len(amounts))
    return Line(key, rule.id, points, maximum, f"{rule.text}，评价{spoken_points(mean)}分", [event.evidence for event in found])


def share_of(maximum_tenths: int, sum_tenths: int, count: int) -> int:
    """The part of a maximum that the mean of amounts (tenths of 100) tells, in whole tenths, halves upwards."""
    whole = WHOLE_SHARE * count
    return (2 * maximum_tenths * sum_tenths + whole) // (2 * whole)


def _bounded(dimension: Dimension, maximum: int, points: int) -> list[Line]:
    """The line that keeps a dimension between 0 and its maximum, if one is needed."""
    kept = min(max(points, 0), maximum)
    if kept == points:
        return []
    text = "本维度已扣完，不低于0分" if points < 0 else f"本维度最多{spoken_points(maximum)}分，超出的不计"
    return [Line(dimension.key, f"{dimension.key}.limit", kept - points, maximum, text, [])]


def _zeroed(dimension: Dimension, maximum: int, inputs: Inputs, left: int) -> Iterator[Line]:
    """A line for each record that leaves the dimension nothing: the first takes what was left."""
    for rule in (rule for rule in dimension.rules if rule.zeroes):
        for event in events(rule, inputs):
            yield Line(dimension.key, rule.id, -left, maximum, rule.text, [event.evidence], event.about)
            left = 0


def _bonus(bonus: Bonus, inputs: Inputs, earned: int) -> Iterator[Line]:
    """Points beyond the dimensions within their caps, and what the full 100 points leave of them."""
    lines = [line for rule in bonus.rules for line in _counted(BONUS, bonus.cap_tenths, rule, inputs)]
    yield from lines
    total = _sum(lines)
    if total > bonus.cap_tenths:
        text = f"加分合计最多{spoken_points(bonus.cap_tenths)}分，超出的不计"
        yield Line(BONUS, f"{BONUS}.cap", bonus.cap_tenths - total, bonus.cap_tenths, text, [])
    over = earned + min(total, bonus.cap_tenths) - FULL_TENTHS
    if over > 0:
        yield Line(BONUS, f"{BONUS}.limit", -over, bonus.cap_tenths, "总分最高100分，超出的不计", [])


def _moved(tenths: int) -> str:
    points = spoken_points(abs(tenths))
    return f"加{points}分" if tenths > 0 else f"扣{points}分"
