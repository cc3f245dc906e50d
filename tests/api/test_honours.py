"""Honours entered, imported and told of; stories written, agreed to, published, read, and gone when the consent is: on both databases."""

import uuid
from io import BytesIO
from typing import Any

import httpx
import openpyxl

from server.domain.honours import rebuild, rules
from tests.api.phone import HttpPhone
from tests.honours import HEAD, WRITTEN, drawn_picture, honour_sheet, leader_of, moved
from tests.mine import Mine
from tests.small_mine import COMMITTEE, MEMBERS, NORTH, NORTH_1, SOUTH, rows, settle
from tests.upgrade.stage import AWARDED, People, gather
from tests.workbooks import take

SECRETARY = next(iter(MEMBERS))
HONOUR = {"member": AWARDED, "year": 2014, "level": "national", "title": "全国技术能手", "giver": "人社部"}


async def staged(mine: Mine) -> People:
    await settle(mine)
    people = await gather(mine)
    await mine.drain()
    return people


# --- Honours


async def test_an_honour_is_entered_once_put_right_removed_and_told_where_it_is_looked_for(mine: Mine) -> None:
    people = await staged(mine)
    office = people.office
    honour = (await office.post("/api/honours", json=HONOUR)).json()["honour"]
    assert (await office.post("/api/honours", json=HONOUR)).json()["code"] == "honours.known"
    for wrong in ({"year": 2027}, {"level": "galactic"}, {"title": " "}, {"org": NORTH}):
        answer = await office.post("/api/honours", json=HONOUR | wrong)
        assert (answer.status_code, answer.json()["field"]) == (400, answer.json()["code"].removeprefix("honours.")), answer.text
    assert (await office.post("/api/honours", json={**HONOUR, "member": "nobody"})).status_code == 404
    branch = {"org": NORTH, "year": 2026, "level": "mine", "title": "QC先进党支部"}
    assert (await office.post("/api/honours", json=branch)).status_code == 200
    assert (await people.secretary.post("/api/honours", json=branch)).status_code == 403
    assert (await office.put(f"/api/honours/{honour}", json={"level": "industry", "giver": "协会"})).status_code == 200
    await mine.drain()
    (first, second) = (await office.get("/api/honours")).json()["items"]
    assert [(one["year"], one["level_title"], one["giver"], one["org_name"]) for one in (first, second)] == [
        (2026, "矿级", "", "综采一区党支部"), (2014, "行业级", "协会", "综采一区党支部"),
    ]  # fmt: skip
    assert [one["honour"] for one in (await office.get("/api/honours", params={"words": "技术"})).json()["items"]] == [honour]
    assert (await office.get("/api/honours", params={"org": SOUTH})).json()["items"] == []
    assert [one["title"] for one in (await office.get("/api/honours", params={"words": "qc先进"})).json()["items"]] == ["QC先进党支部"], "in any case"
    await told_in_the_ledger(people, honour)
    await held_on_phones(people, honour)
    await removed(mine, people, honour)


async def told_in_the_ledger(people: People, honour: str) -> None:
    async def section(client: httpx.AsyncClient, path: str) -> dict[str, Any] | None:
        answer = (await client.get(f"/api/ledger/{path}", params={"period": "2026"})).json()
        return next((one for one in answer["sections"] if one["name"] == "honours"), None)

    for org, lines in ((NORTH, ["2026 QC先进党支部"]), (COMMITTEE, ["2026 QC先进党支部"])):
        told = await section(people.office, org)
        assert told is not None
        counts = {one["what"]: one["number"] for one in told["counts"]}
        assert counts == {"year": 1, "ever": 1, "members_year": 0, "members_ever": 1}
        assert [one["title"] for one in told["lines"]] == lines
    assert await section(people.office, SOUTH) is await section(people.office, NORTH_1) is None
    own = await section(people.member, f"members/{AWARDED}")
    assert own is not None
    assert [(one["ref"], one["note"]) for one in own["lines"]] == [(honour, "行业级 · 协会")]
    hits = (await people.office.get("/api/search", params={"q": "技术能手"})).json()["groups"]
    assert [(hit["kind"], hit["route"]) for group in hits for hit in group["hits"]] == [("honour", f"ledger/member/{AWARDED}")]
    assert (await people.assessor.get("/api/search", params={"q": "技术能手"})).json()["groups"] == []


