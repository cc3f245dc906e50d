"""What the office notes of secretaries, from a sheet: what each row says, and what cannot be taken. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from msgspec import Struct

from server.domain.organisation import OwnedColumn, OwnedRow, OwnedSheet, owned_template, read_owned
from server.domain.secretaries.rules.asking import note_id
from server.domain.secretaries.rules.items import ITEMS, LEVELS, TITLES

_COLUMNS = (
    OwnedColumn("employee_no", ("工号", "员工编号", "人员编号"), True, at_most=40, example="JE0001"),
    OwnedColumn("year", ("年度", "年份", "年"), True, at_most=10, example="2026"),
    OwnedColumn("item", ("项目", "三基四会四强", "条目"), True, at_most=20, example="站起来会说"),
    OwnedColumn("level", ("做得怎样", "表现", "情况"), True, at_most=20, example="、".join(LEVELS.values())),
    OwnedColumn("example", ("事例", "说明", "具体事例"), True, at_most=1000, example="党课讲了安全承诺，职工听得懂、记得住"),
)
_ITEM_OF = {TITLES[item]: item for item in ITEMS}
_LEVEL_OF = {title: level for level, title in LEVELS.items()}


class Import(Struct, frozen=True):
    """What a sheet comes to: notes to write (id -> columns) and how many say what is known."""

    notes: Mapping[str, Mapping[str, Any]]
    known: int


def read_notes(content: bytes, places: Iterable[Mapping[str, Any]]) -> OwnedSheet:
    """The rows of a workbook. Problem organisation.workbook, sheets.columns."""
    return read_owned(content, "书记组织意见", _COLUMNS, places)


def template() -> bytes:
    """An empty sheet of notes."""
    return owned_template("书记组织意见", _COLUMNS, "书记所在的党支部，照组织台账的名称")


def plan_import(
    reading: OwnedSheet, secretaries: Mapping[str, Mapping[str, Any]], known: Mapping[str, Mapping[str, Any]], person: str, years: Collection[str]
) -> Import:
    """What is new of the sheet; notes in it what cannot be taken. `secretaries` by employee number; nobody notes about themselves."""
    planned: dict[str, dict[str, Any]] = {}
    met = 0
    for row in reading.rows:
        secretary = secretaries.get(str(row.values["employee_no"]))
        fault = _row_fault(row, secretary, person, years)
        if fault or secretary is None:
            reading.problems.append(reading.problem(row.row, *(fault or ("employee_no", ""))))
            continue
        said = {"level": _LEVEL_OF[row.values["level"]], "example": row.values["example"].strip()}
        year, item = int(row.values["year"]), _ITEM_OF[row.values["item"]]
        key = note_id(secretary["member"], year, item, "office")
        before = known.get(key, {})
        if key in planned:
            reading.problems.append(reading.problem(row.row, "item", "表里已有这一项"))
        elif all(before.get(name) == value for name, value in said.items()):
            met += 1
        else:
            planned[key] = {"member": secretary["member"], "branch": row.owner, "year": year, "item": item, "side": "office", **said}
    return Import(planned, met)


def _row_fault(row: OwnedRow, secretary: Mapping[str, Any] | None, person: str, years: Collection[str]) -> tuple[str, str] | None:
    """The column that is wrong, and why, or None."""
    if secretary is None or secretary["branch"] != row.owner:
        return "employee_no", "这个工号现在不是这个支部的书记"
    if secretary["member"] == person:
        return "employee_no", "是您本人，请由党群工作部的其他同志导入这一行"
    if row.values["year"] not in years:
        return "year", "只能写今年和去年的"
    if row.values["item"] not in _ITEM_OF:
        return "item", "不是十一项里的一项"
    return None if row.values["level"] in _LEVEL_OF else ("level", f"请填{'、'.join(_LEVEL_OF)}")
