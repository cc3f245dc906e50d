"""How a brand stands, when it is looked at again, what may be declared and changed, and what a sheet of brands comes to."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest

from server.domain.brands import rules
from server.domain.brands.rules import Moments, Moved
from server.domain.obligations import Calendar
from server.kit.lifecycle import LEADER, OFFICE, OWNER
from tests.mine import ZONE, TestClock

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "brands.json").read_text())
CALENDAR = Calendar(ZONE, {})
DECLARED: dict[str, Any] = {"owner": "o", "state": "draft", "name": "匠心运转", "meaning": "出人才", "carrier": "工作室", "measures": "攻关"}


@pytest.mark.parametrize("case", VECTORS, ids=[case["name"] for case in VECTORS])
def test_how_a_brand_stands_at_an_instant(case: dict[str, Any]) -> None:
    assert rules.standing(msgspec.convert(case["moments"], Moments), case["now_ms"]) == case["standing"]


@pytest.mark.parametrize(
    ("state", "recheck_on", "now", "standing"),
    [
        ("reviewed", "", "2026-11-20 09:00", "growing"),
        ("named", "2026-12-31", "2026-11-30 09:00", "current"),
        ("named", "2026-12-31", "2026-12-01 00:00", "recheck_soon"),
        ("promoted", "2026-12-31", "2027-01-01 00:00", "recheck_overdue"),
    ],
)
def test_a_name_holds_for_a_year(state: rules.State, recheck_on: str, now: str, standing: str) -> None:
    concluded = rules.conclude(state, recheck_on, TestClock(now).now_ms, CALENDAR)
    assert (concluded.standing, concluded.colour) == (standing, rules.COLOURS[concluded.standing])


@pytest.mark.parametrize(("named", "again"), [("2026-03-01", "2027-03-01"), ("2028-02-29", "2029-02-28")])
def test_the_next_look_is_a_year_later(named: str, again: str) -> None:
    assert rules.next_recheck(named) == again


@pytest.mark.parametrize(
    ("state", "fields", "code"),
    [
        ("draft", ["name"], None),
        ("returned", ["meaning", "results"], None),
        ("named", ["results"], None),
        ("named", ["results", "name"], "brands.filed"),
        ("declared", ["results"], "brands.filed"),
        ("withdrawn", ["results"], "brands.filed"),
    ],
)
def test_what_was_declared_stands_and_results_may_be_told_of(state: str, fields: list[str], code: str | None) -> None:
    fault = rules.editing_fault(DECLARED | {"state": state}, "o", fields)
    assert (fault and fault.code) == code


def test_a_declaration_needs_four_of_five() -> None:
    asked = Moved("b", "declare", "2026-11-16")
    assert rules.move_fault(DECLARED, asked, {OWNER}, "2026-11-16") is None
    lacking = rules.move_fault(DECLARED | {"carrier": " "}, asked, {OWNER}, "2026-11-16")
    assert lacking and (lacking.code, lacking.field) == ("lifecycle.missing", "carrier")
    ahead = rules.move_fault(DECLARED, Moved("b", "declare", "2026-11-17"), {OWNER}, "2026-11-16")
    assert ahead and ahead.code == "brands.on"


def test_each_state_but_the_last_has_a_way_on() -> None:
    ends = {state for state in rules.LIFECYCLE.states if not any(rules.LIFECYCLE.open_to(state, {who}) for who in (OWNER, OFFICE, LEADER))}
    assert ends == {"withdrawn"}


def sheet(*rows: list[Any]) -> bytes:
    book = openpyxl.load_workbook(BytesIO(rules.template()))
    for row in rows:
        book["支部品牌"].append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


PLACES = [{"id": "g", "name": "选煤中心党总支"}, {"id": "n", "name": "综采一区党支部"}]
ROW = ["选煤中心党总支", "三化先锋", "融合", "责任区", "每季研究", "", "2026-01-10"]


def test_a_sheet_says_whose_brands_there_are_and_what_cannot_be_taken() -> None:
    other = ["综采一区党支部", *ROW[1:6], ""]
    reading = rules.read_brands(sheet(ROW, ROW, other, [*ROW[:1], "明年的", *ROW[2:6], "2027-01-10"], [*ROW[:2], "", *ROW[3:]]), PLACES)
    planned = rules.plan_import(reading, {("n", "三化先锋")}, (), "2026-11-16")
    assert [(one["owner"], one["named_on"]) for one in planned.brands.values()] == [("g", "2026-01-10")]
    assert planned.known == 1
    assert {(one.row, one.column) for one in reading.problems} == {(3, "品牌名称"), (5, "命名日期"), (6, "品牌内涵")}
