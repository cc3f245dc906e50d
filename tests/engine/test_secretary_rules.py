"""The eleven items, what may be said of them, and what a sheet of notes comes to."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from server.domain.secretaries import rules
from server.domain.secretaries.rules import About, Moved
from server.kit.identity import Actor
from server.kit.lifecycle import OFFICE, OWNER

VECTOR = json.loads((Path(__file__).parents[1] / "vectors" / "secretaries.json").read_text())
TODAY = "2026-11-16"
HEADER = ["党支部", "工号", "年度", "项目", "做得怎样", "事例"]
POST: dict[str, Any] = {"member": "m1", "post": "secretary", "branch": "b1", "from_on": "2026-01-01", "to_on": None}


def test_there_are_three_four_and_four_and_phone_and_server_agree() -> None:
    assert {group: list(items) for group, items in rules.GROUPS.items()} == VECTOR["groups"]
    assert [len(items) for items in rules.GROUPS.values()] == [3, 4, 4] and len(set(rules.ITEMS)) == 11
    assert {item: rules.TITLES[item] for item in rules.ITEMS} == VECTOR["titles"] and list(rules.LEVELS) == VECTOR["levels"]
    told = VECTOR["note_id"]
    assert rules.note_id(told["member"], told["year"], told["item"], told["side"]) == told["id"]


@pytest.mark.parametrize(
    ("changed", "branch"),
    [
        ({}, "b1"),
        ({"post": "deputy_secretary"}, None),
        ({"to_on": TODAY}, None),
        ({"to_on": "2026-11-17"}, "b1"),
        ({"from_on": "2026-11-17"}, None),
        ({"member": "m2"}, None),
    ],
)
def test_which_branch_somebody_leads(changed: dict[str, Any], branch: str | None) -> None:
    assert rules.branch_led([POST | changed], "m1", TODAY) == branch


def test_a_level_alone_says_nothing() -> None:
    assert rules.note_fault("able", "班前会讲清一条规程") is None
    faults = [rules.note_fault("able", " "), rules.note_fault("", "做过"), rules.note_fault("5", "做过")]
    assert [fault and fault.field for fault in faults] == ["example", "level", "level"]


@pytest.mark.parametrize(
    ("year", "item", "field"), [(2026, "speak", None), (2025, "act", None), (2024, "act", "year"), (2027, "act", "year"), (2026, "sing", "item")]
)
def test_this_year_and_the_last_may_be_written_about(year: int, item: str, field: str | None) -> None:
    fault = rules.about_fault(About("m1", year, item), TODAY)
    assert (fault.field if fault else None) == field


def test_a_need_is_arranged_by_the_office_and_met_by_either() -> None:
    moves = {state: {move.name for move in rules.NEED.open_to(state, {OFFICE})} for state in rules.NEED.states}
    assert moves == {"asked": {"plan", "decline"}, "planned": {"plan", "meet"}, "met": set(), "declined": set(), "withdrawn": set()}
    assert {move.name for move in rules.NEED.open_to("asked", {OWNER})} == {"withdraw"}
    assert {move.name for move in rules.NEED.open_to("planned", {OWNER})} == {"meet"}
    need = {"state": "planned"}
    assert rules.need_fault(need, Moved("n", "meet", TODAY, "学完了，用上了"), [OWNER], TODAY) is None
    silent, ahead = [rules.need_fault(need, Moved("n", "meet", on, text), [OWNER], TODAY) for on, text in ((TODAY, ""), ("2026-11-17", "学完"))]
    assert silent and silent.code == "lifecycle.missing" and ahead and ahead.field == "on"


def test_nobody_writes_about_themselves_for_the_office() -> None:
    assert rules.own_fault("m1", Actor("a", "m1", "本人")) is not None and rules.own_fault("m1", Actor("a", "m2", "他人")) is None


def sheet(*rows: list[str]) -> bytes:
    """A workbook of notes."""
    book = openpyxl.Workbook()
    page: Any = book.active
    for row in (HEADER, *rows):
        page.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_of_notes_is_taken_row_by_row() -> None:
    north = "综采一区党支部"
    reading = rules.read_notes(
        sheet(
            [north, "E1", "2026", "站起来会说", "能带别人", "别的支部来听过"],
            [north, "E1", "2026", "坐下来会写", "能做到", "已经知道的"],
            [north, "E1", "2020", "坐下来会写", "能做到", "太早"],
            [north, "E1", "2026", "坐得住", "能做到", "不是一项"],
            [north, "E1", "2026", "沉下去会干", "95分", "不是数字"],
            [north, "E2", "2026", "沉下去会干", "能做到", "本人"],
            [north, "E9", "2026", "沉下去会干", "能做到", "不是书记"],
        ),
        [{"id": "b1", "name": north}],
    )
    secretaries = {number: {"member": member, "branch": "b1"} for number, member in (("E1", "m1"), ("E2", "office"))}
    known = {rules.note_id("m1", 2026, "write", "office"): {"level": "able", "example": "已经知道的"}}
    planned = rules.plan_import(reading, secretaries, known, "office", ("2026", "2025"))
    assert planned.known == 1
    assert list(planned.notes.values()) == [
        {"member": "m1", "branch": "b1", "year": 2026, "item": "speak", "side": "office", "level": "leading", "example": "别的支部来听过"}
    ]
    assert [one.row for one in reading.problems] == [4, 5, 6, 7, 8]
