"""A task that is done counts by itself for the stars of whoever was named for it, and for nobody else; what people take back it takes back too."""

from typing import Any

import httpx

from server.domain import accounts
from server.domain.meetings.rules import UNDECIDED, resolution_id
from tests.api.test_board import sign_in_with
from tests.api.test_cycles import activated
from tests.api.test_dispatch import decide, issue
from tests.mine import Mine
from tests.small_mine import MEMBERS, NORTH, SOUTH, named, record, rows, settle, submit

OWNER, OTHER, *_, SOUTHERN, SECOND = MEMBERS
TEXT = "检修二号皮带机"
DECISION = named("议定事项")


async def lines_of(mine: Mine, member: str) -> list[tuple[int, str]]:
    """Points and evidence of the member's lines about tasks that are done, once every job has run."""
    await mine.drain()
    statement = """select "points_tenths", "evidence" from "rating_line" where "member" = {} and "rule" = 'duty.task_done' and "rating" is not null
        and not "deleted" """
    return [(row["points_tenths"], row["evidence"]) for row in await mine.database.fetch(statement, member)]


async def told_done(mine: Mine, meeting: str, **more: Any) -> str:
    """What the branch tells of the resolution; gives its id."""
    done = {"meeting": meeting, "branch": NORTH, "text": TEXT, "due_on": "2026-11-20", "done_on": "2026-11-15", "done_by": "someone"}
    async with mine.replication.write(None, "told") as unit:
        unit.put("resolution_done", resolution_id(meeting, TEXT), {**done, "done_at": unit.now_ms, **UNDECIDED, **more})
    return resolution_id(meeting, TEXT)


async def called(mine: Mine, member: str, name: str) -> None:
    async with mine.replication.write(None, "roster") as unit:
        unit.put("member", member, {"name": name})


async def confirm(office: httpx.AsyncClient, resolution: str) -> httpx.Response:
    told = next(one for one in (await office.get("/api/resolutions")).json()["items"] if one["resolution"] == resolution)
    return await office.post(f"/api/resolutions/{resolution}/decide", json={"verdict": "confirmed", "rev": told["rev"]})


async def test_a_task_counts_once_for_whoever_a_resolution_names_and_goes_with_it(mine: Mine) -> None:
    await settle(mine)
    office = await sign_in_with(mine, "office")
    owners = [{"text": TEXT, "owner": "党员0、机电科", "due_on": "2026-11-20"}]
    meeting = await record(mine, "十一月党员大会", "general_meeting", NORTH, "2026-11-10 08:00", resolutions=owners)
    await submit(mine, meeting)
    resolution = await told_done(mine, meeting)
    assert await lines_of(mine, OWNER) == [], "the office has yet to say that it is done"
    assert (await confirm(office, resolution)).status_code == 200
    ((points, evidence),) = await lines_of(mine, OWNER)
    assert points == 10 and f'"id":"{resolution}"' in evidence and "落实决议" in evidence and "张三" in evidence
    assert await lines_of(mine, OTHER) == []
    (fact,) = (await office.get("/api/facts", params={"quarter": "2026-Q4", "kind": "task_done"})).json()["facts"]
    refused = await office.post(f"/api/facts/{fact['id']}/withdraw", json={"reason": "录错"})
    assert refused.json()["code"] == "facts.of_record"

    (order,) = await issue(office, NORTH, source="resolution", source_ref=resolution, source_text="党员大会")
    assert (await decide(office, order, "close", "已现场查看")).status_code == 200
    assert len(await lines_of(mine, OWNER)) == 1, "the same task, told twice, counts once"
    await told_done(mine, meeting)
    ((_, evidence),) = await lines_of(mine, OWNER)
    assert f'"id":"{order}"' in evidence and "督办〔2026〕1号" in evidence, "the branch tells it anew; the order that is closed says so still"
    await called(mine, OTHER, "党员0")
    assert await lines_of(mine, OWNER) == [], "a name of two is nobody's"
    await called(mine, OTHER, "党员1")
    assert len(await lines_of(mine, OWNER)) == 1
    async with mine.replication.write(None, "returned") as unit:
        unit.put("meeting", meeting, {"status": "returned"})
    assert await lines_of(mine, OWNER) == []
    assert [row["withdrawn_reason"] for row in (await rows(mine, "fact")).values()] == ["任务还没有办结，或责任人已更正"]


