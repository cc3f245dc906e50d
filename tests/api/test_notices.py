"""Notices reach those whom they concern and nobody else, are read by their owner alone, and are pushed once a day at most; on both databases."""

import asyncio
from contextlib import suppress
from typing import Any

import msgspec
from py_vapid import Vapid02

from server.domain.notices import jobs, rules
from server.domain.notices.queries.pushing import send_waiting
from server.domain.review import jobs as review_jobs
from server.kit.outward import BODY_BYTES_KEPT, Answer, Outward, Silence
from tests.api.phone import HttpPhone
from tests.api.push_service import Browser, PushService, push_service
from tests.mine import Mine
from tests.small_mine import NORTH, named, record, rows, settle, submit
from tests.upgrade.stage import AWARDED, PASSWORD, People, award, gather

RETURNED = {"status": "returned", "returned_reasons": [{"field": "place", "reason": "写明在哪个会议室"}]}


async def told(phone: HttpPhone, kind: str) -> list[dict[str, Any]]:
    """The notices of a kind that a phone holds after an exchange."""
    await phone.sync()
    return [one for one in phone.rows.get("notice", {}).values() if one["kind"] == kind]


async def back(mine: Mine, employee: str) -> HttpPhone:
    """A phone of someone whose session has ended, after signing in again."""
    return HttpPhone(await mine.sign_in(employee, PASSWORD))


async def send_back(mine: Mine, name: str) -> str:
    """A record of the north branch, filed and returned with a reason; its id."""
    meeting = await record(mine, name, "theme_day", NORTH, "2026-11-16 09:00")
    await submit(mine, meeting)
    async with mine.replication.write(None, "return") as unit:
        unit.put("meeting", meeting, {**RETURNED, "decided_at": unit.now_ms})
    await mine.drain()
    return meeting


async def decide(mine: Mine, table: str, row: str, /, **values: Any) -> None:
    """The office decides something."""
    async with mine.replication.write("office", "decide") as unit:
        unit.put(table, row, values)
    await mine.drain()


async def opened(mine: Mine) -> tuple[People, HttpPhone, HttpPhone]:
    """The small mine with a secretary and a member, and the phones of both."""
    await settle(mine)
    people = await gather(mine)
    await mine.drain()
    return people, HttpPhone(people.secretary), HttpPhone(people.member)


async def test_what_happens_is_told_to_those_it_concerns_and_to_nobody_else(mine: Mine) -> None:
    _, secretary, member = await opened(mine)
    meeting = await send_back(mine, "退回的主题党日")
    (returned,) = await told(secretary, "record_returned")
    assert returned["route"] == f"record/{meeting}"
    assert returned["words"]["fields"] == 1
    assert "会议室" not in str(returned["words"]), "the reason is read in the record, by those who may"

    await award(mine)
    await mine.drain()
    (shown,) = await told(member, "stars_shown")
    assert (shown["route"], shown["words"]["state"]) == ("stars", "published")
    await decide(mine, "award", named("评星结果"), state="frozen")
    assert {one["words"]["state"] for one in await told(member, "stars_shown")} == {"published", "frozen"}
    await decide(mine, "appeal", named("支部答复过的申诉"), state="upheld", office_at=mine.clock.now_ms)
    assert [one["words"]["state"] for one in await told(member, "appeal_decided")] == ["answered", "upheld"]

    ground = {"member": AWARDED, "branch": NORTH, "quarter": "2026-Q4", "kind": "dues", "title": "党费", "text": "半年未交", "evidence": "台账"}
    await decide(mine, "veto_case", named("否决"), **ground, state="proposed", proposed_by="a", proposed_at=mine.clock.now_ms)
    assert not await told(member, "veto_decided"), "what is only proposed is not the member's to see"
    await decide(mine, "veto_case", named("否决"), state="confirmed")
    (veto,) = await told(member, "veto_decided")
    assert veto["words"] == {"quarter": "2026-Q4", "state": "confirmed"}
    assert {one["member"] for one in member.rows["notice"].values()} == {AWARDED}
    assert not await told(secretary, "stars_shown") and not await told(secretary, "appeal_decided")


