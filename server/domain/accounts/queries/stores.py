"""What the server keeps for the stores that people have on phones: a share of each key, and word of a store that vanished."""

import logging
from typing import Any

from server.domain.accounts import rules
from server.domain.accounts.queries.passwords import session_id
from server.kit.problems import row_not_found
from server.replication import Replication

log = logging.getLogger(__name__)

_FIND = {
    "sqlite": 'select * from "phone_store" where "id" = {}',
    "postgres": 'select * from "phone_store" where "id" = {} for update',
}
_COUNT = 'select count(*) as "stores" from "phone_store" where "account" = {}'
_OPEN = """insert into "phone_store" ("id", "account", "share", "asks_login", "created_at", "seen_at") values ({}, {}, '', {}, {}, {})
    on conflict ("id") do nothing returning "id" """
_KEEP = """update "phone_store" set "share" = {}, "asks_login" = {}, "session" = {}, "seen_at" = {}, "lost_at" = null, "lost_waiting" = null
    where "id" = {}"""
_LOST = 'update "phone_store" set "lost_at" = {}, "lost_waiting" = {} where "id" = {}'
_BEGUN = 'select "created_at" from "session" where "id" = {} and "account" = {}'


async def _own_store(replication: Replication, account: str, store: str) -> dict[str, Any]:
    """The row of a store, made if there is none. Raises Problem row.not_found for another's, accounts.stores_full. Inside a transaction."""
    database, now_ms = replication.database, replication.clock()
    if not (found := await database.fetch(_FIND, store)):
        if (await database.fetch(_COUNT, account))[0]["stores"] >= rules.STORES_AT_MOST:
            raise rules.stores_full()
        if await database.fetch(_OPEN, store, account, False, now_ms, now_ms):
            log.info("store of a phone noted", extra={"account": account, "store": store})
        found = await database.fetch(_FIND, store)
    if found[0]["account"] != account:
        raise row_not_found()
    return found[0]


async def keep_share(replication: Replication, account: str, store: str, share: str, asks_login: bool, token: str) -> None:
    """Keeps the share of a store's key for its person; the same once more changes nothing, `asks_login` is never taken back.

    `token` is that of the session that the phone has now: it ends if the phone is lost.

    Raises Problem row.not_found if the store is another account's, accounts.other_share (409) if another share is kept, accounts.stores_full (409).
    """
    async with replication.database.write():
        kept = await _own_store(replication, account, store)
        if kept["share"] not in ("", share):
            raise rules.other_share()
        await replication.database.fetch(_KEEP, share, asks_login or bool(kept["asks_login"]), session_id(token), replication.clock(), store)


async def hand_out_share(replication: Replication, account: str, store: str, token: str) -> str:
    """The share of the account's own store. `token` is that of the session that asks.

    Raises Problem row.not_found if there is none or it is another's, accounts.device_revoked (403),
    accounts.login_again (403) if the session was not begun just now.
    """
    async with replication.database.read():
        found = await replication.database.fetch(_FIND["sqlite"], store)
        session = await replication.database.fetch(_BEGUN, session_id(token), account)
    if not found or found[0]["account"] != account or not found[0]["share"]:
        raise row_not_found()
    if found[0]["revoked_at"] is not None:
        raise rules.device_revoked()
    if found[0]["asks_login"] and not (session and rules.is_fresh(session[0], replication.clock())):
        raise rules.login_again()
    log.info("share of a key handed out", extra={"account": account, "store": store})
    return found[0]["share"]


async def note_lost(replication: Replication, account: str, store: str, waiting: int) -> None:
    """Notes that a phone's browser cleared a store; `waiting` is how many mutations were last known to wait in it.

    Raises Problem row.not_found if the store is another account's, accounts.stores_full (409).
    """
    log.warning("a phone's store vanished", extra={"account": account, "store": store, "waiting": waiting})
    async with replication.database.write():
        await _own_store(replication, account, store)
        await replication.database.fetch(_LOST, replication.clock(), waiting, store)
