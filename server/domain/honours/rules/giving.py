"""Honours: what one is, when two are the same, who may enter one, and what a level may be called. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct

from server.kit.identity import Actor
from sync.mutation import Refusal

_NAMESPACE = uuid.UUID("5b1f4c52-7d0e-5a7d-9a53-8f1d60f6c2a4")
FIRST_YEAR = 1949
Row = Mapping[str, Any]


class Given(Struct, frozen=True, kw_only=True):
    """An honour as it is entered: whose (a member or an organisation, the other empty), when, of which level, what and by whom."""

    year: int
    level: str
    title: str
    giver: str = ""
    member: str = ""
    org: str = ""
    text: str = ""


def honour_id(whose: str, year: int, title: str) -> str:
    """The one id of an honour: told twice, it is one."""
    return str(uuid.uuid5(_NAMESPACE, f"honour/{whose}/{year}/{title}"))


def choice_id(field: str, key: str) -> str:
    """The one id of a level."""
    return str(uuid.uuid5(_NAMESPACE, f"choice/{field}/{key}"))


def given_fault(given: Given, year_now: int, levels: Collection[str]) -> Refusal | None:
    """Why an honour cannot be kept so, or None."""
    if not FIRST_YEAR <= given.year <= year_now:
        return _refusal("year", "年度不对", f"年度要在 {FIRST_YEAR} 年以后、今年以前。", "请核对年度。")
    if given.level not in levels:
        return _refusal("level", "没有这个级别", "级别不在字典里，或已经停用。", "请从列表里选，或先在“级别”里添上。")
    if not given.title.strip():
        return _refusal("title", "没有写荣誉名称", "荣誉要写明名称，如“全国技术能手”。", "请补上名称。")
    if bool(given.member) == bool(given.org):
        return _refusal("whose", "没有写是谁的荣誉", "荣誉属于一名党员，或一个党组织。", "请选一名党员或一个党组织。")
    return None


def own_fault(member: str, branch: str | None, actor: Actor) -> Refusal | None:
    """Nobody enters, changes or removes the own honour, nor one of the branch they speak for."""
    if member and member == actor.member:
        told = "这是您本人的荣誉，不能由您登记或更改。"
    elif not member and branch and actor.speaks_for(branch):
        told = "这是您任职支部的荣誉，不能由您登记或更改。"
    else:
        return None
    return Refusal("rights.own_case", "不能办理自己的事", told, "请由党群工作部的其他同志办理。")


def _refusal(field: str, title: str, detail: str, remedy: str) -> Refusal:
    return Refusal(f"honours.{field}", title, detail, remedy, field)
