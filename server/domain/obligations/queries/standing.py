"""Reads what obligations rest on: the calendar, templates, meetings; and keeps how their states changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from server.domain.audit import note_change
from server.domain.obligations import rules
from server.domain.obligations.policy import EVERYWHERE
from server.domain.obligations.rules import Calendar, Conclusion, Held, Obligation, Template
from server.domain.obligations.schemas import NoticeOut
from server.kit.database import Database
from server.kit.doctor import Finding
from server.replication import Replication
from server.replication.store import in_list, insert, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
"""Runs a statement: in a unit's transaction, or in a snapshot for reading."""

_WORKDAYS = 'select "day_on", "works" from "workday"'
_SHIP_WORKDAYS = insert("workday", ["day_on", "works"], ["text", "boolean"], 'on conflict ("day_on") do nothing')
_FORGET_YEAR = 'delete from "workday" where "day_on" >= {} and "day_on" <= {}'
TEMPLATES = 'select * from "template" where not "deleted" order by "version"'
_OWING = 'select "id" from "organisation" where not "deleted" and "kind" in (\'branch\', \'group\') order by "id"'
_OPEN_OF = joined('select "id" from "obligation" where not "deleted" and "due_at" >= {} and', in_list("org"))
_EXTENDED_OF = joined('select "id" from "obligation" where not "deleted" and "excused_until_at" >= {} and', in_list("org"))
_HELD_COLUMNS = 'm."id", m."kind", m."org", m."status", m."held_start", m."filed_at", m."decided_at"'
# The order of this join is fixed for SQLite: few windows first, then the meetings of each window's branch by their index.
_HELD = {
    "sqlite": f"""select w.value->>0 as "obligation", {_HELD_COLUMNS} from json_each({{}}) w cross join "meeting" m
        where m."branch" = w.value->>1 and m."org" = w.value->>2 and m."kind" = w.value->>3
        and m."held_start" between w.value->>4 and w.value->>5 and not m."deleted" """,
    "postgres": f"""select w.value->>0 as "obligation", {_HELD_COLUMNS} from jsonb_array_elements({{}}::jsonb) w join "meeting" m
        on m."branch" = w.value->>1 and m."org" = w.value->>2 and m."kind" = w.value->>3
        and m."held_start" between (w.value->>4)::bigint and (w.value->>5)::bigint where not m."deleted" """,
}
_NOTE = insert(
    "transition",
    ["id", "obligation", "from_state", "to_state", "at", "cause", "rule_version"],
    ["text", "text", "text", "text", "bigint", "text", "bigint"],
    'on conflict ("id") do nothing',
)


async def load_calendar(fetch: Fetch, zone: ZoneInfo) -> Calendar:
    """The mine's days: Monday to Friday with the exceptions on record."""
    return Calendar(zone, {record["day_on"]: bool(record["works"]) for record in await fetch(_WORKDAYS)})


async def ship_workdays(fetch: Fetch, days: Mapping[str, bool]) -> None:
    """Puts exceptions on record of years that are not there yet; what the mine has entered or decided about a year stays."""
    known = {record["day_on"][:4] for record in await fetch(_WORKDAYS)}
    await fetch(_SHIP_WORKDAYS, to_json([[day, works] for day, works in days.items() if day[:4] not in known]))


async def unknown_years(fetch: Fetch, first: date, last: date) -> list[int]:
    """The years between two days whose notice of holidays is not on record: their working days are Monday to Friday for now."""
    return rules.unknown_years([record["day_on"] for record in await fetch(_WORKDAYS)], first, last)


async def enter_notice(replication: Replication, account: str, year: int, days: Mapping[str, bool], reason: str) -> None:
    """Puts a year's exceptions in place of those on record, and requests every obligation again: what grace is left follows from them."""
    async with replication.write(account, "workdays entered", lock=["site"]) as unit:
        before = {row["day_on"]: bool(row["works"]) for row in await unit.fetch(_WORKDAYS) if row["day_on"].startswith(f"{year}-")}
        await unit.fetch(_FORGET_YEAR, f"{year}-01-01", f"{year}-12-31")
        await ship_workdays(unit.fetch, days)
        unit.mark(*EVERYWHERE)
        changes = {name: (_days(before, works), _days(days, works)) for name, works in (("holidays", False), ("workdays", True))}
        await note_change(replication, account, "workday", str(year), str(year), changes, reason)


def _days(exceptions: Mapping[str, bool], works: bool) -> list[str]:
    return sorted(day for day, at_work in exceptions.items() if at_work == works)


async def load_notice(replication: Replication, year: int) -> NoticeOut:
    """A year's exceptions as they are on record."""
    async with replication.database.read():
        days = sorted((record["day_on"], bool(record["works"])) for record in await replication.database.fetch(_WORKDAYS))
    found = [(day, works) for day, works in days if day.startswith(f"{year}-")]
    return NoticeOut(year, [day for day, works in found if not works], [day for day, works in found if works])


async def examine_workdays(database: Database) -> list[Finding]:
    """For linghang doctor: whether the days of the coming two months are on record."""
    today = datetime.now(UTC).date()
    if not (unknown := await unknown_years(database.fetch, today, today + timedelta(days=60))):
        return [Finding("正常", "工作日", "放假安排已录入")]
    remedy = "国务院办公厅的通知公布后，请党群工作部在“设置”的工作日历里录入；在此之前按周一至周五计算期限。"
    return [Finding("注意", "工作日", f"{unknown[0]} 年的放假安排还没有录入", remedy)]


async def load_templates(fetch: Fetch) -> list[Template]:
    """All templates with their versions."""
    return msgspec.convert(await fetch(TEMPLATES), list[Template])


async def owing_organisations(fetch: Fetch) -> list[str]:
    """Ids of all branches and groups."""
    return [record["id"] for record in await fetch(_OWING)]


async def open_obligations(fetch: Fetch, orgs: Iterable[str], now_ms: int) -> list[str]:
    """Ids of the obligations of these organisations that are not due yet."""
    return [record["id"] for record in await fetch(_OPEN_OF, now_ms, to_json(list(orgs)))]


async def extended_obligations(fetch: Fetch, orgs: Iterable[str], since_ms: int) -> list[str]:
    """Ids of the obligations of these organisations that were extended to `since_ms` or beyond."""
    return [record["id"] for record in await fetch(_EXTENDED_OF, since_ms, to_json(list(orgs)))]


async def note_transitions(fetch: Fetch, transitions: Sequence[Sequence[Any]]) -> None:
    """Keeps changes of state: (id, obligation, from, to, at, cause, rule version)."""
    if transitions:
        await fetch(_NOTE, to_json(transitions))


async def draw_conclusions(fetch: Fetch, obligations: Iterable[Obligation], now_ms: int, calendar: Calendar) -> dict[str, tuple[Conclusion, str]]:
    """How each obligation stands at an instant by the meetings on record, and the code of the reason; by id."""
    owed = list(obligations)
    found = await _held_within(fetch, owed, calendar)
    grace = {template.id: template.grace_workdays for template in await load_templates(fetch)}
    return {o.id: rules.conclude(o, grace.get(o.template, 0), found[o.id], now_ms, calendar) for o in owed}


async def _held_within(fetch: Fetch, owed: Iterable[Obligation], calendar: Calendar) -> dict[str, list[Held]]:
    windows = [[o.id, o.branch, o.org, o.kind, *rules.window(o, calendar)] for o in owed]
    found: dict[str, list[Held]] = defaultdict(list)
    for record in await fetch(_HELD, to_json(windows)) if windows else ():
        found[record["obligation"]].append(msgspec.convert(record, Held))
    return found
