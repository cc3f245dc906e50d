"""Reads a member's page, and keeps who looked at another's."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec

from server.domain import facts, ratings
from server.domain.audit import note_reading
from server.domain.cycles import SHOWN, points_by_dimension
from server.domain.facts import KINDS
from server.domain.ledger import rules
from server.domain.ledger.queries.sections import load_sections, member_subject
from server.domain.ledger.rules import bounds_of
from server.domain.ledger.schemas import AwardedOut, AwardLineOut, BehindOut, CorrectionLineOut, HolderOut, MemberLedgerOut, MembershipOut
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.problems import row_not_found
from server.replication import Replication
from server.replication.store import among, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
Row = Mapping[str, Any]

RESULTS = 8
LINES = 20
CORRECTIONS = 30
_WITH_A_PAGE = ("meeting", "achievement", "dispatch_order")
_MEMBER = """select m."id" as "member", m."name", m."employee_no", m."kind", m."status", m."branch", b."name" as "branch_name",
    g."name" as "group_name" from "member" m join "organisation" b on b."id" = m."branch" left join "organisation" g on g."id" = m."group"
    where m."id" = {} and not m."deleted" """
_POSTS = """select p."member", m."name", p."post", p."org", o."name" as "org_name", p."from_on", p."to_on" from "post" p
    join "member" m on m."id" = p."member" join "organisation" o on o."id" = p."org" where not p."deleted" and p."member" = {}
    order by p."from_on" desc, p."id" limit 50"""
_MOVES = """select s."member", m."name", m."employee_no", m."kind", s."branch", b."name" as "branch_name", g."name" as "group_name",
    s."from_on", s."to_on" from "membership" s join "member" m on m."id" = s."member" join "organisation" b on b."id" = s."branch"
    left join "organisation" g on g."id" = s."group" where not s."deleted" and s."member" = {} order by s."from_on" desc, s."id" limit 50"""
_MARKS = """select a."status", count(*) as "count" from "attendance" a join "meeting" m on m."id" = a."meeting" where a."member" = {}
    and not a."deleted" and not m."deleted" and m."status" in ('submitted', 'approved') and a."status" <> ''
    and m."held_start" between {} and {} group by a."status" """
_RESULTS = joined(
    """select "cycle", "quarter", "state", "star", "code", "total_tenths", "lines", "computed_at", "data_up_to" from "award"
    where "member" = {} and not "deleted" and not "replaced" and""",
    among('"state"'),
    'order by "quarter" desc, "id" limit {}',
)
_CORRECTIONS = """select "id" as "correction", "member", "branch", "about", "field", "seen", "wanted", "state", "asked_at", "answer"
    from "correction_request" where "member" = {} and not "deleted" order by "asked_at" desc, "id" limit {}"""


async def load_member(fetch: Fetch, actor: Actor, member: str) -> dict[str, Any]:
    """The member with names. Problem row.not_found for one who is not there, or not for this person."""
    found = await fetch(_MEMBER, member)
    if not found or not rules.may_see_member(actor, member, found[0]["branch"]):
        raise row_not_found("没有这名党员，或不归您查看。")
    return found[0]


async def load_name(replication: Replication, actor: Actor, member: str) -> tuple[str, str]:
    """Number and name of a member whose page the person may open. Problem row.not_found."""
    async with replication.database.read():
        person = await load_member(replication.database.fetch, actor, member)
    return person["employee_no"], person["name"]


async def load_ledger(replication: Replication, actor: Actor, member: str, period: str) -> MemberLedgerOut:
    """A member's page for a quarter or a year. That somebody else looked is kept, once a day."""
    fetch, zone = replication.database.fetch, replication.settings.zone
    since, until = bounds_of(period, zone)
    window = (member, local_day(since, zone.key), local_day(until, zone.key))
    async with replication.database.read():
        person = await load_member(fetch, actor, member)
        posts, moves = await fetch(_POSTS, member), await fetch(_MOVES, member)
        marks = {row["status"]: row["count"] for row in await fetch(_MARKS, member, since, until)}
        known = (await facts.load_facts(fetch, [window])).get(window, [])
        results = await fetch(_RESULTS, member, to_json(sorted(SHOWN)), RESULTS)
        asked = await fetch(_CORRECTIONS, member, CORRECTIONS)
        titles = await _titles(fetch)
        sections = await load_sections(replication, actor, member_subject(member, person["branch"]), period, LINES)
    if actor.member != member:
        await note_reading(replication, actor.account, "member", [member])
    return MemberLedgerOut(
        **person,
        as_of=replication.clock(),
        period=period,
        titles=titles,
        posts=msgspec.convert(posts, list[HolderOut]),
        moves=msgspec.convert(moves, list[MembershipOut]),
        marks=marks,
        facts=[one for one in known if rules.sees_fact(actor, member, one.branch, KINDS[one.kind].branch_sees)],
        results=[_result(row, rules.sees_lines(actor, member)) for row in results],
        sections=sections,
        corrections=msgspec.convert([row for row in asked if rules.sees_correction(actor, row)], list[CorrectionLineOut]),
    )


async def _titles(fetch: Fetch) -> dict[str, str]:
    """What people call each dimension: the latest scheme's word for it."""
    schemes = sorted(await ratings.load_schemes(fetch), key=lambda scheme: scheme.version)
    titles = {one.key: one.title for scheme in schemes if scheme.state == "published" for one in scheme.content.dimensions}
    return {**titles, ratings.rules.BONUS: "加分"}


def _result(row: Row, with_lines: bool) -> AwardedOut:
    lines: list[dict[str, Any]] = msgspec.json.decode(row["lines"])
    told = [_line(line) for line in lines] if with_lines else None
    about = (row["cycle"], row["quarter"], row["state"], row["star"], row["code"], row["total_tenths"])
    return AwardedOut(*about, points_by_dimension(lines), told, row["computed_at"], row["data_up_to"])


def _line(line: Mapping[str, Any]) -> AwardLineOut:
    behind = [BehindOut(one["table"], one["id"]) for one in line["evidence"] if one.get("table") in _WITH_A_PAGE]
    return AwardLineOut(line["dimension"], line["points_tenths"], line["text"], behind)
