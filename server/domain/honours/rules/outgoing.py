"""Honours as a sheet, which an import reads again."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from server.domain.honours.rules.sheet import HEADERS, PAGE_NAME
from server.domain.honours.rules.stories import LIFECYCLE
from server.domain.honours.schemas import HonourOut, StoryLineOut
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


_KINDS: Mapping[str, str] = {"person": "典型人物", "case": "典型案例"}
_STORY = (
    Column("题目", width=40),
    Column("类别", width=12),
    Column("党组织", width=24),
    Column("写到的人", width=30),
    Column("状态", width=10),
    Column("几人没有答复", "number", 14),
    Column("最后改的人", width=12),
    Column("最后改", "moment", 18),
    Column("发布", "moment", 18),
)


def stories_book(stories: AsyncIterator[Sequence[StoryLineOut]], state: str) -> Book:
    """The stories in a state ('' for all), the one written last first."""
    return Book("典型", {"状态": LIFECYCLE.words[state]} if state else {}, [Page("典型", _STORY, _stories(stories))])


async def _stories(stories: AsyncIterator[Sequence[StoryLineOut]]) -> AsyncIterator[Sequence[Sequence[Any]]]:
    async for some in stories:
        yield [_story(one) for one in some]


def _story(one: StoryLineOut) -> list[Any]:
    about = [one.title, _KINDS.get(one.kind, one.kind), one.org_name, one.names, LIFECYCLE.words[one.state], one.waiting]
    return [*about, one.edited_by_name, one.edited_at, one.published_at, one.story]


async def _rows(honours: AsyncIterator[Sequence[HonourOut]]) -> AsyncIterator[Sequence[Sequence[Any]]]:
    async for some in honours:
        yield [_row(one) for one in some]


def _row(one: HonourOut) -> list[Any]:
    whose = [one.employee_no, one.name if one.member else "", one.org_name]
    return [one.year, one.level_title, one.title, one.giver, *whose, one.text, one.entered_by_name, one.entered_at, one.honour]