async def held_on_phones(people: People, honour: str) -> None:
    """The member's own phone, and the branch's."""
    member, secretary, other = HttpPhone(people.member), HttpPhone(people.secretary), HttpPhone(people.assessor)
    for phone in (member, secretary, other):
        await phone.sync()
    assert list(member.rows["honour"]) == [honour]
    assert len(secretary.rows["honour"]) == 2
    assert "honour" not in other.rows
    assert {one["is_confirmed"] for one in other.rows["honour_choice"].values()} == {False}
    assert [one["words"] for one in member.rows["notice"].values() if one["kind"] == "honour_given"] == [{"year": 2014, "name": "全国技术能手"}]


async def removed(mine: Mine, people: People, honour: str) -> None:
    assert (await people.office.post(f"/api/honours/{honour}/remove", json={"reason": " "})).status_code == 400
    assert (await people.office.post(f"/api/honours/{honour}/remove", json={"reason": "登记错了"})).status_code == 200
    await mine.drain()
    assert len((await people.office.get("/api/honours")).json()["items"]) == 1
    assert (await people.office.get("/api/search", params={"q": "技术能手"})).json()["groups"] == []
    member = HttpPhone(people.member)
    await member.sync()
    assert "honour" not in member.rows
    for again in (
        lambda: people.office.post("/api/honours", json=HONOUR),
        lambda: people.office.post("/api/honours/import", content=honour_sheet([(2014, "国家级", "全国技术能手", "E1")])),
    ):
        assert (await again()).status_code == 200
        assert len((await people.office.get("/api/honours")).json()["items"]) == 2, "what was removed and is entered again is there again"
        await member.sync()
        assert list(member.rows["honour"]) == [honour]
        assert (await people.office.post(f"/api/honours/{honour}/remove", json={"reason": "登记错了"})).status_code == 200


async def test_a_sheet_is_tried_taken_in_whole_and_comes_back_as_an_export_that_is_known(mine: Mine) -> None:
    people = await staged(mine)
    office = people.office
    sheet = honour_sheet([(2014, "国家级", "全国技术能手", "E1"), (2025, "矿级", "标兵", "", "", "选煤一党支部"), (2025, "特级", "标兵", "E2")])
    tried = (await office.post("/api/honours/import", params={"dry_run": True}, content=sheet)).json()
    assert (tried["added"], [one["row"] for one in tried["problems"]], await rows(mine, "honour")) == (2, [5], {})
    done = (await office.post("/api/honours/import", content=sheet)).json()
    assert done == tried | {"dry_run": False}
    marked = await office.post("/api/honours/import/problems", content=sheet)
    page: Any = openpyxl.load_workbook(BytesIO(marked.content))["荣誉"]
    assert page.cell(2, len(HEAD) + 1).value == "问题"
    assert "不认识的级别" in page.cell(5, len(HEAD) + 1).value
    book = await take(office, "/api/honours/export")
    assert len(book.ids("荣誉")) == 2
    again = (await office.post("/api/honours/import", content=book.content)).json()
    assert (again["added"], again["known"], again["problems"]) == (0, 2, [])
    assert (await office.post("/api/honours/import", content=b"no workbook")).json()["code"] == "organisation.workbook"
    level = {"title": "特级", "place": 9, "reason": "例会定的"}
    assert (await office.put("/api/honour-choices/level/special", json=level)).json()["is_confirmed"] is True
    assert (await office.post("/api/honours/import", content=sheet)).json()["added"] == 1
    assert (await office.put("/api/honour-choices/level/Spe cial", json=level)).status_code == 400
    assert (await people.secretary.put("/api/honour-choices/level/special", json=level)).status_code == 403


