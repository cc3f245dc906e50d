"""Moves cycles: each move in one transaction, checked by the rules against how things stand in it, with its step in the history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import uuid4

from server.domain.cycles import rules
from server.domain.cycles.queries import drawing, reading
from server.domain.cycles.rules import Move
from server.domain.obligations import load_calendar, period_days
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.problems import Problem, own_case, rights_missing
from server.replication import Replication, Unit
from server.replication.store import to_json
from sync.mutation import Refusal

Row = Mapping[str, Any]

_STEP = """insert into "cycle_step" ("id", "cycle", "at", "account", "move", "from_state", "to_state", "why", "detail")
    values ({}, {}, {}, {}, {}, {}, {}, {}, {})"""
_BRANCHES = """select "id" from "organisation" where not "deleted" and "kind" = 'branch' and "closed_on" is null order by "id" """
_UPHELD = """select "member" from "appeal" where not "deleted" and "state" = 'upheld' and "branch" = {} and "quarter" = {} and "office_at" >= {}"""
_CHANGED_VETOES = """select "member" from "veto_case" where not "deleted" and "state" in ('confirmed', 'lifted')
    and "quarter" = {} and coalesce("lifted_at", "decided_at", 0) > {}"""


async def open_quarter(replication: Replication, actor: Actor | None, quarter: str) -> int:
    """Begins the quarter of every branch that has none yet, of the office's own branches where a person asks; gives how many were begun."""
    async with replication.write(actor.account if actor else None, "cycles opened") as unit:
        branches = [record["id"] for record in await unit.fetch(_BRANCHES)]
        if actor is not None:
            roles = await reading.roles_at(unit.fetch, actor, branches)
            branches = [branch for branch in branches if "office" in roles[branch]]
        first = {rules.cycle_id(branch, quarter, 1): branch for branch in branches}
        known = await unit.load("cycle", first)
        due_at = await _day_due(unit, quarter, "draft_day")
        for cycle in first.keys() - known.keys():
            _begin(unit, cycle, first[cycle], quarter, 1, "", due_at)
    return len(first) - len(known)


def _begin(unit: Unit, cycle: str, branch: str, quarter: str, version: int, reason: str, due_at: int | None) -> None:
    begun = {"branch": branch, "quarter": quarter, "version": version, "state": "collecting", "reason": reason}
    unit.put("cycle", cycle, {**begun, "opened_at": unit.now_ms, "due_at": due_at})


