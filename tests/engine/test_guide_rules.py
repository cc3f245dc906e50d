"""What covers an organisation's month, what may be said of a visit and by whom, what a sheet of assignments comes to, and what the report says."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.guides import rules
from server.domain.guides.policy import SHIPPED_CHOICES, SHIPPED_RULE
from server.domain.guides.rules import Cadence, Followed, Known, Month, Span, Visiting
from server.domain.guides.schemas import VisitCoverageOut, VisitCoverageTableOut, VisitMonthOut, VisitQuarterOut
from server.kit.identity import Actor, Grant
from server.kit.lifecycle import OFFICE, OWNER

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "coverage.json").read_text())
TODAY = "2026-11-16"
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(date.isoformat)
ASSIGNMENT: dict[str, Any] = {
    "person": "p1", "person_name": "王一", "team": "guide", "org": "b1", "branch": "b1", "branches": ["b1"], "from_on": "2026-01-01", "to_on": None,
}  # fmt: skip
VISIT: dict[str, Any] = {
    "assignment": "a1", "org": "b1", "guide": "p1", "state": "filed", "on": TODAY, "function": "function_1", "way": "way_1", "text": "参加支部大会",
}  # fmt: skip
CHOICES = {field: [{"key": f"{field}_1", "is_confirmed": True, "is_off": False}] for field in rules.FIELDS}
HEADER = ["组织", "工号", "姓名", "队伍", "开始日期", "结束日期", "事由"]


def month_of(told: dict[str, Any]) -> Month:
    return Month(told["month"], [Span(*span) for span in told["spans"]], told["days"])


@pytest.mark.parametrize("case", VECTORS, ids=[case["name"] for case in VECTORS])
def test_how_an_organisations_month_stands(case: dict[str, Any]) -> None:
    assert rules.standing(month_of(case["month"]), Cadence(**case["cadence"]), case["today"]) == case["standing"]


@given(st.lists(DAYS, max_size=4), DAYS, st.integers(1, 3), st.integers(1, 28))
def test_one_more_visit_never_makes_a_month_worse(days: list[str], today: str, visits: int, warn_days: int) -> None:
    rank = {"missed": 0, "warning": 1, "open": 2, "free": 3, "covered": 4}
    for month in rules.months_of("2026-01-01", "2026-12-31"):
        first, last = rules.month_days(month)
        before, after = (Month(month, [Span("2026-01-01")], told) for told in (days, [*days, last]))
        cadence = Cadence(visits, warn_days)
        assert rank[rules.standing(after, cadence, today)] >= rank[rules.standing(before, cadence, today)]
        assert first <= rules.warn_on(month, cadence) <= last


def test_months_follow_each_other_over_the_years() -> None:
    assert list(rules.months_of("2026-11-15", "2027-02-01")) == ["2026-11", "2026-12", "2027-01", "2027-02"]
    assert rules.month_days("2028-02") == ("2028-02-01", "2028-02-29")


def test_five_functions_and_six_ways_ship_without_names_of_ours() -> None:
    shipped = list(SHIPPED_CHOICES.values())
    assert [sum(one["field"] == field for one in shipped) for field in ("function", "way")] == [5, 6]
    assert not any(one["is_confirmed"] for one in (*shipped, *SHIPPED_RULE.values()))
    assert {one["title"][:2] for one in shipped} == {"职能", "方式"}


# --- A visit


def author(known: dict[str, Any] | None = None, person: str = "p1", org: str = "b1", **assignment: Any) -> str | None:
    fault = rules.author_fault(ASSIGNMENT | assignment, known, Visiting("a1", org), person)
    return fault.code if fault else None


def test_only_the_guide_writes_a_visit_and_only_where_assigned() -> None:
    assert author() is None and author(VISIT) is None
    assert author(person="p2") == "guides.theirs" and author(VISIT | {"guide": "p2"}) == "guides.theirs"
    assert author(org="b2") == "guides.org" and author(org="b2", branches=["b1", "b2"]) is None
    assert author(VISIT, org="b2", branches=["b1", "b2"]) == "guides.org"
    assert author(VISIT | {"state": "reviewed"}) == "guides.reviewed"


def said(choices: Any = CHOICES, to_on: str | None = None, **visit: Any) -> str | None:
    fault = rules.visit_fault(VISIT | visit, ASSIGNMENT | {"to_on": to_on}, choices, TODAY)
    return fault.code if fault else None


def test_a_visit_says_when_what_and_how() -> None:
    assert said() is None
    assert said(on="2026-11-17") == said(on="yesterday") == said(on="") == "guides.on"
    assert said(on="2025-12-31") == "guides.not_assigned" and said(to_on=TODAY) == "guides.not_assigned" and said(to_on="2026-11-17") is None
    assert said(text=" \n") == "guides.text"
    assert said(function="function_9") == "guides.function" and said(way="") == "guides.way"


def test_what_the_mine_has_not_named_need_not_be_chosen() -> None:
    unnamed = {field: [{"key": f"{field}_1", "is_confirmed": False, "is_off": False}] for field in rules.FIELDS}
    assert said(unnamed, function="", way="") is None


def test_a_problem_is_followed_up_until_it_is_solved() -> None:
    problem = {"state": "open", "found_on": "2026-11-10"}

    def follow(move: str, text: str = "已补齐", on: str = TODAY, who: frozenset[str] = frozenset({OWNER}), **changed: str) -> str | None:
        fault = rules.follow_fault(problem | changed, Followed("x", move, on, text), who, TODAY)
        return fault.code if fault else None

    assert follow("follow") is None and follow("solve", state="ordered") is None
    assert follow("solve", text=" ") == "lifecycle.missing" and follow("solve", state="solved") == "lifecycle.state"
    assert follow("follow", on="2026-11-09") == follow("follow", on="2026-11-17") == "guides.on"
    assert follow("order") == follow("solve", who=frozenset()) == "rights.missing"


def test_each_problem_has_a_way_to_be_solved() -> None:
    for state in rules.PROBLEM.states:
        assert rules.PROBLEM.open_to(state, {OFFICE})
    assert {move.name for move in rules.VISIT.open_to("filed", {OFFICE})} == {"review"} and not rules.VISIT.open_to("filed", {OWNER})


def test_nobody_of_the_office_decides_about_an_own_visit_or_branch() -> None:
    office = Grant("office", "c", None, True)
    assert rules.own_fault("p1", ["b1"], Actor("a", "p2", "他人", (office,))) is None
    assert rules.own_fault("p1", ["b1"], Actor("a", "p1", "本人", (office,))) is not None
    assert rules.own_fault("p1", ["b1"], Actor("a", "p2", "书记", (office, Grant("secretary", "b1", "b1")))) is not None


# --- Assignments


def assigned(known: list[dict[str, Any]], posts: set[str] = frozenset(), **changed: Any) -> str | None:  # pyright: ignore[reportArgumentType]
    fault = rules.assign_fault(ASSIGNMENT | changed, known, posts)
    return fault.code if fault else None


def test_who_is_assigned_where() -> None:
    assert assigned([]) is None
    assert assigned([], {"b1"}) == "guides.own_branch"
    assert assigned([], from_on="2026-13-01") == "guides.from_on" and assigned([], to_on="2025-01-01") == "guides.to_on"
    assert assigned([ASSIGNMENT]) is None, "asked for again, it is the same"
    assert assigned([ASSIGNMENT], from_on="2026-06-01") == "guides.again"
    assert assigned([ASSIGNMENT | {"to_on": "2026-06-01"}], from_on="2026-06-01") is None
    assert assigned([ASSIGNMENT | {"team": "liaison"}], from_on="2026-06-01") is None
    assert rules.end_fault(ASSIGNMENT, "2026-06-01") is None
    assert [rules.end_fault(ASSIGNMENT | {"to_on": to_on}, "2026-01-01") is None for to_on in (None, "2026-05-01")] == [False, False]


def sheet(*rows: list[str]) -> bytes:
    """A workbook of assignments."""
    book = openpyxl.Workbook()
    page: Any = book.active
    for row in (HEADER, *rows):
        page.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def imported(*rows: list[str], person: str = "office") -> tuple[rules.Import, list[str]]:
    places = [{"id": "b1", "name": "综采一区党支部"}, {"id": "b2", "name": "综采二区党支部"}]
    members = {"E1": {"id": "p1", "name": "王一", "posts": {"b2"}}, "E2": {"id": "p2", "name": "李二", "posts": set[str]()}}
    reading = rules.read_assignments(sheet(*rows), places)
    known = {rules.assignment_id("b1", "p2", "liaison", "2026-01-01"): ASSIGNMENT | {"person": "p2", "team": "liaison"}}
    planned = rules.plan_import(reading, Known(members, {"b1": ["b1"], "b2": ["b2"]}, known, person, set()))
    return planned, [one.reason for one in reading.problems]


def test_a_sheet_of_assignments_is_taken_row_by_row() -> None:
    one, two = "综采一区党支部", "综采二区党支部"
    planned, problems = imported(
        [one, "E1", "王一", "指导员", "2026-01-01", "", "文件"],
        [one, "E2", "", "党建联络员", "2026-01-01", "", ""],
        [two, "E2", "李二", "指导员", "2026-03-01", "2026-09-01", ""],
        [two, "E1", "", "指导员", "2026-01-01", "", ""],
        [one, "E9", "", "指导员", "2026-01-01", "", ""],
        [one, "E1", "王二", "指导员", "2026-01-01", "", ""],
        [one, "E1", "", "顾问", "2026-01-01", "", ""],
    )
    assert planned.known == 1
    assert [(one["person"], one["org"], one["team"], one["to_on"]) for one in planned.assignments.values()] == [
        ("p1", "b1", "guide", None),
        ("p2", "b2", "guide", "2026-09-01"),
    ]
    assert [any(word in told for told in problems) for word in ("本人任职", "没有这个工号", "这个工号是", "指导员或联络员")] == [True] * 4
    assert len(problems) == 4


def test_nobody_assigns_themselves_by_a_sheet() -> None:
    planned, problems = imported(["综采一区党支部", "E1", "", "指导员", "2026-01-01", "", ""], person="p1")
    assert not planned.assignments and "其他同志" in problems[0]


# --- On paper


def test_the_report_says_where_nobody_was_and_what_is_not_solved() -> None:
    months = [VisitMonthOut("2026-10", "missed", "red", 0)]
    item = VisitCoverageOut(org="b1", org_name="综采一区党支部", branch="b1", guides=[], months=months, open_problems=1)
    table = VisitCoverageTableOut("2026-Q4", TODAY, 0, None, 1, 7, [item], ["救护中队党支部"])
    quarter = VisitQuarterOut(
        quarter="2026-Q4", as_of=0, visits=3, organisations=1, by_team={"guide": 3}, by_function={"function_1": 2, "": 1}, by_way={"way_1": 3},
        months={"2026-10": {"covered": 0, "missed": 1}}, problems={"open": 1, "ordered": 0, "solved": 2}, missed=["综采一区党支部：10月"],
        unsolved=["综采一区党支部：没有补课"],
    )  # fmt: skip
    report = rules.report_of(quarter, table, {"function/function_1": "职能一（待确认）"}, "2026年11月16日")
    told = msgspec.json.encode(report).decode()
    assert report.title.startswith("2026年第4季度")
    for words in ("指导员 3 次", "职能一（待确认）：2 次", "没有写明：1 次", "未走访 1 个", "综采一区党支部：10月", "救护中队党支部", "没有补课"):
        assert words in told, words
