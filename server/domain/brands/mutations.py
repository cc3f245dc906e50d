"""What phones may ask: a brand is declared and told of, with or without a network."""

from collections.abc import Iterable, Mapping
from typing import Any

from server.domain.brands import rules
from server.domain.brands.rules import Moved, Owned
from server.domain.organisation import branches_in
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.lifecycle import OWNER, who
from sync.mutation import Held, Mutation, Refusal, Rejected
from sync.plan import Intent, Need, Turn, World


def _needs_set(mutation: Mutation, _: World) -> Iterable[Need]:
    owner = str(mutation.args.get("owner"))
    yield Need("brand", (mutation.row,))
    yield Need("organisation", (owner,))
    yield Need("organisation", (owner,), "parent")


def _set(turn: Turn[Actor]) -> None:
    """Writes a declaration, or changes what may be changed now; the row is the brand's own."""
    owned: Owned = turn.asked
    branches = branches_in(turn.world, owned.owner)
    if not branches:
        raise Rejected(Refusal("brands.owner", "没有这个组织", "品牌由党总支或党支部创建。", "请刷新后重新选择。", "owner"))
    _check_owner(turn.actor, {"owner": owned.owner, "branches": branches})
    known = turn.world.get("brand", turn.mutation.row)
    _refuse(rules.edit_fault(turn.mutation.set) or (rules.editing_fault(known.values, owned.owner, turn.mutation.set) if known else None))
    own = next((one for one in branches if one in turn.actor.branches), branches[0])
    by = {"created_by": turn.actor.account, "created_by_name": turn.actor.name, "created_at": turn.now_ms, "data_up_to": turn.now_ms}
    turn.edit("brand", turn.mutation.row, turn.mutation.base, turn.mutation.set, {"owner": owned.owner, "branches": branches, "branch": own, **by})


def _check_owner(actor: Actor, brand: Mapping[str, Any]) -> None:
    """Held(rights) for whoever holds no post in a branch of the owner."""
    if OWNER not in who(actor, (brand["owner"], *brand["branches"])):
        raise Held("rights", f"branch:{brand['branches'][0]}")


def _needs_delete(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("brand", (mutation.row,))


def _delete(turn: Turn[Actor]) -> None:
    brand = turn.row("brand", turn.mutation.row)
    _check_owner(turn.actor, brand.values)
    _refuse(rules.editing_fault(brand.values, brand.values["owner"], rules.LIFECYCLE.states))
    turn.delete("brand", brand.id, turn.mutation.base)


def _needs_move(mutation: Mutation, _: World) -> Iterable[Need]:
    brand = str(mutation.args.get("brand"))
    yield Need("brand", (brand,))
    yield Need("conflict", (brand,), "row")
    yield Need("brand_step", (mutation.row,))
    yield Need("brand_step", (brand,), "brand")


def _move(turn: Turn[Actor]) -> None:
    """Adds a step to the history and moves the brand on; the row is the step's own."""
    asked: Moved = turn.asked
    brand = turn.row("brand", asked.brand)
    _check_owner(turn.actor, brand.values)
    if turn.world.get("brand_step", turn.mutation.row):  # sent again in another log: it was taken then
        return
    _refuse(rules.move_fault(brand.values, asked, {OWNER}, local_day(turn.now_ms)))
    if asked.move == "declare" and any(one.values["state"] == "open" for one in turn.world.where("conflict", "row", brand.id)):
        told = "申报内容有一处两人改得不一样，还没有选定。"
        raise Rejected(Refusal("brands.conflict", "有冲突没有处理", told, "请先在品牌页面上选定，再申报。"))
    place = 1 + len(turn.world.where("brand_step", "brand", brand.id))
    by = {"at": turn.now_ms, "by": turn.actor.account, "by_name": turn.actor.name}
    said = {"act": asked.move, "on": asked.on, "text": asked.text.strip()}
    turn.put("brand_step", turn.mutation.row, {"brand": brand.id, "branches": brand.values["branches"], "place": place, **said, **by})
    turn.put("brand", brand.id, {"state": rules.LIFECYCLE.after(asked.move, brand.values["state"])})


def _refuse(fault: Refusal | None) -> None:
    if fault:
        raise Rejected(fault)


_LOCKS = frozenset({"site"})
"""An owner's rows are in the scopes of all its branches, and the office decides about them: one after the other."""
INTENTS = (
    Intent("brand.set.v1", _needs_set, _set, Owned, needs_by_rows=False, locks=_LOCKS),
    Intent("brand.delete.v1", _needs_delete, _delete, needs_by_rows=False, locks=_LOCKS),
    Intent("brand.move.v1", _needs_move, _move, Moved, needs_by_rows=False, locks=_LOCKS),
)
