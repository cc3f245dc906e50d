"""What the pages show: all branches of a quarter, one branch with its results, the sheet to post, appeals, vetoes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from server.domain import ratings
from server.domain.audit import note_reading
from server.domain.cycles import rules
from server.domain.cycles.queries import drawing, reading
from server.domain.cycles.rules import Standing
from server.domain.cycles.schemas import (
    AwardOut,
    BlockOut,
    ChangeOut,
    CorrectionOut,
    CycleOut,
    DetailOut,
    ListedOut,
    MissingOut,
    MoveOut,
    OverviewOut,
    PointOut,
    PublicationOut,
    StepOut,
    TieOut,
    VersionOut,
)
from server.domain.obligations import period_days, unknown_years
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.problems import row_not_found
from server.replication import Replication
from server.replication.store import in_list, joined, to_json

Row = Mapping[str, Any]

_AWARDS = """select a.*, m."name", m."employee_no" from "award" a join "member" m on m."id" = a."member"
    where not a."deleted" and a."cycle" = {} order by m."employee_no", a."id" """
_STEPS = 'select * from "cycle_step" where "cycle" = {} order by "at", "id"'
_CHANGED = joined(
    """select a."cycle", count(*) as "changed" from "award" a join "rating" r on r."member" = a."member" and r."quarter" = a."quarter"
    where not a."deleted" and not a."replaced" and (coalesce(r."total_tenths", -1) <> coalesce(a."total_tenths", -1)
    or coalesce(r."data_up_to", 0) <> coalesce(a."data_up_to", 0)) and""",
    in_list("cycle", "a."),
    'group by a."cycle"',
)
_TITLES = {
    "veto": "一票否决计入",
    "tie": "决定并列",
    "appeal_branch": "支部答复申诉",
    "appeal_unanswered": "支部逾期未答复，申诉转党群工作部",
    "appeal_office": "党群工作部答复申诉",
}


async def load_overview(replication: Replication, actor: Actor, quarter: str | None) -> OverviewOut:
    """The branches at or below the organisations where the person is office or committee, and those whose committee the person sits on."""
    fetch = replication.database.fetch
    now_ms = replication.clock()
    async with replication.database.read():
        quarters = await reading.quarters_known(fetch)
        asked = quarter or _default(quarters, ratings.rules.quarter_of(local_day(now_ms, replication.settings.timezone)))
        cycles = await reading.load_cycles(fetch, asked)
        roles = await reading.roles_at(fetch, actor, [cycle["branch"] for cycle in cycles])
        seen = [cycle for cycle in cycles if may_see(roles[cycle["branch"]])]
        standings = await reading.load_standings(fetch, seen, replication.settings.zone, now_ms)
        changed = await _changed(fetch, seen)
        unknown = await unknown_years(fetch, *_procedure_days(asked))
    told = [_cycle(cycle, standings[cycle["id"]], roles[cycle["branch"]], now_ms, changed.get(cycle["id"], 0)) for cycle in seen]
    return OverviewOut(now_ms, asked, quarters, told, unknown)


def _procedure_days(quarter: str) -> tuple[date, date]:
    """The days in which a quarter is usually concluded: from its end to the last answer to an appeal."""
    ends = period_days(quarter)[1]
    return ends + timedelta(days=1), ends + timedelta(days=60)


def _default(quarters: Sequence[str], running: str) -> str:
    """The latest quarter that is over: that is where something is to be done."""
    return next((quarter for quarter in quarters if quarter < running), running)


def may_see(roles: Iterable[str]) -> bool:
    """Whether someone with these roles at a branch may see its results."""
    return bool(set(roles) - {"assessor", "administrator"})


async def _changed(fetch: reading.Fetch, cycles: Sequence[Row]) -> dict[str, int]:
    """How many ratings of each cycle say something else by now."""
    drawn = [cycle["id"] for cycle in cycles if cycle["state"] != "collecting"]
    return {record["cycle"]: record["changed"] for record in await fetch(_CHANGED, to_json(drawn))} if drawn else {}


def _cycle(cycle: Row, standing: Standing, roles: Iterable[str], now_ms: int, changed: int) -> CycleOut:
    moves = [_move(move, standing, now_ms) for move in rules.next_moves(standing, roles)]
    counts = {"missing": len(standing.missing), "appeals_open": standing.appeals_open, "vetoes_open": standing.vetoes_open}
    is_late = cycle["due_at"] is not None and now_ms > cycle["due_at"] and cycle["state"] in ("collecting", "computed")
    told = {**cycle, "cycle": cycle["id"], **counts, "members": standing.members, "is_stale": standing.is_stale, "is_late": is_late}
    wanted = {name: told[name] for name in CycleOut.__struct_fields__ if name in told}
    return CycleOut(**wanted, changed_since=changed, moves=moves)


def _move(move: rules.Move, standing: Standing, now_ms: int) -> MoveOut:
    found = [BlockOut(one.code, one.text, [_missing(person) for person in one.members]) for one in rules.blocks(move, standing, now_ms)]
    return MoveOut(move.key, move.title, move.needs_reason, found)


def _missing(person: rules.Missing) -> MissingOut:
    return MissingOut(person.member, person.name, list(person.dimensions))


# --- One branch


async def load_detail(replication: Replication, actor: Actor, cycle_id: str) -> DetailOut:
    """A cycle with its results. Raises Problem 404 for a cycle out of the person's sight; that the person looked is kept."""
    fetch = replication.database.fetch
    now_ms = replication.clock()
    async with replication.database.read():
        cycle = await reading.load_cycle(fetch, cycle_id)
        roles = (await reading.roles_at(fetch, actor, [cycle["branch"]]))[cycle["branch"]]
        if not may_see(roles):
            raise row_not_found("没有这个季度的评星。")
        standing = (await reading.load_standings(fetch, [cycle], replication.settings.zone, now_ms))[cycle_id]
        stored = {one.member: one for one in await ratings.load_ratings(fetch, cycle["branch"], cycle["quarter"])}
        scheme = await _scheme_of(fetch, cycle)
        titles = _titles(scheme)
        awards = await fetch(_AWARDS, cycle_id)
        standing = _with_dimensions(standing, stored, titles)
        told = _cycle(cycle, standing, roles, now_ms, 0)
        corrections = _corrections(awards, stored) if "office" in roles and cycle["state"] != "collecting" else []
        detail = DetailOut(
            told,
            [_award(award, titles) for award in _listed(cycle, awards)],
            await _ties(fetch, cycle, actor, roles, local_day(now_ms, replication.settings.timezone), _cut_by(scheme, titles)),
            await _steps(fetch, cycle_id),
            corrections,
            [VersionOut(one["id"], one["version"], one["state"]) for one in await reading.versions_of(fetch, cycle["branch"], cycle["quarter"])],
        )
    told.changed_since = len(corrections)
    await note_reading(replication, actor.account, "cycle", [cycle_id])
    return detail


