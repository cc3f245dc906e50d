"""The box: anyone says something, with or without a name; the office and committee leaders read and answer; nobody finds who was not named."""

import json
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest

from server import archive
from server.app import SCHEMAS
from tests.api.phone import HttpPhone
from tests.api.test_quarantine import failing, run_again
from tests.api.test_sync import phone_of
from tests.mine import Mine
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
    target = tmp_path / "all.zip"
    await archive.write_archive(demo_mine.replication, SCHEMAS, target)
    with zipfile.ZipFile(target) as packed:
        said = [json.loads(line) for line in packed.read("tables/opinion.jsonl").splitlines()]
        tables = [name for name in packed.namelist() if name.startswith("tables/")]
        beside = [line.decode() for name in tables for line in packed.read(name).splitlines() if b"unnamed" in line or TEXT.encode() in line]
    assert [(one["id"], one["text"], one["by_name"], one["answer"]) for one in said] == [("unnamed", TEXT, "", "已经改了")]
    assert beside, "no line of the archive leads from what was said to a person"
    for words in (page.text, json.dumps(book.page("意见"), default=str, ensure_ascii=False), *beside):
        assert not any(trace in words for trace in (me["member"], me["account"], demo_mine.logins["member"].name))


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


@pytest.mark.parametrize("is_run_again", [False, True], ids=["as it lies there", "run again"])
async def test_what_the_server_failed_on_shows_neither_whose_it_is_nor_what_it_says(demo_mine: Mine, is_run_again: bool) -> None:
    member, office = await phone_of(demo_mine, "member"), await phone_of(demo_mine, "office")
    with failing(demo_mine, "opinion.send.v1"):
        mid = say(member, "failed")
        await member.sync()
    assert member.result(mid) == "quarantined"
    if is_run_again:
        assert (await run_again(office.client, member, mid)).json()["result"] == "applied"
        assert [one["opinion"] for one in await listed(office.client)] == ["failed"]
    pages = [await office.client.get(path) for path in ("/api/quarantined", "/api/held?state=applied")]
    assert [page.status_code for page in pages] == [200, 200]
    assert pages[0].json()["count"] == (0 if is_run_again else 1)
    for page in pages:
        assert TEXT not in page.text and demo_mine.logins["member"].name not in page.text
