"""Stretches of a scope's feed as bytes: encoded and compressed once, and shared by all phones that ask for them.

A place in a scope names one version of one row, for ever: whoever changes a row gives it a new place at the end. So the rows between two
places change only by moving out, and as long as as many are left as before, they are the same. Forty-five phones of a branch that return
together are sent the same bytes.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from server.kit.packing import Piece, pack
from server.replication.store import Store
from sync.wire import Block

LEAST, MOST = 64, 1024
"""Places a stretch has: a power of two between these, beginning at a multiple of itself. What is old lies in long ones, which compress well;
what is new in short ones, so that phones whose cursors or heads differ share all but the ends.
"""
LONG = 256
"""From so many places on a stretch is compressed for many at once; a shorter one when a second phone asks for it."""
BYTES_AT_MOST = 64 * 1024 * 1024
_encode = msgspec.json.Encoder().encode


class Stretch(NamedTuple):
    """The places above `after`, up to and with `to`, of a scope."""

    scope: str
    after: int
    to: int


def cut(scope: str, after: int, to: int) -> Iterator[Stretch]:
    """The stretches of a scope above `after`, up to and with `to`."""
    first = after + 1 if after else 0  # no place is 0: whoever has nothing yet asks for whole stretches
    while first <= to:
        size = LEAST - first % LEAST
        while size < MOST and first % (2 * size) == 0 and first + 2 * size - 1 <= to:
            size *= 2
        last = min(to, first + size - 1)
        yield Stretch(scope, first - 1, last)
        first = last + 1


class _Kept(NamedTuple):
    """A stretch as JSON, with so many entries."""

    entries: int
    piece: bytes | Piece

    @property
    def size(self) -> int:
        return self.piece.size if isinstance(self.piece, Piece) else len(self.piece)


class Stretches:
    """Gives stretches, from memory where it can: the latest used, up to so many bytes."""

    def __init__(self, store: Store, bytes_at_most: int = BYTES_AT_MOST):
        self._store = store
        self._bytes_at_most = bytes_at_most
        self._bytes = 0
        self._kept: OrderedDict[Stretch, _Kept] = OrderedDict()

    async def between(self, scope: str, after: int, to: int) -> list[bytes | Piece]:
        """What lies above `after`, up to and with `to`: for each stretch with entries, its blocks as JSON, joined by commas."""
        counts = {number: entries for (number, entries) in await self._store.entries_by_stretch(scope, after, to, LEAST)}  # noqa: C416
        pieces: list[bytes | Piece] = []
        for stretch in cut(scope, after, to):
            entries = sum(counts.get(number, 0) for number in range((stretch.after + 1) // LEAST, stretch.to // LEAST + 1))
            if entries:
                pieces.append(await self._piece(stretch, entries))
        return pieces

    async def _piece(self, stretch: Stretch, entries: int) -> bytes | Piece:
        kept = self._kept.get(stretch)
        again = kept is not None
        if kept is None or kept.entries != entries:
            kept = _Kept(entries, b",".join(_encode(block) for block in await self._blocks(stretch)))
        if isinstance(kept.piece, bytes) and (again or stretch.to - stretch.after >= LONG):
            kept = _Kept(entries, pack(kept.piece))
        self._keep(stretch, kept)
        return kept.piece

    async def _blocks(self, stretch: Stretch) -> list[Block]:
        gone: dict[str, list[str]] = {}
        tables: dict[str, None] = {}
        for table, row, left in await self._store.entries(stretch.scope, stretch.after, stretch.to):
            if left:
                gone.setdefault(table, []).append(row)
            else:
                tables[table] = None
        blocks = [await self._block(stretch, table) for table in tables]
        return blocks + [Block(table, gone=rows) for table, rows in gone.items()]

    async def _block(self, stretch: Stretch, table: str) -> Block:
        codec = self._store.codecs[table]
        rows: Sequence[Sequence[Any]] = await self._store.rows_between(table, stretch.scope, stretch.after, stretch.to)
        return codec.block(rows)

    def _keep(self, stretch: Stretch, kept: _Kept) -> None:
        if old := self._kept.pop(stretch, None):
            self._bytes -= old.size
        self._kept[stretch] = kept
        self._bytes += kept.size
        while self._bytes > self._bytes_at_most:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= oldest.size
