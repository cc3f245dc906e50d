"""The facts that follow from ranks, marks and pairs, and whom courses reach: what the jobs read and write."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

import msgspec

from server.domain import facts
from server.domain.training import rules
from server.kit.clock import local_day
from server.replication import Unit

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
Row = Mapping[str, Any]

_PAGE = """select * from "{table}" where not "deleted" and "id" > {{}} order by "id" limit {{}}"""
TABLES = ("contest_result", "training_mark", "mentor_pair")
_PAGES = {table: _PAGE.format(table=table) for table in TABLES}
_RUNNING = """select "id" from "mentor_pair" where not "deleted" and "result" = '' and "from_on" <= {} and "to_on" >= {} order by "id" """

REACHED = {
    "branch": """select "id" from "organisation" where "kind" = 'branch' and not "deleted" and "closed_on" is null and "id" = {} order by "id" """,
    "general_branch": """select "id" from "organisation" where "kind" = 'branch' and not "deleted" and "closed_on" is null and "parent" = {}
        order by "id" """,
    "mine": """select "id" from "organisation" where "kind" = 'branch' and not "deleted" and "closed_on" is null and cast({} as text) <> ''
        order by "id" """,
}
"""Reach of a layer -> the branches that an organisation's courses of it are for: itself, those directly below it, or all."""

_OWNED = 'select "id", "reach", "org", "branches" from "course" where not "deleted" order by "id"'


async def reached_branches(fetch: Fetch, reach: str, org: str) -> list[str]:
    """The branches that a course of an organisation reaches now."""
    return [row["id"] for row in await fetch(REACHED[reach], org)]


async def moved_courses(fetch: Fetch) -> dict[str, list[str]]:
    """Courses whose branches are not those that they reach now, with those; one that reaches none any more stays with those it was for."""
    rows = await fetch(_OWNED)
    now = {of: await reached_branches(fetch, *of) for of in {(row["reach"], row["org"]) for row in rows}}
    found = {row["id"]: (now[row["reach"], row["org"]], msgspec.json.decode(row["branches"])) for row in rows}
    return {key: branches for key, (branches, before) in found.items() if branches and branches != before}


async def put_facts(unit: Unit, keys: Iterable[str]) -> None:
    """Makes the facts of each `table:row:quarter` what it says; of a row that is gone, and of a quarter to come, none stand."""
    asked = [tuple(key.split(":")) for key in keys]
    rows = {table: await unit.load(table, sorted({row for of, row, _ in asked if of == table})) for table in TABLES}
    running = facts.quarter_of(local_day(unit.now_ms, unit.settings.timezone))
    wanted = {
        rules.fact_id(*key): _MAKE[key[0]](key[1], rows[key[0]][key[1]], key[2]) if key[1] in rows[key[0]] and key[2] <= running else None
        for key in asked
    }
    await facts.derive(unit, wanted)


def _of_result(row_id: str, row: Row, _: str) -> facts.Derived:
    by = (row["entered_by"], row["entered_by_name"], row["entered_at"])
    return facts.Derived(
        "contest_result", row_id, row["member"], row["branch"], "contest", row["rank"], row["held_on"], f"{row['title']} {row['trade']}", *by
    )


def _of_mark(row_id: str, row: Row, _: str) -> facts.Derived | None:
    grade = rules.ATTENDED.get(row["status"])
    if grade is None:
        return None
    text = f"{row['title']}（已补课）" if row["status"] == "made_up" else row["title"]
    return facts.Derived(
        "training_mark", row_id, row["member"], row["branch"], "training", grade, row["held_on"], text, row["by"], row["by_name"], row["at"]
    )


def _of_pair(row_id: str, row: Row, quarter: str) -> facts.Derived | None:
    found = rules.pair_fact(row, quarter)
    if found is None:
        return None
    text = " ".join(filter(None, (f"徒弟{row['apprentice_name']}", row["trade"])))
    by = (row["edited_by"], row["edited_by_name"], row["edited_at"])
    return facts.Derived("mentor_pair", row_id, row["mentor"], row["branch"], "mentor", found.grade, found.on, text, *by)


_MAKE = {"contest_result": _of_result, "training_mark": _of_mark, "mentor_pair": _of_pair}
"""Table -> what a row of it says of a member in a quarter ('' where it says one thing only)."""


async def running_pairs(fetch: Fetch, today: str) -> list[str]:
    """Ids of the pairs that run on a day."""
    return [row["id"] for row in await fetch(_RUNNING, today, today)]


async def page_of(fetch: Fetch, table: str, after: str, limit: int) -> list[dict[str, Any]]:
    """The next rows of a table after the id `after`."""
    return await fetch(_PAGES[table], after, limit)
