"""Orders from a sheet: what each row orders and of whom, what of it is known, and what cannot be issued. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from server.domain.dispatch.rules.asking import TEXT_AT_MOST, Place, issue_fault, targets
from server.domain.organisation import OwnedColumn, OwnedSheet, owned_template, read_owned

_COLUMNS = (
    OwnedColumn("content", ("督办内容", "工作任务", "任务", "内容"), True, at_most=TEXT_AT_MOST, example="办什么事，办到什么程度，报什么结果"),
    OwnedColumn("due_on", ("期限", "完成时限", "完成时间", "截止日期"), True, "day", example="2026-12-20"),
    OwnedColumn("kind", ("督办种类", "种类"), True, at_most=40, example="照“种类和模板”里的名称，如：重点调度"),
    OwnedColumn("cadence", ("报告频次", "频次"), True, at_most=40, example="照“种类和模板”里的名称，如：一次办结"),
)
_TITLES: Mapping[str, str] = {"kind": "督办种类", "cadence": "报告频次"}


class Wanted(NamedTuple):
    """What rows of one order say alike: they are issued under one number."""

    content: str
    due_on: str
    kind: str
    cadence: str


class KnownOrders(Struct, frozen=True):
    """What is there already: the tree, keys of kinds and cadences by title, what each branch was ordered, also what was withdrawn; the mine's day."""

    places: Sequence[Place]
    choices: Mapping[str, Mapping[str, str]]
    orders: frozenset[tuple[str, Wanted]]
    today: str


class OrderPlan(Struct, frozen=True):
    """What a sheet comes to: branches by what they are ordered, how many rows order something new, and how many are known."""

    issues: Mapping[Wanted, list[str]]
    added: int
    known: int


def read_orders(content: bytes, places: Sequence[Place]) -> OwnedSheet:
    """The rows of a workbook. Problem organisation.workbook, sheets.columns."""
    return read_owned(content, "督办", _COLUMNS, [{"id": place.id, "name": place.name} for place in places])


def order_template() -> bytes:
    """An empty sheet of orders."""
    return owned_template("督办", _COLUMNS, "党支部；写党总支或党委，就是它的每个党支部。照组织台账的名称")


def plan_orders(reading: OwnedSheet, known: KnownOrders) -> OrderPlan:
    """What is new of the sheet; notes in it what cannot be issued. What a branch was ordered before, in the same words, is not ordered again."""
    issues: dict[Wanted, list[str]] = {}
    there, added, met = set(known.orders), 0, 0
    for row in reading.rows:
        keys = {field: known.choices[field].get(str(row.values[field])) for field in _TITLES}
        if unknown := [field for field, key in keys.items() if key is None]:
            reading.problems.extend(reading.problem(row.row, field, _unknown(field, known)) for field in unknown)
            continue
        wanted = Wanted(str(row.values["content"]).strip(), str(row.values["due_on"]), str(keys["kind"]), str(keys["cadence"]))
        branches, _ = targets(known.places, {row.owner})
        fresh = [branch.id for branch in branches if (branch.id, wanted) not in there]
        if branches and not fresh:
            met += 1
        elif fault := issue_fault(wanted.content, wanted.due_on, known.today, len(fresh)):
            reading.problems.append(reading.problem(row.row, "owner" if fault.field == "orgs" else fault.field or "content", fault.detail))
        else:
            added += 1
            issues.setdefault(wanted, []).extend(fresh)
            there |= {(branch, wanted) for branch in fresh}
    return OrderPlan(issues, added, met)


def _unknown(field: str, known: KnownOrders) -> str:
    return f"没有这个{_TITLES[field]}，可填：{'、'.join(known.choices[field])}"
