"""What may be asked of an order, by whom and in which words, and what an order needs to be issued. Pure."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from server.domain.dispatch.rules.course import ENDED, NEXT, Act
from server.domain.organisation import in_force
from server.kit.clock import is_day
from server.kit.identity import Actor
from sync.mutation import Refusal

_NAMESPACE = uuid.UUID("d1a0c5a8-93a4-5b6e-8f0e-6c2c5a1f7d42")
TEXT_AT_MOST = 2000
AHEAD_AT_MOST = timedelta(days=731)
TARGETS_AT_MOST = 5000
Source = Literal["free", "resolution", "obligation", "work_meeting", "visit"]
Row = Mapping[str, Any]
Text = Annotated[str, Meta(max_length=TEXT_AT_MOST)]


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    """One step of a branch: of which order, on which day (ISO text), and in which words; a receipt needs none."""

    order: Annotated[str, Meta(max_length=64)]
    on: Annotated[str, Meta(max_length=10)]
    text: Text = ""


class Received(Said, frozen=True, forbid_unknown_fields=True):
    """A receipt, which may name the member of the branch to whom the order is given. Received again, it may name another."""

    owner: Annotated[str, Meta(max_length=64)] = ""


class Place(Struct, frozen=True):
    """An organisation of the tree above the groups, as targets are chosen from it."""

    id: str
    kind: str
    name: str
    parent: str | None = None


def order_id(batch: str, branch: str) -> str:
    """The one id of what a branch is ordered: issued twice by one request, it is one order."""
    return str(uuid.uuid5(_NAMESPACE, f"{batch}/{branch}"))


def first_step_id(order: str) -> str:
    """The one id of an order's issue."""
    return str(uuid.uuid5(_NAMESPACE, f"{order}/issued"))


def choice_id(field: str, key: str) -> str:
    """The one id of a kind or a cadence."""
    return str(uuid.uuid5(_NAMESPACE, f"choice/{field}/{key}"))


def template_id(name: str) -> str:
    """The one id of a template."""
    return str(uuid.uuid5(_NAMESPACE, f"template/{name}"))


def work_meeting_id(month: str) -> str:
    """The one id of a month's work meeting."""
    return str(uuid.uuid5(_NAMESPACE, f"work meeting/{month}"))


def spoken_number(order: Row) -> str:
    """An order's number as papers carry it."""
    return f"督办〔{order['year']}〕{order['number']}号"


_SUFFIXES = ("党支部", "党总支部", "党总支", "党委")
SHORT_AT_LEAST = 3
_ALL = re.compile(r"全矿|(?:各|所有|全部|每个)(?:党)?(?:总支|支部|支委|书记)")


def meant_by(places: Iterable[Place], words: str, homes: Collection[str]) -> list[str]:
    """The branches that a decision is about: those it names (people say 综采一区 for 综采一区党支部; a longer name shadows a shorter one in it),
    and the home branches of the people it names. Where it names none it is about all only if it says so (全矿, 各支部), else about none yet:
    a department that was named is no branch, and nobody orders 33 branches by a click that meant one.
    """
    known = list(places)
    said = {place.id: name for place in known if (name := _said(place.name, words))}
    named = {key for key, name in said.items() if not any(name != other and name in other for other in said.values())}
    branches, _ = targets(known, named | {home for home in homes if home in {place.id for place in known}})
    if not branches and _ALL.search(words):
        branches, _ = targets(known, [place.id for place in known if place.kind == "committee"])
    return [branch.id for branch in branches]


def _said(name: str, words: str) -> str:
    """The form of a name that stands in the words, or an empty text."""
    short = next((name.removesuffix(suffix) for suffix in _SUFFIXES if name.endswith(suffix)), name)
    return next((form for form in (name, short) if len(form) >= SHORT_AT_LEAST and form in words), "")


def targets(places: Iterable[Place], chosen: Collection[str]) -> tuple[list[Place], list[str]]:
    """The branches meant by chosen organisations, each once: a branch itself, or all below a general branch or the committee; and what is unknown."""
    known = {place.id: place for place in places}
    branches = [place for place in known.values() if place.kind == "branch" and _is_among(place, known, set(chosen))]
    return branches, sorted(set(chosen) - known.keys())


