"""Who may see and do what of a quarter, what becomes of appeals by time, and whom a branch has excused; on both databases."""

from typing import Any

import httpx
import pytest

from server.domain import accounts
from server.domain.cycles import rules
from server.domain.ratings.rules import places_of
from tests.api.phone import HttpPhone
from tests.api.test_cycles import QUARTER, Stage, activated, staff, stored
from tests.mine import Mine
from tests.rated import content_of, rate

MOVES = ("compute", "recompute", "review", "send_back", "publish", "correct", "approve", "freeze", "reopen")


@pytest.fixture
def demo_mine(rated_mine: Mine) -> Mine:
    """Here the quarter is over already."""
    return rated_mine


async def published(mine: Mine) -> Stage:
    """The branch's quarter, published with the same star for everyone."""
    stage = await Stage(mine).set()
    await rate(mine, QUARTER, await stage.everyone(850))
    for who, move in ((stage.office, "compute"), (stage.secretary, "review"), (stage.office, "publish")):
        await stage.moves(who, move)
    return stage


async def staff_at(mine: Mine, login: str, org: str) -> httpx.AsyncClient:
    """A new account whose office role holds at one organisation, signed in."""
    code = await accounts.open_account(mine.replication, None, login, login, "office", org)
    return await activated(mine, code.login, code.code)


async def other_secretary(stage: Stage) -> httpx.AsyncClient:
    """The secretary of another branch."""
    (found,) = await stage.mine.database.fetch(
        """select "member" from "post" where "post" = 'secretary' and "branch" <> {} order by "member" limit 1""", stage.branch
    )
    made = (await stage.office.post("/api/accounts/activation", json={"members": [found["member"]]})).json()["codes"][0]
    return await activated(stage.mine, made["login"], made["code"])


async def appeal(stage: Stage, phone: HttpPhone, name: str, **more: Any) -> dict[str, Any]:
    """Appeals from the member's phone; gives the outcome."""
    (award,) = phone.rows["award"]
    mid = phone.record("appeal.file.v1", name, **({"award": award, "text": "有一次会议漏记"} | more))
    await phone.sync()
    await stage.mine.drain()
    return phone.outcomes[mid]


async def test_a_secretary_sees_the_own_branch_alone_and_nobody_else_sees_any(demo_mine: Mine) -> None:
    stage = await published(demo_mine)
    cycle = (await stage.cycle())["cycle"]
    stranger = await other_secretary(stage)
    assert (await stranger.get(f"/api/cycles/{cycle}")).status_code == 404
    assert (await stranger.get(f"/api/cycles/{cycle}/publication")).status_code == 404
    seen = (await stranger.get("/api/cycles", params={"quarter": QUARTER})).json()["cycles"]
    assert len(seen) == 1
    assert seen[0]["branch"] != stage.branch
    for move in MOVES:
        answer = await stranger.post(f"/api/cycles/{cycle}/moves", json={"move": move, "reason": "理由"})
        assert (answer.status_code, answer.json()["code"]) == (403, "rights.missing")
    assessor = await staff(demo_mine, "assessor", "assessor")
    assert (await assessor.get("/api/cycles", params={"quarter": QUARTER})).status_code == 403
    assert (await assessor.get(f"/api/cycles/{cycle}")).status_code == 403
    assert (await stage.secretary.get("/api/vetoes", params={"quarter": QUARTER})).status_code == 403


async def test_each_step_is_for_its_own_body_and_who_looked_is_kept(demo_mine: Mine) -> None:
    stage = await published(demo_mine)
    cycle = (await stage.cycle())["cycle"]
    allowed = {"office": {"correct", "reopen"}, "leader": {"reopen"}, "secretary": set()}
    for name, client in (("office", stage.office), ("leader", stage.leader), ("secretary", stage.secretary)):
        assert {move["move"] for move in (await stage.detail(cycle, client))["cycle"]["moves"]} == allowed[name]
        for move in set(MOVES) - allowed[name]:
            answer = await client.post(f"/api/cycles/{cycle}/moves", json={"move": move, "reason": "理由"})
            assert answer.status_code in (403, 409), (name, move)
    readers = await demo_mine.database.fetch("""select distinct "account" from "reading" where "matter" = 'cycle' and "about" = {}""", cycle)
    assert len(readers) == 3
    listed = (await stage.secretary.get(f"/api/cycles/{cycle}/publication")).json()["people"]
    assert set(listed[0]) == {"name", "star", "code"}


