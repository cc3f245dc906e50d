"""Reads a sheet whose rows belong to organisations, such as projects: which columns are which, whose each row is, and what is wrong with it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any, Literal

import openpyxl
from msgspec import Struct
from openpyxl.styles import Font, PatternFill

from server.domain.organisation.rules.cells import Cell, iso_date, name_text, plain_text
from server.domain.organisation.rules.roster import Sheet, find_header
from server.domain.organisation.rules.workbook import read_sheets
from server.domain.organisation.schemas import OwnedReport, RowProblem
from server.kit.problems import Problem

OWNER = "owner"
OWNER_HEADERS = ("承办组织", "承办支部", "党组织", "组织", "党总支或党支部", "所在党支部", "党支部", "支部")
_DATED = re.compile(r"(?P<text>.*?)[\s（(:：|,，、]*(?P<day>\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?)\s*[)）]?\s*")


class OwnedColumn(Struct, frozen=True):
    """A column beside that of the owner: headers that name it, the surest first. `dated` holds lines, each with a day at its end."""

    field: str
    headers: tuple[str, ...]
    needed: bool = False
    kind: Literal["text", "day", "dated"] = "text"
    at_most: int = 2000
    example: str = ""


class OwnedRow(Struct, frozen=True):
    """A row that can be read: `row` counts as Excel does, `owner` is an organisation's id, `values` are texts, ISO days or (text, day) pairs."""

    row: int
    owner: str
    values: Mapping[str, Any]


class OwnedSheet(Struct, frozen=True):
    """What a workbook says: the sheet with the columns, its rows, and what is wrong with those that cannot be taken."""

    name: str
    sheet: Sheet
    rows: list[OwnedRow]
    problems: list[RowProblem]

    def problem(self, row: int, field: str, reason: str) -> RowProblem:
        """What is wrong with a row, at the column of a field."""
        return RowProblem(row, self.sheet.title_of(field) or field, plain_text(self.sheet.cell(self.sheet.rows[row - 1], field)), reason)

    def report(self, dry_run: bool, added: int, known: int) -> OwnedReport:
        """What became of it: how many rows were added, or would be, how many were known, and what is wrong with the others."""
        return OwnedReport(dry_run, self.name, added, known, sorted(self.problems, key=lambda one: one.row))


def read_owned(content: bytes, title: str, columns: Sequence[OwnedColumn], places: Iterable[Mapping[str, Any]]) -> OwnedSheet:
    """Reads the sheet that has the needed columns. `places` (id, name) are the organisations that may own.

    Raises Problem: organisation.workbook if the bytes are no workbook, sheets.columns if no sheet has the columns.
    """
    headers = {OWNER: OWNER_HEADERS} | {column.field: column.headers for column in columns}
    needed = [OWNER, *(column.field for column in columns if column.needed)]
    found = [(name, sheet) for name, rows in read_sheets(content).items() if (sheet := find_header(rows, headers, needed))]
    if not found:
        told = "、".join(headers[field][0] for field in needed)
        raise Problem("sheets.columns", f"没有找到“{title}”表", f"没有一个工作表同时有这些列：{told}。", "请下载模板，或检查表头的列名后再导入。")
    name, sheet = max(found, key=lambda pair: len(pair[1].columns))
    reading = OwnedSheet(name, sheet, [], [])
    owners = {name_text(place["name"]): str(place["id"]) for place in places}
    for at, cells in enumerate(sheet.rows[sheet.header + 1 :], sheet.header + 2):
        if any(plain_text(sheet.cell(cells, field)) for field in needed):
            _take(reading, at, cells, columns, owners)
    return reading


def _take(reading: OwnedSheet, at: int, cells: Sequence[Cell], columns: Sequence[OwnedColumn], owners: Mapping[str, str]) -> None:
    before = len(reading.problems)
    owner = owners.get(name_text(reading.sheet.cell(cells, OWNER)))
    if owner is None:
        reading.problems.append(reading.problem(at, OWNER, "没有这个党总支或党支部，请照组织台账的名称填写"))
    values = {column.field: _value(reading, at, reading.sheet.cell(cells, column.field), column) for column in columns}
    if owner is not None and len(reading.problems) == before:
        reading.rows.append(OwnedRow(at, owner, values))


def _value(reading: OwnedSheet, at: int, cell: Cell, column: OwnedColumn) -> Any:
    if column.needed and not plain_text(cell):
        reading.problems.append(reading.problem(at, column.field, "没有填写"))
        return ""
    if column.kind == "day":
        return _day(reading, at, cell, column)
    text = cell.strip() if isinstance(cell, str) else plain_text(cell)
    if len(text) > column.at_most:
        reading.problems.append(reading.problem(at, column.field, f"超过 {column.at_most} 个字"))
    return _dated(reading, at, text, column) if column.kind == "dated" else text


def _day(reading: OwnedSheet, at: int, cell: Cell, column: OwnedColumn) -> str:
    try:
        return iso_date(cell) or ""
    except (ValueError, OverflowError):
        reading.problems.append(reading.problem(at, column.field, "不是日历上的日期，请写成 2026-11-10 这样"))
        return ""


def _dated(reading: OwnedSheet, at: int, text: str, column: OwnedColumn) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in filter(None, (one.strip() for one in re.split(r"[\n；;]", text))):
        match = _DATED.fullmatch(line)
        day = _of_calendar(match["day"]) if match else ""
        if match is None or not day or not match["text"].strip():
            reading.problems.append(reading.problem(at, column.field, f"“{line[:30]}”要写明内容和日期，每条一行，如：方案会审 2026-03-31"))
            continue
        found.append((match["text"].strip(" 、，,.．"), day))
    return found


def _of_calendar(text: str) -> str:
    try:
        return iso_date(text) or ""
    except ValueError:
        return ""


def owned_template(title: str, columns: Sequence[OwnedColumn], owner: str) -> bytes:
    """An empty sheet with the columns, and beside it one that says what goes into each."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = title
    page.append([OWNER_HEADERS[0], *(column.headers[0] for column in columns)])
    help_page: Any = book.create_sheet("填写说明")
    help_page.append(["列", "怎样填", "必填"])
    help_page.append([OWNER_HEADERS[0], owner, "是"])
    for column in columns:
        help_page.append([column.headers[0], column.example, "是" if column.needed else ""])
    for cell in page[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="EDE8E0")
        page.column_dimensions[cell.column_letter].width = 24
    page.freeze_panes = "A2"
    help_page.column_dimensions["B"].width = 60
    out = BytesIO()
    book.save(out)
    return out.getvalue()
