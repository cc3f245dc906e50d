"""Rates many members at once by one statement on either database, and finds ratings that differ from what it says.

The statement applies a scheme's own tables (`rules.scheme_tables`); the pure rules decide what is right, and a property test holds the two
together. Points only: reasons in words are drawn by the rules alone.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from server.domain.ratings import rules
from server.domain.ratings.rules import EXPECTED, Scheme
from server.replication.store import Dialects, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
Columns = Sequence[tuple[str, str]]

_QUARTER: Columns = [
    ("quarter", "text"),
    ("scheme", "text"),
    ("first", "text"),
    ("last", "text"),
    ("since", "bigint"),
    ("until", "bigint"),
    ("ends", "int"),
]
_DIMENSION: Columns = [("scheme", "text"), ("profile", "text"), ("dimension", "text"), ("maximum", "bigint"), ("start", "bigint")]
_RULE: Columns = [
    *(("scheme", "text"), ("dimension", "text"), ("rule", "text"), ("source", "text"), ("points", "bigint")),
    *(("most_times", "bigint"), ("cap", "bigint"), ("zeroes", "int")),
]
_MATCH: Columns = [("scheme", "text"), ("dimension", "text"), ("rule", "text"), ("records", "text"), ("kind", "text"), ("grade", "text")]
_NEED: Columns = [("scheme", "text"), ("dimension", "text"), ("source", "text"), ("kind", "text")]
_STAR: Columns = [("scheme", "text"), ("star", "int"), ("least", "bigint")]


def _given(name: str, columns: Columns, kind: str) -> str:
    """A table of one JSON parameter's arrays."""
    cast = (lambda at, sort: f"value->>{at}") if kind == "sqlite" else (lambda at, sort: f"(value->>{at})::{sort}")
    told = ", ".join(f'{cast(at, sort)} as "{column}"' for at, (column, sort) in enumerate(columns))
    each = "json_each({})" if kind == "sqlite" else "jsonb_array_elements({}::jsonb)"
    return f'"{name}" as materialized (select {told} from {each})'


_EXPECTED = ", ".join(f"'{mark}'" for mark in EXPECTED)
_CHUNK = """"chunk" as materialized (select r."id", r."member", r."branch", r."profile", q.* from "rating" r
    join "given_quarter" q on q."quarter" = r."quarter" where r."id" > {} and not r."deleted" order by r."id" limit {})"""
# Few kinds and grades a member: records are counted before rules are looked at. The order of joins is fixed for SQLite.
_TALLY = """"tally" as materialized (
    select c."id" as "rating", c."scheme", 'attendance' as "records", m."kind", a."status" as "grade", 1 as "fresh", count(*) as "n",
        0 as "amounts", 0 as "amount", '' as "until"
    from "chunk" c cross join "attendance" a cross join "meeting" m
    where a."member" = c."member" and m."id" = a."meeting" and not a."deleted" and not m."deleted"
        and m."status" in ('submitted', 'approved') and m."filed_at" is not null and m."held_start" between c."since" and c."until"
    group by c."id", c."scheme", m."kind", a."status"
    union all
    select c."id", c."scheme", 'fact', f."kind", f."grade", case when f."on" >= c."first" then 1 else 0 end, count(*),
        count(f."amount"), cast(coalesce(sum(f."amount"), 0) as bigint), max(f."until")
    from "chunk" c cross join "fact" f
    where f."member" = c."member" and f."on" <= c."last" and (f."on" >= c."first" or f."until" <> '')
        and f."withdrawn_at" is null and not f."deleted"
    group by 1, 2, 4, 5, 6
    union all
    select c."id", c."scheme", 'mass_review', '', '', 1, 1, 1, v."mean_tenths", ''
    from "chunk" c cross join "mass_review" v
    where v."member" = c."member" and v."quarter" = c."quarter" and v."mean_tenths" is not null and not v."deleted")"""
