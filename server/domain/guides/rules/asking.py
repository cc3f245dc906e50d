"""What may be asked of visits, their problems and those who make them, in which words; and the one ids of what belongs to them. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Any

from msgspec import Meta, Struct

from server.domain.guides.rules.course import FIELDS, PROBLEM
from server.domain.guides.rules.coverage import Span, meets
from server.kit.clock import is_day
from sync.mutation import Refusal

_NAMESPACE = uuid.UUID("4c2a6d0e-7d19-5d0b-9a4e-2b1c8f5e6a31")
PROBLEMS_AT_MOST = 20
Row = Mapping[str, Any]
Id = Annotated[str, Meta(max_length=64)]
Day = Annotated[str, Meta(max_length=10)]
Key = Annotated[str, Meta(max_length=40)]
Text = Annotated[str, Meta(max_length=2000)]


class Content(Struct, frozen=True, forbid_unknown_fields=True):
    """Bounds of what a visit may say: its day (ISO text), keys of function and way, what was done."""

    on: Day = ""
    function: Key = ""
    way: Key = ""
    text: Text = ""


class FoundContent(Struct, frozen=True, forbid_unknown_fields=True):
    """Bounds of what may be said of a problem."""

    text: Annotated[str, Meta(max_length=500)] = ""


class Visiting(Struct, frozen=True, forbid_unknown_fields=True):
    """Under which assignment a visit was made, and where: its organisation or one of its branches."""

    assignment: Id
    org: Id


class Found(Struct, frozen=True, forbid_unknown_fields=True):
    """At which visit a problem was found."""

    visit: Id


class Followed(Struct, frozen=True, forbid_unknown_fields=True):
    """What a guide says of a problem later: which move, on which day (ISO text), in which words."""

    problem: Id
    move: Key
    on: Day
    text: Text


def choice_id(field: str, key: str) -> str:
    """The one id of a function or a way."""
    return str(uuid.uuid5(_NAMESPACE, f"choice/{field}/{key}"))


RULE_ID = str(uuid.uuid5(_NAMESPACE, "rule"))
"""The one row that says how often visits are due."""


def batch_id(problem: str, seen: str) -> str:
    """Under which a problem's order is issued: once, however often it is sent."""
    return str(uuid.uuid5(_NAMESPACE, f"order/{problem}/{seen}"))


def assignment_id(org: str, person: str, team: str, from_on: str) -> str:
    """The one id of an assignment: asked for twice, or once more in a sheet, it is the same."""
    return str(uuid.uuid5(_NAMESPACE, f"{org}/{person}/{team}/{from_on}"))


def span_of(assignment: Row) -> Span:
    """When an assignment runs."""
    return Span(assignment["from_on"], assignment["to_on"])


# --- On the phone


def author_fault(assignment: Row, known: Row | None, asked: Visiting, person: str) -> Refusal | None:
    """Why this person does not write this visit, or None. `known` is the visit as it is, if it is there."""
    if assignment["person"] != person or (known is not None and known["guide"] != person):
        return _refusal("theirs", "不是您的走访", "走访由去的指导员、联络员本人记录。", "请从“我的联系点”里选择后记录。", None)
    if known is not None and (known["assignment"], known["org"]) != (asked.assignment, asked.org):
        return _refusal("org", "组织不对", "一次走访记好以后，不能换成另一个组织。", "请删去这一条，重新记录。", "org")
    if asked.org != assignment["org"] and asked.org not in assignment["branches"]:
        return _refusal("org", "组织不对", "这个组织不在您的联系范围内。", "请重新选择。", "org")
    return reviewed_fault(known) if known is not None else None


def reviewed_fault(visit: Row) -> Refusal | None:
    """Why a visit cannot be changed any more, or None."""
    if visit["state"] == "filed":
        return None
    return _refusal("reviewed", "已经审阅", "党群工作部已经审阅，这次走访不能再改。", "要补充请联系党群工作部退回；问题的跟进随时可以写。", None)


