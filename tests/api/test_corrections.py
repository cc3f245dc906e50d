"""A member asks for a wrong fact to be put right: the branch about its own roll, the office about everything else, and nobody about themselves."""

import hashlib
import uuid
from typing import Any

import httpx

from server.domain import accounts
from server.domain.meetings.rules import attendance_id
from tests.api.phone import HttpPhone
from tests.api.photos import begin, picture, upload
from tests.api.test_facts import member_of
from tests.api.test_held import approved
from tests.api.test_review import office_of
from tests.api.test_sync import phone_of
from tests.mine import Mine


def ask(phone: HttpPhone, row: str, about: str, source: str, wanted: str, **more: Any) -> int:
    """A request as a member makes it on the phone."""
    told = {"reason": "当天我在场", "proof": "签到表照片第二张", **more}
    return phone.record("correction.ask.v1", row, about=about, source=source, wanted=wanted, **told)


def code(phone: HttpPhone, mid: int) -> str:
    """Why a mutation was refused."""
    return phone.outcomes[mid]["problem"]["code"]


async def decide(office: httpx.AsyncClient, row: str, accepts: bool, stands: str, reason: str = "") -> httpx.Response:
    """The office's decision over what it saw."""
    return await office.post(f"/api/corrections/{row}/decide", json={"accepts": accepts, "stands": stands, "reason": reason})


async def test_the_branch_corrects_its_own_roll_and_the_member_sees_what_became_of_it(demo_mine: Mine) -> None:
    secretary, member = await phone_of(demo_mine), await phone_of(demo_mine, "member")
    me = member_of(secretary, demo_mine)
    meeting = secretary.start_meeting()
    secretary.mark_all(meeting, **{me: ("absent", "未请假")})
    await secretary.sync()
    await member.sync()
    mark = attendance_id(meeting, me)
    assert member.rows["attendance"][mark]["status"] == "absent"
    others = attendance_id(meeting, next(one for one in secretary.rows["member"] if one != me))
    first, second = ask(member, "first", "attendance", mark, "present"), ask(member, "second", "attendance", mark, "leave", reason="会前请过假")
    wrong = [ask(member, "others", "attendance", others, "absent"), ask(member, "same", "attendance", mark, "nonsense")]
    unreasoned = ask(member, "why", "attendance", mark, "present", reason=" ")
    own = member.record("correction.decide.v1", "first", accepts=True, reason="")
    await member.sync()
    assert [member.result(one) for one in (first, second)] == ["applied", "applied"]
    assert [code(member, one) for one in (*wrong, unreasoned)] == ["corrections.not_own", "corrections.wanted", "corrections.reason"]
    assert (member.result(own), member.outcomes[own]["reason"]) == ("held", "rights"), "a member without a post decides nothing"

    await secretary.sync()
    waiting = secretary.rows["correction_request"]["first"]
    assert (waiting["state"], waiting["seen"], waiting["wanted"], waiting["proof"]) == ("at_branch", "absent", "present", "签到表照片第二张")
    silent = secretary.record("correction.decide.v1", "second", accepts=False, reason="")
    accepted = secretary.record("correction.decide.v1", "first", accepts=True, reason="签到表上有")
    stale = secretary.record("correction.decide.v1", "second", accepts=True, reason="")
    declined = secretary.record("correction.decide.v1", "second", accepts=False, reason="已按签到表改为到会")
    again = secretary.record("correction.decide.v1", "second", accepts=True, reason="")
    await secretary.sync()
    assert [secretary.result(one) for one in (accepted, declined)] == ["applied", "applied"]
    assert [code(secretary, one) for one in (silent, stale, again)] == ["corrections.reason", "corrections.changed", "corrections.decided"]
    late = member.record("correction.withdraw.v1", "first")
    await member.sync()
    assert member.rows["attendance"][mark]["status"] == "present"
    told = [(row["state"], row["answer"], row["decided_by_name"]) for row in (member.rows["correction_request"][one] for one in ("first", "second"))]
    assert told == [("accepted", "签到表上有", "曹明"), ("declined", "已按签到表改为到会", "曹明")]
    assert code(member, late) == "corrections.decided"
    await demo_mine.drain()
    await member.sync()
    told = [(one["kind"], one["route"], one["words"]["state"]) for one in member.rows["notice"].values()]
    assert sorted(told) == [("correction_decided", "corrections", "accepted"), ("correction_decided", "corrections", "declined")]
    (kept,) = await demo_mine.database.fetch("""select count(*) as "n" from "history" where "tbl" = 'attendance' and "row" = {}""", mark)
    assert kept["n"] == 2, "the history holds the mark as it was made and as it was corrected"


