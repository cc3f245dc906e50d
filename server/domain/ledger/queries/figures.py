"""Draws figures: of branches and their groups from rows, of what lies above them from the figures of what lies below."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from server.domain.cycles import SHOWN
from server.domain.facts import quarter_of
from server.domain.ledger.policy import ABOVE, HELD, HORIZON_MS, ROLL, STARS
from server.domain.ledger.rules import COUNTED, EVERYTHING, PEOPLE, STAR, summed
from server.domain.ratings import rules as ratings
from server.kit.clock import local_day
from server.kit.database import Database
from server.replication import Unit
from server.replication.store import among, insert, joined, to_json

_COLUMNS = ["id", "org", "quarter", "what", *COUNTED]
_KEEP = insert("ledger_figure", _COLUMNS, ["text"] * 4 + ["bigint"] * len(COUNTED))
_KNOWN_OF = 'select * from "ledger_figure" where "org" = {} and "quarter" = {}'
_FORGET = joined('delete from "ledger_figure" where', among('"id"'))
_MARKS = ", ".join(f"""count(case when a."status" = '{mark}' then 1 end) as "{mark}" """ for mark in COUNTED[1:])
# Joined to '', the record's id has no order of its own: else PostgreSQL may walk all marks there are beside the few records, meaning to stop early.
_HELD = f"""select m."org", m."kind" as "what", count(distinct m."id") as "number", {_MARKS} from "meeting" m
    left join "attendance" a on a."meeting" = m."id" || '' and not a."deleted" where m."branch" = {{}} and m."held_start" between {{}} and {{}}
    and not m."deleted" and m."status" in ('submitted', 'approved') group by m."org", m."kind" """
_STARS = joined(
    """select "star", count(*) as "number" from "award" where "branch" = {} and "quarter" = {} and not "deleted" and not "replaced"
    and "star" is not null and""",
    among('"state"'),
    'group by "star"',
)
_ROLL = (
    """select "group" as "org", count(*) as "number" from "member" where "branch" = {} and "status" = 'active' and not "deleted" group by "group" """
)
_GROUPS = """select "id" from "organisation" where "branch" = {} and "kind" = 'group' and not "deleted" """
_PARENT = 'select "parent" from "organisation" where "id" = {} and "parent" is not null'
_BELOW = """select f.* from "organisation" o join "ledger_figure" f on f."org" = o."id" where o."parent" = {} and not o."deleted"
    and o."kind" <> 'group' and f."quarter" = {}"""
_QUARTERS = 'select distinct f."quarter" from "organisation" o join "ledger_figure" f on f."org" = o."id" where o."parent" = {} or o."id" = {}'
_EVERY_BRANCH = """select "id" as "key" from "organisation" where "kind" = 'branch' and not "deleted" """
_EVERY_HELD = """select "id" || ':' || cast({} as text) as "key" from "organisation" where "kind" = 'branch' and not "deleted" """
_EVERY_STARRED = """select distinct "branch" || ':' || "quarter" as "key" from "award" where not "deleted" """
_HELD_FROM = 'select min("held_start") as "first", max("held_start") as "last" from "meeting" where "held_start" between 0 and {} and not "deleted"'


class Drawn(NamedTuple):
    """Figures of one organisation and quarter, complete for what `begins` so; others stand."""

    org: str
    quarter: str
    begins: str
    figures: Mapping[str, Mapping[str, int]]


async def draw_held(unit: Unit, keys: list[str]) -> None:
    """Meetings filed of a branch (with its groups) and of each group, by kind, with the marks at them."""
    for branch, quarter in (key.split(":") for key in keys):
        records = await unit.fetch(_HELD, branch, *ratings.quarter_bounds(quarter, unit.settings.zone))
        by_org: dict[str, list[dict[str, Any]]] = defaultdict(list, {branch: records})
        for group in await unit.fetch(_GROUPS, branch):
            by_org[group["id"]] = [record for record in records if record["org"] == group["id"]]
        await _settle(unit, branch, [Drawn(org, quarter, "", summed(held)) for org, held in by_org.items()])


async def draw_stars(unit: Unit, keys: list[str]) -> None:
    """How many members of a branch have how many stars, once they are published."""
    for branch, quarter in (key.split(":") for key in keys):
        records = await unit.fetch(_STARS, branch, quarter, to_json(sorted(SHOWN)))
        await _settle(unit, branch, [Drawn(branch, quarter, STAR, {f"{STAR}{record['star']}": _only(record["number"]) for record in records})])


async def draw_roll(unit: Unit, branches: list[str]) -> None:
    """How many belong to a branch, and to each of its groups."""
    for branch in branches:
        records = {record["org"]: record["number"] for record in await unit.fetch(_ROLL, branch)}
        counts = {group["id"]: records.get(group["id"], 0) for group in await unit.fetch(_GROUPS, branch)}
        counts[branch] = sum(records.values())
        await _settle(unit, branch, [Drawn(org, PEOPLE, "", {PEOPLE: _only(count)} if count else {}) for org, count in counts.items()])


async def draw_above(unit: Unit, keys: list[str]) -> None:
    """The sums of what lies directly below an organisation; of no quarter in particular: requests those of all."""
    for org, quarter in (key.split(":") for key in keys):
        if quarter == EVERYTHING:
            for record in await unit.fetch(_QUARTERS, org, org):
                unit.mark(ABOVE, f"{org}:{record['quarter']}")
        else:
            await _settle(unit, org, [Drawn(org, quarter, "", summed(await unit.fetch(_BELOW, org, quarter)))], whole=True)


async def request_all(unit: Unit) -> None:
    """Requests the figures of every branch in every quarter in which there are any; those above follow."""
    await unit.mark_found(ROLL, _EVERY_BRANCH)
    await unit.mark_found(STARS, _EVERY_STARRED)
    (held,) = await unit.fetch(_HELD_FROM, HORIZON_MS - 1)
    if held["first"] is not None:
        for quarter in _quarters(*(quarter_of(local_day(held[end], unit.settings.timezone)) for end in ("first", "last"))):
            await unit.mark_found(HELD, _EVERY_HELD, quarter)


def _quarters(first: str, last: str) -> list[str]:
    """The quarters from one to another."""
    from_, to = (int(quarter[:4]) * 4 + int(quarter[-1]) - 1 for quarter in (first, last))
    return [f"{number // 4}-Q{number % 4 + 1}" for number in range(from_, to + 1)]


async def is_empty(database: Database) -> bool:
    """Whether there are no figures at all."""
    return not await database.fetch('select 1 from "ledger_figure" limit 1')


def _only(count: int) -> dict[str, int]:
    return {**dict.fromkeys(COUNTED, 0), "number": count}


async def _settle(unit: Unit, org: str, drawn: Iterable[Drawn], whole: bool = False) -> None:
    """Writes what differs; where the figures of `org` itself differ, those above it are requested."""
    for one in drawn:
        known = {record["what"]: record for record in await unit.fetch(_KNOWN_OF, one.org, one.quarter)}
        mine = {what: record for what, record in known.items() if whole or what.startswith(STAR) == (one.begins == STAR)}
        gone = [record["id"] for what, record in mine.items() if what not in one.figures or not _same(record, one.figures[what])]
        new = [what for what, figure in one.figures.items() if what not in mine or not _same(mine[what], figure)]
        if gone:
            await unit.fetch(_FORGET, to_json(gone))
        if new:
            await unit.fetch(_KEEP, to_json([_row(one, what) for what in new]))
        if (gone or new) and one.org == org:
            for record in await unit.fetch(_PARENT, org):
                unit.mark(ABOVE, f"{record['parent']}:{one.quarter}")


def _same(record: Mapping[str, Any], figure: Mapping[str, int]) -> bool:
    return all(record[name] == figure[name] for name in COUNTED)


def _row(one: Drawn, what: str) -> list[Any]:
    return [f"{one.org}:{one.quarter}:{what}", one.org, one.quarter, what, *(one.figures[what][name] for name in COUNTED)]
