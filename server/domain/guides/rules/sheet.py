"""Assignments from a sheet: what each row says, what of it is new, and what cannot be taken. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from msgspec import Struct

from server.domain.guides.rules.asking import assign_fault, assignment_id
from server.domain.guides.rules.course import TEAMS
from server.domain.organisation import OwnedColumn, OwnedRow, OwnedSheet, owned_template, read_owned
from sync.mutation import Refusal

_COLUMNS = (
    OwnedColumn("employee_no", ("工号", "员工编号", "人员编号"), True, at_most=40, example="JE0001"),
    OwnedColumn("name", ("姓名",), False, at_most=100, example="可以不填；填了就与工号核对"),
    OwnedColumn("team", ("队伍", "类别", "身份"), True, at_most=20, example="指导员，或联络员"),
    OwnedColumn("from_on", ("开始日期", "派驻日期", "起始日期", "开始"), True, "day", example="2026-01-01"),
    OwnedColumn("to_on", ("结束日期", "截止日期", "结束"), False, "day", example="还在派驻的不填"),
    OwnedColumn("reason", ("事由", "依据", "备注"), False, at_most=500, example="济二党字〔2026〕3号"),
)
_TEAM_OF = {**{title: team for team, title in TEAMS.items()}, **{title.removeprefix("党建"): team for team, title in TEAMS.items()}}


class Import(Struct, frozen=True):
    """What a sheet comes to: assignments to write (id -> columns) and how many are known."""

    assignments: Mapping[str, Mapping[str, Any]]
    known: int


class Known(Struct, frozen=True):
    """What is there already: members by employee number (id, name, posts), branches of each organisation, assignments, who hands the sheet in."""

    members: Mapping[str, Mapping[str, Any]]
    branches: Mapping[str, list[str]]
    assignments: Mapping[str, Mapping[str, Any]]
    person: str
    own: Collection[str]


def read_assignments(content: bytes, places: Iterable[Mapping[str, Any]]) -> OwnedSheet:
    """The rows of a workbook; `places` are organisations that have a branch. Problem organisation.workbook, sheets.columns."""
    return read_owned(content, "指导员联络员", _COLUMNS, places)


def template() -> bytes:
    """An empty sheet of assignments."""
    return owned_template("指导员联络员", _COLUMNS, "党总支或党支部，照组织台账的名称，如：综采一区党支部")


def plan_import(reading: OwnedSheet, known: Known) -> Import:
    """What is new of the sheet; notes in it what cannot be taken: nobody assigns themselves, or guides to the own branch, by a sheet neither."""
    planned: dict[str, dict[str, Any]] = {}
    met = 0
    for row in reading.rows:
        member = known.members.get(str(row.values["employee_no"]))
        reason = _row_fault(row, member, known)
        wanted = _wanted(row, member, known) if member and not reason else {}
        key = assignment_id(row.owner, str(wanted["person"]), str(wanted["team"]), str(wanted["from_on"])) if wanted else ""
        if wanted and key in known.assignments:
            met += 1
            continue
        others = [one for one in (*known.assignments.values(), *planned.values()) if one["org"] == row.owner]
        fault = assign_fault(wanted, others, member["posts"]) if wanted and member else None
        if reason:
            reading.problems.append(reading.problem(row.row, reason[0], reason[1]))
        elif key in planned:
            reading.problems.append(reading.problem(row.row, "employee_no", "表里已有同一项安排"))
        elif fault:
            reading.problems.append(reading.problem(row.row, _column(fault, row), fault.detail))
        else:
            planned[key] = wanted
    return Import(planned, met)


def _column(fault: Refusal, row: OwnedRow) -> str:
    """The column of what a rule refused; that of the person, where it names none of the sheet."""
    return fault.field if fault.field and fault.field in row.values else "employee_no"


def _row_fault(row: OwnedRow, member: Mapping[str, Any] | None, known: Known) -> tuple[str, str] | None:
    """The column that is wrong, and why, or None."""
    if member is None:
        return "employee_no", "花名册里没有这个工号"
    if row.values["name"] and row.values["name"] != member["name"]:
        return "name", f"这个工号是 {member['name']}"
    if row.values["team"] not in _TEAM_OF:
        return "team", "请填指导员或联络员"
    if member["id"] == known.person or row.owner in known.own:
        return "employee_no", "是您本人，或您在这个组织任职，请由党群工作部的其他同志导入这一行"
    return None


def _wanted(row: OwnedRow, member: Mapping[str, Any], known: Known) -> dict[str, Any]:
    said = {"team": _TEAM_OF[row.values["team"]], "from_on": row.values["from_on"], "to_on": row.values["to_on"] or None}
    who = {"person": member["id"], "person_name": member["name"], "reason": row.values["reason"] or "由表格导入"}
    branches = known.branches[row.owner]
    return {"org": row.owner, "branch": branches[0], "branches": branches, **who, **said}
