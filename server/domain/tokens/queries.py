"""Keeps tokens, finds out who holds one, and reads what it opens."""

import logging
import os
from collections.abc import Sequence
from uuid import uuid4

import msgspec

from server.domain.audit import note_change
from server.domain.papers import VERSION, page_of_exchange
from server.domain.tokens import rules
from server.domain.tokens.schemas import OpenMeetingsOut, TokenItem, TokenMade
from server.kit.identity import Actor
from server.kit.problems import Reason, invalid, row_not_found
from server.replication import Replication
from server.replication.store import to_json

log = logging.getLogger(__name__)

_ADD = 'insert into "api_token" ("id", "name", "hash", "scopes", "created_at", "expires_at") values ({}, {}, {}, {}, {}, {})'
_LIST = """select "id", "name", "scopes", "created_at", "expires_at", "revoked_at", "used_at", "minute_at", "asked" from "api_token"
    order by "created_at", "id" """
_BY_HASH = 'select "id", "name", "scopes", "expires_at", "revoked_at" from "api_token" where "hash" = {}'
_REVOKE = 'update "api_token" set "revoked_at" = {} where "id" = {} and "revoked_at" is null returning "name"'
_COUNT = """update "api_token" set "asked" = case when "minute_at" = {} then "asked" + 1 else 1 end, "minute_at" = {}, "used_at" = {}
    where "id" = {} returning "asked" """
_COMMITTEES = """select "id" from "organisation" where "kind" = 'committee' and not "deleted" """
RECORDS = 100
_scopes = msgspec.json.Decoder(list[str]).decode


async def create_token(
    replication: Replication, name: str, scopes: Sequence[str], days: int, actor: str | None = None, reason: str = rules.BY_SHELL
) -> TokenMade:
    """Makes a token that lasts so many days; its text is nowhere but in the answer. Raises Problem request.invalid."""
    if unknown := sorted(set(scopes) - rules.SCOPES.keys()):
        raise invalid([Reason("scope", f"没有 {unknown[0]} 这项权限，可用的有：{'、'.join(rules.SCOPES)}")])
    if not scopes or not 0 < days <= rules.DAYS_AT_MOST:
        raise invalid([Reason("days", f"至少一项权限，期限为 1 至 {rules.DAYS_AT_MOST} 天")])
    token, key, now_ms = rules.token_of(os.urandom(32)), str(uuid4()), replication.clock()
    expires_at = now_ms + days * rules.DAY_MS
    async with replication.database.write():
        await replication.database.fetch(_ADD, key, name, rules.hash_of(token), to_json(sorted(set(scopes))), now_ms, expires_at)
        told = {"scopes": (None, [rules.SCOPES[scope] for scope in sorted(set(scopes))]), "days": (None, days)}
        await note_change(replication, actor, "token", key, name, told, reason)
    log.info("token made", extra={"actor": actor, "token": key, "holder": name, "scopes": sorted(set(scopes))})
    return TokenMade(key, token, expires_at)


async def list_tokens(replication: Replication) -> list[TokenItem]:
    """All tokens, the oldest first."""
    now_ms, found = replication.clock(), await replication.database.fetch(_LIST)
    running = now_ms - now_ms % rules.MINUTE_MS
    told = [{**row, "asked": row["asked"] if row["minute_at"] == running else 0} for row in found]
    return msgspec.convert([{**row, "scopes": _scopes(row["scopes"]), "state": rules.state_of(row, now_ms)} for row in told], list[TokenItem])


async def revoke_token(replication: Replication, token: str, actor: str | None = None, reason: str = rules.BY_SHELL) -> None:
    """Ends a token from this moment on. Problem row.not_found for one that is unknown or ended."""
    async with replication.database.write():
        if not (found := await replication.database.fetch(_REVOKE, replication.clock(), token)):
            raise row_not_found("没有这个令牌，或它已经撤销。")
        await note_change(replication, actor, "token", token, found[0]["name"], {"state": ("可用", "已撤销")}, reason)
    log.info("token revoked", extra={"token": token})


async def holder_of(replication: Replication, header: str, scope: str) -> Actor:
    """Who reads by an Authorization header. Raises Problem tokens.unknown (401), tokens.scope (403) or request.too_many (429)."""
    token = rules.bearer_of(header)
    found = await replication.database.fetch(_BY_HASH, rules.hash_of(token)) if token else []
    now_ms = replication.clock()
    if not found or rules.state_of(found[0], now_ms) != "live":
        raise rules.not_known()
    if scope not in _scopes(found[0]["scopes"]):
        raise rules.scope_missing(scope)
    running = now_ms - now_ms % rules.MINUTE_MS
    async with replication.database.write():
        (counted,) = await replication.database.fetch(_COUNT, running, running, now_ms, found[0]["id"])
    if counted["asked"] > rules.PER_MINUTE:
        raise rules.too_often(now_ms)
    return Actor(f"token:{found[0]['id']}", None, f"令牌 {found[0]['name']}")


async def read_meetings(replication: Replication, period: str, cursor: str) -> OpenMeetingsOut:
    """A page of approved records of meetings held in a period. Raises Problem papers.period."""
    return OpenMeetingsOut(VERSION, *await page_of_exchange(replication, period, cursor, RECORDS))


async def committees(replication: Replication) -> list[str]:
    """The organisations at which the whole mine is seen."""
    return [row["id"] for row in await replication.database.fetch(_COMMITTEES)]