def _listed(cycle: Row, awards: Iterable[Row]) -> list[Row]:
    """The awards of those who were there when the version was drawn. Who left during its draft is in it neither now nor once replaced."""
    if cycle["replaced"]:
        return [award for award in awards if award["state"] == cycle["state"]]
    return [award for award in awards if not award["replaced"]]


async def _scheme_of(fetch: reading.Fetch, cycle: Row) -> ratings.rules.Scheme | None:
    """The version that the cycle was drawn by, or will be."""
    schemes = {scheme.id: scheme for scheme in await ratings.load_schemes(fetch)}
    return schemes.get(cycle["scheme"]) or ratings.rules.scheme_for(cycle["quarter"], schemes.values())


def _cut_by(scheme: ratings.rules.Scheme | None, titles: Mapping[str, str]) -> list[str]:
    """The titles of what equal totals are told apart by, in the scheme's order."""
    return [titles.get(key, key) for key in scheme.content.quota.tie_by] if scheme else []


def _titles(scheme: ratings.rules.Scheme | None) -> dict[str, str]:
    titles = {dimension.key: dimension.title for dimension in scheme.content.dimensions} if scheme else {}
    return {**titles, ratings.rules.BONUS: "加分"}


def _with_dimensions(standing: Standing, stored: Mapping[str, ratings.StoredRating], titles: Mapping[str, str]) -> Standing:
    waiting = {one.member: drawing.waiting_of(stored[one.member], titles) for one in standing.missing if one.member in stored}
    missing = [msgspec.structs.replace(one, dimensions=waiting.get(one.member, one.dimensions)) for one in standing.missing]
    return msgspec.structs.replace(standing, missing=tuple(missing))