async def test_the_office_is_told_of_what_waits_for_it_and_chooses_for_itself(mine: Mine) -> None:
    people, secretary, _ = await opened(mine)
    office = HttpPhone(people.office)
    asked = {"member": AWARDED, "branch": NORTH, "about": "roster", "source": AWARDED, "field": "name", "wanted": "党员一", "reason": "写错了字"}
    asked |= {"asked_by": "someone", "asked_at": mine.clock.now_ms}
    await decide(mine, "correction_request", named("姓名"), **asked, state="at_office")
    (waiting,) = await told(office, "correction_waiting")
    assert (waiting["route"], waiting["words"]) == ("office/corrections", {}), "whose it is stands on the page, behind its rights"
    amendment = {"meeting": "m", "branch": NORTH, "log": "l", "mid": 1, "asked_by": "someone", "asked_at": mine.clock.now_ms, "edits": {}}
    await decide(mine, "amendment", named("更正"), **amendment, state="open")
    await award(mine)
    await decide(mine, "appeal", named("支部答复过的申诉"), state="at_office")
    assert [one["route"] for one in await told(office, "amendment_waiting")] == [f"office/review/amendments/{named('更正')}"]
    assert [one["words"] for one in await told(office, "appeal_waiting")] == [{"quarter": "2026-Q3"}]

    left = {"log": "l", "mid": 2, "name": "meeting.set.v1", "row": "m", "scope": f"branch:{NORTH}", "person": "p", "mutation": {}}
    await decide(mine, "held", named("搁置"), **left, asked_by="someone", asked_at=mine.clock.now_ms, state="open")
    mine.clock.advance(days=1)
    await review_jobs.note_left(mine.replication)
    await mine.drain()
    office = HttpPhone(await mine.sign_in("office", PASSWORD))
    assert not await told(office, "held_waiting"), "a day is what deciding may take"
    mine.clock.advance(days=1)
    for _ in range(2):
        assert await review_jobs.note_left(mine.replication) == 1
        await mine.drain()
    office = HttpPhone(await mine.sign_in("office", PASSWORD))
    assert [one["route"] for one in await told(office, "held_waiting")] == [f"office/review/held/{named('搁置')}"]

    person = waiting["member"]
    choice = {"off": ["correction_waiting"], "digest_at": "08:00", "quiet_from": "22:00", "quiet_to": "07:00"}
    office.record("notice.choose.v1", rules.choice_id(person), **choice)
    await office.sync()
    await decide(mine, "correction_request", named("班次"), **asked, state="at_office")
    assert len(await told(office, "correction_waiting")) == 1, "a kind that is off comes no more"
    secretary = await back(mine, "E0")
    await secretary.sync()
    assert not [one["kind"] for one in secretary.rows.get("notice", {}).values() if one["kind"].endswith("_waiting")]


async def test_what_falls_due_is_told_to_whoever_must_act_once(mine: Mine) -> None:
    await opened(mine)
    meeting = await send_back(mine, "退回的主题党日")
    due = [{"text": "检修皮带", "owner": "党员1", "due_on": "2026-11-25"}, {"text": "以后再说", "owner": "党员1", "due_on": "2026-12-20"}]
    await submit(mine, await record(mine, "有决议的会", "general_meeting", NORTH, "2026-11-16 09:00", resolutions=due))
    for day in ("2026-11-23 06:11", "2026-11-24 06:11"):
        mine.clock.set(day)
        await mine.drain()
    secretary, member = await back(mine, "E0"), await back(mine, "E1")
    duties = await told(secretary, "obligation_due")
    routes = {one["words"]["state"]: one["route"] for one in duties}
    assert routes["warning"].startswith("write/new?obligation=")
    assert routes["held_unfiled"] == f"record/{meeting}"
    (owner,), (leader,) = await told(member, "resolution_due"), await told(secretary, "resolution_due")
    assert owner["words"]["due_on"] == leader["words"]["due_on"] == "2026-11-25"
    assert "检修" not in str(owner["words"])
    assert not await told(member, "record_returned") and not await told(member, "obligation_due")


