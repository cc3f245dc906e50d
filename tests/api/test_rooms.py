"""Rooms are asked for by phones and the office at once: one has each half hour, the others are told what is free, on both databases."""

import asyncio
import uuid
from io import BytesIO
from typing import Any

import httpx
import icalendar
import openpyxl
import pytest

from server.domain.rooms import rules
from server.domain.rooms.jobs import tidy
from server.kit.database import UniqueViolation
from tests.api.phone import HttpPhone
from tests.api.test_held import revoked
from tests.api.test_review import office_of
from tests.api.test_sync import deputy_of, heads_are_dense, phone_of
from tests.mine import Mine
from tests.workbooks import take

DAY = "2026-11-18"
ROOM = rules.room_id("党性修养室")


def ask(phone: HttpPhone, branch: str, start: int = 540, end: int = 600, **more: Any) -> tuple[int, str]:
    """A booking as a phone asks for it: its number and its id."""
    row = str(uuid.uuid4())
    said = {"branch": branch, "room": ROOM, "on": DAY, "start": start, "end": end, "purpose": "主题党日", **more}
    return phone.record("booking.ask.v1", row, **said), row


def told(phone: HttpPhone) -> list[tuple[str, Any]]:
    """Kinds and states of what the person is told of bookings."""
    return sorted((one["kind"], one["words"]["state"]) for one in phone.rows.get("notice", {}).values() if one["kind"].startswith("booking_"))


async def branches_of(mine: Mine) -> list[str]:
    found = await mine.database.fetch("""select "id" from "organisation" where "kind" = 'branch' order by "name" """)
    return [row["id"] for row in found]


async def taken_half_hours(mine: Mine) -> list[tuple[str, int]]:
    found = await mine.database.fetch('select "room", "slot" from "room_slot" where not "deleted" order by "room", "slot"')
    return [(row["room"], row["slot"]) for row in found]


async def test_twelve_rooms_ship_unconfirmed_and_are_the_offices_to_change(demo_mine: Mine) -> None:
    phone, office, leader = await phone_of(demo_mine), await office_of(demo_mine), await demo_mine.sign_in_as("committee_leader")
    assert len(phone.rows["room"]) == 12
    assert {one["is_confirmed"] for one in phone.rows["room"].values()} == {False}
    there = (await office.get("/api/rooms")).json()
    assert len(there["rooms"]) == 12 and there["rule"]["cancel_hours"] == 2 and len(there["orgs"]) > 33
    known = {"name": "党性修养室", "place": 1, "capacity": 60, "equipment": "投影", "reason": "量过了"}
    assert (await office.put(f"/api/rooms/{ROOM}", json=known)).json()["rooms"][0]["is_confirmed"] is True
    twice = await office.put(f"/api/rooms/{uuid.uuid4()}", json=known)
    assert (twice.status_code, twice.json()["field"]) == (400, "name")
    assert (await leader.put(f"/api/rooms/{ROOM}", json=known)).status_code == 403
    assert (await leader.get("/api/rooms")).status_code == 200
    rule, why = {"opens": 480, "closes": 1200, "ahead_days": 30, "cancel_hours": 24}, {"reason": "例会定的"}
    assert (await office.put("/api/room-rule", json={**rule, **why, "closes": 480})).json()["code"] == "request.invalid"
    assert (await office.put("/api/room-rule", json=rule)).status_code == 400, "nothing without a reason"
    assert (await office.put("/api/room-rule", json=rule | why)).json()["rule"] == {**rule, "is_confirmed": True}
    told = (await office.get("/api/audit", params={"matter": "room"})).json()["entries"]
    assert {(one["title"], one["reason"]) for one in told} == {("预约规则", "例会定的"), ("党性修养室", "量过了")}
    early, _ = ask(phone, phone.branch(), 450, 510)
    await phone.sync()
    assert phone.outcomes[early]["reason"] == "rooms.time"
    assert phone.rows["room"][ROOM]["capacity"] == 60


