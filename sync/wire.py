"""The messages of POST /api/sync and their version history.

Protocol 1 (2026-11): first version.
"""

from typing import Any

import msgspec

from sync.mutation import Outcome

PROTOCOL = 1
MUTATIONS_AT_MOST = 200
BYTES_AT_MOST = 2_000_000


class Request(msgspec.Struct):
    """What a phone sends. Mutations stay raw: one that cannot be read must not keep the others from being answered."""

    protocol: int
    log: str
    app: str = ""
    epoch: str | None = None
    head: str | None = None
    mutations: list[msgspec.Raw] = []
    cursors: dict[str, int] = {}
    beacon: str | None = None
    limit: int = 2000


class Columns(msgspec.Struct):
    """Rows of one table, column by column names once."""

    columns: list[str]
    values: list[list[Any]]


class ScopePage(msgspec.Struct, rename={"start": "from"}):
    """One scope's news. Apply only if the cursor still equals `from`; show only when `more` is false."""

    start: int
    to: int
    more: bool
    reset: bool
    rows: dict[str, Columns]
    gone: dict[str, list[str]]


class Next(msgspec.Struct):
    """When to come again: seconds between polls, and over how many seconds to spread after the network returns."""

    poll_s: int
    spread_s: int


class Answer(msgspec.Struct, omit_defaults=False):
    """What the server answers: everything up to `acked` has its outcome and is on disk."""

    epoch: str
    acked: int
    outcomes: list[Outcome]
    scopes: dict[str, ScopePage]
    drop: list[str]
    beacon: str | None
    next: Next
