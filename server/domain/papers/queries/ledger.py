"""Reads the ledger of filed meetings, as far as a person answers for them."""

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from typing import Any

import msgspec

from server.domain.meetings import rules as meetings
from server.domain.obligations import Calendar, period_days
from server.domain.papers import rules
from server.domain.papers.schemas import MeetingLedgerOut, MeetingLineOut
from server.kit.cursors import number_in
from server.kit.identity import Actor
from server.kit.problems import Problem, rights_missing
from server.kit.sheets import Book, Page
from server.replication import Replication
from server.replication.store import in_list, joined, to_json

PAGE = 100
EXPORTED_AT_ONCE = 500
_LINES = """select m."id" as "meeting", m."title", m."kind", m."status", m."branch", b."name" as "branch_name", o."name" as "org_name",
    case when o."kind" = 'group' then o."name" end as "group_name", m."held_start", m."held_end", m."place",
    coalesce(c."name", m."chair") as "chair_name", coalesce(r."name", m."recorder") as "recorder_name", m."agenda", m."resolutions"
    from "meeting" m join "organisation" b on b."id" = m."branch" join "organisation" o on o."id" = m."org"
    left join "member" c on c."id" = m."chair" left join "member" r on r."id" = m."recorder"
    where not m."deleted" and m."status" in ('submitted', 'approved') and m."held_start" >= {} and m."held_start" <= {}
    and (m."held_start" > {} or m."id" > {}) and (cast({} as text) = '' or m."kind" = {})"""
_IN_ORDER = 'order by m."held_start", m."id" limit {}'
_EVERYWHERE = f"{_LINES} {_IN_ORDER}"
_AT_BRANCHES = joined(f"{_LINES} and", in_list("branch", "m."), _IN_ORDER)
_MARKS = joined(
    """select a."meeting", a."status", a."reason", a."may_vote", p."name" from "attendance" a join "member" p on p."id" = a."member"
    where not a."deleted" and""",
    in_list("meeting", "a."),
    'order by a."meeting", p."employee_no"',
)
_ORGANISATION = 'select "name" from "organisation" where "id" = {}'


class Wanted(msgspec.Struct, frozen=True):
    """What of the ledger is asked for: a month, quarter or year; one branch or '' for all that the person answers for; one kind or '' for all."""

    period: str
    branch: str = ""
    kind: str = ""


async def list_lines(replication: Replication, actor: Actor, wanted: Wanted, cursor: str) -> MeetingLedgerOut:
    """One page. Raises Problem rights.missing for someone who answers for no branch, papers.period for a text that names no period."""
    async with replication.database.read():
        found = await _lines(replication, actor, wanted, place_of(cursor), PAGE + 1)
    end = found[PAGE - 1] if len(found) > PAGE else None
    return MeetingLedgerOut(found[:PAGE], f"{end.held_start}/{end.meeting}" if end else None)


async def ledger_book(replication: Replication, actor: Actor, wanted: Wanted) -> Book:
    """All of it as a workbook; raises as `list_lines` does."""
    _branches(actor, wanted)
    bounds_of(replication, wanted.period)
    named = await replication.database.fetch(_ORGANISATION, wanted.branch) if wanted.branch else []
    kind = meetings.KIND_WORDS.get(wanted.kind, "全部")
    chosen = {"周期": wanted.period, "党支部": named[0]["name"] if named else "全部", "会议类型": kind}
    return Book(f"会议台账 {wanted.period}", chosen, [Page("会议台账", rules.COLUMNS, _rows(replication, actor, wanted))])


async def _rows(replication: Replication, actor: Actor, wanted: Wanted) -> AsyncIterator[list[list[Any]]]:
    number = 0
    async for lines in every_line(replication, actor, wanted):
        yield [rules.ledger_row(number + at, line, replication.settings.zone) for at, line in enumerate(lines, 1)]
        number += len(lines)


async def every_line(replication: Replication, actor: Actor, wanted: Wanted) -> AsyncIterator[list[MeetingLineOut]]:
    """All lines, some hundred at a time."""
    place = (0, "")
    while found := await _lines(replication, actor, wanted, place, EXPORTED_AT_ONCE):
        yield found
        place = (found[-1].held_start, found[-1].meeting)


async def _lines(replication: Replication, actor: Actor, wanted: Wanted, after: tuple[int, str], limit: int) -> list[MeetingLineOut]:
    fetch, branches = replication.database.fetch, _branches(actor, wanted)
    first, last = bounds_of(replication, wanted.period)
    asked = (max(first, after[0]), last, max(first - 1, after[0]), after[1], wanted.kind, wanted.kind)
    given = (*asked, limit) if branches is None else (*asked, to_json(branches), limit)
    records = await fetch(_EVERYWHERE if branches is None else _AT_BRANCHES, *given)
    seen = [record for record in records if meetings.answers_for(actor, record)]
    marks: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for mark in await fetch(_MARKS, to_json([record["meeting"] for record in seen])):
        marks[mark["meeting"]].append({**mark, "may_vote": bool(mark["may_vote"])})
    return [rules.line_of(record, marks[record["meeting"]]) for record in seen]


def _branches(actor: Actor, wanted: Wanted) -> Sequence[str] | None:
    """The branches to look at; None for all of the mine."""
    everywhere, own = actor.has("office", "committee_leader"), actor.branches | actor.assesses
    if not everywhere and (not own or wanted.branch not in {"", *own}):
        raise rights_missing("台账由党群工作部、党委领导、本支部的任职人员和负责考核的考核员查看。")
    if wanted.branch:
        return [wanted.branch]
    return None if everywhere else sorted(own)


def bounds_of(replication: Replication, period: str) -> tuple[int, int]:
    """First and last instant of a period (epoch ms). Raises Problem papers.period for a text that names none."""
    try:
        first, last = period_days(period)
    except ValueError as error:
        told = f"没有“{period[:20]}”这个周期。"
        raise Problem("papers.period", "周期不对", told, "请写成 2026-11、2026-Q4 或 2026。", field="period") from error
    calendar = Calendar(replication.settings.zone)
    return calendar.start_of(first), calendar.end_of(last)


def place_of(cursor: str) -> tuple[int, str]:
    """Start and id of the meeting that a cursor names; before all of them for one that names none."""
    at, _, meeting = cursor.partition("/")
    return number_in(at, 0), meeting
