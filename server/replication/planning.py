"""Loads what mutations need and asks the engine; shared by phones' pushes and by the office acting on someone's behalf."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from server.kit.identity import Actor
from server.replication.conflicts import keep_clash
from sync.mutation import Held, Mutation
from sync.plan import Need, Plan, Turn, World, plan_push
from sync.upcast import upcast

if TYPE_CHECKING:
    from server.replication.unit import Replication

log = logging.getLogger(__name__)

_ROUNDS = 4
"""How often intents may ask for further rows: a meeting, then its branch's people, then their marks."""


def as_of_today(replication: Replication, mutation: Mutation) -> Mutation:
    """A mutation of any released version as today's intents know it; one that cannot be turned keeps its old name, and is quarantined."""
    try:
        return upcast(mutation, replication.upcasts)
    except Exception:
        log.exception("mutation %s of an old version could not be read", mutation.name)
        return mutation


def scopes_written(actor: Actor) -> set[str]:
    """The scopes that a person's mutations write to by posts and by what the person assesses, for locking them before reading.

    What a branch and its assessors both see is written in both scopes: whoever holds a branch's scope later needs the other one.
    """
    return {f"branch:{branch}" for branch in actor.branches} | {f"assess:{branch}" for branch in actor.branches | actor.assesses}


def scopes_contended(replication: Replication, mutations: Iterable[Mutation]) -> set[str]:
    """The scopes that these mutations' intents lock beside the author's own."""
    intents = (replication.intents.get(mutation.name) for mutation in mutations)
    return {scope for intent in intents if intent for scope in intent.locks}


async def load_needs(replication: Replication, world: World, mutations: Sequence[Mutation]) -> None:
    """Loads what the intents ask for, until they ask for no more."""
    for _ in range(_ROUNDS):
        missing = _missing(replication, world, mutations)
        if not missing:
            return
        mutations = _asked_again(replication, mutations)
        for need in missing:
            world.add(need, await replication.store.load(need))


def _asked_again(replication: Replication, mutations: Sequence[Mutation]) -> list[Mutation]:
    """Those of which it is known only from rows which further rows they need."""
    return [one for one in mutations if (intent := replication.intents.get(one.name)) and intent.needs_by_rows]


def _missing(replication: Replication, world: World, mutations: Sequence[Mutation]) -> list[Need]:
    """What the intents ask for and is not loaded; a mutation whose needs cannot be told is noted in the world, and will be quarantined."""
    values: dict[tuple[str, str, str], dict[str, None]] = {}
    for mutation in mutations:
        try:
            for need in _needs(replication, world, mutation):
                wanted = values.setdefault((need.table, need.column, need.scope), {})
                for value in need.values:
                    wanted[value] = None
        except Exception as failure:  # whatever the code did wrong, the other mutations must flow
            world.failures[mutation.mid] = failure
    needs = (Need(table, tuple(wanted), column, scope) for (table, column, scope), wanted in values.items())
    return [lacking for need in needs if (lacking := world.lacks(need))]


def _needs(replication: Replication, world: World, mutation: Mutation) -> Iterable[Need]:
    intent = replication.intents.get(mutation.name)
    return intent.needs(mutation, world) if intent and mutation.mid not in world.failures else ()


async def draw_plan(
    replication: Replication, world: World, mutations: Sequence[Mutation], log_id: str, actor: Actor, now_ms: int
) -> tuple[World, Plan]:
    """The plan, and the world it was drawn in.

    Two things are known only from a plan: which conflict or held mutation it touches, whose row an earlier push may have
    made, and what intents need of rows that an intent before them makes. Both are loaded then, and the plan drawn again.
    """

    def keep_held(turn: Turn[Actor], held: Held) -> str | None:
        keep = replication.keep_held.get(held.reason)
        return keep(turn, held) if keep else None

    def draw() -> Plan:
        return plan_push(world, replication.intents, mutations, log_id, actor.account, actor, now_ms, keep_clash, keep_held)

    plan, asked_again = draw(), _asked_again(replication, mutations)
    for _ in range(_ROUNDS):
        failed = len(world.failures)
        missing = world.unseen() + (_missing(replication, world, asked_again) if world.has_new() else [])
        if not missing and len(world.failures) == failed:
            break
        world = world.again()
        for need in missing:
            world.add(need, await replication.store.load(need))
        plan = draw()
    for mid, failure in plan.failures:
        log.error("mutation %s/%s quarantined", log_id, mid, exc_info=failure)
    return world, plan
