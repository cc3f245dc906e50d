"""Answers what is new in a person's scopes, from one snapshot; cost grows with what changed, not with what exists."""

from collections.abc import Mapping

from server.kit.identity import Actor
from server.replication.store import Store
from server.replication.unit import Replication
from sync.mutation import Row, RowKey
from sync.plan import Need, Page, cursor_is_lost, plan_pull
from sync.wire import Columns, ScopePage

LIMIT_AT_MOST = 5000


async def pull(replication: Replication, actor: Actor, cursors: Mapping[str, int], limit: int) -> dict[str, ScopePage]:
    """The next page of each scope with news, at most `limit` entries each. A scope without news is left out."""
    limit = max(1, min(limit, LIMIT_AT_MOST))
    store = replication.store
    async with replication.database.read(brief=True):
        heads = await store.heads(actor.scopes)
        pages: dict[str, Page] = {}
        for scope in sorted(actor.scopes):
            head, floor = heads.get(scope, (0, 0))
            if cursors.get(scope) != head:
                pages[scope] = await _page(store, scope, cursors.get(scope, 0), head, floor, limit)
        rows = await _rows(store, pages)
    return {scope: _sent(store, page, rows) for scope, page in pages.items()}


async def _page(store: Store, scope: str, cursor: int, head: int, floor: int, limit: int) -> Page:
    start = 0 if cursor_is_lost(cursor, head, floor) else cursor
    if start == 0 and floor:
        # A first page that ended below the horizon would leave a cursor that is lost again: it reaches over it.
        limit = max(limit, await store.count(scope, floor))
    return plan_pull(cursor, head, floor, await store.entries(scope, start, limit + 1), limit)


async def _rows(store: Store, pages: Mapping[str, Page]) -> dict[RowKey, Row]:
    wanted: dict[str, dict[str, None]] = {}
    for page in pages.values():
        for entry in page.entries:
            if not entry.gone:
                wanted.setdefault(entry.table, {})[entry.row] = None
    loaded = [row for table, ids in wanted.items() for row in await store.load(Need(table, tuple(ids)))]
    return {row.key: row for row in loaded}


def _sent(store: Store, page: Page, rows: Mapping[RowKey, Row]) -> ScopePage:
    sent = ScopePage(page.start, page.to, page.more, page.reset, {}, {})
    for entry in page.entries:
        if entry.gone:
            sent.gone.setdefault(entry.table, []).append(entry.row)
        else:
            codec = store.codecs[entry.table]
            columns = sent.rows.setdefault(entry.table, Columns(codec.sent, []))
            columns.values.append(codec.send(rows[entry.table, entry.row]))
    return sent
