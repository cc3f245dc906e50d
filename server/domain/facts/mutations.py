"""What a phone may ask about facts: enter one, withdraw one, state that a kind is complete for a quarter, and take that back."""

from collections.abc import Iterable
from typing import Annotated, Any

import msgspec

from server.domain.facts import rules
from server.domain.facts.policy import KINDS
from server.domain.facts.rules import Entered, Kind
from server.kit.identity import Actor
from sync.mutation import Held, Mutation, Refusal, Rejected, Row, reject
from sync.plan import Intent, Need, Turn, World


class Withdrawn(msgspec.Struct, forbid_unknown_fields=True):
    """Why a fact no longer stands."""

    reason: str


class Stated(msgspec.Struct, forbid_unknown_fields=True):
    """Of which kind everything is entered, for which branch and quarter."""

    kind: Annotated[str, msgspec.Meta(max_length=64)]
    quarter: Annotated[str, msgspec.Meta(max_length=10)]
    branch: Annotated[str, msgspec.Meta(max_length=64)]


def _needs_enter(mutation: Mutation, _: World) -> Iterable[Need]:
    member = str(mutation.args.get("member"))
    yield Need("fact", (mutation.row,))
    yield Need("fact", (member,), "member")
    yield Need("membership", (member,), "member")


def _enter(turn: Turn[Actor]) -> None:
    asked: Entered = turn.asked
    kind = _kind_for(turn.actor, asked.kind, asked.branch, asked.member)
    wanted = msgspec.structs.asdict(asked) | {"text": asked.text.strip()}
    if _is_there(turn, wanted):
        return
    memberships = [row.values for row in turn.world.where("membership", "member", asked.member)]
    others = [row.values for row in turn.world.where("fact", "member", asked.member)]
    reject(rules.entry_fault(kind, asked, memberships, turn.now_ms) or rules.twin_fault(kind, wanted, others))
    by: dict[str, Any] = {"entered_by": turn.actor.account, "entered_by_name": turn.actor.name, "entered_at": turn.now_ms}
    turn.put("fact", turn.mutation.row, {**wanted, "source": "entry", **by})


def _is_there(turn: Turn[Actor], wanted: dict[str, Any]) -> bool:
    """Whether exactly this was entered before, under this id."""
    known = turn.world.get("fact", turn.mutation.row)
    if known is None:
        return False
    if known.values["branch"] != wanted["branch"] or not rules.same_fact(known.values, wanted):
        raise Rejected(Refusal("facts.id_taken", "编号已用过", "同一编号下已有另一条事实", "请重新录入"))
    return True


def _needs_withdraw(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("fact", (mutation.row,))


def _withdraw(turn: Turn[Actor]) -> None:
    asked: Withdrawn = turn.asked
    reason = asked.reason
    fact = turn.row("fact", turn.mutation.row)
    _kind_for(turn.actor, fact.values["kind"], fact.values["branch"], fact.values["member"])
    reject(rules.withdrawal_fault(fact.values, reason))
    if fact.values["withdrawn_at"] is None:
        by = {"withdrawn_by": turn.actor.account, "withdrawn_by_name": turn.actor.name, "withdrawn_at": turn.now_ms}
        turn.put("fact", fact.id, {**by, "withdrawn_reason": reason.strip()})


def _needs_coverage(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("coverage", (mutation.row,))
    yield Need("organisation", (str(mutation.args.get("branch")),))


def _state(turn: Turn[Actor]) -> None:
    asked: Stated = turn.asked
    _kind_for(turn.actor, asked.kind, asked.branch)
    reject(rules.quarter_fault(asked.quarter, turn.now_ms))
    if turn.mutation.row != rules.coverage_id(asked.kind, asked.quarter, asked.branch) or not _is_branch(turn.world, asked.branch):
        raise Rejected(Refusal("facts.coverage", "报齐的内容不对", "报齐的支部、季度和事项对不上", "请更新应用后重试"))
    known = turn.world.get("coverage", turn.mutation.row)
    if known is None or known.values["withdrawn_at"] is not None:
        by: dict[str, Any] = {"stated_by": turn.actor.account, "stated_by_name": turn.actor.name, "stated_at": turn.now_ms}
        turn.put("coverage", turn.mutation.row, {**msgspec.structs.asdict(asked), **by, "withdrawn_at": None})


def _is_branch(world: World, branch: str) -> bool:
    row: Row | None = world.get("organisation", branch)
    return row is not None and not row.deleted and row.values["kind"] == "branch"


def _needs_take_back(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("coverage", (mutation.row,))


def _take_back(turn: Turn[Actor]) -> None:
    known = turn.row("coverage", turn.mutation.row)
    _kind_for(turn.actor, known.values["kind"], known.values["branch"])
    if known.values["withdrawn_at"] is None:
        turn.put("coverage", known.id, {"withdrawn_at": turn.now_ms})


def _kind_for(actor: Actor, key: str, branch: str, member: str = "") -> Kind:
    """The kind, if the person may enter it for the branch today; Held(rights) if only the right is missing. `member`: whom a fact is about."""
    kind = KINDS.get(key)
    if kind is None:
        raise Rejected(rules.kind_unknown())
    reject(rules.own_fault(kind, member, actor))
    if rules.may_enter(actor, kind, branch):
        return kind
    if not kind.branch_sees:
        raise Rejected(rules.kind_of_the_office(kind))
    raise Held("rights", f"branch:{branch}")


INTENTS = (
    Intent("fact.enter.v1", _needs_enter, _enter, Entered),
    Intent("fact.withdraw.v1", _needs_withdraw, _withdraw, Withdrawn),
    Intent("coverage.state.v1", _needs_coverage, _state, Stated),
    Intent("coverage.withdraw.v1", _needs_take_back, _take_back),
)
