"""Studios and achievements as they are found by searching, and as the ledger's pages tell of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

import msgspec

from server.domain.studios import rules
from server.kit.clock import day_began
from server.replication import Document, LedgerCount, LedgerEntry, LedgerLine, LedgerSpan, LedgerSubject
from server.replication.store import in_list, joined, reach, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
Row = Mapping[str, Any]

_STUDIOS = joined('select * from "studio" where not "deleted" and', in_list("id"))
_ACHIEVEMENTS = joined("""select * from "achievement" where not "deleted" and "state" <> 'draft' and""", in_list("id"))
_IN_PERIOD = """a."state" = 'approved' and not a."deleted" and a."done_on" >= {} and a."done_on" <= {}"""
_LINES = f"""select a.*, b."name" as "branch_name" from "achievement" a join "organisation" b on b."id" = a."branch" where {_IN_PERIOD}"""
_COUNTS = f"""select count(*) as "approved", coalesce(sum(a."yuan"), 0) as "yuan" from "achievement" a where {_IN_PERIOD}"""
_WAITING = """select count(*) as "waiting" from "achievement" a where a."state" = 'submitted' and not a."deleted" """
_NEWEST = 'order by a."done_on" desc, a."id" desc'
_HAS_SHARE = {
    "sqlite": """exists (select 1 from json_each(a."people") p where json_extract(p.value, '$.id') = {})""",
    "postgres": """exists (select 1 from jsonb_array_elements(a."people"::jsonb) p where p->>'id' = {})""",
}


async def studios_sought(fetch: Fetch, ids: Iterable[str]) -> list[tuple[str, Document]]:
    """Studios by name, field, motto and people, for the branches' posts, office and committee leaders."""
    return [(row["id"], _studio(row)) for row in await fetch(_STUDIOS, to_json(list(ids)))]


def _studio(row: Row) -> Document:
    branches: list[str] = msgspec.json.decode(row["branches"])
    people: list[dict[str, Any]] = msgspec.json.decode(row["people"])
    text = "\n".join(filter(None, (row["field"], row["motto"], row["place"], "、".join(one["name"] for one in people))))
    seen_by = frozenset({"office", "committee_leader", *(f"branch:{branch}" for branch in branches)})
    branch = branches[0] if len(branches) == 1 else None
    at_ms = day_began(row["founded_on"]) if row["founded_on"] else None
    return Document(row["id"], "studio", row["name"], text, f"studios/{row['id']}", row["org"], branch, seen_by, at_ms=at_ms)


async def achievements_sought(fetch: Fetch, ids: Iterable[str]) -> list[tuple[str, Document]]:
    """Filed achievements by their words and people, for the branch's posts, those who took part, office and committee leaders."""
    return [(row["id"], _achievement(row)) for row in await fetch(_ACHIEVEMENTS, to_json(list(ids)))]


def _achievement(row: Row) -> Document:
    people: list[dict[str, Any]] = msgspec.json.decode(row["people"])
    text = "\n".join(filter(None, (row["story"], rules.spoken_effect(row), row["studio_name"], "、".join(one["name"] for one in people))))
    seen_by = {"office", "committee_leader", f"branch:{row['branch']}", *(f"person:{one['id']}" for one in people)}
    route = f"studios/achievements/{row['id']}"
    at_ms = day_began(row["done_on"]) if row["done_on"] else None
    branch = row["branch"]
    return Document(row["id"], "achievement", row["title"], text, route, branch, branch, frozenset(seen_by), row["kind"], at_ms)


# --- The ledger


async def told_of_place(fetch: Fetch, subject: LedgerSubject, span: LedgerSpan) -> LedgerEntry:
    """Achievements of an organisation and all below it: those of the period that were recognised, and how many wait."""
    condition, args = reach(subject, 'a."branch"')
    days = (span.first_on, span.last_on)
    (counted,) = await fetch({kind: f"{_COUNTS} and {text}" for kind, text in condition.items()}, *days, *args)
    (waiting,) = await fetch({kind: f"{_WAITING} and {text}" for kind, text in condition.items()}, *args)
    lines = await fetch({kind: f"{_LINES} and {text} {_NEWEST} limit {{}}" for kind, text in condition.items()}, *days, *args, span.lines)
    counts = (("approved", counted["approved"]), ("wan_yuan", int(counted["yuan"]) // 10_000), ("waiting", waiting["waiting"]))
    return LedgerEntry(tuple(LedgerCount(*one) for one in counts), tuple(map(_line, lines)))


async def told_of_member(fetch: Fetch, subject: LedgerSubject, span: LedgerSpan) -> LedgerEntry:
    """The recognised achievements of the period in which the member has a share."""
    days = (span.first_on, span.last_on)
    sql = {kind: f"{_LINES} and {text} {_NEWEST} limit {{}}" for kind, text in _HAS_SHARE.items()}
    lines = await fetch(sql, *days, subject.id, span.lines)
    return LedgerEntry((LedgerCount("approved", len(lines)),), tuple(map(_line, lines)))


def _line(row: Row) -> LedgerLine:
    addresses = {"route": f"studios/achievements/{row['id']}", "phone": f"achievement/{row['id']}"}
    about = {"org": row["branch"], "org_name": row["branch_name"], "note": rules.spoken_effect(row)[:80]}
    return LedgerLine(ref=row["id"], title=row["title"], on=row["done_on"], standing=row["level"], data_up_to=row["decided_at"], **about, **addresses)
