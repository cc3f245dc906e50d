"""Draws notices from news, once a day sums them up for those who want pushes and for groups' bots, sends both, and forgets what is old."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from server.domain.notices import rules
from server.domain.notices.queries.bot_sending import forget_bot_digests, minute_of, send_bot_digests, write_bot_digests
from server.domain.notices.queries.digests import due_digests, forget_old, write_digests
from server.domain.notices.queries.people import find_members
from server.domain.notices.queries.pushing import send_waiting
from server.kit.clock import local_day
from server.kit.jobs import Job
from server.replication import NEWS, Replication, Told, Unit

FORGET_AT_ONCE = 500
Row = Mapping[str, Any]


class Item(NamedTuple):
    """One piece of news: its kind, the row it was drawn from, and what that says to whom."""

    kind: str
    row: str
    told: Told


async def draw_news(unit: Unit, keys: list[str]) -> None:
    """Writes a notice for each member who is told and wants the kind, from rows as they stand now; one that was written before is left alone."""
    items = await _items(unit, keys)
    day = local_day(unit.now_ms, unit.settings.timezone)
    members = await find_members(unit.fetch, {to for item in items for to in item.told.to}, day)
    drawn = {(item, member) for item in range(len(items)) for to in items[item].told.to for member in members[to]}
    notices = {rules.notice_id(items[at].kind, items[at].row, items[at].told.mark, member): (items[at], member) for at, member in sorted(drawn)}
    known = await unit.load("notice", notices)
    off = await _off(unit, {member for _, member in notices.values()})
    for key, (item, member) in notices.items():
        if key not in known and item.kind not in off.get(member, ()):
            values = {"kind": item.kind, "about": item.row, "route": item.told.route, "words": dict(item.told.words)}
            unit.put("notice", key, {"member": member, **values, "at": unit.now_ms})


async def _items(unit: Unit, keys: Iterable[str]) -> list[Item]:
    """What the rows named by requests say; a row that is gone says nothing, and a kind that no part declares any more neither."""
    asked = [(unit.news[kind], row, about) for kind, row, about in (_parted(key) for key in keys) if kind in unit.news]
    rows: dict[str, Mapping[str, Row]] = {}
    for table in {news.table for news, _, _ in asked}:
        rows[table] = await unit.load(table, sorted({row for news, row, _ in asked if news.table == table}))
    found = [(news, row, about) for news, row, about in asked if row in rows[news.table]]
    return [Item(news.kind, row, told) for news, row, about in found for told in news.tell(rows[news.table][row], about)]


def _parted(key: str) -> tuple[str, str, str]:
    kind, row, about = (key + "::").split(":")[:3]
    return kind, row, about


async def _off(unit: Unit, members: Iterable[str]) -> dict[str, list[str]]:
    """The kinds that members do not want."""
    choices = await unit.load("notice_choice", [rules.choice_id(member) for member in sorted(members)])
    return {choice["member"]: choice["off"] for choice in choices.values()}


async def digest(replication: Replication) -> int:
    """Writes today's digest for everyone who is due it now and has something new to read; gives how many. Run beside itself it writes each once."""
    day, minute = minute_of(replication)
    due = await due_digests(replication, day, minute)
    written = await write_digests(replication, due, day, replication.clock()) if due else 0
    if written:
        await replication.jobs.wake(SEND)
    return written


async def bot_digest(replication: Replication) -> int:
    """Writes today's message for each group's bot that is due it and has something to tell; gives how many. Run beside itself it writes each once."""
    if written := await write_bot_digests(replication, *minute_of(replication)):
        await replication.jobs.wake(SEND_BOTS)
    return written


async def forget(replication: Replication) -> int:
    """Forgets notices, digests and deliveries older than 90 days; gives how many notices."""
    before_ms = replication.clock() - rules.KEPT_DAYS * rules.DAY_MINUTES * rules.MINUTE_MS
    forgotten = 0
    while some := await forget_old(replication, before_ms, FORGET_AT_ONCE):
        forgotten += some
    await forget_bot_digests(replication, before_ms)
    return forgotten


SEND, SEND_BOTS = "send_pushes", "send_bots"
RECOMPUTE = {NEWS: draw_news}
JOBS = (
    Job("notice_digest", digest, {"minute": set(range(0, 60, 5))}),
    Job("bot_digest", bot_digest, {"minute": set(range(2, 60, 5))}),
    Job(SEND, send_waiting, {"second": {30}}),
    Job(SEND_BOTS, send_bot_digests, {"second": {45}}),
    Job("forget_notices", forget, {"hour": {3}, "minute": {20}}),
)
