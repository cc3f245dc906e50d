"""What else goes on while phones sync: a transaction that idles, rows that move under a long pull, a database or a Redis that is away."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from server.kit.database import Contention, Database, Unavailable
from tests.api.installation import Open
from tests.api.load import Crew
from tests.api.phone import HttpPhone
from tests.api.test_sync import deputy_of, phone_of
from tests.mine import Mine
from tests.services import Postgres

on_postgres = pytest.mark.parametrize("demo_mine", ["postgres"], indirect=True)


@asynccontextmanager
async def idle_writer(mine: Mine, scope: str, row: str) -> AsyncIterator[None]:
    """A transaction that has locked a scope and written into it, and then idles until the end of the block."""
    locked, enough = asyncio.Event(), asyncio.Event()

    async def idle() -> None:
        async with mine.replication.write(None, "idle", lock=[scope]) as unit:
            unit.put("organisation", row, {"name": "改名的支部"})
            await unit.finish()
            unit.finish = nothing_more  # type: ignore[method-assign]
            locked.set()
            await enough.wait()

    task = asyncio.create_task(idle())
    await asyncio.wait_for(locked.wait(), 5)
    try:
        yield
    finally:
        enough.set()
        await task


async def nothing_more() -> None:
    """It has written already."""


@on_postgres
async def test_a_writer_that_idles_in_its_transaction_holds_up_no_pull_and_hides_nothing(demo_mine: Mine) -> None:
    """Scenario 25."""
    phone = await phone_of(demo_mine)
    branch = phone.branch()
    other = await demo_mine.database.fetch("""select "id" from "organisation" where "kind" = 'branch' and "id" <> {} limit 1""", branch)
    async with idle_writer(demo_mine, f"branch:{other[0]['id']}", other[0]["id"]):
        for n in range(5):
            meeting = phone.start_meeting(place=f"会议室{n}")
            async with asyncio.timeout(5):
                await phone.sync()
            assert phone.rows["meeting"][meeting]["place"] == f"会议室{n}", "a later commit is hidden behind the idle writer"
    async with idle_writer(demo_mine, f"branch:{branch}", branch), asyncio.timeout(5):
        await phone.sync()
        assert phone.rows["organisation"][branch]["name"] != "改名的支部"
    await phone.sync()
    assert phone.rows["organisation"][branch]["name"] == "改名的支部"


async def test_a_long_pull_while_rows_keep_moving_ends_and_misses_nothing(demo_mine: Mine) -> None:
    """Scenario 26."""
    writer = await phone_of(demo_mine)
    reader = HttpPhone((await deputy_of(demo_mine, writer.branch())).client)
    meetings = [writer.start_meeting(place=f"会议室{n}") for n in range(12)]
    await writer.sync()
    pages = 0
    while True:
        answer = (await reader.post({**reader.request(), "limit": 3})).json()
        reader.receive(answer)
        pages += 1
        if not any(page["more"] for page in answer["scopes"].values()):
            break
        if pages <= 60:  # the first rows move behind the last again and again; one leaves for good
            writer.set(meetings[pages % 11], place=f"搬到{pages}")
            if pages == 5:
                writer.record("meeting.delete.v1", meetings[11])
            await writer.sync()
    assert pages > 10
    await writer.sync()
    assert reader.rows["meeting"] == writer.rows["meeting"]
    assert meetings[11] not in reader.rows["meeting"] and len(reader.rows["meeting"]) == 11
    fresh = HttpPhone(reader.client)
    await fresh.sync()
    assert {table: rows for table, rows in reader.rows.items() if rows} == fresh.rows


async def test_without_redis_phones_are_served_and_once_it_is_back_everything_is_drawn(installed: Open) -> None:
    """Scenario 33."""
    installation = installed("postgres")
    await installation.start()
    crew = Crew(installation, 33)
    await crew.gather()
    await crew.come_to_rest()
    installation.kill("redis")
    phone = crew.phones[0]
    for _ in range(5):
        phone.record("meeting.submit.v1", phone.start_meeting("party_lecture"))
        began = time.monotonic()
        assert await phone.exchange()
        assert time.monotonic() - began < 2
    assert await installation.fetch('select 1 as "waits" from "recompute_request"')
    await installation.mend()
    await crew.come_to_rest()
    await crew.close()
    assert set(installation.ended) <= {"worker"}


async def test_a_database_that_dies_in_any_statement_is_told_as_unavailable_and_comes_back() -> None:
    postgres = Postgres()
    database = Database(await postgres.create("dying"))
    told: Counter[str] = Counter()
    try:
        await database.start()
        await database.fetch('create table "counter" ("id" int primary key, "n" int)')
        await database.fetch('insert into "counter" select i, 0 from generate_series(0, 11) i')
        tasks = [asyncio.create_task(count(database, number, told)) for number in range(12)]
        for _ in range(10):
            await counted(told, told["counted"] + 12)
            postgres.kill()
            await asyncio.sleep(0.02)
            await asyncio.to_thread(postgres.start)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert (await database.fetch('select sum("n") as "n" from "counter"'))[0]["n"] >= told["counted"] > 100
        assert told["Unavailable"] > 10 and told.keys() <= {"counted", "Unavailable", "Contention"}, told
        await database.stop()
    finally:
        postgres.stop()


async def counted(told: Counter[str], at_least: int) -> None:
    """Waits until so many were counted, so that a slow machine kills as many writers at work as a fast one."""
    async with asyncio.timeout(60):
        while told["counted"] < at_least:
            await asyncio.sleep(0.002)


async def count(database: Database, number: int, told: Counter[str]) -> None:
    """Counts one up, in a transaction with a savepoint and a snapshot beside it, for ever; notes what each attempt came to."""
    while True:
        try:
            async with database.write():
                await database.fetch('select * from "counter" where "id" = {} for update', number)
                async with database.savepoint():
                    await database.write_rows('update "counter" set "n" = "n" + {} where "id" = {}', [[1, number]])
            told["counted"] += 1
            async with database.read():
                await database.fetch('select * from "counter"')
        except (Unavailable, Contention) as error:
            told[type(error).__name__] += 1
            await asyncio.sleep(0.005)
        except Exception as error:
            told[repr(error)] += 1
