"""What would bring a member to the next star: the smallest sets of things that can still be done, found by the same rules as the rating."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from server.domain.facts import quarter_days
from server.domain.ratings.rules.inputs import Covered, Fact, Inputs, events
from server.domain.ratings.rules.lines import FULL_TENTHS, Rated, dimension_tenths, rate
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


def next_star(content: Content, inputs: Inputs, profile: str, rated: Rated | None = None) -> Outlook:
    """The star above the one that is certain, how far it is, and the smallest ways to it; `rated` is what `rate` gave of the same, if known.

    What the member cannot do (a rating by others, a prize) is never offered: only rules with words of offer are.
    """
    known = _taken_for_complete(content, inputs)
    rated = rated or rate(content, inputs, profile)
    points = {one.key: _points_of(one, rated, known, profile) for one in content.dimensions}
    waiting = [one for one in content.dimensions if points[one.key] is None]
    room = sum(one.maximum_tenths[profile] for one in waiting)
    least = min(sum(filter(None, points.values())) + rated.bonus_tenths, FULL_TENTHS)
    target = min((star for star in content.stars if star.at_least_tenths > least), key=lambda star: star.at_least_tenths, default=None)
    short = target.at_least_tenths - least if target else 0
    ways = _ways(_Tries(content, known, profile, points), short, room) if target else []
    return Outlook(least, min(least + room, FULL_TENTHS), target and target.star, short, [one.title for one in waiting], ways)


def _taken_for_complete(content: Content, inputs: Inputs) -> Inputs:
    """The same quarter with every statement of completeness that is still to come: nothing more happens."""
    needed = {need.kind for dimension in content.dimensions for need in dimension.needs if need.source == "coverage"}
    lacking = sorted(needed - {one.kind for one in inputs.covered})
    return replace(inputs, covered=(*inputs.covered, *(Covered(kind, kind, "", "") for kind in lacking)))


def _points_of(dimension: Dimension, rated: Rated, known: Inputs, profile: str) -> int | None:
    """As rated; what waited there is asked again of what is taken for complete."""
    points = [line.points_tenths for line in rated.lines if line.dimension == dimension.key]
    return dimension_tenths(dimension, known, profile) if None in points else sum(filter(None, points))


def _ways(tries: _Tries, short: int, room: int) -> list[Way]:
    """By nothing but the open dimensions; else by one kind of step, the fewest times first; else by the best steps together."""
    if room >= short:
        return [Way([], short)]
    singles = [step for offer in tries.offers for step in [tries.enough(offer, short - room)] if step]
    if singles:
        singles.sort(key=lambda step: (step.times, step.gain_tenths))
        return [Way([step], max(short - step.gain_tenths, 0)) for step in singles[:WAYS]]
    return _together(tries, short, room)


class _Offer(NamedTuple):
    """A rule that offers something, in its dimension."""

    dimension: Dimension
    rule: Rule


class _Tries:
    """What can be tried in a quarter, given the points (tenths, None: waiting) that its dimensions have."""

    def __init__(self, content: Content, inputs: Inputs, profile: str, points: Mapping[str, int | None]):
        self._content, self._inputs, self._profile = content, inputs, profile
        self._points = points
        self.offers = [_Offer(one, rule) for one in content.dimensions if self.room_in(one) > 0 for rule in one.rules if rule.offer]

    def room_in(self, dimension: Dimension) -> int:
        """What a dimension can still give."""
        points = self._points[dimension.key]
        return 0 if points is None else dimension.maximum_tenths[self._profile] - points

    def room(self) -> int:
        """What all offers together can still give at most."""
        return sum(self.room_in(one) for one in {offer.dimension.key: offer.dimension for offer in self.offers}.values())

    def enough(self, offer: _Offer, wanted: int) -> Step | None:
        """The fewest times that bring as much, None if no number of times does."""
        if self.room_in(offer.dimension) < wanted:
            return None
        return next((step for step in self._times(offer) if step.gain_tenths >= wanted), None)

    def once(self, offer: _Offer) -> Step | None:
        """The first time, if it brings anything."""
        return next(self._times(offer), None)

    def _times(self, offer: _Offer) -> Iterator[Step]:
        """Once, twice and so on, as long as each time brings more."""
        (dimension, rule), gained = offer, 0
        before, changed = self._points[dimension.key] or 0, _concerning(dimension, self._inputs)
        until = "" if rule.source == "attendance" else quarter_days(self._inputs.quarter)[1]
        for times in range(1, MOST_TIMES + 1):
            if (changed := _done_once(rule, changed, str(times))) is None:
                return
            after = dimension_tenths(dimension, changed, self._profile)
            if after is None or after - before <= gained:
                return
            gained = after - before
            yield Step(rule.id, rule.offer, times, gained, until)

    def taken(self, offer: _Offer, turn: int) -> tuple[_Tries, frozenset[str]]:
        """What can be tried once this was done, and the dimensions that count what it did."""
        inputs = _done_once(offer.rule, self._inputs, f"+{turn}") or self._inputs
        moved = [one for one in self._content.dimensions if any(not set(offer.rule.kinds).isdisjoint(rule.kinds) for rule in one.rules)]
        points = {**self._points, **{one.key: dimension_tenths(one, _concerning(one, inputs), self._profile) for one in moved}}
        return _Tries(self._content, inputs, self._profile, points), frozenset(one.key for one in moved)


def _concerning(dimension: Dimension, inputs: Inputs) -> Inputs:
    """The quarter without the records that a dimension never looks at."""
    kinds = {kind for rule in dimension.rules for kind in rule.kinds}
    attended, facts = (tuple(one for one in some if one.kind in kinds) for some in (inputs.attended, inputs.facts))
    return replace(inputs, attended=attended, facts=facts)


def _done_once(rule: Rule, inputs: Inputs, name: str) -> Inputs | None:
    """The quarter after one more: an absence made up for, dues paid to the quarter's end, or another fact; None if there is none to do."""
    if rule.source == "attendance":
        found = events(rule, inputs)
        if not found:
            return None
        mended = (replace(one, status="made_up") if one.meeting == found[0].about else one for one in inputs.attended)
        return replace(inputs, attended=tuple(mended))
    last = quarter_days(inputs.quarter)[1]
    until = last[:7] if rule.source == "fact_until" else ""
    fact = Fact(f"{rule.id}:{name}", rule.kinds[0], "", last, rule.grades[0] if rule.grades else "", until=until)
    return replace(inputs, facts=(*inputs.facts, fact))


def _together(tries: _Tries, short: int, room: int) -> list[Way]:
    """The step that brings most, again and again, until it is enough; no way if it never is."""
    if tries.room() + room < short:
        return []
    gained, counts = 0, dict[str, Step]()
    found = {offer.rule.id: (tries.once(offer), offer) for offer in tries.offers}
    for turn in range(MOST_STEPS):
        steps = [(step, offer) for step, offer in found.values() if step]
        if not steps:
            return []
        step, offer = max(steps, key=lambda one: one[0].gain_tenths)
        gained += step.gain_tenths
        known = counts.get(step.rule)
        counts[step.rule] = replace(step, times=known.times + 1, gain_tenths=known.gain_tenths + step.gain_tenths) if known else step
        if gained + room >= short:
            return [Way(list(counts.values()), max(short - gained, 0))]
        tries, moved = tries.taken(offer, turn)
        found |= {one.rule.id: (tries.once(one) if one.dimension.key in moved else step, one) for step, one in found.values()}
    return []