_BY_RULE = """"counted" as (
    select t."rating", u."scheme", u."dimension", u."rule", u."source", u."points", u."most_times", u."cap", u."zeroes",
        cast(sum(t."n") as bigint) as "n", cast(sum(t."amounts") as bigint) as "amounts", cast(sum(t."amount") as bigint) as "amount",
        max(t."until") as "until"
    from "tally" t join "given_match" x on x."scheme" = t."scheme" and x."records" = t."records" and x."kind" = t."kind"
        and (x."grade" is null or x."grade" = t."grade")
    join "given_rule" u on u."scheme" = x."scheme" and u."dimension" = x."dimension" and u."rule" = x."rule"
    where (t."fresh" = 1 or u."source" = 'fact_until') and (u."source" <> 'fact_until' or t."until" <> '')
        and (u."source" <> 'fact_amount' or t."amounts" > 0)
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9),
"by_rule" as (
    select k."rating", k."dimension", k."rule", k."zeroes", k."cap", case k."source"
        when 'fact_until' then k."points" * greatest(c."ends" - cast(substr(k."until", 1, 4) as integer) * 12
            - cast(substr(k."until", 6, 2) as integer), 0)
        when 'fact_amount' then (2 * d."maximum" * k."amount" + 1000 * k."amounts") / (2000 * k."amounts")
        when 'mass_review' then (2 * d."maximum" * k."amount" + 1000 * k."amounts") / (2000 * k."amounts")
        else k."points" * least(k."n", coalesce(k."most_times", k."n")) end as "points"
    from "counted" k join "chunk" c on c."id" = k."rating"
    join "given_dimension" d on d."scheme" = k."scheme" and d."profile" = c."profile" and d."dimension" = k."dimension"),
"moved" as materialized (
    select "rating", "dimension", max("zeroes") as "zeroes", cast(sum(case when "zeroes" = 1 then 0 when "cap" is null then "points"
        else greatest(least("points", "cap"), -"cap") end) as bigint) as "points"
    from "by_rule" group by 1, 2)"""
_WAITING = """"asked" as (select distinct "branch", "quarter", "scheme" from "chunk"),
"uncovered" as materialized (
    select distinct k."branch", k."quarter", n."dimension" from "asked" k join "given_need" n on n."scheme" = k."scheme" and n."source" = 'coverage'
    where not exists (select 1 from "coverage" v where v."branch" = k."branch" and v."quarter" = k."quarter" and v."kind" = n."kind"
        and v."withdrawn_at" is null and not v."deleted")),
"attended" as materialized (
    select distinct t."rating", n."dimension" from "tally" t join "given_need" n on n."scheme" = t."scheme" and n."source" = 'attendance'
        and n."kind" = t."kind" where t."records" = 'attendance' and t."grade" in (EXPECTED)),
"proven" as materialized (
    select distinct b."rating", n."dimension", n."kind" from "by_rule" b join "chunk" c on c."id" = b."rating"
    join "given_need" n on n."scheme" = c."scheme" and n."dimension" = b."dimension" and n."source" = 'fact'
    join "given_match" x on x."scheme" = c."scheme" and x."dimension" = b."dimension" and x."rule" = b."rule" and x."kind" = n."kind"),
"unproven" as materialized (
    select distinct c."id" as "rating", n."dimension" from "chunk" c join "given_need" n on n."scheme" = c."scheme" and n."source" = 'fact'
    left join "proven" p on p."rating" = c."id" and p."dimension" = n."dimension" and p."kind" = n."kind" where p."rating" is null)""".replace(
    "EXPECTED", _EXPECTED
)
_POINTS = """"asking" as (
    select "scheme", "dimension", max(case when "source" = 'attendance' then 1 else 0 end) as "attendance",
        max(case when "source" = 'mass_review' then 1 else 0 end) as "mass_review" from "given_need" group by "scheme", "dimension"),
"dimension_points" as materialized (
    select c."id" as "rating", d."dimension", case
        when u."dimension" is not null or p."dimension" is not null or (w."attendance" = 1 and a."rating" is null)
            or (w."mass_review" = 1 and m."rating" is null) then null
        when m."zeroes" = 1 then 0
        else least(greatest(d."start" + coalesce(m."points", 0), 0), d."maximum") end as "points"
    from "chunk" c join "given_dimension" d on d."scheme" = c."scheme" and d."profile" = c."profile"
    left join "moved" m on m."rating" = c."id" and m."dimension" = d."dimension"
    left join "uncovered" u on u."branch" = c."branch" and u."quarter" = c."quarter" and u."dimension" = d."dimension"
    left join "unproven" p on p."rating" = c."id" and p."dimension" = d."dimension"
    left join "asking" w on w."scheme" = c."scheme" and w."dimension" = d."dimension"
    left join "attended" a on a."rating" = c."id" and a."dimension" = d."dimension"),
"summed" as (
    select "rating", count(*) - count("points") as "missing",
        cast(sum(case when "dimension" <> 'bonus' then "points" else 0 end) as bigint) as "earned",
        cast(sum(case when "dimension" = 'bonus' then "points" else 0 end) as bigint) as "bonus"
    from "dimension_points" group by "rating"),
"rated" as materialized (
    select "rating", "missing", case when "missing" = 0 then least("bonus", 1000 - "earned") else "bonus" end as "bonus_tenths",
        case when "missing" = 0 then least("earned" + "bonus", 1000) end as "total_tenths"
    from "summed")"""
