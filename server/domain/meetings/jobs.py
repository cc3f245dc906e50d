"""Looks for meetings entered twice, whenever a record was made, moved or deleted; and each morning for resolutions that fall due."""

import itertools
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from server.domain.meetings import rules
from server.domain.meetings.policy import RESOLUTION_DUE
from server.domain.meetings.queries import LOOK_BACK_MS, load_resolutions, records_near
from server.domain.organisation import page_of_branches
from server.kit.clock import local_day
from server.kit.jobs import Job
from server.replication import Replication, Touch, Unit


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


# --- By time

DUE_WITHIN_DAYS = 2
_BRANCHES_AT_ONCE = 100


async def note_due(replication: Replication) -> int:
    """Requests news of resolutions due today or within two days that are not carried out; gives how many."""
    now_ms, after, noted = replication.clock(), "", 0
    today = date.fromisoformat(local_day(now_ms, replication.settings.timezone))
    days = {(today + timedelta(days=ahead)).isoformat() for ahead in range(DUE_WITHIN_DAYS + 1)}
    while branches := await page_of_branches(replication.database.fetch, after, _BRANCHES_AT_ONCE):
        resolutions = await load_resolutions(replication.database.fetch, branches, now_ms - LOOK_BACK_MS)
        due = [one for one in resolutions if one.due_on in days and one.done_on is None]
        async with replication.write(None, "resolutions due") as unit:
            for one in due:
                unit.tell(RESOLUTION_DUE, one.meeting, one.id)
        noted, after = noted + len(due), branches[-1]
    return noted


JOBS = (Job("resolutions_due", note_due, {"hour": {6}, "minute": {10}}),)
