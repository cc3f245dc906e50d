"""What the jobs ask, and what orders a branch's assessment counts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from msgspec import Struct

from server.domain.dispatch import rules
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_ANY_TEMPLATE = 'select 1 from "dispatch_template" limit 1'
_COUNTED = joined(
    """select "id", "branch", "year", "number", "content", "due_at", "mend_at", "standing" from "dispatch_order"
    where not "deleted" and "due_at" >= {} and "standing" in ('overdue', 'late', 'not_mended') and""",
    in_list("branch"),
)


class Counted(Struct, frozen=True):
    """An order that may cost its branch points: how it stands, and when (epoch ms) that began to count."""

    id: str
    branch: str
    text: str
    standing: rules.Standing
    at: int


async def has_templates(fetch: Fetch) -> bool:
    """Whether templates were ever shipped or kept; those that were deleted count."""
    return bool(await fetch(_ANY_TEMPLATE))


async def load_counted(fetch: Fetch, branches: Iterable[str], since_ms: int) -> list[Counted]:
    """The orders of these branches, due at an instant (epoch ms) or later, that were not reported, reported late, or not mended in time."""
    records = await fetch(_COUNTED, since_ms, to_json(sorted(set(branches))))
    return [_counted(record) for record in records]


def _counted(record: dict[str, Any]) -> Counted:
    at = record["mend_at"] if record["standing"] == "not_mended" else record["due_at"]
    return Counted(record["id"], record["branch"], f"{rules.spoken_number(record)}“{record['content'][:60]}”", record["standing"], at)
