"""Who holds rooms and bookings on a phone, who is told what became of one, and the rooms and rules that ship."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from server.domain.rooms.rules import RULE_ID, room_id
from server.replication import Addressee, News, Told, turned
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")
_flag = Field(Policy.SERVER, kind="bool")
_json = Field(Policy.SERVER, kind="json")

ROOM: Mapping[str, Field] = {
    **dict.fromkeys(("name", "equipment", "note", "state"), _text),
    **dict.fromkeys(("place", "capacity"), _number),
    "is_confirmed": _flag,
}
RULE: Mapping[str, Field] = {**dict.fromkeys(("opens", "closes", "ahead_days", "cancel_hours"), _number), "is_confirmed": _flag}
CLOSURE: Mapping[str, Field] = {**dict.fromkeys(("room", "reason", "state"), _text), "starts_at": _number, "ends_at": _number}
BOOKING: Mapping[str, Field] = {
    **dict.fromkeys(("room", "room_name", "branch", "series", "on", "purpose", "state", "cause", "reason"), _text),
    **dict.fromkeys(("start", "end", "starts_at", "ends_at", "people", "asked_at"), _number),
    **dict.fromkeys(("by_office", "is_past"), _flag),
    "offers": _json,
}
STEP: Mapping[str, Field] = {**dict.fromkeys(("booking", "branch", "act", "by", "by_name", "text"), _text), "place": _number, "at": _number}
SLOT: Mapping[str, Field] = {**dict.fromkeys(("room", "on", "booking"), _text), "slot": _number}


def everyones(_: Values) -> frozenset[str]:
    """Which rooms there are is for everyone to see."""
    return frozenset({"site"})


def closure_scopes(values: Values) -> frozenset[str]:
    """What is over need be on no phone."""
    return frozenset({"site"} if values["state"] == "standing" else ())


def booking_scopes(values: Values) -> frozenset[str]:
    """A branch holds all that it asked for; everyone sees whose a room is, until it is past. No name of a person stands in the row."""
    everyone = {"site"} if values["state"] == "accepted" and not values["is_past"] else set[str]()
    return frozenset(everyone | {f"branch:{values['branch']}"})


def step_scopes(values: Values) -> frozenset[str]:
    """Who did what is for the branch."""
    return frozenset({f"branch:{values['branch']}"})


def of_the_server(_: Values) -> frozenset[str]:
    """On no phone."""
    return frozenset()


# --- What people are told of


def _made(before: Values | None, after: Values | None) -> bool:
    """Of a series the first booking, and each that was refused: fifty good ones are one piece of news."""
    if before is not None or after is None or after["is_past"]:
        return False
    return after["state"] == "refused" or after["series"] in ("", after["id"])


def _tell_decided(booking: Values, _: str) -> Iterator[Told]:
    if booking["state"] in ("accepted", "refused"):
        yield _told(booking)


def _tell_cancelled(booking: Values, _: str) -> Iterator[Told]:
    yield _told(booking)


def _told(booking: Values) -> Told:
    words = {"state": booking["state"], "room": booking["room_name"], "day": booking["on"], "start": booking["start"], "end": booking["end"]}
    led = (Addressee("leads", booking["branch"], booking["branch"]),)
    return Told(led, f"rooms/booking/{booking['id']}", words, booking["state"])


NEWS = (
    News("booking_decided", "booking", _tell_decided, frozenset({"state"}), _made),
    News(
        "booking_cancelled", "booking", _tell_cancelled, frozenset({"state"}),
        lambda was, now: was is not None and turned(was, now, "state", "cancelled") and bool(now and now["by_office"]),
    ),
)  # fmt: skip

# --- What ships

OF_THE_SEED = ("党性修养室", "清风正气室", "图书室", "健身室", "排练厅", "多功能厅", "党建E+工作室")
PROPOSED = ("党员教育培训室", "党建创新实践室", "支部议事室", "谈心谈话室", "职工活动室")


def _room(name: str, place: int) -> dict[str, Any]:
    note = "" if name in OF_THE_SEED else "名称待确认：来源说有 12 个室，没有全部列出。"
    return {"name": name, "place": place, "capacity": 0, "equipment": "", "note": note, "state": "open", "is_confirmed": False}


SHIPPED_ROOMS: Mapping[str, Mapping[str, Any]] = {room_id(name): _room(name, place) for place, name in enumerate((*OF_THE_SEED, *PROPOSED), 1)}
"""12 rooms: the source names seven, and what the centre is for; the other five names, capacity and equipment of all are for the mine to confirm."""
SHIPPED_RULE: Mapping[str, Any] = {"opens": 7 * 60, "closes": 22 * 60, "ahead_days": 90, "cancel_hours": 2, "is_confirmed": False}
SHIPPED = {RULE_ID: ("room_rule", SHIPPED_RULE), **{key: ("room", values) for key, values in SHIPPED_ROOMS.items()}}
