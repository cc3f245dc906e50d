"""The answer to a push is made from what the push wrote: it tells what the database would, and is asked of it where the phone missed something."""

import random
from typing import Any

import msgspec
import pytest

from server.replication import routes
from server.replication.pull import pull
from tests.api.phone import HttpPhone
from tests.api.test_sync import deputy_of, phone_of
from tests.mine import Mine

STEPS = 10


async def account_of(mine: Mine, phone: HttpPhone) -> str:
    records = await mine.database.fetch('select "account" from "sync_log" where "log" = {}', phone.log)
    return records[0]["account"]


async def told_by_the_database(mine: Mine, phone: HttpPhone, cursors: dict[str, int]) -> dict[str, Any]:
    actor = await mine.replication.actor_of(mine.database, await account_of(mine, phone), mine.clock())
    assert actor
    return {scope: msgspec.to_builtins(page.read()) for scope, page in (await pull(mine.replication, actor, cursors, 5000)).items()}


async def answer_of(phone: HttpPhone) -> dict[str, Any]:
    response = await phone.post({**phone.request(), "limit": 5000})
    assert response.status_code == 200, response.text
    phone.receive(response.json())
    return response.json()["scopes"]


def do_something(phone: HttpPhone, rng: random.Random, step: int) -> None:
    meetings = sorted(phone.rows["meeting"])
    match rng.randrange(5) if meetings else 0:
        case 0:
            phone.start_meeting(place=f"第{step}会议室")
        case 1:
            phone.mark_all(rng.choice(meetings))
        case 2:
            phone.record("meeting.delete.v1", rng.choice(meetings))
        case 3:
            phone.set(rng.choice(meetings), held_start=1_794_794_400_000 + step, held_end=1_794_798_000_000 + step, agenda=f"第{step}项\n第二项")
        case _:
            phone.set(rng.choice(meetings), resolutions=[{"text": f"决议{step}", "owner": None, "due_on": None}], chair=None)


def unpacked(page: dict[str, Any]) -> dict[str, Any]:
    """A page with rows in the place of columns, so that only what it says counts."""
    blocks = msgspec.convert(page["blocks"], list[routes.wire.Block])
    return {**page, "blocks": [(block.table, block.rows(), block.gone) for block in blocks]}


async def nobody(_: str) -> None:
    """No job runs."""


@pytest.mark.parametrize("seed", range(2))
async def test_whatever_is_pushed_the_answer_tells_what_the_database_tells(demo_mine: Mine, seed: int, monkeypatch) -> None:
    phone, rng = await phone_of(demo_mine), random.Random(seed)
    phone.start_meeting()
    await phone.sync()
    await demo_mine.drain()
    await phone.sync()
    monkeypatch.setattr(demo_mine.replication.jobs, "wake", nobody)  # nobody else writes from here on

    async def ask(*_: Any) -> None:
        raise AssertionError("the database was asked")

    monkeypatch.setattr(routes, "pull", ask)
    for step in range(STEPS):
        cursors = dict(phone.cursors)
        for _ in range(rng.randint(1, 4)):
            do_something(phone, rng, step)
        told = {scope: unpacked(page) for scope, page in (await answer_of(phone)).items()}
        assert told == {scope: unpacked(page) for scope, page in (await told_by_the_database(demo_mine, phone, cursors)).items()}


async def test_whoever_missed_another_persons_change_is_told_it_with_the_own(demo_mine: Mine) -> None:
    secretary = await phone_of(demo_mine)
    deputy = await deputy_of(demo_mine, secretary.branch())
    theirs = deputy.start_meeting()
    await deputy.sync()
    own = secretary.start_meeting()
    await secretary.sync()
    assert {theirs, own} <= secretary.rows["meeting"].keys()
    theirs_again = deputy.set(theirs, place="井口会议室")
    await deputy.sync()
    assert deputy.result(theirs_again) == "applied"
    assert own in deputy.rows["meeting"]


async def test_a_repeated_clash_keeps_the_names_beside_the_accounts(demo_mine: Mine) -> None:
    secretary = await phone_of(demo_mine)
    deputy = await deputy_of(demo_mine, secretary.branch())
    meeting = secretary.start_meeting(place="甲")
    await secretary.sync()
    await deputy.sync()
    for step in range(2):
        deputy.record("meeting.set.v1", meeting, 1, {"place": ["甲", f"乙{step}"]})
        secretary.record("meeting.set.v1", meeting, 1, {"place": ["甲", f"丙{step}"]})
        await deputy.sync()
        await secretary.sync()
        stored = await demo_mine.database.fetch('select * from "conflict" where "row" = {}', meeting)
        assert stored and all(row["kept_by_name"] and row["other_by_name"] for row in stored)
        shown = secretary.rows["conflict"]
        assert {row["id"]: (row["rev"], row["kept_by_name"], row["other_by_name"]) for row in stored} == {
            row: (values["rev"], values["kept_by_name"], values["other_by_name"]) for row, values in shown.items()
        }
