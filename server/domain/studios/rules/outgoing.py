"""Achievements as sheets that can be imported again, and studios with a year, in the words of docs/glossary.md."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from server.domain.studios.rules.achieving import BENEFITS, LEVELS, LIFECYCLE
from server.domain.studios.schemas import StudioOut
from server.kit.sheets import Book, Column, Page, batch

_COLUMNS = (
    Column("成果名称", width=30),
    Column("成果类型", width=16),
    Column("认定级别", width=12),
    Column("完成日期", "day", 12),
    Column("认定日期", "day", 12),
    Column("党支部", width=24),
    Column("工作室", width=24),
    Column("完成人", width=40),
    Column("做法和成效", width=60),
    Column("衡量什么", width=24),
    Column("改进前", width=10),
    Column("改进后", width=10),
    Column("单位", width=8),
    Column("年创效（万元）", width=14),
    Column("创效方式", width=12),
    Column("测算依据", width=40),
    Column("状态", width=10),
)


def achievements_book(rows: AsyncIterator[Sequence[Mapping[str, Any]]], chosen: Mapping[str, str], kinds: Mapping[str, str]) -> Book:
    """A list of achievements by its filter; `kinds` are titles by key."""
    told = {label: words for label, words in chosen.items() if words}
    return Book("创新成果", told, [Page("创新成果", _COLUMNS, _rows(rows, kinds))])


async def _rows(found: AsyncIterator[Sequence[Mapping[str, Any]]], kinds: Mapping[str, str]) -> AsyncIterator[Sequence[Sequence[Any]]]:
    async for some in found:
        yield [_row(one, kinds) for one in some]


def _row(one: Mapping[str, Any], kinds: Mapping[str, str]) -> list[Any]:
    people = "；".join(f"{person['number']} {person['name']} {person['share']}%".strip() for person in one["people"])
    yuan = "" if one["yuan"] is None else f"{Decimal(one['yuan']) / 10_000:f}"
    where = [one["title"], kinds.get(one["kind"], one["kind"]), LEVELS.get(one["level"], ""), one["done_on"] or None, one["recognised_on"] or None]
    effect = [one["story"], one["measure"], one["before"], one["after"], one["unit"], yuan, BENEFITS.get(one["benefit"], ""), one["yuan_basis"]]
    return [*where, one["branch_name"], one["studio_name"], people, *effect, LIFECYCLE.words[one["state"]], one["id"]]


_STUDIO = (
    Column("工作室", width=28),
    Column("党组织", width=24),
    Column("负责人", width=12),
    Column("成员", width=40),
    Column("地点", width=24),
    Column("专业方向", width=24),
    Column("成立", "day", 12),
    Column("撤销", "day", 12),
)
_YEAR = (Column("年创效（元）", "number", 14), Column("数据到", "moment", 18))


def studios_book(studios: Sequence[StudioOut], year: int) -> Book:
    """All studios with their people of now and a year's targets: for each what is done, and how much is wanted."""
    titles = {goal.key: goal.title for one in studios for goal in one.year.goals}
    goals = [Column(f"{title} {what}", "number", 14) for title in titles.values() for what in ("完成", "目标")]
    return Book("创新工作室", {"年度": str(year)}, [Page("创新工作室", (*_STUDIO, *goals, *_YEAR), batch(_studio(one, titles) for one in studios))])


def _studio(one: StudioOut, keys: Iterable[str]) -> list[Any]:
    now = [person for person in one.people if not person.to_on]
    names = ["、".join(person.name for person in now if person.leads is leads) for leads in (True, False)]
    reached = {goal.key: (len(goal.records), goal.target) for goal in one.year.goals}
    goals = [number for key in keys for number in reached.get(key, (None, None))]
    about = [one.name, one.org_name, *names, one.place, one.field, one.founded_on, one.closed_on]
    return [*about, *goals, one.year.yuan, one.year.data_up_to, one.studio]
