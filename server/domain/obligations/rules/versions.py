"""Versions of a template: which one rules, what a new one may say, and from when on. Past periods keep theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from server.domain.obligations.rules.calendar import Period, period_at, period_days
from server.domain.obligations.rules.duties import Template
from server.domain.obligations.schemas import TemplateVersionIn
from server.kit.clock import is_day
from server.kit.problems import Reason

Standing = Literal["past", "current", "planned"]
WARN_DAYS_AT_MOST: Mapping[str, int] = {"month": 28, "quarter": 90, "year": 365}


def standing(from_on: str, to_on: str | None, today: str) -> Standing:
    """Whether a version ruled once, rules on a day, or will."""
    if from_on > today:
        return "planned"
    return "current" if today < (to_on or "9999") else "past"


def version_fault(asked: TemplateVersionIn, known: Sequence[Template], today: date) -> Reason | None:
    """What is wrong with a new version of a kind, beside the versions known of it; None if nothing is."""
    if not asked.title.strip():
        return Reason("title", "请写上名称")
    if asked.applies_to == "group" and asked.condition == "committee":
        return Reason("condition", "党小组没有支委会，条件请选“都要”")
    if asked.warn_days > WARN_DAYS_AT_MOST[asked.period]:
        return Reason("warn_days", f"最多提前 {WARN_DAYS_AT_MOST[asked.period]} 天变黄")
    return begin_fault(asked.from_on, asked.period, known, today)


def begin_fault(from_on: str, period: Period | None, known: Sequence[Template], today: date) -> Reason | None:
    """Why something cannot begin, or end, on a day: periods that have begun keep the version under which they began, and none is cut in two."""
    if not is_day(from_on):
        return Reason("from_on", "日期要写成 2026-11-22")
    day = date.fromisoformat(from_on)
    if day <= today:
        return Reason("from_on", "要从以后的周期起施行；已经开始的周期照原来的办")
    grains: set[Period] = {one.period for one in known if one.in_force(day)}
    if period:
        grains.add(period)
    for grain in sorted(grains):
        if period_days(period_at(grain, day))[0] != day:
            return Reason("from_on", f"要从一个{_WORDS[grain]}的第一天起施行")
    return None


_WORDS: Mapping[str, str] = {"month": "月", "quarter": "季度", "year": "年"}


def ended_by(known: Mapping[str, Mapping[str, Any]], from_on: str) -> tuple[list[str], list[str]]:
    """(ids of versions that end where something new begins, ids of planned ones that it takes the place of)."""
    planned = [key for key, row in known.items() if row["from_on"] >= from_on]
    ended = [
        key for key, row in known.items() if row["from_on"] < from_on < (row["to_on"] or "9999") or (row["from_on"] < from_on and not row["to_on"])
    ]
    return ended, planned
