"""Sealed files, over HTTP on both databases: taken once, by the same code and rights as a push, or refused in words with nothing written."""

import asyncio
import gzip
import os
import re
import sys
from pathlib import Path
from typing import Any

import httpx
import msgspec

from server.domain import accounts
from tests.api.phone import HttpPhone
from tests.api.sealed import armoured, bring, content_of, key_of, queue_of, sealed
from tests.api.test_held import revoked
from tests.api.test_review import office_of
from tests.api.test_sync import deputy_of, heads_are_dense, phone_of
from tests.mine import Mine


async def counts(mine: Mine) -> list[int]:
    """Rows of the inbox, of history by phones, and of meetings: what a second effect would show in."""
    statements = ('select count(*) as "n" from "sync_inbox"', """select count(*) as "n" from "history" where "cause" = 'sync'""")
    return [(await mine.database.fetch(text))[0]["n"] for text in (*statements, 'select count(*) as "n" from "meeting"')]


async def queue(mine: Mine) -> tuple[HttpPhone, httpx.AsyncClient, str]:
    """A phone with a meeting and its marks waiting, and the office."""
    phone, office = await phone_of(mine), await office_of(mine)
    meeting = phone.start_meeting()
    phone.mark_all(meeting)
    return phone, office, meeting


def results(answer: httpx.Response) -> list[tuple[int, str]]:
    """(mid, result) of each item."""
    assert answer.status_code == 200, answer.text
    return [(item["mid"], item["result"]) for item in answer.json()["items"]]


async def test_a_file_is_taken_in_its_authors_name_and_the_phone_gets_the_same_outcomes_later(demo_mine: Mine) -> None:
    phone, office, meeting = await queue(demo_mine)
    brought = await bring(office, await queue_of(phone, drafts=[{"id": "meeting:new", "saved_at": 7, "content": {"place": "井口"}}]))
    assert results(brought) == [(1, "applied"), (2, "applied")]
    told = brought.json()
    assert told["imported"]["taken"] == 2 and told["imported"]["author_name"] and told["imported"]["imported_by_name"]
    assert told["items"][0]["kind"] == "theme_day" and told["items"][0]["branch_name"] == "综采一区党支部"
    assert told["drafts"] == [{"id": "meeting:new", "saved_at": 7, "content": {"place": "井口"}}]
    author = (await demo_mine.database.fetch('select "created_by" from "meeting" where "id" = {}', meeting))[0]["created_by"]
    assert author == (await phone.client.get("/api/me")).json()["account"]

    before = await counts(demo_mine)
    await phone.sync()
    assert [phone.result(mid) for mid in (1, 2)] == ["applied", "applied"]
    assert await counts(demo_mine) == before
    assert phone.rows["meeting"][meeting]["place"] == "320水平会议室" and len(phone.rows["attendance"]) == 47
    await heads_are_dense(demo_mine)


async def test_the_same_file_twice_has_one_effect_and_both_imports_are_on_record(demo_mine: Mine) -> None:
    phone, office, _ = await queue(demo_mine)
    file = await queue_of(phone)
    first, before = await bring(office, file), await counts(demo_mine)
    demo_mine.clock.advance(minutes=1)
    second = await bring(office, file)
    assert results(first) == results(second) and await counts(demo_mine) == before
    listed = (await office.get("/api/rescue")).json()["items"]
    assert [(item["taken"], item["known"]) for item in listed] == [(0, 2), (2, 2)]
    assert len({item["code"] for item in listed}) == 1 and re.fullmatch("[2-9A-HJ-KM-NP-TV-Z]{6}", listed[0]["code"])
    shown = await office.get(f"/api/rescue/{listed[1]['id']}")
    assert shown.json() == first.json()
    assert (await office.get("/api/rescue/none")).status_code == 404


async def test_a_file_that_comes_after_the_phone_itself_tells_what_the_phone_was_told(demo_mine: Mine) -> None:
    phone, office, _ = await queue(demo_mine)
    file = await queue_of(phone)
    phone.record("meeting.submit.v1", phone.mutations[0]["row"])
    await phone.sync()
    before = await counts(demo_mine)
    assert results(await bring(office, file)) == [(1, phone.result(1)), (2, phone.result(2))]
    assert await counts(demo_mine) == before


async def test_only_what_the_server_lacks_is_taken_and_only_what_the_phone_waited_for_is_told(demo_mine: Mine) -> None:
    phone, office, meeting = await queue(demo_mine)
    await phone.sync()
    phone.set(meeting, place="井口会议室")
    assert results(await bring(office, await queue_of(phone))) == [(3, "applied")]


