"""I9: the inbox of either database, replayed on an empty SQLite server, gives the same facts, revisions and outcomes."""

from pathlib import Path

import msgspec

from server.app import assemble, opened
from server.kit.settings import Settings
from server.replication import Replication
from server.replication.replay import content, replay
from tests.api.phone import HttpPhone
from tests.api.test_held import approved, revoked
from tests.api.test_mark_all import mark_everyone
from tests.api.test_review import office_of, submitted
from tests.api.test_sync import deputy_of, phone_of
from tests.mine import Mine, TestClock

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


async def copy_accounts(source: Replication, target: Replication) -> None:
    """Accounts are not in the inbox: nobody's password belongs there."""
    for record in await source.database.fetch('select "id", "member", "login", "name" from "account"'):
        await target.database.fetch(
            """insert into "account" ("id", "member", "login", "name", "failures", "disabled", "created_at")
            values ({}, {}, {}, {}, 0, false, 0)""",
            *(record[name] for name in ("id", "member", "login", "name")),
        )


async def outcomes(replication: Replication) -> dict[tuple[str, int], object]:
    records = await replication.database.fetch('select "log", "mid", "outcome" from "sync_inbox"')
    return {(record["log"], record["mid"]): msgspec.json.decode(record["outcome"]) for record in records}


async def test_the_inbox_replayed_on_an_empty_server_gives_the_same_facts(demo_mine: Mine, tmp_path: Path) -> None:
    await live(demo_mine)
    source = demo_mine.replication
    async with opened(assemble(Settings(data=str(tmp_path)), TestClock())) as target:
        await copy_accounts(source, target)
        assert await replay(source, target) > 50
        assert await outcomes(target) == await outcomes(source)
        for table in FACTS:
            assert await content(target, table) == await content(source, table), table
    assert {one["result"] for one in (await outcomes(source)).values()} >= {"applied", "conflict", "held", "rejected", "quarantined"}
