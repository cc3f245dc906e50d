"""The database under the product: transactions that never leak, one meaning on SQLite and PostgreSQL."""

import asyncio
import contextvars
import multiprocessing
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from piccolo.columns import BigInt, Boolean, Text, Varchar
from piccolo.table import Table

from server.kit.database import Contention, Database, Unavailable, UniqueViolation
from server.kit.sqlite import BUSY_TIMEOUT_MS
from tests.api.things import PATIENCE_S, THINGS, add, names
from tests.services import free_port

CHECKED_AT_COMMIT = (
    'create table "parent" ("id" varchar(64) primary key)',
    'create table "child" ("id" varchar(64) primary key, "parent" varchar(64) references "parent" ("id") deferrable initially deferred)',
)


class Thing(Table, tablename="thing"):
    """A table for these tests, as Piccolo sees it."""

    id = Varchar(length=64, primary_key=True)
    count = BigInt(default=0)
    good = Boolean(null=True)
    content = Text(null=True)


@pytest.fixture
async def database(database: Database) -> Database:
    """A started database with the tables of these tests."""
    for statement in (THINGS, *CHECKED_AT_COMMIT):
        await database.fetch(statement)
    return database


def connection_threads() -> int:
    """How many connections to SQLite are open in this process: each has a thread, and a forgotten one keeps the process alive."""
    return sum("sqlite" in thread.name for thread in threading.enumerate())


async def test_rows_are_dicts_with_real_types(database: Database) -> None:
    await database.fetch('insert into "thing" values ({}, {}, {}, {})', "a", 2**53 + 1, True, '{"x": 1}')
    assert await database.fetch('select * from "thing"') == [{"id": "a", "count": 2**53 + 1, "good": True, "content": '{"x": 1}'}]


async def test_a_statement_may_differ_by_database_and_doubles_literal_braces(database: Database) -> None:
    by_kind = {"sqlite": "select {} || 'lite' as x, '{{}}' as y", "postgres": "select {}::text || 'post' as x, '{{}}' as y"}
    assert await database.fetch(by_kind, "is ") == [{"x": "is lite" if database.kind == "sqlite" else "is post", "y": "{}"}]


async def test_a_block_commits_and_an_error_rolls_back(database: Database) -> None:
    async with database.write():
        assert database.in_transaction
        await add(database, "kept")
    with pytest.raises(ZeroDivisionError):
        async with database.write():
            await add(database, "lost")
            raise ZeroDivisionError
    assert not database.in_transaction
    assert await names(database) == ["kept"]


async def test_a_write_inside_a_transaction_is_refused(database: Database) -> None:
    async with database.write():
        with pytest.raises(RuntimeError, match="savepoint"):
            database.write()


async def test_a_savepoint_undoes_only_its_own_statements(database: Database) -> None:
    async with database.write():
        await add(database, "first")
        with pytest.raises(UniqueViolation):
            async with database.savepoint():
                await add(database, "second")
                await add(database, "first")
        async with database.savepoint():
            await add(database, "third")
    assert await names(database) == ["first", "third"]


async def test_a_swallowed_error_without_savepoint_never_looks_like_success(database: Database) -> None:
    """PostgreSQL answers such a commit with a silent rollback; SQLite has undone the one statement and really commits the rest."""

    async def transaction() -> None:
        async with database.write():
            await add(database, "a")
            with pytest.raises(UniqueViolation):
                await add(database, "a")

    if database.kind == "postgres":
        with pytest.raises(RuntimeError, match="nothing of the transaction was written"):
            await transaction()
        assert await names(database) == []
    else:
        await transaction()
        assert await names(database) == ["a"]


async def test_a_failure_at_commit_gives_the_connection_back_and_leaves_no_transaction(database: Database) -> None:
    for attempt in range(12):  # more often than the pool has connections
        with pytest.raises(Exception, match=r"(?i)foreign key"):
            async with asyncio.timeout(PATIENCE_S), database.write():
                await database.fetch('insert into "child" values ({}, {})', f"c{attempt}", "nobody")
        assert not database.in_transaction
    async with asyncio.timeout(PATIENCE_S), database.write():
        await add(database, "after")
    assert await database.fetch('select * from "child"') == []
    assert await names(database) == ["after"]


async def test_a_read_is_one_snapshot_and_cannot_write(database: Database) -> None:
    async def add_elsewhere() -> None:
        await asyncio.get_running_loop().create_task(add(database, "late"), context=contextvars.Context())

    async with database.read():
        assert await names(database) == []
        await add_elsewhere()
        assert await names(database) == []
        with pytest.raises(Exception, match=r"(?i)read-?only"):
            await add(database, "never")
    assert await names(database) == ["late"]


async def test_a_read_inside_a_write_sees_what_was_written(database: Database) -> None:
    async with database.write():
        await add(database, "own")
        async with database.read():
            assert await names(database) == ["own"]


