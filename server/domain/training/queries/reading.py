"""Reads contests, courses and pairs as the office sees them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import msgspec

from server.domain.training import rules
from server.domain.training.schemas import (
    ContestOut,
    ContestResultOut,
    ContestsOut,
    CourseOut,
    CoursesOut,
    LayerOut,
    LayersOut,
    MarkCountOut,
    PairOut,
    PairsOut,
    SessionMarkOut,
    SessionOut,
    TrainingOrgOut,
    TrainingSessionOut,
)
from server.kit.problems import row_not_found
from server.kit.sheets import Book
from server.replication import Replication

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
SHOWN = 200

_CONTESTS = f'select *, "id" as "contest" from "contest" where not "deleted" order by "held_on" desc, "id" limit {SHOWN}'
_RESULTS = """select r.*, r."id" as "result", m."employee_no" as "number", b."name" as "branch_name" from "contest_result" r
    join "member" m on m."id" = r."member" join "organisation" b on b."id" = r."branch" where not r."deleted"
    order by r."held_on" desc, r."trade", case r."rank" when 'first' then 0 when 'second' then 1 when 'third' then 2 else 3 end, r."name", r."id" """
_COURSES = f"""select c.*, c."id" as "course", o."name" as "org_name" from "course" c join "organisation" o on o."id" = c."org" where not c."deleted"
    order by c."closed_on" <> '', c."edited_at" desc, c."id" limit {SHOWN}"""
_SESSIONS = 'select *, "id" as "session" from "training_session" where not "deleted" order by "held_on" desc, "id"'
_MARKS = """select "session", "branch", "status", count(*) as "members" from "training_mark" where not "deleted"
    group by "session", "branch", "status" order by "status" """
_NAMED = """select k.*, m."name", b."name" as "branch_name" from "training_mark" k join "member" m on m."id" = k."member"
    join "organisation" b on b."id" = k."branch" where not k."deleted" and k."session" = {}
    order by b."name", k."status" = 'present', m."name", k."id" """
_SESSION = 'select *, "id" as "session" from "training_session" where not "deleted" and "id" = {}'
_BRANCHES = """select "id", "name" from "organisation" where "kind" = 'branch' """
_LAYERS = 'select * from "training_choice" where not "deleted" order by "place", "key"'
_ORGS = """select "id", "kind", "name" from "organisation" where "kind" <> 'group' and not "deleted" and "closed_on" is null
    order by case "kind" when 'committee' then 0 when 'general_branch' then 1 else 2 end, "name", "id" """
_ALL_PAIRS = """select p.*, p."id" as "pair", b."name" as "branch_name" from "mentor_pair" p join "organisation" b on b."id" = p."branch"
    where not p."deleted" order by p."result" <> '', p."to_on" desc, p."id" """
_PAIRS = f"{_ALL_PAIRS} limit {SHOWN}"
_ATTENDANCE = """select k.*, m."name", m."employee_no" as "number", b."name" as "branch_name" from "training_mark" k
    join "member" m on m."id" = k."member" join "organisation" b on b."id" = k."branch"
    where not k."deleted" and k."held_on" like {} order by k."held_on" desc, k."title", b."name", m."name", k."id" """


async def load_contests(replication: Replication) -> ContestsOut:
    """All contests with their results."""
    fetch = replication.database.fetch
    async with replication.database.read():
        results: dict[str, list[ContestResultOut]] = defaultdict(list)
        for row in await fetch(_RESULTS):
            results[row["contest"]].append(msgspec.convert(row, ContestResultOut))
        contests = [_contest(row, results[row["id"]]) for row in await fetch(_CONTESTS)]
    return ContestsOut(replication.clock(), contests)


def _contest(row: Mapping[str, Any], results: list[ContestResultOut]) -> ContestOut:
    return msgspec.convert({**row, "trades": msgspec.json.decode(row["trades"]), "results": results}, ContestOut)


async def load_courses(replication: Replication) -> CoursesOut:
    """All courses with their sessions, what branches held of their own, and the layers."""
    fetch = replication.database.fetch
    async with replication.database.read():
        marks: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in await fetch(_MARKS):
            marks[row["session"]].append(row)
        names = {row["id"]: row["name"] for row in await fetch(_BRANCHES)}
        sessions: dict[str, list[TrainingSessionOut]] = defaultdict(list)
        for row in await fetch(_SESSIONS):
            sessions[row["course"]].append(_session(row, names, marks[row["id"]]))
        courses = [msgspec.convert({**row, "sessions": sessions[row["id"]]}, CourseOut) for row in await fetch(_COURSES)]
        layers = await _layers(fetch)
        orgs = msgspec.convert(await fetch(_ORGS), list[TrainingOrgOut])
    return CoursesOut(replication.clock(), courses, sessions[""][:SHOWN], layers, orgs)


def _session(row: Mapping[str, Any], names: Mapping[str, str], marks: Sequence[Mapping[str, Any]]) -> TrainingSessionOut:
    """`marks` are counts by branch and status."""
    branches: list[str] = msgspec.json.decode(row["branches"])
    counted: dict[str, int] = defaultdict(int)
    for mark in marks:
        counted[mark["status"]] += mark["members"]
    only = names.get(branches[0], "") if len(branches) == 1 else ""
    told = {"branches": len(branches), "branch_name": only, "marked": len({mark["branch"] for mark in marks})}
    return msgspec.convert({**row, **told, "marks": [MarkCountOut(*one) for one in counted.items()]}, TrainingSessionOut)


async def load_session(replication: Replication, session: str) -> SessionOut:
    """A session with everyone's mark. Problem 404."""
    fetch = replication.database.fetch
    async with replication.database.read():
        rows = await fetch(_SESSION, session)
        if not rows:
            raise row_not_found("没有这次培训。")
        marks = await fetch(_NAMED, session)
        names = {row["id"]: row["name"] for row in await fetch(_BRANCHES)}
    told = {mark["branch"] for mark in marks}
    unmarked = sorted(names[one] for one in msgspec.json.decode(rows[0]["branches"]) if one in names and one not in told)
    counts = [{**mark, "members": 1} for mark in marks]
    return SessionOut(replication.clock(), _session(rows[0], names, counts), msgspec.convert(marks, list[SessionMarkOut]), unmarked)


async def load_layers(replication: Replication) -> LayersOut:
    """The layers in their order."""
    async with replication.database.read():
        return LayersOut(await _layers(replication.database.fetch))


async def _layers(fetch: Fetch) -> list[LayerOut]:
    return [msgspec.convert(row | {name: bool(row[name]) for name in ("is_confirmed", "is_off")}, LayerOut) for row in await fetch(_LAYERS)]


async def load_pairs(replication: Replication) -> PairsOut:
    """All pairs, those that run first."""
    async with replication.database.read():
        pairs = [msgspec.convert(row, PairOut) for row in await replication.database.fetch(_PAIRS)]
    return PairsOut(replication.clock(), pairs)


async def book(replication: Replication, year: str) -> Book:
    """Ranks, attendance and pairs of a year ('' for all); the first page can be imported again."""
    fetch = replication.database.fetch
    async with replication.database.read():
        results, marks, pairs = await fetch(_RESULTS), await fetch(_ATTENDANCE, f"{year}%"), await fetch(_ALL_PAIRS)
    ran = [row for row in pairs if not year or row["from_on"][:4] <= year <= (row["ended_on"] or row["to_on"])[:4]]
    return rules.training_book([row for row in results if row["held_on"].startswith(year)], marks, ran, year)
