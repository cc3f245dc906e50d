"""Writes each bot's one message of a day, sends what waits, one worker each, and notes what the service answered; never the same twice."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from server.domain.notices import rules
from server.domain.notices.policy import SHIFT_HOURS
from server.domain.notices.queries.people import find_members
from server.domain.notices.rules import bots
from server.domain.notices.rules.bots import BotAnswer, BotFate
from server.kit.clock import local_day
from server.kit.outward import Outward, Silence
from server.replication import Addressee, Replication
from server.replication.store import in_list, joined, to_json

log = logging.getLogger(__name__)

CLAIM_MS = 2 * rules.MINUTE_MS
AT_ONCE = 10
_HEADERS = {"Content-Type": "application/json; charset=utf-8"}
_DUE = """select b.*,
    (select max(d."at") from "bot_digest" d where d."bot" = b."id" and d."state" in ('sent', 'unsure')) as "last_at"
    from "notice_bot" b where not b."is_off"
    and not exists (select 1 from "bot_digest" d where d."bot" = b."id" and d."day_on" = {}) order by b."id" """
_SHIFTS = joined('select distinct coalesce("shift", \'\') as "shift" from "member" where not "deleted" and', in_list("id"))
_UNREAD = joined(
    """select n."kind", n."about", max(n."at") as "at" from "notice" n
    left join "notice_read" r on r."notice" = n."id" and r."member" = n."member" and not r."deleted"
    where not n."deleted" and n."at" >= {} and""",
    in_list("member", "n."),
    'group by n."kind", n."about" having count(r."id") = 0',
)
_WRITE = """insert into "bot_digest" ("id", "bot", "day_on", "fresh", "state", "code", "tries", "next_at", "claimed_until", "at")
    values ({}, {}, {}, {}, 'waiting', '', 0, {}, 0, {}) on conflict ("id") do nothing returning "id" """
_LOST = """update "bot_digest" set "state" = 'unsure', "code" = 'unsure' where "state" = 'sending' and "claimed_until" <= {}"""
_CLAIMED = """"state" = 'sending', "claimed_until" = {}, "tries" = "tries" + 1 where "id" in
    (select "id" from "bot_digest" where "state" = 'waiting' and "next_at" <= {}"""
_CLAIM = {
    "sqlite": f'update "bot_digest" set {_CLAIMED} order by "next_at", "id" limit {{}}) returning *',
    "postgres": f'update "bot_digest" set {_CLAIMED} order by "next_at", "id" limit {{}} for update skip locked) returning *',
}
_BOT = 'select * from "notice_bot" where "id" = {}'
_TURN = """update "notice_bot" set "asked" = case when "minute_at" = {} then "asked" + 1 else 1 end, "minute_at" = {}
    where "id" = {} and ("minute_at" <> {} or "asked" < {}) returning "id" """
_NOTE = """update "bot_digest" set "state" = {}, "code" = {}, "next_at" = {}, "claimed_until" = 0 where "id" = {} and "claimed_until" = {}"""
_FORGET = 'delete from "bot_digest" where "at" < {}'


async def write_bot_digests(replication: Replication, day: str, minute: int) -> int:
    """Today's message of each bot that is due it at this minute of the mine's day, and has something to tell; gives how many."""
    now_ms, written = replication.clock(), 0
    for bot in await replication.database.fetch(_DUE, day):
        members = await _addressed(replication, bot)
        spans = bots.quiet_of((bot["quiet_from"], bot["quiet_to"]), await _shifts(replication, members))
        if members and rules.is_due(minute, rules.minutes(bot["digest_at"]), spans) and (count := await _unread(replication, bot, members)):
            async with replication.database.write():
                key = bots.bot_digest_id(bot["id"], day)
                written += len(await replication.database.fetch(_WRITE, key, bot["id"], day, count, now_ms, now_ms))
    return written


async def _addressed(replication: Replication, bot: Mapping[str, Any]) -> Collection[str]:
    """Whose notices a bot counts: the person's, those of who lead the branch, or the office's; of whoever may not sign in any more, none."""
    whose = {
        "person": {Addressee("member", bot["of"]), Addressee("account", bot["of"])},
        "branch": {Addressee("leads", bot["of"], bot["of"])},
        "office": {Addressee("role", "office")},
    }
    day = local_day(replication.clock(), replication.settings.timezone)
    found = await find_members(replication.database.fetch, whose[bot["owner"]], day)
    return set[str]().union(*found.values())


async def _shifts(replication: Replication, members: Collection[str]) -> list[tuple[str, str] | None]:
    return [SHIFT_HOURS.get(row["shift"]) for row in await replication.database.fetch(_SHIFTS, to_json(sorted(members)))]


async def _unread(replication: Replication, bot: Mapping[str, Any], members: Collection[str]) -> int:
    """How many things none of them has read; 0 where nothing came since the last message that went out: the group knows."""
    now_ms = replication.clock()
    since = (bot["last_at"] or bot["made_at"]) - bots.OVERLAP_MS
    found = await replication.database.fetch(_UNREAD, now_ms - bots.UNREAD_MS, to_json(sorted(members)))
    return len(found) if any(row["at"] > since for row in found) else 0


async def send_bot_digests(replication: Replication) -> int:
    """Sends what waits until nothing does; gives how many were tried. One whose sender died may have arrived: it is not sent again."""
    tried = 0
    async with Outward(rules.is_public, replication.settings.push_test_host) as outward:
        while claimed := await _claim(replication):
            for digest in claimed:
                await _deliver(replication, outward, digest)
            tried += len(claimed)
    return tried


async def _claim(replication: Replication) -> list[dict[str, Any]]:
    now_ms = replication.clock()
    async with replication.database.write():
        await replication.database.fetch(_LOST, now_ms)
        return await replication.database.fetch(_CLAIM, now_ms + CLAIM_MS, now_ms, AT_ONCE)


async def _deliver(replication: Replication, outward: Outward, digest: Mapping[str, Any]) -> None:
    found = await replication.database.fetch(_BOT, digest["bot"])
    fate = BotFate("refused", "gone")
    if found:
        public_url = replication.settings.public_url
        text = bots.text_of(digest["fresh"], f"{public_url}/#/notices" if public_url else "")
        fate = await _say(replication, outward, found[0], text, digest["tries"])
    async with replication.database.write():
        noted = (fate.state, fate.code, replication.clock() + fate.wait_ms)
        await replication.database.fetch(_NOTE, *noted, digest["id"], digest["claimed_until"])


async def _say(replication: Replication, outward: Outward, bot: Mapping[str, Any], text: str, tries: int) -> BotFate:
    """Says a text in a bot's group, if this minute has room for it."""
    if not await _takes_turn(replication, bot["id"]):
        return BotFate("waiting", "limited", rules.MINUTE_MS)
    now_ms = replication.clock()
    answer = await outward.post(bots.signed(bot["address"], bot["kind"], bot["secret"], now_ms), _HEADERS, bots.message_of(text))
    told = BotAnswer(answer.sent) if isinstance(answer, Silence) else BotAnswer(True, answer.status, bots.errcode_of(answer.body))
    fate = bots.fate(told, tries)
    if fate.state != "sent":
        log.warning("a bot's message was not taken", extra={"bot": bot["id"], "state": fate.state, "code": fate.code})
    return fate


async def _takes_turn(replication: Replication, bot: str) -> bool:
    running = replication.clock() // rules.MINUTE_MS * rules.MINUTE_MS
    async with replication.database.write():
        return bool(await replication.database.fetch(_TURN, running, running, bot, running, bots.PER_MINUTE))


async def try_bot(replication: Replication, bot: Mapping[str, Any]) -> BotFate:
    """Sends a trial message at once, and once. Problem request.too_many (429)."""
    async with Outward(rules.is_public, replication.settings.push_test_host) as outward:
        fate = await _say(replication, outward, bot, bots.TRIAL, bots.TRIES_AT_MOST)
    if fate.state == "waiting":
        raise bots.too_often(replication.clock())
    return fate


async def forget_bot_digests(replication: Replication, before_ms: int) -> None:
    """Forgets messages from before an instant."""
    await replication.database.fetch(_FORGET, before_ms)


def minute_of(replication: Replication) -> tuple[str, int]:
    """The mine's day (ISO) and the minute of it, now."""
    now = datetime.fromtimestamp(replication.clock() / 1000, replication.settings.zone)
    return now.date().isoformat(), now.hour * 60 + now.minute