async def test_who_arrives_first_has_the_room_and_the_other_takes_what_is_nearest_in_one_tap(demo_mine: Mine) -> None:
    """Both asked without a network; the order of arrival decides."""
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    branch, other = phone.branch(), next(one for one in await branches_of(demo_mine) if one != phone.branch())
    deputy = await deputy_of(demo_mine, other)
    late, lost = ask(deputy, other, 570, 630)
    first, won = ask(phone, branch)
    await phone.sync()
    await deputy.sync()
    assert (phone.result(first), deputy.result(late)) == ("applied", "applied")
    assert phone.rows["booking"][won]["state"] == "accepted"
    refused = deputy.rows["booking"][lost]
    assert (refused["state"], refused["cause"]) == ("refused", "taken")
    assert deputy.rows["booking"][won]["branch"] == branch, "whose the room is, is on every phone"
    await demo_mine.drain()
    await deputy.sync()
    assert told(deputy) == [("booking_decided", "refused")]
    assert "by" not in deputy.rows["booking"][won] and lost not in phone.rows["booking"], "and no name, and nothing that another was refused"
    offer = next(one for one in refused["offers"] if one["room"] == ROOM)
    took, mine = ask(deputy, other, offer["start"], offer["end"], on=offer["on"], instead=lost)
    await deputy.sync()
    assert (deputy.result(took), deputy.rows["booking"][mine]["state"], deputy.rows["booking"][lost]["state"]) == ("applied", "accepted", "replaced")
    await demo_mine.drain()
    await phone.sync()
    await deputy.sync()
    assert told(phone) == [("booking_decided", "accepted")]
    assert told(deputy) == [("booking_decided", "accepted"), ("booking_decided", "refused")], "each is told"
    shown = (await office.get("/api/bookings", params={"first": DAY, "last": DAY})).json()["items"]
    assert {one["booking"]: one["state"] for one in shown} == {won: "accepted", mine: "accepted", lost: "replaced"}
    assert all(one["by_name"] for one in shown)
    found = (await office.get("/api/search", params={"q": "主题党日", "kind": "room"})).json()
    assert DAY in str(found)
    (section,) = [one for one in (await office.get(f"/api/ledger/{branch}")).json()["sections"] if one["name"] == "rooms"]
    assert ([one["number"] for one in section["counts"]], [one["ref"] for one in section["lines"]]) == ([1, 1], [won])


async def test_a_member_without_a_post_and_one_of_another_branch_do_not_book(demo_mine: Mine) -> None:
    phone, member, office = await phone_of(demo_mine), await phone_of(demo_mine, "member"), await office_of(demo_mine)
    assert len(member.rows["room"]) == 12, "whoever is a member sees the rooms"
    other = next(one for one in await branches_of(demo_mine) if one != phone.branch())
    foreign, _ = ask(phone, other)
    own, _ = ask(member, phone.branch())
    await phone.sync()
    await member.sync()
    assert [(one.result(mid), one.outcomes[mid]["reason"]) for one, mid in ((phone, foreign), (member, own))] == [("held", "rights")] * 2
    assert await taken_half_hours(demo_mine) == []
    await revoked(demo_mine, phone)
    mid, row = ask(phone, phone.branch())
    await phone.sync()
    assert phone.result(mid) == "held"
    held = next(one for one in (await office.get("/api/held")).json()["items"] if one["row"] == row)
    assert (await office.post(f"/api/held/{held['held']}/apply")).json()["result"] == "applied"
    assert len(await taken_half_hours(demo_mine)) == 2


