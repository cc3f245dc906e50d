"""Reads rooms with their rules, bookings of days, the use of rooms, a room's door sheet, and the feed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from server.domain.organisation import today_of
from server.domain.papers import faces_of, fonts_of
from server.domain.rooms import rules
from server.domain.rooms.schemas import BookingOut, BookingsOut, ClosureOut, OfferOut, OrgOut, RoomOut, RoomRuleOut, RoomsOut, UsedOut, UseOut
from server.kit.clock import is_day
from server.kit.problems import Reason, invalid, row_not_found
from server.kit.sheets import Book
from server.kit.typeset import typeset
from server.replication import Replication
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
DAYS_AT_MOST = 400
SHEET_DAYS = (1, 7)
FEED_BEFORE, FEED_AFTER = timedelta(days=31), timedelta(days=400)
TYPST = Path(__file__).parents[1] / "data" / "door_sheet.typ"

ROOMS = 'select * from "room" where not "deleted" order by "place", "name", "id"'
RULE = 'select * from "room_rule"'
CLOSURES = """select * from "room_closure" where not "deleted" and "state" = 'standing' order by "starts_at", "id" """
_ORGS = """select "id" as "org", "name" from "organisation" where not "deleted" and "closed_on" is null and "kind" <> 'group'
    order by "kind" = 'branch', "name", "id" """
_EVERY = """select b.*, coalesce(o."name", '') as "branch_name", coalesce(s."by_name", '') as "by_name" from "booking" b
    left join "organisation" o on o."id" = b."branch" left join "booking_step" s on s."booking" = b."id" and s."place" = 1
    where not b."deleted" and"""
_BOOKINGS = f'{_EVERY} b."on" >= {{}} and b."on" <= {{}}'
_MADE = joined(_EVERY, in_list("id", "b."), 'order by b."on", b."start"')
_ALL = f'{_BOOKINGS} order by b."on", b."start", b."room_name", b."id"'
_ACCEPTED = f"""{_BOOKINGS} and b."state" = 'accepted' order by b."on", b."start", b."room_name", b."id" """
_OF_ROOM = f"""{_BOOKINGS} and b."state" = 'accepted' and b."room" = {{}} order by b."on", b."start", b."id" """
_FEED = 'select "hash", "made_at" from "room_feed"'


async def load_rooms(replication: Replication) -> RoomsOut:
    """All rooms, those that are off too, with the rules and what stands closed."""
    fetch = replication.database.fetch
    async with replication.database.read():
        rooms = [_room(row) for row in await fetch(ROOMS)]
        (rule,) = await fetch(RULE)
        closures = [msgspec.convert({**row, "closure": row["id"]}, ClosureOut) for row in await fetch(CLOSURES)]
        orgs = msgspec.convert(await fetch(_ORGS), list[OrgOut])
        feed = await fetch(_FEED)
    stands = msgspec.convert({**rule, "is_confirmed": bool(rule["is_confirmed"])}, RoomRuleOut)
    return RoomsOut(today_of(replication), rooms, stands, closures, orgs, feed[0]["made_at"] if feed else None)


def _room(row: Mapping[str, Any]) -> RoomOut:
    return msgspec.convert({**row, "room": row["id"], "is_confirmed": bool(row["is_confirmed"])}, RoomOut)


async def load_bookings(replication: Replication, first: str, last: str) -> BookingsOut:
    """All bookings of these days, refused and cancelled ones too. Problem 400 for days that are none, or too many."""
    check_days(first, last)
    async with replication.database.read():
        found = await replication.database.fetch(_ALL, first, last)
    return BookingsOut(replication.clock(), [_booking(row) for row in found])


async def load_made(replication: Replication, made: Sequence[str]) -> BookingsOut:
    """These bookings, by day."""
    async with replication.database.read():
        found = await replication.database.fetch(_MADE, to_json(list(made)))
    return BookingsOut(replication.clock(), [_booking(row) for row in found])


def check_days(first: str, last: str) -> None:
    """Problem 400 unless these are two days (ISO text) in order, at most 400 apart."""
    if not is_day(first) or not is_day(last) or last < first:
        raise invalid([Reason("first", "要写明从哪天到哪天")])
    if date.fromisoformat(last) - date.fromisoformat(first) > timedelta(days=DAYS_AT_MOST):
        raise invalid([Reason("last", f"一次最多看 {DAYS_AT_MOST} 天")])


def _booking(row: Mapping[str, Any]) -> BookingOut:
    offers = msgspec.json.decode(row["offers"], type=list[OfferOut])
    return msgspec.convert({**row, "booking": row["id"], "offers": offers, "by_office": bool(row["by_office"])}, BookingOut)


async def load_use(replication: Replication, first: str, last: str) -> UsedOut:
    """How much rooms are used between two days. Problem 400."""
    check_days(first, last)
    async with replication.database.read():
        used = await _use(replication.database.fetch, first, last)
    shown = {name: [UseOut(**msgspec.structs.asdict(one)) for one in getattr(used, name)] for name in ("rooms", "hours", "branches")}
    return UsedOut(first, last, **shown)


async def _use(fetch: Fetch, first: str, last: str) -> rules.Used:
    rooms = [room for room in await fetch(ROOMS) if room["state"] == "open"]
    rule = msgspec.convert((await fetch(RULE))[0], rules.Rule)
    return rules.count_use(await fetch(_ACCEPTED, first, last), rooms, rule, first, last)


async def bookings_book(replication: Replication, first: str, last: str) -> Book:
    """The same as a workbook, with all bookings. Problem 400."""
    check_days(first, last)
    async with replication.database.read():
        used = await _use(replication.database.fetch, first, last)
    return rules.bookings_book(_rows(replication, first, last), used, first, last)


async def _rows(replication: Replication, first: str, last: str) -> AsyncIterator[Sequence[dict[str, Any]]]:
    """Inside a snapshot, a month at a time."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    while start <= end:
        until = min(start + timedelta(days=30), end)
        yield await replication.database.fetch(_ALL, start.isoformat(), until.isoformat())
        start = until + timedelta(days=1)


