"""What of a count may be published: no figure, and no difference of two figures, rests on fewer than five ballots.

The three rules, told before the vote (reporting rules of research on anonymous surveys; five is the usual least number):
1. a member rated by fewer than K ballots has no result; one whom fewer than ALIKE_BELOW ballots all rate alike has none either,
   because then everyone's choice would be known;
2. the unit's spread counts every ballot, those about members without a result too. What is withheld is its difference from the published
   results; so it is published only where that difference holds two members and K ballots at least (complementary suppression: of a
   row whose one cell is hidden the total is hidden too, and not another member's result);
3. a member's own spread is published only if each choice that was made was made by K at least. Hiding single choices would hide
   nothing: the number of ballots and the mean are two equations for them.
What is withheld is destroyed with the sheets.
"""

from collections.abc import Sequence
from typing import NamedTuple

from server.domain.ballots.rules.count import Tally

K = 5
ALIKE_BELOW = 10


class Published(NamedTuple):
    """Each member's tally if it is published, else None; which of them may show their spread; and the unit's spread, if any."""

    tallies: list[Tally | None]
    spreads: list[Tally | None]
    unit: Tally | None


def publish(tallies: Sequence[Tally]) -> Published:
    """What may be told of one poll's tallies."""
    told = [tally if _stands_alone(tally) else None for tally in tallies]
    hidden = [tally for tally, shown in zip(tallies, told, strict=True) if shown is None and tally.ballots]
    spreads = [tally if tally and all(count == 0 or count >= K for count in tally) else None for tally in told]
    return Published(told, spreads, _together(tallies) if any(told) and _hidden_enough(hidden) else None)


def _stands_alone(tally: Tally) -> bool:
    return tally.ballots >= K and (tally.ballots >= ALIKE_BELOW or max(tally) < tally.ballots)


def _hidden_enough(hidden: Sequence[Tally]) -> bool:
    """Whether what is hidden stays hidden when all that is shown is taken from the whole."""
    return not hidden or (len(hidden) > 1 and sum(tally.ballots for tally in hidden) >= K)


def _together(tallies: Sequence[Tally]) -> Tally:
    return Tally(*(sum(counts) for counts in zip(*tallies, strict=True)))
