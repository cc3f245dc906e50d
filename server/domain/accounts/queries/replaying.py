"""Carries accounts and granted roles over to an empty server, where the inbox is replayed; passwords, codes and sessions stay where they are."""

from collections.abc import Mapping
from typing import Any

from server.replication import Replication

_ACCOUNTS = 'select "id", "member", "login", "name", "created_at" from "account"'
_OPEN = """insert into "account" ("id", "member", "login", "name", "failures", "disabled", "created_at") values ({}, {}, {}, {}, 0, {}, {})"""
_DISABLE = 'update "account" set "disabled" = {} where "id" = {}'
_GRANT = """insert into "role_grant" ("id", "account", "role", "org", "from_on", "to_on") values ({}, {}, {}, {}, {}, null)
    on conflict ("id") do update set "to_on" = null"""
_REVOKE = 'update "role_grant" set "to_on" = {} where "id" = {}'


async def copy_accounts(source: Replication, target: Replication) -> None:
    """Opens every account on `target`; roles and closings follow from the history, each at its place."""
    for one in await source.database.fetch(_ACCOUNTS):
        await target.database.fetch(_OPEN, one["id"], one["member"], one["login"], one["name"], False, one["created_at"])


async def carry_account(target: Replication, account: str, values: Mapping[str, Any]) -> None:
    """An account was closed or opened again; what else the history tells of it decides nothing about mutations."""
    if "disabled" in values:
        await target.database.fetch(_DISABLE, values["disabled"], account)


async def carry_grant(target: Replication, grant: str, values: Mapping[str, Any]) -> None:
    """A role was granted, or taken away."""
    if "role" in values:
        await target.database.fetch(_GRANT, grant, *(values[name] for name in ("account", "role", "org", "from_on")))
    else:
        await target.database.fetch(_REVOKE, values["to_on"], grant)


CARRIED = {"account": carry_account, "role_grant": carry_grant}
