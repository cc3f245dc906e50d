"""Sheets of facts for the tests of the import, a small roster to read them by, and what is known after importing them."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.facts import rules
from server.domain.facts.policy import KINDS
from server.domain.facts.rules import FactPlan, Roster
from tests.engine.roster_sheets import workbook
from tests.mine import TestClock

NOW = TestClock("2026-11-16 08:00").now_ms
TODAY = "2026-11-16"
IMPORT = "6f0b9a52-0000-5000-8000-000000000001"
MEMBERS = [
    {"id": "m1", "employee_no": "J001", "name": "曹明"},
    {"id": "m2", "employee_no": "J002", "name": "王岩"},
    {"id": "m3", "employee_no": "J003", "name": "王岩"},
    {"id": "m4", "employee_no": "J004", "name": "王岩"},
    {"id": "m5", "employee_no": "J005", "name": "陈敏"},
]
BRANCHES = {"b1": "综采一区党支部", "b2": "运转工区党支部"}
BRANCH_OF = {"m1": "b1", "m2": "b1", "m3": "b2", "m4": "b2", "m5": "b2"}


def member_since(branch: str, since: str = "2025-01-01", to: str | None = None) -> dict[str, Any]:
    return {"branch": branch, "from_on": since, "to_on": to}


ROSTER = Roster(MEMBERS, {member: [member_since(branch)] for member, branch in BRANCH_OF.items()}, BRANCHES)


def violation(number: str = "J001", name: str = "曹明", **other: Any) -> dict[str, Any]:
    """A row of a sheet of 三违 by its columns' names."""
    return {"工号": number, "姓名": name, "日期": "2026-11-10", "等级": "一般", "说明": "未系安全带登高", **other}


def book(rows: Sequence[Mapping[str, Any]], header: Sequence[str] | None = None, title: str = "2026年四季度三违台账") -> bytes:
    """A workbook with a title, a header and these rows."""
    columns = list(header or dict.fromkeys(column for row in rows for column in row))
    return workbook(台账=[[title], columns, *([row.get(column, "") for column in columns] for row in rows)])


def plan_of(content: bytes, kind: str = "violation", known: Sequence[Mapping[str, Any]] = (), **given: Any) -> FactPlan:
    """The plan of importing a workbook, with what cannot be read among its problems."""
    page = rules.read_page(content, KINDS[kind])
    drafts, problems = rules.read_rows(page, KINDS[kind], TODAY)
    plan = rules.plan_facts(page, drafts, KINDS[kind], given.pop("roster", ROSTER), known, IMPORT, NOW, given.pop("quarter", None))
    plan.problems = [*problems, *plan.problems]
    return plan


def plan(rows: Sequence[Mapping[str, Any]], kind: str = "violation", known: Sequence[Mapping[str, Any]] = (), **given: Any) -> FactPlan:
    """The plan of importing these rows."""
    return plan_of(book(rows), kind, known, **given)


def stored(made: FactPlan, **values: Any) -> list[dict[str, Any]]:
    """What is known once a plan was written."""
    return [fact | {"withdrawn_at": None, "withdrawn_reason": None} | values for fact in made.facts.values()]


def said(made: FactPlan) -> list[tuple[int, str, str]]:
    """The problems of a plan without their sentences, which are all there."""
    assert all(problem.sheet and problem.reason and problem.remedy for problem in made.problems)
    return [(problem.row, problem.column, problem.value) for problem in made.problems]
