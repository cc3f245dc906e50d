"""The automatic score of a branch in a quarter: a pure function of a scheme and of how its obligations stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID, uuid5

from msgspec import Struct

QUARTERS = {"Q1": "第一季度", "Q2": "第二季度", "Q3": "第三季度", "Q4": "第四季度"}
USUAL_WEIGHT_TENTHS = 10


class Deduction(Struct, frozen=True):
    """What one obligation in a state costs, and the most that all of them together may cost in a quarter (both negative tenths)."""

    rule: str
    points_tenths: int
    floor_tenths: int
    text: str


class Scheme(Struct, frozen=True):
    """A version of the rules: the points to start from, and the deduction by state of an obligation."""

    id: str
    full_tenths: int
    deductions: Mapping[str, Deduction]


class Standing(Struct, frozen=True):
    """An obligation of the branch or of one of its groups, as it stands."""

    id: str
    title: str
    org_name: str
    period: str
    state: str
    due_at: int
    weight_tenths: int = USUAL_WEIGHT_TENTHS


class Line(Struct, frozen=True):
    """One deduction: its rule, its points (tenths, never positive), the obligation behind it, and the reason in words."""

    rule: str
    points_tenths: int
    obligation: str
    text: str


class Score(Struct, frozen=True):
    """The points of a quarter, and the lines that lead to them from the full points."""

    auto_tenths: int
    lines: list[Line]


def branch_score_id(branch: str, quarter: str) -> str:
    """The one id of a branch's quarter."""
    return str(uuid5(UUID(branch), quarter))


def periods_within(quarter: str) -> list[str]:
    """The periods whose obligations count in a quarter: its months, itself, and at the end of the year the year."""
    year, number = quarter[:4], int(quarter[-1])
    months = [f"{year}-{month:02}" for month in range(number * 3 - 2, number * 3 + 1)]
    return [*months, quarter, *([year] if number == 4 else [])]


def score(scheme: Scheme, standings: Iterable[Standing]) -> Score:
    """Full points less deductions, never below 0; full points and all lines always sum to the score.

    Red past grace costs more than done late; yellow, provisional red and excused cost nothing (domain.md 3.2, 3.3). A duty of
    another weight costs in proportion. Where a rule's floor or 0 is reached, the line stays with the points that were left.
    """
    left = {deduction.rule: -deduction.floor_tenths for deduction in scheme.deductions.values()}
    points, lines = scheme.full_tenths, list[Line]()
    for one in sorted(standings, key=lambda one: (one.due_at, one.id)):
        deduction = scheme.deductions.get(one.state)
        if deduction is None:
            continue
        due = -deduction.points_tenths * one.weight_tenths // USUAL_WEIGHT_TENTHS
        taken = min(due, left[deduction.rule], points)
        left[deduction.rule] -= taken
        points -= taken
        lines.append(Line(deduction.rule, -taken, one.id, _told(one, deduction, taken, due)))
    return Score(points, lines)


def _told(one: Standing, deduction: Deduction, taken: int, due: int) -> str:
    capped = "（已到扣分上限）" if taken < due else ""
    return f"{one.org_name}{spoken_period(one.period)}{one.title}{deduction.text}，扣{spoken_points(taken)}分{capped}"


def spoken_period(period: str) -> str:
    """A period as people say it: 2026年11月, 2026年第四季度, 2026年."""
    year, _, part = period.partition("-")
    return f"{year}年" + (QUARTERS.get(part) or (f"{int(part)}月" if part else ""))


def spoken_points(tenths: int) -> str:
    """Tenths of a point as people write them: 2, 0.5."""
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)