# --- Stories


async def write(office: httpx.AsyncClient, *people: dict[str, str], pictures: int = 1, **more: Any) -> dict[str, Any]:
    """A draft with pictures, by the office."""
    begun = (await office.post("/api/stories", json={"rev": 0, **WRITTEN, "people": list(people), **more})).json()
    blocks = [{"kind": "paragraph", "text": "截割电机内部进水，用风流吹干。"}, {"kind": "quote", "text": "机器不会说话。"}]
    for number in range(pictures):
        answer = await office.post(f"/api/stories/{begun['story']}/pictures", content=drawn_picture())
        assert answer.status_code == 200, answer.text
        blocks.append({"kind": "picture", "text": f"现场 {number}", "picture": answer.json()["picture"]})
    written = await office.put(
        f"/api/stories/{begun['story']}", json={**WRITTEN, "people": list(people), "blocks": blocks, **more, "rev": begun["rev"]}
    )
    assert written.status_code == 200, written.text
    return written.json()


PERSON = {"name": "党员1", "member": AWARDED}


async def test_a_story_reaches_everyone_with_consent_and_nobody_without(mine: Mine) -> None:
    people = await staged(mine)
    office, leader = people.office, await leader_of(mine)
    assert (await office.post("/api/honours", json=HONOUR)).status_code == 200
    tale = await write(office, PERSON)
    story, picture = tale["story"], tale["pictures"][0]
    assert len(picture["small"]) <= 4 * 12_000 / 3 + 4
    stale = await office.put(f"/api/stories/{story}", json={"rev": 0, **WRITTEN})
    assert (stale.status_code, stale.json()["code"]) == (409, "honours.story_changed")
    assert (await moved(office, story, "review")).json()["code"] == "rights.own_case"
    assert (await moved(leader, story, "review")).json()["state"] == "reviewed"
    assert (await office.put(f"/api/stories/{story}", json={"rev": 9, **WRITTEN})).status_code == 409
    refused = await moved(office, story, "publish")
    assert (refused.status_code, refused.json()["code"], "党员1" in refused.json()["detail"]) == (400, "honours.story_consent", True)
    await mine.drain()
    member, secretary, plain = HttpPhone(people.member), HttpPhone(people.secretary), HttpPhone(people.assessor)
    for phone in (member, secretary, plain):
        await phone.sync()
    (asked,) = member.rows["story_consent"].values()
    (proof,) = member.rows["story_page"].values()
    assert (asked["state"], proof["member"], proof["blocks"][0]["text"]) == ("asked", AWARDED, "截割电机内部进水，用风流吹干。")
    assert not {"story_page", "story_consent", "story"} & (secretary.rows.keys() | plain.rows.keys())
    assert (await people.member.get(f"/api/story-pictures/{picture['picture']}")).status_code == 200
    assert (await people.secretary.get(f"/api/story-pictures/{picture['picture']}")).status_code == 404
    notices = [one for one in member.rows["notice"].values() if one["kind"] == "consent_asked"]
    assert [one["route"] for one in notices] == [f"consent/{asked['id']}"]
    mid = member.record("story.consent.v1", asked["id"], answer="given", note="可以")
    stranger = secretary.record("story.consent.v1", asked["id"], answer="withdrawn")
    await member.sync()
    await secretary.sync()
    assert (member.result(mid), secretary.outcomes[stranger]["reason"]) == ("applied", "honours.story_not_own")
    assert (await moved(office, story, "publish")).json()["state"] == "published"
    await mine.drain()
    await published(mine, people, story, picture["picture"])
    await withdrawn(mine, people, story, picture["picture"], member, asked["id"])


