"""What makes a meeting valid, on the server: the vectors that the phone reads too, who may record, what a record must have."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.domain import organisation
from server.domain.meetings import rules
from server.kit.identity import Actor, Grant

VECTORS = json.loads((Path(__file__).resolve().parents[1] / "vectors" / "quorum.json").read_text())
HOUR_MS = 3_600_000


@pytest.mark.parametrize("vector", VECTORS["votes"], ids=lambda vector: vector["name"])
def test_quorum_and_votes(vector: dict[str, Any]) -> None:
    purpose, expected, present = (vector["case"][key] for key in ("purpose", "expected", "present"))
    assert rules.is_quorate(purpose, expected, present) is vector["quorate"]
    if vector["passed"] is not None:
        assert rules.is_passed(purpose, expected, present, vector["case"]["written"], vector["case"]["yes"]) is vector["passed"]


@pytest.mark.parametrize("vector", VECTORS["voters"], ids=lambda vector: vector["name"])
def test_who_votes_follows_from_the_roster(vector: dict[str, Any]) -> None:
    statuses = {member["id"]: "present" if member["id"] in vector["present"] else "leave" for member in vector["members"]}
    heads = rules.count({"status": statuses[one["id"]], "may_vote": organisation.may_vote(one)} for one in vector["members"])
    assert [heads.expected, heads.expected_vote, heads.present_vote] == [vector[key] for key in ("expected", "expected_vote", "present_vote")]
    assert rules.is_quorate("ordinary", heads.expected_vote, heads.present_vote) is vector["quorate"]


@pytest.mark.parametrize("vector", VECTORS["rolls"], ids=lambda vector: vector["name"])
def test_whom_a_record_waits_for(vector: dict[str, Any]) -> None:
    marks = [{"member": member, "status": status} for member, status in vector["marks"].items()]
    assert len(rules.unmarked(vector["kind"], vector["members"], marks)) == vector["unmarked"]
    assert rules.is_talk_of_one(vector["kind"], marks) is vector["lacks_people"]
    assert rules.purpose_of(vector["kind"], "election") == ("talk" if vector["kind"] == "heart_talk" else "election")


def actor(*grants: Grant) -> Actor:
    """A person with these posts."""
    return Actor("account", "member", "王岩", grants)


@pytest.mark.parametrize(
    ("grants", "own_branch", "own_group", "other_group", "other_branch"),
    [
        ((Grant("secretary", "b1", "b1"),), True, True, True, False),
        ((Grant("deputy_secretary", "b1", "b1"),), True, True, True, False),
        ((Grant("publicity_commissioner", "b1", "b1"),), True, True, True, False),
        ((Grant("group_leader", "g1", "b1"),), False, True, False, False),
        ((Grant("group_leader", "g1", "b1"), Grant("org_commissioner", "b1", "b1")), True, True, True, False),
        ((Grant("office", "c"),), False, False, False, False),
        ((Grant("assessor", "b1", "b1"),), False, False, False, False),
        ((), False, False, False, False),
    ],
)
def test_who_may_record(grants: tuple[Grant, ...], own_branch: bool, own_group: bool, other_group: bool, other_branch: bool) -> None:
    who = actor(*grants)
    found = [rules.may_record(who, branch, org) for branch, org in (("b1", "b1"), ("b1", "g1"), ("b1", "g2"), ("b2", "b2"))]
    assert found == [own_branch, own_group, other_group, other_branch]


def test_the_six_things_a_record_cannot_do_without() -> None:
    full = {"kind": "theme_day", "held_start": 1, "held_end": 2, "place": "会议室", "chair": "m1", "recorder": "m2", "agenda": "学"}
    assert rules.missing_fields(full) == [], "one character is enough"
    for field in full:
        assert rules.missing_fields({**full, field: None}) == [field]
    assert rules.missing_fields({**full, "place": ""}) == ["place"]


@pytest.mark.parametrize(
    ("start", "end", "is_fine"), [(0, HOUR_MS, True), (0, 12 * HOUR_MS, True), (0, 12 * HOUR_MS + 1, False), (5, 5, False), (5, 4, False)]
)
def test_a_meeting_ends_after_it_begins_and_within_half_a_day(start: int, end: int, is_fine: bool) -> None:
    assert (rules.time_fault({"held_start": start, "held_end": end}) is None) is is_fine


def session(start: int | None, end: int | None, *members: str) -> dict[str, Any]:
    """A further session, in hours after the first."""
    at = {"held_start": start and start * HOUR_MS, "held_end": end and end * HOUR_MS}
    return {"team": "中班", "place": "井口", "members": list(members), **at}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({}, None),
        ({"sessions": [session(24, 25, "a"), session(48, 49, "b")]}, None),
        ({"sessions": None}, None),
        ({"kind": "general_meeting", "sessions": []}, None),
        ({"kind": "general_meeting", "sessions": [session(8, 9)]}, "要表决的会议应一次开完，不能分场次"),
        ({"votes": [{"subject": "计划"}], "sessions": [session(8, 9)]}, "要表决的会议应一次开完，不能分场次"),
        ({"sessions": [session(8, 9), session(16, None)]}, "第 3 场没有写时间"),
        ({"sessions": [session(9, 8)]}, "第 2 场：结束时间应晚于开始时间"),
        ({"sessions": [session(8, 9, "a"), session(16, 17, "b", "a")]}, "有人记在两场里"),
    ],
)
def test_shifts_meet_in_further_sessions_and_who_votes_votes_together(change: dict[str, Any], fault: str | None) -> None:
    assert rules.sessions_fault({"kind": "theme_day", "votes": [], "sessions": [], **change}) == fault
