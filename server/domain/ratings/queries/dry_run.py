"""What a draft would have made of the last quarters: read in chunks, rated twice by the pure rules, nothing written."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any, NamedTuple

from server.domain.ratings import rules
from server.domain.ratings.queries.loading import load_inputs, load_schemes
from server.domain.ratings.rules import Compared, Scheme
from server.domain.ratings.schemas import Content, DryQuarter, DryRunOut, MoverOut
from server.kit.problems import row_not_found
from server.replication import Replication
from server.replication.store import in_list, joined, to_json

QUARTERS = 2
AT_ONCE = 100
MOVERS = 100
_RATED_QUARTERS = 'select distinct "quarter" from "rating" where not "deleted" order by "quarter" desc limit {}'
_PAGE = """select "id", "member", "branch", "profile" from "rating" where not "deleted" and "quarter" = {} and "id" > {} order by "id" limit {} """
_NAMES = joined('select "id", "name" from "member" where', in_list("id"))
_BRANCH_NAMES = joined('select "id", "name" from "organisation" where', in_list("id"))


class _Mover(NamedTuple):
    member: str
    branch: str
    compared: Compared


async def dry_run(replication: Replication, content: Content) -> DryRunOut:
    """The last two rated quarters under the schemes that rule them and under this content. Other requests are served between chunks."""
    found = await replication.database.fetch(_RATED_QUARTERS, QUARTERS)
    schemes = await load_schemes(replication.database.fetch)
    quarters = [await _quarter(replication, record["quarter"], content, schemes) for record in found]
    return DryRunOut(replication.clock(), quarters)


async def _quarter(replication: Replication, quarter: str, content: Content, schemes: Iterable[Scheme]) -> DryQuarter:
    ruling = rules.scheme_for(quarter, schemes)
    if ruling is None:
        raise row_not_found("还没有评星办法。")
    before, after = list[int | None](), list[int | None]()
    movers, moving, changing = list[_Mover](), 0, 0
    async for page, inputs in _pages(replication, quarter):
        for row in page:
            compared = rules.compare(ruling.content, content, inputs[row["member"], quarter], row["profile"])
            before.append(compared.before.earned_star)
            after.append(compared.after.earned_star)
            if compared.moves or compared.changes:
                moving, changing = moving + compared.moves, changing + 1
                movers.append(_Mover(row["member"], row["branch"], compared))
        movers = sorted(movers, key=_weight)[:MOVERS]
    counts = (rules.count_stars(before), rules.count_stars(after))
    return DryQuarter(quarter, len(before), *counts, moving, changing, await _told(replication, movers))


async def _pages(replication: Replication, quarter: str) -> AsyncIterator[tuple[list[dict[str, Any]], Mapping[Any, Any]]]:
    fetch, after = replication.database.fetch, ""
    while page := await fetch(_PAGE, quarter, after, AT_ONCE):
        branches = {(row["member"], quarter): row["branch"] for row in page}
        yield page, await load_inputs(fetch, branches, replication.settings.zone)
        await asyncio.sleep(0)
        after = page[-1]["id"]


def _weight(one: _Mover) -> tuple[bool, int, str]:
    """Those who move to another star first, then by how much the total moves."""
    before, after = one.compared.before.total_tenths, one.compared.after.total_tenths
    return (not one.compared.moves, -abs((after or 0) - (before or 0)), one.member)


async def _told(replication: Replication, movers: list[_Mover]) -> list[MoverOut]:
    names = await _names(replication, _NAMES, [one.member for one in movers])
    branches = await _names(replication, _BRANCH_NAMES, sorted({one.branch for one in movers}))
    return [_mover(one, names.get(one.member, ""), branches.get(one.branch, "")) for one in movers]


def _mover(one: _Mover, name: str, branch_name: str) -> MoverOut:
    before, after = one.compared.before, one.compared.after
    stars, totals = (before.earned_star, after.earned_star), (before.total_tenths, after.total_tenths)
    return MoverOut(one.member, name, branch_name, *stars, *totals, one.compared.differences())


async def _names(replication: Replication, statement: dict[str, str], ids: list[str]) -> dict[str, str]:
    return {record["id"]: record["name"] for record in await replication.database.fetch(statement, to_json(ids))}
