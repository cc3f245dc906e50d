"""Keeps obligations complete and their states true: by changed facts, by time, and all over again.

Every conclusion is written by the recompute job, which runs one at a time; what runs on a schedule only requests it. So a run that
read older facts never overwrites a newer conclusion, and running anything twice changes nothing the second time.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

import msgspec
from msgspec.structs import asdict

from server.domain.obligations import rules
from server.domain.obligations.policy import EVERYWHERE, SHIPPED_TEMPLATES, SHIPPED_WORKDAYS
from server.domain.obligations.queries import standing
from server.domain.obligations.rules import NOT_APPLICABLE, Conclusion, Obligation, Organisation
from server.kit.jobs import Job
from server.replication import Replication, Turning, Unit

Row = Mapping[str, Any]

LOOK_BACK = timedelta(days=100)
"""The nightly check goes over what was due in the last quarter; older obligations change only with a record, which requests it."""


# --- By changed facts


async def recompute_obligations(unit: Unit, keys: list[str]) -> None:
    """Draws the state of obligations by their ids again; an id that names none is passed over."""
    await _conclude(unit, await unit.load("obligation", keys), {})


async def recompute_held(unit: Unit, keys: list[str]) -> None:
    """Draws again what a meeting may satisfy, by `organisation:kind:start`: the obligations of that month, quarter and year.

    An obligation that was extended to the start or beyond may be satisfied by it too.
    """
    calendar = await standing.load_calendar(unit.fetch, unit.settings.zone)
    starts = [(org, kind, int(at)) for org, kind, at in (key.rsplit(":", 2) for key in keys)]
    ids = {rules.obligation_id(kind, org, period) for org, kind, at in starts for period in rules.periods_over(calendar.day_of(at))}
    extended = await standing.extended_obligations(unit.fetch, {org for org, _, _ in starts}, min(at for _, _, at in starts))
    await _conclude(unit, await unit.load("obligation", sorted({*ids, *extended})), {})


async def recompute_owed(unit: Unit, orgs: list[str]) -> None:
    """Makes these organisations' obligations of this and the next period what the templates say now.

    A duty that no longer applies is exempted, and owed again if it applies again; what the office excused stays excused.
    """
    calendar = await standing.load_calendar(unit.fetch, unit.settings.zone)
    organisations = msgspec.convert(list((await unit.load("organisation", orgs)).values()), list[Organisation])
    templates = await standing.load_templates(unit.fetch)
    owed = {o.id: o for o in rules.generate(templates, organisations, calendar.day_of(unit.now_ms), calendar)}
    known = await unit.load("obligation", {*owed, *await standing.open_obligations(unit.fetch, orgs, unit.now_ms)})
    await _conclude(unit, known, {key: _facts(owed.get(key), known.get(key, {})) for key in {*owed, *known}})


def _facts(owed: Obligation | None, known: Row) -> dict[str, Any]:
    """The columns that follow from the templates, beside the excusal that stands."""
    reason = known.get("excused_reason")
    if owed is None:
        return {"excused_reason": reason or NOT_APPLICABLE}
    excusal = {"excused_until_at": known.get("excused_until_at"), "excused_reason": None if reason == NOT_APPLICABLE else reason}
    return asdict(owed) | excusal


async def recompute_everywhere(unit: Unit, _: list[str]) -> None:
    """Requests that of every branch and group, after templates or the day have changed."""
    for org in await standing.owing_organisations(unit.fetch):
        unit.mark("obligations_of", org)


async def _conclude(unit: Unit, known: Mapping[str, Row], facts: Mapping[str, Row]) -> None:
    """Writes facts and how obligations stand by them now, where that differs from what is known; notes each change of state."""
    rows = {key: {**known.get(key, {}), **facts.get(key, {})} for key in sorted({*known, *facts})}
    obligations = msgspec.convert(list(rows.values()), list[Obligation])
    calendar = await standing.load_calendar(unit.fetch, unit.settings.zone)
    drawn = await standing.draw_conclusions(unit.fetch, obligations, unit.now_ms, calendar)
    transitions: list[list[Any]] = []
    for key, (conclusion, cause) in drawn.items():
        _put(unit, key, known.get(key, {}), {**facts.get(key, {}), **asdict(conclusion)})
        transitions += _transition(unit.now_ms, key, known.get(key, {}), conclusion, cause)
    await standing.note_transitions(unit.fetch, transitions)


def _put(unit: Unit, key: str, known: Row, wanted: dict[str, Any]) -> None:
    changed = {column: value for column, value in wanted.items() if column != "id" and (not known or known[column] != value)}
    if changed:
        unit.put("obligation", key, changed | {"computed_at": unit.now_ms})


def _transition(now_ms: int, key: str, known: Row, conclusion: Conclusion, cause: str) -> list[list[Any]]:
    if not known or known["state"] == conclusion.state:
        return []
    transition_id = str(uuid5(UUID(key), f"{now_ms}:{conclusion.state}"))
    return [[transition_id, key, known["state"], conclusion.state, now_ms, cause, rules.RULE_VERSION]]


RECOMPUTE = {
    "obligations_everywhere": recompute_everywhere,
    "obligations_of": recompute_owed,
    "obligations_held": recompute_held,
    "obligation": recompute_obligations,
}
"""In this order, so that one pass works off what the one before requested."""


# --- By time, and all over again


async def seed(replication: Replication) -> int:
    """Inserts shipped templates and working days that are not there yet: what the office has changed stays. Gives how many templates."""
    async with replication.write(None, "shipped templates") as unit:
        shipped = {one.template.id: one.row() for one in SHIPPED_TEMPLATES}
        await standing.ship_workdays(unit.fetch, SHIPPED_WORKDAYS)
        missing = shipped.keys() - await unit.load("template", shipped)
        for key in missing:
            unit.put("template", key, shipped[key])
    return len(missing)


async def generate(replication: Replication) -> int:
    """Requests the obligations of this and the next period everywhere; at every start and every day."""
    seeded = await seed(replication)
    async with replication.write(None, "generate obligations") as unit:
        unit.mark(*EVERYWHERE)
    return seeded


_TURNING = Turning("obligation", "obligation")
sweep, rebuild = _TURNING.sweep, _TURNING.rebuild


async def midnight(replication: Replication) -> int:
    """Requests everything that may still move, whatever its next change says: the braces to the sweep's belt."""
    since_ms = replication.clock() - round(LOOK_BACK.total_seconds() * 1000)
    return await _TURNING.request(replication, '"due_at" >= {}', since_ms)


JOBS = (
    Job("generate_obligations", generate, {"hour": {0}, "minute": {0}, "second": {5}}),
    Job("sweep_obligations", sweep, {"second": {0}}),
    Job("check_obligations", midnight, {"hour": {0}, "minute": {5}}),
)
