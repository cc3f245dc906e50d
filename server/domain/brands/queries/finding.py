"""Reads brands as they are found by searching, and as the ledger tells of them."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

import msgspec

from server.replication import Document, LedgerCount, LedgerEntry, LedgerLine, LedgerSpan, LedgerSubject, reach
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_SOUGHT = joined(
    """select "id", "owner", "branch", "branches", "name", "meaning", "carrier", "measures", "results", "created_at" from "brand"
    where not "deleted" and "state" not in ('draft', 'returned') and""",
    in_list("id"),
)
_TOLD = """select b."id", b."owner", o."name" as "owner_name", b."name", b."named_on", b."recheck_on", b."standing", b."colour", b."data_up_to"
    from "brand" b join "organisation" o on o."id" = b."owner" where not b."deleted" and b."state" not in ('draft', 'returned') and"""
_COUNTED = """select count(case when b."state" in ('declared', 'cultivating', 'reviewed') then 1 end) as "growing",
    count(case when b."state" in ('named', 'promoted') then 1 end) as "named",
    count(case when b."colour" = 'red' then 1 end) as "red" from "brand" b where not b."deleted" and"""
_IN_ORDER = 'order by b."name", b."id" limit {}'


async def brands_sought(fetch: Fetch, ids: Iterable[str]) -> list[tuple[str, Document]]:
    """Brands that were declared, by name and words: for the owner's posts, office and committee leaders."""
    return [(row["id"], _sought(row)) for row in await fetch(_SOUGHT, to_json(list(ids)))]


def _sought(row: Mapping[str, Any]) -> Document:
    text = "\n".join(filter(None, (row["meaning"], row["carrier"], row["measures"], row["results"])))
    seen_by = frozenset({*(f"branch:{one}" for one in msgspec.json.decode(row["branches"])), "office", "committee_leader"})
    branch = row["branch"] if row["owner"] == row["branch"] else None
    return Document(row["id"], "brand", row["name"], text, f"brands/{row['id']}", row["owner"], branch, seen_by, at_ms=row["created_at"])


async def brands_told(fetch: Fetch, subject: LedgerSubject, span: LedgerSpan) -> LedgerEntry:
    """An organisation's brands, whatever the period."""
    condition, args = reach(subject, 'b."owner"')
    (counted,) = await fetch({kind: f"{_COUNTED} {text}" for kind, text in condition.items()}, *args)
    lines = await fetch({kind: f"{_TOLD} {text} {_IN_ORDER}" for kind, text in condition.items()}, *args, span.lines)
    return LedgerEntry(tuple(LedgerCount(what, counted[what]) for what in ("growing", "named", "red")), tuple(map(_line, lines)))


def _line(row: Mapping[str, Any]) -> LedgerLine:
    told: dict[str, Any] = {"org": row["owner"], "org_name": row["owner_name"], "data_up_to": row["data_up_to"], "on": row["named_on"]}
    told |= {"route": f"brands/{row['id']}", "phone": f"brand/{row['id']}", "standing": row["standing"], "colour": row["colour"]}
    return LedgerLine(ref=row["id"], title=row["name"], **told)
