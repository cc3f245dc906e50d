"""Reads what is long, a page at a time by index: records of an organisation, who belongs and belonged to it, a member's marks."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec

from server.domain.ledger.queries.members import load_member
from server.domain.ledger.queries.organisations import load_place, whose
from server.domain.ledger.rules import bounds_of
from server.domain.ledger.schemas import MarkLineOut, MarkLinesOut, MembershipOut, MembershipsOut, RecordLineOut, RecordLinesOut
from server.kit.cursors import number_in
from server.kit.identity import Actor
from server.kit.problems import row_not_found
from server.replication import Replication
from server.replication.store import few, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
Row = Mapping[str, Any]

PAGE = 30
_RECORDS = """select m."id" as "meeting", m."org", o."name" as "org_name", m."kind", m."title", m."held_start", m."status" from "meeting" m
    join "organisation" o on o."id" = m."org" where not m."deleted" and m."held_start" >= {} and m."held_start" <= {}
    and (m."held_start" < {} or (m."held_start" = {} and m."id" < {})) and (cast({} as text) = '' or m."kind" = {})"""
_NEWEST = 'order by m."held_start" desc, m."id" desc limit {}'
_MARKED = joined(
    """select "meeting", count(case when "status" = 'present' then 1 end) as "present",
    count(case when "status" in ('present', 'leave', 'absent', 'made_up') then 1 end) as "expected" from "attendance" where not "deleted" and""",
    few('"meeting"'),
    'group by "meeting"',
)
_MOVES = """select s."member", m."name", m."employee_no", m."kind", s."branch", b."name" as "branch_name", g."name" as "group_name",
    s."from_on", s."to_on", s."id" from "membership" s join "member" m on m."id" = s."member" join "organisation" b on b."id" = s."branch"
    left join "organisation" g on g."id" = s."group" where not s."deleted" and not m."deleted" and"""
_LATEST = """(cast({} as text) = '' or s."from_on" < {} or (s."from_on" = {} and s."id" > {})) order by s."from_on" desc, s."id" limit {}"""
_MOVES_AT = {column: f'{_MOVES} s."{column}" = {{}} and {_LATEST}' for column in ("branch", "group")}
_MARKS = """select a."meeting", a."meeting_kind" as "kind", a."meeting_title" as "title", a."held_start", a."status", a."reason" from "attendance" a
    join "meeting" m on m."id" = a."meeting" where a."member" = {} and not a."deleted" and not m."deleted"
    and m."status" in ('submitted', 'approved') and a."status" <> '' and a."held_start" >= {} and a."held_start" <= {}
    and (a."held_start" < {} or (a."held_start" = {} and a."meeting" < {})) order by a."held_start" desc, a."meeting" desc limit {}"""


async def load_records(replication: Replication, actor: Actor, org: str, period: str, kind: str, cursor: str, at_once: int = 0) -> RecordLinesOut:
    """The records of an organisation and what lies below it, whose page the person may open: whoever may, may open the records.

    `at_once` is how many the page holds, here and in the other lists; as many as a screen wants without it.
    """
    fetch, count = replication.database.fetch, at_once or PAGE
    since, until = bounds_of(period, replication.settings.zone)
    below, after = _place_in(cursor, until + 1)
    async with replication.database.read():
        place, _ = await load_place(fetch, actor, org)
        condition, args = await whose(fetch, place, "m.")
        asked = (since, until, below, below, after, kind, kind, *args, count + 1)
        found = await fetch({one: f"{_RECORDS} and {text} {_NEWEST}" for one, text in condition.items()}, *asked)
        marked = {row["meeting"]: row for row in await fetch(_MARKED, to_json([row["meeting"] for row in found]))}
    nobody = {"present": 0, "expected": 0}
    items = [msgspec.convert({**row, **marked.get(row["meeting"], nobody)}, RecordLineOut) for row in found[:count]]
    return RecordLinesOut(items, f"{items[-1].held_start}/{items[-1].meeting}" if len(found) > count else None)


def _place_in(cursor: str, beyond: int) -> tuple[int, str]:
    """The instant and id after which a page goes on; `beyond` all of them where there is no cursor, or none of ours."""
    at, _, after = cursor.partition("/")
    return number_in(at, beyond), after


async def load_moves(replication: Replication, actor: Actor, org: str, cursor: str, at_once: int = 0) -> MembershipsOut:
    """Who belongs and belonged to a branch or group, for whoever sees its people. Problem row.not_found for the rest, and above branches."""
    from_on, _, after = cursor.partition("/")
    fetch, count = replication.database.fetch, at_once or PAGE
    async with replication.database.read():
        place, rights = await load_place(fetch, actor, org)
        if not rights.people or place["branch"] is None:
            raise row_not_found("没有这份名单，或不归您查看。")
        statement = _MOVES_AT["branch" if place["kind"] == "branch" else "group"]
        found = await fetch(statement, org, from_on, from_on, from_on, after, count + 1)
    items = [msgspec.convert(row, MembershipOut) for row in found[:count]]
    return MembershipsOut(items, f"{found[count - 1]['from_on']}/{found[count - 1]['id']}" if len(found) > count else None)


async def load_marks(replication: Replication, actor: Actor, member: str, period: str, cursor: str, at_once: int = 0) -> MarkLinesOut:
    """A member's marks at filed meetings of the period, the newest first."""
    since, until = bounds_of(period, replication.settings.zone)
    (below, after), count = _place_in(cursor, until + 1), at_once or PAGE
    async with replication.database.read():
        await load_member(replication.database.fetch, actor, member)
        found = await replication.database.fetch(_MARKS, member, since, until, below, below, after, count + 1)
    items = [msgspec.convert(row, MarkLineOut) for row in found[:count]]
    return MarkLinesOut(items, f"{items[-1].held_start}/{items[-1].meeting}" if len(found) > count else None)
