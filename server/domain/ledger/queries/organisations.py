"""Reads an organisation's page: figures that are ready, and a few rows of each kind by index, however large the mine is."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from server.domain import meetings
from server.domain.cycles import spread
from server.domain.ledger import rules
from server.domain.ledger.queries.sections import branches_below, load_sections, place_subject
from server.domain.ledger.rules import COUNTED, PEOPLE, STAR, Rights, quarters_within, summed
from server.domain.ledger.schemas import (
    ChildOut,
    ChildrenOut,
    FigureOut,
    HolderOut,
    OwedOut,
    PlaceLedgerOut,
    PlaceOut,
    PromisedOut,
    ScoreOut,
    SpreadOut,
)
from server.domain.obligations import period_days, quarter_of
from server.domain.organisation import today_of
from server.kit.identity import Actor
from server.kit.problems import rights_missing, row_not_found
from server.replication import Replication
from server.replication.store import Dialects, few, in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
Row = Mapping[str, Any]

SHOWN = 30
SHOWN_ABOVE = 8
CHILDREN = 50
PERIODS = 8
LOOK_BACK_MS = 400 * 24 * 3_600_000
_PLACE = 'select "id", "kind", "name", "parent", "branch", "closed_on" from "organisation" where "id" = {} and not "deleted"'
_CHILDREN = """select "id", "kind", "name", "branch" from "organisation" where "parent" = {} and not "deleted"
    and ("name" > {} or ("name" = {} and "id" > {})) order by "name", "id" limit {}"""
_TOPS = joined(
    """select "id", "kind", "name", "parent", "branch" from "organisation" where not "deleted" and ("kind" = 'committee' or""",
    in_list("id"),
    ') order by "name", "id" limit 200',
)
_FIGURES = joined('select * from "ledger_figure" where', few('"org"'), "and")
_STATES = """select o."state", count(*) as "count" from "obligation" o where not o."deleted" and {0} group by o."state" """
_IN_QUARTERS = few('"quarter"')
_OWED = """select o."id" as "obligation", o."kind", o."period", o."org", g."name" as "org_name", o."branch", b."name" as "branch_name",
    o."state", o."colour", o."due_at", o."meeting", o."filed_at" as "data_up_to" from "obligation" o join "organisation" g on g."id" = o."org"
    join "organisation" b on b."id" = o."branch" where not o."deleted" and"""
_OPEN = """o."colour" in ('red', 'yellow', 'grey') and o."state" <> 'excused' and o."due_at" """
_PAST = f'{_OPEN} < {{}} order by o."due_at" desc, o."id" limit {{}}'
_LATER = f'{_OPEN} >= {{}} order by o."due_at", o."id" limit {{}}'
_COLOURS = """select {0} as "of", "colour", count(*) as "count" from "obligation" where not "deleted" and {1} group by {0}, "colour" """
_POSTS = """select p."member", m."name", p."post", p."org", o."name" as "org_name", p."from_on", p."to_on" from "post" p
    join "member" m on m."id" = p."member" join "organisation" o on o."id" = p."org"
    where not p."deleted" and p."org" = {} and (p."to_on" is null or p."to_on" >= {})
    order by p."to_on" is null desc, p."from_on" desc, p."id" limit {}"""
_SCORES = """select s."period", s."total_tenths", s."auto_tenths", s."assessor_tenths", s."band", b."band" as "published_band",
    s."computed_at", s."data_up_to" from "branch_score" s
    left join "branch_band" b on b."branch" = s."branch" and b."period" = s."period" and not b."deleted"
    where s."branch" = {} and s."period" <= {} and not s."deleted" order by s."period" desc limit {}"""
_SCORES_OF = joined(
    'select "branch", "total_tenths", "band", "computed_at", "data_up_to" from "branch_score" where not "deleted" and "period" = {} and',
    in_list("branch"),
)


async def load_place(fetch: Fetch, actor: Actor, org: str) -> tuple[dict[str, Any], Rights]:
    """The organisation and what the person sees of it. Problem row.not_found for one that is not there, or not for this person."""
    found = await fetch(_PLACE, org)
    rights = rules.rights_at(actor, found[0]) if found else None
    if rights is None or not rights.page:
        raise row_not_found("没有这个组织，或不归您查看。")
    return found[0], rights


async def load_name(replication: Replication, actor: Actor, org: str) -> str:
    """The name of an organisation whose page the person may open. Problem row.not_found."""
    async with replication.database.read():
        place, _ = await load_place(replication.database.fetch, actor, org)
    return place["name"]


async def load_ledger(replication: Replication, actor: Actor, org: str, period: str) -> PlaceLedgerOut:
    """An organisation's page for a quarter or a year."""
    fetch = replication.database.fetch
    async with replication.database.read():
        place, rights = await load_place(fetch, actor, org)
        figures = await _figures(fetch, [org], quarters_within(period))
        roll = await _figures(fetch, [org], [PEOPLE])
        states, missed, coming = await _owed(replication, place, period)
        promised = await _promised(replication, place)
        scores = await fetch(_SCORES, org, default_period(replication), PERIODS) if place["kind"] == "branch" else []
        since = period_days(period)[0].isoformat()
        posts = await fetch(_POSTS, org, since, SHOWN * 2) if rights.people else None
        above = await _above(fetch, actor, place)
        quarter, stars = await _stars(fetch, place, rights, period)
        sections = await load_sections(replication, actor, await place_subject(fetch, place), period, _room(place))
    counted = summed(figures)
    held = [FigureOut(what, **counted[what]) for what in meetings.rules.KINDS if what in counted]
    return PlaceLedgerOut(
        _place(place),
        place["branch"],
        place["closed_on"],
        above,
        replication.clock(),
        period,
        sum(one["number"] for one in roll),
        held,
        states,
        missed,
        coming,
        promised,
        sections,
        msgspec.convert(scores, list[ScoreOut]),
        quarter,
        stars,
        None if posts is None else msgspec.convert(posts, list[HolderOut]),
    )


def _place(row: Row) -> PlaceOut:
    return PlaceOut(row["id"], row["kind"], row["name"])


async def _above(fetch: Fetch, actor: Actor, place: Row) -> list[PlaceOut]:
    """The organisations above one whose pages the person may open, the highest first."""
    found: list[Row] = []
    parent = place["parent"]
    while parent and len(found) < 8:
        rows = await fetch(_PLACE, parent)
        found += rows
        parent = rows[0]["parent"] if rows else None
    return [_place(row) for row in reversed(found) if rules.rights_at(actor, row).page]


async def _figures(fetch: Fetch, orgs: Iterable[str], quarters: Iterable[str]) -> list[dict[str, Any]]:
    statement = {kind: f"{text} {_IN_QUARTERS[kind]}" for kind, text in _FIGURES.items()}
    return await fetch(statement, to_json(list(orgs)), to_json(list(quarters)))


async def _stars(fetch: Fetch, place: Row, rights: Rights, period: str) -> tuple[str | None, list[SpreadOut] | None]:
    """The spread of the latest quarter of the period that has one; of a group none is told: its people would be known by it."""
    if not rights.results or place["kind"] == "group":
        return None, None
    figures = await _figures(fetch, [place["id"]], quarters_within(period))
    quarters = sorted({one["quarter"] for one in figures if one["what"].startswith(STAR)})
    if not quarters:
        return None, []
    counts = {
        int(one["what"].removeprefix(STAR)): one["number"] for one in figures if one["what"].startswith(STAR) and one["quarter"] == quarters[-1]
    }
    return quarters[-1], [SpreadOut(*group) for group in spread(star for star, count in counts.items() for _ in range(count))]


async def _owed(replication: Replication, place: Row, period: str) -> tuple[dict[str, int], list[OwedOut], list[OwedOut]]:
    """Duties of the period by state; those missed, and those to come, the most urgent first."""
    fetch, now_ms = replication.database.fetch, replication.clock()
    periods = _periods_of(period)
    condition, args = await whose(fetch, place, "o.")
    asked, within = (*args, to_json(periods)), few('o."period"')
    owing = {kind: f"{text} and {within[kind]}" for kind, text in condition.items()}
    states = {row["state"]: row["count"] for row in await fetch({kind: _STATES.format(text) for kind, text in owing.items()}, *asked)}
    past, later = ({kind: f"{_OWED} {text} and {ends}" for kind, text in owing.items()} for ends in (_PAST, _LATER))
    missed, coming = [await fetch(statement, *asked, now_ms, _room(place)) for statement in (past, later)]
    return states, msgspec.convert(missed, list[OwedOut]), msgspec.convert(coming, list[OwedOut])


async def whose(fetch: Fetch, place: Row, of: str) -> tuple[Dialects, tuple[str, ...]]:
    """The condition that a row (its table's short name with a dot in `of`) is the organisation's or of what lies below it, with what it takes."""
    if place["kind"] == "committee":
        return {"sqlite": "1 = 1", "postgres": "1 = 1"}, ()
    if place["kind"] == "general_branch":
        return few(f'{of}"branch"'), (to_json(await branches_below(fetch, place["id"])),)
    if place["kind"] == "branch":
        return dict.fromkeys(("sqlite", "postgres"), f'{of}"branch" = {{}}'), (place["id"],)
    return dict.fromkeys(("sqlite", "postgres"), f'{of}"branch" = {{}} and {of}"org" = {{}}'), (place["branch"], place["id"])


def _room(place: Row) -> int:
    """How many lines of a kind are shown: above branches each of them has a page that tells the rest."""
    return SHOWN if place["branch"] else SHOWN_ABOVE


def _periods_of(period: str) -> list[str]:
    """The quarter or year with the months and quarters in it, and the year of a quarter, whose duties run on."""
    first, last = period_days(period)
    months = [f"{first.year}-{month:02}" for month in range(first.month, last.month + 1)]
    return [*months, *quarters_within(period), str(first.year)]


async def _promised(replication: Replication, place: Row) -> list[PromisedOut]:
    """Open resolutions of a branch and its groups; of higher organisations the page of resolutions tells."""
    if place["branch"] is None:
        return []
    found = await meetings.load_resolutions(replication.database.fetch, [place["branch"]], replication.clock() - LOOK_BACK_MS)
    still = sorted((one for one in found if one.done_on is None), key=lambda one: (one.due_on, one.id))
    return [PromisedOut(one.id, one.meeting, one.text, one.owner, one.due_on) for one in still[:SHOWN]]


# --- What lies directly below


async def load_children(replication: Replication, actor: Actor, org: str, period: str, cursor: str) -> ChildrenOut:
    """The organisations directly below, by name; none that the person may not open."""
    name, _, after = cursor.rpartition("/")
    fetch = replication.database.fetch
    async with replication.database.read():
        await load_place(fetch, actor, org)
        found = await fetch(_CHILDREN, org, name, name, after, CHILDREN + 1)
        places = [place for place in found[:CHILDREN] if rules.rights_at(actor, place).page]
        children = await _children(replication, places, period)
    last = found[CHILDREN - 1] if len(found) > CHILDREN else None
    return ChildrenOut(children, f"{last['name']}/{last['id']}" if last else None)


async def _children(replication: Replication, places: Sequence[Row], period: str) -> list[ChildOut]:
    fetch, ids = replication.database.fetch, [place["id"] for place in places]
    figures = await _figures(fetch, ids, [PEOPLE, *quarters_within(period)])
    colours = await _colours(fetch, places, _periods_of(period))
    scores = {row["branch"]: row for row in await fetch(_SCORES_OF, period, to_json(ids))}
    own = {key: [one for one in figures if one["org"] == key] for key in ids}
    return [_child(place, own[place["id"]], colours[place["id"]], scores.get(place["id"], {})) for place in places]


def _child(place: Row, figures: Iterable[Row], colours: dict[str, int], score: Row) -> ChildOut:
    counted = summed(one for one in figures if not one["what"].startswith(STAR))
    members = counted.pop(PEOPLE, {"number": 0})["number"]
    total = {name: sum(one[name] for one in counted.values()) for name in COUNTED}
    expected = sum(total[name] for name in COUNTED[1:])
    about = (place["id"], place["kind"], place["name"], members, total["number"], total["present"], expected)
    drawn = (score.get("total_tenths"), score.get("band", ""), score.get("computed_at"), score.get("data_up_to"))
    return ChildOut(*about, colours, *drawn)


async def _colours(fetch: Fetch, places: Sequence[Row], periods: list[str]) -> dict[str, dict[str, int]]:
    """By organisation: its duties and those below it, by colour."""
    owners = {place["id"]: place["id"] for place in places}
    for place in places:
        if place["branch"] is None:
            owners |= dict.fromkeys(await branches_below(fetch, place["id"]), place["id"])
    column = "org" if places and all(place["kind"] == "group" for place in places) else "branch"
    within, among = few('"period"'), few(f'"{column}"')
    statement = {kind: _COLOURS.format(f'"{column}"', f"{within[kind]} and {among[kind]}") for kind in within}
    found: dict[str, dict[str, int]] = {place["id"]: {} for place in places}
    for row in await fetch(statement, to_json(periods), to_json(sorted(owners))):
        own = found[owners[row["of"]]]
        own[row["colour"]] = own.get(row["colour"], 0) + row["count"]
    return found


async def load_beginning(replication: Replication, actor: Actor, period: str) -> ChildrenOut:
    """The committee for who sees everything, else the branches and groups that the person answers for or assesses. Problem 403 for others."""
    fetch = replication.database.fetch
    own = sorted(actor.branches | actor.assesses | {grant.org for grant in actor.grants if grant.branch})
    async with replication.database.read():
        places = [place for place in await fetch(_TOPS, to_json(own)) if rules.rights_at(actor, place).page]
        if not places:
            raise rights_missing("明白账由党群工作部、党委领导、支部委员、党小组长和考核员查看。")
        ids = {place["id"] for place in places}
        return ChildrenOut(await _children(replication, [place for place in places if place["parent"] not in ids], period), None)


def default_period(replication: Replication) -> str:
    """The running quarter."""
    return quarter_of(date.fromisoformat(today_of(replication)).strftime("%Y-%m"))
