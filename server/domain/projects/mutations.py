"""What phones may ask: a proposal is written and sent, progress is told of, a promoted project is answered; with or without a network."""

from collections.abc import Iterable

from server.domain.organisation import needs_owner, owned_by
from server.domain.projects import rules
from server.domain.projects.policy import MOVING
from server.domain.projects.rules import Answered, Content, Moved, Owned
from server.kit.clock import local_day
from server.kit.edits import edit_fault
from server.kit.identity import Actor
from server.kit.lifecycle import OWNER
from server.replication import check_owner, is_disputed
from sync.mutation import Mutation, Refusal, Rejected, reject
from sync.plan import Intent, Need, Turn, World


def _needs_set(mutation: Mutation, world: World) -> Iterable[Need]:
    yield Need("project", (mutation.row,))
    yield from needs_owner(mutation, world)


def _set(turn: Turn[Actor]) -> None:
    """Writes a proposal, or changes one that was not sent; the row is the project's own."""
    owned: Owned = turn.asked
    new = owned_by(turn, owned.owner, Refusal("projects.owner", "没有这个组织", "项目由党总支或党支部承办。", "请刷新后重新选择。", "owner"))
    known = turn.world.get("project", turn.mutation.row)
    reject(edit_fault("projects", turn.mutation.set, Content, rules.WORDS))
    reject(rules.editing_fault(known.values, owned.owner) if known else None)
    turn.edit("project", turn.mutation.row, turn.mutation.base, turn.mutation.set, new)


def _needs_delete(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("project", (mutation.row,))


def _delete(turn: Turn[Actor]) -> None:
    project = MOVING.row(turn, turn.mutation.row)
    reject(rules.editing_fault(project.values, project.values["owner"]))
    turn.delete("project", project.id, turn.mutation.base)


def _move(turn: Turn[Actor]) -> None:
    """Adds a step to the history and moves the project on; the row is the step's own."""
    asked: Moved = turn.asked
    project = MOVING.row(turn, asked.project)
    if MOVING.steps.has(turn):
        return
    reject(rules.move_fault(project.values, asked, {OWNER}, local_day(turn.now_ms)))
    if asked.move == "submit" and is_disputed(turn, project.id):
        told = "立项报告有一处两人改得不一样，还没有选定。"
        raise Rejected(Refusal("projects.conflict", "有冲突没有处理", told, "请先在项目页面上选定，再报送。"))
    MOVING.take(turn, project, asked.move, {"on": asked.on, "text": asked.text.strip(), "milestone": asked.milestone})


def _needs_answer(mutation: Mutation, world: World) -> Iterable[Need]:
    promotion = str(mutation.args.get("promotion"))
    yield Need("project_promotion", (promotion,))
    if known := world.get("project_promotion", promotion):
        yield Need("project", (known.values["project"],))
        yield from MOVING.steps.needs(known.values["project"], mutation.row)


def _answer(turn: Turn[Actor]) -> None:
    """An organisation adopts a promoted project, declines, or tells what it came to; owners and office read it in the history."""
    asked: Answered = turn.asked
    promotion = turn.row("project_promotion", asked.promotion)
    project = turn.row("project", promotion.values["project"])
    check_owner(turn.actor, promotion.values["org"], promotion.values["branches"])
    if MOVING.steps.has(turn):
        return
    reject(rules.answer_fault(promotion.values, asked, {OWNER}, local_day(turn.now_ms)))
    seen_by = sorted({*project.values["branches"], *promotion.values["branches"]})
    said = {"act": asked.move, "on": asked.on, "text": asked.text.strip(), "promotion": promotion.id}
    MOVING.steps.add(turn, project, {**said, "branches": seen_by})
    told = {"adopted_on": asked.on} if asked.move == "adopt" else {"feedback": asked.text.strip()}
    turn.put("project_promotion", promotion.id, {"state": rules.PROMOTION.after(asked.move, promotion.values["state"]), **told})


INTENTS = (
    Intent("project.set.v1", _needs_set, _set, Owned, needs_by_rows=False, locks=MOVING.locks),
    Intent("project.delete.v1", _needs_delete, _delete, needs_by_rows=False, locks=MOVING.locks),
    Intent("project.move.v1", MOVING.needs, _move, Moved, needs_by_rows=False, locks=MOVING.locks),
    Intent("project.answer.v1", _needs_answer, _answer, Answered, locks=MOVING.locks),
)
