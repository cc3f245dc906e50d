"""Which assignments run on, and which of them wait for a visit before their month ends."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from server.domain.guides import rules
from server.domain.guides.queries.reading import Fetch, load_cadence
from server.kit.clock import local_day
from server.replication import Unit

_RUNNING = """select "id", "org", "from_on", "to_on", "branches" from "guide_assignment" where not "deleted" and "from_on" <= {}
    and ("to_on" is null or "to_on" > {}) order by "id" """
_VISITED = """select "assignment", "org", "on" from "visit" where not "deleted" and "on" >= {} and "on" <= {}"""
_BRANCHES = """select distinct a."org" as "above", v."on" from "guide_assignment" a join "visit" v on v."assignment" = a."id"
    where not a."deleted" and not v."deleted" and v."on" >= {} and v."on" <= {}"""

_NOT_ENDED = """select "id", "org" as "owner", "branches" from "guide_assignment" where not "deleted" and ("to_on" is null or "to_on" > {})
    order by "id" """


async def running_assignments(fetch: Fetch, today: str) -> list[dict[str, Any]]:
    """The assignments that run on a day or later: id, owner (their organisation), branches as JSON."""
    return await fetch(_NOT_ENDED, today)


async def late_assignments(unit: Unit) -> list[tuple[str, str]]:
    """Assignments that run today and whose organisation is yellow, with the last day of the month (ISO text)."""
    today = local_day(unit.now_ms, unit.settings.timezone)
    first, last = rules.month_days(today[:7])
    cadence = await load_cadence(unit.fetch)
    days = defaultdict[str, set[str]](set)
    for one in await unit.fetch(_VISITED, first, last):
        days[one["org"]].add(one["on"])
    for one in await unit.fetch(_BRANCHES, first, last):
        days[one["above"]].add(one["on"])
    found = [(one["id"], rules.Month(today[:7], [rules.span_of(one)], sorted(days[one["org"]]))) for one in await unit.fetch(_RUNNING, today, today)]
    return [(assignment, last) for assignment, month in found if rules.standing(month, cadence, today) == "warning"]
