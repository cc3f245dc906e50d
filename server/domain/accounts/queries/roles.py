"""Who holds which granted role, from when to when: the office grants it and ends it, with a reason, and never its own."""

from __future__ import annotations

import logging
from typing import Any
from uuid import uuid4

from server.domain.accounts import rules
from server.domain.accounts.queries.logins import note
from server.domain.accounts.schemas import RoleGrantIn, RoleGrantOut, RolesOut
from server.domain.audit import note_change
from server.domain.organisation import today_of
from server.kit.identity import Actor
from server.kit.problems import Reason, invalid, own_case, row_not_found
from server.replication import Replication

log = logging.getLogger(__name__)

# A role granted before there was a roster names no organisation: it holds at the committee.
_GRANTS = """select g."id" as "grant", g."account", coalesce(m."name", a."name") as "name", a."login", coalesce(b."name", '') as "branch_name",
    g."role", coalesce(o."id", g."org") as "org", coalesce(o."name", '') as "org_name", g."from_on", g."to_on"
    from "role_grant" g join "account" a on a."id" = g."account" left join "member" m on m."id" = a."member"
    left join "organisation" b on b."id" = m."branch" left join "organisation" o on o."id" = case when g."org" <> '' then g."org"
        else (select min("id") from "organisation" where "kind" = 'committee' and not "deleted") end
    order by g."role", "name", g."from_on" desc, g."id" """
_ACCOUNT = """select coalesce(m."name", a."name") as "name", a."disabled", m."status", m."branch" from "account" a
    left join "member" m on m."id" = a."member" where a."id" = {}"""
_PLACE = """select "name" from "organisation" where "id" = {} and "kind" in ('committee', 'general_branch', 'branch') and not "deleted"
    and "closed_on" is null"""
_HELD = """select "id" from "role_grant" where "account" = {} and "role" = {} and "org" = {} and ("to_on" is null or "to_on" > {}) and "from_on" < {}
    and ("to_on" is null or "to_on" > "from_on")"""
_GRANT = 'insert into "role_grant" ("id", "account", "role", "org", "from_on", "to_on") values ({}, {}, {}, {}, {}, {})'
_END = 'update "role_grant" set "to_on" = {} where "id" = {}'
_FOREVER = "9999-12-31"


async def list_roles(replication: Replication, actor: Actor) -> RolesOut:
    """All grants, role by role, also those that are over and those that are planned."""
    today = today_of(replication)
    async with replication.database.read():
        records = await replication.database.fetch(_GRANTS)
    items = [
        RoleGrantOut(**row, standing=rules.standing(row["from_on"], row["to_on"], today), own=row["account"] == actor.account) for row in records
    ]
    return RolesOut(items, list(rules.GRANTABLE))


async def give_role(replication: Replication, actor: Actor, asked: RoleGrantIn) -> None:
    """Grants a role for some time. Raises Problem rights.own_case, row.not_found for an account that may do nothing, request.invalid."""
    if asked.account == actor.account:
        raise own_case("不能给自己授予角色。")
    if fault := rules.grant_fault(asked.role, asked.from_on, asked.to_on, today_of(replication)):
        raise invalid([fault])
    until = asked.to_on or None
    async with replication.database.write():
        who, place = await _whom_and_where(replication, asked)
        if await replication.database.fetch(_HELD, asked.account, asked.role, asked.org, asked.from_on, until or _FOREVER):
            raise invalid([Reason("role", "这段时间已经有这个角色")])
        grant = str(uuid4())
        await replication.database.fetch(_GRANT, grant, asked.account, asked.role, asked.org, asked.from_on, until)
        values = {"role": rules.ROLE_WORDS[asked.role], "org": place, "from_on": asked.from_on, "to_on": until}
        await note(replication, "role_grant", [grant], actor.account, "grant", {"account": asked.account, **values})
        changes = {name: (None, value) for name, value in values.items()}
        await note_change(replication, actor.account, "role", grant, f"{who} · {values['role']}", changes, asked.reason)
    log.info("role granted", extra={"actor": actor.account, "account": asked.account, "role": asked.role, "org": asked.org})


async def _whom_and_where(replication: Replication, asked: RoleGrantIn) -> tuple[str, str]:
    found = await replication.database.fetch(_ACCOUNT, asked.account)
    if not found or not rules.is_usable(found[0]):
        raise row_not_found("没有这个账号，或它已经停用。")
    if asked.role == "assessor" and found[0]["branch"] == asked.org:
        raise invalid([Reason("org", "不能考核本人所在的支部")])
    if not (place := await replication.database.fetch(_PLACE, asked.org)):
        raise invalid([Reason("org", "请选择支部、党总支或党委")])
    return found[0]["name"], place[0]["name"]


async def take_role(replication: Replication, actor: Actor, grant: str, reason: str) -> None:
    """Ends a role from this moment on; one that is planned never begins. Raises Problem row.not_found, rights.own_case, rights.missing."""
    today = today_of(replication)
    async with replication.database.write():
        found: list[dict[str, Any]] = [row for row in await replication.database.fetch(_GRANTS) if row["grant"] == grant]
        if not found or rules.standing(found[0]["from_on"], found[0]["to_on"], today) == "past":
            raise row_not_found("没有这项授权，或已经结束。")
        held = found[0]
        if held["account"] == actor.account:
            raise own_case("不能结束自己的角色。")
        if held["role"] not in rules.GRANTABLE:
            raise invalid([Reason("role", "这个角色由系统管理员在服务器上管理")])
        to_on = max(today, held["from_on"])
        await replication.database.fetch(_END, to_on, grant)
        await note(replication, "role_grant", [grant], actor.account, "revoke", {"to_on": to_on})
        title = f"{held['name']} · {rules.ROLE_WORDS[held['role']]}"
        await note_change(replication, actor.account, "role", grant, title, {"to_on": (held["to_on"], to_on)}, reason)
    log.info("role revoked", extra={"actor": actor.account, "account": held["account"], "grant": grant})
