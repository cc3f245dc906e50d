"""Whose stores lie on which phones, and revoking one whose phone was lost."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import msgspec

from server.domain.accounts import rules
from server.domain.accounts.schemas import DeviceOut, DevicesOut
from server.domain.audit import note_change
from server.kit.cursors import number_in
from server.kit.problems import row_not_found
from server.kit.seeking import holding
from server.replication import Replication

log = logging.getLogger(__name__)

PAGE = 100
_END_OF_TIME = 2**53
_STATE = """case when p."revoked_at" is not null then 'revoked' when p."lost_at" is not null then 'lost' else 'live' end"""
_NAME = 'coalesce(m."name", a."name")'
_DEVICES = f"""select p."id" as "device", p."account", {_NAME} as "name", a."login", coalesce(b."name", '') as "branch_name", {_STATE} as "state",
    p."created_at", p."seen_at", (select max(l."seen_at") from "sync_log" l where l."account" = p."account") as "delivered_at",
    p."lost_at", p."lost_waiting", p."revoked_at" from "phone_store" p join "account" a on a."id" = p."account"
    left join "member" m on m."id" = a."member" left join "organisation" b on b."id" = m."branch"
    where (cast({{}} as text) = '' or {_STATE} = {{}})
    and (cast({{}} as text) = '' or lower({_NAME}) like {{}} escape '!' or lower(a."login") like {{}} escape '!')
    and (p."seen_at", p."id") < ({{}}, {{}}) order by p."seen_at" desc, p."id" desc limit {{}}"""
_CHANGE = """update "phone_store" set "revoked_at" = {} where "id" = {} and ("revoked_at" is null) = {} returning "account", "session" """
_OWNER = f'select {_NAME} as "name" from "account" a left join "member" m on m."id" = a."member" where a."id" = {{}}'
_END_ITS = 'delete from "session" where "id" = {} and "account" = {} returning "id"'
_END_ALL = 'delete from "session" where "account" = {} returning "id"'


async def list_devices(replication: Replication, state: str, text: str, cursor: str) -> DevicesOut:
    """Stores on phones, the one used last first, of one state ('' for all) and of people whose name or login holds a text."""
    wanted = holding(text.strip())
    at, _, key = cursor.partition("/")
    start = number_in(at, _END_OF_TIME), key
    async with replication.database.read():
        records = await replication.database.fetch(_DEVICES, state, state, text.strip(), wanted, wanted, *start, PAGE + 1)
    last = records[PAGE - 1] if len(records) > PAGE else None
    return DevicesOut(msgspec.convert(records[:PAGE], list[DeviceOut]), f"{last['seen_at']}/{last['device']}" if last else None)


async def device_rows(replication: Replication, state: str, text: str) -> AsyncIterator[list[list[object]]]:
    """All that the list pages through, as rows of a sheet."""
    cursor: str | None = ""
    while cursor is not None:
        page = await list_devices(replication, state, text, cursor)
        yield [rules.device_row(one) for one in page.items]
        cursor = page.cursor


async def revoke_device(replication: Replication, actor: str, device: str, reason: str) -> None:
    """The server hands out its share of this store's key no more, ends the session of that phone and pushes nothing there.

    Where the phone has no session that is known, it may hold another one of its person: then all of them end.
    What was not delivered stays sealed on the phone. Raises Problem row.not_found for one that is unknown or revoked.
    """
    account = await _change(replication, actor, device, True, reason)
    log.warning("device revoked", extra={"actor": actor, "account": account, "store": device})


async def restore_device(replication: Replication, actor: str, device: str, reason: str) -> None:
    """A phone that was found again works as before, after a login. Raises Problem row.not_found for one that is not revoked."""
    account = await _change(replication, actor, device, False, reason)
    log.info("device restored", extra={"actor": actor, "account": account, "store": device})


async def _change(replication: Replication, actor: str, device: str, revokes: bool, reason: str) -> str:
    async with replication.database.write():
        found = await replication.database.fetch(_CHANGE, replication.clock() if revokes else None, device, revokes)
        if not found:
            raise row_not_found("没有这台设备，或它的状态已经变了。")
        account = found[0]["account"]
        if revokes and not await replication.database.fetch(_END_ITS, found[0]["session"] or "", account):
            await replication.database.fetch(_END_ALL, account)
        (owner,) = await replication.database.fetch(_OWNER, account)
        states = ("在用", "已挂失") if revokes else ("已挂失", "在用")
        await note_change(replication, actor, "device", device, owner["name"], {"state": states}, reason)
    return account
