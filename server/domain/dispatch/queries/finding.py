"""Reads orders as they are found by searching."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from server.domain.dispatch.rules import spoken_number
from server.replication import Document
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_SOUGHT = joined(
    'select "id", "branch", "year", "number", "content", "source_text", "issued_at" from "dispatch_order" where not "deleted" and', in_list("id")
)


async def orders_sought(fetch: Fetch, ids: Iterable[str]) -> list[tuple[str, Document]]:
    """Orders by number and words, for the branch's posts, office and committee leaders."""
    return [(row["id"], _sought(row)) for row in await fetch(_SOUGHT, to_json(list(ids)))]


def _sought(row: Mapping[str, Any]) -> Document:
    title, text = spoken_number(row), "\n".join(filter(None, (row["content"], row["source_text"])))
    seen_by = frozenset({f"branch:{row['branch']}", "office", "committee_leader"})
    return Document(row["id"], "order", title, text, f"orders/{row['id']}", row["branch"], row["branch"], seen_by, at_ms=row["issued_at"])
