"""Reads who is assigned where, visits with what they found, and what they are described by."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from server.domain.guides import rules
from server.domain.guides.schemas import (
    GuideAssignmentOut,
    GuideChoiceOut,
    GuideOptionsOut,
    GuidePlaceOut,
    VisitOut,
    VisitProblemOut,
    VisitRuleOut,
    VisitsOut,
    VisitStepOut,
    VisitStoryOut,
)
from server.domain.organisation import owners_of, today_of
from server.kit.problems import row_not_found
from server.replication import Replication

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
PAGE = 100
BATCH = 500

_VISITS = """select v.*, v."id" as "visit", o."name" as "org_name",
    (select count(*) from "visit_problem" p where p."visit" = v."id" and not p."deleted") as "found",
    (select count(*) from "visit_problem" p where p."visit" = v."id" and not p."deleted" and p."state" <> 'solved') as "unsolved"
    from "visit" v join "organisation" o on o."id" = v."org" where not v."deleted" and """
_PAGE = f"""{_VISITS} (cast({{}} as text) = '' or v."state" = {{}}) and (cast({{}} as text) = '' or v."org" = {{}} or v."branch" = {{}})
    and (cast({{}} as text) = '' or v."guide" = {{}}) and (cast({{}} as text) = '' or (v."on", v."id") < ({{}}, {{}}))
    order by v."on" desc, v."id" desc limit {{}}"""
_ONE = f'{_VISITS} v."id" = {{}}'
_PROBLEMS = """select p.*, p."id" as "problem", d."state" as "order_state" from "visit_problem" p
    left join "dispatch_order" d on d."id" = p."order" and not d."deleted" where not p."deleted" and p."visit" = {} order by p."found_on", p."id" """
_STEPS = 'select *, "id" as "step" from "visit_step" where not "deleted" and "visit" = {} order by "place", "id"'
_EVERY_PROBLEM = """select p.*, o."name" as "org_name" from "visit_problem" p join "organisation" o on o."id" = p."org"
    where not p."deleted" and p."id" > {} order by p."id" limit {}"""
_ASSIGNMENTS = """select a.*, a."id" as "assignment", o."name" as "org_name", coalesce(m."employee_no", '') as "employee_no"
    from "guide_assignment" a join "organisation" o on o."id" = a."org" left join "member" m on m."id" = a."person"
    where not a."deleted" order by o."name", a."team", a."from_on", a."id" """
_CHOICES = 'select * from "guide_choice" where not "deleted" order by "field", "place", "key"'
_RULE = 'select * from "visit_rule" where not "deleted" and "id" = {}'


async def load_visits(replication: Replication, state: str, org: str, guide: str, cursor: str | None) -> VisitsOut:
    """A page of visits, the newest first, narrowed by state, organisation or guide ('' for all)."""
    async with replication.database.read():
        records = await _page(replication.database.fetch, state, org, guide, _start(cursor), PAGE + 1)
    last = records[PAGE - 1] if len(records) > PAGE else None
    return VisitsOut(replication.clock(), [visit_out(one) for one in records[:PAGE]], f"{last['on']}/{last['id']}" if last else None)


async def visit_rows(replication: Replication, state: str, org: str, guide: str) -> AsyncIterator[Sequence[Sequence[Any]]]:
    """All such visits in batches, as rows of a sheet. Inside a snapshot."""
    fetch, start = replication.database.fetch, ("", "")
    titles = rules.titles_of(await fetch(_CHOICES))
    while records := await _page(fetch, state, org, guide, start, BATCH):
        yield [rules.visit_row(visit_out(one), titles) for one in records]
        start = (records[-1]["on"], records[-1]["id"])


async def problem_rows(replication: Replication) -> AsyncIterator[Sequence[Sequence[Any]]]:
    """All problems in batches, as rows of a sheet. Inside a snapshot."""
    after = ""
    while records := await replication.database.fetch(_EVERY_PROBLEM, after, BATCH):
        yield [rules.problem_row(one) for one in records]
        after = records[-1]["id"]


async def assignment_rows(replication: Replication) -> AsyncIterator[Sequence[Sequence[Any]]]:
    """All assignments, as rows of a sheet. Inside a snapshot."""
    yield [rules.assignment_row(one) for one in await replication.database.fetch(_ASSIGNMENTS)]


async def load_assignments(replication: Replication) -> list[GuideAssignmentOut]:
    """All assignments, past ones too, by organisation."""
    async with replication.database.read():
        return await _assignments(replication)


async def _assignments(replication: Replication) -> list[GuideAssignmentOut]:
    today = today_of(replication)
    records = await replication.database.fetch(_ASSIGNMENTS)
    return [msgspec.convert({**one, "runs": rules.span_of(one).holds(today)}, GuideAssignmentOut) for one in records]


async def _page(fetch: Fetch, state: str, org: str, guide: str, start: tuple[str, str], limit: int) -> list[dict[str, Any]]:
    return await fetch(_PAGE, state, state, org, org, org, guide, guide, start[0], *start, limit)


def _start(cursor: str | None) -> tuple[str, str]:
    on, _, visit = (cursor or "").partition("/")
    return on, visit


def visit_out(record: Mapping[str, Any]) -> VisitOut:
    """A stored visit with its counts."""
    return msgspec.convert({**record, "branches": msgspec.json.decode(record["branches"])}, VisitOut)


async def load_story(replication: Replication, visit: str) -> VisitStoryOut:
    """One visit with what it found and its history. Problem 404."""
    fetch = replication.database.fetch
    async with replication.database.read():
        found = await fetch(_ONE, visit)
        if not found:
            raise row_not_found("没有这次走访。")
        problems = msgspec.convert(await fetch(_PROBLEMS, visit), list[VisitProblemOut])
        steps = msgspec.convert(await fetch(_STEPS, visit), list[VisitStepOut])
    return VisitStoryOut(replication.clock(), visit_out(found[0]), problems, steps)


async def load_options(replication: Replication) -> GuideOptionsOut:
    """Functions, ways, how often visits are due, and the organisations that may be visited."""
    fetch = replication.database.fetch
    async with replication.database.read():
        choices = choices_out(await fetch(_CHOICES))
        rule = rule_out(await fetch(_RULE, rules.RULE_ID))
        places = [GuidePlaceOut(one["id"], one["kind"], one["name"], one["parent"]) for one in await owners_of(fetch)]
    return GuideOptionsOut(today_of(replication), choices, rule, places)


async def load_titles(fetch: Fetch) -> dict[str, str]:
    """What functions and ways are called, by field and key."""
    return rules.titles_of(await fetch(_CHOICES))


async def load_cadence(fetch: Fetch) -> rules.Cadence:
    """How often visits are due."""
    rule = rule_out(await fetch(_RULE, rules.RULE_ID))
    return rules.Cadence(rule.visits, rule.warn_days)


def choices_out(records: Iterable[Mapping[str, Any]]) -> list[GuideChoiceOut]:
    """Stored choices."""
    flags = ("is_confirmed", "is_off")
    return [msgspec.convert({**one, **{name: bool(one[name]) for name in flags}}, GuideChoiceOut) for one in records]


def rule_out(records: Sequence[Mapping[str, Any]]) -> VisitRuleOut:
    """The stored cadence, or the one that ships while nothing is stored."""
    if not records:
        return VisitRuleOut(rules.Cadence().visits, rules.Cadence().warn_days, False)
    return VisitRuleOut(records[0]["visits"], records[0]["warn_days"], bool(records[0]["is_confirmed"]))
