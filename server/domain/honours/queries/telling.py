"""Tells of honours on the ledger's pages of organisations and members."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from server.replication import LedgerCount, LedgerEntry, LedgerLine, LedgerSpan, LedgerSubject, reach

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
_LINES = """select h."id", h."year", h."title", h."giver", h."member", h."name", h."org", coalesce(o."name", '') as "org_name",
    coalesce(c."title", h."level") as "level_title" from "honour" h left join "organisation" o on o."id" = h."org"
    left join "honour_choice" c on c."field" = 'level' and c."key" = h."level" where not h."deleted" and {}
    order by h."year" desc, h."id" limit {{}}"""
_COUNTS = """select count(case when "year" = {{}} then 1 end) as "year", count(*) as "ever" from "honour" h where not h."deleted" and {}"""


async def honours_of_place(fetch: Fetch, subject: LedgerSubject, span: LedgerSpan) -> LedgerEntry:
    """The organisation's own honours and those below it, and how many its members were given; the newest year first, whatever the period."""
    own, args = reach(subject, 'h."org"')
    of_members, more = reach(subject, 'h."branch"')
    lines = await fetch({kind: _LINES.format(f"h.\"member\" = '' and {text}") for kind, text in own.items()}, *args, span.lines)
    year = int(span.period[:4])
    (ours,) = await fetch({kind: _COUNTS.format(f"h.\"member\" = '' and {text}") for kind, text in own.items()}, year, *args)
    (theirs,) = await fetch({kind: _COUNTS.format(f"h.\"member\" <> '' and {text}") for kind, text in of_members.items()}, year, *more)
    counts = {"year": ours["year"], "ever": ours["ever"], "members_year": theirs["year"], "members_ever": theirs["ever"]}
    return LedgerEntry(tuple(LedgerCount(*one) for one in counts.items()), tuple(map(_line, lines)))


async def honours_of_member(fetch: Fetch, subject: LedgerSubject, span: LedgerSpan) -> LedgerEntry:
    """What a member was given, the newest year first, whatever the period."""
    lines = await fetch(_LINES.format('h."member" = {}'), subject.id, span.lines)
    (counted,) = await fetch(_COUNTS.format('h."member" = {}'), int(span.period[:4]), subject.id)
    return LedgerEntry((LedgerCount("year", counted["year"]), LedgerCount("ever", counted["ever"])), tuple(map(_line, lines)))


def _line(row: Mapping[str, Any]) -> LedgerLine:
    title = f"{row['year']} {row['title']}"
    route = f"ledger/member/{row['member']}" if row["member"] else f"ledger/{row['org']}"
    note = " · ".join(filter(None, (row["level_title"], row["giver"])))
    return LedgerLine(ref=row["id"], title=title, route=route, org=row["org"], org_name=row["org_name"], note=note)
