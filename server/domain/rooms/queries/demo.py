"""The demo mine's bookings: some weeks back, so that there is a use to look at, and some ahead. Invented, the same each time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from server.domain.organisation import derived_id, today_of
from server.domain.rooms import rules
from server.domain.rooms.queries.writing import load_centre, rooms_and_rule
from server.domain.rooms.rules import Asked, By
from server.replication import Replication, Unit

_BRANCHES = """select "id" from "organisation" where "kind" = 'branch' and not "deleted" order by "name" <> '综采一区党支部', "name", "id" """
_SECRETARIES = """select p."branch", a."id" as "account", m."name" from "post" p join "member" m on m."id" = p."member"
    left join "account" a on a."member" = m."id" where p."post" = 'secretary' and p."to_on" is null and not p."deleted" """
WEEKS_BACK = 4
KEPT_MS = 7 * 24 * 3_600_000
_CAPACITY = {"党性修养室": 60, "清风正气室": 40, "多功能厅": 120, "图书室": 30, "排练厅": 50, "党员教育培训室": 80}


class Habit(NamedTuple):
    """What comes back each week: weekday from 0, room, from and until which minute, what for, of how many branches on after another's place."""

    weekday: int
    room: str
    start: int
    end: int
    purpose: str
    branch: int


HABITS = (
    Habit(0, "党性修养室", 510, 600, "重温入党誓词", 0),
    Habit(0, "多功能厅", 870, 990, "党员大会", 3),
    Habit(1, "党员教育培训室", 510, 630, "技能培训", 1),
    Habit(1, "清风正气室", 960, 1020, "廉洁教育", 4),
    Habit(2, "党性修养室", 870, 960, "主题党日", 2),
    Habit(2, "图书室", 1080, 1200, "读书会", 5),
    Habit(3, "多功能厅", 510, 630, "党课", 6),
    Habit(3, "支部议事室", 960, 1020, "支委会", 0),
    Habit(4, "党性修养室", 930, 1050, "主题党日", 7),
    Habit(5, "排练厅", 1140, 1260, "职工合唱排练", 8),
)


async def load_demo(replication: Replication) -> None:
    """Bookings as they might stand today; what is there already stays."""
    async with replication.write(None, "demo rooms") as unit:
        if await unit.fetch('select 1 from "booking" limit 1'):
            return
        branches = [row["id"] for row in await unit.fetch(_BRANCHES)]
        secretaries = {row["branch"]: row for row in await unit.fetch(_SECRETARIES)}
        rooms, rule = await rooms_and_rule(unit)
        by_name = {room["name"]: room for room in rooms.values()}
        for name, capacity in _CAPACITY.items():
            unit.put("room", by_name[name]["id"], {"capacity": capacity, "equipment": "投影、音响"})
        centre = await load_centre(unit, [], rooms, rule)
        monday = date.fromisoformat(today_of(replication))
        monday -= timedelta(days=monday.weekday())
        for week in range(-WEEKS_BACK, 3):
            for number, habit in enumerate(HABITS):
                branch = branches[(habit.branch + max(week, -week) * 3 * (number % 2)) % len(branches)]
                _book(unit, habit, monday + timedelta(weeks=week, days=habit.weekday), by_name[habit.room], branch, secretaries, centre)


def _book(
    unit: Unit, habit: Habit, day: date, room: Mapping[str, Any], branch: str, secretaries: Mapping[str, Mapping[str, Any]], centre: rules.Centre
) -> None:
    """One booking, asked for a week before; what lies back was accepted then, whatever the clock says now."""
    asked = Asked(branch, room["id"], day.isoformat(), habit.start, habit.end, habit.purpose, 20)
    span = asked.span(asked.on)
    secretary = secretaries.get(branch, {})
    by = By(secretary.get("account") or "", secretary.get("name") or "", min(span.starts_at - KEPT_MS, unit.now_ms))
    then = rules.Centre({room["id"]: room}, rules.Rule(0, 1440, 366, 0), (), (), by.at) if span.starts_at < unit.now_ms else centre
    booking = derived_id("demo booking", room["id"], asked.on, str(habit.start))
    for put in rules.bookings(asked, booking, room, then, by):
        unit.put(*put)
    if span.ends_at < unit.now_ms - KEPT_MS:
        unit.put("booking", booking, {"is_past": True})
