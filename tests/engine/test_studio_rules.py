"""Achievements and studios: what may be filed, who decides, whose shares, what a year counts."""

from typing import Any

import pytest

from server.domain.studios import rules
from server.domain.studios.rules import Counting
from server.kit.identity import Actor, Grant

# What the source tells of 徐建新: 风流干燥法, from more than ten hours to one, four million yuan indirectly.
DRYING: dict[str, Any] = {
    "title": "风流干燥法处理截割电机内部进水",
    "kind": "technical",
    "level": "mine",
    "done_on": "2026-05-20",
    "story": "用压风循环吹干电机，边吹边测绝缘。",
    "measure": "截割电机进水的影响时间",
    "before": "10多",
    "after": "1",
    "unit": "小时",
    "yuan": 4_000_000,
    "benefit": "indirect",
    "yuan_basis": "减少影响时间 × 小时产量 × 吨煤效益",
    "people": [{"id": "xu", "name": "徐建新", "share": 100}],
}
KINDS = {"technical", "theory"}


def fault(**changes: Any) -> str | None:
    """The field at which filing is refused, or None."""
    found = rules.whole_fault(DRYING | changes, "2026-11-27", KINDS)
    return found.field if found else None


def test_the_achievement_of_the_source_is_told_as_the_source_tells_it() -> None:
    assert fault() is None
    assert rules.spoken_effect(DRYING) == "截割电机进水的影响时间由10多小时变为1小时，间接创效400万元/年"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "poetry"}, "kind"),
        ({"level": ""}, "level"),
        ({"done_on": "2026-11-28"}, "done_on"),
        ({"done_on": "2026-02-30"}, "done_on"),
        ({"people": [{"id": "xu", "share": 60}, {"id": "li", "share": 30}]}, "people"),
        ({"people": [{"id": "xu", "share": 50}, {"id": "xu", "share": 50}]}, "people"),
        ({"unit": " "}, "unit"),
        ({"before": "很久"}, "before"),
        ({"yuan_basis": ""}, "yuan_basis"),
        ({"benefit": ""}, "benefit"),
    ],
)
def test_what_is_lacking_or_wrong_is_told_at_its_field(changes: dict[str, Any], field: str) -> None:
    assert fault(**changes) == field


def test_an_achievement_needs_neither_effect_nor_yuan() -> None:
    nothing = dict.fromkeys(("measure", "before", "after", "unit", "benefit", "yuan_basis"), "")
    assert fault(**nothing, yuan=None) is None
    assert rules.spoken_effect(DRYING | nothing | {"yuan": None}) == ""


def test_nobody_decides_about_what_they_have_a_share_in_or_their_branch_filed() -> None:
    mine = Grant("office", "mine", None, True)
    author = Actor("a", "xu", "徐建新", (mine,))
    secretary = Actor("b", "bi", "毕延刚", (mine, Grant("secretary", "north", "north")))
    other = Actor("c", "wang", "王", (mine,))
    assert rules.own_fault(author, DRYING["people"]) is not None
    assert rules.own_fault(other, DRYING["people"]) is None
    refused = rules.LIFECYCLE.fault("approve", "submitted", rules.parties(secretary, "north"), {})
    assert refused is not None and refused.code == "rights.own_case"
    assert rules.LIFECYCLE.fault("approve", "submitted", rules.parties(other, "north"), {}) is None


def test_a_decision_needs_its_state_and_its_reason() -> None:
    office = {"office"}
    codes = [rules.LIFECYCLE.fault(*asked, {"text": text}) for asked, text in (
        (("return", "submitted", office), " "), (("approve", "draft", office), ""), (("revoke", "approved", office), "数据不实"),
    )]  # fmt: skip
    assert [one and one.code for one in codes] == ["lifecycle.missing", "lifecycle.state", None]


CHOICES = [
    {"field": "kind", "key": "theory", "target": 1, "place": 0, "is_off": False},
    {"field": "kind", "key": "technical", "target": 4, "place": 1, "is_off": False},
    {"field": "contest", "key": "contestant", "target": 1, "place": 2, "is_off": False},
    {"field": "kind", "key": "proposal", "target": 0, "place": 3, "is_off": True},
]


def test_a_year_counts_kinds_and_ranks_towards_the_usual_targets_or_its_own() -> None:
    counting = [
        Counting("kind", "technical", "achievement", "b", "乙", "2026-06-01"),
        Counting("kind", "technical", "achievement", "a", "甲", "2026-03-01"),
        Counting("contest", "", "contest_result", "r", "张三 第二名", "2026-09-01"),
    ]
    goals = rules.goals(CHOICES, {"technical": 6}, counting)
    assert [(one.key, one.target, [record["id"] for record in one.records]) for one in goals] == [
        ("theory", 1, []),
        ("technical", 6, ["a", "b"]),
        ("contestant", 1, ["r"]),
    ]


def test_who_came_and_left_counts_for_the_days_in_between() -> None:
    people = [
        {"member": "a", "from_on": "2025-03-01", "to_on": ""},
        {"member": "b", "from_on": "2026-02-01", "to_on": "2026-08-01"},
        {"member": "c", "from_on": "2024-01-01", "to_on": "2026-01-01"},
        {"member": "d", "from_on": "2027-01-01", "to_on": ""},
    ]
    assert list(rules.windows(people, 2026)) == [("a", "2026-01-01", "2026-12-31"), ("b", "2026-02-01", "2026-08-01")]


def test_a_studio_has_one_lead_at_a_time_and_nobody_twice() -> None:
    def stay(member: str, leads: bool, from_on: str, to_on: str = "") -> dict[str, Any]:
        return {"member": member, "name": member, "leads": leads, "from_on": from_on, "to_on": to_on}

    def refused(*people: dict[str, Any]) -> bool:
        return rules.studio_fault("工作室", people, "2025-01-01", "") is not None

    assert not refused(stay("a", True, "2025-01-01", "2026-01-01"), stay("b", True, "2026-01-01"), stay("a", False, "2026-01-01"))
    assert refused(stay("a", True, "2025-01-01"), stay("b", True, "2026-01-01"))
    assert refused(stay("a", False, "2025-01-01"), stay("a", False, "2026-01-01", "2026-02-01"))
    assert refused(stay("a", False, "2026-01-01", "2025-01-01"))
