"""Vetoes and appeals: proposed and confirmed by two people, answered by the branch and then by the office, each with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from server.domain.cycles import rules
from server.domain.cycles.queries import moves, reading
from server.domain.cycles.queries.moves import refused
from server.kit.identity import Actor
from server.kit.problems import Problem, own_case, rights_missing, row_not_found
from server.replication import Replication, Unit

Row = Mapping[str, Any]

_UNANSWERED = """select "id", "cycle", "member", "branch", "quarter" from "appeal"
    where not "deleted" and "state" = 'at_branch' and "due_at" < {} order by "id" """
_EXPIRED = """select "id" from "appeal" where not "deleted" and "state" = 'answered' and "due_at" < {} order by "id" """
_CURRENT = """select "id" from "cycle" where not "deleted" and not "replaced" and "branch" = {} and "quarter" = {}"""
_APPEALED_AT = 'select "branch" from "appeal" where not "deleted" and "id" = {}'
_OPEN_OF = """select "id", "state", "due_at" from "appeal" where not "deleted" and "branch" = {} and "quarter" = {}"""
_RATED_AT = """select m."id", coalesce(r."branch", m."branch") as "branch" from "member" m
    left join "rating" r on r."member" = m."id" and r."quarter" = {} and not r."deleted" where not m."deleted" and m."id" = {}"""
_VETOED_AT = f'select {reading.RATED_BRANCH} as "branch" from {reading.VETOES} where not v."deleted" and v."id" = {{}}'
_ANSWER_DAYS = "appeal_workdays"
_LIVE = ("computed", "branch_reviewed", "published", "appeal")
"""States in which a veto changes stars at once; what is approved changes only by reopening."""


# --- Vetoes


async def propose(replication: Replication, actor: Actor, member: str, quarter: str, kind: str, text: str, evidence: str) -> str:
    """Proposes a veto with its evidence; gives its id. Nobody but office and committee sees it before it is confirmed."""
    _check_not_own(actor, {"member": member})
    person = await _member(replication, member, quarter)
    scheme = await reading.load_scheme(replication.database.fetch, quarter)
    known = {veto.key: veto.title for veto in scheme.content.vetoes} if scheme else {}
    if kind not in known:
        raise Problem("cycles.veto_kind", "没有这一项", "评星办法里没有这一项一票否决情形。", "请从列表中选择。", field="kind")
    case = str(uuid4())
    async with replication.write(actor.account, "veto proposed", lock=[f"branch:{person['branch']}"]) as unit:
        await _require(unit, actor, person["branch"], "office")
        about = {"member": member, "branch": person["branch"], "quarter": quarter, "kind": kind, "title": known[kind]}
        told = {"text": text.strip(), "evidence": evidence.strip()}
        unit.put("veto_case", case, {**about, **told, "state": "proposed", "proposed_by": actor.account, "proposed_at": unit.now_ms})
    return case


async def _require(unit: Unit, actor: Actor, branch: str, *roles: str) -> None:
    if not (await reading.roles_at(unit.fetch, actor, [branch]))[branch] & set(roles):
        raise rights_missing()


def _check_not_own(actor: Actor, case: Row) -> None:
    """Nobody decides in their own case, whatever else the person is."""
    if actor.member is not None and case["member"] == actor.member:
        raise own_case(remedy="请由党群工作部的其他同志或党委领导办理。")


async def _member(replication: Replication, member: str, quarter: str) -> Row:
    """A member with the branch in which the quarter is rated: who has moved since is judged where the result is."""
    async with replication.database.read():
        found = await replication.database.fetch(_RATED_AT, quarter, member)
    if not found:
        raise row_not_found("没有这名党员。")
    return found[0]


async def decide_veto(replication: Replication, actor: Actor, case_id: str, confirms: bool, reason: str) -> str:
    """A second person confirms a veto, or dismisses it with a reason. Stars follow at once where they are not approved yet."""
    branch = await _branch_of(replication, _VETOED_AT, case_id)
    async with replication.write(actor.account, "veto decided", lock=[f"branch:{branch}"]) as unit:
        await _require(unit, actor, branch, "office", "committee_leader")
        case = (await unit.load("veto_case", [case_id]))[case_id]
        _check_not_own(actor, case)
        if fault := rules.confirm_fault(case["proposed_by"], actor.account, case["state"]):
            raise refused(fault)
        state = "confirmed" if confirms else "dismissed"
        unit.put("veto_case", case_id, {"state": state, "decided_by": actor.account, "decided_at": unit.now_ms, "reason": reason.strip()})
    if confirms:
        await _apply_veto(replication, actor, branch, case["quarter"])
    return state


async def lift_veto(replication: Replication, actor: Actor, case_id: str, reason: str) -> str:
    """Takes a confirmed veto back, as after an appeal that was upheld."""
    branch = await _branch_of(replication, _VETOED_AT, case_id)
    async with replication.write(actor.account, "veto lifted", lock=[f"branch:{branch}"]) as unit:
        await _require(unit, actor, branch, "office", "committee_leader")
        case = (await unit.load("veto_case", [case_id]))[case_id]
        _check_not_own(actor, case)
        if case["state"] != "confirmed":
            raise Problem("cycles.veto_decided", "不能撤销", "这件一票否决不在生效中。", "请刷新后再看。", 409)
        unit.put("veto_case", case_id, {"state": "lifted", "lifted_by": actor.account, "lifted_at": unit.now_ms, "reason": reason.strip()})
    await _apply_veto(replication, actor, branch, case["quarter"])
    return "lifted"


async def _apply_veto(replication: Replication, actor: Actor, branch: str, quarter: str) -> None:
    """What it decides stands already; until the stars follow, the cycle is stale and goes no further."""
    async with replication.write(actor.account, "veto applied", lock=[f"branch:{branch}"]) as unit:
        for record in await unit.fetch(_CURRENT, branch, quarter):
            cycle = await reading.load_cycle(unit.fetch, record["id"])
            if cycle["state"] in _LIVE:
                await moves.resettle(unit, cycle)


async def _branch_of(replication: Replication, statement: str, row: str) -> str:
    async with replication.database.read():
        found = await replication.database.fetch(statement, row)
    if not found:
        raise row_not_found()
    return found[0]["branch"]


# --- Appeals


async def decide_appeal(replication: Replication, actor: Actor, appeal_id: str, upholds: bool, reason: str) -> str:
    """Answers an appeal for the body that it lies with now; gives its next state. Raises Problem 403 for the other body, 409 once it is decided."""
    branch = await _branch_of(replication, _APPEALED_AT, appeal_id)
    async with replication.write(actor.account, "appeal answered", lock=[f"branch:{branch}"]) as unit:
        appeal = (await unit.load("appeal", [appeal_id]))[appeal_id]
        roles = (await reading.roles_at(unit.fetch, actor, [branch]))[branch]
        if not roles & {*rules.BRANCH_ROLES, "office"}:
            raise rights_missing()
        body, decision = ("branch", rules.BRANCH) if appeal["state"] == "at_branch" else ("office", rules.OFFICE)
        _check_body(appeal, body, roles)
        _check_not_own(actor, appeal)
        state = decision.next(appeal["state"], upholds)
        if state is None:
            raise Problem("cycles.appeal_decided", "现在不用答复", "这件申诉已有结论，或在等党员决定是否提请复核。", "请刷新后再看。", 409)
        due_at = await moves.end_of_workdays(unit, appeal["quarter"], _ANSWER_DAYS) if state in rules.OPEN else None
        answer = {f"{body}_by": actor.account, f"{body}_by_name": actor.name, f"{body}_at": unit.now_ms, f"{body}_reason": reason.strip()}
        verdict = {"branch_upholds": upholds} if body == "branch" else {}
        unit.put("appeal", appeal_id, {**answer, **verdict, "state": state, "due_at": due_at})
        await moves.note(unit, appeal["cycle"], f"appeal_{body}", (appeal["state"], state), reason.strip(), [{"member": appeal["member"]}])
    return state


def _check_body(appeal: Row, body: str, roles: Iterable[str]) -> None:
    """The branch answers first, the office what lies with it; nobody answers for the other."""
    allowed = rules.BRANCH_ROLES if body == "branch" else ("office",)
    if not set(roles) & set(allowed):
        raise rights_missing("这件申诉现在由支部答复。" if body == "branch" else "这件申诉现在由党群工作部办理。")


async def draw_appeals(unit: Unit, branch: str, quarter: str) -> None:
    """Gives each appeal that waits its day, sets aside as late what arrived on a frozen quarter, and counts the open ones."""
    current = [record["id"] for record in await unit.fetch(_CURRENT, branch, quarter)]
    cycles = await unit.load("cycle", current)
    is_frozen = any(cycle["state"] == "frozen" for cycle in cycles.values())
    waiting = 0
    for appeal in await unit.fetch(_OPEN_OF, branch, quarter):
        changes: dict[str, Any] = {}
        if appeal["state"] in ("at_branch", "at_office") and is_frozen:
            changes = {"state": "late"}
        elif appeal["state"] in rules.OPEN and appeal["due_at"] is None:
            changes = {"due_at": await moves.end_of_workdays(unit, quarter, _ANSWER_DAYS)}
        waiting += not is_frozen and rules.is_open(appeal["state"], appeal["due_at"], unit.now_ms)
        if changes:
            unit.put("appeal", appeal["id"], changes)
    for cycle in cycles:
        unit.put("cycle", cycle, {"appeals_open": waiting})


async def hand_on_unanswered(replication: Replication) -> int:
    """Brings to the office what a branch has not answered in its days: whoever is silent holds up nobody. Gives how many."""
    now_ms = replication.clock()
    async with replication.database.read():
        branches = {one["branch"] for one in await replication.database.fetch(_UNANSWERED, now_ms)}
    handed = 0
    for branch in sorted(branches):
        async with replication.write(None, "appeals handed on", lock=[f"branch:{branch}"]) as unit:
            for one in [one for one in await unit.fetch(_UNANSWERED, now_ms) if one["branch"] == branch]:
                due_at = await moves.end_of_workdays(unit, one["quarter"], _ANSWER_DAYS)
                unit.put("appeal", one["id"], {"state": "at_office", "due_at": due_at})
                await moves.note(unit, one["cycle"], "appeal_unanswered", ("at_branch", "at_office"), "", [{"member": one["member"]}])
                handed += 1
    return handed


async def close_answered(replication: Replication) -> int:
    """Closes the appeals whose member did not go on in time: the branch's answer stands. Gives how many."""
    async with replication.write(None, "appeals closed") as unit:
        expired = [record["id"] for record in await unit.fetch(_EXPIRED, unit.now_ms)]
        for appeal in expired:
            unit.put("appeal", appeal, {"state": "dismissed", "due_at": None})
    return len(expired)
