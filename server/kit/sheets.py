"""Lists as Excel workbooks: rows go in as they are read, a file comes out; memory is the same for ten rows and for a hundred thousand."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Literal, ParamSpec, TypeVar
from urllib.parse import quote
from zoneinfo import ZoneInfo

import msgspec
import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from server.kit.problems import Problem

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHARACTERS_AT_MOST = 32_767  # of one cell (Excel's own bounds)
ROWS_AT_MOST = 1_048_575  # below the header
ID_TITLE = "系统编号"
NOTE_TITLE = "说明"
CUT = "……（未完，请在系统里查看）"
WRAPS_FROM = 30  # characters: cells of wider columns may have several lines
CHUNK_BYTES = 65_536
MINUTE_MS = 60_000

Kind = Literal["text", "number", "tenths", "share", "day", "moment"]
Rows = AsyncIterable[Sequence[Sequence[Any]]]
"""Rows in batches. A row has a cell for each column and then the id of what it tells of."""

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\n")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_FORMATS: Mapping[str, str] = {"number": "0", "tenths": "0.0", "share": "0%", "day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}
_THREAD = ThreadPoolExecutor(1, "sheets")
"""All workbooks are written by one thread: exports wait for one another, and no request waits for them."""
P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


class Column(msgspec.Struct, frozen=True):
    """A column of a page. What a cell holds: text; a whole number; tenths of points; a share from 0 to 1; an ISO day; an instant in epoch ms."""

    title: str
    kind: Kind = "text"
    width: int = 14


class Page(msgspec.Struct, frozen=True):
    """One worksheet of rows below a header."""

    title: str
    columns: Sequence[Column]
    rows: Rows


class Book(msgspec.Struct, frozen=True):
    """A workbook: what it is called, by what its rows were chosen (label -> words), and its pages."""

    name: str
    chosen: Mapping[str, str]
    pages: Sequence[Page]


class Written(msgspec.Struct, frozen=True):
    """A workbook on disk that has no name any more: it is gone with its last reader. `size` in bytes."""

    file: BinaryIO
    size: int
    rows: int


async def write_book(book: Book, at_ms: int, zone: ZoneInfo) -> Written:
    """Writes a workbook as of an instant: a page that says what it is, then the pages themselves.

    Text stays text: a cell that begins like a formula carries Excel's own mark (the apostrophe that is not part of the value).
    Raises Problem sheets.rows for more rows than a worksheet has.
    """
    with TemporaryDirectory(prefix="linghang-sheets-") as folder:
        writer = await _in_thread(_Writer, Path(folder), book, zone)
        try:
            for page in book.pages:
                sheet = await _in_thread(writer.add, page)
                async for rows in page.rows:
                    await _in_thread(sheet.write, rows)
                await _in_thread(sheet.end)
            return await _in_thread(writer.finish, at_ms)
        finally:
            await _in_thread(writer.abandon)


async def read_out(written: Written) -> AsyncIterator[bytes]:
    """The bytes of a workbook, piece by piece."""
    with written.file as file:
        while chunk := await asyncio.to_thread(file.read, CHUNK_BYTES):
            yield chunk


def attached(name: str, size: int | None = None) -> dict[str, str]:
    """The headers of an answer that a browser keeps as a file of this name."""
    _, _, ending = name.rpartition(".")
    told = {"Content-Disposition": f"attachment; filename=\"linghang.{ending}\"; filename*=UTF-8''{quote(name, safe='')}"}
    return told if size is None else told | {"Content-Length": str(size)}


async def batch(rows: Iterable[Sequence[Any]]) -> AsyncIterator[Sequence[Sequence[Any]]]:
    """Rows that are there already, as a page takes them."""
    yield list(rows)


async def batches(pages: AsyncIterable[Sequence[R]], row: Callable[[R], Sequence[Any]]) -> AsyncIterator[Sequence[Sequence[Any]]]:
    """A list that is read a page at a time, as a page of the workbook takes it; `row` makes one line of one item."""
    async for items in pages:
        yield [row(one) for one in items]


async def _in_thread(work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    return await asyncio.get_running_loop().run_in_executor(_THREAD, partial(work, *args, **named))


class _Sheet:
    """One worksheet as it grows; only the thread that writes touches it."""

    def __init__(self, page: Page, sheet: Any, formats: Mapping[str, Any], zone: ZoneInfo) -> None:
        self._sheet, self._formats, self._zone = sheet, formats, zone
        self._kinds = [_format_of(column) for column in page.columns]
        self.rows = 0
        for at, column in enumerate(page.columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, column.title, formats["head"])
        sheet.write_string(0, len(self._kinds), ID_TITLE, formats["head"])
        sheet.set_column(len(self._kinds), len(self._kinds), 14, None, {"hidden": True})
        sheet.freeze_panes(1, 0)

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        for row in rows:
            self.rows += 1
            if self.rows > ROWS_AT_MOST:
                raise _too_many()
            for at, kind in enumerate(self._kinds):
                if row[at] is not None and row[at] != "":
                    self._cell(at, kind, row[at])
            self._text(len(self._kinds), "text", row[-1])

    def _cell(self, at: int, kind: str, value: Any) -> None:
        if kind in ("text", "lines"):
            self._text(at, kind, str(value))
        elif kind == "tenths":
            self._sheet.write_number(self.rows, at, value / 10, self._formats[kind])
        elif kind == "moment":
            # Whole minutes, as they are shown: of the last instant of a day, spreadsheets would make the next day.
            moment = datetime.fromtimestamp(value // MINUTE_MS * MINUTE_MS / 1000, self._zone).replace(tzinfo=None)
            self._sheet.write_datetime(self.rows, at, moment, self._formats[kind])
        elif kind == "day":
            self._day(at, value)
        else:
            self._sheet.write_number(self.rows, at, value, self._formats[kind])

    def _day(self, at: int, text: str) -> None:
        try:
            self._sheet.write_datetime(self.rows, at, date.fromisoformat(text), self._formats["day"])
        except ValueError:  # people also write 月底
            self._text(at, "text", text)

    def _text(self, at: int, kind: str, text: str) -> None:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > CHARACTERS_AT_MOST:
            text = text[: CHARACTERS_AT_MOST - len(CUT)] + CUT
        marked = f"{kind} marked" if text.startswith(_BEGINS_A_FORMULA) else kind
        self._sheet.write_string(self.rows, at, text, self._formats[marked])

    def end(self) -> None:
        self._sheet.autofilter(0, 0, self.rows, len(self._kinds) - 1)


class _Writer:
    """One workbook as it grows. Its parts lie in a folder that goes away with it."""

    def __init__(self, folder: Path, book: Book, zone: ZoneInfo) -> None:
        self._path, self._told, self._zone = folder / "book.xlsx", book, zone
        self._book: Any = xlsxwriter.Workbook(str(self._path), {"constant_memory": True, "tmpdir": str(folder)})
        self._book.set_properties({"title": book.name})
        self._formats = {name: self._book.add_format(made) for name, made in _made_formats().items()}
        self._note = self._book.add_worksheet(NOTE_TITLE)
        self._sheets: list[_Sheet] = []

    def add(self, page: Page) -> _Sheet:
        sheet = self._book.add_worksheet(_NOT_IN_A_NAME.sub(" ", page.title)[:31])
        if not self._sheets:
            sheet.activate()
        self._sheets.append(_Sheet(page, sheet, self._formats, self._zone))
        return self._sheets[-1]

    def finish(self, at_ms: int) -> Written:
        rows = sum(sheet.rows for sheet in self._sheets)
        as_of = datetime.fromtimestamp(at_ms / 1000, self._zone).strftime("%Y-%m-%d %H:%M")
        told = {"内容": self._told.name, "数据截至": f"{as_of}（{self._zone.key}）", **self._told.chosen, "行数": str(rows)}
        self._note.set_column(0, 0, 14)
        self._note.set_column(1, 1, 60)
        for at, (label, words) in enumerate(told.items()):
            self._note.write_string(at, 0, label, self._formats["head"])
            self._note.write_string(at, 1, words, self._formats["lines"])
        self._book.close()
        return Written(self._path.open("rb"), self._path.stat().st_size, rows)

    def abandon(self) -> None:
        """Closes what a failed export left open; its files go with the folder."""
        for sheet in self._book.worksheets():
            with suppress(AttributeError):  # finished sheets have no file of rows any more
                sheet.row_data_fh.close()


def _format_of(column: Column) -> str:
    return "lines" if column.kind == "text" and column.width >= WRAPS_FROM else column.kind


def _made_formats() -> dict[str, dict[str, Any]]:
    top: dict[str, Any] = {"valign": "top"}
    text = top | {"num_format": "@"}
    kinds = {
        "text": text,
        "lines": text | {"text_wrap": True},
        **{kind: top | {"num_format": shape} for kind, shape in _FORMATS.items()},
    }
    marked = {f"{kind} marked": kinds[kind] | {"quote_prefix": True} for kind in ("text", "lines")}
    return {"head": {"bold": True, "bg_color": "#EDE8E0", "valign": "top"}, **kinds, **marked}


def _too_many() -> Problem:
    return Problem("sheets.rows", "行数太多", f"一张工作表最多 {ROWS_AT_MOST} 行。", "请缩小筛选的范围后再导出。")
