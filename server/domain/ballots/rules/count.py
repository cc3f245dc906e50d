"""The count: sheets into tallies of each member. A sheet is never kept beside another, so nobody is found by the pattern of all answers."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

CHOICES = ("excellent", "good", "basic", "poor")
"""优秀, 合格, 基本合格, 不合格; on a sheet they are 1 to 4, and 0 is 不了解, which counts for nothing."""


class Tally(NamedTuple):
    """How many ballots made each choice about one member, in the order of CHOICES."""

    excellent: int = 0
    good: int = 0
    basic: int = 0
    poor: int = 0

    @property
    def ballots(self) -> int:
        """Ballots that rated the member at all."""
        return sum(self)

    def mean_tenths(self, points_tenths: Sequence[int]) -> int:
        """The mean on a 100 point scale in tenths, rounded half up, of what each choice is worth (tenths, too); there must be a ballot."""
        worth = sum(count * points for count, points in zip(self, points_tenths, strict=True))
        return (2 * worth + self.ballots) // (2 * self.ballots)


def count_sheets(sheets: Iterable[bytes | None], people: int) -> tuple[list[Tally], int]:
    """The tally of each person in the order of the ballot, and how many sheets were spoiled: not sealed for this poll, or not of its form."""
    counts, spoiled = [[0] * len(CHOICES) for _ in range(people)], 0
    for sheet in sheets:
        if sheet is None or len(sheet) != people or any(choice > len(CHOICES) for choice in sheet):
            spoiled += 1
            continue
        for of_person, choice in zip(counts, sheet, strict=True):
            if choice:
                of_person[choice - 1] += 1
    return [Tally(*of_person) for of_person in counts], spoiled
