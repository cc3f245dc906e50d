"""Who sees a rating, which changed rows touch it, and the scheme that ships."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from server.replication import Touch
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")
_json = Field(Policy.SERVER, kind="json")

SCHEME: Mapping[str, Field] = {"kind": _text, "version": _number, "content": _json, "from_on": _text}

RATING: Mapping[str, Field] = {
    "member": _text,
    "quarter": _text,
    "scheme": _text,
    "profile": _text,
    "total_tenths": _number,
    "star": _number,
    "state": _text,
    "computed_at": _number,
    "data_up_to": _number,
}

RATING_LINE: Mapping[str, Field] = {
    "rating": _text,
    "member": _text,
    "dimension": _text,
    "rule": _text,
    "points_tenths": _number,
    "maximum_tenths": _number,
    "text": _text,
    "evidence": _json,
}


def scheme_scopes(_: Values) -> frozenset[str]:
    """The rules by which people are rated are for everyone to read (个人信息保护法 article 24)."""
    return frozenset({"site"})


def rating_scopes(values: Values) -> frozenset[str]:
    """A rating reaches the phone of the member it is about and no other: members are never compared on a phone."""
    return frozenset({f"person:{values['member']}"})


def line_scopes(values: Values) -> frozenset[str]:
    """A line is seen with its rating; one that counts no longer by nobody."""
    return rating_scopes(values) if values.get("rating") else frozenset()


# --- Which conclusions a changed row touches

HORIZON_MS = 4_102_444_800_000
"""The year 2100: a start beyond it, or before 1970, is an error of the phone that typed it and lies in no quarter."""
EVERYONE = ("ratings_of_everyone", "all")
FILED = ("submitted", "approved")
"""States of a record whose attendance counts: a returned one proves nothing until it is corrected."""


def _at_start(kind: str, column: str, *rows: Values | None) -> list[tuple[str, str]]:
    return [(kind, f"{row[column]}:{row['held_start']}") for row in rows if row and 0 <= (row.get("held_start") or -1) < HORIZON_MS]


def _filed(row: Values | None) -> Values | None:
    return row if row and row.get("status") in FILED else None


def _touched_by_mark(before: Values | None, after: Values | None) -> list[tuple[str, str]]:
    """Its member, at the start of its meeting."""
    return _at_start("rating_at", "member", before, after)


def _touched_by_meeting(before: Values | None, after: Values | None) -> list[tuple[str, str]]:
    """Those whom a filed record expected."""
    return _at_start("ratings_of_meeting", "id", _filed(before), _filed(after))


def _touched_by_member(_: Values | None, after: Values | None) -> list[tuple[str, str]]:
    return [("rating_now", after["id"])] if after else []


TOUCHES = (
    Touch("attendance", frozenset({"status", "meeting", "member", "held_start"}), _touched_by_mark),
    Touch("meeting", frozenset({"status", "filed_at", "held_start", "kind", "title"}), _touched_by_meeting),
    Touch("member", frozenset({"status", "post_profile"}), _touched_by_member),
    Touch("scheme", frozenset(SCHEME), lambda _, __: [EVERYONE]),
)


# --- The scheme that ships

KIND = "member_star"

_KINDS = {
    "general_meeting": "支部党员大会",
    "committee_meeting": "支部委员会",
    "group_meeting": "党小组会",
    "party_lecture": "党课",
    "theme_day": "主题党日",
    "org_life_meeting": "组织生活会",
    "democratic_review": "民主评议党员",
    "heart_talk": "谈心谈话",
}


def _dimension(key: str, title: str, maximum: int, awaited: str, **automatic: Any) -> dict[str, Any]:
    pending = {"id": f"{key}.pending", "text": f"待录入：{awaited}"}
    return {"key": key, "title": title, "maximum_tenths": maximum * 10, "pending": pending, **automatic}


def _rule(rule_id: str, text: str, points_tenths: int, *statuses: str) -> dict[str, Any]:
    return {"id": f"political_life.{rule_id}", "text": text, "points_tenths": points_tenths, "statuses": list(statuses)}


_DIMENSIONS = [
    _dimension(
        "political_life",
        "政治生活",
        15,
        "本季度应参加的会议还没有已报送的记录",
        source="attendance",
        kinds=_KINDS,
        base=_rule("base", "按时参加党的组织生活得15分；无故缺席每次扣2分，请假、已补课不扣分", 150),
        rules=[
            _rule("absent", "无故缺席，扣2分", -20, "absent"),
            _rule("leave", "请假，不扣分", 0, "leave"),
            _rule("made_up", "缺席后已补课，不扣分", 0, "made_up"),
        ],
    ),
    _dimension("theory_study", "理论学习", 8, "党课、培训出勤和补学情况"),
    _dimension("duty", "履行义务", 7, "党费交纳月份、承担任务完成情况和公开承诺评议"),
    _dimension("discipline", "遵规守纪", 10, "党群工作部核实的纪律情况"),
    _dimension("safety", "安全生产", 15, "三违和隐患情况，以及排查隐患加分"),
    _dimension("performance", "岗位业绩", 10, "区队岗位业绩评价"),
    _dimension("innovation", "创新创效", 10, "已认定的创新成果和工作室产出"),
    _dimension("skills", "技能素质", 8, "培训、技能比武名次和导师带徒情况"),
    _dimension("service", "服务群众", 7, "支部记录的服务群众情况"),
    _dimension("mass_review", "群众测评", 10, "群众测评票，不足5张不出结果"),
]

_STARS = [{"star": star, "at_least_tenths": least * 10} for star, least in ((5, 95), (4, 90), (3, 80), (2, 70), (1, 60))]

SHIPPED_SCHEME_ID = str(uuid5(UUID("9c9d2d52-5e3a-4b61-9a27-8e4f0c1d7f30"), f"{KIND}:1"))
SHIPPED_SCHEME: Mapping[str, Any] = {
    "kind": KIND,
    "version": 1,
    "content": {"dimensions": _DIMENSIONS, "stars": _STARS},
    "from_on": "2019-07-01",
}
"""The default of domain.md 2.2: ten dimensions, 100 points, stars from 60, 70, 80, 90 and 95.

The mine names three of the ten (政治生活, 创新创效, 群众测评); the rest is a proposal, so a change is a new version and no change of code.
The mine's own platform goes back to the second half of 2019, so no earlier quarter is rated.
"""
