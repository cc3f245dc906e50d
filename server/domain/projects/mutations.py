"""What phones may ask: a proposal is written and sent, progress is told of, a promoted project is answered; with or without a network."""

from collections.abc import Iterable, Mapping
from typing import Any

from server.domain.organisation import branches_in
from server.domain.projects import rules
from server.domain.projects.rules import Answered, Moved, Owned
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.lifecycle import OWNER, who
from sync.mutation import Held, Mutation, Refusal, Rejected, Row
from sync.plan import Intent, Need, Turn, World


def _needs_set(mutation: Mutation, _: World) -> Iterable[Need]:
    owner = str(mutation.args.get("owner"))
    yield Need("project", (mutation.row,))
    yield Need("organisation", (owner,))
    yield Need("organisation", (owner,), "parent")


def _set(turn: Turn[Actor]) -> None:
    """Writes a proposal, or changes one that was not sent; the row is the project's own."""
    owned: Owned = turn.asked
    branches = branches_in(turn.world, owned.owner)
    if not branches:
        raise Rejected(Refusal("projects.owner", "没有这个组织", "项目由党总支或党支部承办。", "请刷新后重新选择。", "owner"))
    _check_owner(turn.actor, owned.owner, branches)
    known = turn.world.get("project", turn.mutation.row)
    _refuse(rules.edit_fault(turn.mutation.set) or (rules.editing_fault(known.values, owned.owner) if known else None))
    own = next((one for one in branches if one in turn.actor.branches), branches[0])
    by = {"created_by": turn.actor.account, "created_by_name": turn.actor.name, "created_at": turn.now_ms, "data_up_to": turn.now_ms}
    turn.edit("project", turn.mutation.row, turn.mutation.base, turn.mutation.set, {"owner": owned.owner, "branches": branches, "branch": own, **by})


def _check_owner(actor: Actor, owner: str, branches: Iterable[str]) -> None:
    """Held(rights) for whoever holds no post in a branch of the owner."""
    branches = list(branches)
    if OWNER not in who(actor, (owner, *branches)):
        raise Held("rights", f"branch:{branches[0]}")


def _needs_delete(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("project", (mutation.row,))


def _delete(turn: Turn[Actor]) -> None:
    project = turn.row("project", turn.mutation.row)
    _check_owner(turn.actor, project.values["owner"], project.values["branches"])
    _refuse(rules.editing_fault(project.values, project.values["owner"]))
    turn.delete("project", project.id, turn.mutation.base)


def _needs_move(mutation: Mutation, _: World) -> Iterable[Need]:
    project = str(mutation.args.get("project"))
    yield Need("project", (project,))
    yield Need("conflict", (project,), "row")
    yield Need("project_step", (mutation.row,))
    yield Need("project_step", (project,), "project")


def _move(turn: Turn[Actor]) -> None:
    """Adds a step to the history and moves the project on; the row is the step's own."""
    asked: Moved = turn.asked
    project = turn.row("project", asked.project)
    _check_owner(turn.actor, project.values["owner"], project.values["branches"])
    if turn.world.get("project_step", turn.mutation.row):  # sent again in another log: it was taken then
        return
    _refuse(rules.move_fault(project.values, asked, {OWNER}, local_day(turn.now_ms)))
    if asked.move == "submit" and any(one.values["state"] == "open" for one in turn.world.where("conflict", "row", project.id)):
        told = "立项报告有一处两人改得不一样，还没有选定。"
        raise Rejected(Refusal("projects.conflict", "有冲突没有处理", told, "请先在项目页面上选定，再报送。"))
    said = {"act": asked.move, "on": asked.on, "text": asked.text.strip(), "milestone": asked.milestone}
    _step(turn, project, project.values["branches"], said)
    turn.put("project", project.id, {"state": rules.LIFECYCLE.after(asked.move, project.values["state"])})


def _step(turn: Turn[Actor], project: Row, branches: list[str], said: Mapping[str, Any]) -> None:
    place = 1 + len(turn.world.where("project_step", "project", project.id))
    by = {"at": turn.now_ms, "by": turn.actor.account, "by_name": turn.actor.name}
    turn.put(
        "project_step",
        turn.mutation.row,
        {"project": project.id, "title": project.values["title"], "branches": branches, "place": place, **said, **by},
    )


def _needs_answer(mutation: Mutation, world: World) -> Iterable[Need]:
    promotion = str(mutation.args.get("promotion"))
    yield Need("project_promotion", (promotion,))
    yield Need("project_step", (mutation.row,))
    if known := world.get("project_promotion", promotion):
        yield Need("project", (known.values["project"],))
        yield Need("project_step", (known.values["project"],), "project")


def _answer(turn: Turn[Actor]) -> None:
    """An organisation adopts a promoted project, declines, or tells what it came to; owners and office read it in the history."""
    asked: Answered = turn.asked
    promotion = turn.row("project_promotion", asked.promotion)
    project = turn.row("project", promotion.values["project"])
    _check_owner(turn.actor, promotion.values["org"], promotion.values["branches"])
    if turn.world.get("project_step", turn.mutation.row):
        return
    _refuse(rules.answer_fault(promotion.values, asked, {OWNER}, local_day(turn.now_ms)))
    seen_by = sorted({*project.values["branches"], *promotion.values["branches"]})
    _step(turn, project, seen_by, {"act": asked.move, "on": asked.on, "text": asked.text.strip(), "promotion": promotion.id})
    told = {"adopted_on": asked.on} if asked.move == "adopt" else {"feedback": asked.text.strip()}
    turn.put("project_promotion", promotion.id, {"state": rules.PROMOTION.after(asked.move, promotion.values["state"]), **told})


def _refuse(fault: Refusal | None) -> None:
    if fault:
        raise Rejected(fault)


_LOCKS = frozenset({"site"})
"""An owner's rows are in the scopes of all its branches, and the office decides about them: one after the other."""
INTENTS = (
    Intent("project.set.v1", _needs_set, _set, Owned, needs_by_rows=False, locks=_LOCKS),
    Intent("project.delete.v1", _needs_delete, _delete, needs_by_rows=False, locks=_LOCKS),
    Intent("project.move.v1", _needs_move, _move, Moved, needs_by_rows=False, locks=_LOCKS),
    Intent("project.answer.v1", _needs_answer, _answer, Answered, locks=_LOCKS),
)
