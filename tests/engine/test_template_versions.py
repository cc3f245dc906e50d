"""Versions of a template: from when a new one may rule, what it takes the place of, and which rules on a day."""

from datetime import date
from typing import Any

import pytest

from server.domain.obligations import rules
from server.domain.obligations.rules import Template
from server.domain.obligations.schemas import TemplateVersionIn

TODAY = date(2026, 11, 16)
MONTHLY = Template("1", "theme_day", "month", "branch", "always", 7, 3, "2018-10-28")
ASKED = {
    "title": "主题党日",
    "period": "month",
    "applies_to": "branch",
    "condition": "always",
    "warn_days": 5,
    "grace_workdays": 3,
    "weight_tenths": 10,
    "from_on": "2026-12-01",
    "reason": "例会定的",
}


def fault(**asked: Any) -> str | None:
    found = rules.version_fault(TemplateVersionIn(**{**ASKED, **asked}), [MONTHLY], TODAY)
    return found and found.field


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({}, None),
        ({"from_on": "2026-11-01"}, "from_on"),
        ({"from_on": "2026-11-16"}, "from_on"),
        ({"from_on": "2026-12-02"}, "from_on"),
        ({"from_on": "12月1日"}, "from_on"),
        ({"period": "quarter", "from_on": "2027-01-01"}, None),
        ({"period": "quarter"}, "from_on"),
        ({"title": " "}, "title"),
        ({"applies_to": "group", "condition": "committee"}, "condition"),
        ({"warn_days": 29}, "warn_days"),
        ({"period": "quarter", "from_on": "2027-01-01", "warn_days": 29}, None),
    ],
)
def test_a_version_begins_with_a_period_that_is_still_to_come(asked: dict[str, Any], field: str | None) -> None:
    assert fault(**asked) == field


def test_what_is_planned_gives_way_to_what_is_planned_later_for_the_same_day() -> None:
    known = {
        "1": {"from_on": "2018-10-28", "to_on": "2027-01-01"},
        "2": {"from_on": "2027-01-01", "to_on": None},
    }
    assert rules.ended_by(known, "2026-12-01") == (["1"], ["2"])
    assert rules.ended_by(known, "2027-01-01") == ([], ["2"])
    assert rules.ended_by(known, "2027-02-01") == (["2"], [])


@pytest.mark.parametrize(
    ("from_on", "to_on", "stands"),
    [
        ("2018-10-28", None, "current"),
        ("2018-10-28", "2026-11-16", "past"),
        ("2026-11-16", "2026-12-01", "current"),
        ("2026-12-01", None, "planned"),
    ],
)
def test_a_version_was_is_or_will_be_in_force(from_on: str, to_on: str | None, stands: str) -> None:
    assert rules.standing(from_on, to_on, "2026-11-16") == stands
