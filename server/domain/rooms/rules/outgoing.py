"""Bookings and the use of rooms as sheets, and a room's door sheet, in the words of docs/glossary.md."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from server.domain.rooms.rules.asking import clock_text
from server.domain.rooms.rules.using import Use, Used
from server.kit.sheets import Book, Column, Page, batch

Row = Mapping[str, Any]
STATES: Mapping[str, str] = {"accepted": "已约上", "refused": "没有约上", "cancelled": "已取消", "replaced": "已改约"}
CAUSES: Mapping[str, str] = {"": "", "taken": "已被约用", "closed": "停用", "past": "时间已过"}
WEEKDAYS = "一二三四五六日"
_BOOKING = (
    Column("室", width=18),
    Column("日期", "day", 12),
    Column("开始", width=8),
    Column("结束", width=8),
    Column("党支部", width=24),
    Column("用途", width=40),
    Column("人数", "number", 8),
    Column("状态", width=10),
    Column("说明", width=40),
    Column("提交", "moment", 18),
)
_USE = (Column("名称", width=24), Column("次数", "number", 8), Column("小时", width=8), Column("利用率", "share", 10))


def bookings_book(rows: AsyncIterator[Sequence[Row]], used: Used, first: str, last: str) -> Book:
    """Bookings between two days, and how much was used."""
    uses = (("按室", used.rooms), ("按时段", used.hours), ("按党支部", used.branches))
    pages = [Page("预约", _BOOKING, _rows(rows)), *(Page(title, _USE, batch(map(_use, lines))) for title, lines in uses)]
    return Book(f"党群服务中心预约 {first} 至 {last}", {"从": first, "到": last}, pages)


async def _rows(rows: AsyncIterator[Sequence[Row]]) -> AsyncIterator[Sequence[Sequence[Any]]]:
    async for some in rows:
        yield [_row(one) for one in some]


def _row(one: Row) -> list[Any]:
    when = [one["room_name"], one["on"], clock_text(one["start"]), clock_text(one["end"])]
    told = [STATES[one["state"]], one["reason"] or CAUSES[one["cause"]], one["asked_at"], one["id"]]
    return [*when, one["branch_name"], one["purpose"], one["people"] or None, *told]


def _use(one: Use) -> list[Any]:
    return [one.name, one.bookings, f"{one.minutes / 60:g}", one.share, one.key]


def door_sheet(room: Row, bookings: Sequence[Row], closures: Sequence[str], first: str, days: int) -> dict[str, Any]:
    """What hangs at a room's door for some days: for each day its lines (time, branch, purpose), and in words when it is closed."""
    every = [(date.fromisoformat(first) + timedelta(days=number)) for number in range(days)]
    told = [{"day": f"{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}", "lines": _lines(bookings, day.isoformat())} for day in every]
    return {"room": room["name"], "year": f"{every[0].year}年", "note": room["equipment"], "closures": list(closures), "days": told}


def _lines(bookings: Sequence[Row], day: str) -> list[dict[str, str]]:
    own = sorted((one for one in bookings if one["on"] == day), key=lambda one: one["start"])
    return [{"time": f"{clock_text(one['start'])}–{clock_text(one['end'])}", "branch": one["branch_name"], "purpose": one["purpose"]} for one in own]
