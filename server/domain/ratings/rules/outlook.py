"""What would bring a member to the next star: the smallest sets of things that can still be done, found by the same rules as the rating."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from server.domain.facts import quarter_days
from server.domain.ratings.rules.inputs import Covered, Fact, Inputs, events
from server.domain.ratings.rules.lines import FULL_TENTHS, dimension_tenths, rate
from server.domain.ratings.schemas import Content, Dimension, Rule

MOST_TIMES = 4
MOST_STEPS = 6
WAYS = 3


class Step(Struct, frozen=True):
    """Something to do `times` times, and what it brings (tenths); possible until a day (ISO), '' while the quarter is open."""

    rule: str
    text: str
    times: int
    gain_tenths: int
    until: str


class Way(Struct, frozen=True):
    """Steps that together bring the star, and what the open dimensions must then bring at least (tenths)."""

    steps: list[Step]
    open_tenths: int


class Outlook(Struct, frozen=True):
    """From what is known now, taken for complete: between which totals (tenths) the quarter ends, and what brings the next star.

    `open` names the dimensions of which nobody can know yet. Without a next star, or without a way to it, `ways` is empty.
    """

    least_tenths: int
    most_tenths: int
    star: int | None
    short_tenths: int
    open: list[str]
    ways: list[Way]


def next_star(content: Content, inputs: Inputs, profile: str) -> Outlook:
    """The star above the one that is certain, how far it is, and the smallest ways to it.

    What the member cannot do (a rating by others, a prize) is never offered: only rules with words of offer are.
    """
    known = _taken_for_complete(content, inputs)
    rated = rate(content, known, profile)
    waiting = {line.dimension for line in rated.lines if line.points_tenths is None}
    open_dimensions = [one for one in content.dimensions if one.key in waiting]
    room = sum(one.maximum_tenths[profile] for one in open_dimensions)
    least = min(sum(line.points_tenths or 0 for line in rated.lines if line.dimension not in waiting), FULL_TENTHS)
    target = min((star for star in content.stars if star.at_least_tenths > least), key=lambda star: star.at_least_tenths, default=None)
    short = target.at_least_tenths - least if target else 0
    ways = _ways(content, known, profile, short, room) if target else []
    return Outlook(least, min(least + room, FULL_TENTHS), target and target.star, short, [one.title for one in open_dimensions], ways)


def _taken_for_complete(content: Content, inputs: Inputs) -> Inputs:
    """The same quarter with every statement of completeness that is still to come: nothing more happens."""
    needed = {need.kind for dimension in content.dimensions for need in dimension.needs if need.source == "coverage"}
    lacking = sorted(needed - {one.kind for one in inputs.covered})
    return replace(inputs, covered=(*inputs.covered, *(Covered(kind, kind, "", "") for kind in lacking)))


def _ways(content: Content, inputs: Inputs, profile: str, short: int, room: int) -> list[Way]:
    """By nothing but the open dimensions; else by one kind of step, the fewest times first; else by the best steps together."""
    if room >= short:
        return [Way([], short)]
    offers = [(dimension, rule) for dimension in content.dimensions for rule in dimension.rules if rule.offer]
    singles = [steps for dimension, rule in offers for steps in [_enough(dimension, rule, inputs, profile, short - room)] if steps]
    if singles:
        singles.sort(key=lambda step: (step.times, step.gain_tenths))
        return [Way([step], max(short - step.gain_tenths, 0)) for step in singles[:WAYS]]
    return _together(offers, inputs, profile, short, room)


def _enough(dimension: Dimension, rule: Rule, inputs: Inputs, profile: str, wanted: int) -> Step | None:
    """The fewest times that bring as much, None if no number of times does."""
    return next((step for step in _tries(dimension, rule, inputs, profile) if step.gain_tenths >= wanted), None)


def _tries(dimension: Dimension, rule: Rule, inputs: Inputs, profile: str) -> Iterator[Step]:
    """Once, twice and so on, as long as each time brings more."""
    before, changed, gained = dimension_tenths(dimension, inputs, profile), inputs, 0
    for times in range(1, MOST_TIMES + 1):
        following = _done_once(rule, changed, times)
        after = None if following is None else dimension_tenths(dimension, following, profile)
        if following is None or before is None or after is None or after - before <= gained:
            return
        changed, gained = following, after - before
        until = "" if rule.source == "attendance" else quarter_days(inputs.quarter)[1]
        yield Step(rule.id, rule.offer, times, gained, until)


def _done_once(rule: Rule, inputs: Inputs, times: int) -> Inputs | None:
    """The quarter after one more: an absence made up for, dues paid to the quarter's end, or another fact; None if there is none to do."""
    if rule.source == "attendance":
        found = events(rule, inputs)
        if not found:
            return None
        mended = (replace(one, status="made_up") if one.meeting == found[0].about else one for one in inputs.attended)
        return replace(inputs, attended=tuple(mended))
    last = quarter_days(inputs.quarter)[1]
    until = last[:7] if rule.source == "fact_until" else ""
    fact = Fact(f"{rule.id}:{times}", rule.kinds[0], "", last, rule.grades[0] if rule.grades else "", until=until)
    return replace(inputs, facts=(*inputs.facts, fact))


def _together(offers: list[tuple[Dimension, Rule]], inputs: Inputs, profile: str, short: int, room: int) -> list[Way]:
    """The step that brings most, again and again, until it is enough; no way if it never is."""
    taken, gained, counts = inputs, 0, dict[str, Step]()
    for turn in range(MOST_STEPS):
        tries = [(step, rule) for dimension, rule in offers for step in [next(_tries(dimension, rule, taken, profile), None)] if step]
        if not tries:
            return []
        step, rule = max(tries, key=lambda one: one[0].gain_tenths)
        following = _done_once(rule, taken, 100 + turn)
        taken, gained = following or taken, gained + step.gain_tenths
        known = counts.get(rule.id)
        counts[rule.id] = replace(step, times=known.times + 1, gain_tenths=known.gain_tenths + step.gain_tenths) if known else step
        if gained + room >= short:
            return [Way(list(counts.values()), max(short - gained, 0))]
    return []