async def test_a_series_is_decided_day_by_day_and_given_back_from_a_day_on(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    branch = phone.branch()
    orgs = (await office.get("/api/rooms")).json()["orgs"]
    committee = orgs[0]["org"]
    body = {"booking": str(uuid.uuid4()), "branch": committee, "room": ROOM, "on": "2026-11-25", "start": 570, "end": 660, "purpose": "党委会议"}
    made = [(await office.post("/api/bookings", json=body)).json()["items"] for _ in range(2)]
    assert [len(one) for one in made] == [1, 1] and made[0][0]["state"] == "accepted", "sent twice it is made once"
    mid, first = ask(phone, branch, repeat="weekly", until="2026-12-09")
    await phone.sync()
    assert phone.result(mid) == "applied"
    series = {one["on"]: one for one in phone.rows["booking"].values() if one["series"] == first}
    assert {on: one["state"] for on, one in series.items()} == {
        DAY: "accepted",
        "2026-11-25": "refused",
        "2026-12-02": "accepted",
        "2026-12-09": "accepted",
    }
    assert {one["on"] for one in series["2026-11-25"]["offers"]} == {"2026-11-25"}
    before = len(await taken_half_hours(demo_mine))
    cancelled = phone.record("booking.cancel.v1", series["2026-12-02"]["id"], reason="计划调整", later=True)
    again, row = ask(phone, branch, on="2026-12-02")
    await phone.sync()
    assert (phone.result(cancelled), phone.result(again)) == ("applied", "applied"), "what was given back is free in the same push"
    assert phone.rows["booking"][row]["state"] == "accepted"
    states = {one["on"]: one["state"] for one in phone.rows["booking"].values() if one["series"] == first}
    assert states == {DAY: "accepted", "2026-11-25": "refused", "2026-12-02": "cancelled", "2026-12-09": "cancelled"}
    assert len(await taken_half_hours(demo_mine)) == before - 2
    await demo_mine.drain()
    await phone.sync()
    assert told(phone) == [("booking_decided", "accepted"), ("booking_decided", "accepted"), ("booking_decided", "refused")], (
        "not one for each good day"
    )
    demo_mine.clock.set(f"{DAY} 07:30")
    late = phone.record("booking.cancel.v1", first, reason="")
    phone.client = await demo_mine.sign_in_as("secretary")
    await phone.sync()
    assert phone.outcomes[late]["reason"] == "rooms.late"
    office = await office_of(demo_mine)
    silent = await office.post(f"/api/bookings/{first}/cancel", json={"reason": " "})
    assert (silent.status_code, silent.json()["field"]) == (400, "reason")
    assert (await office.post(f"/api/bookings/{first}/cancel", json={"reason": "会场另有安排"})).json()["cancelled"] == [first]
    assert (await office.post(f"/api/bookings/{first}/cancel", json={"reason": "再来"})).status_code == 409
    await demo_mine.drain()
    await phone.sync()
    assert (phone.rows["booking"][first]["reason"], phone.rows["booking"][first]["by_office"]) == ("会场另有安排", True)
    assert ("booking_cancelled", "cancelled") in told(phone)
    acts = [one["act"] for one in sorted(phone.rows["booking_step"].values(), key=lambda one: one["place"]) if one["booking"] == first]
    assert acts == ["accepted", "cancelled"]
    await heads_are_dense(demo_mine)


async def test_a_room_that_closes_takes_nobody_in_and_says_whom_it_meets(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    _, row = ask(phone, phone.branch())
    await phone.sync()
    closing = {"from_on": DAY, "from_minute": 0, "until_on": "2026-11-19", "until_minute": 0, "reason": "检修空调"}
    meets = await office.post(f"/api/rooms/{ROOM}/closures", json=closing)
    assert (meets.status_code, meets.json()["code"]) == (409, "rooms.closure_meets")
    closed = (await office.post(f"/api/rooms/{ROOM}/closures", json={**closing, "cancel": True})).json()
    assert closed["cancelled"] == [row]
    _, refused = ask(phone, phone.branch(), 600, 660)
    await phone.sync()
    assert (phone.rows["booking"][row]["state"], phone.rows["booking"][row]["reason"]) == ("cancelled", "检修空调")
    assert phone.rows["booking"][refused]["cause"] == "closed"
    assert len(phone.rows["room_closure"]) == 1
    sheet = await office.get(f"/api/rooms/{ROOM}/door-sheet", params={"first": DAY, "days": 7})
    assert (sheet.status_code, sheet.content[:5], sheet.headers["content-type"]) == (200, b"%PDF-", "application/pdf")
    assert (await office.get(f"/api/rooms/{ROOM}/door-sheet", params={"first": DAY, "days": 3})).status_code == 400
    assert (await office.delete(f"/api/room-closures/{closed['closure']}")).status_code == 204
    assert (await office.delete(f"/api/room-closures/{closed['closure']}")).status_code == 404
    _, again = ask(phone, phone.branch(), 600, 660)
    await phone.sync()
    assert phone.rows["booking"][again]["state"] == "accepted" and not phone.rows["room_closure"]


async def test_what_is_over_leaves_the_phones_of_others_and_stays_with_its_branch(demo_mine: Mine) -> None:
    phone, other = await phone_of(demo_mine), await phone_of(demo_mine, "member")
    _, row = ask(phone, phone.branch())
    await phone.sync()
    await other.sync()
    assert row in other.rows["booking"], "a member without a post reads the calendar"
    demo_mine.clock.set("2026-11-26 02:00")
    assert (await tidy(demo_mine.replication), await tidy(demo_mine.replication)) == (1, 0)
    for one, role in ((phone, "secretary"), (other, "member")):
        one.client = await demo_mine.sign_in_as(role)
        await one.sync()
    assert row in phone.rows["booking"] and row not in other.rows["booking"]


async def test_a_calendar_reads_the_feed_by_its_secret_until_it_is_made_anew(demo_mine: Mine, caplog: pytest.LogCaptureFixture) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    _, row = ask(phone, phone.branch())
    await phone.sync()
    anyone: httpx.AsyncClient = await demo_mine.client()
    path = (await office.post("/api/room-feed")).json()["path"]
    answer = await anyone.get(path)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "private, no-store")
    assert answer.headers["content-type"].startswith("text/calendar")
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["UID"] == f"{row}@linghang" and "主题党日" in str(event["SUMMARY"])
    (name,) = {one["by_name"] for one in phone.rows["booking_step"].values()}
    assert name and name not in answer.text, "no person is named"
    assert not icalendar.Calendar.from_ical((await anyone.get(path, params={"room": rules.room_id("图书室")})).content).walk("VEVENT")
    assert (await anyone.get(f"{path[:-1]}A")).status_code == 404 or path.endswith("A")
    fresh = (await office.post("/api/room-feed")).json()["path"]
    assert ((await anyone.get(path)).status_code, (await anyone.get(fresh)).status_code) == (404, 200)
    stored = await demo_mine.database.fetch('select * from "room_feed"')
    assert len(stored) == 1 and fresh.rpartition("/")[2] not in str(stored), "whoever has the database cannot read by it"
    assert (await office.delete("/api/room-feed")).status_code == 204
    assert (await anyone.get(fresh)).status_code == 404
    await demo_mine.database.fetch('drop table "room_feed"')
    assert (await anyone.get(fresh)).status_code == 500
    assert "service.failed" in caplog.text
    secret = fresh.rpartition("/")[2]
    assert all(secret not in str(vars(record)) for record in caplog.records if record.name.startswith("server")), "not even where the server fails"


def sheet_of(*rows: tuple[Any, ...]) -> bytes:
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(["室", "党支部", "日期", "开始", "结束", "用途", "人数"])
    for row in rows:
        page.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


async def test_a_sheet_is_tried_and_taken_in_and_all_leaves_as_one(demo_mine: Mine) -> None:
    office = await office_of(demo_mine)
    good = ("党性修养室", "综采一区党支部", DAY, "9:00", "10:30", "主题党日", 30)
    bad = [
        ("没有这室", *good[1:]),
        (*good[:3], "9:30", "10:00", "党课", None),
        (*good[:2], "2026-13-01", *good[3:]),
        (*good[:3], "9:10", "10:00", "党课", None),
    ]
    content = sheet_of(good, *bad)
    kind = {"content-type": "application/octet-stream"}
    tried = (await office.post("/api/bookings/import", params={"dry_run": True}, content=content, headers=kind)).json()
    assert (tried["dry_run"], tried["added"], await taken_half_hours(demo_mine)) == (True, 1, [])
    assert [(one["row"], one["column"]) for one in tried["problems"]] == [(3, "室"), (4, "开始"), (5, "日期"), (6, "开始")]
    taken = (await office.post("/api/bookings/import", content=content, headers=kind)).json()
    again = (await office.post("/api/bookings/import", content=content, headers=kind)).json()
    assert (taken["added"], again["added"], again["known"]) == (1, 0, 1)
    assert len(await taken_half_hours(demo_mine)) == 3
    marked = await office.post("/api/bookings/import/problems", content=content, headers=kind)
    assert "没有这个室" in str([[cell.value for cell in row] for row in openpyxl.load_workbook(BytesIO(marked.content)).worksheets[0].rows])
    between = {"first": "2026-11-01", "last": "2026-11-30"}
    book = await take(office, "/api/bookings/export", **between)
    assert len(book.ids("预约")) == 1
    used = (await office.get("/api/bookings/use", params=between)).json()
    assert [(one["name"], one["minutes"]) for one in used["branches"]] == [("综采一区党支部", 90)]
    assert {one["name"]: one["minutes"] for one in used["hours"] if one["minutes"]} == {"09:00": 60, "10:00": 30}
    assert (await office.get("/api/bookings/use", params={"first": DAY, "last": "2026-11-01"})).status_code == 400


async def test_of_a_thousand_that_race_for_one_room_exactly_one_has_each_time(demo_mine: Mine) -> None:
    """990 bookings of 33 phones in 66 pushes and 10 of the office, all under way at once, over the 30 half hours of one day and room."""
    office = await office_of(demo_mine)
    branches = await branches_of(demo_mine)
    post = await phone_of(demo_mine)
    own = post.branch()
    phones = [another_of(post) for _ in range(66)]
    rows: list[tuple[HttpPhone, int, str]] = []
    for number, phone in enumerate(phones):
        for turn in range(15):
            start = 420 + (number * 7 + turn * 2) % 30 * 30
            rows.append((phone, *ask(phone, own, start, start + 30)))
    by_office = [
        {
            "booking": str(uuid.uuid4()),
            "branch": branches[at],
            "room": ROOM,
            "on": DAY,
            "start": 420 + at * 90,
            "end": 450 + at * 90,
            "purpose": "党课",
        }
        for at in range(10)
    ]
    await asyncio.gather(*map(pushed, phones), *(booked(office, body) for body in by_office))
    assert {phone.result(mid) for phone, mid, _ in rows} == {"applied"}
    slots = await taken_half_hours(demo_mine)
    assert len(slots) == len(set(slots)) == 30, "each half hour of the day has one holder"
    found = await demo_mine.database.fetch('select "start", "state", count(*) as "n" from "booking" group by "start", "state"')
    accepted = {row["start"]: row["n"] for row in found if row["state"] == "accepted"}
    assert accepted == {420 + at * 30: 1 for at in range(30)}
    assert sum(row["n"] for row in found) == 1000
    assert sum(row["n"] for row in found if row["state"] == "refused") == 970
    await heads_are_dense(demo_mine)


def another_of(phone: HttpPhone) -> HttpPhone:
    """A second phone of the same person, which holds what the first one does."""
    other = HttpPhone(phone.client)
    other.cursors = dict(phone.cursors)
    return other


async def booked(office: httpx.AsyncClient, body: dict[str, Any]) -> None:
    """Books at the office; a server that is busy is asked again."""
    while (answer := await office.post("/api/bookings", json=body)).status_code != 200:
        assert answer.status_code == 503, answer.text


async def pushed(phone: HttpPhone) -> None:
    """Sends what a phone has until it is answered: a server that is busy is asked again, as phones do."""
    while phone.acked < len(phone.mutations):
        answer = await phone.post(phone.request())
        assert answer.status_code in (200, 503), answer.text
        if answer.status_code == 200:
            phone.receive(answer.json())


async def test_the_database_itself_refuses_a_half_hour_twice(demo_mine: Mine) -> None:
    """Whatever else goes wrong: not the rule, but the table."""
    values = {"room": ROOM, "on": DAY, "slot": 5, "booking": "one"}
    async with demo_mine.replication.write(None, "first") as unit:
        unit.put("room_slot", "slot one", values)
    with pytest.raises(UniqueViolation):
        async with demo_mine.replication.write(None, "second") as unit:
            unit.put("room_slot", "slot two", {**values, "booking": "two"})
    async with demo_mine.replication.write(None, "given back and taken at once") as unit:
        unit.delete("room_slot", "slot one")
        unit.put("room_slot", "slot two", {**values, "booking": "two"})
    assert await taken_half_hours(demo_mine) == [(ROOM, 5)]
