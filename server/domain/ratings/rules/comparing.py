"""What another scheme would make of the same quarter: who would move to another star, and by which lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from server.domain.ratings.rules.inputs import Inputs
from server.domain.ratings.rules.lines import Line, Rated, rate
from server.domain.ratings.schemas import Content, DifferenceOut, StarCounts


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
        """The points of a dimension, or of the bonus."""
        return _points(self.before.lines) != _points(self.after.lines)

    def differences(self) -> list[DifferenceOut]:
        """The lines that differ, in the order of the new scheme; those that fall away come last."""
        before, after = ({(line.dimension, line.rule, line.about): line for line in one.lines} for one in (self.before, self.after))
        told = before | after
        keys = [*after, *(key for key in before if key not in after)]
        return [_difference(told[key], before.get(key), after.get(key)) for key in keys if _worth(before.get(key)) != _worth(after.get(key))]


def compare(before: Content, after: Content, inputs: Inputs, profile: str) -> Compared:
    """Rates the same quarter twice."""
    return Compared(rate(before, inputs, profile), rate(after, inputs, profile))


def count_stars(stars: Iterable[int | None]) -> StarCounts:
    """How many have each number of stars; None stands for those without a total."""
    counted = Counter(stars)
    return StarCounts(*(counted[star] for star in (5, 4, 3, 2, 1, 0, None)))


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
