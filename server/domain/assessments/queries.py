"""Reads how the obligations of branches stand, quarter by quarter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from server.domain.assessments import rules
from server.domain.assessments.rules import Standing
from server.domain.obligations import quarter_of
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
Key = tuple[str, str]
"""Branch and quarter."""

_COLUMNS = """w.value->>0 as "quarter", o."id", o."branch", o."period", o."state", o."due_at", o."computed_at",
    coalesce(t."title", o."kind") as "title", coalesce(t."weight_tenths", 10) as "weight_tenths", coalesce(g."name", '') as "org_name" """
_TITLED = 'left join "template" t on t."id" = o."template" left join "organisation" g on g."id" = o."org" where not o."deleted"'
# The order of this join is fixed for SQLite: few branches first, then their obligations by index.
_STANDINGS = {
    "sqlite": f"""select {_COLUMNS} from json_each({{}}) w cross join "obligation" o {_TITLED}
        and o."branch" = w.value->>1 and o."period" = w.value->>2""",
    "postgres": f"""select {_COLUMNS} from jsonb_array_elements({{}}::jsonb) w
        join "obligation" o on o."branch" = w.value->>1 and o."period" = w.value->>2 {_TITLED}""",
}
_BRANCHES = """select "branch" from "obligation" where "branch" > {} union select "branch" from "branch_score" where "branch" > {}
    order by "branch" limit {}"""
_PERIODS = joined('select distinct "branch", "period" from "obligation" where not "deleted" and', in_list("branch"))
_SCORED = joined('select "branch", "quarter" from "branch_score" where', in_list("branch"))


class Quarter(NamedTuple):
    """What a branch's quarter rests on; `data_up_to` is when the newest of it was concluded (epoch ms)."""

    standings: list[Standing]
    data_up_to: int


async def load_quarters(fetch: Fetch, keys: Iterable[Key]) -> Mapping[Key, Quarter]:
    """The obligations that count in each branch's quarter; quarters without any are left out."""
    wanted = [[quarter, branch, period] for branch, quarter in keys for period in rules.periods_within(quarter)]
    found: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for record in await fetch(_STANDINGS, to_json(wanted)):
        found[record["branch"], record["quarter"]].append(record)
    return {
        key: Quarter(msgspec.convert(records, list[Standing]), max(record["computed_at"] for record in records)) for key, records in found.items()
    }


async def page_of_branches(fetch: Fetch, after: str, limit: int) -> list[str]:
    """The next branches after `after` that owe anything or have a score."""
    return [record["branch"] for record in await fetch(_BRANCHES, after, after, limit)]


async def quarters_of(fetch: Fetch, branches: Iterable[str]) -> list[Key]:
    """Every quarter in which obligations of these branches count, or once counted."""
    among = to_json(list(branches))
    counting = {(record["branch"], quarter_of(record["period"])) for record in await fetch(_PERIODS, among)}
    return sorted(counting | {(record["branch"], record["quarter"]) for record in await fetch(_SCORED, among)})
