"""Keeps the automatic scores of branches equal to what their obligations say: by changed facts, and all over again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from server.domain.assessments import queries
from server.domain.assessments.policy import SCHEME
from server.domain.assessments.queries import Quarter
from server.domain.assessments.rules import branch_score_id, score
from server.replication import Replication, Unit, recompute

CHUNK = 50


async def recompute_scores(unit: Unit, keys: list[str]) -> None:
    """Draws the scores of `branch:quarter` again; a score that comes out the same keeps the instant it was computed at."""
    wanted = [(branch, quarter) for branch, _, quarter in (key.rpartition(":") for key in keys)]
    quarters = await queries.load_quarters(unit.fetch, wanted)
    known = await unit.load("branch_score", [branch_score_id(*key) for key in wanted])
    for branch, quarter in wanted:
        row_id, facts = branch_score_id(branch, quarter), quarters.get((branch, quarter))
        if facts or row_id in known:
            _put(unit, row_id, known.get(row_id, {}), {"branch": branch, "quarter": quarter} | _conclusion(facts), facts)


def _conclusion(facts: Quarter | None) -> dict[str, Any]:
    drawn = score(SCHEME, facts.standings if facts else ())
    return {"scheme": SCHEME.id, "auto_tenths": drawn.auto_tenths, "lines": msgspec.to_builtins(drawn.lines)}


def _put(unit: Unit, row_id: str, known: Mapping[str, Any], wanted: dict[str, Any], facts: Quarter | None) -> None:
    if any(known.get(column) != value for column, value in wanted.items()):
        data_up_to = facts.data_up_to if facts else unit.now_ms
        unit.put("branch_score", row_id, wanted | {"computed_at": unit.now_ms, "data_up_to": data_up_to})


async def recompute_branches(unit: Unit, branches: list[str]) -> None:
    """Requests every quarter of these branches."""
    for branch, quarter in await queries.quarters_of(unit.fetch, branches):
        unit.mark("branch_score", f"{branch}:{quarter}")


RECOMPUTE = {"branch_scores_of": recompute_branches, "branch_score": recompute_scores}


async def rebuild(replication: Replication) -> int:
    """Draws every score again, some branches at a time; after incremental runs that changes nothing. Gives how many branches."""
    drawn, after = 0, ""
    while branches := await queries.page_of_branches(replication.database.fetch, after, CHUNK):
        async with replication.write(None, "request scores") as unit:
            for branch in branches:
                unit.mark("branch_scores_of", branch)
        await recompute(replication)
        drawn, after = drawn + len(branches), branches[-1]
    return drawn