async def test_a_long_queue_is_taken_in_requests_of_the_usual_size(demo_mine: Mine) -> None:
    phone, office, meeting = await queue(demo_mine)
    for turn in range(420):
        phone.record("meeting.set.v1", meeting, 0, {"place": [str(turn), str(turn + 1)]})
    brought = await bring(office, await queue_of(phone))
    assert results(brought) == [(mid, "applied") for mid in range(1, 423)]
    phone.acked = 421
    await phone.sync()
    assert phone.acked == 422 and phone.rows["meeting"][meeting]["place"] == "420"


async def test_what_the_rights_of_today_do_not_allow_is_held_as_in_a_push_and_what_is_no_mutation_is_quarantined(demo_mine: Mine) -> None:
    phone, office, _ = await queue(demo_mine)
    phone.record("meeting.sing.v9", "x")
    phone.record("meeting.set.v1", "never-made", 0, {"place": [None, "x"]})
    await revoked(demo_mine, phone)
    brought = await bring(office, await queue_of(phone))
    assert [(item["result"], item["reason"]) for item in brought.json()["items"]] == [
        ("held", "rights"),
        ("held", "depends"),
        ("quarantined", None),
        ("held", "depends"),
    ]
    assert len((await office.get("/api/held")).json()["items"]) == 1


async def test_a_rejected_mutation_is_told_with_its_rule(demo_mine: Mine) -> None:
    phone, office, _ = await queue(demo_mine)
    phone.record("meeting.submit.v1", phone.start_meeting(place=""))
    item = (await bring(office, await queue_of(phone))).json()["items"][-1]
    assert (item["result"], item["reason"], item["problem"]["title"] != "") == ("rejected", "review.incomplete", True)


async def refused(mine: Mine, office: httpx.AsyncClient, file: bytes, status: int, code: str) -> dict[str, Any]:
    """The file is refused with this problem, in words, and nothing is written."""
    before = await counts(mine), (await office.get("/api/rescue")).json()
    answer = await bring(office, file)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.json()["detail"] and answer.json()["remedy"]
    assert (await counts(mine), (await office.get("/api/rescue")).json()) == before
    return answer.json()


