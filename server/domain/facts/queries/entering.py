"""The office enters and withdraws facts one by one, and states for branches that a kind is complete."""

from collections.abc import Iterable
from typing import Any

import msgspec

from server.domain.facts import rules
from server.domain.facts.policy import KINDS
from server.domain.facts.rules import Entered, Kind
from server.domain.facts.schemas import EnteredOut, EntryIn
from server.kit.identity import Actor
from server.kit.problems import Problem, refused_by_rule, row_not_found
from server.replication import Replication, Unit
from sync.mutation import Refusal

_BRANCHES = 'select distinct "branch" from "membership" where "member" = {} and not "deleted"'


async def enter(replication: Replication, actor: Actor, row_id: str, data: EntryIn) -> EnteredOut:
    """Writes a fact; the branch is the one that the roster has the member in on that day. Raises Problem facts.*, rights.own_case."""
    kind = kind_of(data.kind)
    refuse(rules.own_fault(kind, data.member, actor))
    async with replication.write(actor.account, "fact entered", lock=await _scopes(replication, data.member)) as unit:
        memberships = (await unit.where("membership", "member", [data.member])).values()
        branch = rules.branch_on(data.on, memberships) or ""
        asked = Entered(branch=branch, **msgspec.structs.asdict(data))
        wanted = msgspec.structs.asdict(asked) | {"text": asked.text.strip()}
        others = (await unit.where("fact", "member", [data.member])).values()
        refuse(rules.entry_fault(kind, asked, memberships, unit.now_ms) or rules.twin_fault(kind, wanted, others))
        unit.put("fact", row_id, wanted | entered_by(unit, actor) | {"source": "entry"})
    return EnteredOut(row_id, branch)


async def _scopes(replication: Replication, member: str) -> set[str]:
    """The member's branches: whoever else writes facts of the member holds one of them, a phone's push or an import."""
    return {f"branch:{row['branch']}" for row in await replication.database.fetch(_BRANCHES, member)}


def entered_by(unit: Unit, actor: Actor) -> dict[str, Any]:
    """Who writes a fact, and when."""
    return {"entered_by": actor.account, "entered_by_name": actor.name, "entered_at": unit.now_ms}


async def withdraw(replication: Replication, actor: Actor, row_id: str, reason: str) -> None:
    """Withdraws a fact with a reason; one that is withdrawn already keeps its reason. Raises Problem facts.*, rights.own_case or row.not_found."""
    async with replication.write(actor.account, "fact withdrawn") as unit:
        await withdraw_within(unit, actor, row_id, reason)


async def withdraw_within(unit: Unit, actor: Actor, row_id: str, reason: str) -> None:
    """The same inside a transaction."""
    fact = (await unit.load("fact", [row_id])).get(row_id)
    if fact is None:
        raise row_not_found()
    refuse(rules.own_fault(KINDS[fact["kind"]], fact["member"], actor) or rules.withdrawal_fault(fact, reason))
    if fact["withdrawn_at"] is not None:
        raise Problem("facts.withdrawn", "已经撤销", "这一条已经被撤销过了。", "请刷新后再看。", 409)
    by = {"withdrawn_by": actor.account, "withdrawn_by_name": actor.name, "withdrawn_at": unit.now_ms}
    unit.put("fact", row_id, by | {"withdrawn_reason": reason.strip()})


async def state_coverage(replication: Replication, actor: Actor, kind: str, quarter: str, branches: Iterable[str]) -> int:
    """States that everything is entered; gives for how many branches that is new. Raises Problem facts.*."""
    async with replication.write(actor.account, "coverage stated") as unit:
        refuse(rules.quarter_fault(quarter, unit.now_ms))
        return await put_coverage(unit, actor, kind_of(kind), quarter, branches)


async def put_coverage(unit: Unit, actor: Actor, kind: Kind, quarter: str, branches: Iterable[str]) -> int:
    """The same inside a transaction."""
    wanted = {rules.coverage_id(kind.key, quarter, branch): branch for branch in branches}
    orgs = await unit.load("organisation", wanted.values())
    if any(branch not in orgs or orgs[branch]["kind"] != "branch" for branch in wanted.values()):
        raise Problem("facts.coverage", "没有这个党支部", "要报齐的党支部里有系统不认识的。", "请刷新后重选。")
    known = await unit.load("coverage", wanted)
    fresh = [row_id for row_id in wanted if row_id not in known or known[row_id]["withdrawn_at"] is not None]
    for row_id in fresh:
        by: dict[str, Any] = {"stated_by": actor.account, "stated_by_name": actor.name, "stated_at": unit.now_ms}
        unit.put("coverage", row_id, {"kind": kind.key, "quarter": quarter, "branch": wanted[row_id], **by, "withdrawn_at": None})
    return len(fresh)


async def withdraw_coverage(replication: Replication, actor: Actor, kind: str, quarter: str, branches: Iterable[str]) -> int:
    """Takes statements back; gives how many stood."""
    async with replication.write(actor.account, "coverage withdrawn") as unit:
        known = await unit.load("coverage", [rules.coverage_id(kind_of(kind).key, quarter, branch) for branch in branches])
        standing = [row_id for row_id, row in known.items() if row["withdrawn_at"] is None]
        for row_id in standing:
            unit.put("coverage", row_id, {"withdrawn_at": unit.now_ms})
    return len(standing)


def kind_of(key: str) -> Kind:
    """A kind by its key; raises Problem facts.kind for one that nobody knows."""
    if kind := KINDS.get(key):
        return kind
    raise refused_by_rule(rules.kind_unknown())


def refuse(fault: Refusal | None) -> None:
    """Raises what is wrong, if anything is."""
    if fault:
        raise refused_by_rule(fault)
