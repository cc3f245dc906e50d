"""Rates many members at once by one statement on either database, and tells what would differ from the ratings that stand.

The statement applies a scheme's own tables (`rules.scheme_tables`); the pure rules decide what is right, and a property test holds the two
together. Points only: reasons in words are drawn by the rules alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from server.domain.ratings import rules
from server.domain.ratings.rules import EXPECTED, Scheme
from server.kit.database import Database
from server.replication.store import Dialects, to_json

T = TypeVar("T")

RATED_AT_ONCE = 5000
"""Few enough that a statement takes half a second and memory stays flat."""
STRETCHES_AT_ONCE = 2
"""Two readers beside each other: the others stay free for whoever works meanwhile."""

_GIVEN: dict[str, str] = {
    "quarter": "profile:text ruling:integer quarter:text scheme:text first:text last:text since:bigint until:bigint ends:integer",
    "dimension": "ruling:integer dimension:integer key:text start:integer maximum:integer needs:integer attends:integer",
    "rule": "rule:integer dimension:integer source:text points:integer most_times:integer cap:integer zeroes:integer maximum:integer",
    "match": "ruling:integer records:text kind:text grade:text source:text rule:integer",
    "proof": "rule:integer dimension:integer need:integer",
    "attended": "dimension:integer kind:text",
    "coverage": "ruling:integer dimension:integer kind:text",
    "star": "ruling:integer star:integer least:integer",
}
"""The tables of the schemes, each one JSON parameter, with columns and types. Without its type SQLite would not look a column up by an index."""
_GIVEN_TO_TRY: dict[str, str] = {"ballot": "excellent:integer good:integer basic:integer poor:integer"}
"""What a draft changes of what records are worth: one row, or none where ballots are worth what they were."""


def _given(name: str, columns: str, kind: str) -> str:
    each = "json_each({})" if kind == "sqlite" else "jsonb_array_elements({}::jsonb)"
    told = (f'cast(value->>{at} as {sort}) as "{column}"' for at, (column, sort) in enumerate(one.split(":") for one in columns.split()))
    return f'"given_{name}" as materialized (select {", ".join(told)} from {each})'


# What is counted and grouped goes by one number, which takes a fraction of what words or two numbers take: a rating by its place in the chunk,
# and with it, in the last six digits, a rule or a dimension. PostgreSQL sums numbers of 32 bits as they are, longer ones as decimals.
_CHUNK = """"chunk" as materialized (select row_number() over () as "n", r."id", r."member", r."branch",
    case when r."probationary" then 0 else 1 end as "full", r."scheme" as "drawn_by", r."missing", r."bonus_tenths", r."total_tenths",
    r."earned_star", q.* from "rating" r cross join "given_quarter" q where r."quarter" = {} and r."branch" > {} and r."branch" <= {}
    and not r."deleted" and q."profile" = r."profile")"""
_FILED = """m."id" = a."meeting" and not a."deleted" and not m."deleted" and m."status" in ('submitted', 'approved')
            and m."filed_at" is not null and m."held_start" between c."since" and c."until" """
# A LIMIT that nothing reaches keeps a database from looking for rules before it has found records. Of attendance only the marks that a rule
# names are looked up, not the many that say no more than that someone was there.
_FOUND = f"""select c."n", c."ruling", m."kind", a."status" as "grade" from "chunk" c cross join "attendance" a cross join "meeting" m
        where a."member" = c."member" and (a."status" in (select coalesce("grade", '') from "given_match" where "records" = 'attendance')
            or exists (select 1 from "given_match" where "records" = 'attendance' and "grade" is null)) and {_FILED} limit 1000000000"""
_KNOWN = """select c."n", c."ruling", c."first", c."ends", f."kind", f."grade", f."on", f."amount", f."until" from "chunk" c cross join "fact" f
        where f."member" = c."member" and f."on" <= c."last" and f."withdrawn_at" is null and not f."deleted" limit 1000000000"""
# What a draft says that ballots are worth counts where it is known how many made each choice; elsewhere the mean is all there is.
_MEAN = 'v."mean_tenths"'
_CHOICES = ("excellent", "good", "basic", "poor")
_RECOUNTED = {
    kind: f"""coalesce((select (2 * ({" + ".join(f'g."{one}" * {choice.format(at)}' for at, one in enumerate(_CHOICES))}) + v."ballots")
        / (2 * v."ballots") from "given_ballot" g), {_MEAN})"""
    for kind, choice in (("sqlite", '(v."spread"->>{})'), ("postgres", '(v."spread"::jsonb->>{})::integer'))
}
_COUNTED = f""""counted" as materialized (
    select "key" / 1000000 as "n", "key" % 1000000 as "rule", sum("times") as "times", sum("amount") as "amount", min("behind") as "behind" from (
        select s."n" * 1000000 + x."rule" as "key", 1 as "times", 0 as "amount", 0 as "behind" from ({_FOUND}) s cross join "given_match" x
        where x."ruling" = s."ruling" and x."records" = 'attendance' and x."kind" = s."kind" and (x."grade" is null or x."grade" = s."grade")
        union all
        select s."n" * 1000000 + x."rule", 1, coalesce(s."amount", 0), case x."source" when 'fact_until' then
            s."ends" - cast(substr(s."until", 1, 4) as integer) * 12 - cast(substr(s."until", 6, 2) as integer) else 0 end
        from ({_KNOWN}) s cross join "given_match" x
        where x."ruling" = s."ruling" and x."records" = 'fact' and x."kind" = s."kind" and (x."grade" is null or x."grade" = s."grade")
            and case x."source" when 'fact_until' then s."until" <> '' when 'fact_amount' then s."on" >= s."first" and s."amount" is not null
                else s."on" >= s."first" end
        union all
        select c."n" * 1000000 + x."rule", 1, {{mean}}, 0 from "chunk" c cross join "mass_review" v cross join "given_match" x
        where v."member" = c."member" and v."quarter" = c."quarter" and v."mean_tenths" is not null and not v."deleted"
            and x."ruling" = c."ruling" and x."records" = 'mass_review') found
    group by "key")"""
_UNCOVERED = """"uncovered" as materialized (
    select k."branch", k."quarter", k."ruling", w."dimension" from (select distinct "branch", "quarter", "ruling" from "chunk") k
    cross join "given_coverage" w where w."ruling" = k."ruling"
    and not exists (select 1 from "coverage" v where v."branch" = k."branch" and v."quarter" = k."quarter" and v."kind" = w."kind"
        and v."withdrawn_at" is null and not v."deleted"))"""
_MOVED = """"moved" as (
    select k."n", u."dimension", u."zeroes", u."cap", cast(case u."source"
        when 'fact_until' then u."points" * greatest(k."behind", 0)
        when 'fact_amount' then (2 * u."maximum" * k."amount" + 1000 * k."times") / (2000 * k."times")
        when 'mass_review' then (2 * u."maximum" * k."amount" + 1000 * k."times") / (2000 * k."times")
        else u."points" * least(k."times", coalesce(u."most_times", k."times")) end as integer) as "points"
    from "counted" k cross join "given_rule" u where u."rule" = k."rule")"""
_TOLD = 'case when count(l."points_tenths") < count(*) then -1 else sum(l."points_tenths") end'
# What the stored lines of a dimension sum to: SQLite looks them up dimension by dimension, PostgreSQL rating by rating, each by the one index.
_LINES = {
    "sqlite": {"told": f"""(select {_TOLD} from "rating_line" l where l."rating" = c."id" and l."dimension" = d."key")""", "lines": ""},
    "postgres": {
        "told": "cast(null as bigint)",
        "lines": f"""union all
        select c."n" * 1000000 + d."dimension", 0, 0, 0, 0, s."told" from "chunk" c cross join lateral (
            select l."dimension", {_TOLD} as "told" from "rating_line" l where l."rating" = c."id" group by l."dimension") s
            cross join "given_dimension" d where d."ruling" = c."ruling" and d."key" = s."dimension" """,
    },
}
# What a dimension has for a member, one row a share: its start and what its lines tell, what rules move, which needs are met and which are not.
_POINTS = f""""dimension_points" as (
    select "key" / 1000000 as "n", "key" % 1000000 as "dimension", coalesce(max("told"), -2) as "told", cast(case when sum("met") < 0 then null
        when max("zeroes") = 1 then 0 else least(greatest(sum("points"), 0), max("maximum")) end as integer) as "points"
    from (
        select c."n" * 1000000 + d."dimension" as "key", d."start" as "points", d."maximum", 0 as "zeroes", case when d."attends" = 1 and (
                select 1 from "attendance" a cross join "meeting" m cross join "given_attended" g
                where a."member" = c."member" and a."status" in ({", ".join(f"'{mark}'" for mark in EXPECTED)}) and {_FILED}
                    and g."dimension" = d."dimension" and g."kind" = m."kind" limit 1) is not null then 1 else 0 end - d."needs" as "met",
            {{told}} as "told"
        from "chunk" c cross join "given_dimension" d where d."ruling" = c."ruling" {{lines}}
        union all
        select "n" * 1000000 + "dimension",
            case when "zeroes" = 1 then 0 when "cap" is null then "points" else greatest(least("points", "cap"), -"cap") end, 0, "zeroes", 0, null
            from "moved"
        union all
        select "n" * 1000000 + "dimension", 0, 0, 0, 1, null from (select distinct k."n", p."dimension", p."need"
            from "counted" k cross join "given_proof" p where p."rule" = k."rule") proven
        union all
        select c."n" * 1000000 + w."dimension", 0, 0, 0, -1, null from "chunk" c cross join "uncovered" w
        where w."branch" = c."branch" and w."quarter" = c."quarter" and w."ruling" = c."ruling") shares
    group by "key"),
