"""Reads visits as they are found by searching, and as the ledger tells of them."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

import msgspec

from server.domain.guides.rules import TEAMS
from server.replication import Document, LedgerCount, LedgerEntry, LedgerLine, LedgerSpan, LedgerSubject, reach
from server.replication.store import Dialects, in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_SOUGHT = joined('select * from "visit" where not "deleted" and', in_list("id"))
_FOUND = joined('select "visit", "text" from "visit_problem" where not "deleted" and', in_list("visit"), 'order by "id"')
_OF_SPAN = """ and v."on" >= {} and v."on" <= {}"""
_COUNTED = 'select count(*) as "n" from "visit" v where not v."deleted" and'
_UNSOLVED = """select count(*) as "n" from "visit_problem" p where not p."deleted" and p."state" <> 'solved' and"""
_LINES = """select v."id", v."org", o."name" as "org_name", v."on", v."guide_name", v."team", v."text", v."state" from "visit" v
    join "organisation" o on o."id" = v."org" where not v."deleted" and"""
_NEWEST = """ order by v."on" desc, v."id" desc limit {}"""


async def visits_sought(fetch: Fetch, ids: Iterable[str]) -> list[tuple[str, Document]]:
    """Visits by what was done and found: for their guides, the posts of the branches visited, office and committee leaders."""
    wanted = to_json(list(ids))
    found = await fetch(_FOUND, wanted)
    return [(row["id"], _sought(row, [one["text"] for one in found if one["visit"] == row["id"]])) for row in await fetch(_SOUGHT, wanted)]


def _sought(row: Mapping[str, Any], problems: list[str]) -> Document:
    people = (row["guide"], *msgspec.json.decode(row["shown_to"]))
    seen_by = frozenset(
        (*(f"person:{one}" for one in people), *(f"branch:{one}" for one in msgspec.json.decode(row["branches"])), "office", "committee_leader")
    )
    title = f"{row['on']} {row['guide_name']}走访{row['org_name']}"
    branch = row["branch"] if row["org"] == row["branch"] else None
    text = "\n".join((row["text"], *problems))
    return Document(row["id"], "visit", title, text, f"guides/{row['id']}", row["org"], branch, seen_by, at_ms=row["created_at"])


async def visits_told(fetch: Fetch, subject: LedgerSubject, span: LedgerSpan) -> LedgerEntry:
    """How often an organisation was visited in the period, what was found there and is not solved whenever it was found, and the newest visits."""
    condition, args = reach(subject, 'v."org"')
    (visits,) = await fetch(_with(condition, _COUNTED, _OF_SPAN), *args, span.first_on, span.last_on)
    lines = await fetch(_with(condition, _LINES, _OF_SPAN + _NEWEST), *args, span.first_on, span.last_on, span.lines)
    unsolved, asked = reach(subject, 'p."org"')
    (problems,) = await fetch(_with(unsolved, _UNSOLVED), *asked)
    return LedgerEntry((LedgerCount("visits", visits["n"]), LedgerCount("unsolved", problems["n"])), tuple(map(_line, lines)))


def _with(condition: Dialects, before: str, after: str = "") -> Dialects:
    return {kind: f"{before} {text} {after}" for kind, text in condition.items()}


def _line(row: Mapping[str, Any]) -> LedgerLine:
    told: dict[str, Any] = {"org": row["org"], "org_name": row["org_name"], "on": row["on"], "standing": row["state"]}
    where = {"route": f"guides/{row['id']}", "phone": f"visit/{row['id']}"}
    return LedgerLine(ref=row["id"], title=f"{TEAMS[row['team']]} {row['guide_name']}", note=row["text"][:200], **where, **told)
