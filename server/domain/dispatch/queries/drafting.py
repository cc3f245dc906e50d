"""An order as it follows from a resolution, a duty or a decision of the work meeting: two clicks from there to the branch."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from server.domain import meetings
from server.domain.dispatch import rules
from server.domain.dispatch.queries.issuing import PLACES
from server.domain.dispatch.queries.months import load_decisions
from server.domain.dispatch.schemas import DraftOut
from server.domain.organisation import today_of
from server.kit.clock import is_day, local_day
from server.kit.problems import row_not_found
from server.kit.spoken import spoken_day, spoken_period
from server.replication import Replication
from server.replication.store import in_list, joined, to_json

_DUTY = """select o."branch", o."period", o."due_at", coalesce(t."title", o."kind") as "title", g."name" as "org_name" from "obligation" o
    join "organisation" g on g."id" = o."org" left join "template" t on t."id" = o."template" where not o."deleted" and o."id" = {}"""
# People of one name at several branches are not guessed.
_HOMES = joined(
    'select min("branch") as "branch" from "member" where not "deleted" and "status" <> \'left\' and',
    in_list("name"),
    'group by "name" having count(distinct "branch") = 1',
)


async def draft_from_resolution(replication: Replication, meeting: str, resolution: str) -> DraftOut:
    """From a resolution of a branch's record. Problem 404."""
    found = await meetings.load_meeting(replication, meeting)
    decisions: list[dict[str, Any]] = found[0].values["resolutions"] if found else []
    one = next((one for one in decisions if meetings.rules.resolution_id(meeting, one["text"]) == resolution), None)
    if found is None or one is None:
        raise row_not_found("没有这条决议。")
    values = found[0].values
    content = _with_owner(one["text"], one.get("owner") or "")
    due_on = _ahead(replication, one.get("due_on") or "")
    return DraftOut(content, [values["branch"]], due_on, "resolution", resolution, values["title"] or "会议决议")


async def draft_from_duty(replication: Replication, obligation: str) -> DraftOut:
    """From a duty that a branch owes. Problem 404."""
    async with replication.database.read():
        found = await replication.database.fetch(_DUTY, obligation)
    if not found:
        raise row_not_found("没有这项任务。")
    duty, due_on = found[0], local_day(found[0]["due_at"], replication.settings.timezone)
    title = f"{duty['org_name']}{spoken_period(duty['period'])}{duty['title']}"
    content = f"{title}，期限{spoken_day(due_on)}。请按期开展，会后及时记录并报送；确有困难的，写明原因。"
    return DraftOut(content, [duty["branch"]], _ahead(replication, due_on), "obligation", obligation, title[:200])


async def draft_from_decision(replication: Replication, month: str, decision: str) -> DraftOut:
    """From a decision of a month's work meeting, to the branches that it names, or to all where it says so. Problem 404."""
    fetch = replication.database.fetch
    async with replication.database.read():
        decisions = await load_decisions(fetch, month)
        places = msgspec.convert(await fetch(PLACES), list[rules.Place])
        one = next((one for one in decisions if one.id == decision), None)
        people = await fetch(_HOMES, to_json(_people(one.owner))) if one else []
    if one is None:
        raise row_not_found("没有这条议定事项。")
    orgs = rules.meant_by(places, f"{one.text} {one.owner}", {row["branch"] for row in people})
    content, source = _with_owner(one.text, one.owner), f"{spoken_period(month)}月度例会"
    return DraftOut(content, orgs, _ahead(replication, one.due_on), "work_meeting", decision, source)


def _people(owner: str) -> list[str]:
    """The names in what was written as owner."""
    return [part for part in re.split(r"[\s、，,;；]+", owner) if part]


def _with_owner(text: str, owner: str) -> str:
    return f"{text}（责任人：{owner}）" if owner else text


def _ahead(replication: Replication, day: str) -> str:
    """A day that has passed is no deadline: the office chooses another."""
    return day if is_day(day) and day >= today_of(replication) else ""