def _award(award: Row, titles: Mapping[str, str]) -> AwardOut:
    points = rules.points_by_dimension(msgspec.json.decode(award["lines"]))
    told = [PointOut(key, title, points[key]) for key, title in titles.items() if key in points]
    columns = ("member", "name", "employee_no", "total_tenths", "earned_star", "star", "code", "computed_at", "data_up_to")
    return AwardOut(award=award["id"], probationary=bool(award["probationary"]), points=told, **{column: award[column] for column in columns})


async def _ties(fetch: reading.Fetch, cycle: Row, actor: Actor, roles: Iterable[str], day: str, cut_by: list[str]) -> list[TieOut]:
    ties = await drawing.load_ties(fetch, cycle["id"])
    seats = await reading.seats_of(fetch, cycle["branch"], day) if ties else []
    names = await reading.names_of_accounts(fetch, [tie["decided_by"] for tie in ties])
    people = await reading.people_of(fetch, [member for tie in ties for member in tie["members"]])
    told = []
    for tie in ties:
        members = sorted(tie["members"], key=lambda member: people[member]["employee_no"])
        decided: dict[str, Any] = {"reason": tie["reason"], "decided_by_name": names.get(tie["decided_by"], ""), "decided_at": tie["decided_at"]}
        own, may = actor.member in members, bool(set(roles) & rules.tie_deciders(members, seats))
        decided |= {"is_open": not tie["chosen"], "own": own, "may_decide": may and not own}
        told.append(TieOut(tie["id"], members, tie["places"], cut_by, tie["chosen"], **decided))
    return told


async def _steps(fetch: reading.Fetch, cycle: str) -> list[StepOut]:
    steps = await fetch(_STEPS, cycle)
    names = await reading.names_of_accounts(fetch, [step["account"] for step in steps])
    details = [msgspec.json.decode(step["detail"]) for step in steps]
    people = await reading.people_of(fetch, [one["member"] for detail in details for one in detail])
    told = []
    for step, detail in zip(steps, details, strict=True):
        move = rules.MOVES.get(step["move"])
        title = move.title if move else str(_TITLES.get(step["move"], step["move"]))
        changes = [ChangeOut(name=people[one["member"]]["name"], **one) for one in detail if one["member"] in people]
        who = names.get(step["account"], "")
        told.append(StepOut(step["at"], who, step["move"], title, step["from_state"], step["to_state"], step["why"], changes))
    return told


def _corrections(awards: Iterable[Row], stored: Mapping[str, ratings.StoredRating]) -> list[CorrectionOut]:
    """Results whose inputs are others by now (domain.md 7.1, story 9): exactly, by the hash of what they were drawn from."""
    found = []
    for award in awards:
        now = stored.get(award["member"])
        if now is None or award["replaced"]:
            continue
        if rules.inputs_hash(now.scheme, now.profile, msgspec.to_builtins(now.lines)) != award["inputs_hash"]:
            was = (award["total_tenths"], now.total_tenths, award["earned_star"], now.earned_star, now.computed_at, now.data_up_to)
            found.append(CorrectionOut(award["member"], award["name"], *was))
    return found


# --- The sheet to post


async def load_publication(replication: Replication, actor: Actor, cycle_id: str) -> PublicationOut:
    """Names and stars, for printing; 404 before the publication and out of the person's sight."""
    fetch = replication.database.fetch
    async with replication.database.read():
        cycle = await reading.load_cycle(fetch, cycle_id)
        roles = (await reading.roles_at(fetch, actor, [cycle["branch"]]))[cycle["branch"]]
        if not may_see(roles) or cycle["state"] not in rules.SHOWN:
            raise row_not_found("这个季度还没有公示。")
        people = [ListedOut(award["name"], award["star"], award["code"]) for award in _listed(cycle, await fetch(_AWARDS, cycle_id))]
    head = {
        name: cycle[name] for name in ("branch_name", "quarter", "version", "state", "published_at", "publicity_until", "computed_at", "data_up_to")
    }
    return PublicationOut(**head, people=people)
