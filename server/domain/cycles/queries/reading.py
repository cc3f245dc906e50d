"""Reads how cycles stand, and who may move them: set-based, for one branch or for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from server.domain import ratings
from server.domain.cycles import rules
from server.domain.cycles.rules import Missing, Standing
from server.domain.obligations import Calendar, period_days
from server.domain.organisation import COMMITTEE_POSTS
from server.kit.identity import OFFICE_ROLES, Actor
from server.kit.problems import row_not_found
from server.replication.store import Dialects, among, in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
Row = Mapping[str, Any]
Key = tuple[str, str]
"""Branch and quarter."""

_CYCLES = """select c.*, b."name" as "branch_name" from "cycle" c join "organisation" b on b."id" = c."branch"
    where not c."deleted" and c."quarter" = {} and not c."replaced" order by b."name", c."id" """
_CYCLE = 'select c.*, b."name" as "branch_name" from "cycle" c join "organisation" b on b."id" = c."branch" where c."id" = {}'
_VERSIONS = 'select "id", "version", "state", "replaced" from "cycle" where "branch" = {} and "quarter" = {} order by "version" '
_QUARTERS = 'select distinct "quarter" from "cycle" order by "quarter" desc'
_AT_BRANCHES = in_list("branch", "r.")
_RATED = joined(
    """select r."branch", r."member", m."name", r."missing" from "rating" r join "member" m on m."id" = r."member"
    where not r."deleted" and m."status" = 'active' and r."quarter" = {} and""",
    _AT_BRANCHES,
    'order by r."branch", m."employee_no"',
)
_EXCUSED = joined(
    """select distinct "member" from "fact" where not "deleted" and "kind" = 'excused_period' and "withdrawn_at" is null
    and "on" >= {} and "on" <= {} and""",
    in_list("member"),
)
_APPEALS = joined('select "branch", "state", "due_at", "office_at" from "appeal" where not "deleted" and "quarter" = {} and', in_list("branch"))
VETOES = """"veto_case" v left join "rating" r on r."member" = v."member" and r."quarter" = v."quarter" and not r."deleted" """
RATED_BRANCH = 'coalesce(r."branch", v."branch")'
"""Where the member of a veto is rated in its quarter: who moved since it was proposed is judged where the result is."""
_VETOES = joined(
    f"""select {RATED_BRANCH} as "branch", v."state", v."decided_at", v."lifted_at" from {VETOES}
    where not v."deleted" and v."quarter" = {{}} and""",
    among(RATED_BRANCH),
)
_UNRATED = joined(
    """select s."branch", m."id" as "member", m."name" from "membership" s join "member" m on m."id" = s."member"
    where not s."deleted" and not m."deleted" and m."status" = 'active' and s."from_on" <= {} and (s."to_on" is null or s."to_on" > {})
    and not exists (select 1 from "rating" r where r."member" = m."id" and r."quarter" = {} and not r."deleted") and""",
    in_list("branch", "s."),
    'order by s."branch", m."employee_no"',
)
_SEATS = """select "post", "member" from "post" where not "deleted" and "org" = {} and "from_on" <= {} and ("to_on" is null or "to_on" > {})"""
_NOT_RATED = ("还没有评分",)
_PLACES = """select "id", "parent" from "organisation" where not "deleted" and "kind" <> 'group'"""
_ACCOUNTS = joined(
    """select a."id", coalesce(p."name", a."name", a."login") as "name" from "account" a left join "member" p on p."id" = a."member"
    where""",
    in_list("id", "a."),
)
_MEMBERS = joined('select "id", "name", "employee_no" from "member" where', in_list("id"))


_UNDRAWN = ("collecting", "computed")
"""States in which what is missing is asked of the ratings themselves."""


async def load_cycles(fetch: Fetch, quarter: str) -> list[dict[str, Any]]:
    """The current version of every branch's cycle of a quarter, by the branch's name."""
    return [as_read(record) for record in await fetch(_CYCLES, quarter)]


async def load_cycle(fetch: Fetch, cycle: str) -> dict[str, Any]:
    """One cycle of any version. Raises Problem row.not_found."""
    found = await fetch(_CYCLE, cycle)
    if not found:
        raise row_not_found("没有这个季度的评星。")
    return as_read(found[0])


async def versions_of(fetch: Fetch, branch: str, quarter: str) -> list[dict[str, Any]]:
    """All versions of a branch's quarter, the first one first."""
    return [as_read(record) for record in await fetch(_VERSIONS, branch, quarter)]


async def quarters_known(fetch: Fetch) -> list[str]:
    """Quarters with cycles, the latest first."""
    return [record["quarter"] for record in await fetch(_QUARTERS)]


def as_read(record: Row) -> dict[str, Any]:
    """A record with its truth values as such: SQLite keeps them as numbers."""
    return {**record, "replaced": bool(record["replaced"])}


async def load_scheme(fetch: Fetch, quarter: str) -> ratings.rules.Scheme | None:
    """The scheme that rules a quarter."""
    return ratings.rules.scheme_for(quarter, await ratings.load_schemes(fetch))


async def excused_among(fetch: Fetch, members: Iterable[str], quarter: str) -> frozenset[str]:
    """Those of these members whom their branch has excused from the quarter by vote (长期病休等)."""
    first, last = period_days(quarter)
    return frozenset(record["member"] for record in await fetch(_EXCUSED, first.isoformat(), last.isoformat(), to_json(sorted(members))))