async def write_door_sheet(replication: Replication, room: str, first: str, days: int) -> tuple[str, bytes]:
    """What hangs at a room's door for a day or a week: its name as a file, and the PDF. Problem 404, 400."""
    check_days(first, first)
    if days not in SHEET_DAYS:
        raise invalid([Reason("days", "门口的表是一天或一周的")])
    last = (date.fromisoformat(first) + timedelta(days=days - 1)).isoformat()
    fetch, settings = replication.database.fetch, replication.settings
    async with replication.database.read():
        known = {row["id"]: row for row in await fetch(ROOMS)}
        if room not in known:
            raise row_not_found("没有这个室。")
        bookings = await fetch(_OF_ROOM, first, last, room)
        closures = [_told(row) for row in await fetch(CLOSURES) if row["room"] == room and _meets(row, first, last)]
    data = rules.door_sheet(known[room], bookings, closures, first, days)
    pdf = await typeset(TYPST, {"faces": await asyncio.to_thread(faces_of, settings), "sheet": data}, fonts_of(settings))
    return f"{known[room]['name']} {first}", pdf


def _meets(closure: Mapping[str, Any], first: str, last: str) -> bool:
    return closure["starts_at"] < rules.instant(last, 24 * 60) and rules.instant(first, 0) < closure["ends_at"]


def _told(closure: Mapping[str, Any]) -> str:
    begins, ends = (datetime.fromtimestamp(closure[name] / 1000, rules.ZONE).strftime("%m月%d日 %H:%M") for name in ("starts_at", "ends_at"))
    return f"{begins} 至 {ends} 停用：{closure['reason']}"


async def write_feed(replication: Replication, secret: str, room: str) -> bytes:
    """The calendar behind a secret address, of one room or of all. Problem 404 where the secret is not the one that holds."""
    now_ms, fetch = replication.clock(), replication.database.fetch
    today = date.fromisoformat(today_of(replication))
    async with replication.database.read():
        kept = await fetch(_FEED)
        if not kept or kept[0]["hash"] != rules.hash_of(secret):
            raise row_not_found("没有这个地址。")
        days = (today - FEED_BEFORE).isoformat(), (today + FEED_AFTER).isoformat()
        found = await (fetch(_OF_ROOM, *days, room) if room else fetch(_ACCEPTED, *days))
    return rules.calendar("党群服务中心", found, now_ms)
