"""What another scheme would make of the same quarter of a branch: whether its band or points differ, and by which lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from server.domain.assessments.rules.deductions import Facts, charges, kept_of, settle
from server.domain.assessments.rules.result import Entry, Form, Line, Result, assess, unscored
from server.domain.assessments.rules.scheme import AssessmentContent
from server.domain.assessments.schemas.trying import BandCountOut, LineDifferenceOut
from server.domain.obligations import Calendar

NEEDS_FORMS = ("assessor", "total")
"""Parts that are not there at all until every item is scored."""


class Case(Struct, frozen=True):
    """A branch's quarter: its facts, the deductions that are known with what people said of them, submitted forms, and entries that stand."""

    branch: str
    quarter: str
    facts: Facts
    known: Mapping[str, Mapping[str, Any]]
    forms: list[Form]
    entries: list[Entry]


class Compared(NamedTuple):
    """One quarter under two schemes; `unscored` are the items of the second that no submitted form has points for, though it had for all before."""

    before: Result
    after: Result
    unscored: list[str]

    @property
    def moves(self) -> bool:
        """To another band, or from having none to one or back."""
        return self.before.band != self.after.band

    @property
    def changes(self) -> bool:
        """Another band, other points, or lines that differ."""
        return self.moves or bool(self.unscored) or bool(self.differences())

    @property
    def step_tenths(self) -> int:
        """How far the total moves, or the automatic score where one of them has no total."""
        totals = self.before.total_tenths, self.after.total_tenths
        before, after = (self.before.auto_tenths, self.after.auto_tenths) if None in totals else totals
        return (after or 0) - (before or 0)

    def differences(self) -> list[LineDifferenceOut]:
        """The lines that differ, in the order of the new scheme; those that fall away come last. Without a total there are no lines of forms."""
        left_out = NEEDS_FORMS if None in (self.before.total_tenths, self.after.total_tenths) else ()
        before, after = ({_key(line): line for line in one.lines if line.part not in left_out} for one in (self.before, self.after))
        told = before | after
        keys = [*after, *(key for key in before if key not in after)]
        return [_difference(told[key], before.get(key), after.get(key)) for key in keys if _worth(before.get(key)) != _worth(after.get(key))]


def compare(before: AssessmentContent, after: AssessmentContent, case: Case, calendar: Calendar, now_ms: int) -> Compared:
    """Judges the same quarter twice, both times as it stands at the instant."""
    was, now = (_judged(content, case, calendar, now_ms) for content in (before, after))
    waits = was.total_tenths is not None and now.total_tenths is None
    return Compared(was, now, unscored(after, case.forms) if waits else [])


def _judged(content: AssessmentContent, case: Case, calendar: Calendar, now_ms: int) -> Result:
    charged = charges(content.deductions, case.facts, case.quarter, calendar, now_ms)
    settled = settle(case.branch, case.quarter, charged, case.known)
    return assess(content, kept_of(settled, case.known), case.forms, case.entries)


def count_bands(contents: tuple[AssessmentContent, AssessmentContent], compared: list[Compared]) -> list[BandCountOut]:
    """How many branches have each band under the two schemes, the second's bands first; '' stands for those that have none."""
    names = dict.fromkeys([one.band for content in reversed(contents) for one in content.bands] + [""])
    return [BandCountOut(name, sum(one.before.band == name for one in compared), sum(one.after.band == name for one in compared)) for name in names]


def _key(line: Line) -> tuple[str, str]:
    """A deduction stays the same under a rule of another name."""
    return (line.part, line.id or line.rule)


def _worth(line: Line | None) -> tuple[int, str] | None:
    """A share of nothing is as good as none; of a veto the words say what it does."""
    if line is None or (line.part == "total" and not line.points_tenths):
        return None
    return (line.points_tenths, line.text if line.part == "veto" else "")


def _difference(line: Line, before: Line | None, after: Line | None) -> LineDifferenceOut:
    points = (one.points_tenths if one else None for one in (before, after))
    return LineDifferenceOut(line.part, line.text, *points)
