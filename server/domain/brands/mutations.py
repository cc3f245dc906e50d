"""What phones may ask: a brand is declared and told of, with or without a network."""

from collections.abc import Iterable

from server.domain.brands import rules
from server.domain.brands.policy import MOVING
from server.domain.brands.rules import Content, Moved, Owned
from server.domain.organisation import needs_owner, owned_by
from server.kit.clock import local_day
from server.kit.edits import edit_fault
from server.kit.identity import Actor
from server.kit.lifecycle import OWNER
from server.replication import is_disputed
from sync.mutation import Mutation, Refusal, Rejected, reject
from sync.plan import Intent, Need, Turn, World


def _needs_set(mutation: Mutation, world: World) -> Iterable[Need]:
    yield Need("brand", (mutation.row,))
    yield from needs_owner(mutation, world)


def _set(turn: Turn[Actor]) -> None:
    """Writes a declaration, or changes what may be changed now; the row is the brand's own."""
    owned: Owned = turn.asked
    new = owned_by(turn, owned.owner, Refusal("brands.owner", "没有这个组织", "品牌由党总支或党支部创建。", "请刷新后重新选择。", "owner"))
    known = turn.world.get("brand", turn.mutation.row)
    reject(edit_fault("brands", turn.mutation.set, Content, rules.WORDS))
    reject(rules.editing_fault(known.values, owned.owner, turn.mutation.set) if known else None)
    turn.edit("brand", turn.mutation.row, turn.mutation.base, turn.mutation.set, new)


def _needs_delete(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("brand", (mutation.row,))


def _delete(turn: Turn[Actor]) -> None:
    brand = MOVING.row(turn, turn.mutation.row)
    reject(rules.editing_fault(brand.values, brand.values["owner"], rules.LIFECYCLE.states))
    turn.delete("brand", brand.id, turn.mutation.base)


def _move(turn: Turn[Actor]) -> None:
    """Adds a step to the history and moves the brand on; the row is the step's own."""
    asked: Moved = turn.asked
    brand = MOVING.row(turn, asked.brand)
    if MOVING.steps.has(turn):
        return
    reject(rules.move_fault(brand.values, asked, {OWNER}, local_day(turn.now_ms)))
    if asked.move == "declare" and is_disputed(turn, brand.id):
        told = "申报内容有一处两人改得不一样，还没有选定。"
        raise Rejected(Refusal("brands.conflict", "有冲突没有处理", told, "请先在品牌页面上选定，再申报。"))
    MOVING.take(turn, brand, asked.move, {"on": asked.on, "text": asked.text.strip()})


INTENTS = (
    Intent("brand.set.v1", _needs_set, _set, Owned, needs_by_rows=False, locks=MOVING.locks),
    Intent("brand.delete.v1", _needs_delete, _delete, needs_by_rows=False, locks=MOVING.locks),
    Intent("brand.move.v1", MOVING.needs, _move, Moved, needs_by_rows=False, locks=MOVING.locks),
)
