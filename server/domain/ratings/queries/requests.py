"""Which ratings are requested: what differs there is under way and not wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from server.domain.ratings import rules
from server.domain.ratings.queries.loading import Fetch, marked_members
from server.kit.clock import local_day
from server.replication import requested

KINDS = ("ratings_from", "ratings_of_branch", "ratings_since", "ratings_of_meeting", "rating_at", "rating_now", "rating_ruled", "rating")
"""Requests that may bring another number of points; another name (`ratings_naming`) brings words alone."""
NEVER = "9999"
"""A quarter after all others."""


async def unrequested(fetch: Fetch, ratings: Sequence[Mapping[str, Any]], zone: ZoneInfo) -> list[Mapping[str, Any]]:
    """Those of some ratings (member, branch, quarter) that no request names, as the running transaction sees both."""
    if not ratings:
        return []
    waiting = await requested(fetch, KINDS)
    named = waiting["rating"] | waiting["rating_ruled"] | {_drawn_at(key, zone) for key in waiting["rating_at"]}
    named |= await _of_meetings(fetch, waiting["ratings_of_meeting"], zone)
    everywhere, since = min(waiting["ratings_from"], default=NEVER), dict[str, str]()
    for member, _, quarter in (key.rpartition(":") for key in waiting["ratings_since"]):
        since[member] = min(quarter, since.get(member, NEVER))

    def is_requested(one: Mapping[str, Any]) -> bool:
        member, quarter = one["member"], one["quarter"]
        if quarter >= min(everywhere, since.get(member, NEVER)):
            return True
        return member in waiting["rating_now"] or f"{member}:{quarter}" in named or f"{one['branch']}:{quarter}" in waiting["ratings_of_branch"]

    return [one for one in ratings if not is_requested(one)]


def _drawn_at(key: str, zone: ZoneInfo) -> str:
    """The rating that `member:instant` names."""
    member, _, at = key.rpartition(":")
    return f"{member}:{rules.quarter_of(local_day(int(at), zone.key))}"


async def _of_meetings(fetch: Fetch, keys: set[str], zone: ZoneInfo) -> set[str]:
    """The ratings of everyone with a mark at meetings that are named as `meeting:start`."""
    starts: dict[str, list[str]] = defaultdict(list)
    for meeting, _, at in (key.rpartition(":") for key in keys):
        starts[meeting].append(at)
    found = await marked_members(fetch, starts) if starts else []
    return {_drawn_at(f"{member}:{at}", zone) for meeting, member in found for at in starts[meeting]}
