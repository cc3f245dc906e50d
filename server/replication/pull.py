"""Answers what is new in a person's scopes, from one snapshot; cost grows with what changed, not with what exists."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from server.kit.identity import Actor
from server.kit.packing import Piece, plain
from server.replication.store import Entry, Placed, Store
from server.replication.stretches import last_whole
from server.replication.unit import Replication
from sync.mutation import Row
from sync.plan import Page, cursor_is_lost, plan_pull
from sync.wire import ENTRIES_AT_MOST, Block, ScopePage


class Wrote(NamedTuple):
    """What a push left in the scopes that it wrote to, and the heads of the person's other scopes meanwhile."""

    placed: Mapping[str, Placed] = {}
    heads: Mapping[str, int] = {}


class Pulled(NamedTuple):
    """One scope's page and its blocks, as they are sent: stretches of the feed, each its blocks as JSON."""

    page: Page
    pieces: list[bytes | Piece]

    def parts(self) -> list[bytes | Piece]:
        """The page as JSON (sync.wire.ScopePage), in pieces."""
        opened = msgspec.json.encode(ScopePage(self.page.start, self.page.to, self.page.more, self.page.reset, []))[:-2]
        parts: list[bytes | Piece] = [opened]
        for number, piece in enumerate(self.pieces):
            parts += [b",", piece] if number else [piece]
        return [*parts, b"]}"]

    def read(self) -> ScopePage:
        """The page as a phone reads it."""
        return msgspec.json.decode(plain(self.parts()), type=ScopePage)


def own_news(store: Store, actor: Actor, cursors: Mapping[str, int], limit: int, wrote: Wrote) -> dict[str, Pulled] | None:
    """What `pull` would give to a phone that had everything before its own push; None if it had not, and the database must be asked."""
    pulled: dict[str, Pulled] = {}
    for scope in sorted(actor.scopes):
        end = wrote.placed.get(scope) or Placed(wrote.heads.get(scope, 0), ())
        if cursors.get(scope) != end.before or len(end.entries) > limit:
            return None
        if end.entries:
            pulled[scope] = Pulled(Page(end.before, end.head, more=False, reset=False), [_encoded(store, end.entries)])
    return pulled


def _encoded(store: Store, entries: Sequence[Entry]) -> bytes:
    rows: dict[str, list[Row]] = {}
    gone: dict[str, list[str]] = {}
    for row, left in entries:
        if left:
            gone.setdefault(row.table, []).append(row.id)
        else:
            rows.setdefault(row.table, []).append(row)
    blocks = [store.codecs[table].block_of(some) for table, some in rows.items()]
    return b",".join(map(msgspec.json.encode, [*blocks, *(Block(table, gone=ids) for table, ids in gone.items())]))


async def pull(replication: Replication, actor: Actor, cursors: Mapping[str, int], limit: int) -> dict[str, Pulled]:
    """The next page of each scope with news, at most `limit` entries each. A scope without news is left out."""
    limit = max(1, min(limit, ENTRIES_AT_MOST))
    pulled: dict[str, Pulled] = {}
    async with replication.database.read(brief=True):
        heads = await replication.store.heads(actor.scopes)
        for scope in sorted(actor.scopes):
            head, floor = heads.get(scope, (0, 0))
            if (cursor := cursors.get(scope, 0)) != head or scope not in cursors:
                page = await _page(replication.store, scope, cursor, head, floor, limit)
                start = 0 if page.reset else page.start
                pulled[scope] = Pulled(page, await replication.stretches.between(scope, start, page.to))
    return pulled


async def _page(store: Store, scope: str, cursor: int, head: int, floor: int, limit: int) -> Page:
    start = 0 if cursor_is_lost(cursor, head, floor) else cursor
    if start == 0 and floor:
        # A first page that ended below the horizon would leave a cursor that is lost again: it reaches one place over it.
        limit = max(limit, await store.count(scope, floor) + 1)
    last = await store.place(scope, start, limit) if head - start > limit else None
    if last is not None and (whole := last_whole(start, last)) > floor:
        last = whole
    return plan_pull(cursor, head, floor, last)
