"""A branch asks to be excused, the office grants, declines, takes back or reminds; what it costs follows; nobody decides for themselves."""

from typing import Any

import httpx

from server.domain.obligations.rules import obligation_id
from tests.api.phone import HttpPhone
from tests.api.test_board import sign_in_with
from tests.api.test_review import office_of
from tests.api.test_sync import phone_of
from tests.mine import Mine
from tests.small_mine import NORTH, SOUTH, instant, record, rows, settle, submit


def ask(phone: HttpPhone, row: str, obligation: str, code: str = "emergency", words: str = "采面过断层", until_on: str = "") -> int:
    """A request as a secretary makes it on the phone."""
    return phone.record("excusal.ask.v1", row, obligation=obligation, code=code, words=words, until_on=until_on)


def owed_by(phone: HttpPhone, kind: str = "theme_day", period: str = "2026-11") -> str:
    return obligation_id(kind, phone.branch(), period)


async def grant(office: httpx.AsyncClient, obligations: list[str], **wanted: str) -> httpx.Response:
    return await office.post("/api/excusals", json={"obligations": obligations, "wanted": {"code": "stoppage", **wanted}})


async def whole(client: httpx.AsyncClient, obligation: str) -> dict[str, Any]:
    answer = await client.get(f"/api/obligations/{obligation}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_branch_asks_from_the_phone_and_the_office_answers_in_words(demo_mine: Mine) -> None:
    secretary, office = await phone_of(demo_mine), await office_of(demo_mine)
    month, quarter = owed_by(secretary), owed_by(secretary, "party_lecture", "2026-Q4")
    first, twice = ask(secretary, "first", month), ask(secretary, "twice", month)
    wrong = [ask(secretary, "late", quarter, until_on="2026-12-31"), ask(secretary, "mute", quarter, "other", " ")]
    later = ask(secretary, "later", quarter, "maintenance", "", "2027-01-15")
    await secretary.sync()
    assert [secretary.result(one) for one in (first, later)] == ["applied", "applied"]
    refused = [secretary.outcomes[one]["problem"]["code"] for one in (twice, *wrong)]
    assert refused == ["obligations.twice", "obligations.until_on", "obligations.words"]

    waiting = (await office.get("/api/excusals")).json()
    assert [(one["excusal"], one["reason"], one["until_on"], one["own"]) for one in waiting] == [
        ("first", "抢险：采面过断层", "", False),
        ("later", "检修", "2027-01-15", False),
    ]
    silent = await office.post("/api/excusals/first/decide", json={"grants": False})
    assert (silent.status_code, silent.json()["errors"][0]["field"]) == (400, "answer")
    assert (await office.post("/api/excusals/first/decide", json={"grants": True})).json()["state"] == "granted"
    assert (await office.post("/api/excusals/later/decide", json={"grants": False, "answer": "可以分班次开"})).json()["state"] == "declined"
    again = await office.post("/api/excusals/later/decide", json={"grants": True})
    assert (again.status_code, again.json()["code"]) == (409, "obligations.decided")
    late = secretary.record("excusal.withdraw.v1", "first")
    await demo_mine.drain()
    await secretary.sync()
    duty = secretary.rows["obligation"][month]
    assert (duty["state"], duty["excused_reason"], secretary.rows["excusal"]["later"]["answer"]) == ("excused", "抢险：采面过断层", "可以分班次开")
    assert secretary.outcomes[late]["problem"]["code"] == "obligations.decided"
    told = sorted((one["words"]["state"], one["route"]) for one in secretary.rows["notice"].values() if one["kind"] == "excusal_decided")
    assert told == [("declined", f"excuse/{quarter}"), ("granted", f"excuse/{month}")]


async def test_a_request_is_taken_back_by_those_who_may_ask_and_held_from_anyone_else(demo_mine: Mine) -> None:
    secretary, member = await phone_of(demo_mine), await phone_of(demo_mine, "member")
    month = owed_by(secretary)
    held = ask(member, "members", month)
    ask(secretary, "own", month)
    await secretary.sync()
    await member.sync()
    assert (member.result(held), member.outcomes[held]["reason"]) == ("held", "rights")
    mids = [secretary.record("excusal.withdraw.v1", "own") for _ in range(2)]
    after = ask(secretary, "again", month, "other", "班子换届")
    await secretary.sync()
    assert [secretary.result(mid) for mid in (*mids, after)] == ["applied", "applied", "applied"]
    assert secretary.rows["excusal"]["own"]["state"] == "withdrawn"
    await the_meeting_is_held_after_all(demo_mine, secretary)


async def the_meeting_is_held_after_all(demo_mine: Mine, secretary: HttpPhone) -> None:
    """A request about a duty that was done in time waits for nobody, and is told among what needs no answer any more."""
    office = await office_of(demo_mine)
    assert [one["excusal"] for one in (await office.get("/api/excusals")).json()] == ["again"]
    meeting = secretary.start_meeting(held_start=demo_mine.clock() - 3 * 3_600_000)
    secretary.mark_all(meeting)
    secretary.record("meeting.submit.v1", meeting)
    await secretary.sync()
    await demo_mine.drain()
    assert (await office.get("/api/excusals")).json() == []
    answered = (await office.get("/api/excusals", params={"state": "decided"})).json()
    assert [(one["excusal"], one["state"], one["obligation_state"]) for one in answered] == [("again", "over", "done")]
    refused = await office.post("/api/excusals/again/decide", json={"grants": True})
    assert (refused.status_code, refused.json()["code"]) == (409, "obligations.over")
    assert (await office.get("/api/excusals/export", params={"state": "decided"})).status_code == 200


async def test_the_office_excuses_several_branches_at_once_and_the_deduction_is_taken_back(mine: Mine) -> None:
    await settle(mine)
    north, south = (obligation_id("theme_day", org, "2026-11") for org in (NORTH, SOUTH))
    await submit(mine, await record(mine, "按时开的", "theme_day", NORTH, "2026-11-16 07:00"))
    mine.clock.set("2026-12-04 00:10")
    await mine.drain()
    lecture = obligation_id("heart_talk", SOUTH, "2026")
    cost = {row["source"]: row["state"] for row in (await rows(mine, "deduction")).values()}
    assert cost[south] == "standing"
    office = await sign_in_with(mine, "office")
    answer = await grant(office, [north, south, lecture], words="主井停产")
    assert (answer.status_code, answer.json()["passed_over"], len(answer.json()["excusals"])) == (200, ["综采一区党支部"], 2)
    await mine.drain()
    cost = {row["source"]: row["state"] for row in (await rows(mine, "deduction")).values()}
    assert cost[south] == "reversed", "what an excusal granted afterwards makes undue is taken back by itself"
    shown = await whole(office, south)
    assert (shown["state"], shown["excused_reason"], shown["may_excuse"]) == ("excused", "停产：主井停产", False)
    assert [step["state"] for step in shown["steps"]][-1] == "excused"
    (excusal,) = shown["excusals"]
    assert (excusal["state"], excusal["asked_by_name"], excusal["decided_by_name"]) == ("granted", "", "张三")

    lifted = await office.post(f"/api/excusals/{excusal['excusal']}/lift", json={"reason": "误操作"})
    assert lifted.json()["state"] == "lifted"
    assert (await office.post(f"/api/excusals/{excusal['excusal']}/lift", json={"reason": "再来"})).status_code == 409
    await mine.drain()
    assert (await whole(office, south))["state"] == "overdue"
    assert {row["source"]: row["state"] for row in (await rows(mine, "deduction")).values()}[south] == "standing"


async def test_a_later_grant_replaces_the_one_before_and_a_wrong_day_grants_nothing(mine: Mine) -> None:
    await settle(mine)
    office = await sign_in_with(mine, "office")
    owed = [obligation_id("theme_day", org, "2026-11") for org in (NORTH, SOUTH)]
    assert (await grant(office, owed, until_on="2026-12-10")).status_code == 200
    refused = await grant(office, owed, until_on="2026-12-01")
    assert (refused.status_code, refused.json()["field"]) == (400, "until_on")
    assert (await grant(office, owed[:1], until_on="2026-12-20")).status_code == 200
    assert (await grant(office, ["unknown"])).json()["code"] == "row.not_found"
    states = [one["state"] for one in (await whole(office, owed[0]))["excusals"]]
    assert sorted(states) == ["granted", "replaced"]
    assert (await whole(office, owed[0]))["excused_until_at"] == end_of("2026-12-20")


def end_of(day: str) -> int:
    """The last millisecond of a day at the mine."""
    return instant(f"{day} 23:59") + 59_999


async def test_a_cell_tells_who_leads_what_its_record_lacks_and_people_are_reminded_once_a_day(demo_mine: Mine) -> None:
    secretary, office = await phone_of(demo_mine), await office_of(demo_mine)
    month = owed_by(secretary)
    secretary.start_meeting(held_start=1_794_700_000_000, agenda="")
    await secretary.sync()
    await demo_mine.drain()
    shown = await whole(office, month)
    assert (shown["state"], shown["record"]["status"], shown["record"]["lacks"]) == ("held_unfiled", "draft", ["议题"])
    assert ("曹明", "secretary") in [(lead["name"], lead["post"]) for lead in shown["leads"]]
    for _ in range(2):
        assert (await office.post("/api/reminders", json={"obligations": [month]})).json() == {"reminded": 1}
        await demo_mine.drain()
    await secretary.sync()
    told = [one["route"] for one in secretary.rows["notice"].values() if one["kind"] == "duty_reminded"]
    assert told == [f"write/new?obligation={month}"]
    member = await demo_mine.sign_in_as("member")
    assert (await member.get(f"/api/obligations/{month}")).status_code == 403


async def test_an_assessor_of_one_branch_opens_no_other_branchs_cell(mine: Mine) -> None:
    await settle(mine)
    assessor = await sign_in_with(mine, "assessor", NORTH)
    assert (await whole(assessor, obligation_id("theme_day", NORTH, "2026-11")))["may_excuse"] is False
    assert (await assessor.get(f"/api/obligations/{obligation_id('theme_day', SOUTH, '2026-11')}")).status_code == 404


async def test_the_wall_tells_months_and_todays_events_and_names_nobody(mine: Mine) -> None:
    await settle(mine)
    meeting = await record(mine, "今天的会", "theme_day", SOUTH, "2026-11-16 07:00")
    await submit(mine, meeting)
    async with mine.replication.write(None, "filed") as unit:
        filed = {"meeting": meeting, "branch": SOUTH, "attempt": 1, "digest": "", "submitted_at": unit.now_ms, "submitted_by": "x", "reasons": []}
        unit.put("review", "review", filed | {"state": "approved", "decided_at": unit.now_ms, "decided_by": "y"})
    await mine.drain()
    office = await sign_in_with(mine, "office")
    told = (await office.get("/api/wall")).json()
    assert {(one["event"], one["branch_name"], one["kind"]) for one in told["events"]} == {
        ("filed", "选煤一党支部", "theme_day"),
        ("approved", "选煤一党支部", "theme_day"),
    }
    assert told["today"] == {"filed": 1, "approved": 1}
    assert [one["month"] for one in told["trends"]] == ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"]
    assert (told["trends"][-1]["done"], told["trends"][-1]["turned_red"]) == (1, 0)
    mine.clock.set("2026-12-01 00:05")
    await mine.drain()
    night = (await (await sign_in_with(mine, "committee_leader")).get("/api/wall")).json()
    assert night["today"] == {"red": night["trends"][-1]["turned_red"]}
    assert {one["event"] for one in night["events"]} == {"red"}
    elsewhere = (await (await sign_in_with(mine, "assessor", NORTH)).get("/api/wall")).json()
    assert {one["branch_name"] for one in elsewhere["events"]} == {"综采一区党支部"}