def _is_among(place: Place | None, known: Mapping[str, Place], chosen: Collection[str]) -> bool:
    seen = set[str]()
    while place is not None and place.id not in seen:
        if place.id in chosen:
            return True
        seen.add(place.id)
        place = known.get(place.parent or "")
    return False


def issue_fault(content: str, due_on: str, today: str, branches: int) -> Refusal | None:
    """Why an order cannot be issued so, or None. Days are ISO text."""
    if not content.strip():
        return _refusal("content", "没有写督办内容", "督办单要写明办什么事。", "请写明后再下达。")
    if not is_day(due_on) or due_on < today:
        return _refusal("due_on", "期限不对", "期限要是今天或以后的一天。", "请重新选择日期。")
    if date.fromisoformat(due_on) > date.fromisoformat(today) + AHEAD_AT_MOST:
        return _refusal("due_on", "期限太远", "期限不能超过两年。", "请分步下达。")
    if not 0 < branches <= TARGETS_AT_MOST:
        return _refusal("orgs", "没有承办支部", f"要选至少一个、至多 {TARGETS_AT_MOST} 个支部。", "请选择支部或党总支。")
    return None


ABOVE = ("secretary", "deputy_secretary")
"""Posts of a general branch whose holders are told of its branches' overdue orders, and may read them."""


def reads_from_above(actor: Actor, general_branch: str | None) -> bool:
    """Whether the person leads the general branch to whose branch an order went."""
    return general_branch is not None and any(grant.org == general_branch and grant.role in ABOVE for grant in actor.grants)


def step_fault(order: Row, act: Act, said: Said, today: str, issued_on: str) -> Refusal | None:
    """Why a branch cannot take this step now, or None. Days are ISO text; `on` may lie back, because it was written underground."""
    if order["state"] in ENDED:
        return ended(order)
    if not is_day(said.on) or not issued_on <= said.on <= today:
        return _refusal("on", "日期不对", "日期要在督办下达以后、今天以前。", "请核对手机时间，重新选择日期。")
    if act != "received" and not said.text.strip():
        return _refusal("text", "没有写内容", "进展和结果要用一两句话写明。", "请补上后再提交。")
    return None


def owner_fault(order: Row, memberships: Iterable[Row], on: str) -> Refusal | None:
    """Why an order cannot be given to a member with these memberships on a day, or None."""
    if order["source"] == "resolution":
        return _refusal("owner", "责任人由决议写明", "这件督办来自会议决议，责任人就是决议里写的人。", "如要改责任人，请更正那次会议的决议。")
    if not any(row["branch"] == order["branch"] and in_force(on, row) for row in memberships):
        return _refusal("owner", "不是这个支部的党员", "按花名册，这名党员当天不在承办支部。", "请从本支部的党员里选责任人。")
    return None


def ended(order: Row) -> Refusal:
    """Nothing more is to be done about an order."""
    told = "已经办结" if order["state"] == "closed" else "已经撤回"
    return _refusal("ended", f"督办{told}", f"这件督办{told}，不用再报。", "如有新情况，请告诉党群工作部。", None)


def decision_fault(order: Row, act: Act, reason: str, actor: Actor) -> Refusal | None:
    """Why someone of the office may not close, return or withdraw an order now, or None. Who speaks for its branch does not decide about it."""
    if actor.speaks_for(order["branch"]):
        return Refusal("rights.own_case", "不能办理自己的事", "您在承办支部任职，不能由您决定这件督办。", "请由党群工作部的其他同志办理。")
    if order["state"] not in NEXT[act]:
        return _refusal("state", "现在不能这样办", "这件督办已有新的变化。", "请刷新后按最新的情况办理。", None)
    if not reason.strip() and not (act == "closed" and order["state"] == "reported"):
        return _refusal("reason", "请写明理由", "退回、撤回，或没有收到报告就办结，要写明理由。", "请用一两句话写明。")
    return None


def _refusal(name: str, title: str, detail: str, remedy: str, field: str | None = "") -> Refusal:
    return Refusal(f"dispatch.{name}", title, detail, remedy, name if field == "" else field)
