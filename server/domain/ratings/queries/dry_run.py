"""What a draft would have made of the last quarters: everyone compared by one statement a stretch, nothing written.

The statement counts, and names those who differ most and those who contend for the highest star; what they would gain and lose, line by line, the
pure rules tell of these alone.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from msgspec.structs import astuple

from server.domain.ratings import rules
from server.domain.ratings.queries import everyone
from server.domain.ratings.queries.everyone import COMPARED, Stretch
from server.domain.ratings.queries.loading import load_inputs, load_schemes
from server.domain.ratings.rules import Compared, Scheme
from server.domain.ratings.schemas import Content, DryQuarter, MoverOut, PlacesOut, Quota
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
_MEANS_ALONE = """select count(*) as "members" from "mass_review" where not "deleted" and "quarter" = {} and "mean_tenths" is not null
    and coalesce("spread", 'null') = 'null'"""


class Contender(NamedTuple):
    """A member whose total earns the highest star by one of the two schemes, and whom the quota counts."""

    member: str
    branch: str
    profile: str


class Tried(NamedTuple):
    """One quarter under a draft: what is told of it, the scheme that rules it, by branch how many members the quota counts, and who contends."""

    told: DryQuarter
    ruling: Content
    inside: Mapping[str, int]
    contenders: Sequence[Contender]


async def try_content(replication: Replication, content: Content) -> list[Tried]:
    """The last rated quarters as they stand and under this content, by what totals earn; with what quotas need beside.

    Others read and write meanwhile: each stretch has its own snapshot.
    """
    found = await replication.database.fetch(_RATED_QUARTERS, QUARTERS)
    schemes = await load_schemes(replication.database.fetch)
    return [await _quarter(replication, record["quarter"], content, schemes) for record in found]


class _Tally:
    """What the statements told of a quarter so far."""

    def __init__(self) -> None:
        self.before, self.after = Counter[int | None](), Counter[int | None]()
        self.inside = Counter[str]()
        self.reaching = Counter[str](), Counter[str]()
        self.moving = self.changing = 0
        self.movers: list[Row] = []
        self.contenders: list[Contender] = []

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.before[row["before_star"]] += row["members"]
            self.after[row["after_star"]] += row["members"]
            self.moving += row["moves"] * row["members"]
            self.changing += row["changes"] * row["members"]
            self.inside[row["branch"]] += row["inside"] * row["members"]
            for reaching, star in zip(self.reaching, (row["before_star"], row["after_star"]), strict=True):
                reaching[row["branch"]] += (star == HIGHEST) * row["inside"] * row["members"]
        named = [row for row in rows if row["member"]]
        self.movers = sorted((*self.movers, *(row for row in named if row["changes"])), key=_weight)[:MOVERS]
        contending = (row for row in named if row["inside"] and HIGHEST in (row["before_star"], row["after_star"]))
        self.contenders += [Contender(row["member"], row["branch"], row["profile"]) for row in contending]

    def places(self, reaching: Counter[str], quota: Quota) -> PlacesOut:
        """Summed over the branches, each of which has its own."""
        places = {branch: rules.places_of(members, quota) for branch, members in self.inside.items()}
        over = sum(max(reaching[branch] - count, 0) for branch, count in places.items())
        return PlacesOut(reaching.total(), sum(places.values()), over)


def _weight(one: Row) -> tuple[bool, int, str]:
    """Those who move to another star first, then by how much the total moves."""
    return (not one["moves"], -abs((one["after_tenths"] or 0) - (one["before_tenths"] or 0)), one["member"])


async def _quarter(replication: Replication, quarter: str, content: Content, schemes: Iterable[Scheme]) -> Tried:
    scheme = rules.scheme_for(quarter, schemes)
    if scheme is None:
        raise row_not_found("还没有评星办法。")
    ruling, ballots = scheme.content, list[tuple[int, ...]]()
    if content.ballot != ruling.ballot:
        ballots.append(astuple(content.ballot))
    tables = everyone.tables_of(quarter, rules.counted_against(content, ruling), replication.settings.zone)

    async def compare(place: Stretch) -> list[dict[str, Any]]:
        async with replication.database.read():
            return await everyone.ask(replication.database, COMPARED, (*tables, to_json(ballots)), place, MOVERS, HIGHEST)

    tally = _Tally()
    async for some in everyone.beside(compare, [place async for place in everyone.stretches(replication.database, quarter)]):
        tally.add(list(chain.from_iterable(some)))
    stars = rules.count_stars(tally.before), rules.count_stars(tally.after)
    movers = await _told(replication, quarter, tally.movers, (ruling, content))
    places = tally.places(tally.reaching[0], ruling.quota), tally.places(tally.reaching[1], content.quota)
    alone = (await replication.database.fetch(_MEANS_ALONE, quarter))[0]["members"] if ballots else 0
    told = DryQuarter(quarter, tally.before.total(), *stars, *places, tally.moving, tally.changing, alone, movers)
    return Tried(told, ruling, tally.inside, tally.contenders)


async def _told(replication: Replication, quarter: str, movers: list[Row], contents: tuple[Content, Content]) -> list[MoverOut]:
    """Why each of them moves: the lines that differ, by the pure rules."""
    compared = await compare_members(replication, quarter, {one["member"]: (one["branch"], one["profile"]) for one in movers}, contents)
    names, branches = await names_of(replication, [one["member"] for one in movers], {one["branch"] for one in movers})
    return [_mover(one, compared[one["member"]], names.get(one["member"], ""), branches.get(one["branch"], "")) for one in movers]


async def compare_members(
    replication: Replication, quarter: str, members: Mapping[str, tuple[str, str]], contents: tuple[Content, Content]
) -> dict[str, Compared]:
    """What each of these members' quarters is under two schemes, by the pure rules; `members` have branch and post profile."""
    asked = {(member, quarter): branch for member, (branch, _) in members.items()}
    inputs = await load_inputs(replication.database.fetch, asked, replication.settings.zone)
    found = dict[str, Compared]()
    for member, (_, profile) in members.items():
        found[member] = rules.compare(*contents, inputs[member, quarter], profile)
        await asyncio.sleep(0)  # to rate takes a while: others are served between
    return found


def _mover(one: Row, compared: Compared, name: str, branch_name: str) -> MoverOut:
    before, after = compared.before, compared.after
    stars, totals = (before.earned_star, after.earned_star), (before.total_tenths, after.total_tenths)
    return MoverOut(one["member"], name, branch_name, *stars, *totals, compared.differences())


async def names_of(replication: Replication, members: Iterable[str], branches: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Names of members and of branches by id."""
    fetch = replication.database.fetch
    people, places = await fetch(_NAMES, to_json(sorted(set(members)))), await fetch(_BRANCH_NAMES, to_json(sorted(set(branches))))
    return ({one["id"]: one["name"] for one in people}, {one["id"]: one["name"] for one in places})
