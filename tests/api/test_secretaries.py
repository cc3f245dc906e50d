"""A secretary writes examples on the phone, the office writes beside them, a need becomes training; who sees it and who does not."""

import uuid
from typing import Any

import httpx

from server.domain.secretaries.rules import note_id
from tests.api.phone import HttpPhone
from tests.api.test_review import office_of
from tests.api.test_sync import deputy_of, phone_of
from tests.api.test_training import arranged
from tests.engine.test_secretary_rules import sheet
from tests.mine import Mine
from tests.workbooks import take

TODAY, YEAR = "2026-11-16", 2026


async def member_of(phone: HttpPhone) -> str:
    return (await phone.client.get("/api/me")).json()["member"]


def note(phone: HttpPhone, member: str, item: str, year: int = YEAR, **said: Any) -> tuple[str, int]:
    """The own note of an item; gives the row and the number of the mutation."""
    row = note_id(member, year, item, "self")
    fields = {"level": "able", "example": "班前会讲清一条规程"} | said
    return row, phone.record(
        "secretary.note.v1", row, 0, {field: [None, value] for field, value in fields.items()}, member=member, year=year, item=item
    )


def want(phone: HttpPhone, member: str, text: str) -> tuple[str, int]:
    row = str(uuid.uuid4())
    return row, phone.record("secretary.ask.v1", row, 0, {"text": [None, text]}, member=member, year=YEAR, item="write")