async def test_reading_and_choosing_are_the_persons_own_and_go_to_all_their_phones(mine: Mine) -> None:
    people, secretary, member = await opened(mine)
    await send_back(mine, "第一次")
    (notice,) = await told(secretary, "record_returned")

    await member.sync()
    member.record("notice.read.v1", notice["id"], notices=[notice["id"]])
    await member.sync()
    other = HttpPhone(people.secretary)
    await other.sync()
    assert "notice_read" not in other.rows, "another's reading changes nothing"
    twice = [secretary.record("notice.read.v1", notice["id"], notices=[notice["id"]]) for _ in range(2)]
    await secretary.sync()
    assert [secretary.result(mid) for mid in twice] == ["applied", "applied"]
    await other.sync()
    assert [read["notice"] for read in other.rows["notice_read"].values()] == [notice["id"]]

    choice = {"off": ["record_returned"], "digest_at": "12:30", "quiet_from": "21:00", "quiet_to": "06:00"}
    mine_to_choose, foreign = rules.choice_id(notice["member"]), rules.choice_id(AWARDED)
    asked = [
        secretary.record("notice.choose.v1", mine_to_choose, **choice),
        secretary.record("notice.choose.v1", foreign, **choice),
        secretary.record("notice.choose.v1", mine_to_choose, **choice | {"digest_at": "25:00"}),
    ]
    await secretary.sync()
    assert [secretary.result(mid) for mid in asked] == ["applied", "rejected", "rejected"]
    await send_back(mine, "第二次")
    assert len(await told(secretary, "record_returned")) == 1, "a kind that is off comes no more"

    before = {key: row["rev"] for key, row in (await rows(mine, "notice")).items()}
    async with mine.replication.write(None, "again") as unit:
        unit.mark("news", f"record_returned:{named('第一次')}")
    await mine.drain()
    assert {key: row["rev"] for key, row in (await rows(mine, "notice")).items()} == before

    mine.clock.advance(days=91)
    await mine.drain()
    secretary = await back(mine, "E0")
    await secretary.sync()
    assert notice["id"] not in secretary.rows.get("notice", {}) and "notice_read" not in secretary.rows, "what is old leaves the phone"


async def pushes(mine: Mine, service: PushService, people: People) -> Browser:
    """The secretary lets a browser be pushed to."""
    mine.replication.settings = msgspec.structs.replace(mine.settings, push_test_host=service.host)
    browser = service.browser("secretary")
    answer = await people.secretary.post("/api/push/subscriptions", json=browser.subscription)
    assert answer.status_code == 200, answer.text
    return browser


async def test_one_digest_a_day_goes_out_whatever_runs_beside_what_and_only_its_browser_can_read_it(mine: Mine) -> None:
    people, _, _ = await opened(mine)
    async with push_service() as service:
        browser = await pushes(mine, service, people)
        await send_back(mine, "第一次")
        await send_back(mine, "第二次")
        mine.clock.set("2026-11-17 06:59")
        await mine.drain()
        assert not service.arrived, "the hours before seven are quiet, and the digest is asked for at eight"
        mine.clock.set("2026-11-17 08:00")
        written = await asyncio.gather(*(jobs.digest(mine.replication) for _ in range(4)))
        assert sum(written) == 1
        await asyncio.gather(*(send_waiting(mine.replication) for _ in range(3)))
        await mine.drain()
        ((name, headers, body),) = service.arrived
        assert name == "secretary" and headers["content-encoding"] == "aes128gcm" and headers["topic"] == "linghang"
        key = (await (await mine.sign_in("E0", PASSWORD)).get("/api/push/key")).json()["key"]
        assert headers["authorization"].startswith("vapid t=") and headers["authorization"].endswith(f"k={key}")
        assert Vapid02.verify(headers["authorization"]), "signed by the key that browsers subscribed under"
        claims = msgspec.json.decode(rules.from_base64url(headers["authorization"].split(".")[1]) or b"")
        assert claims["aud"] == f"http://{service.host}" and claims["exp"] > mine.clock.now_ms // 1000
        assert browser.read(body) == {"count": 2, "route": "notices", "language": "zh"}
        assert b"notices" not in body

        await send_back(mine, "第三次")
        mine.clock.set("2026-11-17 20:00")
        await mine.drain()
        assert len(service.arrived) == 1, "one a day"
        mine.clock.set("2026-11-18 08:05")
        await mine.drain()
        assert browser.read(service.arrived[1][2])["count"] == 1
        assert browser.read(service.arrived[1][2])["route"] == f"record/{named('第三次')}", "a single one leads straight to its matter"

        await send_back(mine, "第四次")
        phone = await back(mine, "E0")
        await phone.sync()
        unread = [one["id"] for one in phone.rows["notice"].values()]
        phone.record("notice.read.v1", unread[0], notices=unread)
        await phone.sync()
        mine.clock.set("2026-11-19 09:00")
        await mine.drain()
        assert len(service.arrived) == 2, "nothing new, no push"


