"""What another scheme would make of the same quarter: who would move to another star, and by which lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import astuple, replace

from server.domain.ballots import Tally
from server.domain.ratings.rules.inputs import Inputs
from server.domain.ratings.rules.lines import Line, Rated, rate
from server.domain.ratings.rules.scheme import Scheme
from server.domain.ratings.schemas import PROFILES, BallotPoints, Content, DifferenceOut, Dimension, StarCounts


class Compared(Struct, frozen=True):
    """One member's quarter under two schemes."""

    before: Rated
    after: Rated

    @property
    def moves(self) -> bool:
        """To another number of stars, or from waiting to a total or back."""
        return self.before.earned_star != self.after.earned_star

    @property
    def changes(self) -> bool:
        """The points of a dimension, or of the bonus; what only one of the schemes has counts as nothing in the other."""
        before, after = _points(self.before.lines), _points(self.after.lines)
        return any(before.get(key, 0) != after.get(key, 0) for key in before | after)

    def differences(self) -> list[DifferenceOut]:
        """The lines that differ, in the order of the new scheme; those that fall away come last."""
        before, after = ({(line.dimension, line.rule, line.about): line for line in one.lines} for one in (self.before, self.after))
        told = before | after
        keys = [*after, *(key for key in before if key not in after)]
        return [_difference(told[key], before.get(key), after.get(key)) for key in keys if _worth(before.get(key)) != _worth(after.get(key))]


def compare(before: Content, after: Content, inputs: Inputs, profile: str) -> Compared:
    """Rates the same quarter twice."""
    anew = inputs if after.ballot == before.ballot else recounted(inputs, after.ballot)
    return Compared(rate(before, inputs, profile), rate(after, anew, profile))


def recounted(inputs: Inputs, ballot: BallotPoints) -> Inputs:
    """The same quarter with the mass review counted by what choices are worth now. Of a mean alone the ballots are gone: it stays."""
    review = inputs.mass_review
    if review is None or not review.spread:
        return inputs
    return replace(inputs, mass_review=replace(review, mean_tenths=Tally(*review.spread).mean_tenths(astuple(ballot))))


def count_stars(members: Mapping[int | None, int]) -> StarCounts:
    """How many members have each number of stars; None stands for those without a total."""
    return StarCounts(*(members.get(star, 0) for star in (5, 4, 3, 2, 1, 0, None)))


def counted_against(draft: Content, ruling: Content) -> Scheme:
    """A draft to be counted beside what a scheme has made: of a dimension that it leaves out there is nothing."""
    kept = {one.key for one in draft.dimensions}
    gone = [_emptied(one) for one in ruling.dimensions if one.key not in kept]
    return Scheme("", 0, "", replace(draft, dimensions=(*draft.dimensions, *gone)), "draft")


def _emptied(dimension: Dimension) -> Dimension:
    return replace(dimension, maximum_tenths=dict.fromkeys(PROFILES, 0), start="zero", needs=(), rules=())


def points_of(rated: Rated) -> dict[str, int]:
    """Tenths of points of each dimension that has any."""
    return {key: points for key, points in _points(rated.lines).items() if points is not None}


def _points(lines: Iterable[Line]) -> dict[str, int | None]:
    by_dimension: dict[str, int | None] = {}
    for line in lines:
        known = by_dimension.get(line.dimension, 0)
        by_dimension[line.dimension] = None if known is None or line.points_tenths is None else known + line.points_tenths
    return by_dimension


def _worth(line: Line | None) -> tuple[bool, int | None]:
    return (line is not None, line.points_tenths if line else None)


def _difference(line: Line, before: Line | None, after: Line | None) -> DifferenceOut:
    points = (one.points_tenths if one else None for one in (before, after))
    return DifferenceOut(line.dimension, line.rule, line.text, *points)
