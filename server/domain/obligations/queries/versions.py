"""Reads templates with all their versions, and plans the next one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid5

import msgspec

from server.domain.audit import note_change
from server.domain.obligations import rules
from server.domain.obligations.policy import SHIPPED_TEMPLATES
from server.domain.obligations.queries.standing import TEMPLATES
from server.domain.obligations.rules import Template
from server.domain.obligations.schemas import TemplateEndIn, TemplateVersionIn, TemplateVersionOut
from server.kit.clock import local_day
from server.kit.problems import Reason, invalid, row_not_found
from server.replication import Replication, Unit

_NAMESPACE = UUID("3d1b3ad4-7a3c-4e0e-9d3e-8b9f0e0f6c11")
_LAST = 'select coalesce(max("version"), 0) as "version" from "template" where "kind" = {}'
KINDS = tuple(one.template.kind for one in SHIPPED_TEMPLATES)
_SAID = ("title", "period", "applies_to", "condition", "warn_days", "grace_workdays", "weight_tenths", "from_on")


async def load_versions(replication: Replication) -> list[TemplateVersionOut]:
    """All versions of all templates, kind by kind, the latest first."""
    today = _today(replication)
    async with replication.database.read():
        records = await replication.database.fetch(TEMPLATES)
    told = [{**row, "template": row["id"], "standing": rules.standing(row["from_on"], row["to_on"], today)} for row in records]
    places = {kind: place for place, kind in enumerate(KINDS)}
    ordered = sorted(told, key=lambda row: (places.get(row["kind"], len(places)), -row["version"]))
    return msgspec.convert(ordered, list[TemplateVersionOut])


async def plan_version(replication: Replication, account: str, kind: str, asked: TemplateVersionIn) -> None:
    """The next version of a kind, from a period that has not begun; one that was planned for then or later gives way.

    Problem row.not_found for an unknown kind, request.invalid.
    """
    async with replication.write(account, "template version", lock=["site"]) as unit:
        known = await _known(unit, kind)
        if fault := rules.version_fault(asked, msgspec.convert(list(known.values()), list[Template]), date.fromisoformat(_today(replication))):
            raise invalid([fault])
        before = await _end(unit, known, asked.from_on)
        (last,) = await unit.fetch(_LAST, kind)
        values = {name: getattr(asked, name) for name in _SAID} | {
            "kind": kind,
            "title": asked.title.strip(),
            "version": last["version"] + 1,
            "to_on": None,
        }
        template = str(uuid5(_NAMESPACE, f"{kind}:{values['version']}"))
        unit.put("template", template, values)
        changes = {name: (before.get(name), values[name]) for name in (*_SAID, "version")}
        await note_change(replication, account, "template", template, values["title"], changes, asked.reason)


async def end_kind(replication: Replication, account: str, kind: str, asked: TemplateEndIn) -> None:
    """From a day on nobody owes this any more; what was planned for then or later is dropped. Problem as `plan_version`."""
    async with replication.write(account, "template end", lock=["site"]) as unit:
        known = await _known(unit, kind)
        if fault := rules.begin_fault(
            asked.to_on, None, msgspec.convert(list(known.values()), list[Template]), date.fromisoformat(_today(replication))
        ):
            raise invalid([Reason("to_on", fault.reason)])
        before = await _end(unit, known, asked.to_on)
        if not before:
            raise invalid([Reason("to_on", "那时本来就没有这项任务")])
        await note_change(replication, account, "template", before["id"], before["title"], {"to_on": (before["to_on"], asked.to_on)}, asked.reason)


async def _known(unit: Unit, kind: str) -> dict[str, dict[str, Any]]:
    if kind not in KINDS:
        raise row_not_found("没有这一类任务。")
    return await unit.where("template", "kind", [kind])


async def _end(unit: Unit, known: Mapping[str, Mapping[str, Any]], from_on: str) -> Mapping[str, Any]:
    """Ends what rules until a day, drops what was planned from it on; gives what ended, empty where nothing did."""
    ended, planned = rules.ended_by(known, from_on)
    for key in ended:
        unit.put("template", key, {"to_on": from_on})
    for key in planned:
        unit.delete("template", key)
    return known[ended[0]] if ended else known[planned[0]] if planned else {}


def _today(replication: Replication) -> str:
    return local_day(replication.clock(), replication.settings.timezone)