async def test_a_browser_is_its_last_askers_no_address_inside_tried_again_where_it_fails_and_forgotten_where_it_is_gone(mine: Mine) -> None:
    people, _, _ = await opened(mine)
    async with push_service() as service:
        browser = await pushes(mine, service, people)
        address = rules.subscription_id(browser.subscription["endpoint"])
        await people.member.delete(f"/api/push/subscriptions/{address}")
        (kept,) = await mine.database.fetch('select * from "push_subscription"')
        assert kept["member"] != AWARDED, "another's browser cannot be taken off"
        await people.member.post("/api/push/subscriptions", json=browser.subscription)
        (kept,) = await mine.database.fetch('select * from "push_subscription"')
        assert kept["member"] == AWARDED
        for endpoint in (
            "http://push.example.com/x",
            "https://10.1.2.3/x",
            "https://[::1]/x",
            "https://localhost/x",
            "https://push.example.com:8443/x",
        ):
            answer = await people.member.post("/api/push/subscriptions", json=browser.subscription | {"endpoint": endpoint})
            assert (answer.status_code, answer.json()["code"]) == (400, "notices.subscription"), endpoint
        answer = await people.member.post("/api/push/subscriptions", json=browser.subscription | {"p256dh": "AAAA"})
        assert answer.json()["code"] == "notices.subscription"
        taken = await people.office.post("/api/push/subscriptions", json=browser.subscription)
        assert taken.status_code == 200, "an account of no member is a person too"
        await people.member.post("/api/push/subscriptions", json=browser.subscription)
        assert (await people.nobody.get("/api/push/key")).status_code == 401
        async with Outward(rules.is_public) as outward:
            port = service.host.partition(":")[2]
            assert await outward.post(f"http://localhost:{port}/x", {}, b"x") == Silence(sent=False)
        assert not service.arrived, "a name that leads inside is not called"

        await award(mine)
        await mine.drain()
        service.status = 503
        mine.clock.set("2026-11-17 08:00")
        await mine.drain()
        mine.clock.advance(seconds=30)
        await mine.drain()
        assert len(service.arrived) == 1, "not again at once"
        mine.clock.advance(seconds=60)
        service.status = 410
        await mine.drain()
        assert len(service.arrived) == 2
        assert not await mine.database.fetch('select * from "push_subscription"')
        assert [row["state"] for row in await mine.database.fetch('select * from "push_delivery"')] == ["gone"]


async def test_of_an_answer_without_end_no_more_is_read_than_anyone_looks_at() -> None:
    """Who answers may be anyone: the address came from a browser."""

    async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n")
        with suppress(OSError):
            while True:
                writer.write(b"10000\r\n" + bytes(0x10000) + b"\r\n")
                await writer.drain()

    async with await asyncio.start_server(pour, "127.0.0.1", 0) as server:
        host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with Outward(rules.is_public, host) as outward:
            answer = await outward.post(f"http://{host}/", {}, b"{}")
    assert isinstance(answer, Answer) and (answer.status, len(answer.body)) == (201, BODY_BYTES_KEPT)
