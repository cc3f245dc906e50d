"""Mutations held for want of a right, as ordinary rows: kept for the office, seen by who made them."""

import uuid
from typing import Any

import msgspec

from server.kit.identity import Actor
from sync.mutation import Held
from sync.plan import Turn

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
