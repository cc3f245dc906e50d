"""Draws the awards of a cycle: reads ratings once, keeps what they rest on, and gives stars by quota, vetoes and what people chose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec

from server.domain import ratings
from server.domain.cycles import rules
from server.domain.cycles.queries import reading
from server.domain.cycles.rules import Choice, Settled, Tie
from server.kit.problems import Problem
from server.replication import Unit
from server.replication.store import in_list, insert, joined, to_json

Row = Mapping[str, Any]

_ACTIVE = joined("""select "id", "name" from "member" where not "deleted" and "status" = 'active' and""", in_list("id"))
_CONFIRMED = """select "member" from "veto_case" where not "deleted" and "state" = 'confirmed' and "quarter" = {}"""
_KEEP_INPUTS = insert("award_inputs", ["award", "content"], ["text", "text"], 'on conflict ("award") do update set "content" = excluded."content"')
_TIES = 'select * from "cycle_tie" where "cycle" = {} order by "id"'
_NOTE_TIE = """insert into "cycle_tie" ("id", "cycle", "members", "places", "chosen", "reason", "decided_by", "decided_at")
    values ({}, {}, {}, {}, '[]', '', '', null)
    on conflict ("id") do update set "places" = excluded."places", "chosen" = '[]', "reason" = '', "decided_by" = '', "decided_at" = null
    where "cycle_tie"."places" <> excluded."places" """
_CHOOSE = 'update "cycle_tie" set "chosen" = {}, "reason" = {}, "decided_by" = {}, "decided_at" = {} where "id" = {}'


async def draw(unit: Unit, cycle: Row, only: Collection[str] | None = None) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The columns of a cycle and of its awards (by id), rated now from what is known, or those of some members; keeps what it was rated from.

    Branch, profile and probation are those of the stored rating. Raises Problem 409 `cycles.missing` where data is missing.
    """
    scheme = await reading.load_scheme(unit.fetch, cycle["quarter"])
    if scheme is None:
        raise Problem("cycles.scheme", "没有评星办法", "这个季度没有适用的评星办法。", "请先发布评星办法。", 409)
    stored = await ratings.load_ratings(unit.fetch, cycle["branch"], cycle["quarter"])
    active = {record["id"]: record for record in await unit.fetch(_ACTIVE, to_json([one.member for one in stored]))}
    excused = await reading.excused_among(unit.fetch, active, cycle["quarter"])
    wanted = [one for one in stored if one.member in active and (only is None or one.member in only)]
    inputs = await ratings.load_inputs(unit.fetch, {(one.member, one.quarter): one.branch for one in wanted}, unit.settings.zone)
    rated = [_rated(one, scheme, inputs[one.member, one.quarter]) for one in wanted]
    _refuse_missing([one for one in rated if one.missing and one.member not in excused], active, scheme.content)
    awards = {rules.award_id(cycle["id"], one.member): _award(cycle, one, one.member in excused, unit.now_ms) for one in rated}
    kept = [[rules.award_id(cycle["id"], member), msgspec.json.encode(found).decode()] for (member, _), found in inputs.items()]
    await unit.fetch(_KEEP_INPUTS, to_json(kept))
    up_to = max((one.data_up_to for one in rated if one.data_up_to is not None), default=None)
    changes = {"scheme": scheme.id, "members": len(awards), "computed_at": unit.now_ms, "data_up_to": up_to}
    return changes, awards


def _rated(one: ratings.StoredRating, scheme: ratings.rules.Scheme, inputs: ratings.rules.Inputs) -> ratings.StoredRating:
    """A rating as the pure rules give it now: a change of a moment ago may not have reached the stored one."""
    drawn = ratings.rules.rate(scheme.content, inputs, one.profile)
    lines = [msgspec.structs.replace(line, about="") for line in drawn.lines]
    score = {name: getattr(drawn, name) for name in ("total_tenths", "bonus_tenths", "missing", "earned_star")}
    return msgspec.structs.replace(one, scheme=scheme.id, lines=lines, data_up_to=inputs.data_up_to(), **score)


def _refuse_missing(lacking: Iterable[ratings.StoredRating], names: Mapping[str, Row], content: ratings.rules.Content) -> None:
    titles = {dimension.key: dimension.title for dimension in content.dimensions}
    people = [rules.Missing(one.member, names[one.member]["name"], waiting_of(one, titles)) for one in lacking]
    if people:
        (block,) = rules.blocks(rules.MOVES["recompute"], rules.Standing("computed", 0, 1, missing=tuple(people)), 1)
        raise Problem("cycles.missing", "还有数据待录入", block.text, "请录齐后再计算；待录入不算 0 分，也不算满分。", 409)


