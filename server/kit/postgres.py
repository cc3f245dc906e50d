"""PostgreSQL as a server uses it: one pool, each transaction at the isolation its purpose needs."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import asyncpg  # pyright: ignore[reportMissingTypeStubs]

POOL_SIZE = 10
ACQUIRE_TIMEOUT_S = 15.0
STATEMENT_TIMEOUT_S = 60.0

_SESSION = {
    "application_name": "linghang",
    "timezone": "UTC",
    # A process that hangs inside a transaction must not hold its locks for ever.
    "idle_in_transaction_session_timeout": "60s",
}


class PostgresConnection:
    """One connection out of the pool, for one transaction or statement."""

    def __init__(self, raw: Any, write: bool) -> None:
        self._raw = raw
        self.write = write

    @property
    def raw(self) -> Any:
        """The driver's connection."""
        return self._raw

    async def begin(self, brief: bool = False) -> None:
        """Writers see each statement's newest rows and lock what they need; readers see one snapshot. Here every statement waits anyway."""
        with self._told_apart():
            await self._raw.execute("BEGIN" if self.write else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    async def commit(self) -> None:
        """Commits. PostgreSQL answers the COMMIT of a failed transaction with ROLLBACK and no error: that becomes one here."""
        with self._told_apart():
            answer = await self._raw.execute("COMMIT")
        if answer != "COMMIT":
            raise RuntimeError("a statement failed and its error was caught without a savepoint: nothing of the transaction was written")

    async def fetch(self, sql: str, args: Sequence[Any]) -> list[dict[str, Any]]:
        """Runs one statement and gives all its rows."""
        with self._told_apart():
            return [dict(record) for record in await self._raw.fetch(sql, *args)]

    async def fetch_values(self, sql: str, args: Sequence[Any]) -> Sequence[Sequence[Any]]:
        """Runs one statement and gives all its rows, each as the values in the order of the statement."""
        with self._told_apart():
            return await self._raw.fetch(sql, *args)

    async def write_rows(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Runs one statement once for each row of arguments, in one go."""
        with self._told_apart():
            await self._raw.executemany(sql, rows)

    @property
    def _broken(self) -> bool:
        """Whether the connection is lost. The driver takes a broken one back into its pool by itself, and then answers no question about it."""
        try:
            return self._raw.is_closed()
        except asyncpg.InterfaceError:
            return True

    @contextmanager
    def _told_apart(self) -> Generator[None]:
        """A connection that broke between two statements, or is just breaking, fails like one that broke in a statement, not like a misuse."""
        try:
            yield
        except (asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
            if isinstance(error, asyncpg.InternalClientError) or self._broken:
                raise asyncpg.ConnectionDoesNotExistError(str(error)) from error
            raise

    async def settle(self) -> None:
        """Rolls back whatever is still open; a connection that cannot even do that is thrown away."""
        if self._broken or not self._raw.is_in_transaction():
            return
        try:
            await self._raw.execute("ROLLBACK")
        except Exception:
            with suppress(asyncpg.InterfaceError):  # nor need what the driver has taken back be thrown away
                self._raw.terminate()


class PostgresPool:
    """The connections to one PostgreSQL database."""

    kind = "postgres"

    def __init__(self, dsn: str) -> None:
        self.dsn = dsn
        self._pool: Any = None

    async def start(self) -> None:
        """Opens the pool with one connection, so that a wrong address fails at the start."""
        self._pool = await asyncpg.create_pool(  # pyright: ignore[reportUnknownMemberType]
            self.dsn,
            min_size=1,
            max_size=POOL_SIZE,
            timeout=ACQUIRE_TIMEOUT_S,
            command_timeout=STATEMENT_TIMEOUT_S,
            server_settings=_SESSION,
            # Nothing here sets session state, so the driver's reset, one more round trip for each use, is not needed.
            reset=_keep,
        )

    async def stop(self) -> None:
        """Closes the pool once its connections came back."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await pool.close()

    async def acquire(self, write: bool, brief: bool = False) -> PostgresConnection:
        """A connection for one transaction or statement; raises TimeoutError when none comes free."""
        if self._pool is None:
            raise RuntimeError("the database is not started")
        return PostgresConnection(await self._pool.acquire(timeout=ACQUIRE_TIMEOUT_S), write)

    def give_back(self, connection: PostgresConnection) -> bool:
        """The driver's pool takes connections back in its own time."""
        return False

    async def release(self, connection: PostgresConnection) -> None:
        """Takes a connection back, with nothing left open in it."""
        try:
            await connection.settle()
        finally:
            if self._pool is not None:
                with suppress(asyncpg.InternalClientError):  # so it says of a broken one that it took back by itself
                    await self._pool.release(connection.raw)


async def _keep(_: Any) -> None:
    return None
