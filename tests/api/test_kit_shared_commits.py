"""Brief transactions of SQLite share a commit: nobody is told too early, nobody is forgotten, and who fails takes back only its own."""

import asyncio
from pathlib import Path

import pytest

from server.kit.database import Database
from tests.api.things import PATIENCE_S, THINGS, add, names


@pytest.fixture
async def database(database: Database) -> Database:
    """A started database with a table of things."""
    await database.fetch(THINGS)
    return database


async def add_briefly(database: Database, name: str, fail: bool = False) -> None:
    async with database.write(brief=True):
        await add(database, name)
        await asyncio.sleep(0)
        if fail:
            raise ZeroDivisionError


async def test_brief_transactions_keep_all_that_was_acknowledged_and_nothing_that_failed(database: Database) -> None:
    tasks = [add_briefly(database, f"{number:02}", fail=number % 5 == 2) for number in range(40)]
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    assert [number for number, end in enumerate(ends) if isinstance(end, ZeroDivisionError)] == list(range(2, 40, 5))
    assert await names(database) == [f"{number:02}" for number in range(40) if number % 5 != 2]


async def test_whoever_is_told_of_a_commit_finds_it_in_the_file(database: Database) -> None:
    """Others may wait for the same commit; nobody is told before it."""

    async def add_and_look(name: str) -> bool:
        await add_briefly(database, name)
        return name in await names(database)

    assert all(await asyncio.gather(*(add_and_look(str(number)) for number in range(30))))


async def test_brief_transactions_that_wait_for_each_other_share_a_commit(tmp_path: Path) -> None:
    database = await sqlite_with_things(tmp_path)
    commits: list[str] = []
    async with database.write() as transaction:
        transaction.connection._raw.set_trace_callback(lambda text: commits.append(text) if text == "COMMIT" else None)
    await asyncio.gather(*(add_briefly(database, str(number)) for number in range(16)))
    await database.stop()
    assert 2 <= len(commits) - 1 <= 6, commits


async def test_one_that_waited_and_went_away_does_not_leave_others_uncommitted(tmp_path: Path) -> None:
    database = await sqlite_with_things(tmp_path)
    entered, leave = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        async with database.write(brief=True):
            await add(database, "first")
            entered.set()
            await leave.wait()

    first = asyncio.create_task(slow())
    await entered.wait()
    second = asyncio.create_task(add_briefly(database, "second"))
    await asyncio.sleep(0.01)
    leave.set()
    await asyncio.sleep(0)  # the first has handed its commit over; the second is about to have the lock
    second.cancel()
    async with asyncio.timeout(PATIENCE_S):
        await first
        await asyncio.gather(second, return_exceptions=True)
        assert "first" in await names(database)
    await database.stop()


async def test_a_long_transaction_commits_what_was_left_to_it_before_it_begins(tmp_path: Path) -> None:
    database = await sqlite_with_things(tmp_path)
    held = asyncio.Event()

    async def long() -> None:
        async with database.write():
            await held.wait()
            raise ZeroDivisionError

    first = asyncio.create_task(add_briefly(database, "brief"))
    await asyncio.sleep(0)
    waiting = [asyncio.create_task(long()), asyncio.create_task(add_briefly(database, "later"))]
    await first
    assert await names(database) == ["brief"]
    held.set()
    assert isinstance((await asyncio.gather(*waiting, return_exceptions=True))[0], ZeroDivisionError)
    assert await names(database) == ["brief", "later"]
    await database.stop()


async def test_a_single_statement_between_brief_transactions_is_committed_when_it_returns(tmp_path: Path) -> None:
    database = await sqlite_with_things(tmp_path)
    first = asyncio.create_task(add_briefly(database, "brief"))
    await asyncio.sleep(0)
    alone, later = asyncio.create_task(add(database, "alone")), asyncio.create_task(add_briefly(database, "later"))
    await alone
    assert {"brief", "alone"} <= set(await names(database))
    await asyncio.gather(first, later)
    await database.stop()


async def sqlite_with_things(folder: Path) -> Database:
    database = Database(f"sqlite:///{folder / 'shared.db'}")
    await database.start()
    await database.fetch(THINGS)
    return database