async def test_an_appeal_is_the_members_own_and_not_before_the_publication(demo_mine: Mine) -> None:
    stage = await Stage(demo_mine).set()
    await rate(demo_mine, QUARTER, await stage.everyone(850))
    await stage.moves(stage.office, "compute")
    own, other = await stored(demo_mine, "award", member=stage.self_member), await stored(demo_mine, "award", member=stage.full[0])
    phone = HttpPhone(stage.member)
    await phone.sync()
    assert "award" not in phone.rows
    early = phone.record("appeal.file.v1", "early", award=next(iter(own)), text="先说一声")
    foreign = phone.record("appeal.file.v1", "foreign", award=next(iter(other)), text="替他说")
    await phone.sync()
    assert [phone.outcomes[mid]["reason"] for mid in (early, foreign)] == ["cycles.not_published", "cycles.not_own"]
    for who, move in ((stage.secretary, "review"), (stage.office, "publish")):
        await stage.moves(who, move)
    await phone.sync()
    assert (await appeal(stage, phone, "empty", text="  "))["reason"] == "cycles.appeal_text"
    assert (await appeal(stage, phone, "good"))["result"] == "applied"
    read = """select distinct "account" from "reading" where "matter" = 'appeals'"""
    assert await demo_mine.database.fetch(read) == []
    assert [len((await who.get("/api/appeals", params={"quarter": QUARTER})).json()) for who in (stage.office, stage.secretary)] == [1, 1]
    assert len(await demo_mine.database.fetch(read)) == 2, "who looked at an appeal with its points is kept"
    taken_back = phone.record("appeal.withdraw.v1", "good")
    await phone.sync()
    assert phone.result(taken_back) == "applied"
    assert phone.rows["appeal"]["good"]["state"] == "withdrawn"
    secretary = HttpPhone(stage.secretary)
    await secretary.sync()
    assert "appeal" not in secretary.rows, "no phone of the branch holds a member's words"
    assert next(iter(secretary.rows["award"].values()))["member"] != stage.self_member
    assert len(secretary.rows["award"]) == 1


async def test_days_pass_over_appeals(demo_mine: Mine) -> None:
    """What the branch answered stands once the member did not go on in time; what it did not answer is the office's to answer from then on."""
    stage = await published(demo_mine)
    phone = HttpPhone(stage.member)
    await phone.sync()
    for name, line in (("answered", ""), ("unanswered", "performance:area:")):
        await appeal(stage, phone, name, line=line)
    no = {"upholds": False, "reason": "记录属实"}
    assert (await stage.secretary.post("/api/appeals/answered/decide", json=no)).json() == {"state": "answered"}
    await stage.time("2027-01-15 09:00")
    assert (await stage.cycle())["state"] == "appeal"
    assert {key: row["state"] for key, row in (await stored(demo_mine, "appeal")).items()} == {"answered": "dismissed", "unanswered": "at_office"}
    phone.client = stage.member
    late = phone.record("appeal.escalate.v1", "answered", text="还是不同意")
    await phone.sync()
    assert phone.outcomes[late]["reason"] == "cycles.appeal_stage"
    assert await stage.refuses(stage.leader, "approve") == "cycles.appeals"
    assert (await stage.secretary.post("/api/appeals/unanswered/decide", json=no)).status_code == 403
    assert (await stage.office.post("/api/appeals/unanswered/decide", json=no)).json() == {"state": "dismissed"}
    steps = (await stage.detail((await stage.cycle())["cycle"]))["steps"]
    assert {one["move"] for one in steps if one["move"].startswith("appeal")} == {"appeal_branch", "appeal_unanswered", "appeal_office"}
    await stage.moves(stage.leader, "approve")
    await stage.moves(stage.office, "freeze")


async def test_an_appeal_after_the_freeze_is_kept_and_changes_nothing(demo_mine: Mine) -> None:
    stage = await published(demo_mine)
    await stage.time("2027-01-15 09:00")
    await stage.moves(stage.leader, "approve")
    await stage.moves(stage.office, "freeze")
    phone = HttpPhone(stage.member)
    await phone.sync()
    assert (await appeal(stage, phone, "late"))["result"] == "applied"
    await phone.sync()
    assert phone.rows["appeal"]["late"]["state"] == "late"
    cycle = await stage.cycle()
    assert (cycle["state"], cycle["appeals_open"]) == ("frozen", 0)
    answer = await stage.office.post("/api/appeals/late/decide", json={"upholds": True, "reason": "下一版更正"})
    assert answer.json() == {"state": "upheld"}
    assert (await stage.cycle())["state"] == "frozen"


