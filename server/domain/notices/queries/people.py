"""Whom news is addressed to, as people who can sign in: by the member, or by the account that belongs to none."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from typing import Any

from server.replication import Addressee
from server.replication.store import Dialects, in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_ACCOUNTS = joined('select "id" as "of", coalesce("member", "id") as "member" from "account" where not "disabled" and', in_list("id"))
_ROLES = joined(
    """select distinct g."role" as "of", coalesce(a."member", a."id") as "member" from "role_grant" g
    join "account" a on a."id" = g."account" and not a."disabled" left join "organisation" o on o."id" = g."org"
    where (g."org" = '' or o."kind" = 'committee') and g."from_on" <= {} and (g."to_on" is null or g."to_on" > {}) and""",
    in_list("role", "g."),
)
_MEMBERS = joined('select distinct "member" as "of", "member" from "account" where not "disabled" and', in_list("member"))
_LEADS = joined(
    """select p."org" as "of", p."member" from "post" p where not p."deleted" and p."post" in ('secretary', 'deputy_secretary', 'group_leader')
    and p."from_on" <= {} and (p."to_on" is null or p."to_on" > {})
    and exists (select 1 from "account" a where a."member" = p."member" and not a."disabled") and""",
    in_list("org"),
)
_NAMED = joined(
    """select m."branch" as "of", m."name", m."id" as "member" from "member" m where not m."deleted" and m."status" <> 'left'
    and exists (select 1 from "account" a where a."member" = m."id" and not a."disabled") and""",
    in_list("branch"),
)


async def find_members(fetch: Fetch, addressees: Collection[Addressee], day: str) -> dict[Addressee, set[str]]:
    """The people behind each addressee, with the posts and roles of a day (ISO text). Who cannot sign in reads no notices, and is left out.

    A name as it was typed stands for a member only if one of the branch alone is called so.
    """
    accounts = await _look(fetch, _ACCOUNTS, _of(addressees, "account"))
    members = await _look(fetch, _MEMBERS, _of(addressees, "member"))
    roles = await _look(fetch, _ROLES, _of(addressees, "role"), day, day)
    led = _of(addressees, "leads") | {one.within for one in addressees if one.kind == "leads"}
    leads = await _look(fetch, _LEADS, led, day, day)
    named = await _named(fetch, addressees)
    found = {"account": lambda one: accounts[one.of], "member": lambda one: members[one.of], "role": lambda one: roles[one.of]}
    found |= {"leads": lambda one: leads[one.of] or leads[one.within], "named": lambda one: named[one.within, one.of]}
    return {one: found[one.kind](one) for one in addressees}


def _of(addressees: Iterable[Addressee], kind: str) -> set[str]:
    return {one.of for one in addressees if one.kind == kind}


async def _look(fetch: Fetch, statement: Dialects, among: Collection[str], *args: Any) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for record in await fetch(statement, *args, to_json(sorted(among))) if among else ():
        found[record["of"]].add(record["member"])
    return found


async def _named(fetch: Fetch, addressees: Iterable[Addressee]) -> Mapping[tuple[str, str], set[str]]:
    branches = sorted({one.within for one in addressees if one.kind == "named"})
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in await fetch(_NAMED, to_json(branches)) if branches else ():
        found[record["of"], record["name"]].add(record["member"])
    return defaultdict(set, {key: members for key, members in found.items() if len(members) == 1})
