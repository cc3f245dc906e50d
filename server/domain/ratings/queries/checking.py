"""Rates many members at once by one statement on either database, and finds ratings that differ from what it says.

The statement applies a scheme's own tables (`rules.scheme_tables`); the pure rules decide what is right, and a property test holds the two
together. Points only: reasons in words are drawn by the rules alone.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from server.domain.ratings import rules
from server.domain.ratings.rules import EXPECTED, Scheme
from server.replication.store import Dialects, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_GIVEN: Mapping[str, str] = {
    "quarter": "profile:text quarter:text ruling:bigint scheme:text first:text last:text since:bigint until:bigint ends:bigint",
    "dimension": "ruling:bigint dimension:bigint key:text start:bigint maximum:bigint needs:bigint attends:bigint",
    "rule": "rule:bigint dimension:bigint source:text points:bigint most_times:bigint cap:bigint zeroes:bigint maximum:bigint",
    "match": "ruling:bigint records:text kind:text grade:text source:text rule:bigint",
    "proof": "rule:bigint dimension:bigint need:bigint",
    "attended": "dimension:bigint kind:text",
    "coverage": "ruling:bigint dimension:bigint kind:text",
    "star": "ruling:bigint star:bigint least:bigint",
}
"""The tables of the schemes, each one JSON parameter, with columns and types. Without its type SQLite would not look a column up by an index."""


def _given(name: str, columns: str, kind: str) -> str:
    each = "json_each({})" if kind == "sqlite" else "jsonb_array_elements({}::jsonb)"
    told = (f'cast(value->>{at} as {sort}) as "{column}"' for at, (column, sort) in enumerate(one.split(":") for one in columns.split()))
    return f'"given_{name}" as materialized (select {", ".join(told)} from {each})'


# What is counted and grouped goes by numbers, which takes a fraction of what words take: a rating by its place in the chunk.
_CHUNK = """"chunk" as materialized (select row_number() over () as "n", r."id", r."member", r."branch",
    r."scheme" as "drawn_by", r."missing", r."bonus_tenths", r."total_tenths", r."earned_star", q.* from "rating" r
    cross join "given_quarter" q where r."branch" > {} and r."branch" <= {} and not r."deleted"
    and q."profile" = r."quarter" || ' ' || r."profile")"""
_FILED = """m."id" = a."meeting" and not a."deleted" and not m."deleted" and m."status" in ('submitted', 'approved')
            and m."filed_at" is not null and m."held_start" between c."since" and c."until" """
# A LIMIT that nothing reaches keeps a database from looking for rules before it has found records. Of attendance only the marks that a rule
# names are looked up, not the many that say no more than that someone was there.
_FOUND = f"""select c."n", c."ruling", m."kind", a."status" as "grade" from "chunk" c cross join "attendance" a cross join "meeting" m
        where a."member" = c."member" and (a."status" in (select coalesce("grade", '') from "given_match" where "records" = 'attendance')
            or exists (select 1 from "given_match" where "records" = 'attendance' and "grade" is null)) and {_FILED} limit 1000000000"""
_KNOWN = """select c."n", c."ruling", c."first", c."ends", f."kind", f."grade", f."on", f."amount", f."until" from "chunk" c cross join "fact" f
        where f."member" = c."member" and f."on" <= c."last" and f."withdrawn_at" is null and not f."deleted" limit 1000000000"""
_COUNTED = f""""counted" as materialized (
    select "n", "rule", cast(sum("times") as bigint) as "times", cast(sum("amount") as bigint) as "amount", min("behind") as "behind" from (
        select s."n", x."rule", 1 as "times", 0 as "amount", 0 as "behind" from ({_FOUND}) s cross join "given_match" x
        where x."ruling" = s."ruling" and x."records" = 'attendance' and x."kind" = s."kind" and (x."grade" is null or x."grade" = s."grade")
        union all
        select s."n", x."rule", 1, coalesce(s."amount", 0), case x."source" when 'fact_until' then
            s."ends" - cast(substr(s."until", 1, 4) as bigint) * 12 - cast(substr(s."until", 6, 2) as bigint) else 0 end
        from ({_KNOWN}) s cross join "given_match" x
        where x."ruling" = s."ruling" and x."records" = 'fact' and x."kind" = s."kind" and (x."grade" is null or x."grade" = s."grade")
            and case x."source" when 'fact_until' then s."until" <> '' when 'fact_amount' then s."on" >= s."first" and s."amount" is not null
                else s."on" >= s."first" end
        union all
        select c."n", x."rule", 1, v."mean_tenths", 0 from "chunk" c cross join "mass_review" v cross join "given_match" x
        where v."member" = c."member" and v."quarter" = c."quarter" and v."mean_tenths" is not null and not v."deleted"
            and x."ruling" = c."ruling" and x."records" = 'mass_review') found
    group by "n", "rule")"""
_UNCOVERED = """"uncovered" as materialized (
    select k."branch", k."quarter", k."ruling", w."dimension" from (select distinct "branch", "quarter", "ruling" from "chunk") k
    cross join "given_coverage" w where w."ruling" = k."ruling"
    and not exists (select 1 from "coverage" v where v."branch" = k."branch" and v."quarter" = k."quarter" and v."kind" = w."kind"
        and v."withdrawn_at" is null and not v."deleted"))"""
_MOVED = """"moved" as (
    select k."n", u."dimension", u."zeroes", u."cap", case u."source"
        when 'fact_until' then u."points" * greatest(k."behind", 0)
        when 'fact_amount' then (2 * u."maximum" * k."amount" + 1000 * k."times") / (2000 * k."times")
        when 'mass_review' then (2 * u."maximum" * k."amount" + 1000 * k."times") / (2000 * k."times")
        else u."points" * least(k."times", coalesce(u."most_times", k."times")) end as "points"
    from "counted" k cross join "given_rule" u where u."rule" = k."rule")"""
# What a dimension has for a member, one row a share: its start and what its lines tell, what rules move, which needs are met and which are not.
_POINTS = f""""dimension_points" as (
    select "n", "dimension", max("told") as "told", case when sum("met") < 0 then null when max("zeroes") = 1 then 0
        else least(greatest(cast(sum("points") as bigint), 0), max("maximum")) end as "points"
    from (
        select c."n", d."dimension", d."start" as "points", d."maximum", 0 as "zeroes", case when d."attends" = 1 and (
                select 1 from "attendance" a cross join "meeting" m cross join "given_attended" g
                where a."member" = c."member" and a."status" in ({", ".join(f"'{mark}'" for mark in EXPECTED)}) and {_FILED}
                    and g."dimension" = d."dimension" and g."kind" = m."kind" limit 1) is not null then 1 else 0 end - d."needs" as "met",
            (select case when count(*) = 0 then -2 when count(*) = count(l."points_tenths") then cast(sum(l."points_tenths") as bigint) else -1 end
                from "rating_line" l where l."rating" = c."id" and l."dimension" = d."key") as "told"
        from "chunk" c cross join "given_dimension" d where d."ruling" = c."ruling"
        union all
        select "n", "dimension", case when "zeroes" = 1 then 0 when "cap" is null then "points" else greatest(least("points", "cap"), -"cap") end,
            0, "zeroes", 0, null from "moved"
        union all
        select "n", "dimension", 0, 0, 0, 1, null from (select distinct k."n", p."dimension", p."need"
            from "counted" k cross join "given_proof" p where p."rule" = k."rule") proven
        union all
        select c."n", w."dimension", 0, 0, 0, -1, null from "chunk" c cross join "uncovered" w
        where w."branch" = c."branch" and w."quarter" = c."quarter" and w."ruling" = c."ruling") shares
    group by "n", "dimension"),
