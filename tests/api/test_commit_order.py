"""A poller beside sixteen writers misses nothing, because numbers are born in commit order; a sequence, beside it, loses rows."""

import asyncio
import random
import uuid
from collections.abc import Awaitable, Callable

import pytest

from server.kit.identity import Actor
from server.replication.pull import pull
from tests.mine import Mine

WRITERS = 16
WRITES = 12
Poll = Callable[[], Awaitable[None]]


async def beside_writers(write: Callable[[int], Awaitable[None]], poll: Poll) -> None:
    """Runs all writers at once and polls until they are done, and once more."""

    async def writer(number: int) -> None:
        for _ in range(WRITES):
            await write(number)

    writers = asyncio.gather(*(writer(number) for number in range(WRITERS)))
    while not writers.done():
        await poll()
        await asyncio.sleep(0.002)
    await writers
    await poll()


async def test_a_poller_beside_sixteen_writers_misses_nothing(mine: Mine) -> None:
    written: set[str] = set()
    seen: list[str] = []
    cursors: dict[str, int] = {}
    actor = Actor("poller", None, "poller")

    async def write(number: int) -> None:
        row = str(uuid.uuid4())
        async with mine.replication.write(None, "writer") as unit:
            unit.put("organisation", row, {"kind": "branch", "name": f"支部{number}", "has_committee": False, "committee_confirmed": False})
            await asyncio.sleep(random.uniform(0, 0.004))
        written.add(row)

    async def poll() -> None:
        more = True
        while more:
            pages = await pull(mine.replication, actor, cursors, 7)
            for scope, pulled in pages.items():
                cursors[scope] = pulled.page.to
                seen.extend(row["id"] for block in pulled.read().blocks for row in block.rows())
            more = any(pulled.page.more for pulled in pages.values())

    await beside_writers(write, poll)
    assert len(written) == WRITERS * WRITES
    assert written <= set(seen)


@pytest.mark.parametrize("mine", ["postgres"], indirect=True)  # SQLite has one writer: it cannot commit out of order
async def test_a_sequence_for_a_cursor_loses_rows(mine: Mine) -> None:
    await mine.database.fetch('create table "naive" ("seq" bigserial primary key, "row" text)')
    seen: set[int] = set()
    cursor = 0

    async def write(_: int) -> None:
        async with mine.database.write():
            await mine.database.fetch("""insert into "naive" ("row") values ('x')""")
            await asyncio.sleep(random.uniform(0, 0.004))

    async def poll() -> None:
        nonlocal cursor
        for record in await mine.database.fetch('select "seq" from "naive" where "seq" > {} order by "seq"', cursor):
            seen.add(record["seq"])
            cursor = record["seq"]

    await beside_writers(write, poll)
    assert len(seen) < WRITERS * WRITES, "the naive cursor lost nothing: this test proves nothing any more"
