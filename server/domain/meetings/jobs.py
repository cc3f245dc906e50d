"""Looks for meetings entered twice, whenever a record was made, moved or deleted."""

import itertools
from collections.abc import Iterable, Mapping
from typing import Any

from server.domain.meetings import rules
from server.domain.meetings.queries import records_near
from server.replication import Touch, Unit


def _touched_times(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Iterable[tuple[str, str]]:
    """A meeting that was made, moved or deleted may have become, or ceased to be, the second record of another."""
    return (("possible_duplicate", key) for key in rules.touched_times(before, after))


TOUCHES = (Touch("meeting", frozenset({"branch", "org", "kind", "held_start"}), _touched_times),)


async def recompute_duplicates(unit: Unit, keys: list[str]) -> None:
    """Opens an issue for each pair that may be one meeting, and closes those that no longer may; what a person decided stands."""
    for key in keys:
        branch, org, kind, start = key.split("/")
        records = await records_near(unit, branch, org, kind, int(start))
        for one, other in itertools.combinations(records, 2):
            if rules.may_be_one(one, other):
                await _open(unit, branch, one["id"], other["id"])
        await _close(unit, branch)


async def _open(unit: Unit, branch: str, one: str, other: str) -> None:
    issue = rules.issue_id(one, other)
    known = (await unit.load("issue", [issue])).get(issue)
    if known is None or known["state"] == "closed":
        pair = {"kind": "possible_duplicate", "branch": branch, "meeting": one, "other": other}
        unit.put("issue", issue, {**pair, "state": "open", "found_at": unit.now_ms})


async def _close(unit: Unit, branch: str) -> None:
    issues = await unit.where("issue", "branch", [branch])
    for issue, values in issues.items():
        pair = [values["meeting"], values["other"]]
        if values["state"] == "open" and not await _still_alike(unit, pair):
            unit.put("issue", issue, {"state": "closed"})


async def _still_alike(unit: Unit, pair: list[str]) -> bool:
    """The logs of an issue's two records differ for ever; only time, kind and being there can change."""
    found = await unit.load("meeting", pair)
    return len(found) == 2 and rules.may_be_one({**found[pair[0]], "log": 1}, {**found[pair[1]], "log": 2})
