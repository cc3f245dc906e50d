"""Answers what is new in a person's scopes, from one snapshot; cost grows with what changed, not with what exists."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from server.kit.identity import Actor
from server.kit.packing import Piece, plain
from server.replication.store import Store
from server.replication.unit import Replication
from sync.plan import Page, cursor_is_lost, plan_pull
from sync.wire import ScopePage

LIMIT_AT_MOST = 5000


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


async def pull(replication: Replication, actor: Actor, cursors: Mapping[str, int], limit: int) -> dict[str, Pulled]:
    """The next page of each scope with news, at most `limit` entries each. A scope without news is left out."""
    limit = max(1, min(limit, LIMIT_AT_MOST))
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
    return plan_pull(cursor, head, floor, last)