async def test_whom_the_branch_excused_blocks_nothing_and_has_no_star(demo_mine: Mine) -> None:
    stage = await Stage(demo_mine).set()
    ill = stage.full[-1]
    await rate(demo_mine, QUARTER, await stage.everyone(850) | {ill: None})
    assert await stage.refuses(stage.office, "compute") == "cycles.missing"
    fact = {"member": ill, "branch": stage.branch, "kind": "excused_period", "on": "2026-11-02", "text": "长期病休，党员大会同意", "source": "entry"}
    async with demo_mine.replication.write(None, "excused") as unit:
        unit.put("fact", "excused", fact | {"entered_by": "", "entered_at": unit.now_ms})
    cycle = await stage.moves(stage.office, "compute")
    assert (await stage.stars(cycle))[ill] == (None, "EXCUSED")
    assert (await stage.cycle())["places"] == (len(stage.full) - 1) // 5


async def test_a_veto_is_the_members_to_know_once_confirmed_and_lifting_it_gives_the_star_back(demo_mine: Mine) -> None:
    stage = await published(demo_mine)
    phone = HttpPhone(stage.member)
    told = {"member": stage.self_member, "quarter": QUARTER, "kind": "accident", "text": "事故责任", "evidence": "通报"}
    assert (await stage.leader.post("/api/vetoes", json=told)).status_code == 403
    case = (await stage.office.post("/api/vetoes", json=told)).json()["veto"]
    await phone.sync()
    assert "veto_case" not in phone.rows
    await stage.leader.post(f"/api/vetoes/{case}/confirm")
    await phone.sync()
    assert phone.rows["veto_case"][case]["state"] == "confirmed"
    assert [(award["star"], award["code"], award["total_tenths"]) for award in phone.rows["award"].values()] == [(0, "VETO", 850)]
    assert (await stage.office.post(f"/api/vetoes/{case}/lift", json={"reason": ""})).status_code == 400
    await stage.office.post(f"/api/vetoes/{case}/lift", json={"reason": "复核后责任另有认定"})
    await phone.sync()
    assert [(award["star"], award["code"]) for award in phone.rows["award"].values()] == [(3, "")]
    assert phone.rows["veto_case"][case]["reason"] == "复核后责任另有认定"


async def test_who_left_during_the_draft_neither_takes_a_place_nor_is_shown_anything(demo_mine: Mine) -> None:
    stage = await Stage(demo_mine).set()
    *others, gone = [member for member in stage.full if member not in (stage.self_member, stage.secretary_member)]
    quota = (await content_of(demo_mine, QUARTER)).content.quota
    places = places_of(len(stage.full) - 1, quota)
    tied = others[: places + 1]
    await rate(demo_mine, QUARTER, await stage.everyone(850) | {gone: 990} | dict.fromkeys(tied, 960))
    cycle = await stage.moves(stage.office, "compute")
    async with demo_mine.replication.write(None, "left") as unit:
        unit.put("member", gone, {"status": "left"})
    await demo_mine.drain()
    await stage.moves(stage.office, "recompute")
    (tie,) = [tie for tie in (await stage.detail(cycle))["ties"] if gone not in tie["members"] and sorted(tie["members"]) == sorted(tied)]
    answer = await stage.secretary.post(f"/api/cycles/{cycle}/ties/{tie['tie']}", json={"chosen": tied[:places], "reason": "支委会表决"})
    assert answer.status_code == 200, answer.text
    await no_trace_of(stage, cycle, gone, places)
    for who, move in ((stage.secretary, "review"), (stage.office, "publish")):
        await stage.moves(who, move)
    await no_trace_of(stage, cycle, gone, places)

    told = {"member": tied[0], "quarter": QUARTER, "kind": "accident", "text": "事故责任", "evidence": "通报"}
    case = (await stage.office.post("/api/vetoes", json=told)).json()["veto"]
    assert (await stage.second.post(f"/api/vetoes/{case}/confirm")).status_code == 200
    assert (await stage.stars(cycle))[tied[places]] == (5, "")
    await no_trace_of(stage, cycle, gone, places)
    await rate(demo_mine, QUARTER, {gone: 700})
    assert (await stage.cycle())["changed_since"] == 0
    await rate(demo_mine, QUARTER, {stage.self_member: 905})
    async with demo_mine.replication.write(None, "upheld") as unit:
        told = {
            "award": rules.award_id(cycle, stage.self_member),
            "cycle": cycle,
            "member": stage.self_member,
            "branch": stage.branch,
            "quarter": QUARTER,
        }
        unit.put("appeal", "upheld", {**told, "text": "请核对", "state": "upheld", "filed_at": unit.now_ms, "office_at": unit.now_ms})
    await stage.moves(stage.office, "correct")
    await no_trace_of(stage, cycle, gone, places)
    await stage.moves(stage.office, "reopen", "核对后重新公示")
    await the_sheet_is_of_those_who_were_there(stage, cycle, gone)