async def test_a_task_that_inherits_an_open_transaction_is_refused_and_works_after_it(database: Database) -> None:
    finished = asyncio.Event()

    async def late() -> list[str]:
        await finished.wait()
        return await names(database)

    async with database.write():
        inherited = asyncio.create_task(late())
        await add(database, "a")
        with pytest.raises(RuntimeError, match="inherited"):
            await asyncio.gather(names(database), names(database))
    finished.set()
    assert await inherited == ["a"]


async def test_cancellation_anywhere_leaves_the_database_usable(database: Database) -> None:
    async def work(name: str) -> None:
        async with database.write():
            await add(database, name)
            await names(database)

    for step in range(40):
        task = asyncio.create_task(work(f"x{step:02}"))
        for _ in range(step):
            await asyncio.sleep(0.0005)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert task.cancelled() or f"x{step:02}" in await names(database)
    async with asyncio.timeout(PATIENCE_S), database.write():
        await add(database, "z")
    assert (await names(database))[-1] == "z"


async def test_concurrent_increments_are_all_counted(database: Database) -> None:
    await add(database, "counter")
    lock = "" if database.kind == "sqlite" else " for update"

    async def increment() -> None:
        async with database.write():
            row = (await database.fetch('select "count" from "thing" where "id" = {}' + lock, "counter"))[0]
            await asyncio.sleep(0)
            await database.fetch('update "thing" set "count" = {} where "id" = {}', row["count"] + 1, "counter")

    await asyncio.gather(*(increment() for _ in range(60)))
    assert await database.fetch('select "count" from "thing"') == [{"count": 60}]


async def test_unique_violations_are_one_exception(database: Database) -> None:
    await add(database, "a")
    with pytest.raises(UniqueViolation):
        await add(database, "a")
    database.bind([Thing])
    with pytest.raises(UniqueViolation):
        await Thing.insert(Thing(id="a"))


async def test_piccolo_queries_run_in_the_same_transaction(database: Database) -> None:
    database.bind([Thing])
    with pytest.raises(ZeroDivisionError):
        async with database.write():
            await Thing.insert(Thing(id="orm", good=False))
            assert await Thing.select(Thing.id, Thing.good) == [{"id": "orm", "good": False}]
            raise ZeroDivisionError
    assert await Thing.select(Thing.id) == []
    await Thing.insert(Thing(id="a"), Thing(id="b"))
    assert await Thing.select(Thing.id).order_by(Thing.id) == [{"id": "a"}, {"id": "b"}]


async def test_an_unreachable_database_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for url in (f"postgresql://nobody@127.0.0.1:{free_port()}/none", f"sqlite:///{tmp_path / 'file' / 'test.db'}"):
        with pytest.raises(Unavailable):
            await Database(url).start()


async def test_sqlite_is_durable_and_leaves_no_thread(tmp_path: Path) -> None:
    before = connection_threads()
    database = Database(f"sqlite:///{tmp_path / 'test.db'}")
    await database.start()
    async with database.write():
        settings = {
            name: next(iter((await database.execute(f"pragma {name}"))[0].values())) for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    await asyncio.gather(*(database.fetch("select 1") for _ in range(20)))
    assert connection_threads() > before
    await database.stop()
    async with asyncio.timeout(PATIENCE_S):
        while connection_threads() > before:  # a thread ends a moment after it has closed its connection
            await asyncio.sleep(0.01)


async def test_a_locked_sqlite_file_is_contention_and_leaks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.kit.sqlite._PRAGMAS", ("busy_timeout=50", "journal_mode=WAL"))
    database = Database(f"sqlite:///{tmp_path / 'test.db'}")
    await database.start()
    other = sqlite3.connect(tmp_path / "test.db", isolation_level=None)
    other.execute("begin immediate")
    threads = connection_threads()
    for _ in range(3):
        with pytest.raises(Contention):
            async with database.write():
                raise AssertionError("the lock was not held")
    assert connection_threads() == threads
    other.execute("rollback")
    other.close()
    async with database.write():
        await database.fetch("create table t (a int)")
    await database.stop()


def _increment_in_a_process(path: str, times: int) -> None:
    async def work() -> None:
        database = Database(f"sqlite:///{path}")
        await database.start()
        for _ in range(times):
            async with database.write():
                row = (await database.fetch('select "count" from "thing"'))[0]
                await database.fetch('update "thing" set "count" = {}', row["count"] + 1)
        await database.stop()

    asyncio.run(work())


async def test_several_processes_share_one_sqlite_file(tmp_path: Path) -> None:
    """Patience between processes is SQLite's busy timeout; nothing is lost and nobody is told that the file is locked."""
    assert BUSY_TIMEOUT_MS >= 10_000
    path = str(tmp_path / "test.db")
    database = Database(f"sqlite:///{path}")
    await database.start()
    await database.fetch(THINGS)
    await add(database, "counter")
    spawn: Callable[..., Any] = multiprocessing.get_context("spawn").Process
    processes = [spawn(target=_increment_in_a_process, args=(path, 25)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        await asyncio.to_thread(process.join, 60)
        assert process.exitcode == 0
    assert await database.fetch('select "count" from "thing"') == [{"count": 75}]
    await database.stop()