"summed" as (
    select "n", count(*) - count("points") as "missing", cast(sum(case when "dimension" <> 0 then "points" else 0 end) as bigint) as "earned",
        cast(sum(case when "dimension" = 0 then "points" else 0 end) as bigint) as "bonus",
        max(case when "dimension" = 0 then "told" else 0 end) as "bonus_told",
        sum(case when "dimension" <> 0 and "told" <> coalesce("points", -1) then 1 else 0 end) as "off"
    from "dimension_points" group by "n"),
"rated" as (
    select "n", "missing", "off", "bonus_told", case when "missing" = 0 then least("bonus", 1000 - "earned") else "bonus" end as "bonus_tenths",
        case when "missing" = 0 then least("earned" + "bonus", 1000) end as "total_tenths"
    from "summed"),
"starred" as materialized (
    select c.*, g."off", g."bonus_told", g."missing" as "is_missing", g."bonus_tenths" as "is_bonus", g."total_tenths" as "is_total",
        case when g."total_tenths" is not null then coalesce((select max(s."star") from "given_star" s
            where s."ruling" = c."ruling" and s."least" <= g."total_tenths"), 0) end as "is_star"
    from "rated" g cross join "chunk" c where c."n" = g."n")"""
_RATED = """select "id", "member", "quarter", "is_missing" as "missing", "is_bonus" as "bonus_tenths", "is_total" as "total_tenths",
    "is_star" as "earned_star" from "starred" """
_DIFFERING = """select "id", "member", "quarter" from "starred" where "off" > 0 or "bonus_told" <> "is_bonus" or "drawn_by" <> "scheme"
    or "missing" <> "is_missing" or "bonus_tenths" <> "is_bonus" or coalesce("total_tenths", -1) <> coalesce("is_total", -1)
    or coalesce("earned_star", -1) <> coalesce("is_star", -1) """


def _statement(kind: str, parts: Sequence[str], chosen: str) -> str:
    given = [_given(name, columns, kind) for name, columns in _GIVEN.items()]
    text = f"with {', '.join([*given, *parts])} {chosen}"
    return text.replace("greatest(", "max(").replace("least(", "min(") if kind == "sqlite" else text


_PARTS = [_CHUNK, _COUNTED, _UNCOVERED, _MOVED, _POINTS]
RATED: Dialects = {kind: _statement(kind, _PARTS, _RATED) for kind in ("sqlite", "postgres")}
DIFFERING: Dialects = {kind: _statement(kind, _PARTS, _DIFFERING) for kind in ("sqlite", "postgres")}
_QUARTERS = 'select distinct "quarter" from "rating"'
_LAST = 'select max("branch") as "last" from (select "branch" from "rating" where "branch" > {} order by "branch" limit {}) following'


class Tables(NamedTuple):
    """What the statements are given of the schemes, as JSON in the order of their parameters."""

    quarters: str
    dimensions: str
    rules: str
    matches: str
    proofs: str
    attended: str
    coverage: str
    stars: str


async def tables_of(fetch: Fetch, schemes: Iterable[Scheme], zone: ZoneInfo) -> Tables:
    """The tables of these schemes, for all quarters that are rated."""
    known = [scheme for scheme in schemes if scheme.state == "published"]
    quarters = [record["quarter"] for record in await fetch(_QUARTERS)]
    return Tables(to_json(rules.quarter_table(quarters, known, zone)), *map(to_json, rules.scheme_tables(known)))


async def stretches(fetch: Fetch, ratings: int) -> AsyncIterator[tuple[str, str]]:
    """All branches in stretches of about so many ratings, each as the branch before the first and the last one."""
    after = ""
    while last := (await fetch(_LAST, after, ratings))[0]["last"]:
        yield after, last
        after = last


async def rated_by_statement(fetch: Fetch, tables: Tables, after: str, last: str) -> list[dict[str, Any]]:
    """Total, bonus, missing dimensions and earned star of the ratings of a stretch of branches, as the statement says."""
    return await fetch(RATED, *tables, after, last)


async def differing(fetch: Fetch, tables: Tables, after: str, last: str) -> list[dict[str, Any]]:
    """Which ratings of a stretch of branches (id, member, quarter) differ from what the statement says, in a dimension or in the whole."""
    return await fetch(DIFFERING, *tables, after, last)
