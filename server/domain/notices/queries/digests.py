"""Who is due a digest, and writing it once with its ways to the person's browsers; forgetting what is old."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from server.domain.notices import rules
from server.domain.notices.policy import SHIFT_HOURS
from server.domain.notices.rules import Span
from server.domain.notices.tables import NoticeChoice
from server.replication import Replication
from server.replication.store import in_list, insert, joined, to_json

_REACHABLE = """"push_subscription" s join "account" a on a."id" = s."account" and not a."disabled"
    left join "member" m on m."id" = s."member"
    left join "phone_store" p on p."id" = s."store" """
"""Browsers, of people who may still sign in; a phone whose store was lost or revoked is pushed to no more."""
_HERE = """p."revoked_at" is null and (m."id" is null or (m."status" <> 'left' and not m."deleted"))"""
_FRESH = f"""select distinct s."member", m."shift", c."digest_at", c."quiet_from", c."quiet_to", n."id" as "notice", n."route"
    from {_REACHABLE} join "notice" n on n."member" = s."member" and not n."deleted"
    left join "notice_choice" c on c."member" = s."member" and not c."deleted"
    where p."lost_at" is null and {_HERE} and not exists (select 1 from "notice_told" t where t."id" = n."id")
    and not exists (select 1 from "notice_digest" d where d."member" = s."member" and d."day_on" = {{}})
    and not exists (select 1 from "notice_read" r where r."notice" = n."id" and r."member" = n."member" and not r."deleted")
    order by s."member", n."id" """
_BROWSERS = joined(f'select s."member", s."id" from {_REACHABLE} where p."lost_at" is null and {_HERE} and', in_list("member", "s."))
_WRITE = insert(
    "notice_digest",
    ["id", "member", "day_on", "fresh", "route", "at"],
    ["text", "text", "text", "bigint", "text", "bigint"],
    'on conflict ("id") do nothing returning "id"',
)
_TELL = insert("notice_told", ["id", "digest", "at"], ["text", "text", "bigint"], 'on conflict ("id") do nothing')
_SEND = insert(
    "push_delivery",
    ["id", "digest", "subscription", "fresh", "route", "state", "tries", "next_at", "claimed_until", "at"],
    ["text", "text", "text", "bigint", "text", "text", "bigint", "bigint", "bigint", "bigint"],
    'on conflict ("id") do nothing',
)
_OLD = 'select "id" from "notice" where not "deleted" and "at" < {} order by "at" limit {}'
_FORGET = [f'delete from "{table}" where "at" < {{}}' for table in ("push_delivery", "notice_digest", "notice_told")]
_DEFAULT = {name: getattr(NoticeChoice, name).get_default_value() for name in ("digest_at", "quiet_from", "quiet_to")}
ROUTE = "notices"


class Digest(NamedTuple):
    """What a member is told: which notices are new and unread, and the page that shows them."""

    member: str
    notices: list[str]
    route: str


async def due_digests(replication: Replication, day: str, minute: int) -> list[Digest]:
    """The members who are due today's digest at this minute of the mine's day, and have a browser that takes it."""
    of_member: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in await replication.database.fetch(_FRESH, day):
        of_member[record["member"]].append(record)
    return [
        Digest(member, [one["notice"] for one in fresh], fresh[0]["route"] if len(fresh) == 1 else ROUTE)
        for member, fresh in of_member.items()
        if rules.is_due(minute, rules.minutes(_chosen(fresh[0], "digest_at")), quiet_spans(fresh[0]))
    ]


def quiet_spans(record: Mapping[str, Any]) -> list[Span]:
    """The hours a person keeps quiet: those chosen, and those of the shift on the roster, if it is one we know."""
    shift = SHIFT_HOURS.get(record["shift"] or "")
    return [rules.span(_chosen(record, "quiet_from"), _chosen(record, "quiet_to")), *([rules.span(*shift)] if shift else [])]


def _chosen(record: Mapping[str, Any], name: str) -> str:
    return record[name] or _DEFAULT[name]


async def write_digests(replication: Replication, digests: Sequence[Digest], day: str, now_ms: int) -> int:
    """Writes digests that nobody has written yet, each with a delivery to every browser of the member. Gives how many were written."""
    named = {rules.digest_id(one.member, day): one for one in digests}
    async with replication.database.write():
        rows = [[key, one.member, day, len(one.notices), one.route, now_ms] for key, one in named.items()]
        written = [record["id"] for record in await replication.database.fetch(_WRITE, to_json(rows))]
        await replication.database.fetch(_TELL, to_json([[notice, key, now_ms] for key in written for notice in named[key].notices]))
        browsers = await _browsers(replication, (named[key].member for key in written))
        ways = [(key, named[key], browser) for key in written for browser in browsers[named[key].member]]
        sent = [[rules.delivery_id(key, to), key, to, len(one.notices), one.route, "waiting", 0, now_ms, 0, now_ms] for key, one, to in ways]
        await replication.database.fetch(_SEND, to_json(sent))
    return len(written)


async def _browsers(replication: Replication, members: Iterable[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for record in await replication.database.fetch(_BROWSERS, to_json(sorted(members))):
        found[record["member"]].append(record["id"])
    return found


async def forget_old(replication: Replication, before_ms: int, at_most: int) -> int:
    """Takes notices from before an instant off the phones, with what was read of them; gives how many of at most so many."""
    async with replication.write(None, "old notices") as unit:
        old = [record["id"] for record in await unit.fetch(_OLD, before_ms, at_most)]
        await unit.load("notice", old)
        for notice in old:
            unit.delete("notice", notice)
        for read in await unit.where("notice_read", "notice", old):
            unit.delete("notice_read", read)
        for statement in _FORGET:
            await unit.fetch(statement, before_ms)
    return len(old)


def payload_of(fresh: int, route: str, language: str) -> bytes:
    """All that a push carries: that there is something new, how much, and which page shows it."""
    return msgspec.json.encode({"count": fresh, "route": route, "language": language})
