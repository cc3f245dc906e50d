"""Mutations on which the server failed, on both databases: kept word for word, and an administrator is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import msgspec
import pytest

from server.app import SCHEMAS, STATIC
from server.kit.doctor import examine
from server.replication import examine_quarantine
from tests.api.phone import HttpPhone
from tests.api.test_held import revoked
from tests.api.test_review import office_of
from tests.api.test_sync import heads_are_dense, phone_of
from tests.mine import Mine
from tests.workbooks import take


async def quarantined(mine: Mine) -> HttpPhone:
    """A phone with one mutation that the server does not know, and one that it cannot read."""
    phone = await phone_of(mine)
    phone.record("meeting.dance.v9", "a-meeting", text="跳舞")
    phone.mutations.append({"mid": 2, "name": 7, "row": []})
    await phone.sync()
    assert [phone.result(mid) for mid in (1, 2)] == ["quarantined", "quarantined"]
    return phone


async def test_the_office_reads_them_word_for_word(demo_mine: Mine) -> None:
    phone, office = await quarantined(demo_mine), await office_of(demo_mine)
    told = (await office.get("/api/quarantined")).json()
    assert told["count"] == 2
    first = next(item for item in told["items"] if item["mid"] == 1)
    assert (first["log"], first["name"], first["row"]) == (phone.log, "meeting.dance.v9", "a-meeting")
    assert "跳舞" in first["body"] and first["by_name"]
    assert next(item for item in told["items"] if item["mid"] == 2)["name"] == ""
    book = await take(office, "/api/quarantined/export")
    assert [(row["哪部手机"], row["第几条"], row["做什么"] or "", row["原文"]) for row in book.page("未能处理")] == [
        (item["log"], item["mid"], item["name"], item["body"]) for item in told["items"]
    ]


async def test_others_do_not(demo_mine: Mine) -> None:
    phone = await quarantined(demo_mine)
    assert [(await phone.client.get(f"/api/quarantined{more}")).status_code for more in ("", "/export")] == [403, 403]
    assert (await run_again(phone.client, phone, 1)).status_code == 403


async def test_the_doctor_names_them(demo_mine: Mine) -> None:
    (well,) = await examine_quarantine(demo_mine.database)
    assert well.state == "正常"
    await quarantined(demo_mine)
    (found,) = [one for one in await examine(demo_mine.settings, SCHEMAS, STATIC, [examine_quarantine]) if one.matter == "改动"]
    assert (found.state, "2 条" in found.detail, bool(found.remedy)) == ("注意", True, True)


@contextmanager
def failing(mine: Mine, name: str, part: str = "effect") -> Iterator[None]:
    """Inside the block the server fails on every mutation of this name, in its effect or when its needs are asked; afterwards it is mended."""

    def fail(*_: Any) -> None:
        raise ZeroDivisionError

    with pytest.MonkeyPatch.context() as patched:
        intents = mine.replication.intents
        patched.setitem(intents, name, msgspec.structs.replace(intents[name], **{part: fail}))
        yield


async def run_again(client: httpx.AsyncClient, phone: HttpPhone, mid: int) -> httpx.Response:
    return await client.post("/api/quarantined/run", json={"log": phone.log, "mid": mid})


async def failed_on(mine: Mine, phone: HttpPhone, **fields: Any) -> tuple[str, int]:
    """A meeting, and the number of an edit of it on which the server failed."""
    meeting = phone.start_meeting()
    await phone.sync()
    mid = phone.set(meeting, **fields)
    with failing(mine, "meeting.set.v1"):
        await phone.sync()
    assert phone.result(mid) == "quarantined"
    return meeting, mid


async def test_once_the_server_is_mended_the_office_runs_it_again_and_its_author_is_told(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    with failing(demo_mine, "meeting.create.v1"):
        meeting = phone.start_meeting(place="井口会议室")
        await phone.sync()
    (mid,) = phone.outcomes
    answer = await run_again(office, phone, mid)
    assert (answer.status_code, answer.json()) == (200, {"log": phone.log, "mid": mid, "result": "applied"})
    await phone.sync()
    assert phone.rows["meeting"][meeting]["place"] == "井口会议室"
    (told,) = phone.rows["held"].values()
    assert (told["log"], told["mid"], told["row"], told["state"], told["outcome"]["result"]) == (phone.log, mid, meeting, "applied", "applied")
    assert (await office.get("/api/quarantined")).json() == {"items": [], "count": 0}
    assert (await examine_quarantine(demo_mine.database))[0].state == "正常"
    again = await run_again(office, phone, mid)
    assert (again.status_code, again.json()["code"]) == (409, "sync.decided")
    await heads_are_dense(demo_mine)


async def test_a_mutation_whose_needs_cannot_be_told_holds_up_nothing_behind_it(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    first, second = phone.start_meeting(), phone.start_meeting()
    await phone.sync()
    lost, kept = phone.set(first, place="井口会议室"), phone.record("meeting.delete.v1", second, phone.rows["meeting"][second]["rev"])
    with failing(demo_mine, "meeting.set.v1", "needs"):
        await phone.sync()
        assert [phone.result(mid) for mid in (lost, kept)] == ["quarantined", "applied"]
        assert (await run_again(office, phone, lost)).json()["code"] == "sync.impossible"
    assert phone.acked == kept
    assert (await run_again(office, phone, lost)).json()["result"] == "applied"
    await phone.sync()
    assert phone.rows["meeting"][first]["place"] == "井口会议室"
    await heads_are_dense(demo_mine)


async def test_what_was_answered_once_is_answered_the_same_after_it_was_run_again(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting, mid = await failed_on(demo_mine, phone, place="井口会议室")
    assert (await run_again(office, phone, mid)).status_code == 200
    phone.acked = 0  # the phone never heard of it, and sends all again
    await phone.sync()
    assert phone.result(mid) == "quarantined"
    assert phone.rows["meeting"][meeting]["place"] == "井口会议室"


async def test_a_server_that_still_fails_says_so_and_writes_nothing(demo_mine: Mine) -> None:
    phone, office = await quarantined(demo_mine), await office_of(demo_mine)
    for mid in (1, 2):  # a name that nobody knows; what cannot be read
        answer = await run_again(office, phone, mid)
        assert (answer.status_code, answer.json()["code"]) == (409, "sync.impossible")
        assert answer.json()["detail"] and answer.json()["remedy"]
    assert (await run_again(office, phone, 3)).status_code == 404
    assert (await office.get("/api/quarantined")).json()["count"] == 2
    assert not await demo_mine.database.fetch('select 1 as "x" from "held"')


async def test_what_its_author_wrote_later_is_not_overwritten_in_silence(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting, mid = await failed_on(demo_mine, phone, place="井口会议室", title="学习")
    phone.set(meeting, place="区队会议室")
    await phone.sync()
    assert (await run_again(office, phone, mid)).json()["result"] == "conflict"
    await phone.sync()
    (conflict,) = phone.rows["conflict"].values()
    assert {*conflict["kept"].values(), *conflict["other"].values()} == {"井口会议室", "区队会议室"}
    people = {conflict["kept_by_name"], conflict["other_by_name"]}
    assert len(people) == 1 and people != {""}, "a card names people"
    assert phone.rows["meeting"][meeting]["title"] == "学习"


async def test_whoever_has_lost_the_right_meanwhile_has_it_decided_by_the_office_like_any_other(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting, mid = await failed_on(demo_mine, phone, place="井口会议室")
    await revoked(demo_mine, phone)
    assert (await run_again(office, phone, mid)).json()["result"] == "held"
    (waiting,) = (await office.get("/api/held")).json()["items"]
    assert (waiting["log"], waiting["mid"], waiting["state"]) == (phone.log, mid, "open")
    assert (await office.post(f"/api/held/{waiting['held']}/apply")).status_code == 200
    assert await demo_mine.database.fetch('select "place" from "meeting" where "id" = {}', meeting) == [{"place": "井口会议室"}]


@pytest.mark.parametrize("where", ["there", "on another phone"])
async def test_what_its_author_gave_up_is_not_run_again(demo_mine: Mine, where: str) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting, mid = await failed_on(demo_mine, phone, place="井口会议室")
    letting_go = phone if where == "there" else HttpPhone(phone.client)
    letting_go.record("mutation.discard.v1", meeting, log=phone.log, mid=mid, reason="已重新记过")
    await letting_go.sync()
    answer = await run_again(office, phone, mid)
    assert (answer.status_code, answer.json()["code"]) == (409, "sync.decided")
