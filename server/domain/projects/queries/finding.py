"""Reads projects as they are found by searching, and as the ledger tells of them."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

import msgspec

from server.domain.projects.rules import spoken_number
from server.replication import Document, LedgerCount, LedgerEntry, LedgerLine, LedgerSpan, LedgerSubject, reach
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_SOUGHT = joined(
    """select "id", "owner", "branch", "branches", "shown_to", "year", "number", "title", "problems", "goal", "measures", "leader", "created_at"
    from "project" where not "deleted" and "state" <> 'draft' and""",
    in_list("id"),
)
_TOLD = """select p."id", p."owner", o."name" as "owner_name", p."year", p."number", p."title", p."due_on", p."ends_on", p."state", p."standing",
    p."colour", p."data_up_to" from "project" p join "organisation" o on o."id" = p."owner" where not p."deleted"
    and p."state" not in ('draft', 'returned') and"""
_COUNTED = """select count(case when p."state" in ('approved', 'running') then 1 end) as "running", count(case when p."colour" = 'red'
    and p."state" in ('approved', 'running') then 1 end) as "red", count(case when p."state" in ('graded', 'bought_back', 'promoted', 'closed')
    then 1 end) as "accepted" from "project" p where not p."deleted" and"""
_IN_ORDER = """order by case when p."state" in ('approved', 'running') then 0 else 1 end, p."ends_on" desc, p."id" limit {}"""


async def projects_sought(fetch: Fetch, ids: Iterable[str]) -> list[tuple[str, Document]]:
    """Projects that were sent, by title and words: for the owner's posts, those it was promoted to, office and committee leaders."""
    return [(row["id"], _sought(row)) for row in await fetch(_SOUGHT, to_json(list(ids)))]


def _sought(row: Mapping[str, Any]) -> Document:
    title = f"{spoken_number(row)} {row['title']}".strip()
    text = "\n".join(filter(None, (row["problems"], row["goal"], row["measures"], row["leader"])))
    branches = (*msgspec.json.decode(row["branches"]), *msgspec.json.decode(row["shown_to"]))
    seen_by = frozenset({*(f"branch:{one}" for one in branches), "office", "committee_leader"})
    branch = row["branch"] if row["owner"] == row["branch"] else None
    return Document(row["id"], "project", title, text, f"projects/{row['id']}", row["owner"], branch, seen_by, at_ms=row["created_at"])


async def projects_told(fetch: Fetch, subject: LedgerSubject, span: LedgerSpan) -> LedgerEntry:
    """An organisation's projects whatever the period: those that are being worked on before what has ended."""
    condition, args = reach(subject, 'p."owner"')
    (counted,) = await fetch({kind: f"{_COUNTED} {text}" for kind, text in condition.items()}, *args)
    lines = await fetch({kind: f"{_TOLD} {text} {_IN_ORDER}" for kind, text in condition.items()}, *args, span.lines)
    counts = tuple(LedgerCount(what, counted[what]) for what in ("running", "red", "accepted"))
    return LedgerEntry(counts, tuple(map(_line, lines)))


def _line(row: Mapping[str, Any]) -> LedgerLine:
    told: dict[str, Any] = {"org": row["owner"], "org_name": row["owner_name"], "data_up_to": row["data_up_to"]}
    told |= {"route": f"projects/{row['id']}", "phone": f"project/{row['id']}", "standing": row["standing"], "colour": row["colour"]}
    return LedgerLine(ref=row["id"], title=row["title"], on=row["due_on"] or row["ends_on"], **told)