"summed" as (
    select "n", count(*) - count("points") as "missing", sum(case when "dimension" <> 0 then "points" else 0 end) as "earned",
        sum(case when "dimension" = 0 then "points" else 0 end) as "bonus",
        sum(case when "dimension" = 0 and "told" <> -2 then "told" else 0 end) as "bonus_told",
        sum(case when "dimension" <> 0 and "told" <> coalesce("points", -1) then 1 else 0 end) as "off",
        sum(case when "dimension" <> 0 and "told" = -2 and "points" = 0 then 1 else 0 end) as "bare"
    from "dimension_points" group by "n"),
"rated" as (
    select "n", "missing", "off", "bare", "bonus_told",
        case when "missing" = 0 then least("bonus", 1000 - "earned") else "bonus" end as "bonus_tenths",
        case when "missing" = 0 then least("earned" + "bonus", 1000) end as "total_tenths"
    from "summed"),
"starred" as materialized (
    select c.*, g."off", g."bare", g."bonus_told", g."missing" as "is_missing", g."bonus_tenths" as "is_bonus", g."total_tenths" as "is_total",
        case when g."total_tenths" is not null then coalesce((select max(s."star") from "given_star" s
            where s."ruling" = c."ruling" and s."least" <= g."total_tenths"), 0) end as "is_star"
    from "rated" g cross join "chunk" c where c."n" = g."n")"""
_RATED = """select "id", "member", "quarter", "is_missing" as "missing", "is_bonus" as "bonus_tenths", "is_total" as "total_tenths",
    "is_star" as "earned_star" from "starred" """
_DIFFERING = """select "id", "member", "branch", "quarter" from "starred" where "off" > 0 or "bonus_told" <> "is_bonus" or "drawn_by" <> "scheme"
    or "missing" <> "is_missing" or "bonus_tenths" <> "is_bonus" or coalesce("total_tenths", -1) <> coalesce("is_total", -1)
    or coalesce("earned_star", -1) <> coalesce("is_star", -1) """


# Those who move to another star first, then those whose total moves most; the rest are counted by their stars, branch by branch for the quota
# (`inside`: whom it counts). Whoever contends for the highest star, before or after, is named too. A dimension that is new and gives nothing
# (`bare`) changes nothing.
_COMPARED = """, "compared" as (
    select "member", "branch", "profile", "earned_star", "is_star", "total_tenths", "is_total",
        case when coalesce("earned_star", -1) <> coalesce("is_star", -1) then 1 else 0 end as "moves",
        case when "off" > "bare" or "bonus_told" <> "is_bonus" then 1 else 0 end as "changes",
        case when "full" = 1 and not exists (select 1 from "fact" f where f."member" = s."member" and f."kind" = 'excused_period'
            and f."on" between s."first" and s."last" and f."withdrawn_at" is null and not f."deleted") then 1 else 0 end as "inside"
    from "starred" s),
