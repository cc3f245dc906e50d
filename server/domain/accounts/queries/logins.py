"""Logins of members and staff: one-time codes, granted roles, disabling, and who has a login at all."""

import logging
import secrets
from collections.abc import Sequence
from typing import Any

import msgspec

from server.domain.accounts import rules
from server.domain.accounts.queries.passwords import hash_codes
from server.domain.accounts.schemas import ActivationCode, PersonItem
from server.domain.audit import note_change
from server.domain.organisation import derived_id, find_people, members_by_id, today_of
from server.kit.problems import Reason, invalid, own_case, row_not_found
from server.replication import Replication
from server.replication.store import in_list, insert, joined, to_json

log = logging.getLogger(__name__)

_OPEN = insert(
    "account",
    ["id", "member", "login", "name", "activation_hash", "activation_until_at", "failures", "disabled", "created_at"],
    ["text", "text", "text", "text", "text", "bigint", "bigint", "boolean", "bigint"],
    """on conflict ("id") do update set "activation_hash" = excluded."activation_hash",
    "activation_until_at" = excluded."activation_until_at" """,
)
_OF_MEMBERS = joined('select "id", "member", "password_hash" is not null as "has_login", "disabled" from "account" where', in_list("member"))
_STATES = joined('select "id", "disabled", "password_hash" is not null as "has_login" from "account" where', in_list("id"))
_GRANT = """insert into "role_grant" ("id", "account", "role", "org", "from_on", "to_on") values ({}, {}, {}, {}, {}, null)
    on conflict ("id") do update set "to_on" = null"""
_GRANTED = """select coalesce(m."name", a."name") as "name", g."role", g."from_on", o."name" as "org" from "role_grant" g
    join "account" a on a."id" = g."account" left join "member" m on m."id" = a."member" left join "organisation" o on o."id" = g."org"
    where g."id" = {}"""
_COMMITTEE = """select "id" from "organisation" where "kind" = 'committee' and not "deleted" order by "id" limit 1"""
_DISABLE = 'update "account" set "disabled" = {} where "id" = {} returning "name"'
_NAME = 'select "name" from "account" where "id" = {}'
_END_ALL = 'delete from "session" where "account" = {} returning "id"'
NAMED_AT_MOST = 5
_HISTORY = insert(
    "history",
    ["tbl", "row", "rev", "at", "actor", "cause", "log", "mid", "changes"],
    ["text", "text", "bigint", "bigint", "text", "text", "text", "bigint", "text"],
)


async def make_codes(replication: Replication, actor: str, members: Sequence[str], reason: str) -> list[ActivationCode]:
    """New one-time codes for members, who get an account by their employee number if they have none. Older codes are void, passwords stay.

    Raises Problem row.not_found for a member who is unknown, has left, or whose account is disabled; request.invalid if one of them has a
    login already and no reason is given.
    """
    wanted = list(dict.fromkeys(members))
    people = await members_by_id(replication.database.fetch, wanted)
    if any(member not in people or people[member]["status"] == "left" for member in wanted):
        raise row_not_found("名单里有人不在花名册中，或已经离开。")
    accounts = [
        {"id": derived_id("account", member), "member": member, "login": people[member]["employee_no"], "name": people[member]["name"]}
        for member in wanted
    ]
    return await _issue(replication, actor, accounts, reason.strip())


async def open_account(replication: Replication, actor: str | None, login: str, name: str, role: str, org: str | None = None) -> ActivationCode:
    """An account for staff who are in no roster, with a role from today on, and its one-time code. For the command line: the first of all.

    The role is granted at the committee, or at `org`; asked again with another one, both are granted.
    """
    known = rules.normal_login(login)
    account = derived_id("account", "login", known)
    [code] = await _issue(replication, actor, [{"id": account, "member": None, "login": known, "name": name}], rules.BY_SHELL)
    await grant_role(replication, actor, account, role, org)
    return code


