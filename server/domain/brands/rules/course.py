"""How a brand goes from state to state, when it is to be looked at again, and in which colour it stands. Pure.

The states are those of branch brands as mines build them (domain.md 4: 五有 standard, re-checked yearly, renewed or withdrawn); the colours mean
what they mean for duties (domain.md 3.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from server.domain.obligations import Calendar
from server.kit.lifecycle import LEADER, OFFICE, OWNER, Lifecycle, Move

RULE_VERSION = 1
"""Goes up when `conclude` decides differently than before."""
WARN_DAYS = 30
"""Days before the yearly re-check on which a brand turns yellow (domain.md 3.3, as for what is due each year)."""

State = Literal["draft", "declared", "returned", "cultivating", "reviewed", "named", "promoted", "withdrawn"]
Standing = Literal["growing", "current", "recheck_soon", "recheck_overdue", "withdrawn"]
Colour = Literal["grey", "yellow", "green", "red"]

DECLARATION = ("name", "meaning", "carrier", "measures")
"""What a declaration says: 五有 of the domain, of which results and worth to others come with time."""
EDITABLE = frozenset({"draft", "returned"})
GROWING = frozenset({"cultivating", "named", "promoted"})
"""States in which its owners tell of results."""
NAMED = frozenset({"named", "promoted"})
_OWNER, _OFFICE, _DECIDES = frozenset({OWNER}), frozenset({OFFICE}), frozenset({OFFICE, LEADER})

WORDS: Mapping[str, str] = {
    "draft": "草稿", "declared": "已申报", "returned": "被退回", "cultivating": "培育中", "reviewed": "已评审", "named": "已命名",
    "promoted": "已推广", "withdrawn": "已撤销",
    "declare": "申报", "take_back": "撤回", "return": "退回", "accept": "同意培育", "tell": "报成效", "review": "评审通过", "go_on": "继续培育",
    "give_name": "命名",
    "promote": "推广", "renew": "复核通过", "revoke": "撤销命名",
    "name": "品牌名称", "meaning": "品牌内涵", "carrier": "品牌载体", "measures": "创建措施", "results": "工作成效", "text": "说明",
}  # fmt: skip

LIFECYCLE = Lifecycle(
    states=("draft", "declared", "returned", "cultivating", "reviewed", "named", "promoted", "withdrawn"),
    moves=(
        Move("declare", EDITABLE, "declared", _OWNER, DECLARATION),
        Move("take_back", frozenset({"declared"}), "draft", _OWNER),
        Move("accept", frozenset({"declared"}), "cultivating", _DECIDES),
        Move("return", frozenset({"declared"}), "returned", _OFFICE, ("text",)),
        Move("tell", GROWING, "", _OWNER, ("text",)),
        Move("review", frozenset({"cultivating"}), "reviewed", _DECIDES),
        Move("give_name", frozenset({"reviewed"}), "named", _DECIDES),
        Move("go_on", frozenset({"reviewed"}), "cultivating", _DECIDES, ("text",)),
        Move("promote", frozenset({"named"}), "promoted", _OFFICE),
        Move("renew", NAMED, "", _OFFICE, ("text",)),
        Move("revoke", NAMED, "withdrawn", _DECIDES, ("text",)),
    ),
    words=WORDS,
)
COLOURS: Mapping[Standing, Colour] = {"growing": "grey", "current": "green", "recheck_soon": "yellow", "recheck_overdue": "red", "withdrawn": "grey"}


class Moments(Struct, frozen=True):
    """What a standing at an instant rests on; instants in epoch ms, null while no re-check is due."""

    state: State
    warn_at: int | None = None
    due_at: int | None = None


class Conclusion(Struct, frozen=True):
    """What is stored of a brand's course; all that follows from time alone follows from these instants (epoch ms), also on a phone."""

    standing: Standing
    colour: Colour
    warn_at: int | None
    due_at: int | None
    next_change_at: int | None


def next_recheck(on: str) -> str:
    """The day on which what was named or renewed on a day (ISO text) is to be looked at again: a year later."""
    day = date.fromisoformat(on)
    try:
        return day.replace(year=day.year + 1).isoformat()
    except ValueError:
        return day.replace(year=day.year + 1, day=28).isoformat()


def conclude(state: State, recheck_on: str, now_ms: int, calendar: Calendar) -> Conclusion:
    """How a brand stands at an instant."""
    moments = Moments(state)
    if state in NAMED and recheck_on:
        day = date.fromisoformat(recheck_on)
        moments = Moments(state, calendar.start_of(day - timedelta(days=WARN_DAYS)), calendar.end_of(day))
    now = standing(moments, now_ms)
    return Conclusion(now, COLOURS[now], moments.warn_at, moments.due_at, next_change(moments, now_ms))


def standing(moments: Moments, now_ms: int) -> Standing:
    """How a brand stands at an instant. `pwa/src/brands/standing.ts` says the same; `tests/vectors/brands.json` holds both to it."""
    if moments.state == "withdrawn":
        return "withdrawn"
    if moments.state not in NAMED:
        return "growing"
    if moments.warn_at is None or moments.due_at is None or now_ms < moments.warn_at:
        return "current"
    return "recheck_overdue" if now_ms > moments.due_at else "recheck_soon"


def next_change(moments: Moments, now_ms: int) -> int | None:
    """The instant at which the standing will be another by time alone, or None if it stays."""
    now = standing(moments, now_ms)
    return next((at for at in sorted(_turns(moments)) if at > now_ms and standing(moments, at) != now), None)


def _turns(moments: Moments) -> Iterator[int]:
    if moments.warn_at is not None and moments.due_at is not None:
        yield from (moments.warn_at, moments.due_at + 1)
