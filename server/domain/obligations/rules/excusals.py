"""Who may ask that a duty be excused or put off, when it may be granted, and what a grant does to the obligation. Pure.

Source: 支部工作条例（试行）says 一般 of every duty, so a duty can be excused or put off with a reason (domain.md 3.3); the codes are proposed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any

from msgspec import Meta

from server.domain.meetings import rules as meetings
from server.domain.obligations.rules.calendar import Calendar
from server.domain.obligations.schemas import Wanted
from server.kit.clock import is_day, local_day
from server.kit.identity import Actor
from sync.mutation import Refusal

Row = Mapping[str, Any]
REASONS: Mapping[str, str] = {"emergency": "抢险", "maintenance": "检修", "stoppage": "停产", "other": "其他"}
"""Why a duty may be excused. What is `other` is told in words."""
LONGEST_DAYS = 366
"""No duty is put off by more than a year: who needs more is excused."""
COPIED = ("branch", "org", "kind", "period")
"""What of an obligation stands in its excusals too, so that a phone and a notice need not look it up."""


class Asked(Wanted, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The same of one obligation, as a branch asks for it."""

    obligation: Annotated[str, Meta(max_length=64)]


def told_reason(code: str, words: str) -> str:
    """The reason as everyone reads it."""
    if code == "other":
        return words.strip()
    return f"{REASONS[code]}：{words.strip()}" if words.strip() else REASONS[code]


def may_ask(actor: Actor, obligation: Row) -> bool:
    """Who records for an organisation asks for it: a group leader for the own group, the branch's posts for all of the branch."""
    return meetings.may_record(actor, obligation["branch"], obligation["org"])


def is_party(actor: Actor, branch: str, asked_by: str | None) -> bool:
    """Whether an excusal is the person's own matter: asked for by the person, or of a branch in which the person holds a post."""
    return asked_by == actor.account or branch in actor.branches


def is_over(obligation: Row) -> bool:
    """Whether nothing is left to excuse: done in time, or exempt already."""
    return obligation["state"] == "done" or (bool(obligation["excused_reason"]) and obligation["excused_until_at"] is None)


def standing(state: str, obligation_state: str) -> str:
    """How a request stands beside its duty: `over` while it is open and the duty is done in time, for then nothing is left to answer."""
    return "over" if state == "open" and obligation_state == "done" else state


def wanted_fault(wanted: Wanted, due_on: date) -> Refusal | None:
    """What is wrong with a reason or a new day, in words, or None; `due_on` is the day on which the duty is due now."""
    if wanted.code == "other" and not wanted.words.strip():
        return _refusal("words", "没有写原因", "选了“其他”，要用一句话写明原因。", "请补上原因。")
    if not wanted.until_on:
        return None
    if not is_day(wanted.until_on) or not due_on < date.fromisoformat(wanted.until_on) <= due_on + timedelta(days=LONGEST_DAYS):
        return _refusal("until_on", "延期的日子不对", f"要延到 {due_on.isoformat()} 以后、一年以内的一天。", "请重新选日子；不开了，就不要填日子。")
    return None


def due_on(obligation: Row, zone: str = "Asia/Shanghai") -> date:
    """The day on which a duty is due now, an extension counted in."""
    return date.fromisoformat(local_day(max(obligation["due_at"], obligation["excused_until_at"] or 0), zone))


def over_fault() -> Refusal:
    """Nothing is left to excuse."""
    return _refusal("over", "不需要再申请", "这项任务已经按时完成，或已经免了。", "请刷新后再看。", None)


def twice_fault() -> Refusal:
    """Another request about the same obligation waits."""
    return _refusal("twice", "已经申请过", "这项任务已有一份申请在等答复。", "请等党群工作部答复，或先撤回那一份。", None)


def decided_fault(state: str) -> Refusal | None:
    """A request that is no longer open is not decided again."""
    return None if state == "open" else _refusal("decided", "已经有结论", "这份申请已经答复过，或已由支部撤回。", "请刷新后再看。", None)


def effect_of(wanted: Wanted, calendar: Calendar) -> dict[str, Any]:
    """The columns of an obligation that a grant sets; its state follows by itself."""
    until_at = calendar.end_of(date.fromisoformat(wanted.until_on)) if wanted.until_on else None
    return {"excused_reason": told_reason(wanted.code, wanted.words), "excused_until_at": until_at}


def _refusal(name: str, title: str, detail: str, remedy: str, field: str | None = "") -> Refusal:
    return Refusal(f"obligations.{name}", title, detail, remedy, name if field == "" else field)
