"""Keeps the facts that achievements give people, and studios' years, equal to the records: by changes, each new year, and all over again."""

from __future__ import annotations

from server.domain.organisation import moved_owners
from server.domain.studios.policy import FACTS, OWNERS, SHIPPED_CHOICES, YEAR, YEARS, YEARS_OF
from server.domain.studios.queries import drawing
from server.kit.clock import local_day
from server.kit.jobs import Job
from server.replication import Replication, Unit, recompute, ship

CHUNK = 200


async def recompute_facts(unit: Unit, keys: list[str]) -> None:
    """Draws the facts of these achievements again."""
    await drawing.put_facts(unit, keys)


async def recompute_year(unit: Unit, keys: list[str]) -> None:
    """Draws years of `studio:year` again."""
    pairs = (key.rpartition(":") for key in keys)
    await drawing.put_years(unit, [(studio, int(year)) for studio, _, year in pairs if year.isdecimal()])


async def recompute_years_of(unit: Unit, keys: list[str]) -> None:
    """Requests the years of the studios of `member:year`."""
    years: dict[str, set[str]] = {}
    for member, _, year in (key.rpartition(":") for key in keys):
        years.setdefault(member, set()).add(year)
    for member, studio in await drawing.studios_of(unit, years):
        for year in years[member]:
            unit.mark(YEAR, f"{studio}:{year}")


async def recompute_years(unit: Unit, studios: list[str]) -> None:
    """Requests all drawn years of these studios ('': of all), and the running one."""
    known = await drawing.open_studios(unit.fetch, closed_too=True)
    wanted = known if "" in studios else [one for one in studios if one in known]
    running = int(local_day(unit.now_ms, unit.settings.timezone)[:4])
    for studio, year in {*await drawing.drawn_years(unit.fetch, wanted), *((one, running) for one in wanted)}:
        unit.mark(YEAR, f"{studio}:{year}")


async def recompute_owners(unit: Unit, _: list[str]) -> None:
    """Shows studios to the branches for which their organisations stand now; their years follow."""
    await unit.lock(["site"])
    for studio, branches in (await moved_owners(unit.fetch, "studio", "org")).items():
        unit.put("studio", studio, {"branches": branches})


async def seed(replication: Replication) -> int:
    """Inserts what ships of the dictionary: what the office has changed stays. Gives how many."""
    return await ship(replication, {"studio_choice": SHIPPED_CHOICES})


async def open_years(replication: Replication) -> int:
    """Requests the running year of every open studio, each day: a new year begins by itself. Gives how many studios."""
    studios = await drawing.open_studios(replication.database.fetch)
    year = local_day(replication.clock(), replication.settings.timezone)[:4]
    async with replication.write(None, "request studio years") as unit:
        for studio in studios:
            unit.mark(YEAR, f"{studio}:{year}")
    return len(studios)


async def rebuild(replication: Replication) -> int:
    """Draws all facts of achievements and all years again; after incremental runs that changes nothing. Gives how many achievements were drawn."""
    drawn, after = 0, ""
    while ids := await drawing.page_of_decided(replication.database.fetch, after, CHUNK):
        async with replication.write(None, "request achievements") as unit:
            for key in ids:
                unit.mark(FACTS, key)
        drawn, after = drawn + len(ids), ids[-1]
    async with replication.write(None, "request studio years") as unit:
        unit.mark(YEARS, "")
    await recompute(replication)
    return drawn


RECOMPUTE = {OWNERS: recompute_owners, FACTS: recompute_facts, YEARS: recompute_years, YEARS_OF: recompute_years_of, YEAR: recompute_year}
JOBS = (Job("open_studio_years", open_years, {"hour": {0}, "minute": {12}}),)
