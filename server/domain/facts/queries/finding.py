"""Reads facts as they are found by searching."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from server.domain.facts.policy import KINDS, fact_scopes
from server.domain.organisation import COMMITTEE_POSTS
from server.kit.clock import day_began
from server.replication import Document
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_SOUGHT = joined(
    """select f."id", f."member", m."name", f."branch", m."branch" as "now_at", f."kind", f."on", f."grade", f."text" from "fact" f
    join "member" m on m."id" = f."member" where not m."deleted" and not f."deleted" and f."withdrawn_at" is null and""",
    in_list("member", "f."),
)


async def facts_sought(fetch: Fetch, members: Iterable[str]) -> list[tuple[str, Document]]:
    """The standing facts of members by their words and the member's name.

    For the member and the office; for the branch's committee where the branch enters them, as long as the member belongs to it.
    """
    return [(row["member"], _sought(row)) for row in await fetch(_SOUGHT, to_json(list(members)))]


def _sought(row: Mapping[str, Any]) -> Document:
    kind = KINDS[row["kind"]]
    title = " ".join(filter(None, (row["name"], kind.title, kind.grades.get(row["grade"], ""))))
    at_ms = day_began(row["on"])
    branch, seen_by = row["branch"], {"office", f"person:{row['member']}"}
    if branch == row["now_at"] and f"branch:{branch}" in fact_scopes(row):
        seen_by |= {f"{post}@{branch}" for post in COMMITTEE_POSTS}
    route = f"ledger/member/{row['member']}"
    return Document(row["id"], "fact", title, row["text"], route, branch, branch, frozenset(seen_by), row["kind"], at_ms)