async def _issue(replication: Replication, actor: str | None, accounts: Sequence[dict[str, Any]], reason: str) -> list[ActivationCode]:
    now_ms = replication.clock()
    until_at = now_ms + rules.CODE_LASTS_MS
    codes = [rules.code_of(secrets.token_bytes(32)) for _ in accounts]
    hashes = await hash_codes(codes)
    rows = [[a["id"], a["member"], a["login"], a["name"], hashed, until_at, 0, False, now_ms] for a, hashed in zip(accounts, hashes, strict=True)]
    async with replication.database.write():
        states = await replication.database.fetch(_STATES, to_json([account["id"] for account in accounts]))
        if any(state["disabled"] for state in states):
            raise row_not_found("名单里有人的账号已经停用。")
        if not reason and any(state["has_login"] for state in states):
            raise invalid([Reason("reason", "名单里有人已经设过密码，请写明为什么重发")])
        await replication.database.fetch(_OPEN, to_json(rows))
        await note(replication, "account", [account["id"] for account in accounts], actor, "activation code", {"activation_until_at": until_at})
        names = "、".join(account["name"] for account in accounts[:NAMED_AT_MOST])
        told = {"people": (0, len(accounts))}
        await note_change(replication, actor, "account", accounts[0]["id"], f"激活码：{names}", told, reason or rules.FIRST_CODE)
    log.info("activation codes made", extra={"actor": actor, "count": len(codes)})
    return [
        ActivationCode(account["member"], account["name"], account["login"], code, until_at) for account, code in zip(accounts, codes, strict=True)
    ]


async def grant_role(
    replication: Replication, actor: str | None, account: str, role: str, org: str | None = None, reason: str = rules.BY_SHELL
) -> None:
    """Grants a role at the committee, or at `org`, from today on; granting it again changes nothing."""
    today = today_of(replication)
    async with replication.database.write():
        grant = derived_id("grant", account, role, *([org] if org else []))
        if org is None:
            committee = await replication.database.fetch(_COMMITTEE)
            org = committee[0]["id"] if committee else ""
        await replication.database.fetch(_GRANT, grant, account, role, org, today)
        await note(replication, "role_grant", [grant], actor, "grant", {"account": account, "role": role, "org": org, "from_on": today})
        await _tell_granted(replication, actor, grant, reason)
    log.info("role granted", extra={"actor": actor, "account": account, "role": role, "org": org})


async def _tell_granted(replication: Replication, actor: str | None, grant: str, reason: str) -> None:
    """In the words of people: who got which role where."""
    for row in await replication.database.fetch(_GRANTED, grant):
        changes = {name: (None, row[name]) for name in ("org", "from_on")}
        await note_change(replication, actor, "role", grant, f"{row['name']} · {rules.ROLE_WORDS.get(row['role'], row['role'])}", changes, reason)


async def set_disabled(replication: Replication, actor: str, account: str, disabled: bool, reason: str) -> None:
    """Disables an account and ends its sessions at once, or enables it again. Raises Problem rights.own_case, row.not_found."""
    if account == actor:
        raise own_case("不能停用自己的账号。")
    async with replication.database.write():
        if not (found := await replication.database.fetch(_DISABLE, disabled, account)):
            raise row_not_found("没有这个账号。")
        if disabled:
            await replication.database.fetch(_END_ALL, account)
        await note(replication, "account", [account], actor, "disable" if disabled else "enable", {"disabled": disabled})
        states = ("在用", "停用") if disabled else ("停用", "在用")
        await note_change(replication, actor, "account", account, found[0]["name"], {"state": states}, reason)
    log.info("account disabled" if disabled else "account enabled", extra={"actor": actor, "account": account})


async def end_sessions(replication: Replication, actor: str, account: str, reason: str) -> None:
    """Signs a person out everywhere. Raises Problem row.not_found."""
    async with replication.database.write():
        if not (found := await replication.database.fetch(_NAME, account)):
            raise row_not_found("没有这个账号。")
        ended = len(await replication.database.fetch(_END_ALL, account))
        await note_change(replication, actor, "account", account, found[0]["name"], {"sessions": (ended, 0)}, reason)
    log.info("sessions ended", extra={"actor": actor, "account": account, "count": ended})


async def note(replication: Replication, table: str, rows: Sequence[str], actor: str | None, cause: str, values: dict[str, Any]) -> None:
    """Adds to the history who gave which right; hashes and codes stay out of it."""
    changes = to_json({name: [None, value] for name, value in values.items()})
    records = [[table, row, 0, replication.clock(), actor, cause, "", 0, changes] for row in rows]
    await replication.database.fetch(_HISTORY, to_json(records))


async def list_people(replication: Replication, branch: str, text: str, after: str, limit: int) -> list[PersonItem]:
    """People as organisation.find_people gives them, each with the account."""
    people = await find_people(replication, branch, text, after, limit)
    accounts = await replication.database.fetch(_OF_MEMBERS, to_json([person.member for person in people]))
    by_member = {record["member"]: record for record in accounts}
    return [_with_account(msgspec.structs.asdict(person), by_member.get(person.member)) for person in people]


def _with_account(person: dict[str, Any], account: dict[str, Any] | None) -> PersonItem:
    has_login, disabled = (bool(account and account[name]) for name in ("has_login", "disabled"))
    return PersonItem(**person, account=account["id"] if account else None, has_login=has_login, disabled=disabled)
