"""What a draft would have made of the last quarters: everyone compared by one statement a stretch, nothing written.

The statement counts, and names those who differ most; what they would gain and lose, line by line, the pure rules tell of these alone.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from server.domain.ratings import rules
from server.domain.ratings.queries import everyone
from server.domain.ratings.queries.everyone import COMPARED, Stretch
from server.domain.ratings.queries.loading import load_inputs, load_schemes
from server.domain.ratings.rules import Compared, Scheme
from server.domain.ratings.schemas import Content, DryQuarter, DryRunOut, MoverOut, PlacesOut, Quota
from server.kit.problems import row_not_found
from server.replication import Replication
from server.replication.store import in_list, joined, to_json

QUARTERS = 3
"""The running one, of which little is known yet, and the last two that are over."""
MOVERS = 100
HIGHEST = 5
"""The star that a quota is for."""
Row = Mapping[str, Any]
_RATED_QUARTERS = 'select distinct "quarter" from "rating" where not "deleted" order by "quarter" desc limit {}'
_NAMES = joined('select "id", "name" from "member" where', in_list("id"))
_BRANCH_NAMES = joined('select "id", "name" from "organisation" where', in_list("id"))


async def dry_run(replication: Replication, content: Content) -> DryRunOut:
    """The last rated quarters as they stand and under this content. Others read and write meanwhile: each stretch has its own snapshot."""
    found = await replication.database.fetch(_RATED_QUARTERS, QUARTERS)
    schemes = await load_schemes(replication.database.fetch)
    return DryRunOut(replication.clock(), [await _quarter(replication, record["quarter"], content, schemes) for record in found])


class _Tally:
    """What the statements told of a quarter so far."""

    def __init__(self) -> None:
        self.before, self.after = Counter[int | None](), Counter[int | None]()
        self.inside = Counter[str]()
        self.reaching = Counter[str](), Counter[str]()
        self.moving = self.changing = 0
        self.movers: list[Row] = []

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.before[row["before_star"]] += row["members"]
            self.after[row["after_star"]] += row["members"]
            self.moving += row["moves"] * row["members"]
            self.changing += row["changes"] * row["members"]
            self.inside[row["branch"]] += row["inside"] * row["members"]
            for reaching, star in zip(self.reaching, (row["before_star"], row["after_star"]), strict=True):
                reaching[row["branch"]] += (star == HIGHEST) * row["inside"] * row["members"]
        self.movers = sorted((*self.movers, *(row for row in rows if row["member"])), key=_weight)[:MOVERS]

    def places(self, reaching: Counter[str], quota: Quota) -> PlacesOut:
        """Summed over the branches, each of which has its own."""
        places = {branch: rules.places_of(members, quota) for branch, members in self.inside.items()}
        over = sum(max(reaching[branch] - count, 0) for branch, count in places.items())
        return PlacesOut(reaching.total(), sum(places.values()), over)


def _weight(one: Row) -> tuple[bool, int, str]:
    """Those who move to another star first, then by how much the total moves."""
    return (not one["moves"], -abs((one["after_tenths"] or 0) - (one["before_tenths"] or 0)), one["member"])


async def _quarter(replication: Replication, quarter: str, content: Content, schemes: Iterable[Scheme]) -> DryQuarter:
    ruling = rules.scheme_for(quarter, schemes)
    if ruling is None:
        raise row_not_found("还没有评星办法。")
    tables = everyone.tables_of(quarter, rules.counted_against(content, ruling.content), replication.settings.zone)

    async def compare(place: Stretch) -> list[dict[str, Any]]:
        async with replication.database.read():
            return await everyone.ask(replication.database, COMPARED, tables, place, MOVERS)

    tally = _Tally()
    async for some in everyone.beside(compare, [place async for place in everyone.stretches(replication.database, quarter)]):
        tally.add(list(chain.from_iterable(some)))
    stars = (rules.count_stars(tally.before), rules.count_stars(tally.after))
    movers = await _told(replication, quarter, tally.movers, (ruling.content, content))
    places = [tally.places(reaching, quota) for reaching, quota in zip(tally.reaching, (ruling.content.quota, content.quota), strict=True)]
    return DryQuarter(quarter, tally.before.total(), *stars, places[0], places[1], tally.moving, tally.changing, movers)


async def _told(replication: Replication, quarter: str, movers: list[Row], contents: tuple[Content, Content]) -> list[MoverOut]:
    """Why each of them moves: the lines that differ, by the pure rules."""
    fetch = replication.database.fetch
    inputs = await load_inputs(fetch, {(one["member"], quarter): one["branch"] for one in movers}, replication.settings.zone)
    names = await _names(replication, _NAMES, [one["member"] for one in movers])
    branches = await _names(replication, _BRANCH_NAMES, sorted({one["branch"] for one in movers}))
    told = list[MoverOut]()
    for one in movers:
        compared = rules.compare(*contents, inputs[one["member"], quarter], one["profile"])
        told.append(_mover(one, compared, names.get(one["member"], ""), branches.get(one["branch"], "")))
        await asyncio.sleep(0)
    return told


def _mover(one: Row, compared: Compared, name: str, branch_name: str) -> MoverOut:
    before, after = compared.before, compared.after
    stars, totals = (before.earned_star, after.earned_star), (before.total_tenths, after.total_tenths)
    return MoverOut(one["member"], name, branch_name, *stars, *totals, compared.differences())


async def _names(replication: Replication, statement: dict[str, str], ids: list[str]) -> dict[str, str]:
    return {record["id"]: record["name"] for record in await replication.database.fetch(statement, to_json(ids))}
