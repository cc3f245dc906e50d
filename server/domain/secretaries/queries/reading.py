"""Reads who the secretaries are, and one of them over the years."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

import msgspec

from server.domain.organisation import today_of
from server.domain.secretaries import rules
from server.domain.secretaries.schemas import (
    SecretariesOut,
    SecretaryNeedOfCourseOut,
    SecretaryNeedOut,
    SecretaryNoteOut,
    SecretaryOut,
    SecretaryProfileOut,
    SecretaryStepOut,
)
from server.kit.problems import row_not_found
from server.replication import LedgerCount, LedgerEntry, LedgerLine, LedgerSpan, LedgerSubject, Replication

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
BATCH = 500

_NOW = """select p."member", m."name", m."employee_no", p."branch", o."name" as "branch_name", p."from_on" as "since",
    (select count(*) from "secretary_note" n where n."member" = p."member" and n."year" = {} and n."side" = 'self' and not n."deleted") as "own",
    (select count(*) from "secretary_note" n where n."member" = p."member" and n."year" = {} and n."side" = 'office' and not n."deleted") as "office",
    (select count(*) from "secretary_need" w where w."member" = p."member" and w."state" = 'asked' and not w."deleted") as "needs"
    from "post" p join "member" m on m."id" = p."member" join "organisation" o on o."id" = p."branch"
    where p."post" = 'secretary' and p."from_on" <= {} and (p."to_on" is null or p."to_on" > {}) and not p."deleted" and not m."deleted"
    order by o."name", m."employee_no" """
_MEMBER = """select m."id", m."name", o."name" as "branch_name" from "member" m join "organisation" o on o."id" = m."branch"
    where not m."deleted" and m."id" = {}"""
_NOTES = 'select * from "secretary_note" where not "deleted" and "member" = {} order by "year" desc, "item", "side"'
_NEEDS = 'select *, "id" as "need" from "secretary_need" where not "deleted" and "member" = {} order by "asked_at" desc, "id"'
_STEPS = """select *, "id" as "step" from "secretary_step" where not "deleted" and "member" = {} order by "place", "id" """
_EVERY_NOTE = """select n.*, m."name", m."employee_no", o."name" as "branch_name" from "secretary_note" n join "member" m on m."id" = n."member"
    join "organisation" o on o."id" = n."branch" where not n."deleted" and n."year" = {} and n."id" > {} order by n."id" limit {}"""
_EVERY_NEED = """select n.*, m."name", m."employee_no", o."name" as "branch_name" from "secretary_need" n join "member" m on m."id" = n."member"
    join "organisation" o on o."id" = n."branch" where not n."deleted" and n."year" = {} and n."id" > {} order by n."id" limit {}"""
_OF_COURSE = """select n."id" as "need", n."member", m."name" as "member_name", o."name" as "branch_name", n."item", n."text", n."state",
    n."attended_on" from "secretary_need" n join "member" m on m."id" = n."member" join "organisation" o on o."id" = n."branch"
    where not n."deleted" and n."course" = {} order by o."name", n."id" """
_OF_YEAR = 'select count(*) as "n" from "secretary_note" where not "deleted" and "member" = {} and "side" = {} and "year" = {}'
_OPEN = """select "id", "text", "state", "asked_at" from "secretary_need" where not "deleted" and "member" = {} and "state" in ('asked', 'planned')
    order by "asked_at" desc, "id" limit {}"""


async def load_secretaries(replication: Replication, year: int) -> SecretariesOut:
    """Who is a secretary today, and how far the notes of a year have come."""
    today = today_of(replication)
    async with replication.database.read():
        items = [msgspec.convert(one, SecretaryOut) for one in await secretaries_now(replication.database.fetch, today, year)]
    return SecretariesOut(year, replication.clock(), items)


async def secretaries_now(fetch: Fetch, today: str, year: int) -> list[dict[str, Any]]:
    """The secretaries of a day with their numbers of a year."""
    return await fetch(_NOW, year, year, today, today)


async def load_profile(replication: Replication, member: str) -> SecretaryProfileOut:
    """One secretary, former ones too, over the years. Problem 404 for somebody of whom nothing is noted and who leads no branch."""
    fetch, today = replication.database.fetch, today_of(replication)
    async with replication.database.read():
        found = await fetch(_MEMBER, member)
        notes = msgspec.convert(await fetch(_NOTES, member), list[SecretaryNoteOut])
        needs, steps = await fetch(_NEEDS, member), await fetch(_STEPS, member)
        leads = any(one["member"] == member for one in await secretaries_now(fetch, today, int(today[:4])))
    if not found or not (notes or needs or leads):
        raise row_not_found("没有这位书记的档案。")
    told = [{**one, "steps": [msgspec.convert(step, SecretaryStepOut) for step in steps if step["need"] == one["id"]]} for one in needs]
    who = {"member": member, "name": found[0]["name"], "branch_name": found[0]["branch_name"]}
    return SecretaryProfileOut(**who, as_of=replication.clock(), notes=notes, needs=[msgspec.convert(one, SecretaryNeedOut) for one in told])


async def load_of_course(replication: Replication, course: str) -> list[SecretaryNeedOfCourseOut]:
    """The needs that a course answers."""
    return msgspec.convert(await replication.database.fetch(_OF_COURSE, course), list[SecretaryNeedOfCourseOut])


async def note_rows(replication: Replication, year: int) -> AsyncIterator[Sequence[Sequence[Any]]]:
    """All notes of a year in batches, as rows of a sheet. Inside a snapshot."""
    after = ""
    while records := await replication.database.fetch(_EVERY_NOTE, year, after, BATCH):
        yield [rules.note_row(one) for one in records]
        after = records[-1]["id"]


async def need_rows(replication: Replication, year: int) -> AsyncIterator[Sequence[Sequence[Any]]]:
    """All needs of a year in batches, as rows of a sheet. Inside a snapshot."""
    after = ""
    while records := await replication.database.fetch(_EVERY_NEED, year, after, BATCH):
        yield [rules.need_row(one) for one in records]
        after = records[-1]["id"]


async def growth_told(fetch: Fetch, subject: LedgerSubject, span: LedgerSpan) -> LedgerEntry:
    """Of a member who is noted of as a secretary: how many items each side wrote about in the year, and what waits to be learnt."""
    year = int(span.first_on[:4])
    counts = [LedgerCount(side, (await fetch(_OF_YEAR, subject.id, side, year))[0]["n"]) for side in rules.SIDES]
    needs = await fetch(_OPEN, subject.id, span.lines)
    lines = [LedgerLine(ref=one["id"], title=one["text"], route=f"secretaries/{subject.id}", phone="growth", standing=one["state"]) for one in needs]
    return LedgerEntry((*counts, LedgerCount("needs", len(needs))), tuple(lines))
