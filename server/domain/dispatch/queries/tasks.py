"""Keeps the facts by which a task that is done counts for whoever was named for it equal to resolutions and orders; a person enters none of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from server.domain import facts, meetings
from server.domain.dispatch import rules
from server.domain.dispatch.rules import Done, Task
from server.domain.dispatch.schemas import DecisionIn
from server.domain.organisation import load_called, members_meant
from server.kit.clock import local_day
from server.replication import Unit
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
Row = Mapping[str, Any]

_CLOSED = """select o."id", o."branch", o."year", o."number", o."content", o."source", o."source_ref", o."owner", o."done_on", s."by", s."at",
    s."on" as "closed_on" from "dispatch_order" o join "dispatch_step" s on s."order" = o."id" and s."act" = 'closed' and not s."deleted"
    where not o."deleted" and o."state" = 'closed' and"""
_FROM_RESOLUTIONS = joined(_CLOSED, in_list("source_ref", "o."), "and o.\"source\" = 'resolution'")
_OF_THEIR_OWN = joined(_CLOSED, in_list("id", "o."), 'and (o."source" = \'work_meeting\' or o."owner" is not null)')
_DECISIONS = """select "decisions" from "work_meeting" where not "deleted" and "decisions" <> '[]'"""
_NAMES = joined(
    """select a."id", coalesce(m."name", a."name", '') as "name" from "account" a left join "member" m on m."id" = a."member" where""",
    in_list("id", "a."),
)
_OF_BRANCHES = joined(
    """select "branch", "id" as "ref" from "resolution_done" where not "deleted" and "verdict" = 'confirmed' and""", in_list("branch")
)
_ORDERS_OF_BRANCHES = joined(
    """select "id", "branch", "source", "source_ref", "owner" from "dispatch_order" where not "deleted" and "state" = 'closed'
    and ("source" in ('resolution', 'work_meeting') or "owner" is not null) and""",
    in_list("branch"),
)
_ORDERS_OF_DECISIONS = joined(
    """select "id", "branch", "source", "source_ref" from "dispatch_order" where not "deleted" and "source" = 'work_meeting' and""",
    in_list("source_ref"),
)
_read_decisions = msgspec.json.Decoder(list[DecisionIn]).decode


async def put_facts(unit: Unit, tasks: Iterable[Task]) -> None:
    """Makes the facts of each task what is known of it: once it is done, one for everyone who was named and is found in the branch."""
    asked = sorted(set(tasks))
    done = await _done(unit.fetch, asked)
    called = await load_called(unit.fetch, [task.branch for task in asked])
    names = {row["id"]: row["name"] for row in await unit.fetch(_NAMES, to_json(sorted({one.by for one in done.values()})))}
    wanted = dict[str, facts.Derived | None]()
    for task in asked:
        known, found = called.get(task.branch, ()), done.get(task)
        owners = _owners(found, known) if found else []
        for member in {row["member"] for row in known}:
            fact = _fact(task, member, found, names) if found and member in owners else None
            wanted[rules.task_fact_id(task, member)] = fact
    await facts.derive(unit, wanted, "任务还没有办结，或责任人已更正")


def _owners(done: Done, called: Sequence[Row]) -> list[str]:
    """Whom the branch gave it to; else those of the branch whom the words mean."""
    return [done.member] if done.member else members_meant(done.owner, called, done.on)


def _fact(task: Task, member: str, done: Done, names: Mapping[str, str]) -> facts.Derived:
    by = (done.by, names.get(done.by, ""), done.at)
    return facts.Derived(done.table, done.row, member, task.branch, "task_done", "", done.on, done.text, *by)


async def _done(fetch: Fetch, tasks: Sequence[Task]) -> dict[Task, Done]:
    """Those of these tasks that are done: what a resolution tells itself goes before the order that came of it."""
    resolved = {one.id: one for one in await meetings.load_resolutions(fetch, [task.branch for task in tasks], 0)}
    orders = await _closed_orders(fetch, [task.ref for task in tasks])
    owners = {key: one.owner for key, one in resolved.items()} | await owners_of_decisions(fetch, [one for some in orders.values() for one in some])
    found = dict[Task, Done]()
    for task in tasks:
        told = resolved.get(task.ref)
        own = orders.get(task, [])
        owner = owners.get(own[0]["source_ref"], "") if own else ""
        if one := (rules.done_by_resolution(told) if told else None) or rules.done_by_order(own, owner):
            found[task] = one
    return found


async def _closed_orders(fetch: Fetch, refs: Sequence[str]) -> dict[Task, list[Row]]:
    found: dict[Task, list[Row]] = defaultdict(list)
    for statement in (_FROM_RESOLUTIONS, _OF_THEIR_OWN):
        for order in await fetch(statement, to_json(refs)):
            if task := rules.task_of_order(order):
                found[task].append(order)
    return found


async def owners_of_decisions(fetch: Fetch, orders: Iterable[Row]) -> dict[str, str]:
    """By decision of a work meeting, who was named for it."""
    wanted = {one["source_ref"] for one in orders if one["source"] == "work_meeting"}
    rows = await fetch(_DECISIONS) if wanted else []
    return {one.id: one.owner for row in rows for one in _read_decisions(row["decisions"]) if one.id in wanted}


async def owners_of(unit: Unit, order: Row) -> list[str]:
    """The members for whom closing an order would count."""
    if rules.task_of_order(order) is None:
        return []
    if order["owner"]:
        return [order["owner"]]
    told = await owners_of_decisions(unit.fetch, [order])
    if order["source"] == "resolution":
        told = {one.id: one.owner for one in await meetings.load_resolutions(unit.fetch, [order["branch"]], 0)}
    called = (await load_called(unit.fetch, [order["branch"]])).get(order["branch"], [])
    return members_meant(told.get(order["source_ref"], ""), called, local_day(unit.now_ms, unit.settings.timezone))


async def tasks_of_branches(fetch: Fetch, branches: Iterable[str]) -> set[Task]:
    """The tasks of these branches that are done."""
    asked = to_json(sorted(set(branches)))
    found = {Task(row["branch"], row["ref"]) for row in await fetch(_OF_BRANCHES, asked)}
    return found | {task for row in await fetch(_ORDERS_OF_BRANCHES, asked) if (task := rules.task_of_order(row))}


async def tasks_of_decisions(fetch: Fetch, decisions: Iterable[str]) -> set[Task]:
    """The tasks that came of these decisions of work meetings."""
    rows = await fetch(_ORDERS_OF_DECISIONS, to_json(sorted(set(decisions))))
    return {task for row in rows if (task := rules.task_of_order(row))}
