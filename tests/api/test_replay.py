"""I9: the inbox of either database, replayed on an empty SQLite server, gives the same facts, revisions and outcomes."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from server.app import assemble, opened
from server.domain import accounts
from server.kit.problems import Problem
from server.kit.settings import Settings
from server.replication import begin_epoch, prove
from server.replication.replay import content, outcomes
from tests.api.phone import HttpPhone
from tests.api.test_held import approved, revoked
from tests.api.test_mark_all import mark_everyone
from tests.api.test_review import office_of, submitted
from tests.api.test_sync import deputy_of, phone_of
from tests.mine import Mine, TestClock
from tests.services import ROOT

FACTS = ("organisation", "member", "post", "meeting", "attendance", "conflict", "review", "amendment", "held", "issue")


async def live(mine: Mine) -> None:
    """A day with everything in it: clashes, a return, an approval, an amendment, a pair, a poisoned mutation, a right that ended."""
    one, office = await phone_of(mine), await office_of(mine)
    two = await deputy_of(mine, one.branch())
    await clash(mine, one, two)
    returned = await submitted(one)
    digest = (await office.get(f"/api/review/{returned}")).json()["digest"]
    reasons = [{"field": "place", "reason": "请写明会议室"}]
    await step(mine, two)
    await office.post(f"/api/review/{returned}/return", json={"digest": digest, "reasons": reasons})
    await step(mine, one)
    kept = await approved(one, office)
    await step(mine, two)
    late = one.set(kept, place="更正")
    one.record("meeting.withdraw.v1", kept)
    await step(mine, one)
    seen = (await office.get(f"/api/amendments/{one.outcomes[late]['ref']}")).json()["digest"]
    await office.post(f"/api/amendments/{one.outcomes[late]['ref']}/accept", json={"digest": seen})
    await step(mine, one, two)
    await revoked(mine, one)
    one.set(returned, place="来不及了")
    await step(mine, one, two)
    (held,) = (await office.get("/api/held")).json()["items"]
    await office.post(f"/api/held/{held['held']}/discard", json={"reason": "已补录"})
    await step(mine, two)


async def clash(mine: Mine, one: HttpPhone, two: HttpPhone) -> None:
    meeting = one.start_meeting()
    await step(mine, one, two)
    one.set(meeting, place="甲", agenda="一")
    one.record("meeting.submit.v1", meeting)
    two.set(meeting, place="乙", agenda="二")
    mark_everyone(two, meeting)
    two.start_meeting()
    two.mutations.append({"mid": len(two.mutations) + 1, "name": 7, "row": []})
    one.record("meeting.delete.v1", one.start_meeting())
    await step(mine, one, two, one)
    card = next(iter(one.rows["conflict"].values()))
    one.record("conflict.resolve.v1", card["id"], card["rev"], choose="other")
    issue = next(iter(one.rows["issue"].values()))
    one.record("issue.dismiss.v1", issue["id"], issue["rev"])
    await step(mine, one, two)


async def step(mine: Mine, *phones: HttpPhone) -> None:
    for phone in phones:
        mine.clock.advance(seconds=1)
        await phone.sync()
        await mine.drain()
        await phone.sync()
    mine.clock.advance(seconds=1)


async def replayed(mine: Mine, *words: str) -> tuple[int, str]:
    """What `linghang replay` says of this mine, and its exit code."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("LINGHANG_")}
    command = [sys.executable, "-m", "server", "replay", *words]
    environment = inherited | {"LINGHANG_DATABASE_URL": mine.database.url}
    done = await asyncio.to_thread(subprocess.run, command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


async def test_the_inbox_replayed_on_an_empty_server_gives_the_same_facts(demo_mine: Mine, tmp_path: Path) -> None:
    await live(demo_mine)
    source = demo_mine.replication
    async with opened(assemble(Settings(data=str(tmp_path)), TestClock())) as target:
        told = await prove(source, target, accounts.copy_accounts, accounts.CARRIED)
        assert (told.mutations > 12, told.writes > 30, told.differences) == (True, True, [])
        assert {one["result"] for one in (await outcomes(target)).values()} >= {"applied", "conflict", "held", "rejected", "quarantined"}
        for table in FACTS:
            assert await content(target, table) == await content(source, table) != {}, table
        with pytest.raises(Problem, match="目标数据库里已有内容"):
            await prove(source, target, accounts.copy_accounts, accounts.CARRIED)


async def test_the_command_says_whether_the_inbox_gives_what_stands_and_what_it_does_not(demo_mine: Mine, request: pytest.FixtureRequest) -> None:
    phone = await phone_of(demo_mine)
    meeting = phone.start_meeting()
    await step(demo_mine, phone)
    postgres = demo_mine.database.kind == "postgres"
    into = ["--into", await request.getfixturevalue("postgres").create("replayed")] if postgres else []
    code, told = await replayed(demo_mine, *into)
    assert (code, told.endswith("结果与现有数据完全一致。\n")) == (0, True), told
    await demo_mine.database.fetch("""update "meeting" set "place" = '无人写过' where "id" = {}""", meeting)
    code, told = await replayed(demo_mine)
    assert (code, f"meeting {meeting}: place '无人写过' -> '320水平会议室'" in told) == (1, True), told
    await begin_epoch(demo_mine.database, demo_mine.clock.now_ms)
    code, told = await replayed(demo_mine)
    assert (code, "从备份恢复过" in told) == (1, True), told
