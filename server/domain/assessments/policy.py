"""Who sees a branch's score, which changed rows touch it, and the scheme that ships."""

from __future__ import annotations

from collections.abc import Mapping

from server.domain.assessments.rules import Deduction, Scheme
from server.domain.obligations import quarter_of
from server.replication import Touch
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")

BRANCH_SCORE: Mapping[str, Field] = {
    "branch": _text,
    "quarter": _text,
    "scheme": _text,
    "auto_tenths": _number,
    "lines": Field(Policy.SERVER, kind="json"),
    "computed_at": _number,
    "data_up_to": _number,
}

SCHEME = Scheme(
    id="branch_auto:1",
    full_tenths=1000,
    deductions={
        "overdue": Deduction("overdue", -20, -400, "逾期未完成，已过宽限期"),
        "late": Deduction("late", -10, -200, "逾期后补，或记录报送超过宽限期"),
    },
)
"""The default of domain.md 3.2, a proposal without an official source: 100 less 2 for each duty missed, less 1 for each done late.

The floors keep one kind of neglect from taking everything. A change is a new scheme with the next version in its id.
"""


def branch_score_scopes(values: Values) -> frozenset[str]:
    """A branch's score is seen by those who hold a post in it."""
    return frozenset({f"branch:{values['branch']}"})


def _touched_by_obligation(before: Values | None, after: Values | None) -> set[tuple[str, str]]:
    """The quarter in which it counts."""
    return {("branch_score", f"{row['branch']}:{quarter_of(row['period'])}") for row in (before, after) if row}


def _touched_by_name(before: Values | None, after: Values | None) -> list[tuple[str, str]]:
    """The words of a branch's lines, which name the organisations in it."""
    return [("branch_scores_of", after["branch"])] if before and after and after.get("branch") else []


TOUCHES = (
    Touch("obligation", frozenset({"state", "branch", "template"}), _touched_by_obligation),
    Touch("organisation", frozenset({"name"}), _touched_by_name),
)
