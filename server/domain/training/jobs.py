"""Keeps the facts that training gives members equal to its records, by changes, in each new quarter, and all over again; courses follow the tree."""

from __future__ import annotations

from server.domain.facts import quarter_of
from server.domain.training.policy import FACTS, OWNERS, SHIPPED_CHOICES
from server.domain.training.queries import drawing
from server.domain.training.rules import quarters_of
from server.kit.clock import local_day
from server.kit.jobs import Job
from server.replication import Replication, Unit, recompute

CHUNK = 500


async def recompute_facts(unit: Unit, keys: list[str]) -> None:
    """Draws the facts of `table:row:quarter` again; only a pair has one for each quarter."""
    await drawing.put_facts(unit, keys)


async def recompute_owners(unit: Unit, _: list[str]) -> None:
    """Shows courses, and their sessions from today on, to the branches that they reach now; a session that was held stays with those it was for."""
    await unit.lock(["site"])
    today = local_day(unit.now_ms, unit.settings.timezone)
    courses = await drawing.moved_courses(unit.fetch)
    for course, branches in courses.items():
        unit.put("course", course, {"branches": branches})
    for key, session in (await unit.where("training_session", "course", courses)).items():
        if session["held_on"] >= today:
            unit.put("training_session", key, {"branches": courses[session["course"]]})


async def seed(replication: Replication) -> int:
    """Inserts the layers that ship: what the office has changed stays. Gives how many."""
    async with replication.write(None, "shipped layers") as unit:
        missing = SHIPPED_CHOICES.keys() - await unit.load("training_choice", SHIPPED_CHOICES)
        for key in sorted(missing):
            unit.put("training_choice", key, SHIPPED_CHOICES[key])
    return len(missing)


async def open_quarter(replication: Replication) -> int:
    """Requests every pair that runs, each day: in a new quarter it counts again. Gives how many."""
    today = local_day(replication.clock(), replication.settings.timezone)
    quarter, pairs = quarter_of(today), await drawing.running_pairs(replication.database.fetch, today)
    async with replication.write(None, "request pairs") as unit:
        for pair in pairs:
            unit.mark(FACTS, f"mentor_pair:{pair}:{quarter}")
    return len(pairs)


async def rebuild(replication: Replication) -> int:
    """Draws all these facts again, a chunk at a time; after incremental runs that changes nothing. Gives of how many rows."""
    drawn = 0
    for table in drawing.TABLES:
        after = ""
        while rows := await drawing.page_of(replication.database.fetch, table, after, CHUNK):
            async with replication.write(None, "request training") as unit:
                for row in rows:
                    for quarter in quarters_of(row) if table == "mentor_pair" else ("",):
                        unit.mark(FACTS, f"{table}:{row['id']}:{quarter}")
            await recompute(replication)
            drawn, after = drawn + len(rows), rows[-1]["id"]
    return drawn


RECOMPUTE = {FACTS: recompute_facts, OWNERS: recompute_owners}
JOBS = (Job("open_training_quarter", open_quarter, {"hour": {0}, "minute": {8}}),)