async def test_a_damaged_an_altered_and_a_foreign_file_are_refused_and_nothing_is_written(demo_mine: Mine) -> None:
    phone, office, _ = await queue(demo_mine)
    key = await key_of(phone.client)
    content = content_of(phone, key["proof"])
    whole = sealed(key["key"], content)
    for broken in (b"", b"%PDF-1.7", whole[: len(whole) // 2], armoured(b"\x01" + bytes(8)), armoured(b"\x09" + bytes(90))):
        await refused(demo_mine, office, broken, 400, "rescue.unreadable")
    at = whole.index(b"-----\r\n") + 400
    altered = whole[:at] + (b"A" if whole[at : at + 1] != b"A" else b"B") + whole[at + 1 :]
    await refused(demo_mine, office, altered, 400, "rescue.unreadable")
    other = "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"
    await refused(demo_mine, office, sealed(other, content), 400, "rescue.other_key")
    for nonsense in (b"[]", b"\x1f\x8bnot gzip", {**content, "mutations": [{"mid": 1}, {"mid": 3}]}, {**content, "mutations": [{}]}):
        await refused(demo_mine, office, sealed(key["key"], nonsense, packed=False), 400, "rescue.unreadable")
    assert results(await bring(office, whole)) == [(1, "applied"), (2, "applied")]


async def test_nobody_speaks_in_anothers_name(demo_mine: Mine) -> None:
    phone, office, _ = await queue(demo_mine)
    mine, theirs = await key_of(phone.client), await key_of(office)
    account = mine["proof"].partition(".")[0]
    forged = f"{account}.{theirs['proof'].partition('.')[2]}"
    await refused(demo_mine, office, sealed(mine["key"], content_of(phone, forged)), 400, "rescue.unproven")
    await phone.sync()
    phone.record("meeting.submit.v1", phone.mutations[0]["row"])
    await refused(demo_mine, office, sealed(mine["key"], content_of(phone, theirs["proof"])), 409, "rescue.foreign")


async def test_a_bomb_is_refused_unpacked(demo_mine: Mine) -> None:
    phone, office, _ = await queue(demo_mine)
    key = await key_of(phone.client)
    content = content_of(phone, key["proof"], app="")
    bomb = gzip.compress(msgspec.json.encode(content) + b" " * 60_000_000)
    await refused(demo_mine, office, sealed(key["key"], bomb, packed=False), 413, "rescue.too_large")
    await refused(demo_mine, office, b" " * 5_000_000, 413, "request.too_large")


async def test_a_gap_and_a_fork_are_told_and_nothing_is_written(demo_mine: Mine) -> None:
    phone, office, meeting = await queue(demo_mine)
    key = await key_of(phone.client)
    late = content_of(phone, key["proof"], mutations=phone.mutations[1:])
    await refused(demo_mine, office, sealed(key["key"], late), 409, "rescue.gap")

    await phone.sync()
    phone.set(meeting, place="原本的")
    copied = content_of(phone, key["proof"])
    other = [*phone.mutations[:1], {**phone.mutations[1], "args": {"marks": {}}}, phone.mutations[2]]
    for change in ({"mutations": other}, {"mutations": other[:2]}, {"head": "00" * 32}):
        await refused(demo_mine, office, sealed(key["key"], copied | change), 409, "rescue.fork")


async def test_a_closed_account_is_told_and_after_it_is_opened_again_the_file_is_taken(demo_mine: Mine) -> None:
    phone, office, _ = await queue(demo_mine)
    file = await queue_of(phone)
    account = (await phone.client.get("/api/me")).json()["account"]
    await demo_mine.database.fetch('update "account" set "disabled" = {} where "id" = {}', True, account)
    await refused(demo_mine, office, file, 409, "rescue.account_closed")
    await demo_mine.database.fetch('update "account" set "disabled" = {} where "id" = {}', False, account)
    assert results(await bring(office, file)) == [(1, "applied"), (2, "applied")]


async def test_another_phone_went_on_meanwhile_and_both_are_merged(demo_mine: Mine) -> None:
    phone, office, meeting = await queue(demo_mine)
    await phone.sync()
    other = await deputy_of(demo_mine, phone.branch())
    phone.set(meeting, place="副井口")
    other.set(meeting, agenda="安全生产")
    await other.sync()
    assert results(await bring(office, await queue_of(phone))) == [(3, "merged")]
    await other.sync()
    assert (other.rows["meeting"][meeting]["place"], other.rows["meeting"][meeting]["agenda"]) == ("副井口", "安全生产")


async def test_a_restored_server_fills_what_it_forgot_from_the_file(demo_mine: Mine) -> None:
    phone, office, meeting = await queue(demo_mine)
    await phone.sync()
    phone.set(meeting, place="井口会议室")
    file = await queue_of(phone)
    for table in ("sync_inbox", "sync_log", "meeting", "attendance"):
        await demo_mine.database.fetch(f'delete from "{table}"')
    assert results(await bring(office, file)) == [(1, "applied"), (2, "applied"), (3, "applied")]


async def test_the_command_line_imports_too_and_tells_what_became_of_each(demo_mine: Mine, tmp_path: Path) -> None:
    phone, office, _ = await queue(demo_mine)
    path = tmp_path / "sealed.txt"
    path.write_bytes(await queue_of(phone))
    given = {"DATA": demo_mine.settings.data, "DATABASE_URL": demo_mine.settings.database_url, "REDIS_URL": demo_mine.settings.redis_url}
    settings = {f"LINGHANG_{name}": value for name, value in given.items()}

    async def run() -> tuple[int | None, str]:
        command = [sys.executable, "-m", "server", "import", "rescue", str(path)]
        process = await asyncio.create_subprocess_exec(
            *command, env=os.environ | settings, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        told, _ = await process.communicate()
        return process.returncode, told.decode()

    status, told = await run()
    assert status == 0 and told.count('"applied"') == 2, told
    assert [(item["taken"], item["imported_by_name"]) for item in (await office.get("/api/rescue")).json()["items"]] == [(2, "")]
    path.write_text("会议记录")
    status, told = await run()
    assert (status, told.strip()) == (1, "文件读不出来：这不是领航的密封文件，或者文件没有传完整。请在手机上重新导出一份；手机里的记录还在。")


async def test_only_the_office_and_the_administrator_import(demo_mine: Mine) -> None:
    phone, _, _ = await queue(demo_mine)
    file = await queue_of(phone)
    assert (await bring(phone.client, file)).status_code == 403
    assert (await phone.client.get("/api/rescue")).status_code == 403
    assert (await phone.client.get("/api/rescue/x")).status_code == 403
    assert await counts(demo_mine) == [0, 0, 0]
    for role, status in (("assessor", 403), ("committee_leader", 403), ("administrator", 200)):
        code = await accounts.open_account(demo_mine.replication, None, role, role, role)
        client = await demo_mine.client()
        entry = {"login": role, "code": code.code, "password": "a-long-word-2026"}
        assert (await client.post("/api/activation", json=entry)).status_code == 200
        assert (await bring(client, file)).status_code == status
