"""Who is expected at a meeting, and who of them has a vote."""

from typing import Any

from server.domain.organisation.rules import Expected, at, expected_members
from tests.engine.roster_sheets import TODAY


def interval(member: str, group: str = "g1", from_on: str = "2025-01-01", to_on: str | None = None, **other: Any) -> dict[str, Any]:
    return {"member": member, "branch": "b", "group": group, "from_on": from_on, "to_on": to_on, **other}


MEMBERSHIPS = [interval("secretary"), interval("deputy"), interval("leader"), interval("novice"), interval("worker", "g2")]
POSTS = [
    interval("secretary", org="b", post="secretary"),
    interval("deputy", org="b", post="deputy_secretary"),
    interval("leader", org="g1", post="group_leader"),
    interval("worker", org="b", post="org_commissioner", to_on="2026-06-01"),
]
MEMBERS = {name: {"kind": "full"} for name in ("secretary", "deputy", "leader", "worker")} | {"novice": {"kind": "probationary"}}


def expected(kind: str, org: str, day: str = TODAY) -> Expected:
    return expected_members(kind, org, day, MEMBERSHIPS, POSTS, MEMBERS)


def test_a_general_meeting_expects_the_branch_and_probationary_members_have_no_vote():
    found = expected("general_meeting", "b")
    assert found.attend == {"secretary", "deputy", "leader", "worker", "novice"}
    assert found.attend - found.vote == {"novice"}


def test_a_group_meeting_expects_the_group():
    assert expected("group_meeting", "g2").attend == {"worker"}


def test_a_committee_meeting_expects_those_who_held_its_posts_on_that_day():
    assert expected("committee_meeting", "b").attend == {"secretary", "deputy"}
    assert expected("committee_meeting", "b", "2026-05-31").attend == {"secretary", "deputy", "worker"}


def test_who_moved_is_expected_where_they_belonged_on_the_day_of_the_meeting():
    moved = [interval("worker", to_on="2026-03-01"), interval("worker", "g2", from_on="2026-03-01")]

    def group(day: str) -> list[str]:
        return [row["group"] for row in at(day, moved)]

    assert (group("2026-02-28"), group("2026-03-01"), group("2024-12-31")) == (["g1"], ["g2"], [])


def test_who_became_a_full_member_had_no_vote_before():
    members = {"worker": {"kind": "full", "full_on": "2026-07-01"}}
    memberships = [interval("worker")]
    for day, votes in (("2026-06-30", set()), ("2026-07-01", {"worker"})):
        assert expected_members("general_meeting", "b", day, memberships, [], members).vote == votes
