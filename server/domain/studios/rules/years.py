"""Studios: who belongs to one when, what a year counts, how far it is, and what a quarter brought. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from server.kit.clock import is_day
from sync.mutation import Refusal

_NAMESPACE = uuid.UUID("a4e1d0c2-7b35-5f1a-8d26-3c9e50b7f418")
FIRST_THREE = ("first", "second", "third")
"""Ranks of a contest that count for a studio."""
Row = Mapping[str, Any]


class Counting(Struct, frozen=True):
    """Something that counts towards a studio's year: an approved achievement by its kind (`field` kind), or a rank (`field` contest)."""

    field: str
    key: str
    table: str
    id: str
    title: str
    on: str


class Goal(Struct, frozen=True):
    """One line of a studio's year: the target and the records that count towards it."""

    key: str
    target: int
    records: list[dict[str, str]]


def year_id(studio: str, year: int) -> str:
    """The one id of a studio's year."""
    return str(uuid.uuid5(_NAMESPACE, f"{studio}/{year}"))


def year_days(year: int) -> tuple[str, str]:
    """First and last day of a year as ISO text."""
    return f"{year}-01-01", f"{year}-12-31"


def belongs(person: Row, day: str) -> bool:
    """Whether someone belongs to a studio on a day."""
    return person["from_on"] <= day and (not person["to_on"] or day < person["to_on"])


def windows(people: Iterable[Row], year: int) -> Iterator[tuple[str, str, str]]:
    """For each stay in a studio that touches the year: the member, first and last day (ISO text)."""
    first, last = year_days(year)
    for one in people:
        if one["from_on"] <= last and (not one["to_on"] or one["to_on"] > first):
            yield one["member"], max(one["from_on"], first), min(one["to_on"] or last, last)


def goals(choices: Sequence[Row], targets: Mapping[str, int], counting: Iterable[Counting]) -> list[Goal]:
    """How far a year is: each line of the dictionary with its target (the studio's own, or the usual one) and what counts, by day.

    A line that is switched off is shown only while something counts towards it.
    """
    known = sorted(counting, key=lambda one: (one.on, one.id))
    lines: list[Goal] = []
    for choice in sorted(choices, key=lambda one: (one["place"], one["key"])):
        records = [_record(one) for one in known if one.field == choice["field"] and one.key in ("", choice["key"])]
        if records or not choice["is_off"]:
            lines.append(Goal(choice["key"], targets.get(choice["key"], choice["target"]), records))
    return lines


def _record(one: Counting) -> dict[str, str]:
    return {"table": one.table, "id": one.id, "title": one.title, "on": one.on}


def studio_fault(name: str, people: Sequence[Row], founded_on: str, closed_on: str) -> Refusal | None:
    """What is wrong with a studio as the office describes it, or None: exactly one person leads it at a time, nobody is in it twice at once."""
    if not name.strip():
        return _refusal("name", "没有写名称", "工作室要有名称。", "请写上名称。")
    for field, day in (("founded_on", founded_on), ("closed_on", closed_on)):
        if day and not is_day(day):
            return _refusal(field, "日期不对", "不是日历上的日期。", "请重新选择日期。")
    if closed_on and founded_on and closed_on < founded_on:
        return _refusal("closed_on", "日期不对", "撤销日期早于成立日期。", "请核对日期。")
    return _people_fault(people)


def _people_fault(people: Sequence[Row]) -> Refusal | None:
    for one in people:
        if not is_day(one["from_on"]) or (one["to_on"] and (not is_day(one["to_on"]) or one["to_on"] <= one["from_on"])):
            return _refusal("people", "成员的起止日期不对", f"{one['name']}的起止日期不对。", "请核对：退出日期要晚于加入日期。")
    for at, one in enumerate(people):
        for other in people[at + 1 :]:
            if not _meet(one, other):
                continue
            if one["member"] == other["member"]:
                return _refusal("people", "同一人写了两次", f"{one['name']}同一时间写了两次。", "请合并成一行，或核对起止日期。")
            if one["leads"] and other["leads"]:
                return _refusal("people", "同时有两个负责人", f"{one['name']}和{other['name']}同一时间都是负责人。", "请核对起止日期，或只选一人。")
    return None


def _meet(one: Row, other: Row) -> bool:
    """Whether two stays share a day."""
    return one["from_on"] < (other["to_on"] or "9999") and other["from_on"] < (one["to_on"] or "9999")


def _refusal(field: str, title: str, detail: str, remedy: str) -> Refusal:
    return Refusal(f"studios.{field}", title, detail, remedy, field)
