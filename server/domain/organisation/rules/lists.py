"""Reads a list of records from a workbook: the sheet that has the columns, its rows cell by cell, and what is wrong with each; and an empty one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import msgspec
import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from server.domain.organisation.rules.cells import Cell, iso_date, name_text, plain_text
from server.domain.organisation.rules.roster import Sheet, find_header
from server.domain.organisation.rules.workbook import read_sheets
from server.domain.organisation.schemas import RowProblem
from server.kit.problems import Problem

_TOTALS = ("合计", "总计", "小计")


class ListColumn(msgspec.Struct, frozen=True):
    """A column of a list: the headers that name it, the surest first (it stands in the template), an example, and whether a sheet must have it."""

    titles: tuple[str, ...]
    example: str
    required: bool = False
    characters: int = 100
    width: int = 16


class ListPage(msgspec.Struct, frozen=True):
    """The sheet of a workbook that holds a list."""

    name: str
    sheet: Sheet
    columns: Mapping[str, ListColumn]

    def rows(self) -> Iterator[ListRow]:
        """Rows below the header that say at least two things: no blank rows, totals or repeated headers."""
        first = next(iter(self.columns))
        for at, cells in enumerate(self.sheet.rows[self.sheet.header + 1 :], self.sheet.header + 2):
            row = ListRow(self, at, cells)
            told = row.peek(first)
            if (
                sum(bool(row.peek(field)) for field in self.sheet.columns) >= 2
                and told not in self.columns[first].titles
                and not told.endswith(_TOTALS)
            ):
                yield row


class ListRow:
    """Reads the cells of one row and keeps what is wrong with them. `number` counts rows as Excel does."""

    def __init__(self, page: ListPage, number: int, cells: Sequence[Cell]) -> None:
        self.number = number
        self.problems: list[RowProblem] = []
        self._page, self._cells = page, cells

    def peek(self, field: str) -> str:
        """The text of a cell as it is, '' without one."""
        return plain_text(self._page.sheet.cell(self._cells, field))

    def refuse(self, field: str, reason: str) -> None:
        """Notes what is wrong with a cell and how to mend it."""
        title = self._page.sheet.title_of(field) or self._page.columns[field].titles[0]
        self.problems.append(RowProblem(self.number, title, self.peek(field), reason))

    def text(self, field: str) -> str:
        """The text of a cell within its bounds."""
        told, column = self.peek(field), self._page.columns[field]
        if not told and column.required:
            self.refuse(field, "没有填写，请补上")
        if len(told) > column.characters:
            self.refuse(field, f"超过 {column.characters} 个字，请写得短一些")
        return told

    def name(self, field: str) -> str:
        """A name without any space in it."""
        return name_text(self._page.sheet.cell(self._cells, field))

    def day(self, field: str) -> str:
        """A day as ISO text; '' for an empty cell that may be empty."""
        try:
            told = iso_date(self._page.sheet.cell(self._cells, field))
        except (ValueError, OverflowError):
            self.refuse(field, "不是日历上的日期，请写成 2026-11-10 这样")
            return ""
        if told is None and self._page.columns[field].required:
            self.refuse(field, "没有日期，请补上")
        return told or ""

    def choice(self, field: str, words: Mapping[str, str]) -> str:
        """The key of a word in a dictionary; '' for an empty cell that may be empty."""
        told = self.name(field)
        found = next((key for key, word in words.items() if told and told in (word, key)), "")
        if not found and (told or self._page.columns[field].required):
            self.refuse(field, f"{'不认识' if told else '没有填写'}，可以填：{'、'.join(words.values())}")
        return found


def read_list(content: bytes, title: str, columns: Mapping[str, ListColumn]) -> ListPage:
    """The one sheet of a workbook that has the columns of a list; among several, the one of its title.

    Raises Problem: organisation.workbook if the bytes are no workbook, organisation.no_list if no sheet has the needed columns.
    """
    headers = {field: column.titles for field, column in columns.items()}
    required = [field for field, column in columns.items() if column.required]
    found = [ListPage(name, sheet, columns) for name, rows in read_sheets(content).items() if (sheet := find_header(rows, headers, required))]
    if not found:
        needed = "、".join(columns[field].titles[0] for field in required)
        detail = f"没有一个工作表同时有这些列：{needed}。"
        raise Problem("organisation.no_list", f"没有找到“{title}”表", detail, "请下载模板，或检查表头的列名后再导入。")
    return next((page for page in found if page.name == title), found[0])


def list_template(title: str, columns: Mapping[str, ListColumn], notes: Sequence[str] = ()) -> bytes:
    """An empty list with its columns, and a second sheet that says what goes into each."""
    book: Any = openpyxl.Workbook()
    page = book.active
    page.title = title
    for at, column in enumerate(columns.values(), 1):
        head = page.cell(1, at, column.titles[0])
        head.font, head.fill, head.alignment = Font(bold=True), PatternFill("solid", fgColor="EDE8E0"), Alignment(wrap_text=True)
        page.column_dimensions[get_column_letter(at)].width = column.width
        page.column_dimensions[get_column_letter(at)].number_format = "@"
    page.freeze_panes = "A2"
    told = book.create_sheet("填写说明")
    told.append(["列", "怎样填", "必填"])
    for column in columns.values():
        told.append([column.titles[0], column.example, "是" if column.required else ""])
    for note in notes:
        told.append(["", note, ""])
    told.column_dimensions["A"].width, told.column_dimensions["B"].width = 18, 70
    out = BytesIO()
    book.save(out)
    return out.getvalue()
