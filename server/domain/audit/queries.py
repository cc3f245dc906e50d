"""Notes changes in the transaction that makes them, and reads them; notes who looked at named results."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid4, uuid5

from server.domain.audit import rules
from server.domain.audit.schemas import ActorOut, AuditOut, AuditPage, ChoiceIn
from server.kit.clock import local_day
from server.kit.cursors import number_in
from server.kit.problems import invalid
from server.replication import Replication
from server.replication.store import insert, to_json

PAGE = 50
BATCH = 500
_END_OF_TIME = 2**53
_NAME = """coalesce(m."name", a."name", '')"""
_WHO = 'left join "account" a on a."id" = e."actor" left join "member" m on m."id" = a."member"'
_NOTE = """insert into "audit_entry" ("id", "at", "actor", "matter", "about", "title", "changes", "reason") values ({}, {}, {}, {}, {}, {}, {}, {})"""
_READ = insert("reading", ["id", "matter", "about", "account", "day_on", "at"], ["text"] * 5 + ["bigint"], 'on conflict ("id") do nothing')
_PAGE = f"""select e.*, {_NAME} as "name" from "audit_entry" e {_WHO}
    where e."at" >= {{}} and e."at" < {{}} and (cast({{}} as text) = '' or e."matter" = {{}}) and (cast({{}} as text) = '' or e."actor" = {{}})
    and (e."at", e."id") < ({{}}, {{}}) order by e."at" desc, e."id" desc limit {{}}"""
_PEOPLE = f"""select distinct e."actor" as "account", {_NAME} as "name" from "audit_entry" e {_WHO} where e."actor" is not null order by 2, 1"""


class Wanted(NamedTuple):
    """Which changes: one matter and one account ('' for all), between two days (ISO, '' for no bound), both included."""

    matter: str = ""
    actor: str = ""
    from_on: str = ""
    to_on: str = ""


async def note_change(
    replication: Replication, actor: str | None, matter: str, about: str, title: str, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> None:
    """Keeps a change {field: (before, after)} in the running transaction, so that none lacks its entry. What changes nothing is none."""
    if told := rules.kept(changes):
        values = (str(uuid4()), replication.clock(), actor, matter, about, title[:120], to_json(told), reason.strip()[:500])
        await replication.database.fetch(_NOTE, *values)


async def note_reading(replication: Replication, account: str, matter: str, about: Iterable[str]) -> None:
    """Keeps that somebody looked at named results of others today, once a day for each of what was shown; `matter` is one of rules.READINGS."""
    now_ms = replication.clock()
    day = local_day(now_ms, replication.settings.timezone)
    rows = [[str(uuid5(NAMESPACE_URL, f"{matter}/{one}/{account}/{day}")), matter, one, account, day, now_ms] for one in sorted(set(about))]
    if rows:
        async with replication.database.write():
            await replication.database.fetch(_READ, to_json(rows))


class Dictionary(NamedTuple):
    """The words that a part lets the office define: its synced `table` (field, key, title, place, is_confirmed, is_off and others), the words of its
    fields, and which row an entry is."""

    table: str
    fields: Mapping[str, str]
    id_of: Callable[[str, str], str]


async def keep_choice(
    replication: Replication, account: str, dictionary: Dictionary, field: str, key: str, asked: ChoiceIn, **more: Any
) -> dict[str, Any]:
    """Defines an entry, or changes it, and notes that; a new one stands last of its field unless `more` says otherwise. Gives its values.

    Problem 400 naming what is wrong.
    """
    if fault := rules.choice_fault(dictionary.fields, field, key, asked.title):
        raise invalid([fault])
    choice = dictionary.id_of(field, key)
    async with replication.write(account, "choice", lock=["site"]) as unit:
        others = await unit.where(dictionary.table, "field", [field])
        known = others.get(choice, {})
        said: dict[str, Any] = {"title": asked.title.strip(), "is_confirmed": asked.is_confirmed, "is_off": asked.is_off, **more}
        values = {"field": field, "key": key, "place": known.get("place", len(others)), **said}
        unit.put(dictionary.table, choice, values)
        changes = {name: (known.get(name), value) for name, value in said.items()}
        await note_change(replication, account, "choice", choice, said["title"], changes, asked.reason)
    return values


async def load_audit(replication: Replication, wanted: Wanted, cursor: str, sees_people: bool) -> AuditPage:
    """A page of changes, newest first."""
    async with replication.database.read():
        records = await replication.database.fetch(_PAGE, *_narrowed(replication, wanted), *_start(cursor), PAGE + 1)
        people = [ActorOut(**row) for row in await replication.database.fetch(_PEOPLE)]
    last = records[PAGE - 1] if len(records) > PAGE else None
    entries = [rules.shown(record, sees_people) for record in records[:PAGE]]
    return AuditPage(entries, f"{last['at']}/{last['id']}" if last else None, people)


async def audit_rows(replication: Replication, wanted: Wanted, sees_people: bool) -> AsyncIterator[list[AuditOut]]:
    """All such changes in batches. Inside a snapshot."""
    narrowed, start = _narrowed(replication, wanted), _start("")
    while records := await replication.database.fetch(_PAGE, *narrowed, *start, BATCH):
        yield [rules.shown(record, sees_people) for record in records]
        start = (records[-1]["at"], records[-1]["id"])


async def names_of(replication: Replication, account: str) -> list[str]:
    """The name of someone who has changed something."""
    return [row["name"] for row in await replication.database.fetch(_PEOPLE) if row["account"] == account]


def _narrowed(replication: Replication, wanted: Wanted) -> tuple[Any, ...]:
    since = _starts(replication, wanted.from_on, 0) if wanted.from_on else 0
    until = _starts(replication, wanted.to_on, 1) if wanted.to_on else _END_OF_TIME
    return since, until, wanted.matter, wanted.matter, wanted.actor, wanted.actor


def _starts(replication: Replication, day: str, later: int) -> int:
    on = date.fromisoformat(day) + timedelta(days=later)
    return int(datetime(on.year, on.month, on.day, tzinfo=replication.settings.zone).timestamp()) * 1000


def _start(cursor: str) -> tuple[int, str]:
    at, _, key = cursor.partition("/")
    return number_in(at, _END_OF_TIME), key
