"""Reads what ratings rest on: schemes, filed attendance, and who has no rating yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from server.domain import ballots, facts
from server.domain.ratings import rules
from server.domain.ratings.policy.shipped import KIND, MEETING_TITLES
from server.domain.ratings.rules import Attended, Covered, Fact, Inputs, Line, MassReview, Scheme
from server.kit.clock import local_day
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
Key = tuple[str, str]
"""Member and quarter."""

_SCHEMES = 'select * from "scheme" where not "deleted" and "kind" = {}'
_COLUMNS = """w.value->>0 as "member", w.value->>1 as "quarter", m."id" as "meeting", m."kind", m."title", m."held_start", m."filed_at" as "at",
    coalesce(p."name", '') as "by", a."status" """
_BY = 'left join "member" p on p."id" = m."submitted_by"'
_COUNTING = """not a."deleted" and not m."deleted" and m."status" in ('submitted', 'approved') and m."filed_at" is not null"""
# The order of these joins is fixed for SQLite: few members first, then their marks by index, then each mark's meeting by its id.
_ATTENDED = {
    "sqlite": f"""select {_COLUMNS} from json_each({{}}) w cross join "attendance" a cross join "meeting" m {_BY}
        where a."member" = w.value->>0 and m."id" = a."meeting" and {_COUNTING}
        and m."held_start" between w.value->>2 and w.value->>3""",
    "postgres": f"""select {_COLUMNS} from jsonb_array_elements({{}}::jsonb) w join "attendance" a on a."member" = w.value->>0
        join "meeting" m on m."id" = a."meeting" and m."held_start" between (w.value->>2)::bigint and (w.value->>3)::bigint
        {_BY} where {_COUNTING}""",
}
_LINES = joined('select "id" from "rating_line" where', in_list("rating"))
_EXPECTED = joined('select "meeting", "member" from "attendance" where not "deleted" and', in_list("meeting"))
_UNRATED = """select m."id" from "member" m where not m."deleted" and m."status" = 'active' and not exists
    (select 1 from "rating" r where r."member" = m."id" and r."quarter" = {}) order by m."id" """
RATED_FROM = """select "member" || ':' || "quarter" as "key" from "rating" where "quarter" >= {} order by "quarter" desc, "branch" """
"""Of every rating of this and of later quarters its request."""
_NAMING = joined('select "id" from "meeting" where', in_list("submitted_by"))
_RATED = 'select * from "rating" where not "deleted" and "branch" = {} and "quarter" = {} order by "id"'
_LINES_OF = joined('select * from "rating_line" where not "deleted" and', in_list("rating"), 'order by "id"')
_OF_BRANCH = 'select "member" from "rating" where "branch" = {} and "quarter" = {} order by "member"'
_QUARTERS = joined('select "member", "quarter" from "rating" where', in_list("member"))
_ALL_QUARTERS = 'select distinct "quarter" from "rating" order by "quarter"'
_PAGE = 'select "id", "member", "quarter" from "rating" where "id" > {} order by "id" limit {}'


class StoredRating(msgspec.Struct, frozen=True):
    """A rating as it stands, with its lines as columns of `rating_line` (evidence read). Tenths of points; instants in epoch ms."""

    id: str
    member: str
    branch: str
    quarter: str
    scheme: str
    profile: str
    probationary: bool
    total_tenths: int | None
    bonus_tenths: int
    missing: int
    earned_star: int | None
    computed_at: int
    data_up_to: int | None
    lines: list[Line]


async def load_schemes(fetch: Fetch) -> list[Scheme]:
    """All versions of the scheme of member stars."""
    records = await fetch(_SCHEMES, KIND)
    return [msgspec.convert(record | {"content": msgspec.json.decode(record["content"])}, Scheme) for record in records]


async def load_inputs(fetch: Fetch, branches: Mapping[Key, str], zone: ZoneInfo) -> Mapping[Key, Inputs]:
    """What each member's quarter rests on; `branches` are those whose statements count for it."""
    windows = {key: (key[0], *rules.quarter_days(key[1])) for key in branches}
    attended = await _load_attended(fetch, branches, zone)
    known = await facts.load_facts(fetch, windows.values())
    stated = await facts.load_coverage(fetch, {(branch, quarter) for (_, quarter), branch in branches.items()})
    reviews = await ballots.load_mass_reviews(fetch, branches)
    covered = {place: tuple(_covered(one, zone) for one in kinds.values()) for place, kinds in stated.items()}
    return {
        key: Inputs(
            key[1], attended[key], tuple(map(_fact, known.get(windows[key], ()))), covered.get((branch, key[1]), ()), _result(reviews.get(key), zone)
        )
        for key, branch in branches.items()
    }