_STARRED = """select c."id", c."member", c."quarter", g."missing", g."bonus_tenths", g."total_tenths",
        case when g."total_tenths" is not null then coalesce((select max(s."star") from "given_star" s
            where s."scheme" = c."scheme" and s."least" <= g."total_tenths"), 0) end as "earned_star"
    from "chunk" c join "rated" g on g."rating" = c."id" """
_DIFFERING = f"""select s."id", s."member", s."quarter" from ({_STARRED}) s join "rating" r on r."id" = s."id" join "chunk" c on c."id" = s."id"
    where r."scheme" <> c."scheme" or r."missing" <> s."missing" or r."bonus_tenths" <> s."bonus_tenths"
        or coalesce(r."total_tenths", -1) <> coalesce(s."total_tenths", -1) or coalesce(r."earned_star", -1) <> coalesce(s."earned_star", -1)
    union
    select c."id", c."member", c."quarter" from "dimension_points" p join "chunk" c on c."id" = p."rating"
    left join "line_points" l on l."rating" = p."rating" and l."dimension" = p."dimension"
    where p."dimension" <> 'bonus' and (l."rating" is null or coalesce(p."points", -1) <> coalesce(l."points", -1)) """
_LINES = """"line_points" as materialized (
    select l."rating", l."dimension", case when count(*) = count(l."points_tenths") then cast(sum(l."points_tenths") as bigint) end as "points"
    from "chunk" c cross join "rating_line" l where l."rating" = c."id" group by l."rating", l."dimension")"""


def _statement(kind: str, parts: Sequence[str], chosen: str) -> str:
    given = [
        *(_given("given_quarter", _QUARTER, kind), _given("given_dimension", _DIMENSION, kind), _given("given_rule", _RULE, kind)),
        *(_given("given_match", _MATCH, kind), _given("given_need", _NEED, kind), _given("given_star", _STAR, kind)),
    ]
    text = f"with {', '.join([*given, *parts])} {chosen}"
    return text.replace("greatest(", "max(").replace("least(", "min(") if kind == "sqlite" else text


_RATED_PARTS = [_CHUNK, _TALLY, _BY_RULE, _WAITING, _POINTS]
RATED: Dialects = {kind: _statement(kind, _RATED_PARTS, _STARRED) for kind in ("sqlite", "postgres")}
DIFFERING: Dialects = {kind: _statement(kind, [*_RATED_PARTS, _LINES], _DIFFERING) for kind in ("sqlite", "postgres")}
_QUARTERS = 'select distinct "quarter" from "rating"'
_LAST_OF = 'select "id" from "rating" where "id" > {} order by "id" limit 1 offset {}'


class Tables(NamedTuple):
    """What the statements are given of the schemes, as JSON in the order of their parameters."""

    quarters: str
    dimensions: str
    rules: str
    matches: str
    needs: str
    stars: str


async def tables_of(fetch: Fetch, schemes: Iterable[Scheme], zone: ZoneInfo) -> Tables:
    """The tables of these schemes, for all quarters that are rated."""
    known = [scheme for scheme in schemes if scheme.state == "published"]
    quarters = [record["quarter"] for record in await fetch(_QUARTERS)]
    return Tables(to_json(rules.quarter_table(quarters, known, zone)), *map(to_json, rules.scheme_tables(known)))


async def rated_by_statement(fetch: Fetch, tables: Tables, after: str, limit: int) -> list[dict[str, Any]]:
    """Total, bonus, missing dimensions and earned star of the next ratings after an id, as the statement says."""
    return await fetch(RATED, *tables, after, limit)


async def differing(fetch: Fetch, tables: Tables, after: str, limit: int) -> list[dict[str, Any]]:
    """Which of the next ratings after an id (id, member, quarter) differ from what the statement says, in a dimension or in the whole."""
    return await fetch(DIFFERING, *tables, after, limit)


async def last_of(fetch: Fetch, after: str, limit: int) -> str | None:
    """The last id of the next ratings after an id, None if fewer are left."""
    found = await fetch(_LAST_OF, after, limit - 1)
    return found[0]["id"] if found else None
