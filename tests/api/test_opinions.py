"""The box: anyone says something, with or without a name; the office and committee leaders read and answer; nobody finds who was not named."""

import json
import uuid
import zipfile
from datetime import datetime, time
from pathlib import Path
from typing import Any

import httpx

from server import archive
from server.app import SCHEMAS
from server.domain.notices.rules import notice_id
from tests.api.phone import HttpPhone
from tests.api.sealed import queue_of
from tests.api.test_quarantine import failing, run_again
from tests.api.test_sync import phone_of
from tests.mine import ZONE, Mine
from tests.workbooks import take

TEXT = "同一张表填了两遍"


def say(phone: HttpPhone, row: str, text: str = TEXT, **more: Any) -> int:
    """Something said on the phone."""
    return phone.record("opinion.send.v1", row, **{"kind": "burden", "text": text, "named": False, "about": "", "route": "", **more})


async def listed(reader: httpx.AsyncClient, state: str = "waiting") -> list[dict[str, Any]]:
    answer = await reader.get("/api/opinions", params={"state": state})
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def told(mine: Mine, phone: HttpPhone) -> list[tuple[str, str, str]]:
    """Notices about the box: kind, page, state."""
    await mine.drain()
    await phone.sync()
    rows = phone.rows.get("notice", {}).values()
    return [(one["kind"], one["route"], one["words"]["state"]) for one in rows if one["kind"].startswith("opinion_")]


async def test_what_a_member_says_is_answered_closed_and_read_on_the_own_phone(demo_mine: Mine) -> None:
    member, office = await phone_of(demo_mine, "member"), await phone_of(demo_mine, "office")
    sent = say(member, "named", named=True, about="会议记录", route="record/0193a1b2-0000-7000-8000-000000000001")
    wrong = [say(member, "empty", " "), say(member, "long", "长" * 1001), say(member, "away", route="//elsewhere?x=1")]
    await member.sync()
    assert [member.result(mid) for mid in (sent, *wrong)] == ["applied", *["rejected"] * 3]
    assert [member.outcomes[mid]["problem"]["field"] for mid in wrong] == ["text", "text", "route"]
    (one,) = await listed(office.client)
    name = demo_mine.logins["member"].name
    assert (one["opinion"], one["by_name"], bool(one["branch_name"]), one["own"]) == ("named", name, True, False)
    assert one == (await office.client.get("/api/opinions/named")).json() | {"own": False}
    assert await told(demo_mine, office) == [("opinion_waiting", "office/opinions/named", "burden")]

    assert (await office.client.post("/api/opinions/named/close", json={})).json()["code"] == "opinions.state"
    silent = await office.client.post("/api/opinions/named/answer", json={"answer": " "})
    assert (silent.status_code, silent.json()["field"]) == (400, "answer")
    demo_mine.clock.advance(days=2)
    office = HttpPhone(await demo_mine.sign_in_as("office"))
    assert (await office.client.post("/api/opinions/named/answer", json={"answer": "下周合并成一张"})).json()["state"] == "answered"
    again = await office.client.post("/api/opinions/named/answer", json={"answer": "另一句"})
    assert (again.status_code, again.json()["code"]) == (409, "opinions.state")
    member = await phone_of(demo_mine, "member")
    assert await told(demo_mine, member) == [("opinion_answered", "opinions", "answered")]
    row = member.rows["opinion"]["named"]
    assert (row["answer"], row["answered_by_name"], row["text"]) == ("下周合并成一张", "党群工作部", TEXT)
    closed = await office.client.post("/api/opinions/named/close", json={"outcome": "已合并"})
    assert (closed.json()["state"], await listed(office.client), len(await listed(office.client, "closed"))) == ("closed", [], 1)
    assert sorted(await told(demo_mine, member)) == [("opinion_answered", "opinions", "answered"), ("opinion_answered", "opinions", "closed")]
    assert member.rows["opinion"]["named"]["outcome"] == "已合并"
    book = (await take(office.client, "/api/opinions/export", state="closed")).page("意见")
    assert [(row["种类"], row["内容"], row["谁写的"], row["办结的话"]) for row in book] == [("负担", TEXT, name, "已合并")]
    figures = (await office.client.get("/api/opinions/figures")).json()
    assert (figures["came"], figures["answered"], figures["waiting"], figures["median_days"]) == (1, 1, 0, 2.0)


async def test_whoever_is_not_named_is_nowhere_in_what_others_read_and_is_answered_all_the_same(demo_mine: Mine, tmp_path: Path) -> None:
    member, office = await phone_of(demo_mine, "member"), await phone_of(demo_mine, "office")
    me = (await member.client.get("/api/me")).json()
    say(member, "unnamed", kind="complaint")
    await member.sync()
    leader, secretary = await phone_of(demo_mine, "committee_leader"), await phone_of(demo_mine)
    closes = {"answer": "已经改了", "closes": True}
    answered = await leader.client.post("/api/opinions/unnamed/answer", json=closes)
    assert (answered.status_code, answered.json()["state"]) == (200, "closed"), "a complaint about the office is answered by others than the office"
    assert await told(demo_mine, member) == [("opinion_answered", "opinions", "closed")]
    assert "opinion" not in secretary.rows and "opinion" not in office.rows and "opinion" not in leader.rows
    page = await office.client.get("/api/opinions", params={"state": "closed"})
    book = await take(office.client, "/api/opinions/export", state="closed")
    assert [row["谁写的"] for row in book.page("意见")] == ["不署名"]
    for row in list(member.rows["notice"]):
        member.record("notice.read.v1", row, notices=[row])
    await member.sync()
    traces = (me["member"], me["account"], demo_mine.logins["member"].name)
    for words in (page.text, json.dumps(book.page("意见"), default=str, ensure_ascii=False), *await archived(demo_mine, tmp_path, "unnamed")):
        assert not any(trace in words for trace in traces)
    told_as = {notice_id("opinion_answered", "unnamed", state, me["member"]) for state in ("answered", "closed")}
    assert not [line for one in told_as for line in await archived(demo_mine, tmp_path, one)], "no notice that was read leads to its person"


