"""One database, SQLite or PostgreSQL, with transactions that never leak; Piccolo's queries go through it too.

A transaction belongs to the task that opened it. Another task that inherits it by its context gets an error while it is open and
nothing of it afterwards, because a statement that slips into, or out of, someone else's transaction is found by nobody.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from contextvars import ContextVar
from functools import lru_cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Protocol

import asyncpg  # pyright: ignore[reportMissingTypeStubs]
from piccolo.engine.base import Engine
from piccolo.engine.postgres import PostgresEngine
from piccolo.engine.sqlite import SQLiteEngine
from piccolo.querystring import QueryString

from server.kit.postgres import PostgresPool
from server.kit.sqlite import SQLitePool, convert_in_c, is_read

if TYPE_CHECKING:
    from piccolo.table import Table

convert_in_c()  # after Piccolo's engine, imported above, has registered its own

Kind = Literal["sqlite", "postgres"]
Rows = list[dict[str, Any]]


class UniqueViolation(Exception):
    """A row with the same unique key exists already."""


class Contention(Exception):
    """Other transactions held the rows too long, or the transaction cannot be ordered among them: nothing was written, try again."""


class Unfit(Exception):
    """A value that the database cannot hold, or that breaks a rule of its own: nothing was written, and the same again fails again."""


class Unavailable(Exception):
    """The database cannot be reached, is full or is shutting down; nothing was written."""


class Connection(Protocol):
    """What both databases' connections offer."""

    async def begin(self, brief: bool = False) -> None: ...
    async def commit(self) -> Awaitable[None] | None: ...
    async def fetch(self, sql: str, args: Sequence[Any]) -> Rows: ...
    async def fetch_values(self, sql: str, args: Sequence[Any]) -> Sequence[Sequence[Any]]: ...
    async def write_rows(self, sql: str, rows: Sequence[Sequence[Any]]) -> None: ...


class Pool(Protocol):
    """What both databases' pools offer."""

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    async def acquire(self, write: bool, brief: bool = False) -> Any: ...
    async def release(self, connection: Any) -> None: ...
    def give_back(self, connection: Any) -> bool: ...


