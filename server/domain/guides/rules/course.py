"""What becomes of a visit and of a problem it found, as data; and what people are to them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from server.kit.identity import Actor
from server.kit.lifecycle import OFFICE, OWNER, Lifecycle, Move
from sync.mutation import Refusal

Team = Literal["guide", "liaison"]
TEAMS: Mapping[str, str] = {"guide": "党建指导员", "liaison": "党建联络员"}
"""The two teams of 256 (seed: 两支队伍)."""
FIELDS: Mapping[str, str] = {"function": "职能", "way": "帮扶方式"}

WORDS: Mapping[str, str] = {
    "filed": "已记录", "reviewed": "已审阅", "review": "审阅", "reopen": "退回补充",
    "open": "待解决", "ordered": "已转督办", "solved": "已解决",
    "follow": "跟进", "solve": "已解决", "order": "转督办", "open_again": "重新打开", "text": "说明",
    "on": "日期", "function": "职能", "way": "帮扶方式", "file": "记录", "due_on": "期限",
}  # fmt: skip

_GUIDE, _OFFICE, _BOTH = frozenset({OWNER}), frozenset({OFFICE}), frozenset({OWNER, OFFICE})
_UNSOLVED = frozenset({"open", "ordered"})

VISIT = Lifecycle(
    states=("filed", "reviewed"),
    moves=(
        Move("review", frozenset({"filed"}), "reviewed", _OFFICE),
        Move("reopen", frozenset({"reviewed"}), "filed", _OFFICE, ("text",)),
    ),
    words=WORDS,
)
"""Until the office has reviewed it, its guide may amend a visit."""

PROBLEM = Lifecycle(
    states=("open", "ordered", "solved"),
    moves=(
        Move("order", frozenset({"open"}), "ordered", _OFFICE, ("text", "due_on")),
        Move("follow", _UNSOLVED, "", _BOTH, ("text",)),
        Move("solve", _UNSOLVED, "solved", _BOTH, ("text",)),
        Move("open_again", frozenset({"solved"}), "open", _OFFICE, ("text",)),
    ),
    words=WORDS,
)
"""`owner` is the guide who found it: never the branch it was found in."""


def whose(visit: Mapping[str, Any], person: str) -> frozenset[str]:
    """What the person behind a phone is to a visit: its guide, or nobody."""
    return frozenset({OWNER}) if visit["guide"] == person else frozenset()


def own_fault(person: str, branches: list[str], actor: Actor) -> Refusal | None:
    """Why someone of the office does not decide about a guide, or about what a guide found: it is they, or they speak for a branch of it."""
    if actor.person != person and not any(actor.speaks_for(branch) for branch in branches):
        return None
    told = "您是这里的指导员、联络员，或在这个支部任职，不能由您办理。"
    return Refusal("rights.own_case", "不能办理自己的事", told, "请由党群工作部的其他同志办理。")
