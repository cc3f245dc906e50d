"""Keeps deductions and results of branches equal to what facts, forms and decisions say: by changes, by time, and all over again."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import msgspec

from server.domain.assessments import rules
from server.domain.assessments.policy import SHIPPED_SCHEME, SHIPPED_SCHEME_ID
from server.domain.assessments.queries import facts as queries
from server.domain.assessments.queries.facts import Key, Quarter, Rows, Said
from server.domain.assessments.rules import Kept, Result, Scheme, score_id
from server.domain.obligations import Calendar, load_calendar, period_at, period_days, quarter_of
from server.domain.organisation import page_of_branches
from server.kit.jobs import Job
from server.replication import Replication, Unit, recompute, requested

log = logging.getLogger(__name__)

CHUNK = 50
Row = Mapping[str, Any]


async def recompute_scores(unit: Unit, keys: list[str]) -> None:
    """Draws deductions and results of `branch:period` again; what comes out the same keeps the instant it was computed at."""
    wanted = [(branch, period) for branch, _, period in (key.rpartition(":") for key in keys)]
    schemes = await queries.load_schemes(unit.fetch)
    said = await queries.load_said(unit, wanted)
    known = await unit.load("branch_score", [score_id(*key) for key in wanted])
    quarters = {key: scheme for key in wanted if "-" in key[1] and (scheme := rules.scheme_for(key[1], schemes))}
    await _draw_quarters(unit, quarters, said, known)
    await _draw_years(unit, [key for key in wanted if "-" not in key[1]], schemes, said, known)


# --- Quarters


async def _draw_quarters(unit: Unit, wanted: Mapping[Key, Scheme], said: Mapping[Key, Said], known: Mapping[str, Row]) -> None:
    calendar = await load_calendar(unit.fetch, unit.settings.zone)
    facts = await queries.load_quarters(unit.fetch, wanted, calendar)
    kept = await queries.load_deductions(unit, {branch for branch, _ in wanted})
    for key, scheme in wanted.items():
        charges = rules.charges(scheme.content.deductions, facts[key].facts, key[1], calendar, unit.now_ms)
        stands = _settle(unit, key, charges, kept[key])
        result = rules.assess(scheme.content, stands, said[key].forms, said[key].entries)
        if facts[key].facts.standings or stands or said[key].forms or said[key].entries or score_id(*key) in known:
            _put(unit, key, scheme, result, known.get(score_id(*key)), facts[key])


def _settle(unit: Unit, key: Key, charges: Iterable[rules.Charge], known: Rows) -> list[Kept]:
    """Writes what facts charge, and reverses what they no longer do; gives all deductions of the quarter as they stand."""
    settled = rules.settle(*key, charges, known)
    for row_id, values in settled.items():
        before = known.get(row_id)
        if before is None or any(before[column] != value for column, value in values.items()):
            unit.put("deduction", row_id, values | {"computed_at": unit.now_ms})
    return rules.kept_of(settled, known)


def _evidence(facts: Quarter) -> list[dict[str, Any]]:
    """How many obligations of each kind stand in which state: what an assessor sees beside the form."""
    counted: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in facts.facts.standings:
        counted[one.kind, one.title][one.state] += 1
    return [{"kind": kind, "title": title, "states": dict(sorted(states.items()))} for (kind, title), states in sorted(counted.items())]


def _put(unit: Unit, key: Key, scheme: Scheme, result: Result, known: Row | None, facts: Quarter | None = None) -> None:
    wanted = {"branch": key[0], "period": key[1], "scheme": scheme.id, **msgspec.to_builtins(result), "evidence": _evidence(facts) if facts else []}
    if known is None or any(known[column] != value for column, value in wanted.items()):
        data_up_to = (facts.data_up_to if facts else 0) or unit.now_ms
        unit.put("branch_score", score_id(*key), wanted | {"computed_at": unit.now_ms, "data_up_to": data_up_to})


# --- Years


async def _draw_years(unit: Unit, wanted: Sequence[Key], schemes: Sequence[Scheme], said: Mapping[Key, Said], known: Mapping[str, Row]) -> None:
    ids = {score_id(branch, quarter): (branch, quarter) for branch, year in wanted for quarter in rules.quarters_of(year)}
    totals = {ids[key]: row["total_tenths"] for key, row in (await unit.load("branch_score", ids)).items() if row["total_tenths"] is not None}
    for branch, year in wanted:
        scheme = rules.scheme_for(quarter_of(year), schemes)
        quarters = {quarter: totals[branch, quarter] for quarter in rules.quarters_of(year) if (branch, quarter) in totals}
        entries = said[branch, year].entries
        if scheme and (quarters or entries or score_id(branch, year) in known):
            _put(unit, (branch, year), scheme, rules.assess_year(scheme.content, quarters, entries), known.get(score_id(branch, year)))


# --- By requests, by time, and all over again


async def recompute_branches(unit: Unit, branches: list[str]) -> None:
    """Requests every quarter and year of these branches, and the running quarter."""
    running = _quarters_at(unit.now_ms, unit)[0]
    for branch, period in {*await queries.periods_of(unit.fetch, branches), *((branch, running) for branch in branches)}:
        unit.mark("branch_score", f"{branch}:{period}")


async def recompute_everywhere(unit: Unit, _: list[str]) -> None:
    """Requests every branch, after a scheme was published."""
    after = ""
    while branches := await page_of_branches(unit.fetch, after, 500):
        for branch in branches:
            unit.mark("branch_scores_of", branch)
        after = branches[-1]


def _quarters_at(now_ms: int, of: Unit | Replication) -> list[str]:
    """The running quarter, and the one before it, in which late facts still arrive."""
    this = period_at("quarter", Calendar(of.settings.zone).day_of(now_ms))
    return [this, period_at("quarter", period_days(this)[0] - timedelta(days=1))]


RECOMPUTE = {"branch_scores_everywhere": recompute_everywhere, "branch_scores_of": recompute_branches, "branch_score": recompute_scores}
"""In this order, so that one pass works off what the one before requested."""


async def seed(replication: Replication) -> int:
    """Inserts the shipped scheme if it is not there yet: what the office has published stays. Gives how many."""
    async with replication.write(None, "shipped assessment scheme") as unit:
        if await unit.load("assessment_scheme", [SHIPPED_SCHEME_ID]):
            return 0
        unit.put("assessment_scheme", SHIPPED_SCHEME_ID, SHIPPED_SCHEME)
    return 1


async def sweep(replication: Replication) -> int:
    """Requests the running and the last quarter of every branch: deadlines pass without any fact changing. Gives how many branches."""
    swept, after, quarters = 0, "", _quarters_at(replication.clock(), replication)
    while branches := await page_of_branches(replication.database.fetch, after, CHUNK):
        await _request(replication, [f"{branch}:{quarter}" for branch in branches for quarter in quarters])
        swept, after = swept + len(branches), branches[-1]
    return swept


async def _request(replication: Replication, keys: Iterable[str]) -> None:
    async with replication.write(None, "request scores") as unit:
        for key in keys:
            unit.mark("branch_score", key)


async def rebuild(replication: Replication) -> int:
    """Draws every score again, some branches at a time; after incremental runs that changes nothing. Gives how many branches."""
    drawn, after = 0, ""
    while branches := await page_of_branches(replication.database.fetch, after, CHUNK):
        async with replication.write(None, "request scores") as unit:
            for branch in branches:
                unit.mark("branch_scores_of", branch)
        await recompute(replication)
        drawn, after = drawn + len(branches), branches[-1]
    return drawn


async def check(replication: Replication) -> int:
    """Tries what every score would be if it were drawn anew, some branches at a time, and draws again what differs, which nothing should.

    Gives how many rows did. What is requested is left to its request, so that only true differences are told; what time alone has changed was
    drawn by the sweep after midnight.
    """
    found, after = 0, ""
    while branches := await page_of_branches(replication.database.fetch, after, CHUNK):
        async with replication.rehearse("check scores") as unit:
            keys = await _unrequested(unit, branches)
            await recompute_scores(unit, keys)
        found, after = found + unit.puts, branches[-1]
        if unit.puts:
            log.error("assessments differ from what they rest on; drawn again", extra={"count": unit.puts, "first": keys[0]})
            await _request(replication, keys)
    await recompute(replication)
    return found


async def _unrequested(unit: Unit, branches: Iterable[str]) -> list[str]:
    """The periods of these branches that no request names, as the running transaction sees both."""
    waiting = await requested(unit.fetch, list(RECOMPUTE))
    if waiting["branch_scores_everywhere"]:
        return []
    named = waiting["branch_scores_of"]
    keys = [f"{branch}:{period}" for branch, period in await queries.periods_of(unit.fetch, branches) if branch not in named]
    return [key for key in keys if key not in waiting["branch_score"]]


JOBS = (
    Job("sweep_assessments", sweep, {"hour": {0}, "minute": {15}}),
    Job("check_assessments", check, {"hour": {2}, "minute": {50}}, timeout_s=1800),
)
