"""What may be said of a secretary and asked by one, in which words; and the one ids of it. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from msgspec import Meta, Struct

from server.domain.secretaries.rules.items import ITEMS, LEVELS, NEED
from sync.mutation import Refusal

_NAMESPACE = uuid.UUID("7a0d3c52-1e64-5f3b-8f19-5d0c7b2a9e44")
YEARS_BACK = 1
"""A year may still be looked back upon in the next one."""
Row = Mapping[str, Any]
Id = Annotated[str, Meta(max_length=64)]
Year = Annotated[int, Meta(ge=2000, le=2999)]
Key = Annotated[str, Meta(max_length=20)]


class NoteContent(Struct, frozen=True, forbid_unknown_fields=True):
    """Bounds of a note: a level, and an example that shows it."""

    level: Key = ""
    example: Annotated[str, Meta(max_length=1000)] = ""


class NeedContent(Struct, frozen=True, forbid_unknown_fields=True):
    """Bounds of a need."""

    text: Annotated[str, Meta(max_length=500)] = ""


class About(Struct, frozen=True, forbid_unknown_fields=True):
    """Of whom, in which year and item."""

    member: Id
    year: Year
    item: Key


class Moved(Struct, frozen=True, forbid_unknown_fields=True):
    """What the secretary does about an own need: which move, in which words."""

    need: Id
    move: Annotated[str, Meta(max_length=40)]
    on: Annotated[str, Meta(max_length=10)]
    text: Annotated[str, Meta(max_length=500)] = ""


def note_id(member: str, year: int, item: str, side: str) -> str:
    """The one id of a note."""
    return str(uuid.uuid5(_NAMESPACE, f"{member}/{year}/{item}/{side}"))


def branch_led(posts: Iterable[Row], member: str, today: str) -> str | None:
    """The branch of which a member is the secretary on a day (ISO text), or None."""
    held = (one for one in posts if one["member"] == member and one["post"] == "secretary" and one["from_on"] <= today)
    return next((one["branch"] for one in held if one["to_on"] is None or today < one["to_on"]), None)


def attended_on(need: Row, asked_on: str, marks: Iterable[Row], sessions: Mapping[str, Row]) -> str:
    """The last day, since it was asked for, on which the person was at a session of the course that answers a need; '' for none."""
    own = (mark for mark in marks if mark["member"] == need["member"] and mark["status"] in ("present", "made_up"))
    days = (mark["held_on"] for mark in own if mark["session"] in sessions and sessions[mark["session"]]["course"] == need["course"])
    return max((day for day in days if day >= asked_on), default="")


def course_fault(course: Row | None, branch: str) -> Refusal | None:
    """Why a course does not answer a need of a branch's secretary, or None."""
    if course is None or course["closed_on"]:
        return _refusal("course", "没有这门课程", "课程已经结束或删去。", "请另选一门，或只写安排。", "course")
    if course["reach"] != "mine" and branch not in course["branches"]:
        return _refusal("course", "这门课不面向这个支部", "课程面向的党支部里没有这位书记的支部。", "请另选一门，或先改课程的层级。", "course")
    return None


def about_fault(asked: About, today: str) -> Refusal | None:
    """Why nothing can be said about that, or None."""
    if asked.item not in ITEMS:
        return _refusal("item", "没有这一项", "三基四会四强共十一项。", "请刷新后重新选择。", "item")
    if not int(today[:4]) - YEARS_BACK <= asked.year <= int(today[:4]):
        return _refusal("year", "年度不对", "只能写今年和去年的。", "请重新选择年度。", "year")
    return None


def note_fault(level: str, example: str) -> Refusal | None:
    """Why a note cannot stand so, or None: a level alone says nothing."""
    if level not in LEVELS:
        return _refusal("level", "没有选做得怎样", "请从正在提高、能做到、能带别人里选一个。", "请选择后再保存。", "level")
    if not example.strip():
        return _refusal("example", "没有写事例", "只选一个词看不出来，要写一件做过的事。", "请用一两句话写一件事。", "example")
    return None


def need_fault(need: Row, asked: Moved, who: Iterable[str], today: str) -> Refusal | None:
    """Why the secretary cannot do this about the need now, or None."""
    fault = NEED.fault(asked.move, need["state"], frozenset(who), {"text": asked.text})
    if fault is None and asked.on > today:
        return _refusal("on", "日期不对", "日期要在今天以前。", "请核对手机时间。", "on")
    return fault


def _refusal(name: str, title: str, detail: str, remedy: str, field: str | None) -> Refusal:
    return Refusal(f"secretaries.{name}", title, detail, remedy, field)