"placed" as (
    select c.*, row_number() over (order by "moves" desc, abs(coalesce("is_total", 0) - coalesce("total_tenths", 0)) desc, "changes" desc, "member")
        as "place" from "compared" c)
select "earned_star" as "before_star", "is_star" as "after_star", "moves", greatest("moves", "changes") as "changes",
    case when "place" <= {} and ("moves" = 1 or "changes" = 1) or "inside" = 1 and greatest(coalesce("earned_star", -1), coalesce("is_star", -1)) = {}
        then "member" end as "member", "branch", "inside", max("profile") as "profile",
    max("total_tenths") as "before_tenths", max("is_total") as "after_tenths", count(*) as "members"
from "placed" group by 1, 2, 3, 4, 5, 6, 7"""


def _statement(kind: str, chosen: str) -> str:
    tries = chosen is _COMPARED
    given = [_given(name, columns, kind) for name, columns in (_GIVEN | _GIVEN_TO_TRY if tries else _GIVEN).items()]
    counted = _COUNTED.format(mean=_RECOUNTED[kind] if tries else _MEAN)
    text = f"with {', '.join([*given, _CHUNK, counted, _UNCOVERED, _MOVED, _POINTS.format(**_LINES[kind])])} {chosen}"
    return text.replace("greatest(", "max(").replace("least(", "min(") if kind == "sqlite" else text


def _statements(chosen: str) -> Dialects:
    return {kind: _statement(kind, chosen) for kind in ("sqlite", "postgres")}


RATED, DIFFERING, COMPARED = map(_statements, (_RATED, _DIFFERING, _COMPARED))
# For the running transaction: PostgreSQL takes longer to compile than that saves; sorting 5,000 ratings needs some 20 MB; and from the sixth
# stretch on it would use a plan that is made for no stretch in particular and takes twice as long.
_SETTINGS = {"jit": "off", "work_mem": "32MB", "plan_cache_mode": "force_custom_plan"}
FITTED: Dialects = {"sqlite": "select 1", "postgres": "select " + ", ".join(f"set_config('{one}', '{to}', true)" for one, to in _SETTINGS.items())}
_LAST = """select max("branch") as "last" from (
    select "branch" from "rating" where "quarter" = {} and "branch" > {} order by "branch" limit {}) following"""


class Stretch(NamedTuple):
    """Some ratings of a quarter: those of the branches after `after`, up to and with `last`."""

    quarter: str
    after: str
    last: str


class Tables(NamedTuple):
    """What the statements are given of a scheme in a quarter, as JSON in the order of their parameters."""

    quarter: str
    dimensions: str
    rules: str
    matches: str
    proofs: str
    attended: str
    coverage: str
    stars: str


def tables_of(quarter: str, scheme: Scheme, zone: ZoneInfo) -> Tables:
    """The tables of the scheme that rules, or would rule, a quarter."""
    return Tables(to_json(rules.quarter_table(quarter, scheme.id, zone)), *map(to_json, rules.scheme_tables(scheme.content)))


async def stretches(database: Database, quarter: str) -> AsyncIterator[Stretch]:
    """All of a quarter's branches, so many at a time that their ratings are enough for one statement."""
    after = ""
    while last := (await database.fetch(_LAST, quarter, after, RATED_AT_ONCE))[0]["last"]:
        yield Stretch(quarter, after, last)
        after = last


async def beside(ask: Callable[[Stretch], Awaitable[T]], some: Sequence[Stretch]) -> AsyncIterator[list[T]]:
    """What is asked of each stretch, as many beside each other as may be."""
    for start in range(0, len(some), STRETCHES_AT_ONCE):
        yield await asyncio.gather(*map(ask, some[start : start + STRETCHES_AT_ONCE]))


async def ask(database: Database, statement: Dialects, tables: Sequence[str], stretch: Stretch, *more: Any) -> list[dict[str, Any]]:
    """What a statement says of a stretch; within `database.read()`, where it keeps no phone from writing: on SQLite a statement that begins
    with WITH would take the writer's place otherwise.

    RATED: total, bonus, missing dimensions and earned star of each rating. DIFFERING: the ratings (id, member, branch, quarter) that differ, in
    a dimension or in the whole. COMPARED, with what ballots are worth after the tables, and with how many to name and the highest star: those who
    differ most and those who contend for that star each, the rest counted.
    """
    await database.fetch(FITTED)
    return await database.fetch(statement, *tables, *stretch, *more)
