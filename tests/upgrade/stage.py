"""What recorded requests rest on: the small mine, whom they came from, and the rows that were not made by a phone."""

import httpx
import msgspec

from server.domain import accounts
from server.domain.ballots import rules as ballots
from tests.mine import Mine
from tests.small_mine import MEMBERS, NORTH, named, settle

PASSWORD = "a-long-word-2026"
POLL = "0193a1b2-0000-4000-8000-0000000000b0"
CODES = (("2" * ballots.LONG_LENGTH, ballots.complete("2" * 15)), ("3" * ballots.LONG_LENGTH, ballots.complete("3" * 15)))
"""The long and the typed code of two slips."""
KEYS = [ballots.complete("4" * 15), ballots.complete("5" * 15)]
"""What opens the box of the poll."""
AWARDED = list(MEMBERS)[1]
QUARTER = "2026-Q3"
DAY_MS = 86_400_000


class People(msgspec.Struct, frozen=True):
    """The clients by which requests come in; `nobody` has no session."""

    secretary: httpx.AsyncClient
    member: httpx.AsyncClient
    assessor: httpx.AsyncClient
    office: httpx.AsyncClient
    nobody: httpx.AsyncClient


async def prepare(mine: Mine) -> People:
    """The small mine with its people, a result to appeal against, a deduction to contest and a ballot box."""
    await settle(mine)
    people = await gather(mine)
    await award(mine)
    await deduct(mine)
    await order(mine)
    await ask_consent(mine)
    await assign(mine)
    await open_box(mine)
    await mine.drain()
    return people


async def gather(mine: Mine) -> People:
    """The first member becomes secretary of the north branch; everyone signs in for the first time."""
    first = next(iter(MEMBERS))
    async with mine.replication.write(None, "found") as unit:
        post = {"member": first, "org": NORTH, "branch": NORTH, "post": "secretary", "from_on": "2026-01-01", "to_on": None}
        unit.put("post", "post", post)
    made = [await accounts.open_account(mine.replication, None, role, role, role, org) for role, org in (("office", None), ("assessor", NORTH))]
    office, assessor = [await activated(mine, code.login, code.code) for code in made]
    codes = (await office.post("/api/accounts/activation", json={"members": [first, AWARDED]})).json()["codes"]
    secretary, member = [await activated(mine, code["login"], code["code"]) for code in codes]
    return People(secretary, member, assessor, office, await mine.client())


async def activated(mine: Mine, login: str, code: str) -> httpx.AsyncClient:
    """A client that has just chosen its password."""
    client = await mine.client()
    answer = await client.post("/api/activation", json={"login": login, "code": code, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return client


async def award(mine: Mine) -> None:
    """Two published results of the same member, so that one appeal can be withdrawn and another, answered by the branch, go on."""
    shown = {"branch": NORTH, "quarter": QUARTER, "version": 1, "state": "published", "scheme": "s"}
    about = {"award": named("评星结果"), "cycle": named("评星周期"), "member": AWARDED, "branch": NORTH, "quarter": QUARTER}
    drawn = {"cycle": about["cycle"], "member": AWARDED, "profile": "frontline", "lines": [], "inputs_hash": "0", "computed_at": mine.clock.now_ms}
    async with mine.replication.write(None, "publish") as unit:
        unit.put("cycle", about["cycle"], {**shown, "opened_at": mine.clock.now_ms})
        unit.put("award", about["award"], {**shown, **drawn, "spread": []})
        answered = {"text": "请再看看", "state": "answered", "filed_at": mine.clock.now_ms, "branch_reason": "已经核对"}
        unit.put("appeal", named("支部答复过的申诉"), {**about, **answered})


async def deduct(mine: Mine) -> None:
    """A deduction that the branch has not contested."""
    cost = {"rule": "obligation_overdue", "points_tenths": -20, "at": mine.clock.now_ms, "text": "逾期未开，扣2分"}
    source = {"branch": NORTH, "period": QUARTER, "source_table": "obligation", "source": named("任务"), "meeting": None}
    async with mine.replication.write(None, "deduct") as unit:
        unit.put("deduction", named("扣分"), {**source, **cost, "state": "standing", "computed_at": mine.clock.now_ms})


async def order(mine: Mine) -> None:
    """An order that the branch has not received, and one that was withdrawn."""
    told = {"branch": NORTH, "year": 2026, "number": 1, "kind": "routine", "cadence": "once", "content": "整理材料", "due_on": "2026-12-20"}
    at = mine.clock.now_ms
    times = {"warn_at": at + 30 * DAY_MS, "due_at": at + 34 * DAY_MS, "issued_at": at, "issued_by": named("干事")}
    async with mine.replication.write(None, "order") as unit:
        unit.put("dispatch_order", named("督办"), {**told, **times, "state": "issued"})
        unit.put("dispatch_order", named("撤回的督办"), {**told, **times, "number": 2, "state": "withdrawn"})


async def ask_consent(mine: Mine) -> None:
    """A story that two are asked about, each for themselves."""
    first, story = next(iter(MEMBERS)), named("典型")
    async with mine.replication.write(None, "ask") as unit:
        people = [{"name": "党员1", "member": AWARDED}, {"name": "党员0", "member": first}]
        text = {"kind": "person", "title": "标题", "org": NORTH, "people": people, "blocks": [], "state": "reviewed", "edited_at": mine.clock.now_ms}
        unit.put("story", story, text)
        for name, member in (("征求意见", AWARDED), ("征求旁人意见", first)):
            unit.put("story_consent", named(name), {"story": story, "member": member, "name": name, "state": "asked", "asked_at": mine.clock.now_ms})


async def assign(mine: Mine) -> None:
    """The secretary of the north branch is there for the south branch as a liaison."""
    first, south = next(iter(MEMBERS)), named("选煤一党支部")
    place = {"org": south, "org_name": "选煤一党支部", "branch": south, "branches": [south]}
    async with mine.replication.write(None, "assign") as unit:
        unit.put("guide_assignment", named("联络安排"), {**place, "person": first, "team": "liaison", "from_on": "2026-01-01", "to_on": None})


async def open_box(mine: Mine) -> None:
    """A poll with known codes and known opening keys, which no route would make."""
    key = ballots.base64url(ballots.public_bytes(ballots.key_from(KEYS, POLL)))
    members = msgspec.json.encode(list(MEMBERS)[:4]).decode()
    statement = """insert into "poll" ("id", "quarter", "name", "branches", "members", "by_paper", "public_key", "state", "printed", "voided",
        "closes_on", "opened_by", "opened_at", "closed_by", "counted_by") values ({}, {}, {}, {}, {}, {}, {}, 'open', 2, 0, {}, '', 0, '', '')"""
    async with mine.database.write():
        await mine.database.fetch(statement, POLL, "2026-Q4", "综采一区党支部", f'["{NORTH}"]', members, False, key, "2026-12-20")
        for code in CODES:
            ids = [ballots.code_id(one) for one in code]
            await mine.database.fetch('insert into "ballot_code" ("id", "typed", "poll") values ({}, {}, {})', *ids, POLL)
