"""A scheme as plain tables of values, so that a database can apply the same rules to many members at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from server.domain.facts import quarter_days
from server.domain.ratings.rules.lines import BONUS
from server.domain.ratings.rules.quarters import quarter_bounds
from server.domain.ratings.rules.scheme import Scheme, scheme_for
from server.domain.ratings.schemas import PROFILES, Content, Rule

Values = list[Any]
RECORDS: Mapping[str, str] = {"fact_amount": "fact", "fact_until": "fact"}
"""Which records a source counts, where it is not called like them."""


class SchemeTables(NamedTuple):
    """Rows of each table; the first value is the scheme's id.

    dimensions: profile, key, maximum, start. rules: dimension, rule, source, points, most times, cap, zeroes (the last may be null).
    matches: dimension, rule, records, kind, grade (null: any). needs: dimension, source, kind (for attendance one row a kind that counts).
    stars: star, least total.
    """

    dimensions: list[Values]
    rules: list[Values]
    matches: list[Values]
    needs: list[Values]
    stars: list[Values]


def scheme_tables(schemes: Iterable[Scheme]) -> SchemeTables:
    """All of these schemes as tables; the bonus is a dimension from zero to its cap."""
    tables = SchemeTables([], [], [], [], [])
    for scheme in schemes:
        _add(tables, scheme.id, scheme.content)
    return tables


def _add(tables: SchemeTables, scheme: str, content: Content) -> None:
    tables.dimensions.extend([scheme, profile, BONUS, content.bonus.cap_tenths, 0] for profile in PROFILES)
    for dimension in content.dimensions:
        for profile, maximum in dimension.maximum_tenths.items():
            tables.dimensions.append([scheme, profile, dimension.key, maximum, maximum if dimension.start == "full" else 0])
        kinds = sorted({kind for rule in dimension.rules if rule.source == "attendance" for kind in rule.kinds})
        for need in dimension.needs:
            found = kinds if need.source == "attendance" else [need.kind]
            tables.needs.extend([scheme, dimension.key, need.source, kind] for kind in found)
    for key, rule in _rules(content):
        last = [rule.most_times, rule.cap_tenths, int(rule.zeroes)]
        tables.rules.append([scheme, key, rule.id, rule.source, rule.points_tenths, *last])
        tables.matches.extend([scheme, key, rule.id, RECORDS.get(rule.source, rule.source), *match] for match in _matches(rule))
    tables.stars.extend([scheme, star.star, star.at_least_tenths] for star in content.stars)


def _rules(content: Content) -> Iterator[tuple[str, Rule]]:
    yield from ((dimension.key, rule) for dimension in content.dimensions for rule in dimension.rules)
    yield from ((BONUS, rule) for rule in content.bonus.rules)


def _matches(rule: Rule) -> Iterator[tuple[str, str | None]]:
    kinds = ("",) if rule.source == "mass_review" else rule.kinds
    yield from ((kind, grade) for kind in kinds for grade in rule.grades or (None,))


def quarter_table(quarters: Iterable[str], schemes: Iterable[Scheme], zone: ZoneInfo) -> list[Values]:
    """Of each quarter that a scheme rules: itself, the scheme, first and last day, first and last millisecond, and the month it ends in (a count)."""
    known = list(schemes)
    ruled = ((quarter, scheme_for(quarter, known)) for quarter in quarters)
    return [
        [quarter, scheme.id, *quarter_days(quarter), *quarter_bounds(quarter, zone), int(quarter[:4]) * 12 + int(quarter[-1]) * 3]
        for quarter, scheme in ruled
        if scheme
    ]
