"""The office's hand on rooms: their data and rules, closing one, booking and cancelling for a branch, the feed's address."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

import msgspec

from server.domain.audit import note_change
from server.domain.organisation import today_of
from server.domain.rooms import rules
from server.domain.rooms.queries.reading import CLOSURES, ROOMS
from server.domain.rooms.rules import Asked, By, Centre
from server.domain.rooms.schemas import BookingIn, CancelIn, ClosedOut, ClosureIn, FeedOut, RoomIn, RoomRuleIn
from server.kit.clock import is_day
from server.kit.identity import Actor
from server.kit.problems import Problem, Reason, invalid, refused_by_rule, row_not_found
from server.replication import Replication, Unit
from sync.mutation import Refusal

EVERYONE = ("site",)
"""Where it is decided whose a room is: phones lock the same."""
_ORGS = """select "id" from "organisation" where "kind" <> 'group' and not "deleted" """
_ORG = """select "id" from "organisation" where "kind" <> 'group' and not "deleted" and "closed_on" is null and "id" = {}"""
_MET = """select "id", "branch" from "booking" where not "deleted" and "state" = 'accepted' and "room" = {} and "starts_at" < {} and "ends_at" > {}
    order by "starts_at", "id" """
_FEED_OUT = 'delete from "room_feed"'
_FEED_IN = 'insert into "room_feed" ("id", "hash", "made_at", "made_by") values ({}, {}, {}, {})'


async def keep_room(replication: Replication, account: str, room: str, asked: RoomIn) -> None:
    """Changes a room, or adds one under an id that the browser made. Problem 400 for a name that another room has."""
    values = _said(asked) | {"name": asked.name.strip()}
    async with replication.write(account, "room", lock=EVERYONE) as unit:
        same = [row["id"] for row in await unit.fetch(ROOMS) if row["name"] == values["name"] and row["id"] != room]
        if same or not values["name"]:
            raise invalid([Reason("name", "已有同名的室" if same else "请写上名称")])
        known = (await unit.load("room", [room])).get(room, {})
        unit.put("room", room, values)
        await note_change(replication, account, "room", room, values["name"], _changes(known, values), asked.reason)


async def keep_rule(replication: Replication, account: str, asked: RoomRuleIn) -> None:
    """Changes the rules; bookings that stand are not touched. Problem 400."""
    if asked.opens >= asked.closes or asked.opens % rules.SLOT_MINUTES or asked.closes % rules.SLOT_MINUTES:
        raise invalid([Reason("closes", "开门和关门要在整点或半点，先开后关")])
    async with replication.write(account, "room rule", lock=EVERYONE) as unit:
        known, values = (await unit.load("room_rule", [rules.RULE_ID])).get(rules.RULE_ID, {}), _said(asked) | {"is_confirmed": True}
        unit.put("room_rule", rules.RULE_ID, values)
        await note_change(replication, account, "room", rules.RULE_ID, "预约规则", _changes(known, values), asked.reason)


def _said(asked: RoomIn | RoomRuleIn) -> dict[str, Any]:
    return {name: value for name, value in msgspec.structs.asdict(asked).items() if name != "reason"}


def _changes(known: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {name: (known.get(name), value) for name, value in values.items()}


# --- Closing


async def close_room(replication: Replication, actor: Actor, room: str, asked: ClosureIn) -> ClosedOut:
    """Closes a room for a time. Problem 404, 400, and 409 `rooms.closure_meets` where something is booked then and is not to be cancelled."""
    starts_at, ends_at = _closed_between(asked, replication.clock())
    async with replication.write(actor.account, "room closed", lock=await _all_scopes(replication)) as unit:
        if not await unit.load("room", [room]):
            raise row_not_found("没有这个室。")
        met = [row["id"] for row in await unit.fetch(_MET, room, ends_at, starts_at)]
        if met and not asked.cancel:
            told = f"这段时间有 {len(met)} 次预约。"
            raise Problem("rooms.closure_meets", "停用会碰上预约", told, "可以改时间；也可以一并取消，支部会收到通知和理由。", 409)
        closure = str(uuid4())
        said = {"room": room, "starts_at": starts_at, "ends_at": ends_at, "reason": asked.reason.strip(), "state": "standing"}
        unit.put("room_closure", closure, said)
        await _cancel_all(unit, met, asked.reason.strip(), By(actor.account, actor.name, unit.now_ms))
    return ClosedOut(closure, met)


def _closed_between(asked: ClosureIn, now_ms: int) -> tuple[int, int]:
    if not is_day(asked.from_on) or not is_day(asked.until_on) or not asked.reason.strip():
        raise invalid([Reason("reason" if is_day(asked.from_on) and is_day(asked.until_on) else "from_on", "要写明从哪天到哪天和理由")])
    starts_at, ends_at = rules.instant(asked.from_on, asked.from_minute), rules.instant(asked.until_on, asked.until_minute)
    if ends_at <= max(starts_at, now_ms):
        raise invalid([Reason("until_on", "停用的结束要在开始和现在以后")])
    return starts_at, ends_at


async def _all_scopes(replication: Replication) -> set[str]:
    """All branches and everyone: whatever is booked meanwhile waits until it is known what is closed."""
    return {f"branch:{row['id']}" for row in await replication.database.fetch(_ORGS)} | set(EVERYONE)


async def reopen_room(replication: Replication, account: str, closure: str) -> None:
    """Lifts a closure; what it cancelled stays cancelled. Problem 404."""
    async with replication.write(account, "room reopened", lock=EVERYONE) as unit:
        known = await unit.load("room_closure", [closure])
        if not known or known[closure]["state"] != "standing":
            raise row_not_found("没有这次停用，或已经结束。")
        unit.put("room_closure", closure, {"state": "over"})


# --- Booking and cancelling


async def book(replication: Replication, actor: Actor, asked: BookingIn) -> list[str]:
    """Books for an organisation, each day decided on its own; gives the ids of all days. Sent again with the same id it answers the same.

    Problem 404 for an unknown organisation, 400 with the field otherwise.
    """
    said = Asked(**{name: getattr(asked, name) for name in Asked.__struct_fields__ if name != "instead"})
    async with replication.write(actor.account, "room booked", lock=[f"branch:{said.branch}", *EVERYONE]) as unit:
        if not await unit.fetch(_ORG, said.branch):
            raise row_not_found("没有这个组织。")
        rooms, rule = await rooms_and_rule(unit)
        _refuse(rules.ask_fault(said, rooms.get(said.room), rule, today_of(replication)))
        made = [rules.occurrence_id(asked.booking, said.on, day) for day in said.days()]
        if not await unit.load("booking", [asked.booking]):
            centre = await load_centre(unit, rules.days_of(said), rooms, rule)
            for table, row, values in rules.bookings(said, asked.booking, rooms[said.room], centre, By(actor.account, actor.name, unit.now_ms)):
                unit.put(table, row, values)
    return made


async def rooms_and_rule(unit: Unit) -> tuple[dict[str, dict[str, Any]], rules.Rule]:
    """Rooms that are open, by id, and the rules."""
    rooms = await unit.where("room", "state", ["open"])
    rule = (await unit.load("room_rule", [rules.RULE_ID]))[rules.RULE_ID]
    return rooms, msgspec.convert(rule, rules.Rule)


async def load_centre(unit: Unit, days: Iterable[str], rooms: dict[str, dict[str, Any]], rule: rules.Rule) -> Centre:
    """What is taken on these days, and closed."""
    taken = await unit.where("room_slot", "on", days)
    pairs = [(one["room"], one["slot"]) for one in taken.values()]
    return Centre(rooms, rule, await unit.fetch(CLOSURES), pairs, unit.now_ms)


async def cancel(replication: Replication, actor: Actor, booking: str, asked: CancelIn) -> list[str]:
    """Cancels a booking with a reason, and with `later` what stands of its series after it; gives their ids. Problem 404, 400, 409."""
    async with replication.write(actor.account, "booking cancelled", lock=await _all_scopes(replication)) as unit:
        found = await unit.load("booking", [booking])
        if not found:
            raise row_not_found("没有这次预约。")
        one = found[booking]
        _refuse(rules.office_cancel_fault(one, asked.reason, unit.now_ms))
        meant = [booking]
        if asked.later and one["series"]:
            series = await unit.where("booking", "series", [one["series"]])
            meant += [key for key, other in series.items() if other["state"] == "accepted" and other["starts_at"] > one["starts_at"]]
        await _cancel_all(unit, meant, asked.reason.strip(), By(actor.account, actor.name, unit.now_ms))
    return meant


async def _cancel_all(unit: Unit, meant: list[str], reason: str, by: By) -> None:
    known = await unit.load("booking", meant)
    steps = await unit.where("booking_step", "booking", meant)
    for booking in meant:
        unit.put("booking", booking, {"state": "cancelled", "reason": reason, "by_office": True})
        place = 1 + sum(one["booking"] == booking for one in steps.values())
        unit.put(*rules.step(booking, known[booking]["branch"], place, "cancelled", by, reason))
    for slot in await unit.where("room_slot", "booking", meant):
        unit.delete("room_slot", slot)


def _refuse(fault: Refusal | None) -> None:
    if fault:
        raise refused_by_rule(fault, 409 if fault.code in ("rooms.state", "rooms.begun") else 400)


# --- The feed's address


async def rotate_feed(replication: Replication, actor: Actor) -> FeedOut:
    """A new secret address; the old one is void from this moment on."""
    secret, now_ms = rules.secret_of(os.urandom(32)), replication.clock()
    async with replication.database.write():
        await replication.database.fetch(_FEED_OUT)
        await replication.database.fetch(_FEED_IN, str(uuid4()), rules.hash_of(secret), now_ms, actor.name)
    return FeedOut(f"/api/room-feeds/{secret}", now_ms)


async def drop_feed(replication: Replication) -> None:
    """No feed any more."""
    async with replication.database.write():
        await replication.database.fetch(_FEED_OUT)
