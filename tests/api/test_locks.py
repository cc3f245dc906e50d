"""Everyone locks scopes in one order, and before rows: who writes at the same moment waits, is not refused, and takes nothing from the other."""

import asyncio
import contextvars
import uuid
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, nullcontext
from typing import Any

import pytest

from server.kit.database import Contention
from server.replication import Unit
from tests.api.phone import HttpPhone
from tests.api.test_projects import propose, secretary_of
from tests.api.test_review import office_of
from tests.api.test_rooms import ask
from tests.api.test_sync import heads_are_dense, phone_of
from tests.mine import Mine

_WAITING = 'select 1 from pg_locks where not "granted"'
_IN_GENERAL_BRANCH = """select b."id", b."parent" from "organisation" b join "organisation" p on p."id" = b."parent" and p."kind" = 'general_branch'
    where b."kind" = 'branch' order by b."parent", b."id" limit 2"""


@asynccontextmanager
async def beside(mine: Mine, begun: Awaitable[Any], lock: tuple[str, ...] = ()) -> AsyncIterator[Unit]:
    """A write transaction beside which something else begins; on PostgreSQL, where it can, that has come to where it waits."""
    opened = asyncio.Event()

    async def begin() -> Any:
        await opened.wait()
        return await begun

    task = asyncio.create_task(begin())
    try:
        async with mine.replication.write(None, "beside", lock=lock) as unit:
            opened.set()
            while mine.database.kind == "postgres" and not task.done() and not await unit.fetch(_WAITING):
                await asyncio.sleep(0.01)
            yield unit
    finally:
        await task


def an_honour(branch: str) -> dict[str, Any]:
    return {"year": 2026, "level": "mine", "title": "先进", "member": "", "org": branch, "branch": branch, "name": "支部", "entered_at": 1}


async def test_a_branch_books_a_room_while_the_office_decides_for_everyone_and_writes_into_that_branch(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    booked, _ = ask(phone, phone.branch())
    async with beside(demo_mine, phone.sync(), ("site",)) as unit:
        unit.put("honour", str(uuid.uuid4()), an_honour(phone.branch()))
    assert phone.result(booked) == "applied"
    await phone.sync()
    assert len(phone.rows["honour"]) == 1
    await heads_are_dense(demo_mine)


async def test_two_branches_write_the_projects_of_what_stands_above_both_at_once(demo_mine: Mine) -> None:
    office = await office_of(demo_mine)
    branches = await demo_mine.database.fetch(_IN_GENERAL_BRANCH)
    phones = [await secretary_of(demo_mine, office, row["id"]) for row in branches]
    for _ in range(4):
        made = [propose(phone, branches[0]["parent"])[1] for phone in phones]
        await asyncio.gather(*(phone.sync() for phone in phones))
        assert [phone.result(mid) for phone, mid in zip(phones, made, strict=True)] == ["applied", "applied"]
    for phone in phones:
        await phone.sync()
    assert len(phones[0].rows["project"]) == len(phones[1].rows["project"]) == 8
    await heads_are_dense(demo_mine)


async def edited(phone: HttpPhone, project: str, title: str) -> None:
    row = phone.rows["project"][project]
    mid = phone.record("project.set.v1", project, row["rev"], {"title": [row["title"], title]}, owner=row["owner"])
    await phone.sync()
    assert phone.result(mid) in ("applied", "merged")


async def test_what_a_person_wrote_meanwhile_is_not_overtaken_by_a_job_that_had_read_before(demo_mine: Mine) -> None:
    """The job's revision would be the person's, and the mark that tells of the edit forgotten: the next clash would go unseen."""
    phone = await phone_of(demo_mine)
    project, _ = propose(phone, phone.branch())
    await phone.sync()
    refused = pytest.raises(Contention) if demo_mine.database.kind == "postgres" else nullcontext()
    with refused:
        async with demo_mine.replication.write(None, "before") as unit:
            await unit.load("project", [project])
            unit.put("project", project, {"due_text": "按读到的算出"})
            if demo_mine.database.kind == "postgres":  # SQLite lets one write at a time
                await asyncio.get_running_loop().create_task(edited(phone, project, "新的题目"), context=contextvars.Context())
    if demo_mine.database.kind == "sqlite":
        await edited(phone, project, "新的题目")
    await phone.sync()
    stored = await demo_mine.replication.store.all("project")
    (row,) = [one for one in stored if one.id == project]
    assert (row.values["title"], row.marks["title"].rev) == ("新的题目", row.rev)
    assert phone.rows["project"][project]["rev"] == row.rev
