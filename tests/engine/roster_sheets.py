"""Sheets for the tests of the roster, and what is known after importing them."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from server.domain.organisation.rules import Known, Plan, find_header, plan_import, read_roster

SHIPPED = Path(__file__).resolve().parents[2] / "server/domain/organisation/demo/roster.xlsx"
TODAY = "2026-11-22"
LATER = "2027-03-01"
TITLE = ["济二煤矿党员花名册（模拟数据）"]
HEADER = [
    "序号",
    "姓名",
    "人员类别",
    "入党日期",
    "转正日期",
    "所在党总支",
    "所在党支部",
    "所在党小组",
    "党内职务",
    "工作岗位",
    "班次",
    "井下/地面",
    "工号",
]
EMPTY = Known({}, {}, {}, {}, {})


def person(number: str, name: str = "王岩", branch: str = "综采一区党支部", group: str = "第一党小组", **other: Any) -> dict[str, Any]:
    """A row of a sheet by its columns' names."""
    return {"工号": number, "姓名": name, "人员类别": "正式党员", "所在党支部": branch, "所在党小组": group, **other}


def people(count: int, **same: Any) -> list[dict[str, Any]]:
    """Rows of so many people in one branch."""
    return [person(f"J{n:03}", **same) for n in range(1, count + 1)]


def sheet_of(rows: Sequence[Mapping[str, Any]], header: Sequence[str] = HEADER) -> list[list[Any]]:
    """A sheet with a title, a header and these rows."""
    return [TITLE, list(header), *([row.get(column, "") for column in header] for row in rows)]


def plan(rows: Sequence[Sequence[Any]], known: Known = EMPTY, today: str = TODAY, remove_left: bool = False) -> Plan:
    """The plan of importing a sheet."""
    sheet = find_header(rows)
    assert sheet is not None
    return plan_import(sheet, read_roster(sheet, today), known, today, remove_left, dry_run=True)


def after(known: Known, made: Plan) -> Known:
    """What is known when the plan was written."""

    def merged(old: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        return {**old, **{i: {**old.get(i, {}), **values} for i, values in changes.items()}}

    memberships = {row["id"]: row for row in known.memberships.values()}
    memberships |= {i: {"id": i, **row} for i, row in made.memberships.items()}
    return Known(
        merged(known.organisations, made.organisations),
        merged(known.members, made.members),
        merged(known.details, made.details),
        {row["member"]: row for row in memberships.values() if row["to_on"] is None},
        {i: row for i, row in merged(known.posts, made.posts).items() if row["to_on"] is None},
    )


def import_all(rows: Sequence[Sequence[Any]], known: Known = EMPTY, today: str = TODAY) -> Known:
    """What is known after importing a sheet."""
    return after(known, plan(rows, known, today))


def written(made: Plan) -> int:
    """How many rows a plan writes."""
    return sum(map(len, (made.organisations, made.members, made.posts, made.memberships, made.details)))


def named(known: Known, number: str) -> dict[str, Any]:
    """The known member with an employee number, with its id."""
    return next({"id": i, **row} for i, row in known.members.items() if row["employee_no"] == number)


def reasons(made: Plan) -> list[tuple[int, str, str]]:
    """The problems of a plan without their sentences."""
    return [(problem.row, problem.column, problem.value) for problem in made.report.problems]


def workbook(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """An Excel workbook of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