def waiting_of(rating: ratings.StoredRating, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The titles of the dimensions of a rating that have no data yet, in the scheme's order."""
    waiting = {line.dimension for line in rating.lines if line.points_tenths is None}
    return tuple(title for key, title in titles.items() if key in waiting)


def _award(cycle: Row, rating: ratings.StoredRating, excused: bool, now_ms: int) -> dict[str, Any]:
    lines: list[dict[str, Any]] = msgspec.to_builtins(rating.lines)
    about = {"cycle": cycle["id"], "branch": cycle["branch"], "quarter": cycle["quarter"], "version": cycle["version"]}
    person = {"member": rating.member, "profile": rating.profile, "probationary": rating.probationary, "excused": excused}
    score = {"total_tenths": rating.total_tenths, "earned_star": rating.earned_star, "lines": lines, "scheme": rating.scheme}
    drawn = {"inputs_hash": rules.inputs_hash(rating.scheme, rating.profile, lines), "computed_at": now_ms, "data_up_to": rating.data_up_to}
    return {**about, **person, **score, **drawn, "replaced": False}


# --- Stars


async def settle(unit: Unit, cycle: Row, awards: Mapping[str, dict[str, Any]]) -> Settled:
    """Everyone's star by the snapshot in the awards, confirmed vetoes, and what was chosen on ties."""
    vetoed = {record["member"] for record in await unit.fetch(_CONFIRMED, cycle["quarter"])}
    candidates = [rules.candidate_of(award, award["member"] in vetoed) for award in awards.values()]
    quota = await _quota(unit, cycle)
    return rules.settle(candidates, quota, await choices_of(unit.fetch, cycle["id"]))


async def _quota(unit: Unit, cycle: Row) -> ratings.rules.Quota:
    """The quota of the scheme that the cycle was drawn by, whatever was published since."""
    schemes = {scheme.id: scheme for scheme in await ratings.load_schemes(unit.fetch)}
    return schemes[cycle["scheme"]].content.quota


async def choices_of(fetch: reading.Fetch, cycle: str) -> list[Choice]:
    """What people decided on ties of a cycle."""
    ties = await load_ties(fetch, cycle)
    return [Choice(frozenset(tie["members"]), frozenset(tie["chosen"])) for tie in ties if tie["chosen"]]


async def load_ties(fetch: reading.Fetch, cycle: str) -> list[dict[str, Any]]:
    """Ties of a cycle, decided or not, with ids of members."""
    return [
        {**record, "members": msgspec.json.decode(record["members"]), "chosen": msgspec.json.decode(record["chosen"])}
        for record in await fetch(_TIES, cycle)
    ]


async def write(unit: Unit, cycle: Row, changes: Mapping[str, Any], awards: Mapping[str, dict[str, Any]], settled: Settled) -> dict[str, Any]:
    """Puts awards with their stars, notes ties, and gives what of the cycle changes."""
    state = changes.get("state", cycle["state"])
    spread = spread_of((one.star for one in settled.results.values()), state)
    shown = {"state": state, "publicity_until": changes.get("publicity_until", cycle["publicity_until"]), "spread": spread}
    for key, award in awards.items():
        result = settled.results[award["member"]]
        unit.put("award", key, {**_columns(award), **shown, "star": result.star, "code": result.code})
    for tie in settled.ties:
        await _note_tie(unit, cycle["id"], tie)
    return {**changes, "places": settled.places, "ties_open": len(settled.open_ties), "settled_at": unit.now_ms}


_SNAPSHOT_ONLY = ("id", "rev")


def _columns(award: Row) -> dict[str, Any]:
    return {column: value for column, value in award.items() if column not in _SNAPSHOT_ONLY}


def spread_of(stars: Iterable[int | None], state: str) -> list[list[int]]:
    """How many of the branch have which stars, once they are shown to members."""
    return [list(group) for group in rules.spread(star for star in stars if star is not None)] if state in rules.SHOWN else []


async def _note_tie(unit: Unit, cycle: str, tie: Tie) -> None:
    members = sorted(tie.members)
    await unit.fetch(_NOTE_TIE, rules.tie_id(cycle, members), cycle, to_json(members), tie.places)


async def choose(unit: Unit, tie: str, chosen: Iterable[str], reason: str) -> None:
    """Keeps what people decided on a tie, and why."""
    await unit.fetch(_CHOOSE, to_json(sorted(chosen)), reason, unit.actor, unit.now_ms, tie)


async def find_tie(unit: Unit, cycle: Row, tie: str) -> Tie | None:
    """The tie of this id, if the awards still have it. One that is decided may be decided anew only while the branch reviews its draft."""
    settled = await settle(unit, cycle, await awards_of(unit, cycle["id"]))
    ties = settled.ties if cycle["state"] == "computed" else settled.open_ties
    return next((one for one in ties if rules.tie_id(cycle["id"], one.members) == tie), None)


async def awards_of(unit: Unit, cycle: str) -> dict[str, dict[str, Any]]:
    """The awards of a cycle as they stand, by id, without those of members who left during the draft."""
    return {key: award for key, award in (await unit.where("award", "cycle", [cycle])).items() if not award["replaced"]}


def stars_of(awards: Mapping[str, Row]) -> dict[str, int | None]:
    """Stars by member."""
    return {award["member"]: award["star"] for award in awards.values()}


def changes_between(before: Mapping[str, Row], settled: Settled, after: Mapping[str, Row]) -> list[dict[str, Any]]:
    """Whose star or total a drawing changed: member, and both before and after."""
    old = {award["member"]: award for award in before.values()}
    found: list[dict[str, Any]] = []
    for award in after.values():
        was, member = old.get(award["member"]), award["member"]
        star = settled.results[member].star
        if was is not None and (was["star"], was["total_tenths"]) != (star, award["total_tenths"]):
            totals = {"total_before": was["total_tenths"], "total_after": award["total_tenths"]}
            found.append({"member": member, "star_before": was["star"], "star_after": star, **totals})
    return found
