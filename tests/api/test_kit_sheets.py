"""The writer of workbooks: cells of each kind, text that looks like a formula, bounds, and a server that goes on answering."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from server.kit import sheets
from server.kit.problems import Problem
from server.kit.sheets import Book, Column, Page, batch, read_out, write_book
from tests.workbooks import ID, Opened

ZONE = ZoneInfo("Asia/Shanghai")
AT_MS = 1_795_000_000_000
COLUMNS = (
    Column("甲", width=40),
    Column("数", "number"),
    Column("分", "tenths"),
    Column("率", "share"),
    Column("日", "day"),
    Column("时", "moment"),
)


async def written(*rows: list[Any]) -> Opened:
    book = Book("名单", {"党支部": "全部"}, [Page("表/一", COLUMNS, batch(rows))])
    return Opened(b"".join([chunk async for chunk in read_out(await write_book(book, AT_MS, ZONE))]))


async def test_cells_have_the_type_of_their_column() -> None:
    opened = await written(["两行\n字", 7, 925, 0.5, "2026-11-10", AT_MS, "a"], [None, None, None, None, "月底", None, "b"])
    first, second = opened.page("表 一")
    moment = datetime.fromtimestamp(AT_MS / 1000, ZONE).replace(second=0, tzinfo=None)  # whole minutes, as they are shown
    assert list(first.values()) == ["两行\n字", 7, 92.5, 0.5, datetime.fromisoformat("2026-11-10"), moment, "a"]
    assert (second["甲"], second["日"], second[ID]) == (None, "月底", "b")
    assert opened.note == {
        "内容": "名单",
        "数据截至": f"{moment:%Y-%m-%d %H:%M}（Asia/Shanghai）",
        "党支部": "全部",
        "行数": "2",
    }


async def test_a_page_opens_with_a_header_that_stays_a_filter_and_ids_out_of_sight() -> None:
    opened = await written(["甲", 1, 1, 1, "2026-11-10", AT_MS, "a"])
    page = opened.book["表 一"]
    assert (page.freeze_panes, page.auto_filter.ref, opened.book.active.title) == ("A2", "A1:F2", "表 一")
    assert page.column_dimensions["G"].hidden and not page.column_dimensions["A"].hidden
    assert page.column_dimensions["A"].width == pytest.approx(40, abs=1)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0"])
async def test_text_that_looks_like_a_formula_is_text_and_stays_text_when_it_is_edited(text: str) -> None:
    opened = await written([text, None, None, None, None, None, text])
    for cell in (opened.book["表 一"]["A2"], opened.book["表 一"]["G2"]):
        assert cell.data_type in ("s", "inlineStr")
        assert cell.value == text.replace("\r", "\n")
    cell = opened.book["表 一"]["A2"]
    assert (cell.quotePrefix, cell.number_format) == (True, "@")


async def test_a_text_longer_than_a_cell_says_that_it_goes_on() -> None:
    (row,) = (await written(["长" * 40_000, None, None, None, None, None, "a"])).page("表 一")
    assert len(row["甲"]) == sheets.CHARACTERS_AT_MOST
    assert row["甲"].endswith(sheets.CUT)


async def test_more_rows_than_a_worksheet_has_are_refused_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sheets, "ROWS_AT_MOST", 2)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(Problem, match=r"sheets\.rows"):
        await written(*[[None, 1, None, None, None, None, "a"]] * 3)
    assert list(tmp_path.iterdir()) == []


async def test_while_a_long_list_is_written_other_requests_are_answered() -> None:
    """Rows come in batches; between two of them, and while one is written, the loop turns."""
    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async def rows() -> AsyncIterator[list[list[Any]]]:
        for at in range(5):
            yield [["字" * 20, at, at, 0.5, "2026-11-10", AT_MS, str(n)] for n in range(1000)]

    turning = asyncio.create_task(turn())
    result = await write_book(Book("名单", {}, [Page("表", COLUMNS, rows())]), AT_MS, ZONE)
    turning.cancel()
    assert (result.rows, turns > 100) == (5000, True)
    result.file.close()
