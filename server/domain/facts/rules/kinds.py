"""What a kind of fact is: its grades, what else it takes, who may enter it and who sees it."""

from collections.abc import Mapping
from uuid import UUID, uuid5

import msgspec

_NAMESPACE = UUID("1b0f4f0c-6a6b-5c8e-9f58-2f2a7c1d9e34")


class Kind(msgspec.Struct, frozen=True):
    """One kind of fact, as data.

    `grades` maps a grade to its title, empty if the kind has none. `most` is the largest amount, None if the kind takes none.
    `text_for` names grades that need words, as an amount below `text_below` or above `text_above` does; `needs_text` says that every fact of
    the kind does. Of a kind that is `once`, a member has one in a quarter. `roles` may enter it. Sheets of a kind that is `of_everyone` also name
    workers who are no members.
    """

    key: str
    title: str
    roles: frozenset[str]
    grades: Mapping[str, str] = {}
    most: int | None = None
    takes_until: bool = False
    needs_text: bool = True
    text_for: frozenset[str] = frozenset()
    text_below: int | None = None
    text_above: int | None = None
    once: bool = False
    branch_sees: bool = False
    of_everyone: bool = False

    def asks_for_words(self, grade: str, amount: int | None) -> bool:
        """Whether this says something about a member that needs a reason: whatever takes points does, and a rating far from usual either way."""
        return self.needs_text or grade in self.text_for or (amount is not None and self._is_far(amount))

    def _is_far(self, amount: int) -> bool:
        is_low = self.text_below is not None and amount < self.text_below
        return is_low or (self.text_above is not None and amount > self.text_above)


def coverage_id(kind: str, quarter: str, branch: str) -> str:
    """The one id of what a branch states of a kind and a quarter."""
    return str(uuid5(_NAMESPACE, f"{kind}:{quarter}:{branch}"))


def quarter_of(day: str) -> str:
    """The quarter that holds an ISO day: '2026-Q4'."""
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def quarter_days(quarter: str) -> tuple[str, str]:
    """First and last day of a quarter as ISO text."""
    year, number = quarter[:4], int(quarter[-1])
    last = ("03-31", "06-30", "09-30", "12-31")[number - 1]
    return f"{year}-{number * 3 - 2:02}-01", f"{year}-{last}"
