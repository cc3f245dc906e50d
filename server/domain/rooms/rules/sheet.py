"""Reads a workbook of bookings: which columns are which, what each row asks for, and what is wrong with it; and an empty sheet to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl
from msgspec import Struct
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from server.domain.organisation import Cell, Sheet, find_header, iso_date, name_text, plain_text, read_sheets
from server.domain.rooms.rules.asking import PURPOSE_AT_MOST, Asked
from server.domain.rooms.schemas import BookingProblem
from server.kit.problems import Problem

HEADERS: Mapping[str, tuple[str, ...]] = {
    "room": ("室", "房间", "场所", "活动室", "会议室", "地点"),
    "branch": ("党支部", "所在党支部", "支部", "预约支部", "预约单位", "使用单位", "单位"),
    "on": ("日期", "使用日期", "预约日期"),
    "start": ("开始", "开始时间", "起"),
    "end": ("结束", "结束时间", "止"),
    "purpose": ("用途", "活动内容", "活动", "内容", "事由"),
    "people": ("人数", "参加人数"),
}
REQUIRED = ("room", "branch", "on", "start", "end", "purpose")
_EXAMPLE = ("党性修养室", "综采一区党支部", "2026-12-03", "14:30", "16:00", "主题党日", 30)
_WIDTHS = (18, 24, 14, 10, 10, 40, 8)
ROWS_AT_MOST = 2000


class Draft(Struct, frozen=True):
    """A row that can be read; `row` counts as Excel does."""

    row: int
    asked: Asked


class Found(Struct, frozen=True):
    """The sheet of a workbook that holds bookings."""

    name: str
    sheet: Sheet

    def problem(self, row: int, field: str, reason: str, remedy: str) -> BookingProblem:
        """What is wrong with a row, at the column of a field."""
        value = plain_text(self.sheet.cell(self.sheet.rows[row - 1], field))
        return BookingProblem(row, self.sheet.title_of(field) or HEADERS[field][0], value, reason, remedy)


def read_page(content: bytes) -> Found:
    """The first sheet of a workbook that has the columns. Raises Problem organisation.workbook, rooms.no_sheet or rooms.too_many."""
    found = [Found(name, sheet) for name, rows in read_sheets(content).items() if (sheet := find_header(rows, HEADERS, REQUIRED))]
    if not found:
        needed = "、".join(HEADERS[field][0] for field in REQUIRED)
        raise Problem("rooms.no_sheet", "没有找到预约表", f"没有一个工作表同时有这些列：{needed}。", "请下载模板，或检查表头的列名后再导入。")
    if len(found[0].sheet.rows) > ROWS_AT_MOST:
        raise Problem("rooms.too_many", "行数太多", f"一次最多导入 {ROWS_AT_MOST} 行。", "请分成几个文件导入。")
    return found[0]


def read_rows(page: Found, rooms: Mapping[str, str], branches: Mapping[str, str]) -> tuple[list[Draft], list[BookingProblem]]:
    """Each row that asks for something, or what is wrong with it; `rooms` and `branches` are ids by name."""
    drafts: list[Draft] = []
    problems: list[BookingProblem] = []
    for at, row in _speaking(page.sheet):
        reader = _Reader(page, at, row)
        asked = reader.read(rooms, branches)
        problems += reader.problems
        if not reader.problems:
            drafts.append(Draft(at, asked))
    return drafts, problems


def _speaking(sheet: Sheet) -> Iterator[tuple[int, Sequence[Cell]]]:
    for at, row in enumerate(sheet.rows[sheet.header + 1 :], sheet.header + 2):
        if sum(bool(name_text(sheet.cell(row, field))) for field in sheet.columns) >= 2:
            yield at, row


class _Reader:
    """Reads the cells of one row and keeps what is wrong with them."""

    def __init__(self, page: Found, at: int, row: Sequence[Cell]) -> None:
        self.problems: list[BookingProblem] = []
        self._page, self._at, self._row = page, at, row

    def read(self, rooms: Mapping[str, str], branches: Mapping[str, str]) -> Asked:
        return Asked(
            branch=self._known("branch", branches, "没有这个组织"),
            room=self._known("room", rooms, "没有这个室"),
            on=self._day(),
            start=self._minute("start"),
            end=self._minute("end"),
            purpose=self._purpose(),
            people=self._people(),
        )

    def _cell(self, field: str) -> Cell:
        return self._page.sheet.cell(self._row, field)

    def _refuse(self, field: str, reason: str, remedy: str) -> None:
        self.problems.append(self._page.problem(self._at, field, reason, remedy))

    def _known(self, field: str, ids: Mapping[str, str], reason: str) -> str:
        if (name := name_text(self._cell(field))) not in ids:
            self._refuse(field, reason, "名称要与系统里的一样。")
        return ids.get(name, "")

    def _day(self) -> str:
        try:
            day = iso_date(self._cell("on"))
        except (ValueError, OverflowError):
            day = None
        if day is None:
            self._refuse("on", "不是日历上的日期", "请写成 2026-12-03 这样的日期。")
        return day or ""

    def _minute(self, field: str) -> int:
        minute = minute_of(self._cell(field))
        if minute is None:
            self._refuse(field, "不是时间", "请写成 14:30 这样的时间，整点或半点。")
        return minute or 0

    def _purpose(self) -> str:
        text = plain_text(self._cell("purpose"))
        if not text or len(text) > PURPOSE_AT_MOST:
            self._refuse("purpose", "没有写用途" if not text else "用途太长", f"用途要写明，至多 {PURPOSE_AT_MOST} 个字。")
        return text

    def _people(self) -> int:
        text = name_text(self._cell("people")).removesuffix("人") if "people" in self._page.sheet.columns else ""
        if text and not (text.isascii() and text.isdecimal() and int(text) < 10_000):
            self._refuse("people", "不是人数", "请写一个整数，或空着。")
            return 0
        return int(text or 0)


def minute_of(cell: Cell) -> int | None:
    """A cell's time of day in minutes, however Excel holds it; None for what is none."""
    if isinstance(cell, (datetime, time)):
        return cell.hour * 60 + cell.minute
    if isinstance(cell, timedelta):
        return round(cell.total_seconds() / 60)
    if isinstance(cell, float) and 0 <= cell < 1:
        return round(cell * 24 * 60)
    found = re.fullmatch(r"(\d{1,2})[:时点](?:(\d{2})(?::00)?分?|(半))?", plain_text(cell), re.ASCII)
    if not found or int(found[1]) > 24 or int(found[2] or 0) > 59:
        return None
    return int(found[1]) * 60 + (30 if found[3] else int(found[2] or 0))


def template() -> bytes:
    """An empty sheet, and one that shows how it is filled in."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = "预约"
    for column, (names, width) in enumerate(zip(HEADERS.values(), _WIDTHS, strict=True), 1):
        head = page.cell(1, column, names[0])
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="EDE8E0")
        page.column_dimensions[get_column_letter(column)].width = width
        page.column_dimensions[get_column_letter(column)].number_format = "@"
    page.freeze_panes = "A2"
    shown = book.create_sheet("填写说明")
    shown.append(["列", "怎样填"])
    for names, example in zip(HEADERS.values(), _EXAMPLE, strict=True):
        shown.append([names[0], example])
    shown.column_dimensions["B"].width = 40
    out = BytesIO()
    book.save(out)
    return out.getvalue()
