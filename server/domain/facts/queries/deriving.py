"""Keeps the facts that follow from records of other parts equal to those records: nobody enters them, and they change with the record alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from server.domain.facts import rules
from server.replication import Unit

_STANDS: Mapping[str, Any] = {"withdrawn_by": None, "withdrawn_by_name": None, "withdrawn_at": None, "withdrawn_reason": None}


class Derived(Struct, frozen=True):
    """What a record says of a member: kind and grade of the fact, its day (ISO text) and words, and who is answerable for it since when (epoch ms).

    `table` and `row` name the record; `branch` is where the member belongs if the roster does not say for that day.
    """

    table: str
    row: str
    member: str
    branch: str
    kind: str
    grade: str
    on: str
    text: str
    by: str
    by_name: str
    at: int


async def derive(unit: Unit, wanted: Mapping[str, Derived | None], reason: str = "原记录已更正或撤销") -> None:
    """Makes these facts stand as their records say, or no longer (None), with a reason that its member sees. What is so already stays untouched."""
    known = await unit.load("fact", wanted)
    members = sorted({one.member for one in wanted.values() if one})
    memberships = list((await unit.where("membership", "member", members)).values())
    for row_id, one in wanted.items():
        if one is not None:
            own = [row for row in memberships if row["member"] == one.member]
            unit.put("fact", row_id, _columns(one, rules.branch_on(one.on, own) or one.branch))
        elif row_id in known and known[row_id]["withdrawn_at"] is None:
            unit.put("fact", row_id, {"withdrawn_by": "", "withdrawn_by_name": "", "withdrawn_at": unit.now_ms, "withdrawn_reason": reason})


def _columns(one: Derived, branch: str) -> dict[str, Any]:
    told = {"member": one.member, "branch": branch, "kind": one.kind, "on": one.on, "grade": one.grade, "text": one.text}
    by = {"source": rules.source_of(one.table, one.row), "entered_by": one.by, "entered_by_name": one.by_name, "entered_at": one.at}
    return {**told, **by, **_STANDS}