class Transaction:
    """One open transaction, of one task."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.task = asyncio.current_task()
        self.open = True
        self._savepoints = 0

    def new_savepoint(self) -> str:
        """A name that this transaction has not used yet."""
        self._savepoints += 1
        return f"savepoint_{self._savepoints}"


class Database:
    """The address decides the kind: `sqlite:///path` or `postgresql://…`. Nothing connects before `start`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.kind: Kind = "sqlite" if url.startswith("sqlite:///") else "postgres"
        self._pool: Pool = SQLitePool(url.removeprefix("sqlite:///")) if self.kind == "sqlite" else PostgresPool(url)
        self._current: ContextVar[Transaction | None] = ContextVar("transaction", default=None)
        self._releasing: set[asyncio.Task[None]] = set()
        self.engine = _engine(self)

    async def start(self) -> None:
        """Connects. Raises Unavailable when the database cannot be reached."""
        with _own_errors:
            await self._pool.start()

    async def stop(self) -> None:
        """Closes all connections, after the transactions that are still being put away."""
        await asyncio.gather(*self._releasing, return_exceptions=True)
        await self._pool.stop()

    def bind(self, tables: Iterable[type[Table]]) -> None:
        """Sends the queries of these Piccolo tables to this database."""
        for table in tables:
            table._meta.db = self.engine  # pyright: ignore[reportPrivateUsage]  # Piccolo's documented way is a module of a fixed name

    @property
    def in_transaction(self) -> bool:
        """Whether this task has a transaction open."""
        return self._running() is not None

    def write(self, brief: bool = False) -> AbstractAsyncContextManager[Transaction]:
        """One write transaction: committed at the end of the block, rolled back when it raises. Not to be nested; see `savepoint`.

        A `brief` one promises that each of its statements takes at most some milliseconds: on SQLite they run where they are asked, and
        nothing else of this process runs meanwhile. Raises Contention when it cannot be ordered among others; to try again is the
        caller's decision.
        """
        if self.in_transaction:
            raise RuntimeError("a transaction is already open in this task; use savepoint() for a part that may fail")
        return self._transaction(write=True, brief=brief)

    def read(self, brief: bool = False) -> AbstractAsyncContextManager[Transaction | None]:
        """One snapshot for all reads of the block; inside an open transaction, that transaction's view. For `brief` see `write`."""
        return nullcontext() if self.in_transaction else self._transaction(write=False, brief=brief)

    @asynccontextmanager
    async def savepoint(self) -> AsyncGenerator[None]:
        """A part of the running transaction that may fail alone: when the block raises, only its own statements are undone."""
        transaction = self._running()
        if transaction is None:
            raise RuntimeError("a savepoint needs an open transaction")
        name = transaction.new_savepoint()
        await self.execute(f"SAVEPOINT {name}")
        try:
            yield
        except Exception:
            await self.execute(f"ROLLBACK TO SAVEPOINT {name}")
            await self.execute(f"RELEASE SAVEPOINT {name}")
            raise
        await self.execute(f"RELEASE SAVEPOINT {name}")

    async def fetch(self, sql: str | Mapping[str, str], *args: Any) -> Rows:
        """Runs one statement with `{}` for each argument, in this task's transaction if one is open; literal braces are doubled.

        A mapping gives the statement for each kind of database. JSON travels as text. Raises UniqueViolation, Contention, Unavailable.
        """
        text = sql if isinstance(sql, str) else sql[self.kind]
        return await self.execute(_compiled(text, len(args), self.kind), args)

    async def look(self, sql: str, *args: Any) -> Rows:
        """Like `fetch`, for a lone SELECT that takes microseconds: on SQLite it runs where it is asked."""
        compiled = _compiled(sql, len(args), self.kind)
        async with self._at_hand(compiled, brief=True) as connection:
            with _own_errors:
                return await connection.fetch(compiled, args)

    async def fetch_values(self, sql: str | Mapping[str, str], *args: Any) -> Sequence[Sequence[Any]]:
        """Like `fetch`, but each row is only its values, in the order of the statement."""
        text = sql if isinstance(sql, str) else sql[self.kind]
        compiled = _compiled(text, len(args), self.kind)
        async with self._at_hand(compiled) as connection:
            with _own_errors:
                return await connection.fetch_values(compiled, args)

    async def write_rows(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Runs one statement with `{}` for each value once for every row, inside the running transaction: many times faster than one by one.

        Values have the types of their columns: int, str, bool or None. Raises UniqueViolation, Contention, Unavailable.
        """
        transaction = self._running()
        if transaction is None:
            raise RuntimeError("rows are written inside a transaction, so that all of them are or none")
        if rows:
            with _own_errors:
                await transaction.connection.write_rows(_compiled(sql, len(rows[0]), self.kind), rows)

    async def execute(self, sql: str, args: Sequence[Any] = ()) -> Rows:
        """Runs one statement in the database's own spelling of placeholders."""
        async with self._at_hand(sql) as connection:
            with _own_errors:
                return await connection.fetch(sql, args)

    @asynccontextmanager
    async def joined(self) -> AsyncGenerator[None]:
        """The running transaction, or a new one for writing: what Piccolo's own code means by a transaction."""
        if self.in_transaction:
            yield
            return
        async with self._transaction(write=True):
            yield

    def _running(self) -> Transaction | None:
        transaction = self._current.get()
        if transaction is None or not transaction.open:
            return None
        if transaction.task is not asyncio.current_task():
            raise RuntimeError("this task inherited another task's open transaction; start it after the block or with a fresh context")
        return transaction

    def _transaction(self, write: bool, brief: bool = False) -> AbstractAsyncContextManager[Transaction]:
        return _Block(self, self._pool, self._current, write, brief)

    def _at_hand(self, sql: str, brief: bool = False) -> AbstractAsyncContextManager[Connection]:
        """The running transaction's connection, or one for this statement alone."""
        transaction = self._running()
        return self._connection(not is_read(sql), brief) if transaction is None else nullcontext(transaction.connection)

    @asynccontextmanager
    async def _connection(self, write: bool, brief: bool) -> AsyncGenerator[Connection]:
        with _own_errors:
            connection = await self._pool.acquire(write, brief)
        try:
            yield connection
        finally:
            await self.put_away(connection)

    async def put_away(self, connection: Connection) -> None:
        """Gives a connection back to the pool with nothing left open in it, even when the task is cancelled meanwhile."""
        if not self._pool.give_back(connection):
            await self._undisturbed(self._pool.release(connection))

    async def _undisturbed(self, release: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(release)
        self._releasing.add(task)
        task.add_done_callback(self._releasing.discard)
        await asyncio.shield(task)


class _Block(AbstractAsyncContextManager[Transaction]):
    """The block of one transaction. Written out, not as a generator: every request enters several."""

    def __init__(self, database: Database, pool: Pool, current: ContextVar[Transaction | None], write: bool, brief: bool) -> None:
        self._database = database
        self._pool = pool
        self._current = current
        self._write = write
        self._brief = brief

    async def __aenter__(self) -> Transaction:
        with _own_errors:
            connection = await self._pool.acquire(self._write, self._brief)
        try:
            with _own_errors:
                await connection.begin(self._brief)
        except BaseException:
            await self._database.put_away(connection)
            raise
        self._transaction = Transaction(connection)
        self._current.set(self._transaction)
        return self._transaction

    async def __aexit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        connection, durable = self._transaction.connection, None
        try:
            if self._write and kind is None:  # a reader has nothing to keep: its release rolls back
                with _own_errors:
                    durable = await connection.commit()
        finally:
            self._transaction.open = False
            self._current.set(None)
            await self._database.put_away(connection)
        if durable is not None:
            with _own_errors:
                await durable


def spelled(sql: str, kind: Kind) -> str:
    """A statement with `{}` for each argument in the spelling of one kind of database."""
    return _compiled(sql, sql.count("{}"), kind)


@lru_cache(maxsize=1024)
def _compiled(template: str, arguments: int, kind: Kind) -> str:
    return QueryString(template, *[None] * arguments).compile_string(engine_type=kind)[0]


_SQLITE_UNIQUE = {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}
_SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SQLITE_DOWN = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN}
_POSTGRES_BUSY = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError, asyncpg.LockNotAvailableError)
_UNFIT = (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError, sqlite3.IntegrityError, sqlite3.DataError, OverflowError)
_POSTGRES_DOWN = (
    asyncpg.PostgresConnectionError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
    OSError,
)


