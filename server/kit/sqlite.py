"""SQLite as a server uses it: one writer, several readers, each a lasting connection with write-ahead log and full durability.

Each connection has a thread, which runs whatever may take long: waiting for another process's lock, a sync of the disk, a statement over
many rows. A brief transaction runs its statements where they are asked instead: some microseconds each, where the way to a thread and
back costs a tenth of a millisecond.

Brief transactions that wait for each other share a commit: the disk is asked once, and each is told only when its own rows are on it.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

READERS = 4
BUSY_TIMEOUT_MS = 15_000
WRITER_TIMEOUT_S = 30.0
THREAD_NAME = "sqlite"
COMMITS_SHARED_BY = 8
"""Transactions that share a commit, at most."""

# busy_timeout stands first: several processes may switch a new file to the write-ahead log at the same moment.
_PRAGMAS = (
    f"busy_timeout={BUSY_TIMEOUT_MS}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "cache_size=-32768",
)


def convert_in_c() -> None:
    """Lets the driver read numbers and truth values without a call into Python for each; Piccolo registers slower ways of its own."""
    sqlite3.register_converter("INTEGER", int)
    sqlite3.register_converter("BOOLEAN", b"1".__eq__)


class SQLiteConnection:
    """One lasting connection; `write` decides whether a transaction takes the write lock at once."""

    def __init__(self, path: str, write: bool) -> None:
        self.write = write
        self._path = path
        self._thread = ThreadPoolExecutor(1, THREAD_NAME)
        self._unsettled = False
        self.brief = False  # whether statements run where they are asked
        self._carried: list[asyncio.Future[None]] = []  # those whose work waits, uncommitted, for the commit of a later one
        self.is_awaited: Callable[[], bool] = bool  # whether another brief transaction waits for this connection

    async def open(self) -> SQLiteConnection:
        """Opens the file."""
        try:
            self._raw: sqlite3.Connection = await self._in_thread(self._connect)
        except BaseException:
            self._thread.shutdown(wait=False)
            raise
        return self

    def _connect(self) -> sqlite3.Connection:
        raw = sqlite3.connect(
            self._path,
            timeout=BUSY_TIMEOUT_MS / 1000,
            detect_types=sqlite3.PARSE_DECLTYPES,
            isolation_level=None,
            check_same_thread=False,  # never two at once: whoever holds the connection waits for each statement
            cached_statements=512,
        )
        for pragma in (*_PRAGMAS, "query_only=OFF" if self.write else "query_only=ON"):
            raw.execute(f"PRAGMA {pragma}")
        return raw

    async def begin(self, brief: bool = False) -> None:
        """Starts a transaction. IMMEDIATE for writers: an upgrade from reading to writing would fail at once under contention."""
        self._unsettled = True
        if self._carried:
            self._raw.execute("SAVEPOINT own")
        elif not self.write:
            self._raw.execute("BEGIN DEFERRED")
        elif not (brief and self._begin_at_once()):
            await self._in_thread(lambda: self._raw.execute("BEGIN IMMEDIATE"))
        self.brief = brief

    def _begin_at_once(self) -> bool:
        """Takes the write lock if no other process holds it."""
        self._raw.execute("PRAGMA busy_timeout=0")
        try:
            self._raw.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            return False
        finally:
            self._raw.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        return True

    @property
    def carries(self) -> bool:
        """Whether others' work waits in it for a commit."""
        return bool(self._carried)

    @property
    def settled(self) -> bool:
        """Whether nothing is left open in it."""
        return not self._unsettled

    async def commit(self) -> asyncio.Future[None] | None:
        """Commits; fails if SQLite has rolled the transaction back by itself meanwhile.

        Where another brief transaction waits, that one commits for both: what is given then must be awaited, after giving the connection back.
        """
        brief, self.brief = self.brief, False
        if self._carried:
            self._raw.execute("RELEASE own")
        if brief and self.is_awaited() and len(self._carried) + 1 < COMMITS_SHARED_BY:
            self._unsettled = False
            self._carried.append(asyncio.get_running_loop().create_future())
            return self._carried[-1]
        await self.commit_carried()
        self._unsettled = False
        return None

    async def commit_carried(self) -> None:
        """Commits what is open, and tells those who wait for it."""
        carried, self._carried = self._carried, []
        try:
            await self._in_thread(lambda: self._raw.execute("COMMIT"))
        except BaseException as error:
            _tell(carried, error if isinstance(error, Exception) else _undone())
            raise
        _tell(carried, None)

    async def fetch(self, sql: str, args: Sequence[Any]) -> list[dict[str, Any]]:
        """Runs one statement and gives all its rows."""
        names, rows = await self._run(lambda: _all(self._raw.execute(sql, args)))
        return [dict(zip(names, row, strict=True)) for row in rows]

    async def fetch_values(self, sql: str, args: Sequence[Any]) -> Sequence[Sequence[Any]]:
        """Runs one statement and gives all its rows, each as the values in the order of the statement."""
        return await self._run(lambda: self._raw.execute(sql, args).fetchall())

    async def write_rows(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Runs one statement once for each row of arguments, in one go."""
        await self._run(lambda: self._raw.executemany(sql, rows))

    async def settle(self) -> None:
        """Undoes whatever is still open of its own; runs after all earlier statements of this connection, even abandoned ones."""
        self.brief = self.brief and not self.write
        if self._unsettled:
            await self._run(self._undo)
            self._unsettled = False
        if self._carried and not self._raw.in_transaction:
            carried, self._carried = self._carried, []
            _tell(carried, _undone())
        if self._carried and not self.is_awaited():
            await self.commit_carried()
        self.brief = False

    def _undo(self) -> None:
        if self._carried and self._raw.in_transaction:
            self._raw.execute("ROLLBACK TO own")
            self._raw.execute("RELEASE own")
        elif not self._carried:
            self._raw.rollback()

    async def close(self) -> None:
        """Closes the connection and ends its thread."""
        await self._in_thread(self._raw.close)
        self._thread.shutdown(wait=False)

    async def _run(self, work: Callable[[], T]) -> T:
        return work() if self.brief else await self._in_thread(work)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


def _undone() -> sqlite3.OperationalError:
    """What those are told whose work was lost with another's: nothing was written, try again."""
    error = sqlite3.OperationalError("the shared transaction was rolled back")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return error


def _tell(waiting: list[asyncio.Future[None]], error: Exception | None) -> None:
    for future in waiting:
        if future.done():  # whoever waited was cancelled
            continue
        if error is None:
            future.set_result(None)
        else:
            future.set_exception(error)


def _all(cursor: sqlite3.Cursor) -> tuple[list[str], list[Any]]:
    rows = cursor.fetchall()
    return [column[0] for column in cursor.description or ()], rows


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
        self._briefs_waiting = 0
        self._leaving: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Creates the folder and the file where they are missing, and opens the writer."""
        Path(self.path).parent.mkdir(parents=True, exist_ok=True)
        self._writer = await self._open(write=True)
        self._writer.is_awaited = lambda: self._briefs_waiting > 0

    async def stop(self) -> None:
        """Waits for the running write, then closes every connection, so that no thread keeps the process alive."""
        async with asyncio.timeout(WRITER_TIMEOUT_S), self._writing:
            while self._opened:
                await self._opened.pop().close()
            self._writer = None
            self._readers = asyncio.LifoQueue()
            self._reader_count = 0

    async def acquire(self, write: bool, brief: bool = False) -> SQLiteConnection:
        """A connection for one transaction or statement; raises TimeoutError after half a minute."""
        if self._writer is None:
            raise RuntimeError("the database is not started")
        if not write:
            reader = await self._reader()
            reader.brief = brief
            return reader
        async with asyncio.timeout(WRITER_TIMEOUT_S):
            await (self._acquire_brief() if brief else self._acquire_long(self._writer))
        return self._writer

    async def _acquire_long(self, writer: SQLiteConnection) -> None:
        """With nothing of others left in it: a single statement, too, is on the disk when it returns."""
        await self._writing.acquire()
        try:
            if writer.carries:
                await writer.commit_carried()
        except BaseException:
            self._writing.release()
            raise

    async def _acquire_brief(self) -> None:
        self._briefs_waiting += 1
        try:
            await self._writing.acquire()
        except BaseException:
            self._leaving = asyncio.create_task(self._commit_left())
            raise
        finally:
            self._briefs_waiting -= 1

    async def _commit_left(self) -> None:
        """Commits for those who relied on one that waited and went away."""
        async with self._writing:
            if self._writer and self._writer.carries:
                with contextlib.suppress(sqlite3.Error):  # they are told
                    await self._writer.commit_carried()

    async def release(self, connection: SQLiteConnection) -> None:
        """Takes a connection back, with nothing left open in it."""
        try:
            await connection.settle()
        finally:
            self._free(connection)

    def give_back(self, connection: SQLiteConnection) -> bool:
        """Takes a connection back at once if it is settled; otherwise it must be released."""
        if not connection.settled:
            return False
        self._free(connection)
        return True

    def _free(self, connection: SQLiteConnection) -> None:
        if connection.write:
            self._writing.release()
        else:
            self._readers.put_nowait(connection)

    async def _reader(self) -> SQLiteConnection:
        if not self._readers.empty():
            return self._readers.get_nowait()
        if self._reader_count == READERS:
            async with asyncio.timeout(WRITER_TIMEOUT_S):
                return await self._readers.get()
        self._reader_count += 1
        try:
            return await self._open(write=False)
        except BaseException:
            self._reader_count -= 1
            raise

    async def _open(self, write: bool) -> SQLiteConnection:
        connection = await SQLiteConnection(self.path, write).open()
        self._opened.append(connection)
        return connection


def is_read(sql: str) -> bool:
    """Whether a statement only reads; anything else is given to the writer."""
    return sql.lstrip()[:6].upper() == "SELECT"
