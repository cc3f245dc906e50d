"""What may be asked of rooms: a booking, and to give it back; in which words each is refused. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any

from msgspec import Meta, Struct

from server.domain.rooms.rules.times import OCCURRENCES_AT_MOST, SLOT_MINUTES, Repeat, Span, occurrences
from server.kit.clock import is_day
from sync.mutation import Refusal

_NAMESPACE = uuid.UUID("2f4f9a77-5a0e-5d63-9c2b-7d1b6f0a4c11")
PURPOSE_AT_MOST = 100
REASON_AT_MOST = 300
UNTIL_AT_MOST = timedelta(days=400)
HOUR_MS = 3_600_000
Row = Mapping[str, Any]
Id = Annotated[str, Meta(max_length=64)]
Day = Annotated[str, Meta(max_length=10)]
Minute = Annotated[int, Meta(ge=0, le=24 * 60)]


class Asked(Struct, frozen=True, forbid_unknown_fields=True):
    """A room for an organisation, on a day (ISO text) from minute to minute; `repeat` until a day makes more of the same.

    `instead`: a booking that was refused and is now answered by this one.
    """

    branch: Id
    room: Id
    on: Day
    start: Minute
    end: Minute
    purpose: Annotated[str, Meta(max_length=PURPOSE_AT_MOST)]
    people: Annotated[int, Meta(ge=0, le=9999)] = 0
    repeat: Repeat = ""
    until: Day = ""
    instead: Id = ""

    def days(self) -> list[str]:
        """The days it is asked for."""
        return occurrences(self.on, self.repeat, self.until)

    def span(self, on: str) -> Span:
        """The time it takes on one of them."""
        return Span(on, self.start, self.end)


class Given(Struct, frozen=True, forbid_unknown_fields=True):
    """A booking given back; `later`: those of the same series after it too."""

    reason: Annotated[str, Meta(max_length=REASON_AT_MOST)] = ""
    later: bool = False


class Rule(Struct, frozen=True):
    """Between which minutes rooms are open, how many days ahead a booking may lie, until how many hours before it a branch gives it back."""

    opens: int
    closes: int
    ahead_days: int
    cancel_hours: int


def occurrence_id(first: str, on: str, day: str) -> str:
    """The one id of a booking's day: that of the first is the booking's own. Sent twice, it is made once."""
    return first if day == on else str(uuid.uuid5(_NAMESPACE, f"{first}/{day}"))


def slot_id(booking: str, slot: int) -> str:
    """The one id of a half hour that a booking takes."""
    return str(uuid.uuid5(_NAMESPACE, f"{booking}/{slot}"))


def step_id(booking: str, place: int) -> str:
    """The one id of a step in a booking's story."""
    return str(uuid.uuid5(_NAMESPACE, f"step/{booking}/{place}"))


def room_id(name: str) -> str:
    """The one id of a room that ships."""
    return str(uuid.uuid5(_NAMESPACE, f"room/{name}"))


RULE_ID = str(uuid.uuid5(_NAMESPACE, "rule"))


def ask_fault(asked: Asked, room: Row | None, rule: Rule, today: str) -> Refusal | None:
    """Why this cannot be asked at all, or None; whether the room is free is another matter. Days are ISO text."""
    if not asked.purpose.strip():
        return _refusal("purpose", "没有写用途", "预约要写明做什么用。", "请用几个字写明，如“主题党日”。")
    if room is None or room["state"] != "open":
        return _refusal("room", "没有这个室", "这个室已经停用，或不在名册里。", "请另选一个室。")
    return _day_fault(asked, rule, today) or _time_fault(asked, rule)


def _day_fault(asked: Asked, rule: Rule, today: str) -> Refusal | None:
    if not is_day(asked.on):
        return _refusal("on", "日期不对", "没有这一天。", "请重新选择日期。")
    if date.fromisoformat(asked.on) > date.fromisoformat(today) + timedelta(days=rule.ahead_days):
        return _refusal("on", "日期太远", f"最多提前 {rule.ahead_days} 天预约。", "请选近一些的日期。")
    if not asked.repeat:
        return None
    if not is_day(asked.until) or asked.until < asked.on:
        return _refusal("until", "没有写到哪天", "重复的预约要写明到哪天为止。", "请选择截止日期。")
    if date.fromisoformat(asked.until) > date.fromisoformat(today) + UNTIL_AT_MOST:
        return _refusal("until", "截止日期太远", f"重复的预约最多约一年，共 {OCCURRENCES_AT_MOST} 次。", "请选近一些的日期。")
    return None


def _time_fault(asked: Asked, rule: Rule) -> Refusal | None:
    if asked.start % SLOT_MINUTES or asked.end % SLOT_MINUTES or asked.end <= asked.start:
        return _refusal("time", "时间不对", f"开始和结束要在整点或半点，至少 {SLOT_MINUTES} 分钟。", "请重新选择时间。")
    if asked.start < rule.opens or asked.end > rule.closes:
        told = f"服务中心 {clock_text(rule.opens)} 开门，{clock_text(rule.closes)} 关门。"
        return _refusal("time", "不在开放时间", told, "请选开放时间以内的时间。")
    return None


def cancel_fault(booking: Row, rule: Rule, now_ms: int) -> Refusal | None:
    """Why a branch cannot give a booking back now, or None."""
    if booking["state"] != "accepted":
        return _refusal("state", "已经不在了", "这次预约没有约上，或已经取消。", "不用再办。", None)
    if booking["starts_at"] <= now_ms:
        return _refusal("begun", "已经开始", "预约的时间已到，不能再取消。", "没有用到不计任何分数。", None)
    if booking["starts_at"] - now_ms < rule.cancel_hours * HOUR_MS:
        told = f"离开始不到 {rule.cancel_hours} 小时，支部不能自己取消。"
        return _refusal("late", "来不及取消", told, "请告诉党群工作部，由他们写明原因后取消。", None)
    return None


def office_cancel_fault(booking: Row, reason: str, now_ms: int) -> Refusal | None:
    """Why the office cannot cancel a booking, or None: it may until the booking is over, with a reason."""
    if booking["state"] != "accepted":
        return _refusal("state", "已经不在了", "这次预约没有约上，或已经取消。", "请刷新后再看。", None)
    if booking["ends_at"] <= now_ms:
        return _refusal("begun", "已经过去", "这次预约的时间已经过去。", "不用再取消。", None)
    return None if reason.strip() else _refusal("reason", "请写明理由", "取消支部的预约要写明理由，支部会看到。", "请用一两句话写明。")


def clock_text(minute: int) -> str:
    """A minute of a day as a clock shows it."""
    return f"{minute // 60:02}:{minute % 60:02}"


def _refusal(name: str, title: str, detail: str, remedy: str, field: str | None = "") -> Refusal:
    return Refusal(f"rooms.{name}", title, detail, remedy, name if field == "" else field)
