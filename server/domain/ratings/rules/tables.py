"""A scheme as plain tables of values, so that a database can apply the same rules to many members at once.

Dimensions and rules have numbers there, counted through both profiles: a database groups by numbers several times faster than by words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from server.domain.facts import quarter_days
from server.domain.ratings.rules.lines import BONUS
from server.domain.ratings.rules.quarters import quarter_bounds
from server.domain.ratings.schemas import PROFILES, Content, Dimension, Rule

Values = list[Any]
RECORDS: Mapping[str, str] = {"fact_amount": "fact", "fact_until": "fact"}
"""Which records a source counts, where it is not called like them."""
BONUS_NUMBER = 0
MOST = 100_000
"""Further than this no number of a scheme counts (a draft may hold any), so that a database may count with 32 bits."""
SHARES = ("fact_amount", "mass_review")
"""Sources whose rules give a share of the maximum."""


class SchemeTables(NamedTuple):
    """Rows of each table. A `ruling` is the scheme for a profile, and goes by the profile's place among `PROFILES`.

    dimensions: ruling, number (0: the bonus), key, start, maximum, how many needs a member's own records must meet, whether by attendance too.
    rules: number, dimension, source, points, most times, cap (both may be null), zeroes, maximum of the dimension.
    matches: ruling, records, kind, grade (null: any), source, rule. A rule that moves nothing and proves nothing is in none.
    proofs: rule, dimension, need (a number); a rule without a row of its own only proves.
    attended: dimension, kind of meeting that meets its need. coverage: ruling, dimension, kind. stars: ruling, star, least total.
    """

    dimensions: list[Values]
    rules: list[Values]
    matches: list[Values]
    proofs: list[Values]
    attended: list[Values]
    coverage: list[Values]
    stars: list[Values]


def scheme_tables(content: Content) -> SchemeTables:
    """A scheme as tables; the bonus is a dimension from zero to its cap."""
    writer = _Writer()
    for ruling, profile in enumerate(PROFILES):
        writer.add(ruling, content, profile)
    return writer.tables


class _Writer:
    def __init__(self) -> None:
        self.tables = SchemeTables([], [], [], [], [], [], [])
        self._dimensions, self._rules, self._needs = count(1), count(1), count(1)

    def add(self, ruling: int, content: Content, profile: str) -> None:
        for dimension in content.dimensions:
            self._dimension(ruling, dimension, _kept(dimension.maximum_tenths[profile]))
        cap = _kept(content.bonus.cap_tenths)
        self.tables.dimensions.append([ruling, BONUS_NUMBER, BONUS, 0, cap, 0, 0])
        for rule in content.bonus.rules:
            self._rule(ruling, BONUS_NUMBER, rule, cap, [], False)
        self.tables.stars.extend([ruling, star.star, _kept(star.at_least_tenths)] for star in content.stars)

    def _dimension(self, ruling: int, dimension: Dimension, maximum: int) -> None:
        number, needs = next(self._dimensions), dict.fromkeys(dimension.needs)
        start, attends = maximum if dimension.start == "full" else 0, any(need.source == "attendance" for need in needs)
        own = {need: next(self._needs) for need in needs if need.source in ("fact", "mass_review")}
        self.tables.dimensions.append([ruling, number, dimension.key, start, maximum, len(own) + attends, int(attends)])
        for rule in dimension.rules:
            proven = [at for need, at in own.items() if need.source == "fact" and need.kind in rule.kinds]
            self._rule(ruling, number, rule, maximum, proven, rule.zeroes)
        for at in (at for need, at in own.items() if need.source == "mass_review"):
            self._review(ruling, number, at)
        kinds = {kind for rule in dimension.rules if rule.source == "attendance" for kind in rule.kinds}
        self.tables.attended.extend([number, kind] for kind in sorted(kinds))
        self.tables.coverage.extend([ruling, number, need.kind] for need in needs if need.source == "coverage")

    def _rule(self, ruling: int, dimension: int, rule: Rule, maximum: int, proven: list[int], zeroes: bool) -> None:
        if not (rule.points_tenths or rule.source in SHARES or zeroes or proven):
            return
        cap = None if rule.source == "fact_amount" else rule.cap_tenths
        most_times, cap = (None if limit is None else _kept(limit) for limit in (rule.most_times, cap))
        number = next(self._rules)
        self.tables.rules.append([number, dimension, rule.source, _kept(rule.points_tenths), most_times, cap, int(zeroes), maximum])
        kinds = ("",) if rule.source == "mass_review" else rule.kinds
        self._match(ruling, RECORDS.get(rule.source, rule.source), kinds, rule.grades or (None,), rule.source, number)
        self.tables.proofs.extend([number, dimension, at] for at in proven)

    def _review(self, ruling: int, dimension: int, need: int) -> None:
        """A rule without points: a result meets the need by its being there."""
        number = next(self._rules)
        self._match(ruling, "mass_review", ("",), (None,), "mass_review", number)
        self.tables.proofs.append([number, dimension, need])

    def _match(self, ruling: int, records: str, kinds: Iterable[str], grades: Iterable[str | None], source: str, rule: int) -> None:
        self.tables.matches.extend([ruling, records, kind, grade, source, rule] for kind in dict.fromkeys(kinds) for grade in dict.fromkeys(grades))


def _kept(number: int) -> int:
    return min(max(number, -MOST), MOST)


def quarter_table(quarter: str, scheme: str, zone: ZoneInfo) -> list[Values]:
    """Of each profile in a quarter that a scheme rules.

    The profile, the ruling, the quarter, the scheme's id, first and last day, first and last millisecond, and the month the quarter ends in
    (a count).
    """
    ends = int(quarter[:4]) * 12 + int(quarter[-1]) * 3
    when = [*quarter_days(quarter), *quarter_bounds(quarter, zone), ends]
    return [[profile, ruling, quarter, scheme, *when] for ruling, profile in enumerate(PROFILES)]