async def published(mine: Mine, people: People, story: str, picture: str) -> None:
    """Everyone reads it, offline and online, with the honours of who is told of; the search finds it."""
    for client in (people.secretary, people.assessor, people.member):
        phone = HttpPhone(client)
        await phone.sync()
        (page,) = [one for one in phone.rows["story_page"].values() if not one["member"]]
        assert (page["story"], list(page["pictures"])) == (story, [picture])
        assert page["honours"] == [{"year": 2014, "level": "国家级", "title": "全国技术能手", "name": "党员1"}]
        assert [one["story"] for one in (await client.get("/api/story-pages")).json()["items"]] == [story]
        assert (await client.get(f"/api/story-pages/{story}")).json()["title"] == WRITTEN["title"]
        shown = await client.get(f"/api/story-pictures/{picture}")
        assert (shown.headers["content-type"], shown.headers["cache-control"], shown.content[:3]) == ("image/jpeg", "no-store", b"\xff\xd8\xff")
    hits = (await people.secretary.get("/api/search", params={"q": "风流干燥"})).json()["groups"]
    assert [hit["route"] for group in hits for hit in group["hits"]] == [f"story/{story}"]
    before = await rows(mine, "story_page")
    await rebuild(mine.replication)
    assert await rows(mine, "story_page") == before, "a full redraw finds the same"
    (line,) = (await take(people.office, "/api/stories/export", story_state="published")).page("典型")
    assert (line["系统编号"], line["题目"], line["状态"]) == (story, WRITTEN["title"], "已发布")
    assert (await take(people.office, "/api/stories/export", story_state="draft")).ids("典型") == []
    assert (await people.secretary.get("/api/stories/export")).status_code == 403
    printed = {"on": "2026-11-16", "place": "一楼宣传栏", "copies": 2}
    assert (await people.office.post(f"/api/stories/{story}/printed", json=printed)).json()["printed"][0]["place"] == "一楼宣传栏"


async def withdrawn(mine: Mine, people: People, story: str, picture: str, member: HttpPhone, consent: str) -> None:
    """Underground, on the own phone: when it arrives, the next sync of every phone takes the page away, whatever jobs do."""
    reader = HttpPhone(people.secretary)
    await reader.sync()
    await member.sync()
    assert member.rows["story_consent"][consent]["printed"][0]["copies"] == 2
    assert [one for one in reader.rows["story_page"].values() if one["story"] == story]
    mid = member.record("story.consent.v1", consent, answer="withdrawn", note="不想再登了")
    await member.sync()
    await reader.sync()
    assert member.result(mid) == "applied"
    assert reader.rows.get("story_page", {}) == member.rows.get("story_page", {}) == {}
    assert [(one["title"], one["blocks"], one["pictures"]) for one in await mine.database.fetch('select * from "story_page"')] == [
        ("", "[]", "{}")
    ] * 2
    assert [(await people.secretary.get(f"/api/story-{of}")).status_code for of in (f"pages/{story}", f"pictures/{picture}")] == [404, 404]
    await mine.drain()
    assert (await people.secretary.get("/api/search", params={"q": "风流干燥"})).json()["groups"] == []
    tale = (await people.office.get(f"/api/stories/{story}")).json()
    assert (tale["state"], [one["act"] for one in tale["steps"]]) == (
        "withdrawn", ["begun", "review", "given", "publish", "printed", "withdrawn"],
    )  # fmt: skip
    again = member.record("story.consent.v1", consent, answer="given")
    await member.sync()
    assert member.outcomes[again]["reason"] == "honours.story_was_withdrawn"
    assert (await moved(people.office, story, "reopen")).json()["state"] == "draft"