def visit_fault(visit: Row, assignment: Row, choices: Mapping[str, Collection[Row]], today: str) -> Refusal | None:
    """Why a visit cannot stand as it would then be, or None. `choices` are those of each field."""
    on = str(visit["on"])
    if not is_day(on) or on > today:
        return _refusal("on", "日期不对", "走访日期要在今天以前。", "请核对手机时间，重新选择日期。", "on")
    if not span_of(assignment).holds(on):
        told = "这一天您不是这个组织的指导员、联络员。"
        return _refusal("not_assigned", "那天没有派您", told, "请核对日期；如已安排，请党群工作部补上派驻后再报。", "on")
    if not str(visit["text"]).strip():
        return _refusal("text", "没有写做了什么", "走访要用一两句话写明做了什么。", "请补上后再保存。", "text")
    return next((fault for field in FIELDS if (fault := _choice_fault(field, str(visit[field]), choices[field]))), None)


def _choice_fault(field: str, key: str, choices: Collection[Row]) -> Refusal | None:
    """One that was not named is missed only where the mine has said which there are."""
    if key and key not in {one["key"] for one in choices}:
        return _refusal(field, f"没有这个{FIELDS[field]}", f"选的{FIELDS[field]}不在字典里。", "请刷新后重新选择。", field)
    if not key and any(one["is_confirmed"] and not one["is_off"] for one in choices):
        return _refusal(field, f"没有选{FIELDS[field]}", f"走访要写明{FIELDS[field]}。", "请选择后再保存。", field)
    return None


def follow_fault(problem: Row, asked: Followed, who: Collection[str], today: str) -> Refusal | None:
    """Why a problem cannot be followed up so, or None."""
    fault = PROBLEM.fault(asked.move, problem["state"], who, {"text": asked.text})
    if fault is None and (not is_day(asked.on) or not problem["found_on"] <= asked.on <= today):
        return _refusal("on", "日期不对", "跟进的日期要在发现问题以后、今天以前。", "请核对手机时间，重新选择日期。", "on")
    return fault


# --- In the office


def assign_fault(wanted: Row, known: Iterable[Row], posts: Collection[str]) -> Refusal | None:
    """Why somebody cannot be assigned so, or None. `known` are the organisation's assignments, `posts` the branches of the person's posts."""
    if not is_day(wanted["from_on"]) or (wanted["to_on"] is not None and not is_day(wanted["to_on"])):
        return _refusal("from_on", "日期不对", "起止日期要是日历上的一天。", "请重新选择日期。", "from_on")
    if wanted["to_on"] is not None and wanted["to_on"] <= wanted["from_on"]:
        return _refusal("to_on", "日期不对", "结束要在开始以后。", "请重新选择日期。", "to_on")
    if not set(posts).isdisjoint(wanted["branches"]):
        told = "指导员、联络员不派到本人任职的支部：没有人检查自己。"
        return _refusal("own_branch", "是本人任职的支部", told, "请另选一人，或另选组织。", "member")
    last_on = wanted["to_on"] or "9999-12-31"
    again = [
        one for one in known if (one["person"], one["team"]) == (wanted["person"], wanted["team"]) and meets(span_of(one), wanted["from_on"], last_on)
    ]
    if any(one["from_on"] != wanted["from_on"] for one in again):
        return _refusal("again", "已经派了", "这位同志在这段时间已经派到这个组织。", "请先结束原来的安排，或改开始日期。", "member")
    return None


def end_fault(assignment: Row, to_on: str) -> Refusal | None:
    """Why an assignment cannot end on that day, or None."""
    if assignment["to_on"] is not None:
        return _refusal("ended", "已经结束", f"这项安排已于 {assignment['to_on']} 结束。", "如要再派，请新安排一次。", None)
    if not is_day(to_on) or to_on <= assignment["from_on"]:
        return _refusal("to_on", "日期不对", "结束要在开始以后。", "请重新选择日期。", "to_on")
    return None


def _refusal(name: str, title: str, detail: str, remedy: str, field: str | None) -> Refusal:
    return Refusal(f"guides.{name}", title, detail, remedy, field)