async def archived(mine: Mine, folder: Path, said: str) -> list[str]:
    """The lines of all tables of the archive that name something."""
    target = folder / f"{uuid.uuid4()}.zip"
    await archive.write_archive(mine.replication, SCHEMAS, target)
    with zipfile.ZipFile(target) as packed:
        tables = [name for name in packed.namelist() if name.startswith("tables/")]
        return [line.decode() for name in tables for line in packed.read(name).splitlines() if said.encode() in line]


async def test_the_moment_of_an_unnamed_one_is_kept_nowhere_that_others_read(demo_mine: Mine) -> None:
    member, office = await phone_of(demo_mine, "member"), await phone_of(demo_mine, "office")
    route = "record/0193a1b2-0000-7000-8000-000000000001"
    say(member, "unnamed", route=route)
    say(member, "named", named=True, route=route)
    await member.sync()
    found = {one["opinion"]: one for one in await listed(office.client)}
    delivered = {one["seen_at"] for one in await demo_mine.database.fetch('select "seen_at" from "sync_log"')}
    assert found["named"]["sent_at"] in delivered and found["unnamed"]["sent_at"] not in delivered
    kept = datetime.fromtimestamp(found["unnamed"]["sent_at"] / 1000, ZONE)
    sent = datetime.fromtimestamp(found["named"]["sent_at"] / 1000, ZONE)
    assert (kept.date(), kept.time()) == (sent.date(), time())
    assert (found["named"]["route"], found["unnamed"]["route"]) == (route, "")
    assert await told(demo_mine, office) == [("opinion_waiting", "office/opinions/named", "burden")], "a notice would tell the moment"


async def test_everyone_who_signs_in_may_say_something_and_reads_the_own_alone(demo_mine: Mine) -> None:
    people = {role: await phone_of(demo_mine, role) for role in ("secretary", "member", "office", "committee_leader", "assessor")}
    for role, phone in people.items():
        mids = [say(phone, role, named=True), say(phone, role, "同一条再送一次")]
        await phone.sync()
        assert [phone.result(mid) for mid in mids] == ["applied", "applied"], role
        assert [(row["id"], row["text"]) for row in phone.rows["opinion"].values()] == [(role, TEXT)]
    stolen = say(people["member"], "secretary", "换成别的话")
    await people["member"].sync()
    assert people["member"].outcomes[stolen]["problem"]["code"] == "opinions.not_own"
    await people["secretary"].sync()
    assert people["secretary"].rows["opinion"]["secretary"]["text"] == TEXT
    for role in ("secretary", "member", "assessor"):
        asked = [await people[role].client.get(f"/api/opinions{more}") for more in ("", "/export", "/figures", "/office")]
        asked.append(await people[role].client.post("/api/opinions/office/answer", json={"answer": "x"}))
        asked.append(await people[role].client.post("/api/opinions/office/close", json={}))
        assert {answer.status_code for answer in asked} == {403}, role
    office = people["office"].client
    assert {one["opinion"]: one["own"] for one in await listed(office)} == {role: role == "office" for role in people}
    own = await office.post("/api/opinions/office/answer", json={"answer": "x"})
    assert (own.status_code, own.json()["code"]) == (403, "rights.own_case")
    assert (await people["committee_leader"].client.post("/api/opinions/office/answer", json={"answer": "x"})).status_code == 200
    others = {("opinion_waiting", f"office/opinions/{role}", "burden") for role in people if role != "office"}
    assert {("opinion_answered", "opinions", "answered")} | others <= set(await told(demo_mine, people["office"]))
    missing = [await office.get("/api/opinions/nothing"), await office.post("/api/opinions/nothing/answer", json={"answer": "x"})]
    assert {(answer.status_code, answer.json()["code"]) for answer in missing} == {(404, "row.not_found")}


async def test_what_the_server_failed_on_is_counted_and_shown_to_nobody_before_and_after_it_is_run_again(demo_mine: Mine, tmp_path: Path) -> None:
    member, office = await phone_of(demo_mine, "member"), await phone_of(demo_mine, "office")
    with failing(demo_mine, "opinion.send.v1"):
        mid = say(member, "failed")
        await member.sync()
    assert member.result(mid) == "quarantined"
    assert (await office.client.get("/api/quarantined")).json() == {"items": [], "count": 1}
    assert (await take(office.client, "/api/quarantined/export")).page("未能处理") == []
    assert (await run_again(office.client, member, mid)).json()["result"] == "applied"
    assert [one["opinion"] for one in await listed(office.client)] == ["failed"]
    assert (await office.client.get("/api/held?state=applied")).json()["items"] == []
    lines = await archived(demo_mine, tmp_path, "failed")
    assert lines and not any(trace in line for line in lines for trace in (demo_mine.logins["member"].name, "opinion.send"))
    other = await phone_of(demo_mine, "member")
    say(other, "in a sealed file")
    imported = await office.client.post("/api/rescue", content=await queue_of(other))
    assert (imported.status_code, imported.json()["items"]) == (200, []), imported.text
    assert {one["opinion"] for one in await listed(office.client)} == {"failed", "in a sealed file"}
