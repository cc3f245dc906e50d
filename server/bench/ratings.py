"""Ratings: one changed mark in a small and in a large mine, everyone rated anew beside the least a database could do, the office's pages.

In SQLite files, or in databases of their own beside LINGHANG_DATABASE_URL if that is set. The large mine has MEMBERS members, 20,000 if that is
not set: about a minute and a half; 100,000 take some ten minutes.
"""

import asyncio
import os
import random
import resource
import statistics
import time
from collections.abc import Awaitable
from itertools import pairwise
from typing import TypeVar

import msgspec

from server.bench import _processor, show
from server.bench._empty_mine import empty_mine
from server.bench._large_mine import COMMITTEE, MEETINGS, QUARTER, SCORE_ROWS, LargeMine, mark_id, member_id, status_of
from server.domain import assessments, cycles
from server.domain.cycles.queries import views
from server.domain.ratings import rules
from server.domain.ratings.jobs import check
from server.domain.ratings.policy.shipped import CONTENT
from server.domain.ratings.queries import dry_run, everyone, loading
from server.domain.ratings.queries.everyone import Stretch
from server.kit.identity import Actor, Grant
from server.replication import Replication, recompute
from server.replication.store import in_list, joined, to_json

MEMBERS = int(os.environ.get("MEMBERS", "20000"))
MINES = ((1_468, 33), (MEMBERS, MEMBERS * 3 // 100))
CHANGES = 200
WARM_UP = 20
AT_ONCE = 500
REDRAWN = 2_000
"""Ratings drawn again to tell what a published scheme costs; each costs the same, fifty in a transaction."""
T = TypeVar("T")
OFFICE = Actor("bench", None, "党群工作部", (Grant("office", COMMITTEE, of_mine=True),))
_LINES_GONE = joined('delete from "rating_line" where', in_list("member"))
_PLACES_GONE = joined("""delete from "row_scope" where "tbl" = 'rating_line' and""", in_list("scope"))
_UNREQUESTED = 'delete from "recompute_request"'
# The least that a rating of everyone must do: look at each score row once, with the kind of its meeting, and count by member, kind and
# grade; look at each stored line once, and sum by dimension. No rule is applied and nothing is compared.
FLOOR = """select count(*) as "n" from (select "member", "kind", "grade", count(*), sum("amount") from (
        select a."member", m."kind", a."status" as "grade", 0 as "amount" from "attendance" a cross join "meeting" m
        where m."id" = a."meeting" and not a."deleted" and not m."deleted" and m."status" in ('submitted', 'approved')
            and m."filed_at" is not null and m."held_start" between {} and {}
        union all select "member", "kind", "grade", "amount" from "fact" where "on" <= {} and "withdrawn_at" is null and not "deleted"
        union all select "member", '', '', "mean_tenths" from "mass_review" where "quarter" = {} and not "deleted") scores
    group by "member", "kind", "grade") counted
    union all select count(*) from (select "rating", "dimension", sum("points_tenths") from "rating_line" where "rating" is not null
    group by "rating", "dimension") lines"""


def run(json: bool) -> None:
    """Fills two mines, changes marks one by one, rates everyone anew, and prints the figures."""
    for members, branches in MINES:
        asyncio.run(_measure(json, members, branches))


async def _measure(json: bool, members: int, branches: int) -> None:
    async with empty_mine(str(members)) as replication:
        filled_s, _ = await _timed(LargeMine(replication, members, branches).fill())
        show(json, f"ratings.fill.{members}", filled_s, "s to write the mine")
        await _changes(json, replication, members)
        await _everyone(json, replication, members)
        await _publish(json, replication, members)
        await _branches(json, replication, members)
        await _office(json, replication, members)


async def _timed(work: Awaitable[T]) -> tuple[float, T]:
    """Seconds, and what came out."""
    began = time.perf_counter()
    done = await work
    return time.perf_counter() - began, done


def _peak_mb() -> float:
    """The most memory this process had at once."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# --- One mark


async def _changes(json: bool, replication: Replication, members: int) -> None:
    """From a changed mark to the drawn rating, each for another member; their lines are first drawn by the server itself."""
    chance, took = random.Random(1), list[float]()
    some = chance.sample(range(members), CHANGES + WARM_UP)
    await _draw_anew(replication, [member_id(number) for number in some])
    for number in some:
        took.append(await _change(replication, number, chance.randrange(MEETINGS), members))
    counted = sorted(took[WARM_UP:])
    show(json, f"ratings.change_p50.{members}", statistics.median(counted), "ms from a mark to the drawn rating")
    show(json, f"ratings.change_p99.{members}", counted[int(CHANGES * 0.99) - 1], "ms")


async def _draw_anew(replication: Replication, some: list[str]) -> None:
    """What the mine was filled with has ids of its own: those whose marks change get the lines that a server draws."""
    await replication.database.fetch(_LINES_GONE, to_json(some))
    await replication.database.fetch(_PLACES_GONE, to_json([f"person:{member}" for member in some]))
    await _draw(replication, some)


async def _draw(replication: Replication, some: list[str], kind: str = "rating") -> None:
    async with replication.write(None, "draw") as unit:
        for member in some:
            unit.mark(kind, f"{member}:{QUARTER}")
    await recompute(replication)


async def _change(replication: Replication, number: int, meeting: int, members: int) -> float:
    """Milliseconds. Who was absent has made up for it, everyone else was absent."""
    status = "made_up" if status_of(number % 10, meeting) == "absent" else "absent"
    began = time.perf_counter()
    async with replication.write(None, "mark") as unit:
        unit.put("attendance", mark_id(number, meeting, members), {"status": status})
    await recompute(replication)
    return (time.perf_counter() - began) * 1000


# --- Everyone


async def _everyone(json: bool, replication: Replication, members: int) -> None:
    """The nightly check of the whole mine: its statements, beside the floor, and the whole job with all that it asks."""
    before_mb, database = _peak_mb(), replication.database
    spent = [await _processor.seconds(database)]
    seconds, differing = await _timed(_differing(replication))
    grown_mb = _peak_mb() - before_mb
    spent.append(await _processor.seconds(database))
    since, until = rules.quarter_bounds(QUARTER, replication.settings.zone)
    async with database.read():
        await database.fetch(everyone.FITTED)
        floor_s, counted = await _timed(database.fetch(FLOOR, since, until, rules.quarter_days(QUARTER)[1], QUARTER))
    spent.append(await _processor.seconds(database))
    nightly_s, found = await _timed(check(replication))
    if differing or found or not counted[1]["n"]:
        raise RuntimeError(f"{differing} and {found} ratings differ from what the rules make of the same rows")
    show(json, f"ratings.everyone.{members}.score_rows", members * SCORE_ROWS, "rows: marks, facts and results")
    show(json, f"ratings.everyone.{members}", seconds, "s", seconds / floor_s)
    show(json, f"ratings.everyone.{members}.floor", floor_s, "s: each row counted once by one bare statement")
    everyone_s, bare_s = (after - before for before, after in pairwise(spent))
    show(json, f"ratings.everyone.{members}.processor", everyone_s, "s of processor time", everyone_s / bare_s)
    show(json, f"ratings.everyone.{members}.floor.processor", bare_s, "s")
    show(json, f"ratings.everyone.{members}.memory_grown", grown_mb, "MB, of this process")
    show(json, f"ratings.nightly.{members}", nightly_s, "s for the whole job")


async def _differing(replication: Replication) -> int:
    """All stretches, as many beside each other as the job takes; gives how many ratings differ."""
    database = replication.database
    (scheme,) = await loading.load_schemes(database.fetch)
    tables = everyone.tables_of(QUARTER, scheme, replication.settings.zone)

    async def one(place: Stretch) -> int:
        async with database.read():
            return len(await everyone.ask(database, everyone.DIFFERING, tables, place))

    places = [place async for place in everyone.stretches(database, QUARTER)]
    return sum([sum(found) async for found in everyone.beside(one, places)])


# --- A published scheme


async def _publish(json: bool, replication: Replication, members: int) -> None:
    """Some ratings drawn with all their lines for the first time, and again by a scheme that takes more for an absence."""
    some = [member_id(number) for number in range(0, members, max(members // REDRAWN, 1))][:REDRAWN]
    first_s = await _spent(replication, _draw_anew(replication, some))
    dimensions = tuple(msgspec.structs.replace(one, rules=tuple(map(_dearer, one.rules))) for one in CONTENT.dimensions)
    content = msgspec.to_builtins(msgspec.structs.replace(CONTENT, dimensions=dimensions))
    async with replication.write(None, "publish") as unit:
        unit.put("scheme", "dearer", {"kind": "member_star", "version": 2, "state": "published", "content": content, "from_on": "2026-10-01"})
    await replication.database.fetch(_UNREQUESTED)
    again_s = await _spent(replication, _draw(replication, some, "rating_ruled"))
    for name, (wall_s, processor_s) in {"first": first_s, "published": again_s}.items():
        show(json, f"ratings.{name}.{members}", wall_s * 1000 / len(some), "s for 1,000 ratings with their lines")
        show(json, f"ratings.{name}.{members}.processor", processor_s * 1000 / len(some), "s of processor time")
    async with replication.write(None, "as it was") as unit:
        unit.put("scheme", "dearer", {"state": "draft"})
    await replication.database.fetch(_UNREQUESTED)
    await _draw(replication, some, "rating_ruled")


def _dearer(rule: rules.Rule) -> rules.Rule:
    return msgspec.structs.replace(rule, points_tenths=-30) if rule.source == "attendance" and rule.points_tenths else rule


async def _spent(replication: Replication, work: Awaitable[None]) -> tuple[float, float]:
    """Seconds by the clock, and of processor time."""
    before = await _processor.seconds(replication.database)
    wall_s, _ = await _timed(work)
    return wall_s, await _processor.seconds(replication.database) - before


# --- Branches, and the office


async def _branches(json: bool, replication: Replication, members: int) -> None:
    """The assessment of every branch drawn for the first time, and all over again, which writes nothing."""
    first_s, branches = await _timed(assessments.rebuild(replication))
    again_s, _ = await _timed(assessments.rebuild(replication))
    show(json, f"ratings.assessments_first.{members}", first_s, f"s for {branches} branches")
    show(json, f"ratings.assessments_again.{members}", again_s, "s")


async def _office(json: bool, replication: Replication, members: int) -> None:
    """The overview of the quarter, and what a draft would do."""
    await cycles.open_running(replication)
    overview_s, overview = await _timed(views.load_overview(replication, OFFICE, QUARTER))
    show(json, f"ratings.overview.{members}", overview_s * 1000, f"ms for {len(overview.cycles)} branches")
    dry_s, _ = await _timed(dry_run.try_content(replication, CONTENT))
    show(json, f"ratings.dry_run.{members}", dry_s, "s")
    page = await loading.page_of_ratings(replication.database.fetch, "", AT_ONCE)
    places = dict.fromkeys([(row["member"], row["quarter"]) for row in page], "")
    load_s, _ = await _timed(loading.load_inputs(replication.database.fetch, places, replication.settings.zone))
    show(json, f"ratings.load_inputs.{members}", load_s * 1000, f"ms to read what {AT_ONCE} ratings rest on")
