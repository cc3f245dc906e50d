"""Who may open what in the ledger, what figures are about, and which days and instants a period has."""

from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from server.domain import ratings
from server.domain.organisation import COMMITTEE_POSTS, person_seen_by, place_seen_by, results_seen_by
from server.kit.identity import Actor
from server.replication import audience

PEOPLE = "members"
"""A figure that has no quarter: how many belong to an organisation now."""
STAR = "star:"
"""Figures of stars: how many have so many."""
EVERYTHING = ""
"""In place of a quarter: the figures of every quarter."""


def quarters_within(period: str) -> list[str]:
    """The quarters of a quarter or a year."""
    return [period] if "Q" in period else [f"{period}-Q{number}" for number in (1, 2, 3, 4)]


def bounds_of(period: str, zone: ZoneInfo) -> tuple[int, int]:
    """First and last instant of a quarter or a year (epoch ms)."""
    quarters = quarters_within(period)
    return ratings.rules.quarter_bounds(quarters[0], zone)[0], ratings.rules.quarter_bounds(quarters[-1], zone)[1]


class Rights(msgspec.Struct, frozen=True):
    """What someone sees of one organisation: its page, its people and orders, what is known of its people (stars, facts)."""

    page: bool
    people: bool
    results: bool


def rights_at(actor: Actor, place: Mapping[str, Any]) -> Rights:
    """`place` has id, kind and branch. Assessors see what a branch did, and nobody of its people; group leaders those of their own group."""
    who, branch = audience(actor), place["branch"]
    page = not who.isdisjoint(place_seen_by(place["id"], place["kind"], branch))
    results = not who.isdisjoint(results_seen_by(branch))
    return Rights(page, results or (page and branch in actor.branches), results)


def may_see_member(actor: Actor, member: str, branch: str) -> bool:
    """Whether someone may open a member's page."""
    return not audience(actor).isdisjoint(person_seen_by(member, branch))


def sees_lines(actor: Actor, member: str) -> bool:
    """Whether the reasons of a member's stars are shown: to office, committee leaders and the member; the branch sees points by dimension."""
    return actor.has("office", "committee_leader") or actor.member == member


def sees_fact(actor: Actor, member: str, branch: str, branch_sees: bool) -> bool:
    """Whether a fact of a branch is shown to someone who may open the member's page: what the office enters stays between office and member."""
    on_committee = any(grant.org == branch and grant.role in COMMITTEE_POSTS for grant in actor.grants)
    return actor.has("office") or actor.member == member or (branch_sees and on_committee)


def sees_correction(actor: Actor, request: Mapping[str, Any]) -> bool:
    """Whether a request for correction is shown: the branch's are those about its own roll."""
    return actor.has("office") or actor.member == request["member"] or (request["about"] == "attendance" and request["branch"] in actor.branches)


def summed(figures: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Figures of several organisations or quarters together, by what they are about."""
    found: dict[str, dict[str, int]] = {}
    for figure in figures:
        one = found.setdefault(figure["what"], dict.fromkeys(COUNTED, 0))
        for name in COUNTED:
            one[name] += figure[name]
    return found


COUNTED = ("number", "present", "leave", "absent", "made_up")
"""The columns of a figure; of what is no meeting only the first."""
