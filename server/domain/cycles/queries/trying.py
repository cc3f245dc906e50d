"""What a draft of the scheme would have made of the last quarters, up to the stars that people get: with each branch's quota, its ties and vetoes.

What totals earn, `ratings` tells; here only those are looked at whom a quota or a veto may concern.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import structs

from server.domain import ratings
from server.domain.audit import note_reading
from server.domain.cycles import rules
from server.domain.cycles.queries import drawing, reading
from server.domain.cycles.rules import Candidate, Choice, Result
from server.domain.cycles.schemas import ConcernedOut, TriedOut, TriedQuarterOut
from server.kit.identity import Actor
from server.replication import Replication

TOLD_AT_MOST = 100
TIE = "TIE"
_DECIDED = frozenset({rules.QUOTA, rules.VETO, TIE})
_VETOED = """select v."member", v."kind", v."title", r."branch", r."profile", r."probationary" from "veto_case" v
    join "rating" r on r."member" = v."member" and r."quarter" = v."quarter" and not r."deleted"
    where not v."deleted" and v."state" = 'confirmed' and v."quarter" = {} order by v."id" """


class _Person(NamedTuple):
    """Someone whom quota or veto may concern; `vetoes` are titles by ground."""

    member: str
    branch: str
    profile: str
    probationary: bool = False
    excused: bool = False
    vetoes: Mapping[str, str] = {}


class _Side(NamedTuple):
    """One of the two schemes: its quota, the places of each branch, and its grounds for a veto; None: all that people confirmed."""

    quota: ratings.rules.Quota
    places: Mapping[str, int]
    grounds: frozenset[str] | None

    def is_vetoed(self, person: _Person) -> bool:
        return bool(person.vetoes if self.grounds is None else self.grounds & person.vetoes.keys())


async def dry_run(replication: Replication, actor: Actor, scheme: str) -> TriedOut:
    """Who would move in the last quarters, and why; nothing of them is written. That the person looked is kept. Problem 404."""
    content = await ratings.content_of(replication, scheme)
    quarters = [await _quarter(replication, one, content) for one in await ratings.try_content(replication, content)]
    await note_reading(replication, actor.account, "dry_run", [scheme])
    return TriedOut(replication.clock(), quarters)


async def _quarter(replication: Replication, tried: ratings.Tried, content: ratings.rules.Content) -> TriedQuarterOut:
    quarter = tried.told.quarter
    sides = (_side(tried, tried.ruling.quota, None), _side(tried, content.quota, frozenset(veto.key for veto in content.vetoes)))
    async with replication.database.read():
        vetoed = await _vetoed(replication.database.fetch, quarter)
        people = _concerned(tried, sides, vetoed)
        choices = await _choices(replication.database.fetch, quarter, {one.branch for one in people})
    asked = {one.member: (one.branch, one.profile) for one in people}
    compared = await ratings.compare_members(replication, quarter, asked, (tried.ruling, content))
    before = _results(people, {key: one.before for key, one in compared.items()}, sides[0], choices)
    after = _results(people, {key: one.after for key, one in compared.items()}, sides[1], choices)
    moved = [one for one in people if _is_told(before[one.member], after[one.member])]
    names, branches = await ratings.names_of(replication, [one.member for one in moved], [one.branch for one in moved])
    told = [_told(one, (before[one.member], after[one.member]), compared[one.member], sides, names, branches) for one in moved]
    told.sort(key=lambda one: (one.branch_name, one.name, one.member))
    return TriedQuarterOut(**structs.asdict(tried.told), concerned=len(told), quota_and_vetoes=told[:TOLD_AT_MOST])


def _side(tried: ratings.Tried, quota: ratings.rules.Quota, grounds: frozenset[str] | None) -> _Side:
    return _Side(quota, {branch: ratings.rules.places_of(count, quota) for branch, count in tried.inside.items()}, grounds)


async def _vetoed(fetch: reading.Fetch, quarter: str) -> list[_Person]:
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in await fetch(_VETOED, quarter):
        found[row["member"]].append(row)
    excused = await reading.excused_among(fetch, found, quarter)
    return [_of_veto(rows, member in excused) for member, rows in found.items()]


def _of_veto(rows: Sequence[Mapping[str, Any]], excused: bool) -> _Person:
    one = rows[0]
    return _Person(one["member"], one["branch"], one["profile"], bool(one["probationary"]), excused, {row["kind"]: row["title"] for row in rows})


def _concerned(tried: ratings.Tried, sides: Sequence[_Side], vetoed: Iterable[_Person]) -> list[_Person]:
    """Everyone who contends where a quota leaves somebody out, or where somebody is vetoed; and who is vetoed."""
    by_branch: dict[str, list[_Person]] = defaultdict(list)
    for one in tried.contenders:
        by_branch[one.branch].append(_Person(*one))
    found = {one.member: one for one in vetoed}
    places = {branch: min(side.places.get(branch, 0) for side in sides) for branch in by_branch}
    branches = {one.branch for one in found.values()} | {branch for branch, some in by_branch.items() if len(some) > places[branch]}
    return [*found.values(), *(one for branch in sorted(branches) for one in by_branch[branch] if one.member not in found)]


async def _choices(fetch: reading.Fetch, quarter: str, branches: set[str]) -> dict[str, list[Choice]]:
    """What people decided on ties of the quarter, by branch: on the same equals it would stand."""
    cycles = [cycle for cycle in await reading.load_cycles(fetch, quarter) if cycle["branch"] in branches]
    return {cycle["branch"]: await drawing.choices_of(fetch, cycle["id"]) for cycle in cycles}


def _results(
    people: Iterable[_Person], rated: Mapping[str, ratings.rules.Rated], side: _Side, choices: Mapping[str, list[Choice]]
) -> dict[str, Result]:
    by_branch: dict[str, list[Candidate]] = defaultdict(list)
    for one in people:
        score = rated[one.member]
        about = (one.member, score.total_tenths, score.earned_star, one.probationary, one.excused, side.is_vetoed(one))
        by_branch[one.branch].append(Candidate(*about, ratings.rules.points_of(score)))
    settled = [rules.share_out(some, side.places.get(branch, 0), side.quota, choices.get(branch, ())) for branch, some in by_branch.items()]
    return {member: _with_tie(result, rated[member]) for one in settled for member, result in one.results.items()}


def _with_tie(result: Result, rated: ratings.rules.Rated) -> Result:
    """A star that waits for people, told from one that waits for data."""
    return Result(None, TIE) if result == Result(None) and rated.total_tenths is not None else result


def _is_told(before: Result, after: Result) -> bool:
    return before != after and not _DECIDED.isdisjoint({before.code, after.code})


def _told(
    one: _Person,
    results: tuple[Result, Result],
    compared: ratings.rules.Compared,
    sides: Sequence[_Side],
    names: Mapping[str, str],
    branches: Mapping[str, str],
) -> ConcernedOut:
    before, after = results
    places = (sides[0].places.get(one.branch, 0), sides[1].places.get(one.branch, 0))
    person = (one.member, names.get(one.member, ""), branches.get(one.branch, ""))
    totals = (compared.before.total_tenths, compared.after.total_tenths)
    return ConcernedOut(*person, before.star, after.star, before.code, after.code, *totals, *places, "、".join(one.vetoes.values()))
