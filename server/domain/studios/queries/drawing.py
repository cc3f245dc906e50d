"""What the jobs read and write: the facts by which an achievement counts for people, and how far studios are in a year."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

from server.domain import facts
from server.domain.studios import rules
from server.domain.studios.rules import Counting
from server.replication import Unit
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
Row = Mapping[str, Any]

_OPEN = """select "id" from "studio" where not "deleted" and "closed_on" = '' order by "id" """
_ALL = 'select "id" from "studio" where not "deleted" order by "id"'
_DRAWN = joined('select "studio", "year" from "studio_year" where not "deleted" and', in_list("studio"))
_PAGE = """select "id" from "achievement" where "state" in ('approved', 'withdrawn') and not "deleted" and "id" > {} order by "id" limit {}"""


async def put_facts(unit: Unit, achievements: Iterable[str]) -> None:
    """Makes the facts of each achievement what it says: one for everyone who has a share while it is recognised, none otherwise."""
    rows = await unit.load("achievement", achievements)
    wanted = {rules.fact_id(key, one["id"]): _fact(key, row, one) for key, row in rows.items() for one in row["people"]}
    await facts.derive(unit, wanted, "成果已撤销")


def _fact(key: str, row: Row, one: Row) -> facts.Derived | None:
    if row["state"] != rules.COUNTING:
        return None
    share = "" if one["share"] == rules.WHOLE else f"（占{one['share']}%）"
    by = (row["decided_by"], row["decided_by_name"], row["decided_at"])
    return facts.Derived("achievement", key, one["id"], row["branch"], "achievement", row["level"], row["recognised_on"], row["title"] + share, *by)


async def put_years(unit: Unit, keys: Iterable[tuple[str, int]]) -> None:
    """Draws years of studios again; what comes out the same keeps the instant it was computed at."""
    asked = sorted(keys)
    studios = await unit.load("studio", sorted({studio for studio, _ in asked}))
    years = await unit.load("studio_year", [rules.year_id(*key) for key in asked])
    achievements = list((await unit.where("achievement", "studio", studios)).values())
    choices = list((await unit.where("studio_choice", "field", ["kind", "contest"])).values())
    for studio, year in asked:
        if studio in studios:
            known = years.get(rules.year_id(studio, year), {"targets": {}})
            counting = await _counting(unit, studios[studio], year, achievements)
            _put(unit, studios[studio], year, known, choices, counting)


def _put(unit: Unit, studio: Row, year: int, known: Row, choices: Sequence[Row], counting: tuple[list[Counting], int, int | None]) -> None:
    counted, yuan, data_up_to = counting
    done = [{"key": one.key, "target": one.target, "records": one.records} for one in rules.goals(choices, known["targets"], counted)]
    wanted = {"studio": studio["id"], "year": year, "branches": studio["branches"], "done": done, "yuan": yuan, "data_up_to": data_up_to}
    if any(known.get(name) != value for name, value in wanted.items()):
        unit.put("studio_year", rules.year_id(studio["id"], year), wanted | {"targets": known["targets"], "computed_at": unit.now_ms})


async def _counting(unit: Unit, studio: Row, year: int, achievements: Iterable[Row]) -> tuple[list[Counting], int, int | None]:
    """What counts towards a year, what it brings in yuan a year, and when the newest of it was decided."""
    own = [one for one in achievements if one["studio"] == studio["id"] and one["state"] == rules.COUNTING and one["done_on"][:4] == str(year)]
    counted = [Counting("kind", one["kind"], "achievement", one["id"], one["title"], one["done_on"]) for one in own]
    found = await facts.load_facts(unit.fetch, rules.windows(studio["people"], year))
    ranks = [one for some in found.values() for one in some if one.kind == "contest" and one.grade in rules.FIRST_THREE]
    names = {one["member"]: one["name"] for one in studio["people"]}
    for one in {one.id: one for one in ranks}.values():
        table, _, row = facts.record_of(one.source).partition("/")
        title = f"{names.get(one.member, '')} {facts.KINDS['contest'].grades[one.grade]} {one.text}".strip()
        counted.append(Counting("contest", "", table or "fact", row or one.id, title, one.on))
    instants = [*(one["decided_at"] for one in own if one["decided_at"]), *(one.entered_at for one in ranks)]
    return counted, sum(one["yuan"] or 0 for one in own), max(instants, default=None)


async def open_studios(fetch: Fetch, closed_too: bool = False) -> list[str]:
    """Ids of the studios, of those that are open alone unless told otherwise."""
    return [row["id"] for row in await fetch(_ALL if closed_too else _OPEN)]


async def drawn_years(fetch: Fetch, studios: Iterable[str]) -> list[tuple[str, int]]:
    """The years that were drawn of these studios."""
    return [(row["studio"], row["year"]) for row in await fetch(_DRAWN, to_json(sorted(studios)))]


async def studios_of(unit: Unit, members: Iterable[str]) -> list[tuple[str, str]]:
    """(member, studio) for each studio to which one of these people belongs or belonged."""
    wanted = set(members)
    studios = await unit.load("studio", await open_studios(unit.fetch, closed_too=True))
    return [(one["member"], key) for key, row in studios.items() for one in row["people"] if one["member"] in wanted]


async def page_of_decided(fetch: Fetch, after: str, limit: int) -> list[str]:
    """The next ids after `after` of achievements that count or counted."""
    return [row["id"] for row in await fetch(_PAGE, after, limit)]
