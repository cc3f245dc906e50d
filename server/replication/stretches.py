"""Stretches of a scope's feed as bytes: encoded and compressed once, and shared by all phones that ask for them.

A place in a scope names one version of one row, for ever: whoever changes a row gives it a new place at the end. So the rows between two
places change only by moving out, and as long as as many are left as before, they are the same. Forty-five phones of a branch that return
together are sent the same bytes.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from server.kit.packing import Piece, pack
from server.replication.store import Store
from sync.wire import Block

LEAST, MOST = 64, 2048
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


def cut(counts: Mapping[int, int], after: int, to: int) -> Iterator[tuple[int, int, int]]:
    """(first place, last place, entries) of each stretch with entries, above `after`, up to and with `to`.

    `counts` are the entries there by multiples of LEAST. A scope may have gaps of any length: each restore begins far above the last place.
    """
    done = after
    for number in counts:
        if number * LEAST + LEAST - 1 > done:
            first, done = _around(number * LEAST, after, to)
            yield first, done, sum(counts.get(one, 0) for one in range(first // LEAST, done // LEAST + 1))


def last_whole(after: int, to: int) -> int:
    """Where a page had better end that would end at `to`: with a stretch as long as may be, of what lies above `after` no more than half given away.

    A page that ends amid a long stretch would leave both phones and memory with two short ones, which compress badly.
    """
    size = MOST
    while size >= LEAST:
        last = (to + 1) // size * size - 1
        if (last - after) * 2 >= to - after:
            return last
        size //= 2
    return to


def _around(place: int, after: int, to: int) -> tuple[int, int]:
    """First and last place of the longest stretch that holds `place` and lies within the bounds; no place is 0, so 0 lies in any from the start."""
    size = MOST
    while size >= LEAST:
        first = place - place % size
        if (first > after or first == after == 0) and first + size - 1 <= to:
            return first, first + size - 1
        size //= 2
    return max(after + 1, place), min(to, place + LEAST - 1)


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
        if to - after < LEAST:  # the end of the feed: hardly anyone else asks for just this
            return [piece] if (piece := await self._encoded(Stretch(scope, after, to))) else []
        counts = await self._store.entries_by_stretch(scope, after, to, LEAST)
        pieces: list[bytes | Piece] = []
        for first, last, entries in cut(counts, after, to):
            pieces.append(await self._piece(Stretch(scope, first - 1, last), entries))
        return pieces

    async def _piece(self, stretch: Stretch, entries: int) -> bytes | Piece:
        kept = self._kept.get(stretch)
        again = kept is not None
        if kept is None or kept.entries != entries:
            kept = _Kept(entries, await self._encoded(stretch))
        if isinstance(kept.piece, bytes) and (again or stretch.to - stretch.after >= LONG):
            kept = _Kept(entries, pack(kept.piece))
        self._keep(stretch, kept)
        return kept.piece

    async def _encoded(self, stretch: Stretch) -> bytes:
        return b",".join(_encode(block) for block in await self._blocks(stretch))

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