def prove(phone: HttpPhone, correction: str, content: bytes) -> tuple[int, str]:
    """A photo that shows what a request says, as the phone names it; the mutation's number and the file's id."""
    row = str(uuid.uuid4())
    told = {"sha256": hashlib.sha256(content).hexdigest(), "mime": "image/jpeg", "size": len(content), "name": "签到表.jpg"}
    mid = phone.record("correction.prove.v1", row)
    phone.mutations[-1]["args"] = {"correction": correction, **told}
    return mid, row


async def test_photos_show_what_a_request_says_to_those_who_see_the_request_and_to_nobody_else(demo_mine: Mine) -> None:
    secretary, member, office = await phone_of(demo_mine), await phone_of(demo_mine, "member"), await office_of(demo_mine)
    me = member_of(secretary, demo_mine)
    meeting = secretary.start_meeting()
    secretary.mark_all(meeting, **{me: ("absent", "未请假")})
    await secretary.sync()
    await member.sync()
    ask(member, "roll", "attendance", attendance_id(meeting, me), "present")
    ask(member, "job", "roster", me, "机电工", field="job", seen=member.rows["member"][me]["job"])
    photo = picture()
    proofs = [prove(member, one, photo) for one in ("roll", "job")]
    more = [prove(member, "roll", picture(colour=at)) for at in (2, 3, 4)]
    foreign, _ = prove(secretary, "roll", photo)
    await member.sync()
    assert [member.result(mid) for mid, _ in (*proofs, *more)] == ["applied"] * 4 + ["rejected"], "at most three a request"
    assert code(member, more[-1][0]) == "files.too_many"
    await secretary.sync()
    assert code(secretary, foreign) == "corrections.not_own"
    assert set(secretary.rows["file_asset"]) == {proofs[0][1], more[0][1], more[1][1]}, "what only the office corrects is no affair of the branch"

    roll, job = proofs[0][1], proofs[1][1]
    for row in (roll, job):
        assert (await upload(member, row, photo)).status_code == 204
    stranger = await phone_of(demo_mine, "committee_leader")
    people = {"member": member.client, "branch": secretary.client, "office": office, "stranger": stranger.client}
    seen = {who: [(await client.get(f"/api/files/{row}")).status_code for row in (roll, job)] for who, client in people.items()}
    assert seen == {"member": [200, 200], "branch": [200, 404], "office": [200, 200], "stranger": [404, 404]}
    assert (await begin(secretary, roll, len(photo))).status_code == 403
    listed = {one["correction"]: [(proof["id"], proof["state"]) for proof in one["proofs"]] for one in (await office.get("/api/corrections")).json()}
    assert listed["job"] == [(job, "stored")]
    assert dict(listed["roll"]) == {roll: "stored", more[0][1]: "pending", more[1][1]: "pending"}

    demo_mine.clock.advance(days=60)
    await demo_mine.drain()
    member = await phone_of(demo_mine, "member")
    assert (await member.client.get(f"/api/files/{job}")).status_code == 200, "what a request shows is not waste"
    await member.sync()
    late, _ = prove(member, "roll", picture(colour=5))
    member.record("correction.withdraw.v1", "job")
    gone, _ = prove(member, "job", picture(colour=6))
    await member.sync()
    assert [code(member, one) for one in (late, gone)] == ["files.too_many", "corrections.decided"]


