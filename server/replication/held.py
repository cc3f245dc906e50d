"""Mutations held for want of a right, as ordinary rows: kept for the office, seen by who made them."""

import uuid
from collections.abc import Iterable
from typing import Annotated, Any

import msgspec

from server.kit.identity import Actor
from sync.mutation import Held, Mutation
from sync.plan import Intent, Need, Turn, World

_NAMESPACE = uuid.UUID("9d7d0a55-0c1e-5f0c-8c35-4b5a64f3c0aa")


def held_id(log: str, mid: int) -> str:
    """The one id under which a held mutation is kept: sent again after a restore, it is the same row."""
    return str(uuid.uuid5(_NAMESPACE, f"{log}/{mid}"))


def keep_for_office(turn: Turn[Actor], held: Held) -> str:
    """Writes the whole mutation into a row of `held`; the office applies it on behalf of its author, or discards it."""
    held_row = held_id(turn.author.log, turn.author.mid)
    kept: dict[str, Any] = {
        "log": turn.author.log,
        "mid": turn.author.mid,
        "name": turn.mutation.name,
        "row": turn.mutation.row,
        "scope": held.scope,
        "person": turn.actor.member,
        "mutation": msgspec.to_builtins(turn.mutation),
        "asked_by": turn.actor.account,
        "asked_at": turn.now_ms,
        "state": "open",
    }
    turn.put("held", held_row, kept)
    return held_row


class Discarding(msgspec.Struct, forbid_unknown_fields=True):
    """Which refused or held mutation its author gives up, and why."""

    log: str
    mid: int
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]


def _needs(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("held", (held_id(str(mutation.args.get("log")), mutation.args.get("mid", 0)),))


def _discard(turn: Turn[Actor]) -> None:
    """The inbox keeps the reason beside what is given up; what waited for the office waits no longer, and nobody else can do this."""
    given_up: Discarding = turn.asked
    held = turn.world.get("held", held_id(given_up.log, given_up.mid))
    if held and held.values["state"] == "open" and held.values["asked_by"] == turn.actor.account:
        decided = {"decided_by": turn.actor.account, "decided_at": turn.now_ms, "reason": given_up.reason}
        turn.put("held", held.id, {"state": "discarded", **decided})


DISCARD = Intent("mutation.discard.v1", _needs, _discard, Discarding)