async def _load_attended(fetch: Fetch, keys: Iterable[Key], zone: ZoneInfo) -> Mapping[Key, tuple[Attended, ...]]:
    """The filed meetings of each quarter at which the member has a mark."""
    wanted = [[member, quarter, *rules.quarter_bounds(quarter, zone)] for member, quarter in keys]
    found: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for record in await fetch(_ATTENDED, to_json(wanted)):
        title = record["title"] or MEETING_TITLES.get(record["kind"], record["kind"])
        found[record["member"], record["quarter"]].append(record | {"on": local_day(record["held_start"], zone.key), "title": title})
    return defaultdict(tuple, {key: tuple(msgspec.convert(records, list[Attended])) for key, records in found.items()})


def _result(row: Mapping[str, Any] | None, zone: ZoneInfo) -> MassReview | None:
    """A result that is open or withheld is none. It became known with the count."""
    if row is None or row["mean_tenths"] is None:
        return None
    at = row["computed_at"]
    return MassReview(row["id"], row["mean_tenths"], row["ballots"], "" if at is None else local_day(at, zone.key), at, tuple(row["spread"] or ()))


def _fact(one: facts.KnownFact) -> Fact:
    kind = facts.KINDS[one.kind]
    title = " ".join(filter(None, (kind.title, kind.grades.get(one.grade, ""), one.until)))
    told = f"{title}：{one.text}" if one.text else title
    return Fact(one.id, one.kind, told, one.on, one.grade, one.amount, one.until, one.entered_by_name, one.entered_at, facts.record_of(one.source))


def _covered(one: facts.Stated, zone: ZoneInfo) -> Covered:
    title = f"{facts.KINDS[one.kind].title}已报齐"
    return Covered(one.id, one.kind, title, local_day(one.stated_at, zone.key), one.stated_by_name, one.stated_at)


async def load_ratings(fetch: Fetch, branch: str, quarter: str) -> list[StoredRating]:
    """The ratings of a branch's quarter as they stand, in the order of their ids, each with its lines."""
    ratings = await fetch(_RATED, branch, quarter)
    lines: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in await fetch(_LINES_OF, to_json([rating["id"] for rating in ratings])):
        lines[line["rating"]].append(line | {"evidence": msgspec.json.decode(line["evidence"])})
    return msgspec.convert([rating | {"lines": lines[rating["id"]]} for rating in ratings], list[StoredRating], strict=False)


async def filed_by(fetch: Fetch, members: Iterable[str]) -> list[str]:
    """Ids of the meetings that these members filed."""
    return [record["id"] for record in await fetch(_NAMING, to_json(list(members)))]


async def rated_in(fetch: Fetch, branch: str, quarter: str) -> list[str]:
    """Members who are rated in a branch's quarter."""
    return [record["member"] for record in await fetch(_OF_BRANCH, branch, quarter)]


async def rated_quarters(fetch: Fetch, members: Iterable[str]) -> list[Key]:
    """The quarters in which each of these members has a rating."""
    return [(record["member"], record["quarter"]) for record in await fetch(_QUARTERS, to_json(list(members)))]


async def lines_of(fetch: Fetch, ratings: Iterable[str]) -> list[str]:
    """Ids of the lines that these ratings have now."""
    return [record["id"] for record in await fetch(_LINES, to_json(list(ratings)))]


async def marked_members(fetch: Fetch, meetings: Iterable[str]) -> list[tuple[str, str]]:
    """(meeting, member) for each mark at these meetings."""
    return [(record["meeting"], record["member"]) for record in await fetch(_EXPECTED, to_json(list(meetings)))]


async def unrated_members(fetch: Fetch, quarter: str) -> list[str]:
    """Active members without a rating in a quarter."""
    return [record["id"] for record in await fetch(_UNRATED, quarter)]


async def all_quarters(fetch: Fetch) -> list[str]:
    """Every quarter in which somebody is rated."""
    return [record["quarter"] for record in await fetch(_ALL_QUARTERS)]


async def page_of_ratings(fetch: Fetch, after: str, limit: int) -> list[dict[str, Any]]:
    """The next ratings (id, member, quarter) after `after`."""
    return await fetch(_PAGE, after, limit)
