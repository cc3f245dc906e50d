"""Keeps bots of chat groups: registered, changed, removed by those whose notices they count; their addresses come out for sending alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import msgspec

from server.domain.audit import note_change
from server.domain.notices import rules
from server.domain.notices.rules import bots
from server.domain.notices.schemas import BotChangeIn, BotDigestOut, BotIn, BotOut, BotPlace, BotsOut
from server.kit.identity import Actor
from server.kit.problems import Reason, invalid, refused_by_rule, rights_missing, row_not_found
from server.replication import Replication
from server.replication.store import in_list, joined, to_json

_SHOWN = """select b.*, coalesce(o."name", '') as "of_name", d."day_on", d."fresh", d."state", d."code", d."at" from "notice_bot" b
    left join "organisation" o on o."id" = b."of" and b."owner" = 'branch'
    left join "bot_digest" d on d."bot" = b."id" and d."at" = (select max(l."at") from "bot_digest" l where l."bot" = b."id")"""
_OFFICE = f"""{_SHOWN} where b."owner" <> 'person' order by b."owner" desc, "of_name", b."made_at", b."id" """
_OF = joined(f"{_SHOWN} where", in_list("of", "b."), 'order by b."owner" desc, "of_name", b."made_at", b."id"')
_ONE = 'select * from "notice_bot" where "id" = {}'
_BRANCHES = (
    """select "id" as "branch", "name" from "organisation" where "kind" = 'branch' and not "deleted" and "closed_on" is null order by "name" """
)
_COUNT = 'select count(*) as "n" from "notice_bot" where "owner" = {} and "of" = {}'
_KNOWN = 'select "id" from "notice_bot" where "target" = {} and "id" <> {}'
_ADD = """insert into "notice_bot" ("id", "owner", "of", "kind", "name", "address", "secret", "target", "digest_at", "quiet_from", "quiet_to",
    "is_off", "made_at", "minute_at", "asked") values ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, 0, 0)"""
_CHANGE = """update "notice_bot" set "name" = {}, "address" = {}, "secret" = {}, "target" = {}, "digest_at" = {}, "quiet_from" = {}, "quiet_to" = {},
    "is_off" = {} where "id" = {}"""
_REMOVE = ('delete from "bot_digest" where "bot" = {}', 'delete from "notice_bot" where "id" = {}')
_CLOCKS = ("digest_at", "quiet_from", "quiet_to")


async def load_bots(replication: Replication, actor: Actor) -> BotsOut:
    """The bots that a person keeps: the office those of all branches and its own, others those of the branches they speak for; everyone their own."""
    fetch, office = replication.database.fetch, actor.has("office")
    async with replication.database.read():
        found = await fetch(_OFFICE) if office else []
        own = [actor.person] if office else [actor.person, *sorted(one for one in actor.branches if actor.speaks_for(one))]
        found += await fetch(_OF, to_json(own))
        branches = [BotPlace(**row) for row in await fetch(_BRANCHES) if bots.may_keep(actor, "branch", row["branch"])]
    items = [_shown(row) for row in found if bots.may_keep(actor, row["owner"], row["of"])]
    return BotsOut(items, branches, sorted(bots.hosts_of(replication.settings.bot_hosts)))


def _shown(row: Mapping[str, Any]) -> BotOut:
    last = BotDigestOut(row["day_on"], row["fresh"], row["state"], row["code"], row["at"]) if row["day_on"] else None
    host, secret = urlsplit(row["address"]).hostname or "", bool(row["secret"])
    return msgspec.convert({**row, "bot": row["id"], "host": host, "has_secret": secret, "is_off": bool(row["is_off"]), "last": last}, BotOut)


async def add_bot(replication: Replication, actor: Actor, asked: BotIn) -> None:
    """Registers a bot. Problem rights.missing, request.invalid, notices.clock, notices.bot_known (409), notices.bots_full (409)."""
    of = {"person": actor.person, "office": ""}.get(asked.owner, asked.of)
    _check(replication, actor, {"owner": asked.owner, "of": of, "kind": asked.kind}, asked.address, asked)
    bot, target = str(uuid4()), bots.target_of(asked.address)
    async with replication.database.write():
        if (await replication.database.fetch(_COUNT, asked.owner, of))[0]["n"] >= bots.BOTS_AT_MOST:
            raise bots.bots_full()
        if await replication.database.fetch(_KNOWN, target, bot):
            raise bots.known_already()
        whose = (bot, asked.owner, of, asked.kind, asked.name.strip(), asked.address, asked.secret, target)
        await replication.database.fetch(_ADD, *whose, asked.digest_at, asked.quiet_from, asked.quiet_to, False, replication.clock())
        after = msgspec.structs.asdict(asked) | {"kind": bots.NAMES[asked.kind]}
        await _note(replication, actor, bot, asked.owner, {name: (None, after[name]) for name in ("kind", "address", "secret", *_CLOCKS)}, asked)


async def change_bot(replication: Replication, actor: Actor, bot: str, asked: BotChangeIn) -> None:
    """Changes a bot. Problem row.not_found for one that the person does not keep; else as `add_bot`."""
    async with replication.database.write():
        kept = await kept_bot(replication, actor, bot)
        _check(replication, actor, kept, asked.address or kept["address"], asked)
        after = msgspec.structs.asdict(asked) | {"address": asked.address or kept["address"], "secret": asked.secret or kept["secret"]}
        target = bots.target_of(after["address"])
        if await replication.database.fetch(_KNOWN, target, bot):
            raise bots.known_already()
        values = (asked.name.strip(), after["address"], after["secret"], target, *(after[name] for name in _CLOCKS), asked.is_off)
        await replication.database.fetch(_CHANGE, *values, bot)
        before = {**kept, "is_off": bool(kept["is_off"])}
        await _note(
            replication, actor, bot, kept["owner"], {name: (before[name], after[name]) for name in ("address", "secret", *_CLOCKS, "is_off")}, asked
        )


async def remove_bot(replication: Replication, actor: Actor, bot: str, reason: str) -> None:
    """Forgets a bot with its address. Problem row.not_found for one that the person does not keep, request.invalid without a reason."""
    async with replication.database.write():
        kept = await kept_bot(replication, actor, bot)
        _check_reason(kept["owner"], reason)
        for statement in _REMOVE:
            await replication.database.fetch(statement, bot)
        if kept["owner"] != "person":
            await note_change(replication, actor.account, "bot", bot, kept["name"], {"state": ("在用", None)}, reason)


async def kept_bot(replication: Replication, actor: Actor, bot: str) -> dict[str, Any]:
    """A bot that the person keeps, with its address. Problem row.not_found for any other."""
    found = await replication.database.fetch(_ONE, bot)
    if not found or not bots.may_keep(actor, found[0]["owner"], found[0]["of"]):
        raise row_not_found("没有这个群机器人。")
    return found[0]


def _check(replication: Replication, actor: Actor, whose: Mapping[str, Any], address: str, asked: BotIn | BotChangeIn) -> None:
    if not bots.may_keep(actor, whose["owner"], whose["of"]):
        raise rights_missing("支部的群机器人由支部班子或党群工作部登记，党群工作部的由党群工作部登记。")
    if fault := rules.clock_fault(asked.digest_at, asked.quiet_from, asked.quiet_to):
        raise refused_by_rule(fault)
    settings = replication.settings
    if wrong := bots.address_fault(address, whose["kind"], bots.hosts_of(settings.bot_hosts), settings.push_test_host):
        raise invalid([wrong])
    _check_reason(whose["owner"], asked.reason)


def _check_reason(owner: str, reason: str) -> None:
    if owner != "person" and not reason.strip():
        raise invalid([Reason("reason", "请写明原因")])


async def _note(
    replication: Replication, actor: Actor, bot: str, owner: str, changes: Mapping[str, tuple[Any, Any]], asked: BotIn | BotChangeIn
) -> None:
    """What one does about one's own group is nobody else's matter."""
    if owner != "person":
        await note_change(replication, actor.account, "bot", bot, asked.name.strip(), changes, asked.reason)
