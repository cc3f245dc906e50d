"""The messages of POST /api/sync and their version history.

Protocol 1 (2026-11): first version.
"""

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha1
from typing import Any
from uuid import UUID

import msgspec

from sync.mutation import Outcome

PROTOCOL = 1
MUTATIONS_AT_MOST = 200
BYTES_AT_MOST = 2_000_000
ENTRIES_AT_MOST = 16_384
"""Entries of a scope in one answer: a branch's whole first sync, in one page. A phone on a bad line asks for fewer."""


class Request(msgspec.Struct):
    """What a phone sends. Mutations stay raw: one that cannot be read must not keep the others from being answered.

    `head` is the chain's digest after the mutations in hex, or its first sixteen digits or more. `cursors` go by scopes, in full or by short
    name. `epoch` and `beacon` are read and ignored.
    """

    protocol: int
    log: str
    app: str = ""
    epoch: str | None = None
    head: str | None = None
    mutations: list[msgspec.Raw] = []
    cursors: dict[str, int] = {}
    beacon: str | None = None
    limit: int = ENTRIES_AT_MOST


HEAD_DIGITS_LEAST = 16
_ID_DIGITS = 8


def short_name(scope: str) -> str:
    """A scope as a request may name it: its kind and the last eight characters of its id, which tell one person's scopes apart."""
    kind, colon, identity = scope.partition(":")
    return kind + colon + identity[-_ID_DIGITS:]


def by_scope(cursors: Mapping[str, int], scopes: Iterable[str]) -> tuple[dict[str, int], list[str]]:
    """The cursors of these scopes, and the names among them that mean none of them. A short name that two scopes share means none."""
    names: dict[str, list[str]] = {}
    for scope in scopes:
        for name in {scope, short_name(scope)}:
            names.setdefault(name, []).append(scope)
    known = {name: names[name][0] for name in cursors if len(names.get(name, ())) == 1}
    found: dict[str, int] = {}
    for name, scope in known.items():
        found[scope] = min(cursors[name], found.get(scope, cursors[name]))
    return found, sorted(set(cursors) - set(known))


def names_in(namespace: str) -> Callable[[str], str]:
    """The ids that everyone derives from the same names (RFC 9562, version 5) in one namespace.

    Each mark has one, and the library takes three times as long.
    """
    space = UUID(namespace).bytes

    def name_of(name: str) -> str:
        digest = bytearray(sha1(space + name.encode(), usedforsecurity=False).digest()[:16])
        digest[6] = digest[6] & 0x0F | 0x50
        digest[8] = digest[8] & 0x3F | 0x80
        digits = digest.hex()
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    return name_of


class IdOf(msgspec.Struct, frozen=True):
    """How a row's id follows from its own columns, so that it need not travel: UUIDv5 of their values joined by "/"."""

    namespace: str
    of: tuple[str, ...]


class Block(msgspec.Struct, omit_defaults=True):
    """News of one table in a scope: rows column by column (each column a list with a value a row), and ids of rows that left.

    What is the same in all rows stands once in `same`. With `id_of` there is no column `id`: the phone derives it.
    """

    table: str
    columns: dict[str, list[Any]] = {}
    same: dict[str, Any] = {}
    id_of: IdOf | None = None
    gone: list[str] = []

    def rows(self) -> list[dict[str, Any]]:
        """The rows as a phone reads them, each with its id."""
        rows = [self.same | dict(zip(self.columns, values, strict=True)) for values in zip(*self.columns.values(), strict=True)]
        if self.id_of is None:
            return rows
        id_of, of = names_in(self.id_of.namespace), self.id_of.of
        return [{"id": id_of("/".join(row[name] for name in of)), **row} for row in rows]


class ScopePage(msgspec.Struct, rename={"start": "from"}):
    """One scope's news. Apply only if the cursor still equals `from`; show only when `more` is false."""

    start: int
    to: int
    more: bool
    reset: bool
    blocks: list[Block]


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
