"""Keeps ratings equal to what records say: by changed facts, at the start of a quarter, and all over again."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import Any

import msgspec

from server.domain.ratings import rules
from server.domain.ratings.policy import HORIZON_MS
from server.domain.ratings.policy.shipped import SHIPPED_SCHEME, SHIPPED_SCHEME_ID
from server.domain.ratings.queries import everyone, loading
from server.domain.ratings.queries.everyone import DIFFERING, Stretch
from server.domain.ratings.queries.loading import Key
from server.domain.ratings.queries.requests import unrequested
from server.domain.ratings.rules import Content, Inputs, Rated, Scheme, line_id, rating_id
from server.kit.clock import local_day
from server.kit.jobs import Job
from server.replication import Replication, Unit, recompute

Row = Mapping[str, Any]

log = logging.getLogger(__name__)

CHUNK = 500
FEW = 5
SCORE = ("total_tenths", "bonus_tenths", "missing", "earned_star")


# --- By changed facts


async def recompute_ratings(unit: Unit, keys: list[str]) -> None:
    """Draws ratings of `member:quarter` again."""
    await _draw(unit, [(member, quarter) for member, _, quarter in (key.rpartition(":") for key in keys)])


async def recompute_at(unit: Unit, keys: list[str]) -> None:
    """Draws ratings of `member:instant` again, each in the quarter of the instant (epoch ms)."""
    pairs = (key.rpartition(":") for key in keys)
    await _draw_few(unit, {(member, _quarter(unit, int(at))) for member, _, at in pairs})


async def recompute_now(unit: Unit, members: list[str]) -> None:
    """Draws the ratings of these members in the running quarter again."""
    await _draw_few(unit, {(member, _quarter(unit, unit.now_ms)) for member in members})


async def _draw_few(unit: Unit, keys: Collection[Key]) -> None:
    """A few at once; many together with what else is requested of them, so that each is drawn a single time."""
    if len(keys) <= FEW:
        await _draw(unit, keys)
        return
    for member, quarter in keys:
        unit.mark("rating", f"{member}:{quarter}")


async def recompute_meetings(unit: Unit, keys: list[str]) -> None:
    """Requests the rating of everyone with a mark at a meeting, by `meeting:start`."""
    quarters: dict[str, set[str]] = defaultdict(set)
    for meeting, _, at in (key.rpartition(":") for key in keys):
        quarters[meeting].add(_quarter(unit, int(at)))
    for meeting, member in await loading.marked_members(unit.fetch, quarters):
        for quarter in quarters[meeting]:
            unit.mark("rating", f"{member}:{quarter}")


async def recompute_branch(unit: Unit, keys: list[str]) -> None:
    """Requests the ratings of a `branch:quarter`."""
    for branch, _, quarter in (key.rpartition(":") for key in keys):
        for member in await loading.rated_in(unit.fetch, branch, quarter):
            unit.mark("rating", f"{member}:{quarter}")


async def recompute_since(unit: Unit, keys: list[str]) -> None:
    """Requests the ratings of `member:quarter` in this quarter and in every later one that is rated."""
    since = sorted((member, quarter) for member, _, quarter in (key.rpartition(":") for key in keys))
    first = dict(reversed(since))
    rated = [key for key in await loading.rated_quarters(unit.fetch, first) if key[1] > first[key[0]]]
    for member, quarter in (*since, *rated):
        unit.mark("rating", f"{member}:{quarter}")


async def recompute_naming(unit: Unit, members: list[str]) -> None:
    """Requests the ratings whose reasons name one of these members as the one who filed a record."""
    meetings = await unit.load("meeting", await loading.filed_by(unit.fetch, members))
    for meeting, row in meetings.items():
        if 0 <= (row["held_start"] or -1) < HORIZON_MS:
            unit.mark("ratings_of_meeting", f"{meeting}:{row['held_start']}")


async def recompute_from(unit: Unit, quarters: list[str]) -> None:
    """Requests every rating from the first of these quarters on, after the scheme has changed."""
    await unit.mark_found("rating_ruled", loading.RATED_FROM, min(quarters))


async def recompute_ruled(unit: Unit, keys: list[str]) -> None:
    """Draws ratings of `member:quarter` that another scheme rules by now: of their lines those in which the schemes differ.

    What else has changed in the quarter meanwhile has a request of its own.
    """
    await _draw(unit, [(member, quarter) for member, _, quarter in (key.rpartition(":") for key in keys)], by_difference=True)


def _quarter(unit: Unit, at_ms: int) -> str:
    return rules.quarter_of(local_day(at_ms, unit.settings.timezone))


async def _draw(unit: Unit, keys: Iterable[Key], by_difference: bool = False) -> None:
    """Writes what differs of ratings and their lines; nobody is rated who is not in the roster, nothing before there is a scheme."""
    asked = sorted(keys)
    schemes = await loading.load_schemes(unit.fetch)
    members = await unit.load("member", sorted({member for member, _ in asked}))
    ruled = [(key, scheme) for key in asked if key[0] in members and (scheme := rules.scheme_for(key[1], schemes))]
    known = await unit.load("rating", [rating_id(*key) for key, _ in ruled])
    places = {key: _place(unit, key[1], members[key[0]], known.get(rating_id(*key))) for key, _ in ruled}
    inputs = await loading.load_inputs(unit.fetch, {key: place["branch"] for key, place in places.items()}, unit.settings.zone)
    contents, whole = {scheme.id: scheme.content for scheme in schemes}, dict[str, dict[str, Any]]()
    for key, scheme in ruled:
        row_id = rating_id(*key)
        row = known.get(row_id)
        rated = _rate(unit, key, scheme, inputs[key], places[key], row)
        before = _as_stored(row, contents, scheme, places[key], inputs[key]) if row and by_difference else None
        if row and before:
            _put_difference(unit, row, before, rated)
        else:
            whole |= {line_id(row_id, line): _columns(row_id, key[0], line) for line in rated.lines}
        await asyncio.sleep(0)  # to rate takes a while: others are served between
    await _put_lines(unit, whole)


def _as_stored(row: Row, contents: Mapping[str, Content], scheme: Scheme, place: Row, inputs: Inputs) -> Rated | None:
    """What the scheme of before makes of the quarter, if that is what is stored: then only the scheme is another since."""
    before = contents.get(row["scheme"])
    if before is None or row["scheme"] == scheme.id or any(row[column] != place[column] for column in ("branch", "profile")):
        return None
    rated = rules.rate(before, inputs, row["profile"])
    stands = row["data_up_to"] == inputs.data_up_to() and all(row[column] == getattr(rated, column) for column in SCORE)
    return rated if stands else None


def _rate(unit: Unit, key: Key, scheme: Scheme, inputs: Inputs, place: Row, known: Row | None) -> Rated:
    """Rates, and puts the rating if its conclusion is new."""
    row_id = rating_id(*key)
    rated = rules.rate(scheme.content, inputs, place["profile"])
    wanted = {"member": key[0], "quarter": key[1], "scheme": scheme.id, "data_up_to": inputs.data_up_to(), **place}
    wanted |= {column: getattr(rated, column) for column in SCORE}
    wanted["outlook"] = msgspec.to_builtins(rules.next_star(scheme.content, inputs, place["profile"], rated))
    if known is None or any(known[column] != value for column, value in wanted.items()):
        unit.put("rating", row_id, wanted | {"computed_at": unit.now_ms})
    return rated


def _place(unit: Unit, quarter: str, member: Row, known: Row | None) -> dict[str, Any]:
    """Where and as what the member is rated, without a known post profile as the frontline; in a quarter that is over, as it was drawn then."""
    if known and quarter < _quarter(unit, unit.now_ms):
        return {column: known[column] for column in ("branch", "profile", "probationary")}
    profile = member["post_profile"] if member["post_profile"] in rules.PROFILES else rules.PROFILES[0]
    return {"branch": member["branch"], "profile": profile, "probationary": member["kind"] == "probationary"}


def _columns(rating: str, member: str, line: rules.Line) -> dict[str, Any]:
    values = msgspec.to_builtins(line)
    del values["about"]
    return {"rating": rating, "member": member, **values}


def _put_difference(unit: Unit, rating: Row, before: Rated, after: Rated) -> None:
    """Puts the lines in which two schemes differ about the same quarter."""
    old, new = ({(line.dimension, line.rule, line.about): line for line in rated.lines} for rated in (before, after))
    for key, line in new.items():
        if old.get(key) != line:
            unit.put("rating_line", line_id(rating["id"], line), _columns(rating["id"], rating["member"], line))
    for key in old.keys() - new.keys():
        unit.put("rating_line", line_id(rating["id"], old[key]), {"rating": None})


async def _put_lines(unit: Unit, wanted: Mapping[str, dict[str, Any]]) -> None:
    """Puts what differs of all lines of some ratings."""
    ratings = {line["rating"] for line in wanted.values()}
    known = await unit.load("rating_line", sorted({*wanted, *await loading.lines_of(unit.fetch, ratings)}))
    for key, values in wanted.items():
        row = known.get(key)
        if row is None or any(row[column] != value for column, value in values.items()):
            unit.put("rating_line", key, values)
    for key in known.keys() - wanted.keys():
        unit.put("rating_line", key, {"rating": None})


RECOMPUTE = {
    "ratings_from": recompute_from,
    "ratings_naming": recompute_naming,
    "ratings_of_branch": recompute_branch,
    "ratings_since": recompute_since,
    "ratings_of_meeting": recompute_meetings,
    "rating_at": recompute_at,
    "rating_now": recompute_now,
    "rating": recompute_ratings,
    "rating_ruled": recompute_ruled,
}
"""In this order, so that one pass works off what the one before requested."""


# --- By time, and all over again


async def seed(replication: Replication) -> int:
    """Inserts the shipped scheme if it is not there yet: what the office has changed stays. Gives how many."""
    async with replication.write(None, "shipped scheme") as unit:
        if await unit.load("scheme", [SHIPPED_SCHEME_ID]):
            return 0
        unit.put("scheme", SHIPPED_SCHEME_ID, SHIPPED_SCHEME)
    return 1


async def open_quarter(replication: Replication) -> int:
    """Requests a rating for everyone who has none in the running quarter, at every start and every day; gives how many."""
    await seed(replication)
    quarter = rules.quarter_of(local_day(replication.clock(), replication.settings.timezone))
    members = await loading.unrated_members(replication.database.fetch, quarter)
    for start in range(0, len(members), CHUNK):
        await _request(replication, [(member, quarter) for member in members[start : start + CHUNK]])
    return len(members)


async def rebuild(replication: Replication) -> int:
    """Draws every rating again, a chunk at a time; after incremental runs that changes nothing. Gives how many were drawn."""
    drawn, after = 0, ""
    while page := await loading.page_of_ratings(replication.database.fetch, after, CHUNK):
        await _request(replication, [(row["member"], row["quarter"]) for row in page])
        await recompute(replication)
        drawn, after = drawn + len(page), page[-1]["id"]
    return drawn


async def check(replication: Replication) -> int:
    """Rates everyone by one statement a stretch of branches and draws again what differs, which nothing should; gives how many did.

    What is requested is left to its request, so that only true differences are told.
    """
    found = 0
    for quarter in await loading.all_quarters(replication.database.fetch):
        places = [place async for place in everyone.stretches(replication.database, quarter)]
        async for differing in everyone.beside(lambda place: _differing(replication, place), places):
            found += await _mend(replication, list(chain.from_iterable(differing)))
    await recompute(replication)
    return found


async def _differing(replication: Replication, place: Stretch) -> list[Row]:
    """Scheme, ratings, what they rest on and what is requested of them, all of one moment."""
    database, zone = replication.database, replication.settings.zone
    async with database.read():
        scheme = rules.scheme_for(place.quarter, await loading.load_schemes(database.fetch))
        rows = await everyone.ask(database, DIFFERING, everyone.tables_of(place.quarter, scheme, zone), place) if scheme else []
        return await unrequested(database.fetch, rows, zone)


async def _mend(replication: Replication, differing: list[Row]) -> int:
    if differing:
        log.error("ratings differ from what they rest on; drawn again", extra={"count": len(differing), "first": differing[0]["id"]})
        await _request(replication, [(row["member"], row["quarter"]) for row in differing])
    return len(differing)


async def _request(replication: Replication, keys: Iterable[Key]) -> None:
    async with replication.write(None, "request ratings") as unit:
        for member, quarter in keys:
            unit.mark("rating", f"{member}:{quarter}")


JOBS = (
    Job("open_quarter", open_quarter, {"hour": {0}, "minute": {10}}),
    Job("check_ratings", check, {"hour": {2}, "minute": {30}}, timeout_s=1800),
)