async def no_trace_of(stage: Stage, cycle: str, gone: str, places: int) -> None:
    """The award of a member who left stays as it was drafted; the places go to those who are there."""
    awards = await stored(stage.mine, "award", cycle=cycle)
    (left,) = [award for award in awards.values() if award["member"] == gone]
    assert (bool(left["replaced"]), left["state"]) == (True, "computed")
    assert sum(award["star"] == 5 for award in awards.values() if award["member"] != gone) == places
    placed = await stage.mine.database.fetch('select 1 as "x" from "row_scope" where "row" = {} and not "gone"', left["id"])
    assert (gone in await stage.stars(cycle), placed) == (False, [])
    if (await stage.cycle())["state"] == "published":
        await the_sheet_is_of_those_who_were_there(stage, cycle, gone)


async def the_sheet_is_of_those_who_were_there(stage: Stage, cycle: str, gone: str) -> None:
    """Of a version that stands, and of one that was replaced."""
    people = (await stage.office.get(f"/api/cycles/{cycle}/publication")).json()["people"]
    assert sorted(one["name"] for one in people) == sorted(stage.names[member] for member in stage.members if member != gone)
    assert gone not in await stage.stars(cycle)


async def test_who_came_back_during_the_draft_has_a_result_again(demo_mine: Mine) -> None:
    stage = await Stage(demo_mine).set()
    away = stage.full[-1]
    await rate(demo_mine, QUARTER, await stage.everyone(850))
    cycle = await stage.moves(stage.office, "compute")
    for status in ("left", "active"):
        async with demo_mine.replication.write(None, status) as unit:
            unit.put("member", away, {"status": status})
        await demo_mine.drain()
        await stage.moves(stage.office, "recompute")
        assert (away in await stage.stars(cycle)) == (status == "active")


async def test_an_office_at_one_branch_sees_and_begins_nothing_elsewhere(demo_mine: Mine) -> None:
    stage = await published(demo_mine)
    told = {"member": stage.self_member, "quarter": QUARTER, "kind": "accident", "text": "事故责任", "evidence": "通报"}
    case = (await stage.office.post("/api/vetoes", json=told)).json()["veto"]
    (other,) = await demo_mine.database.fetch(
        """select "id" from "organisation" where "kind" = 'branch' and "id" <> {} order by "id" limit 1""", stage.branch
    )
    here, there = [await staff_at(demo_mine, f"office-{org}", org) for org in (stage.branch, other["id"])]
    shown = [(await who.get("/api/vetoes", params={"quarter": QUARTER})).json() for who in (stage.office, stage.leader, here, there)]
    assert [[veto["veto"] for veto in one["vetoes"]] for one in shown] == [[case], [case], [case], []]
    assert all(one["kinds"] for one in shown)
    assert (await there.post("/api/cycles/open", json={"quarter": "2026-Q3"})).json() == {"opened": 1}
    assert [cycle["branch"] for cycle in (await stored(demo_mine, "cycle", quarter="2026-Q3")).values()] == [other["id"]]
    assert (await there.post("/api/cycles/open", json={"quarter": "2026-Q3"})).json() == {"opened": 0}
    assert (await stage.office.post("/api/cycles/open", json={"quarter": "2026-Q3"})).json() == {"opened": 32}
