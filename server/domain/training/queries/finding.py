"""Courses and contests as they are found by searching, and as the ledger's pages tell of training."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

import msgspec

from server.domain.training.rules import ATTENDED
from server.kit.clock import day_began
from server.replication import EVERYONE, Document, LedgerCount, LedgerEntry, LedgerLine, LedgerSpan, LedgerSubject
from server.replication.store import in_list, joined, reach, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
Row = Mapping[str, Any]

_COURSES = joined('select * from "course" where not "deleted" and', in_list("id"))
_CONTESTS = joined('select * from "contest" where not "deleted" and', in_list("id"))
_NAMES = joined('select "contest", "name", "trade" from "contest_result" where not "deleted" and', in_list("contest"), 'order by "trade", "name"')
_IN_PERIOD = """not x."deleted" and x."held_on" >= {} and x."held_on" <= {}"""
_RANKS = f"""select x.*, b."name" as "branch_name" from "contest_result" x join "organisation" b on b."id" = x."branch"
    where {_IN_PERIOD} and x."rank" in ('first', 'second', 'third')"""
_RANK_COUNT = f"""select count(*) as "n" from "contest_result" x where {_IN_PERIOD} and x."rank" in ('first', 'second', 'third')"""
_MARK_COUNT = f"""select count(*) as "marks", count(case when x."status" in ('present', 'made_up') then 1 end) as "attended"
    from "training_mark" x where {_IN_PERIOD}"""
_OWN_RANKS = f"""select x.*, b."name" as "branch_name" from "contest_result" x join "organisation" b on b."id" = x."branch"
    where {_IN_PERIOD} and x."member" = {{}} order by x."held_on" desc, x."id" """
_OWN_MARKS = f"""select x.*, b."name" as "branch_name" from "training_mark" x join "organisation" b on b."id" = x."branch"
    where {_IN_PERIOD} and x."member" = {{}} order by x."held_on" desc, x."id" """
_OWN_PAIRS = """select x.*, b."name" as "branch_name" from "mentor_pair" x join "organisation" b on b."id" = x."branch"
    where not x."deleted" and x."from_on" <= {} and x."to_on" >= {} and (x."mentor" = {} or x."apprentice" = {}) order by x."from_on" desc, x."id" """
_PAIR_COUNT = """select count(*) as "n" from "mentor_pair" x where not x."deleted" and x."from_on" <= {} and x."to_on" >= {}"""
_NEWEST = 'order by x."held_on" desc, x."id"'


async def courses_sought(fetch: Fetch, ids: Iterable[str]) -> list[tuple[str, Document]]:
    """Courses by title and subject: of the whole mine for everyone, others for the branches they are for, office and committee leaders."""
    return [(row["id"], _course(row)) for row in await fetch(_COURSES, to_json(list(ids)))]


def _course(row: Row) -> Document:
    branches: list[str] = msgspec.json.decode(row["branches"])
    of_branches = frozenset({"office", "committee_leader", *(f"branch:{branch}" for branch in branches)})
    seen_by = frozenset({EVERYONE}) if row["reach"] == "mine" else of_branches
    branch = branches[0] if len(branches) == 1 else None
    route = f"training/courses/{row['id']}"
    return Document(row["id"], "course", row["title"], row["subject"], route, row["org"], branch, seen_by, row["layer"], row["edited_at"])


async def contests_sought(fetch: Fetch, ids: Iterable[str]) -> list[tuple[str, Document]]:
    """Contests by title, trades and who had a rank, for office and committee leaders."""
    wanted = list(ids)
    names: dict[str, list[str]] = {}
    for row in await fetch(_NAMES, to_json(wanted)):
        names.setdefault(row["contest"], []).append(f"{row['trade']} {row['name']}")
    return [(row["id"], _contest(row, names.get(row["id"], []))) for row in await fetch(_CONTESTS, to_json(wanted))]


def _contest(row: Row, names: list[str]) -> Document:
    at_ms = day_began(row["held_on"])
    seen_by, route = frozenset({"office", "committee_leader"}), f"training/contests/{row['id']}"
    return Document(row["id"], "contest", row["title"], "\n".join([row["note"], *names]).strip(), route, "", None, seen_by, at_ms=at_ms)


async def told_of_place(fetch: Fetch, subject: LedgerSubject, span: LedgerSpan) -> LedgerEntry:
    """Training of an organisation and all below it: ranks from first to third, attendance, pairs that ran."""
    condition, args = reach(subject, 'x."branch"')
    days = (span.first_on, span.last_on)

    def whose(statement: str, after: str = "") -> dict[str, str]:
        return {kind: f"{statement} and {text} {after}" for kind, text in condition.items()}

    (ranks,) = await fetch(whose(_RANK_COUNT), *days, *args)
    (marks,) = await fetch(whose(_MARK_COUNT), *days, *args)
    (pairs,) = await fetch(whose(_PAIR_COUNT), span.last_on, span.first_on, *args)
    lines = await fetch(whose(_RANKS, f"{_NEWEST} limit {{}}"), *days, *args, span.lines)
    counts = (("ranks", ranks["n"]), ("attended", marks["attended"]), ("pairs", pairs["n"]))
    return LedgerEntry(tuple(LedgerCount(*one) for one in counts), tuple(map(_line, lines)))


async def told_of_member(fetch: Fetch, subject: LedgerSubject, span: LedgerSpan) -> LedgerEntry:
    """Training of a member: ranks, sessions and pairs of the period, the newest first."""
    days = (span.first_on, span.last_on)
    ranks = await fetch(_OWN_RANKS, *days, subject.id)
    marks = await fetch(_OWN_MARKS, *days, subject.id)
    pairs = await fetch(_OWN_PAIRS, span.last_on, span.first_on, subject.id, subject.id)
    attended = sum(ATTENDED.get(row["status"]) == "attended" for row in marks)
    lines = sorted([*map(_line, ranks), *map(_mark_line, marks), *map(_pair_line, pairs)], key=_day, reverse=True)
    counts = (LedgerCount("ranks", len(ranks)), LedgerCount("attended", attended), LedgerCount("pairs", len(pairs)))
    return LedgerEntry(counts, tuple(lines[: span.lines]))


def _day(line: LedgerLine) -> str:
    return line.on


def _line(row: Row) -> LedgerLine:
    addresses = {"route": f"training/contests/{row['contest']}", "phone": f"training/result/{row['id']}"}
    about = {"org": row["branch"], "org_name": row["branch_name"], "on": row["held_on"]}
    title = f"{row['name']} {row['title']} {row['trade']}"
    return LedgerLine(ref=row["id"], title=title, standing=row["rank"], data_up_to=row["entered_at"], **about, **addresses)


def _mark_line(row: Row) -> LedgerLine:
    addresses = {"route": f"training/sessions/{row['session']}", "phone": f"training/mark/{row['id']}"}
    about = {"org": row["branch"], "org_name": row["branch_name"], "on": row["held_on"]}
    return LedgerLine(ref=row["id"], data_up_to=row["at"], title=row["title"], standing=row["status"], **about, **addresses)


def _pair_line(row: Row) -> LedgerLine:
    addresses = {"route": f"training/pairs/{row['id']}", "phone": f"training/pair/{row['id']}"}
    about = {"org": row["branch"], "org_name": row["branch_name"], "on": row["from_on"]}
    title = f"{row['mentor_name']} → {row['apprentice_name']} {row['trade']}".strip()
    return LedgerLine(ref=row["id"], title=title, data_up_to=row["edited_at"], standing=row["result"] or "running", **about, **addresses)
