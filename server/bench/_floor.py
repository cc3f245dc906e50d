"""The floor under a push: the same rows in the same tables, written durably by the bare driver, and nothing else done.

Fifty edits of meetings are fifty meetings, fifty places in a scope, fifty lines of history and fifty of the inbox, in one commit.
"""

import asyncio
import sqlite3
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg  # pyright: ignore[reportMissingTypeStubs]

from server.app import assemble, opened
from server.kit.clock import system_clock
from server.kit.database import spelled
from server.kit.settings import Settings
from server.replication import Replication
from server.replication.push import INBOX
from server.replication.store import HISTORY, PLACE
from sync.mutation import CREATED, Mark, Row

BRANCHES = 33
BATCH = 50
SECONDS = 4.0
WRITERS = 4
AT_MS = 1_794_794_400_000
Batch = list[tuple[str, list[list[Any]]]]


async def floor(folder: Path, database_url: str) -> float:
    """Edits a second at the floor, on the database whose address is given, or on a SQLite file in the folder."""
    settings = Settings(data=str(folder), database_url=database_url)
    async with opened(assemble(settings, system_clock)) as replication:
        statements = _Statements(replication)
    if replication.database.kind == "sqlite":
        return await asyncio.to_thread(_sqlite, replication.database.url.removeprefix("sqlite:///"), statements)
    return await _postgres(replication.database.url, statements)


class _Statements:
    """The statements of a push, in the database's own spelling, and endless batches of rows for them."""

    def __init__(self, replication: Replication):
        self.codec = replication.store.codecs["meeting"]
        kind = replication.database.kind
        self.texts = [spelled(text, kind) for text in (self.codec.upsert, PLACE, HISTORY, INBOX)]
        self.blank = dict.fromkeys(self.codec.fields) | dict(replication.store.rules["meeting"].blank)

    def batches(self, branch: str) -> Iterator[Batch]:
        """Edits of the same fifty meetings of a branch, again and again."""
        log, meetings = str(uuid.uuid4()), [str(uuid.uuid4()) for _ in range(BATCH)]
        mid = 0
        while True:
            rows: list[list[list[Any]]] = [[], [], [], []]
            for meeting in meetings:
                mid += 1
                for table, row in zip(rows, self._rows(branch, log, meeting, mid), strict=True):
                    table.append(row)
            yield list(zip(self.texts, rows, strict=True))

    def _rows(self, branch: str, log: str, meeting: str, mid: int) -> list[list[Any]]:
        place = f"第{mid}会议室"
        values = self.blank | {"branch": branch, "org": branch, "kind": "theme_day", "place": place, "status": "draft", "created_by": log}
        mark = Mark(mid, log, mid, log, AT_MS)
        body = f'{{"mid":{mid},"name":"meeting.set.v1","row":"{meeting}","base":{mid},"set":{{"place":["","{place}"]}},"args":{{}}}}'
        outcome = f'{{"mid":{mid},"result":"applied"}}'
        return [
            self.codec.write(Row("meeting", meeting, values, mid, {CREATED: mark, "place": mark})),
            [f"branch:{branch}", "meeting", meeting, mid, False],
            ["meeting", meeting, mid, AT_MS, log, "sync", log, mid, f'{{"place":["","{place}"]}}'],
            [log, mid, "meeting.set.v1", meeting, body, AT_MS, None, "applied", outcome],
        ]


def _sqlite(path: str, statements: _Statements) -> float:
    writers = [statements.batches(str(uuid.uuid4())) for _ in range(BRANCHES)]
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


async def _postgres(url: str, statements: _Statements) -> float:
    connections = [await asyncpg.connect(url) for _ in range(WRITERS)]  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    until = time.perf_counter() + SECONDS

    async def write(connection: Any) -> int:
        batches, written = statements.batches(str(uuid.uuid4())), 0
        while time.perf_counter() < until:
            async with connection.transaction():
                for text, rows in next(batches):
                    await connection.executemany(text, rows)
            written += 1
        return written

    try:
        return sum(await asyncio.gather(*map(write, connections))) * BATCH / SECONDS
    finally:
        for connection in connections:
            await connection.close()
