"""SQLite as a server uses it: one writer, several readers, each a lasting connection with write-ahead log and full durability."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import aiosqlite

READERS = 4
BUSY_TIMEOUT_MS = 15_000
WRITER_TIMEOUT_S = 30.0

# busy_timeout stands first: several processes may switch a new file to the write-ahead log at the same moment.
_PRAGMAS = (
    f"busy_timeout={BUSY_TIMEOUT_MS}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "temp_store=MEMORY",
)


class SQLiteConnection:
    """One lasting connection; `write` decides whether a transaction takes the write lock at once."""

    def __init__(self, raw: aiosqlite.Connection, write: bool) -> None:
        self._raw = raw
        self._unsettled = False
        self.write = write

    async def begin(self) -> None:
        """Starts a transaction. IMMEDIATE for writers: an upgrade from reading to writing would fail at once under contention."""
        self._unsettled = True
        await self.fetch("BEGIN IMMEDIATE" if self.write else "BEGIN DEFERRED", ())

    async def commit(self) -> None:
        """Commits; fails if SQLite has rolled the transaction back by itself meanwhile."""
        await self.fetch("COMMIT", ())
        self._unsettled = False

    async def fetch(self, sql: str, args: Sequence[Any]) -> list[dict[str, Any]]:
        """Runs one statement and gives all its rows."""
        rows = list(await self._raw.execute_fetchall(sql, args))
        if not rows:
            return []
        names = rows[0].keys()
        return [dict(zip(names, row, strict=True)) for row in rows]

    async def write_rows(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Runs one statement once for each row of arguments, in one go."""
        await self._raw.executemany(sql, rows)

    async def settle(self) -> None:
        """Rolls back whatever is still open; runs after all earlier statements of this connection, even abandoned ones."""
        if self._unsettled:
            await self._raw.rollback()
            self._unsettled = False

    async def close(self) -> None:
        """Closes the connection and ends its thread."""
        await self._raw.close()


class SQLitePool:
    """The connections to one file. The write lock is queued here, fairly, so that SQLite's own polling is only for other processes."""

    kind = "sqlite"

    def __init__(self, path: str) -> None:
        self.path = path
        self._writing = asyncio.Lock()
        self._writer: SQLiteConnection | None = None
        self._readers: asyncio.LifoQueue[SQLiteConnection] = asyncio.LifoQueue()
        self._opened: list[SQLiteConnection] = []
        self._reader_count = 0

    async def start(self) -> None:
        """Creates the folder and the file where they are missing, and opens the writer."""
        Path(self.path).parent.mkdir(parents=True, exist_ok=True)
        self._writer = await self._open(write=True)

    async def stop(self) -> None:
        """Waits for the running write, then closes every connection, so that no thread keeps the process alive."""
        async with asyncio.timeout(WRITER_TIMEOUT_S), self._writing:
            while self._opened:
                await self._opened.pop().close()
            self._writer = None
            self._readers = asyncio.LifoQueue()
            self._reader_count = 0

    async def acquire(self, write: bool) -> SQLiteConnection:
        """A connection for one transaction or statement; raises TimeoutError after half a minute."""
        if self._writer is None:
            raise RuntimeError("the database is not started")
        async with asyncio.timeout(WRITER_TIMEOUT_S):
            if not write:
                return await self._reader()
            await self._writing.acquire()
        return self._writer

    async def release(self, connection: SQLiteConnection) -> None:
        """Takes a connection back, with nothing left open in it."""
        try:
            await connection.settle()
        finally:
            if connection.write:
                self._writing.release()
            else:
                self._readers.put_nowait(connection)

    async def _reader(self) -> SQLiteConnection:
        if not self._readers.empty() or self._reader_count == READERS:
            return await self._readers.get()
        self._reader_count += 1
        try:
            return await self._open(write=False)
        except BaseException:
            self._reader_count -= 1
            raise

    async def _open(self, write: bool) -> SQLiteConnection:
        raw = await aiosqlite.connect(
            self.path, isolation_level=None, detect_types=sqlite3.PARSE_DECLTYPES, timeout=BUSY_TIMEOUT_MS / 1000, cached_statements=512
        )
        connection = SQLiteConnection(raw, write)
        self._opened.append(connection)
        raw.row_factory = sqlite3.Row
        for pragma in (*_PRAGMAS, "query_only=OFF" if write else "query_only=ON"):
            await connection.fetch(f"PRAGMA {pragma}", ())
        return connection


def is_read(sql: str) -> bool:
    """Whether a statement only reads; anything else is given to the writer."""
    return sql.lstrip()[:6].upper() == "SELECT"