async def test_consent_on_paper_needs_the_paper_and_a_new_text_is_asked_about_anew(mine: Mine) -> None:
    people = await staged(mine)
    office, leader = people.office, await leader_of(mine)
    tale = await write(office, PERSON, {"name": "退休的老矿工"}, pictures=0)
    story = tale["story"]
    await moved(leader, story, "review")
    first = {one["name"]: one["consent"] for one in (await office.get(f"/api/stories/{story}")).json()["consents"]}
    await moved(leader, story, "back", "写清楚哪一年")
    rev = (await office.get(f"/api/stories/{story}")).json()["rev"]
    new = {**WRITTEN, "title": "新的题目", "people": tale["people"], "blocks": tale["blocks"], "rev": rev}
    assert (await office.put(f"/api/stories/{story}", json=new)).status_code == 200
    mine.clock.advance(hours=1)
    assert (await moved(leader, story, "review")).json()["state"] == "reviewed"
    await mine.drain()
    member = HttpPhone(people.member)
    await member.sync()
    stale = member.record("story.consent.v1", first["党员1"], answer="given")
    await member.sync()
    assert member.outcomes[stale]["reason"] == "honours.story_asked_anew"
    asked = {one["name"]: one["consent"] for one in (await office.get(f"/api/stories/{story}")).json()["consents"]}
    bare = await office.post(f"/api/stories/{story}/consents/{asked['退休的老矿工']}", json={"answer": "given"})
    assert (bare.status_code, bare.json()["errors"][0]["field"]) == (400, "paper")
    strange = await office.post(f"/api/stories/{story}/pictures", params={"picture_kind": "picture"}, content=b"%PDF-1.7 text")
    assert strange.json()["code"] == "files.unusable"
    paper = (await office.post(f"/api/stories/{story}/pictures", params={"picture_kind": "paper"}, content=b"%PDF-1.7 text")).json()["picture"]
    for name in asked:
        told = await office.post(f"/api/stories/{story}/consents/{asked[name]}", json={"answer": "given", "paper": paper})
        assert told.status_code == 200, told.text
    assert (await moved(office, story, "publish")).json()["state"] == "published"
    await mine.drain()
    assert [(await client.get(f"/api/story-pictures/{paper}")).status_code for client in (office, leader, people.member)] == [200, 404, 404]
    gone = await office.post(f"/api/stories/{story}/consents/{asked['党员1']}", json={"answer": "withdrawn", "note": "电话里说的"})
    assert (gone.json()["state"], (await office.get("/api/story-pages")).json()["items"]) == ("withdrawn", [])
    await who_does_not_agree_any_more_is_obeyed_too(mine, people, leader, story, paper)


async def who_does_not_agree_any_more_is_obeyed_too(mine: Mine, people: People, leader: httpx.AsyncClient, story: str, paper: str) -> None:
    """Whatever the phone calls it, at once, before any job."""
    office, member = people.office, HttpPhone(people.member)
    await moved(leader, story, "reopen")
    mine.clock.advance(hours=1)
    await moved(leader, story, "review")
    for one in (await office.get(f"/api/stories/{story}")).json()["consents"]:
        assert (await office.post(f"/api/stories/{story}/consents/{one['consent']}", json={"answer": "given", "paper": paper})).status_code == 200
    assert (await moved(office, story, "publish")).json()["state"] == "published"
    await mine.drain()
    await member.sync()
    (asked,) = member.rows["story_consent"].values()
    mid = member.record("story.consent.v1", asked["id"], answer="declined")
    await member.sync()
    assert (member.result(mid), (await office.get("/api/story-pages")).json()["items"]) == ("applied", [])
    assert (await office.get(f"/api/stories/{story}")).json()["state"] == "withdrawn"


async def test_a_first_sync_carries_the_newest_stories_within_a_bound_and_the_rest_is_read_online(mine: Mine) -> None:
    people = await staged(mine)
    page = {"kind": "case", "title": "题", "lead": "", "org": NORTH, "org_name": "", "names": "", "blocks": [], "pictures": {}, "honours": []}
    async with mine.replication.write(None, "pages") as unit:
        for number in range(30):
            size = rules.CARRIED_BYTES // 8
            told = {"story": str(uuid.uuid4()), "member": "", "published_at": number, "is_carried": False, "size": size}
            unit.put("story_page", str(uuid.uuid4()), {**page, **told})
    await mine.drain()
    phone = HttpPhone(people.member)
    await phone.sync()
    assert sorted(one["published_at"] for one in phone.rows["story_page"].values()) == list(range(22, 30))
    items = (await people.member.get("/api/story-pages")).json()["items"]
    assert [one["published_at"] for one in items] == list(reversed(range(30)))