async def test_a_secretary_and_the_office_write_beside_each_other_with_examples(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    member = await member_of(phone)
    row, written = note(phone, member, "speak")
    _, before = note(phone, member, "speak", YEAR - 1, level="learning")
    _, bare = note(phone, member, "write", example=" ")
    _, early = note(phone, member, "act", YEAR - 2)
    await phone.sync()
    assert [phone.result(mid) for mid in (written, before)] == ["applied", "applied"]
    assert [phone.outcomes[mid]["reason"] for mid in (bare, early)] == ["secretaries.example", "secretaries.year"]
    said = {"year": YEAR, "item": "speak", "level": "leading", "example": "别的支部来听过"}
    assert (await office.put(f"/api/secretaries/{member}/note", json=said)).status_code == 200
    silent = await office.put(f"/api/secretaries/{member}/note", json=said | {"level": "95"})
    assert (silent.status_code, silent.json()["code"]) == (400, "secretaries.level")
    await demo_mine.drain()
    await phone.sync()
    own = {(one["year"], one["side"]): one["level"] for one in phone.rows["secretary_note"].values()}
    assert own == {(2026, "self"): "able", (2025, "self"): "learning", (2026, "office"): "leading"}
    assert "growth_noted" in {one["kind"] for one in phone.rows["notice"].values()}
    profile = (await office.get(f"/api/secretaries/{member}")).json()
    assert [(one["year"], one["side"], one["level"]) for one in profile["notes"]] == [
        (2026, "office", "leading"),
        (2026, "self", "able"),
        (2025, "self", "learning"),
    ]
    (line,) = [one for one in (await office.get("/api/secretaries")).json()["items"] if one["member"] == member]
    assert (line["own"], line["office"]) == (1, 1)
    ledger = (await office.get(f"/api/ledger/members/{member}", params={"period": "2026"})).json()
    (section,) = [one for one in ledger["sections"] if one["name"] == "growth"]
    assert {one["what"]: one["number"] for one in section["counts"]} == {"self": 1, "office": 1, "needs": 0}
    book = await take(office, "/api/secretaries/export")
    assert {(one["项目"], one["谁写的"], one["做得怎样"]) for one in book.page("十一项")} == {
        ("站起来会说", "自查", "能做到"),
        ("站起来会说", "组织意见", "能带别人"),
    }
    assert row in phone.rows["secretary_note"]
    await is_for_nobody_else(demo_mine, phone, office, member)
    await comes_in_once(demo_mine, phone, office, member)


async def test_what_a_secretary_wants_to_learn_is_arranged_and_met(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    member = await member_of(phone)
    need, asked = want(phone, member, "想学写典型材料")
    other, _ = want(phone, member, "想学电子表格")
    await phone.sync()
    assert phone.result(asked) == "applied"

    async def decide(row: str, move: str, text: str = "") -> Any:
        told = (await office.get(f"/api/secretaries/{member}")).json()["needs"]
        steps = next(one["steps"] for one in told if one["need"] == row)
        return await office.post(f"/api/secretary-needs/{row}/move", json={"move": move, "seen": steps[-1]["step"], "text": text})

    assert (await decide(need, "plan")).json()["field"] == "text"
    assert (await decide(need, "plan", "三季度书记培训班")).json()["state"] == "planned"
    assert (await decide(other, "decline", "明年统一安排")).json()["state"] == "declined"
    stale = await office.post(f"/api/secretary-needs/{need}/move", json={"move": "meet", "seen": "before", "text": "学完"})
    assert (stale.status_code, stale.json()["code"]) == (409, "secretaries.changed")
    late = phone.record("secretary.move.v1", str(uuid.uuid4()), need=need, move="withdraw", on=TODAY, text="")
    met = phone.record("secretary.move.v1", str(uuid.uuid4()), need=need, move="meet", on=TODAY, text="学完了，已用在经验材料里")
    await demo_mine.drain()
    await phone.sync()
    assert phone.outcomes[late]["reason"] == "lifecycle.state" and phone.result(met) == "applied"
    assert {row: (one["state"], one["training"]) for row, one in phone.rows["secretary_need"].items()} == {
        need: ("met", "三季度书记培训班"),
        other: ("declined", ""),
    }
    told = [one["words"]["state"] for one in phone.rows["notice"].values() if one["kind"] == "need_answered"]
    assert sorted(told) == ["declined", "planned"]


async def test_a_need_is_answered_by_a_course_and_says_so_once_it_was_attended(demo_mine: Mine) -> None:
    """The mark of the branch is what counts; it follows when the mark is put right. Who else sees the course does not see who asked for it."""
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    member, deputy = await member_of(phone), await deputy_of(demo_mine, phone.branch())
    need, _ = want(phone, member, "想学写典型材料")
    await phone.sync()
    elsewhere = next(
        one["id"] for one in (await office.get("/api/courses")).json()["orgs"] if one["kind"] == "branch" and one["id"] != phone.branch()
    )
    sessions = [await arranged(office, "branch", org) for org in (phone.branch(), elsewhere)]
    course, other = [(await office.get(f"/api/training-sessions/{one}")).json()["session"]["course"] for one in sessions]

    async def plan(course: str, text: str = "") -> httpx.Response:
        (told,) = (await office.get(f"/api/secretaries/{member}")).json()["needs"]
        said = {"move": "plan", "seen": told["steps"][-1]["step"], "course": course, "text": text}
        return await office.post(f"/api/secretary-needs/{need}/move", json=said)

    for wrong in (other, "nothing"):
        assert [(one.status_code, one.json()["field"]) for one in (await plan(wrong),)] == [(400, "course")]
    assert (await plan(course)).json()["state"] == "planned"
    for status, seen, on in (("present", None, TODAY), ("absent", "present", "")):
        deputy.record("training.mark.v1", sessions[0], branch=phone.branch(), marks={member: [seen, status, "出差"]})
        await deputy.sync()
        await demo_mine.drain()
        await phone.sync()
        row = phone.rows["secretary_need"][need]
        assert (row["course"], row["training"], row["attended_on"]) == (course, "安全规程培训", on)
        (line,) = (await office.get("/api/secretary-needs", params={"course": course})).json()
        assert (line["need"], line["member"], line["text"], line["attended_on"]) == (need, member, "想学写典型材料", on)
        for answered, words, still in ((course, "安全规程培训", on), ("", "改为自学", "")) if on else ():
            assert (await plan(answered, words)).json()["state"] == "planned"
            await demo_mine.drain()
            await phone.sync()
            row = phone.rows["secretary_need"][need]
            assert (row["course"], row["training"], row["attended_on"]) == (answered, words, still)
        assert (await plan(course)).json()["state"] == "planned"
    assert (await deputy.client.get("/api/secretary-needs", params={"course": course})).status_code == 403
    assert course in deputy.rows["course"] and not deputy.rows.get("secretary_need")


async def is_for_nobody_else(mine: Mine, phone: HttpPhone, office: httpx.AsyncClient, member: str) -> None:
    """The branch sees nothing of it, and nobody writes for another."""
    deputy = await deputy_of(mine, phone.branch())
    own = await member_of(deputy)
    _, foreign = note(deputy, member, "speak", example="替书记写的")
    _, no_post = note(deputy, own, "speak")
    await deputy.sync()
    assert not deputy.rows.get("secretary_note")
    assert [deputy.outcomes[mid]["reason"] for mid in (foreign, no_post)] == ["secretaries.theirs", "secretaries.post"]
    for path in ("/api/secretaries", f"/api/secretaries/{member}", "/api/secretaries/export"):
        assert (await deputy.client.get(path)).status_code == 403
    assert (await phone.client.get(f"/api/secretaries/{member}")).status_code == 403, "the own side is on the own phone"
    assert (await office.get(f"/api/secretaries/{own}")).status_code == 404
    assert (
        await office.put(f"/api/secretaries/{own}/note", json={"year": YEAR, "item": "act", "level": "able", "example": "跟班"})
    ).status_code == 404
    ledger = (await deputy.client.get(f"/api/ledger/members/{member}", params={"period": "2026"})).json()
    assert "growth" not in {one["name"] for one in ledger["sections"]}


async def comes_in_once(mine: Mine, phone: HttpPhone, office: httpx.AsyncClient, member: str) -> None:
    """A sheet of what the office notes, tried first."""
    ((number, branch),) = [
        (one["employee_no"], one["name"])
        for one in await mine.database.fetch(
            'select m."employee_no", o."name" from "member" m join "organisation" o on o."id" = m."branch" where m."id" = {}', member
        )
    ]
    content = sheet([branch, number, "2026", "沉下去会干", "能做到", "搬家期间跟班十二个"], [branch, number, "2026", "坐得住", "能做到", "x"])
    tried = (await office.post("/api/secretaries/import?dry_run=true", content=content)).json()
    first, again = [(await office.post("/api/secretaries/import", content=content)).json() for _ in range(2)]
    assert (tried["added"], first["added"], again["added"], again["known"], len(first["problems"])) == (1, 1, 0, 1, 1)
    assert (await office.post("/api/secretaries/import/problems", content=content)).content.startswith(b"PK")
    await phone.sync()
    assert "搬家期间跟班十二个" in {one["example"] for one in phone.rows["secretary_note"].values()}
