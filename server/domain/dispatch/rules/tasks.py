"""When a task that somebody was named for is done, and what it says of them: for the stars, 履行义务 (domain.md 2.2: assigned tasks closed). Pure."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from server.domain.dispatch.rules.asking import spoken_number
from server.domain.meetings import Resolved

_NAMESPACE = uuid.UUID("3f0c7e52-9b1e-5a64-8c3d-5d0f4b7a1e90")
_TEXT_AT_MOST = 200
Row = Mapping[str, Any]


class Task(NamedTuple):
    """A resolution, or an order that came of none (`ref`), as a branch has to do it."""

    branch: str
    ref: str

    @property
    def key(self) -> str:
        """As it is requested."""
        return f"{self.branch}:{self.ref}"


class Done(Struct, frozen=True):
    """That a task is done: by which record (`table`, `row`) it is shown, whose it was as people wrote, or which `member` it was given to, on which
    day (ISO text) it was done, in which words, and who of the office found so when (epoch ms)."""

    table: str
    row: str
    owner: str
    on: str
    text: str
    by: str
    at: int
    member: str = ""


def task_of(key: str) -> Task:
    """The task that a request names."""
    branch, _, ref = key.partition(":")
    return Task(branch, ref)


def task_fact_id(task: Task, member: str) -> str:
    """The one id of the fact by which a task counts for a member: done by resolution and by order, it counts once."""
    return str(uuid.uuid5(_NAMESPACE, f"{task.key}/{member}"))


def task_of_order(order: Row) -> Task | None:
    """What an order is about for whoever was named in its source, or by the branch; None if nobody was."""
    if order["source"] == "resolution":
        return Task(order["branch"], order["source_ref"])
    return Task(order["branch"], order["id"]) if order["source"] == "work_meeting" or order.get("owner") else None


def done_by_resolution(one: Resolved) -> Done | None:
    """What the office confirmed to be carried out."""
    if one.verdict != "confirmed" or one.done_on is None or one.decided_at is None:
        return None
    return Done("resolution_done", one.id, one.owner, one.done_on, f"落实决议：{one.text}"[:_TEXT_AT_MOST], one.decided_by or "", one.decided_at)


def done_by_order(orders: Iterable[Row], owner: str) -> Done | None:
    """The first of the closed orders about a task; each with the step that closed it (`by`, `at`, `closed_on`)."""
    first = min(orders, key=lambda one: (one["at"], one["id"]), default=None)
    if first is None:
        return None
    text = f"{spoken_number(first)}：{first['content']}"[:_TEXT_AT_MOST]
    on = first["done_on"] or first["closed_on"]
    return Done("dispatch_order", first["id"], owner, on, text, first["by"], first["at"], first["owner"] or "")
