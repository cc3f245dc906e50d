"""Which posts there are, who may hold how many of them, and who of a branch is expected at a meeting."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

Row = Mapping[str, Any]

COMMISSIONERS = frozenset({"org_commissioner", "publicity_commissioner", "discipline_commissioner"})
COMMITTEE_POSTS = COMMISSIONERS | {"secretary", "deputy_secretary"}
HELD_BY_ONE = {"secretary": "书记", "group_leader": "党小组长"}
FULL_MEMBERS_OF_A_COMMITTEE = 7  # 支部工作条例: a branch with seven full members or more has a branch committee


def in_force(day: str, row: Row) -> bool:
    """Whether an interval holds on a day (ISO text). `to_on` is the first day on which it no longer does."""
    return row["from_on"] <= day and (row["to_on"] is None or day < row["to_on"])


def at(day: str, memberships: Iterable[Row]) -> list[Row]:
    """The memberships in force on a day; serves posts and grants as well."""
    return [row for row in memberships if in_force(day, row)]


def has_committee(full_members: int, posts: Iterable[str]) -> bool:
    """Whether a branch has a branch committee: seven full members or more, and commissioners are named (支部工作条例, domain 1.2)."""
    return full_members >= FULL_MEMBERS_OF_A_COMMITTEE and not COMMISSIONERS.isdisjoint(posts)


class Expected(msgspec.Struct, frozen=True):
    """Who is expected at a meeting: to attend, and of those, who has a vote. Ids of members."""

    attend: frozenset[str]
    vote: frozenset[str]


def expected_members(kind: str, org: str, day: str, memberships: Iterable[Row], posts: Iterable[Row], members: Mapping[str, Row]) -> Expected:
    """Who is expected at a meeting of `kind`, held by `org` (a branch or a group) on `day` (ISO text, the day it begins).

    A committee meeting expects secretary, deputies and commissioners (支部工作条例 Art. 12); any other expects all who belong to the
    branch or group on that day; of them those vote who may (may_vote).
    """
    if kind == "committee_meeting":
        attend = frozenset(p["member"] for p in at(day, posts) if p["org"] == org and p["post"] in COMMITTEE_POSTS)
    else:
        attend = frozenset(m["member"] for m in at(day, memberships) if org in (m["branch"], m["group"]))
    return Expected(attend, frozenset(member for member in attend if may_vote(members.get(member), day)))


def may_vote(member: Row | None, day: str = "") -> bool:
    """Whether a member has a vote here: a full member (`kind`) without a reason not to (`no_vote`: 留党察看, rights suspended, 临时组织关系).

    Sources: 支部工作条例 Art. 11, 纪律处分条例 on 留党察看, 选举条例 Art. 5 (domain 1.3). All of them attend. A member may carry `full_on`: before
    that day (`day` is ISO text) the member had no vote.
    """
    if member is None or member["kind"] != "full" or member.get("no_vote"):
        return False
    full_on = member.get("full_on")
    return not full_on or full_on <= day


ABOVE_ALL = frozenset({"office", "committee_leader"})
"""Roles of the whole mine that see every organisation's page in the ledger, and every member's."""


def place_seen_by(org: str, kind: str, branch: str | None) -> frozenset[str]:
    """Who may open an organisation's page in the ledger, in the words of `replication.audience`.

    Office and committee leaders; of a branch and its groups its committee and its assessors; of a group also who leads it.
    """
    if branch is None:
        return ABOVE_ALL
    leads = {f"group_leader@{org}"} if kind == "group" else set[str]()
    return ABOVE_ALL | _committee_of(branch) | {f"assess:{branch}"} | leads


def results_seen_by(branch: str | None) -> frozenset[str]:
    """Who sees what is known of the people of a branch (None: of the mine): the branch's committee, office and committee leaders."""
    return ABOVE_ALL | _committee_of(branch) if branch else ABOVE_ALL


def person_seen_by(member: str, branch: str) -> frozenset[str]:
    """Who may open a member's page in the ledger: the member, and who sees what is known of the people of the branch."""
    return results_seen_by(branch) | {f"person:{member}"}


def _committee_of(branch: str) -> frozenset[str]:
    return frozenset(f"{post}@{branch}" for post in COMMITTEE_POSTS)
