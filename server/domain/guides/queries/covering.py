"""How often organisations were visited: each month of a quarter in its colour, and the quarter's report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from server.domain.facts import quarter_days
from server.domain.guides import rules
from server.domain.guides.queries.reading import load_cadence, load_titles
from server.domain.guides.schemas import VisitCoverageOut, VisitCoverageTableOut, VisitMonthOut, VisitQuarterOut
from server.domain.organisation import owners_of, today_of
from server.domain.papers import Format, write_report
from server.replication import Replication

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_ASSIGNED = """select a.*, o."name" as "org_name" from "guide_assignment" a join "organisation" o on o."id" = a."org"
    where not a."deleted" and a."from_on" <= {} and (a."to_on" is null or a."to_on" > {}) order by o."name", a."org", a."team", a."person_name" """
_VISITED = 'select "org", "team", "function", "way", "on" from "visit" where not "deleted" and "on" >= {} and "on" <= {}'
_UNSOLVED = """select "org", count(*) as "n" from "visit_problem" where not "deleted" and "state" <> 'solved' group by "org" """
_FOUND = """select p."state", p."text", o."name" as "org_name" from "visit_problem" p join "organisation" o on o."id" = p."org"
    where not p."deleted" and p."found_on" >= {} and p."found_on" <= {} order by o."name", p."found_on", p."id" """
_DATA_UP_TO = 'select max("at") as "at" from "visit_step"'


async def load_coverage(replication: Replication, quarter: str) -> VisitCoverageTableOut:
    """The months of a quarter of each organisation to which somebody is or was assigned in it."""
    async with replication.database.read():
        return await _coverage(replication, quarter)


async def _coverage(replication: Replication, quarter: str) -> VisitCoverageTableOut:
    fetch, today = replication.database.fetch, today_of(replication)
    first, last = quarter_days(quarter)
    cadence = await load_cadence(fetch)
    assigned = await fetch(_ASSIGNED, last, first)
    days = defaultdict[str, list[str]](list)
    for one in await fetch(_VISITED, first, last):
        days[one["org"]].append(one["on"])
    unsolved = {one["org"]: one["n"] for one in await fetch(_UNSOLVED)}
    by_org = defaultdict[str, list[dict[str, Any]]](list)
    for one in assigned:
        by_org[one["org"]].append(one)
    months = [month for month in rules.months_of(first, last) if month <= today[:7]]
    items = [_organisation(own, days, unsolved, months, cadence, today) for own in by_org.values()]
    alone = await _alone(fetch, assigned, min(today, last))
    (newest,) = await fetch(_DATA_UP_TO)
    return VisitCoverageTableOut(
        quarter=quarter,
        today=today,
        as_of=replication.clock(),
        data_up_to=newest["at"],
        visits=cadence.visits,
        warn_days=cadence.warn_days,
        items=items,
        alone=alone,
    )


def _organisation(
    own: list[dict[str, Any]], days: Mapping[str, list[str]], unsolved: Mapping[str, int], months: Iterable[str], cadence: rules.Cadence, today: str
) -> VisitCoverageOut:
    """One organisation by its assignments; a general branch is visited where one of its branches is."""
    org, spans = own[0]["org"], [rules.span_of(one) for one in own]
    orgs = {org, *(branch for one in own for branch in msgspec.json.decode(one["branches"]))}
    visited = [day for each in sorted(orgs) for day in days.get(each, ())]
    told = [_month(rules.Month(month, spans, visited), cadence, today) for month in months]
    guides = [f"{rules.TEAMS[one['team']]} {one['person_name']}" for one in own if rules.span_of(one).holds(today)]
    branch = own[0]["branch"] if own[0]["branch"] == org else None
    return VisitCoverageOut(
        org=org,
        org_name=own[0]["org_name"],
        branch=branch,
        guides=guides,
        months=told,
        open_problems=sum(unsolved.get(each, 0) for each in orgs),
    )


def _month(month: rules.Month, cadence: rules.Cadence, today: str) -> VisitMonthOut:
    stands = rules.standing(month, cadence, today)
    return VisitMonthOut(month.month, stands, rules.COLOURS[stands], sum(day.startswith(month.month) for day in month.days))


async def _alone(fetch: Fetch, assigned: Iterable[Mapping[str, Any]], day: str) -> list[str]:
    """The branches to which nobody is assigned on a day, by name."""
    held = {branch for one in assigned if rules.span_of(one).holds(day) for branch in msgspec.json.decode(one["branches"])}
    return [one["name"] for one in await owners_of(fetch) if one["kind"] == "branch" and one["id"] not in held]


async def load_quarter(replication: Replication, quarter: str) -> VisitQuarterOut:
    """A quarter's figures as they stand now."""
    async with replication.database.read():
        return await _quarter(replication, quarter, await _coverage(replication, quarter))


async def _quarter(replication: Replication, quarter: str, table: VisitCoverageTableOut) -> VisitQuarterOut:
    first, last = quarter_days(quarter)
    visited = await replication.database.fetch(_VISITED, first, last)
    found = await replication.database.fetch(_FOUND, first, last)
    by = {field: dict(Counter(one[field] for one in visited).most_common()) for field in ("team", "function", "way")}
    months = {month.month: [one.months[at] for one in table.items] for at, month in enumerate(table.items[0].months)} if table.items else {}
    missed = [f"{one.org_name}：{_named(one)}" for one in table.items if any(month.standing == "missed" for month in one.months)]
    states = Counter(one["state"] for one in found)
    return VisitQuarterOut(
        quarter=quarter,
        as_of=replication.clock(),
        visits=len(visited),
        organisations=len(table.items),
        by_team=by["team"],
        by_function=by["function"],
        by_way=by["way"],
        months={month: _standings(all_of) for month, all_of in months.items()},
        problems={state: states[state] for state in rules.PROBLEM.states},
        missed=missed,
        unsolved=[f"{one['org_name']}：{one['text']}" for one in found if one["state"] != "solved"],
    )


def _named(one: VisitCoverageOut) -> str:
    return "、".join(f"{month.month[5:].lstrip('0')}月" for month in one.months if month.standing == "missed")


def _standings(months: Iterable[VisitMonthOut]) -> dict[str, int]:
    told = Counter(month.standing for month in months)
    return {standing: told[standing] for standing in rules.COLOURS}


async def write_quarter(replication: Replication, quarter: str, form: Format) -> tuple[str, bytes]:
    """The name and the bytes of a quarter's report."""
    async with replication.database.read():
        table = await _coverage(replication, quarter)
        told = await _quarter(replication, quarter, table)
        titles = await load_titles(replication.database.fetch)
    as_of = datetime.fromtimestamp(replication.clock() / 1000, replication.settings.zone).strftime("%Y年%-m月%-d日")
    return f"指导员联络员季度报告 {quarter}", await write_report(replication, rules.report_of(told, table, titles, as_of), form)
