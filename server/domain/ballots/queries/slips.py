"""Making codes: drawn at random, told once, kept as hashes in an order that tells nothing."""

import secrets

import segno

from server.domain.ballots import rules
from server.domain.ballots.rules.codes import ALPHABET
from server.domain.ballots.schemas import SlipOut
from server.replication import Unit
from server.replication.store import insert, to_json

_SAVE = insert("ballot_code", ["id", "typed", "poll"], ["text"] * 3)


def random_key() -> str:
    """An opening key, or a code for typing."""
    return rules.complete(_random(rules.TYPED_LENGTH - 1))


async def make_slips(unit: Unit, poll: str, address: str, count: int) -> list[SlipOut]:
    """So many new codes of a poll; `address` is where people reach the server."""
    codes = [(_random(rules.LONG_LENGTH), random_key()) for _ in range(count)]
    kept = sorted([rules.code_id(code), rules.code_id(typed), poll] for code, typed in codes)
    await unit.fetch(_SAVE, to_json(kept))
    return [_slip(f"{address}/#/vote/{poll[:8]}/{code}", typed) for code, typed in codes]


def _slip(url: str, typed: str) -> SlipOut:
    drawn = segno.make(url, error="m", micro=False)
    modules = [list(row) for row in drawn.matrix]
    return SlipOut(typed, rules.qr_path(modules), len(modules))


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