# --- Standings


async def load_standings(fetch: Fetch, cycles: Sequence[Row], zone: ZoneInfo, now_ms: int) -> dict[str, Standing]:
    """How these cycles of one quarter stand, by id; who lacks data is named without the dimensions."""
    if not cycles:
        return {}
    quarter = cycles[0]["quarter"]
    scheme = await load_scheme(fetch, quarter)
    branches = {cycle["branch"] for cycle in cycles}
    rated = await _rated(fetch, quarter, {cycle["branch"] for cycle in cycles if cycle["state"] in _UNDRAWN})
    appeals, vetoes = [await _by_branch(fetch, statement, quarter, branches) for statement in (_APPEALS, _VETOES)]
    ends_at = Calendar(zone).end_of(period_days(quarter)[1])
    found: dict[str, Standing] = {}
    for cycle in cycles:
        branch = cycle["branch"]
        members, missing = rated.get(branch, (0, ()))
        drawn = cycle["state"] not in _UNDRAWN
        found[cycle["id"]] = Standing(
            cycle["state"],
            ends_at,
            cycle["members"] if drawn else members,
            scheme is not None,
            () if drawn else missing,
            cycle["ties_open"],
            _is_stale(cycle, appeals[branch], vetoes[branch]),
            cycle["publicity_until"],
            sum(rules.is_open(one["state"], one["due_at"], now_ms) for one in appeals[branch]),
            sum(one["state"] == "proposed" for one in vetoes[branch]),
            cycle["replaced"],
            sum(one["state"] == "upheld" and one["office_at"] >= cycle["opened_at"] for one in appeals[branch]),
        )
    return found


async def _rated(fetch: Fetch, quarter: str, branches: Collection[str]) -> dict[str, tuple[int, tuple[Missing, ...]]]:
    """By branch: how many members have a rating, and which of them lack data; whom the branch excused lacks nothing.

    Who belonged to the branch when the quarter ended, and has no rating at all, lacks everything.
    """
    if not branches:
        return {}
    found = await _by_branch(fetch, _RATED, quarter, branches)
    last = period_days(quarter)[1].isoformat()
    unrated: dict[str, list[Missing]] = defaultdict(list)
    for one in await fetch(_UNRATED, last, last, quarter, to_json(sorted(branches))):
        unrated[one["branch"]].append(Missing(one["member"], one["name"], _NOT_RATED))
    excused = await excused_among(fetch, [one["member"] for people in found.values() for one in people if one["missing"]], quarter)
    lacking = {branch: [one for one in people if one["missing"] and one["member"] not in excused] for branch, people in found.items()}
    return {
        branch: (len(people), (*(Missing(one["member"], one["name"], ()) for one in lacking[branch]), *unrated[branch]))
        for branch, people in found.items()
    }


async def _by_branch(fetch: Fetch, statement: Dialects, quarter: str, branches: Iterable[str]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for record in await fetch(statement, quarter, to_json(sorted(branches))):
        found[record["branch"]].append(record)
    return found


def _is_stale(cycle: Row, appeals: Iterable[Row], vetoes: Iterable[Row]) -> bool:
    """Whether an appeal was upheld after ratings were read, or a veto confirmed or lifted after stars were drawn."""
    if cycle["computed_at"] is None:
        return False
    upheld = any(one["state"] == "upheld" and one["office_at"] > cycle["computed_at"] for one in appeals)
    changed = (one["lifted_at"] or one["decided_at"] or 0 for one in vetoes if one["state"] in ("confirmed", "lifted"))
    return upheld or any(at > (cycle["settled_at"] or 0) for at in changed)


# --- Rights and names


async def seats_of(fetch: Fetch, branch: str, day: str) -> list[tuple[str, str]]:
    """(post, member) of the branch's committee on a day."""
    return [(record["post"], record["member"]) for record in await fetch(_SEATS, branch, day, day)]


async def roles_at(fetch: Fetch, actor: Actor, branches: Iterable[str]) -> dict[str, frozenset[str]]:
    """By branch: the roles that the person holds there now, as office above it or by a post of its committee."""
    parents = {record["id"]: record["parent"] for record in await fetch(_PLACES)}
    return {branch: frozenset(grant.role for grant in actor.grants if _covers(grant.role, grant.org, branch, parents)) for branch in branches}


def _covers(role: str, org: str, branch: str, parents: Mapping[str, str | None]) -> bool:
    if role not in OFFICE_ROLES:
        return org == branch and role in COMMITTEE_POSTS
    place: str | None = branch
    for _ in range(len(parents) + 1):
        if place is None or place == org:
            return place == org
        place = parents.get(place)
    return False


async def names_of_accounts(fetch: Fetch, accounts: Iterable[str]) -> dict[str, str]:
    """Names of people by account; what no account did stands without a name."""
    return {record["id"]: record["name"] for record in await fetch(_ACCOUNTS, to_json(sorted(set(accounts))))}


async def people_of(fetch: Fetch, members: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Name and employee number by member."""
    return {record["id"]: record for record in await fetch(_MEMBERS, to_json(sorted(set(members))))}