async def _day_due(unit: Unit, quarter: str, name: str) -> int | None:
    """The end of a day of the month after the quarter, as the scheme's calendar has it."""
    scheme = await reading.load_scheme(unit.fetch, quarter)
    if scheme is None:
        return None
    last = period_days(quarter)[1]
    day: int = getattr(scheme.content.calendar, name)
    calendar = await load_calendar(unit.fetch, unit.settings.zone)
    return calendar.end_of(date(last.year + last.month // 12, last.month % 12 + 1, day))


async def move(replication: Replication, actor: Actor | None, cycle_id: str, key: str, reason: str = "") -> str:
    """Makes one move; gives the cycle that goes on from it (another one after reopening).

    Raises Problem: 404 for a cycle out of the person's sight, 403 `cycles.rights`, 409 with the rule that forbids it now.
    """
    made = rules.MOVES.get(key)
    branch = (await reading.load_cycle(replication.database.fetch, cycle_id))["branch"]
    async with replication.write(actor.account if actor else None, f"cycle {key}", lock=[f"branch:{branch}"]) as unit:
        cycle = await reading.load_cycle(unit.fetch, cycle_id)
        roles = await _roles(unit, actor, branch)
        if made is None:
            raise Problem("cycles.move", "没有这一步", f"没有名为“{key[:40]}”的步骤。", "请刷新后再试。")
        standings = await reading.load_standings(unit.fetch, [cycle], unit.settings.zone, unit.now_ms)
        if fault := rules.fault(made, standings[cycle_id], roles, unit.now_ms, reason):
            raise refused(fault)
        return await _make(unit, cycle, made, reason.strip())


async def _roles(unit: Unit, actor: Actor | None, branch: str) -> Iterable[str]:
    if actor is None:
        return (rules.SYSTEM,)
    roles = (await reading.roles_at(unit.fetch, actor, [branch]))[branch]
    if not roles:
        raise rights_missing()
    return roles


def refused(fault: Refusal) -> Problem:
    """A rule's refusal as an answer over HTTP."""
    status = {"cycles.rights": 403, "cycles.reason": 400}.get(fault.code, 409)
    return Problem(fault.code, fault.title, f"{fault.detail}。", f"{fault.remedy}。", status, fault.field)


async def _make(unit: Unit, cycle: Row, made: Move, reason: str) -> str:
    detail: list[dict[str, Any]] = []
    follow = cycle["id"]
    if made.key in ("compute", "recompute", "correct"):
        detail = await _redraw(unit, cycle, made)
    elif made.key == "reopen":
        follow = await _reopen(unit, cycle, reason)
    else:
        await _go_on(unit, cycle, made)
    to_state = rules.state_after(made, cycle["state"])
    await note(unit, cycle["id"], made.key, (cycle["state"], to_state), reason, detail)
    return follow


async def note(unit: Unit, cycle: str, key: str, states: tuple[str, str], why: str, detail: Any = ()) -> None:
    """Keeps who did what, when and why."""
    await unit.fetch(_STEP, str(uuid4()), cycle, unit.now_ms, unit.actor or "", key, *states, why, to_json(detail))


async def _redraw(unit: Unit, cycle: Row, made: Move) -> list[dict[str, Any]]:
    """Rates anew, after the publication those alone whose appeal was upheld; gives whose star changed.

    Who is shown a star loses it only by an appeal or a veto of their own.
    """
    before = await drawing.awards_of(unit, cycle["id"])
    if made.key == "correct":
        changes, drawn_anew = await drawing.draw(unit, cycle, await _upheld_since(unit, cycle, cycle["opened_at"]))
        awards = {**before, **drawn_anew}
        changes |= {"members": len(awards), "data_up_to": max((one["data_up_to"] or 0 for one in awards.values()), default=0) or None}
    else:
        changes, awards = await drawing.draw(unit, cycle)
    drawn = {**cycle, **changes}
    settled = await drawing.settle(unit, drawn, awards)
    if made.key == "correct":
        await _refuse_lowering(unit, cycle, before, settled)
    changes["state"] = rules.state_after(made, cycle["state"])
    if made.key == "compute":
        changes["due_at"] = await _day_due(unit, cycle["quarter"], "review_day")
    for gone in before.keys() - awards.keys():
        unit.put("award", gone, {"replaced": True})
    unit.put("cycle", cycle["id"], await drawing.write(unit, cycle, changes, awards, settled))
    return drawing.changes_between(before, settled, awards)


async def _refuse_lowering(unit: Unit, cycle: Row, before: Mapping[str, Row], settled: rules.Settled) -> None:
    if await _lowers(unit, cycle, before, settled):
        detail = "这样重算会让没有申诉的同志降星，或留下新的并列。已公示的星级不能不经公示就降低。"
        raise Problem("cycles.lowers_others", "要重新公示", detail, "请写明理由，重新开启这个季度。", 409)


async def _lowers(unit: Unit, cycle: Row, before: Mapping[str, Row], settled: rules.Settled) -> bool:
    """Whether someone would lose a star who is concerned by none of the decisions since stars were last drawn."""
    vetoed = {one["member"] for one in await unit.fetch(_CHANGED_VETOES, cycle["quarter"], cycle["settled_at"] or 0)}
    concerned = vetoed | await _upheld_since(unit, cycle, (cycle["computed_at"] or 0) + 1)
    return bool(rules.lowered(drawing.stars_of(before), settled.results, concerned))


async def _upheld_since(unit: Unit, cycle: Row, since_ms: int) -> set[str]:
    """The members whose appeal the office upheld at or after an instant."""
    return {one["member"] for one in await unit.fetch(_UPHELD, cycle["branch"], cycle["quarter"], since_ms)}


async def resettle(unit: Unit, cycle: Row) -> bool:
    """Draws stars again from the snapshots after a veto changed; leaves them as they are where someone else would lose a star by it."""
    awards = await drawing.awards_of(unit, cycle["id"])
    settled = await drawing.settle(unit, cycle, awards)
    if cycle["state"] in rules.SHOWN and await _lowers(unit, cycle, awards, settled):
        return False
    detail = drawing.changes_between(awards, settled, awards)
    unit.put("cycle", cycle["id"], await drawing.write(unit, cycle, {}, awards, settled))
    await note(unit, cycle["id"], "veto", (cycle["state"], cycle["state"]), "", detail)
    return True


async def _go_on(unit: Unit, cycle: Row, made: Move) -> None:
    """A move that changes no star: state and dates, in the cycle and in every award."""
    changes: dict[str, Any] = {"state": made.to, **await _dates(unit, cycle, made)}
    awards = await drawing.awards_of(unit, cycle["id"])
    unit.put("cycle", cycle["id"], changes)
    spread = drawing.spread_of(drawing.stars_of(awards).values(), made.to)
    for key in awards:
        unit.put("award", key, {"state": made.to, "spread": spread, "publicity_until": changes.get("publicity_until", cycle["publicity_until"])})


async def _dates(unit: Unit, cycle: Row, made: Move) -> dict[str, Any]:
    now = unit.now_ms
    if made.key == "publish":
        until = await end_of_workdays(unit, cycle["quarter"], "publicity_workdays")
        return {"published_at": now, "publicity_until": until, "due_at": until}
    dates = {"review": {"reviewed_at": now}, "send_back": {"reviewed_at": None}, "approve": {"approved_at": now}, "freeze": {"frozen_at": now}}
    return {**dates.get(made.key, {}), "due_at": cycle["due_at"] if made.key == "send_back" else None}


async def end_of_workdays(unit: Unit, quarter: str, name: str) -> int:
    """The end of the last of so many working days from now (epoch ms), as the scheme's calendar has it; of five without a scheme."""
    scheme = await reading.load_scheme(unit.fetch, quarter)
    calendar = await load_calendar(unit.fetch, unit.settings.zone)
    return calendar.grace_end(unit.now_ms, getattr(scheme.content.calendar, name) if scheme else 5)


async def _reopen(unit: Unit, cycle: Row, reason: str) -> str:
    """The next version begins; the old one and its awards stay as they are, marked as replaced."""
    version = cycle["version"] + 1
    following = rules.cycle_id(cycle["branch"], cycle["quarter"], version)
    unit.put("cycle", cycle["id"], {"replaced": True, "due_at": None})
    for key in await drawing.awards_of(unit, cycle["id"]):
        unit.put("award", key, {"replaced": True})
    due_at = await _day_due(unit, cycle["quarter"], "draft_day")
    _begin(unit, following, cycle["branch"], cycle["quarter"], version, reason, due_at)
    return following


async def decide_tie(replication: Replication, actor: Actor, cycle_id: str, tie_id: str, chosen: list[str], reason: str) -> None:
    """Keeps whom the branch committee chose among equals, and draws stars again. Problem 409 where the tie is another by now, or decided."""
    branch = (await reading.load_cycle(replication.database.fetch, cycle_id))["branch"]
    async with replication.write(actor.account, "cycle tie", lock=[f"branch:{branch}"]) as unit:
        cycle = await reading.load_cycle(unit.fetch, cycle_id)
        roles = await _roles(unit, actor, branch)
        if cycle["replaced"] or cycle["state"] in ("collecting", "approved", "frozen"):
            raise Problem("cycles.state", "现在不能决定", "这个阶段没有要决定的并列。", "请刷新后再看。", 409)
        tie = await drawing.find_tie(unit, cycle, tie_id)
        await _check_decider(unit, actor, branch, roles, tie)
        if fault := rules.choice_fault(tie, chosen, reason):
            raise Problem("cycles.tie", "不能这样决定", f"{fault}。", "请刷新后再看。", 409)
        await drawing.choose(unit, tie_id, chosen, reason.strip())
        awards = await drawing.awards_of(unit, cycle_id)
        settled = await drawing.settle(unit, cycle, awards)
        unit.put("cycle", cycle_id, await drawing.write(unit, cycle, {}, awards, settled))
        detail = drawing.changes_between(awards, settled, awards)
        await note(unit, cycle_id, "tie", (cycle["state"], cycle["state"]), reason.strip(), detail)


async def _check_decider(unit: Unit, actor: Actor, branch: str, roles: Iterable[str], tie: rules.Tie | None) -> None:
    """Who records the decision of the branch committee is not among the equals; where all who could are, the office records it."""
    members = tie.members if tie else frozenset[str]()
    if actor.member in members:
        raise own_case(
            "您在并列名单中，不能由您记录支委会的决定。", "请由不在名单中的书记、副书记或其他支部委员记录；都在名单中的，由党群工作部记录。"
        )
    seats = await reading.seats_of(unit.fetch, branch, local_day(unit.now_ms, unit.settings.timezone))
    if not set(roles) & rules.tie_deciders(members, seats):
        raise rights_missing("名额并列由支委会决定，由不在名单中的书记或副书记记录；没有时由其他支部委员、再由党群工作部记录。")


async def move_all(replication: Replication, actor: Actor, quarter: str, key: str) -> tuple[int, int]:
    """Makes one move for every branch of a quarter in the right state; gives how many moved and how many are blocked."""
    made = rules.MOVES.get(key)
    if made is None or made.needs_reason:
        raise Problem("cycles.move", "没有这一步", "这一步不能对所有支部一起办。", "请逐个支部办理。")
    now_ms = replication.clock()
    fetch = replication.database.fetch
    async with replication.database.read():
        cycles = [cycle for cycle in await reading.load_cycles(fetch, quarter) if cycle["state"] in made.states]
        roles = await reading.roles_at(fetch, actor, [cycle["branch"] for cycle in cycles])
        standings = await reading.load_standings(fetch, cycles, replication.settings.zone, now_ms)
    allowed = [cycle for cycle in cycles if roles[cycle["branch"]] & set(made.by)]
    if cycles and not allowed:
        raise rights_missing()
    ready = [cycle for cycle in allowed if not rules.blocks(made, standings[cycle["id"]], now_ms)]
    moved = 0
    for cycle in ready:
        with suppress(Problem):  # what came up since is a block like any other, and holds up no other branch
            await move(replication, actor, cycle["id"], key)
            moved += 1
    return moved, len(allowed) - moved
