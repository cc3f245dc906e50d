"""How a project stands after its steps, what may be proposed, what a sheet of projects comes to, and what its report says."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.obligations import Calendar
from server.domain.projects import rules
from server.domain.projects.policy import SHIPPED_CHOICES
from server.domain.projects.rules import Milestone, Moments, Moved, Plan, Step
from server.kit.lifecycle import LEADER, OFFICE, OWNER
from tests.mine import ZONE, TestClock

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "projects.json").read_text())
CALENDAR = Calendar(ZONE, {})
MILESTONES = [Milestone("m1", "方案会审", "2026-03-31"), Milestone("m2", "试点推进", "2026-06-30")]


def at(text: str) -> int:
    return TestClock(text).now_ms


def concluded(state: str, now: str, *steps: tuple[Any, ...], ends_on: str = "2026-12-31") -> rules.Conclusion:
    """Steps as (act, when it reached the server, the day it speaks of, milestone), the last two where they are others."""
    told = [Step(place, act, at(when), (more or [when[:10]])[0], more[1] if len(more) > 1 else "") for place, (act, when, *more) in enumerate(steps)]
    return rules.conclude(msgspec.convert({"state": state, "ends_on": ends_on, "milestones": MILESTONES}, Plan), told, at(now), CALENDAR)


@pytest.mark.parametrize("case", VECTORS, ids=[case["name"] for case in VECTORS])
def test_how_a_project_stands_at_an_instant(case: dict[str, Any]) -> None:
    assert rules.standing(msgspec.convert(case["moments"], Moments), case["now_ms"]) == case["standing"]


REACHED = ("reach", "2026-03-30 09:00", "2026-03-30", "m1")
STORIES = [
    # state, now, steps, due, standing
    ("submitted", "2026-07-20 09:00", [], "", "upcoming"),
    ("approved", "2026-03-24 09:00", [], "2026-03-31", "warning"),
    ("running", "2026-04-01 09:00", [], "2026-03-31", "overdue_provisional"),
    ("running", "2026-04-08 09:00", [], "2026-03-31", "overdue"),
    ("running", "2026-04-08 09:00", [REACHED], "2026-06-30", "upcoming"),
    # Both milestones are done: the end is what is due.
    ("running", "2026-12-28 09:00", [REACHED, ("reach", "2026-06-01 09:00", "2026-06-01", "m2")], "2026-12-31", "warning"),
    ("acceptance", "2027-01-20 09:00", [REACHED, ("ask_acceptance", "2026-12-31 23:00")], "", "done"),
    # Finished on the last day, a Thursday, and told from underground within three working days: in time. A day more: not.
    ("graded", "2027-01-20 09:00", [("ask_acceptance", "2027-01-05 23:00", "2026-12-31")], "", "done"),
    ("graded", "2027-01-20 09:00", [("ask_acceptance", "2027-01-06 09:00", "2026-12-31")], "", "late"),
    ("acceptance", "2027-01-20 09:00", [("ask_acceptance", "2027-01-02 09:00", "2027-01-01")], "", "late"),
    ("terminated", "2027-01-20 09:00", [("terminate", "2026-05-01 09:00")], "", "terminated"),
    # Sent back on a Monday: five working days to mend, whatever had been due before.
    ("running", "2027-01-08 09:00", [("ask_acceptance", "2026-12-20 09:00"), ("send_back", "2027-01-04 09:00")], "2027-01-11", "warning"),
]


@pytest.mark.parametrize(("state", "now", "steps", "due", "standing"), STORIES)
def test_what_is_due_after_some_steps_and_how_it_stands(state: str, now: str, steps: list[Any], due: str, standing: str) -> None:
    conclusion = concluded(state, now, *steps)
    assert (conclusion.due_on, conclusion.standing) == (due, standing)
    assert conclusion.colour == rules.COLOURS[conclusion.standing]


@given(st.integers(0, 400), st.integers(0, 400))
def test_what_is_concluded_holds_until_the_next_change(day: int, later: int) -> None:
    now, then = (at("2026-01-01 09:00") + days * 86_400_000 for days in (day, day + later))
    first = rules.conclude(Plan("running", "2026-12-31", MILESTONES), (), now, CALENDAR)
    again = rules.conclude(Plan("running", "2026-12-31", MILESTONES), (), then, CALENDAR)
    if first.next_change_at is None or then < first.next_change_at:
        assert first.standing == again.standing


def test_each_state_has_a_way_on_until_it_ends() -> None:
    ends = {state for state in rules.LIFECYCLE.states if not any(rules.LIFECYCLE.open_to(state, {who}) for who in (OWNER, OFFICE, LEADER))}
    assert ends == {"closed", "terminated"}


PROPOSAL: dict[str, Any] = {
    "title": "三化融合", "problems": "设备老化", "goal": "高效选煤厂", "measures": "培训", "leader": "王永",
    "starts_on": "2026-01-01", "ends_on": "2026-12-31",
    "milestones": [{"id": "m1", "text": "方案会审", "due_on": "2026-03-31"}], "state": "draft", "owner": "o",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({}, None, None),
        ({"goal": " "}, "lifecycle.missing", "goal"),
        ({"milestones": []}, "lifecycle.missing", "milestones"),
        ({"ends_on": "2025-12-31"}, "projects.ends_on", "ends_on"),
        ({"ends_on": "2031-01-01"}, "projects.ends_on", "ends_on"),
        ({"milestones": [{"id": "m1", "text": "太晚", "due_on": "2027-01-01"}]}, "projects.milestones", "milestones"),
        ({"state": "running"}, "lifecycle.state", None),
    ],
)
def test_what_a_proposal_needs_before_it_is_sent(changed: dict[str, Any], code: str | None, field: str | None) -> None:
    fault = rules.move_fault(PROPOSAL | changed, Moved("p", "submit", "2026-01-05"), {OWNER}, "2026-01-05")
    assert (fault and fault.code, fault and fault.field) == (code, field)


def test_a_step_lies_not_ahead_and_reaches_a_milestone_that_is_there() -> None:
    running = PROPOSAL | {"state": "running"}
    ahead = rules.move_fault(running, Moved("p", "progress", "2026-01-06", "做了"), {OWNER}, "2026-01-05")
    elsewhere = rules.move_fault(running, Moved("p", "reach", "2026-01-05", milestone="m9"), {OWNER}, "2026-01-05")
    assert ahead and ahead.code == "projects.on"
    assert elsewhere and elsewhere.code == "projects.milestone"


@pytest.mark.parametrize(("to", "is_right"), [("2027-03-31", True), ("2026-12-31", False), ("2026-06-30", False), ("2029-12-31", False), ("", False)])
def test_an_end_is_put_off_and_lies_within_three_years(to: str, is_right: bool) -> None:
    fault = rules.put_off_fault(PROPOSAL | {"state": "running"}, to)
    assert (fault and (fault.code, fault.field)) == (None if is_right else ("projects.ends_on", "ends_on"))


def sheet(*rows: list[Any]) -> bytes:
    book = openpyxl.load_workbook(BytesIO(rules.template()))
    for row in rows:
        book["突破项目"].append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


PLACES = [{"id": "g", "name": "选煤中心党总支"}, {"id": "n", "name": "综采一区党支部"}]
ROW = [
    "选煤中心党总支",
    "三化融合",
    "设备老化",
    "高效选煤厂",
    "培训",
    "王永",
    "2026-01-01",
    "2026年12月31日",
    "方案会审 2026-03-31\n全面实施：2026-09-30",
]


def test_a_sheet_says_whose_projects_there_are_and_what_cannot_be_taken() -> None:
    other = ["综采一区党支部", *ROW[1:]]
    content = sheet(
        ROW, ROW, ["没有的党支部", *ROW[1:]], other, [*other[:6], "元旦", *other[7:]], [*other[:1], "别的", *other[2:8], "没有日期的一条"]
    )
    reading = rules.read_projects(content, PLACES)
    planned = rules.plan_import(reading, {("n", "三化融合")}, ())
    (project,) = planned.projects.values()
    assert (project["owner"], project["ends_on"]) == ("g", "2026-12-31")
    assert [(one["text"], one["due_on"]) for one in project["milestones"]] == [("方案会审", "2026-03-31"), ("全面实施", "2026-09-30")]
    assert planned.known == 1
    assert {(one.row, one.column) for one in reading.problems} == {(3, "项目名称"), (4, "承办组织"), (6, "开始日期"), (7, "节点")}
    own = rules.read_projects(sheet(ROW), PLACES)
    assert not rules.plan_import(own, set(), {"g"}).projects
    assert own.problems[0].column == "承办组织"


def test_the_report_reads_as_the_seed_shows_it() -> None:
    report = rules.report_of(PROPOSAL | {"year": 2026, "number": 3}, "选煤中心党总支", "2026年11月20日")
    assert report.title == "选煤中心党总支书记抓基层党建突破项目立项报告"
    assert report.subtitle == "突破〔2026〕3号"
    assert [part.heading for part in report.parts] == ["存在问题", "工作目标", "主要措施", "进度安排"]
    assert report.parts[-1].paragraphs == ("1．方案会审（2026-03-31前）",)


def test_what_ships_is_not_confirmed() -> None:
    assert {one["field"] for one in SHIPPED_CHOICES.values()} == {"grade", "level"}
    assert not any(one["is_confirmed"] for one in SHIPPED_CHOICES.values())
