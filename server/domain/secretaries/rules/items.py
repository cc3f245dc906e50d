"""The eleven items of 三基四会四强, the words in which a level is said, and what becomes of a need. Data."""

from __future__ import annotations

from collections.abc import Mapping

from server.kit.identity import Actor
from server.kit.lifecycle import OFFICE, OWNER, Lifecycle, Move
from sync.mutation import Refusal

GROUPS: Mapping[str, tuple[str, ...]] = {
    "basics": ("situation", "knowledge", "business"),
    "abilities": ("speak", "write", "think", "act"),
    "strengths": ("party_spirit", "competence", "reform", "service"),
}
"""Three, four and four (seed; domain.md 0). `tests/vectors/secretaries.json` holds the phone to the same."""
ITEMS: tuple[str, ...] = tuple(item for group in GROUPS.values() for item in group)
TITLES: Mapping[str, str] = {
    "basics": "三基", "abilities": "四会", "strengths": "四强",
    "situation": "基本情况熟悉", "knowledge": "基础知识掌握", "business": "基本业务精通",
    "speak": "站起来会说", "write": "坐下来会写", "think": "静下来会思", "act": "沉下去会干",
    "party_spirit": "党性强", "competence": "能力强", "reform": "改革意识强", "service": "服务意识强",
}  # fmt: skip
LEVELS: Mapping[str, str] = {"learning": "正在提高", "able": "能做到", "leading": "能带别人"}
"""Words instead of numbers, and none without an example: nobody is ranked by them, and they cost or earn no score."""
SIDES: Mapping[str, str] = {"self": "自查", "office": "组织意见"}

WORDS: Mapping[str, str] = {
    "asked": "待安排", "planned": "已安排", "met": "已学完", "declined": "暂不安排", "withdrawn": "已撤回",
    "ask": "提出", "plan": "安排培训", "meet": "学完", "decline": "暂不安排", "withdraw": "撤回", "text": "说明",
    "level": "做得怎样", "example": "事例",
}  # fmt: skip
NEED = Lifecycle(
    states=("asked", "planned", "met", "declined", "withdrawn"),
    moves=(
        Move("plan", frozenset({"asked", "planned"}), "planned", frozenset({OFFICE}), ("text",)),
        Move("decline", frozenset({"asked"}), "declined", frozenset({OFFICE}), ("text",)),
        Move("meet", frozenset({"planned"}), "met", frozenset({OWNER, OFFICE}), ("text",)),
        Move("withdraw", frozenset({"asked"}), "withdrawn", frozenset({OWNER})),
    ),
    words=WORDS,
)
"""`owner` is the secretary who asked."""


def own_fault(member: str, actor: Actor) -> Refusal | None:
    """Why someone of the office does not note or decide about a secretary: it is they."""
    if actor.person != member:
        return None
    return Refusal("rights.own_case", "不能办理自己的事", "这是您本人的档案，组织意见不能由您自己写。", "请由党群工作部的其他同志办理。")