async def decided(mine: Mine, owner: str) -> None:
    async with mine.replication.write(None, "work meeting") as unit:
        unit.put("work_meeting", named("例会"), {"month": "2026-11", "decisions": [{"id": DECISION, "text": "归档", "owner": owner, "due_on": ""}]})


async def test_a_decision_of_the_work_meeting_counts_where_its_order_is_closed_and_nobody_closes_an_own_one(mine: Mine) -> None:
    await settle(mine)
    office = await sign_in_with(mine, "office")
    await decided(mine, "党员4")
    north, south = await issue(office, NORTH, SOUTH, source="work_meeting", source_ref=DECISION, source_text="月度例会")
    orders = await rows(mine, "dispatch_order")
    north, south = (north, south) if orders[south]["branch"] == SOUTH else (south, north)
    (code,) = (await office.post("/api/accounts/activation", json={"members": [SOUTHERN]})).json()["codes"]
    own = await activated(mine, code["login"], code["code"])
    await accounts.grant_role(mine.replication, None, (await own.get("/api/me")).json()["account"], "office")
    refused = await decide(own, south, "close", "已查看")
    assert (refused.status_code, refused.json()["code"]) == (403, "rights.own_case")
    for order in (north, south):
        assert (await decide(office, order, "close", "已查看")).status_code == 200
    ((points, evidence),) = await lines_of(mine, SOUTHERN)
    assert points == 10 and f'"id":"{south}"' in evidence
    assert len(await rows(mine, "fact")) == 1, "of the other branch nobody is called so"

    await decided(mine, "纪检委员")
    assert await lines_of(mine, SOUTHERN) == []
    async with mine.replication.write(None, "post") as unit:
        post = {"member": SECOND, "org": SOUTH, "branch": SOUTH, "post": "discipline_commissioner", "from_on": "2026-01-01", "to_on": None}
        unit.put("post", "commissioner", post)
    assert len(await lines_of(mine, SECOND)) == 1, "a post that one of the branch holds is a name too"


async def test_an_order_given_to_a_member_counts_for_that_member_who_does_not_close_it(mine: Mine) -> None:
    await settle(mine)
    office = await sign_in_with(mine, "office")
    (order,) = await issue(office, NORTH)
    async with mine.replication.write(None, "given") as unit:
        unit.put("dispatch_order", order, {"owner": OWNER})
    (code,) = (await office.post("/api/accounts/activation", json={"members": [OWNER]})).json()["codes"]
    own = await activated(mine, code["login"], code["code"])
    await accounts.grant_role(mine.replication, None, (await own.get("/api/me")).json()["account"], "office")
    refused = await decide(own, order, "close", "已查看")
    assert (refused.status_code, refused.json()["code"]) == (403, "rights.own_case")
    assert await lines_of(mine, OWNER) == []
    assert (await decide(office, order, "close", "已查看")).status_code == 200
    ((points, evidence),) = await lines_of(mine, OWNER)
    assert points == 10 and f'"id":"{order}"' in evidence
    await called(mine, OTHER, "党员0")
    assert len(await lines_of(mine, OWNER)) == 1, "it was given to a member, not to a name"


async def test_whoever_was_to_do_it_does_not_confirm_that_it_is_done(mine: Mine) -> None:
    await settle(mine)
    office = await sign_in_with(mine, "office")
    (code,) = (await office.post("/api/accounts/activation", json={"members": [OWNER]})).json()["codes"]
    own = await activated(mine, code["login"], code["code"])
    await accounts.grant_role(mine.replication, None, (await own.get("/api/me")).json()["account"], "office")
    owners = [{"text": TEXT, "owner": "党员0", "due_on": "2026-11-20"}]
    meeting = await record(mine, "十一月党员大会", "general_meeting", NORTH, "2026-11-10 08:00", resolutions=owners)
    await submit(mine, meeting)
    resolution = await told_done(mine, meeting)
    refused = await confirm(own, resolution)
    assert (refused.status_code, refused.json()["code"]) == (403, "rights.own_case")
    assert (await confirm(office, resolution)).status_code == 200
