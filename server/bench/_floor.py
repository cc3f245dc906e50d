"""The floor under a push: the same rows, written durably by the bare driver with the server's own statements, and nothing else done.

Fifty edits change fifty meetings, fifty marks make fifty marks; with each come its places in scopes (a mark is in two), a line of history
and one of the inbox, all in one commit.
"""

import asyncio
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg  # pyright: ignore[reportMissingTypeStubs]

from server.app import assemble, opened
from server.kit.clock import system_clock
from server.kit.database import Kind, spelled
from server.kit.settings import Settings
from server.replication import Replication
from server.replication.push import INBOX
from server.replication.store import HISTORY, PLACE, difference, to_json
from sync.mutation import CREATED, Mark, Row
from sync.plan import Change

BRANCHES = 33
BATCH = 50
SECONDS = 4.0
WRITERS = 4
POSTGRES_BATCHES = 400
"""Of each writer."""
AT_MS = 1_794_794_400_000
Batch = list[tuple[str, Sequence[Sequence[Any]]]]
Batches = Callable[[str], Iterator[Batch]]
"""Endless batches of a phone of a branch."""


async def floor(folder: Path, database_url: str) -> dict[str, float]:
    """Edits and marks a second at the floor, on the database whose address is given, or on a SQLite file in the folder."""
    settings = Settings(data=str(folder), database_url=database_url)
    async with opened(assemble(settings, system_clock)) as replication:
        works = {"edits": _Writes(replication).edits, "marks": _Writes(replication).marks}
    url = replication.database.url
    if replication.database.kind == "sqlite":
        return {name: await asyncio.to_thread(_sqlite, url.removeprefix("sqlite:///"), work) for name, work in works.items()}
    return {name: await _postgres(url, work) for name, work in works.items()}


class _Writes:
    """What pushes write: statements in the database's own spelling, with rows for them."""

    def __init__(self, replication: Replication):
        self._store = replication.store
        self._kind: Kind = replication.database.kind

    def edits(self, branch: str) -> Iterator[Batch]:
        """The place of the same fifty meetings, changed again and again."""
        log = str(uuid.uuid4())
        rows = [self._row("meeting", branch, log, mid, {"org": branch, "kind": "theme_day", "status": "draft"}) for mid in range(1, BATCH + 1)]
        yield self._batch([(None, row) for row in rows], log, 1)
        for first in count(BATCH + 1, BATCH):
            changed = [self._edited(row, log, first + number) for number, row in enumerate(rows)]
            yield self._batch(list(zip(rows, changed, strict=True)), log, first)
            rows = changed

    def marks(self, branch: str) -> Iterator[Batch]:
        """One member after the other, at fifty meetings each."""
        log = str(uuid.uuid4())
        meetings = [str(uuid.uuid4()) for _ in range(BATCH)]
        for first in count(1, BATCH):
            mark = {"member": str(uuid.uuid4()), "status": "present", "may_vote": True, "meeting_kind": "theme_day"}
            rows = [self._row("attendance", branch, log, first + number, mark | {"meeting": meeting}) for number, meeting in enumerate(meetings)]
            yield self._batch([(None, row) for row in rows], log, first)

    def _row(self, table: str, branch: str, log: str, mid: int, values: dict[str, Any]) -> Row:
        blank = dict.fromkeys(self._store.codecs[table].fields) | dict(self._store.rules[table].blank)
        return Row(table, str(uuid.uuid4()), blank | {"branch": branch} | values, 1, {CREATED: Mark(1, log, mid, log, AT_MS)})

    def _edited(self, row: Row, log: str, mid: int) -> Row:
        changed = row.copy()
        changed.rev += 1
        changed.values["place"] = f"第{mid}会议室"
        changed.marks["place"] = Mark(changed.rev, log, mid, log, AT_MS)
        return changed

    def _batch(self, written: Sequence[tuple[Row | None, Row]], log: str, first: int) -> Batch:
        after = [row for _, row in written]
        changes = [to_json(difference(Change(first + number, *pair))) for number, pair in enumerate(written)]
        places = [[scope, row.table, row.id, first + number, False] for number, row in enumerate(after) for scope in self._scopes(row)]
        history = [[row.table, row.id, row.rev, AT_MS, log, "sync", log, first + number, changes[number]] for number, row in enumerate(after)]
        inbox = [_received(row, log, first + number) for number, row in enumerate(after)]
        batch = [*self._store.codecs[after[0].table].statements(written), (PLACE, places), (HISTORY, history), (INBOX, inbox)]
        return [(spelled(text, self._kind), rows) for text, rows in batch]

    def _scopes(self, row: Row) -> list[str]:
        return sorted(self._store.rules[row.table].scopes(row.values))


def _received(row: Row, log: str, mid: int) -> list[Any]:
    """A line of the inbox, as long as one of the bench's phones makes it."""
    at = {"wall": AT_MS + mid, "mono": mid, "boot": log}
    if row.table == "meeting":
        name, asked = "meeting.set.v1", {"set": {"place": ["", row.values["place"]]}, "args": {}}
    else:
        name, asked = "attendance.mark.v1", {"set": {}, "args": {"marks": {row.values["member"]: [None, "present", ""]}}}
    body = {"mid": mid, "name": name, "row": row.values.get("meeting") or row.id, "base": 10**9, **asked, "at": at}
    return [log, mid, name, body["row"], to_json(body), AT_MS, None, "applied", to_json({"mid": mid, "result": "applied"})]


def _sqlite(path: str, work: Batches) -> float:
    writers = [work(str(uuid.uuid4())) for _ in range(BRANCHES)]
    written, took_s = 0, 0.0
    with sqlite3.connect(path, isolation_level=None) as file:
        file.execute("pragma synchronous=full")
        while took_s < SECONDS:
            batch = next(writers[written % BRANCHES])
            began = time.perf_counter()  # the rows are made outside of what is measured
            file.execute("begin immediate")
            for text, rows in batch:
                file.executemany(text, rows)
            file.execute("commit")
            took_s += time.perf_counter() - began
            written += 1
    file.close()
    return written * BATCH / took_s


async def _postgres(url: str, work: Batches) -> float:
    connections = [await asyncpg.connect(url) for _ in range(WRITERS)]  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    ready = [[next(batches) for _ in range(POSTGRES_BATCHES)] for batches in (work(str(uuid.uuid4())) for _ in connections)]

    async def write(connection: Any, batches: list[Batch]) -> None:
        for batch in batches:
            async with connection.transaction():
                for text, rows in batch:
                    await connection.executemany(text, rows)

    try:
        began = time.perf_counter()  # the rows are made before
        await asyncio.gather(*map(write, connections, ready))
        return WRITERS * POSTGRES_BATCHES * BATCH / (time.perf_counter() - began)
    finally:
        for connection in connections:
            await connection.close()
