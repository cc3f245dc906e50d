"""Honours as a sheet, which an import reads again."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from server.domain.honours.rules.sheet import HEADERS, PAGE_NAME
from server.domain.honours.schemas import HonourOut
from server.kit.sheets import Book, Column, Page

_WIDTHS = {"title": 32, "giver": 28, "org": 24, "text": 40}
_COLUMNS = (
    *(Column(titles[0], "number" if field == "year" else "text", _WIDTHS.get(field, 14)) for field, titles in HEADERS.items()),
    Column("登记人", width=12),
    Column("登记时间", "moment", 18),
)


def honours_book(honours: AsyncIterator[Sequence[HonourOut]], chosen: Mapping[str, str]) -> Book:
    """A list of honours by its filter (label -> words)."""
    return Book("荣誉台账", {label: words for label, words in chosen.items() if words}, [Page(PAGE_NAME, _COLUMNS, _rows(honours))])


async def _rows(honours: AsyncIterator[Sequence[HonourOut]]) -> AsyncIterator[Sequence[Sequence[Any]]]:
    async for some in honours:
        yield [_row(one) for one in some]


def _row(one: HonourOut) -> list[Any]:
    whose = [one.employee_no, one.name if one.member else "", one.org_name]
    return [one.year, one.level_title, one.title, one.giver, *whose, one.text, one.entered_by_name, one.entered_at, one.honour]
