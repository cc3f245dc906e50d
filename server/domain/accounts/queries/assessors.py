"""Who assesses which branches: the office grants it and takes it back."""

import logging
from collections import defaultdict

from server.domain.accounts import rules
from server.domain.accounts.queries.logins import grant_role, note
from server.domain.accounts.schemas import AssessorGrantIn, AssessorGrantOut, AssessorOut, AssessorsOut
from server.domain.audit import note_change
from server.domain.organisation import today_of
from server.kit.problems import Reason, invalid, own_case, row_not_found
from server.replication import Replication

log = logging.getLogger(__name__)

ROLE = "assessor"
_GRANTED = """select g."id" as "grant", g."account", g."org", o."name" as "org_name", o."kind" as "org_kind", g."from_on"
    from "role_grant" g join "organisation" o on o."id" = g."org"
    where g."role" = {} and g."from_on" <= {} and (g."to_on" is null or g."to_on" > {}) order by o."name", g."id" """
_ACCOUNTS = """select a."id" as "account", a."login", coalesce(m."name", a."name") as "name", b."name" as "branch_name", a."disabled", m."status"
    from "account" a left join "member" m on m."id" = a."member" left join "organisation" b on b."id" = m."branch"
    where a."id" in (select "account" from "role_grant" where "role" = {}) order by coalesce(m."name", a."name"), a."id" """
_ACCOUNT = """select coalesce(m."name", a."name") as "name", a."disabled", m."status", m."branch" from "account" a
    left join "member" m on m."id" = a."member" where a."id" = {}"""
_PLACE = """select "id" from "organisation" where "id" = {} and "kind" in ('committee', 'general_branch', 'branch') and not "deleted"
    and "closed_on" is null"""
_END = 'update "role_grant" set "to_on" = {} where "id" = {} and "role" = {} and ("to_on" is null or "to_on" > {}) returning "account"'


async def list_assessors(replication: Replication) -> AssessorsOut:
    """Everyone who is or was an assessor and whose account works, each with the grants in force today."""
    today = today_of(replication)
    grants: dict[str, list[AssessorGrantOut]] = defaultdict(list)
    async with replication.database.read():
        for row in await replication.database.fetch(_GRANTED, ROLE, today, today):
            grants[row.pop("account")].append(AssessorGrantOut(**row))
        people = [row for row in await replication.database.fetch(_ACCOUNTS, ROLE) if rules.is_usable(row)]
    return AssessorsOut([AssessorOut(one["account"], one["name"], one["login"], one["branch_name"] or "", grants[one["account"]]) for one in people])


async def grant_assessor(replication: Replication, actor: str, asked: AssessorGrantIn) -> None:
    """Lets an account assess a branch, or all below a general branch or the committee, from today on; again, it changes nothing.

    Raises Problem row.not_found for an account that may do nothing, request.invalid for a place that has no branches or is the person's
    own, rights.own_case for a grant to oneself.
    """
    if asked.account == actor:
        raise own_case("不能给自己分配考核分工。")
    found = await replication.database.fetch(_ACCOUNT, asked.account)
    if not found or not rules.is_usable(found[0]):
        raise row_not_found("没有这个账号，或它已经停用。")
    if found[0]["branch"] == asked.org:
        raise invalid([Reason("org", "不能考核本人所在的支部")])
    if not await replication.database.fetch(_PLACE, asked.org):
        raise invalid([Reason("org", "请选择支部、党总支或党委")])
    await grant_role(replication, actor, asked.account, ROLE, asked.org, asked.reason)


async def end_grant(replication: Replication, actor: str, grant: str, reason: str) -> None:
    """Takes a grant back from this moment on: today is the first day without it. Raises Problem row.not_found if none of this id is in force."""
    today = today_of(replication)
    async with replication.database.write():
        ended = await replication.database.fetch(_END, today, grant, ROLE, today)
        if not ended:
            raise row_not_found("没有这项考核分工，或已经收回。")
        await note(replication, "role_grant", [grant], actor, "revoke", {"to_on": today})
        (who,) = await replication.database.fetch(_ACCOUNT, ended[0]["account"])
        title = f"{who['name']} · {rules.ROLE_WORDS[ROLE]}"
        await note_change(replication, actor, "role", grant, title, {"to_on": (None, today)}, reason)
    log.info("role revoked", extra={"actor": actor, "account": ended[0]["account"], "grant": grant})