class _OwnErrors:
    """Turns what both drivers raise for the same event into one exception; the rest passes unchanged."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, (sqlite3.Error, asyncpg.PostgresError, OSError, OverflowError)) and (own := _own_error(error)):
            raise own(str(error)) from error


_own_errors = _OwnErrors()


def _own_error(error: Exception) -> Callable[[str], Exception] | None:
    code = getattr(error, "sqlite_errorcode", 0)
    if isinstance(error, asyncpg.UniqueViolationError) or code in _SQLITE_UNIQUE:
        return UniqueViolation
    if isinstance(error, _UNFIT):
        return Unfit
    if isinstance(error, (*_POSTGRES_BUSY, TimeoutError)) or code & 0xFF in _SQLITE_BUSY:
        return Contention
    if isinstance(error, _POSTGRES_DOWN) or code & 0xFF in _SQLITE_DOWN:
        return Unavailable
    return None


class _Through:
    """The part of a Piccolo engine that runs queries, handed over to the Database; it opens no connection of its own."""

    database: Database

    async def check_version(self) -> None:
        """Piccolo connects here, at construction; nothing may connect before `start`."""

    async def prep_database(self) -> None:
        """No extensions are needed."""

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> Rows:
        sql, args = querystring.compile_string(engine_type=self.database.kind)
        return await self.database.execute(sql, args)

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> Rows:
        return await self.database.execute(ddl)

    def transform_response_to_dicts(self, results: Rows) -> Rows:
        return results

    def transaction(self, *_: Any, **__: Any) -> AbstractAsyncContextManager[None]:
        return self.database.joined()

    async def batch(self, *_: Any, **__: Any) -> Any:
        raise RuntimeError("Piccolo's batches swallow every exception raised inside them; read page by page instead")


class _SQLite(_Through, SQLiteEngine):  # pyright: ignore[reportIncompatibleMethodOverride]
    def __init__(self, database: Database) -> None:
        self.database = database
        super().__init__(path=database.url.removeprefix("sqlite:///"))  # pyright: ignore[reportUnknownMemberType]


class _Postgres(_Through, PostgresEngine):  # pyright: ignore[reportIncompatibleMethodOverride]
    def __init__(self, database: Database) -> None:
        self.database = database
        super().__init__(config={"dsn": database.url})


def _engine(database: Database) -> Engine[Any]:
    return _SQLite(database) if database.kind == "sqlite" else _Postgres(database)
