"""How much rooms are used: by room, by hour of the day, by branch. Counted from what was booked and not given back. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from server.domain.rooms.rules.asking import Rule

Row = Mapping[str, Any]


class Use(Struct, frozen=True):
    """What something took of the rooms: bookings, minutes, the share of the minutes in which it could be taken (0 to 1), if any."""

    key: str
    name: str
    bookings: int
    minutes: int
    share: float | None


class Used(Struct, frozen=True):
    """Between two days: each room, each hour of the day in which rooms are open, each branch that booked, the most first."""

    rooms: list[Use]
    hours: list[Use]
    branches: list[Use]


def count_use(bookings: Iterable[Row], rooms: Sequence[Row], rule: Rule, first: str, last: str) -> Used:
    """`bookings` are those accepted: room, branch, branch_name, start, end. Days (ISO text) count whole, as open from `opens` to `closes`."""
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    every = list(bookings)
    open_minutes = days * (rule.closes - rule.opens)
    by_room = [_use(room["id"], room["name"], [one for one in every if one["room"] == room["id"]], open_minutes) for room in rooms]
    branches = defaultdict[tuple[str, str], list[Row]](list)
    for one in every:
        branches[one["branch"], one["branch_name"]].append(one)
    by_branch = [_use(key, name, own, None) for (key, name), own in branches.items()]
    return Used(by_room, _by_hour(every, rule, days * len(rooms)), sorted(by_branch, key=lambda one: (-one.minutes, one.name, one.key)))


def _use(key: str, name: str, bookings: Sequence[Row], possible: int | None) -> Use:
    minutes = sum(one["end"] - one["start"] for one in bookings)
    return Use(key, name, len(bookings), minutes, minutes / possible if possible else None)


def _by_hour(bookings: Sequence[Row], rule: Rule, room_days: int) -> list[Use]:
    """A booking of several hours counts in each of them."""
    found: list[Use] = []
    for hour in range(rule.opens // 60, -(-rule.closes // 60)):
        begins, ends = max(hour * 60, rule.opens), min(hour * 60 + 60, rule.closes)
        there = [one for one in bookings if one["start"] < ends and begins < one["end"]]
        minutes = sum(min(one["end"], ends) - max(one["start"], begins) for one in there)
        found.append(Use(str(hour), f"{hour:02}:00", len(there), minutes, minutes / (room_days * (ends - begins)) if room_days else None))
    return found