async def test_an_approved_record_is_corrected_by_an_amendment_of_the_office(demo_mine: Mine) -> None:
    secretary, member, office = await phone_of(demo_mine), await phone_of(demo_mine, "member"), await office_of(demo_mine)
    me = member_of(secretary, demo_mine)
    meeting = await approved(secretary, office)
    mark = attendance_id(meeting, me)
    ask(member, "approved", "attendance", mark, "leave", reason="会前请过假")
    await member.sync()
    await secretary.sync()
    refused = secretary.record("correction.decide.v1", "approved", accepts=True, reason="")
    await secretary.sync()
    assert code(secretary, refused) == "corrections.at_office"
    (shown,) = (await office.get("/api/corrections")).json()
    assert (shown["stands"], shown["wanted"], shown["is_approved"], shown["own"]) == ("present", "leave", True, False)
    assert (await decide(office, "approved", True, "absent")).json()["code"] == "corrections.changed"
    before = (await office.get(f"/api/review/{meeting}")).json()["digest"]
    assert (await decide(office, "approved", True, "present", "请假条在册")).json() == {"correction": "approved", "state": "accepted"}
    assert (await decide(office, "approved", False, "leave", "再想想")).status_code == 409
    after = (await office.get(f"/api/review/{meeting}")).json()
    assert after["digest"] != before
    for phone in (member, secretary):
        await phone.sync()
        assert (phone.rows["attendance"][mark]["status"], phone.rows["attendance"][mark]["reason"]) == ("leave", "会前请过假")
        assert phone.rows["correction_request"]["approved"]["state"] == "accepted"
    assert secretary.rows["meeting"][meeting]["status"] == "approved"
    (amendment,) = secretary.rows["amendment"].values()
    assert (amendment["state"], amendment["digest"]) == ("accepted", after["digest"])
    assert (await office.get("/api/corrections")).json() == []
    assert [one["answer"] for one in (await office.get("/api/corrections", params={"state": "decided"})).json()] == ["请假条在册"]


async def test_the_office_corrects_the_roster_and_withdraws_a_fact_but_never_its_own(demo_mine: Mine) -> None:
    secretary, member, office = await phone_of(demo_mine), await phone_of(demo_mine, "member"), await office_of(demo_mine)
    me = member_of(secretary, demo_mine)
    entry = {"member": me, "kind": "violation", "on": "2026-11-02", "grade": "minor", "amount": None, "until": "", "text": "未戴手套"}
    fact = (await office.post("/api/facts", json=entry)).json()["id"]
    await member.sync()
    name = member.rows["member"][me]["name"]
    asked = [
        ask(member, "name", "roster", me, "欧阳新", field="name", seen=name),
        ask(member, "joined", "roster", me, "2011-07-01", field="joined_on"),
        ask(member, "group", "roster", me, "第三党小组", field="group"),
        ask(member, "fact", "fact", fact, "当天不在班", seen="三违 · 轻微"),
    ]
    wrong = [
        ask(member, "phone", "roster", me, "138", field="phone"),
        ask(member, "future", "roster", me, "2027-01-01", field="joined_on"),
        ask(member, "elses", "roster", next(one for one in secretary.rows["member"] if one != me), "新名", field="name"),
    ]
    await member.sync()
    assert {member.result(one) for one in asked} == {"applied"}
    assert [code(member, one) for one in wrong] == ["corrections.field", "corrections.wanted", "corrections.not_own"]
    await secretary.sync()
    assert "correction_request" not in secretary.rows, "what the office corrects is no affair of the branch"

    listed = {one["correction"]: one for one in (await office.get("/api/corrections")).json()}
    assert listed["name"]["stands"] == name
    for row in ("name", "joined", "fact"):
        assert (await decide(office, row, True, listed[row]["stands"])).status_code == 200, row
    unsaid = await decide(office, "group", True, listed["group"]["stands"])
    assert (unsaid.status_code, unsaid.json()["code"]) == (400, "corrections.reason")
    assert (await decide(office, "group", True, listed["group"]["stands"], "已在花名册改好并导入")).status_code == 200
    await member.sync()
    assert (member.rows["member"][me]["name"], member.rows["member"][me]["initials"]) == ("欧阳新", "oyx")
    assert (await member.client.get("/api/profile")).json()["joined_on"] == "2011-07-01"
    assert member.rows["fact"][fact]["withdrawn_reason"] == "更正：当天不在班"
    assert {row["state"] for row in member.rows["correction_request"].values()} == {"accepted"}

    ask(member, "own", "roster", me, "女", field="sex", seen="男")
    await member.sync()
    await accounts.grant_role(demo_mine.replication, None, (await member.client.get("/api/me")).json()["account"], "office")
    answer = await decide(member.client, "own", True, "男")
    assert (answer.status_code, answer.json()["code"]) == (403, "rights.own_case")
