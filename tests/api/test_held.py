"""The way back for what was held, over HTTP on both databases: amendments of approved records, and the office acting on someone's behalf."""

from typing import Any

import httpx

from tests.api.phone import HttpPhone
from tests.api.test_review import office_of, revisions, submitted
from tests.api.test_sync import deputy_of, heads_are_dense, phone_of
from tests.mine import Mine
from tests.workbooks import take


async def approved(phone: HttpPhone, office: httpx.AsyncClient, **fields: Any) -> str:
    """An approved record, as the phone shows it."""
    meeting = await submitted(phone, **fields)
    digest = (await office.get(f"/api/review/{meeting}")).json()["digest"]
    assert (await office.post(f"/api/review/{meeting}/approve", json={"digest": digest})).status_code == 200
    await phone.sync()
    return meeting


async def revoked(mine: Mine, phone: HttpPhone) -> None:
    """The secretary's post ends while the phone is offline."""
    ended = [post for post in phone.rows["post"].values() if post["post"] == "secretary"]
    async with mine.replication.write(None, "test") as unit:
        unit.put("post", ended[0]["id"], {"to_on": "2026-11-01"})


async def test_an_edit_after_approval_becomes_an_amendment_and_accepting_it_a_new_revision(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = await approved(phone, office)
    other = await deputy_of(demo_mine, phone.branch())
    member = sorted(phone.rows["member"])[0]
    place = phone.set(meeting, place="换了地方", title="更正后的名称")
    marks = phone.record("attendance.mark.v1", meeting, marks={member: ["present", "absent", "出差"]}, revs=revisions(phone))
    await phone.sync()
    amendment = phone.outcomes[place]["ref"]
    assert phone.rows["amendment"][amendment]["edits"]["set"]["place"] == ["320水平会议室", "换了地方"]
    assert phone.outcomes[marks]["ref"] in phone.rows["amendment"]
    listed = (await office.get("/api/amendments")).json()["items"]
    assert {item["amendment"] for item in listed} == set(phone.rows["amendment"])

    for one in (amendment, phone.outcomes[marks]["ref"]):
        seen = (await office.get(f"/api/amendments/{one}")).json()
        accepted = await office.post(f"/api/amendments/{one}/accept", json={"digest": seen["digest"]})
        assert accepted.status_code == 200, accepted.text
    record = (await office.get(f"/api/review/{meeting}")).json()
    assert record["digest"] == accepted.json()["digest"] != seen["digest"]
    for reader in (phone, other):
        await reader.sync()
        row = reader.rows["meeting"][meeting]
        assert (row["place"], row["status"]) == ("换了地方", "approved")
        mark = next(m for m in reader.rows["attendance"].values() if m["member"] == member)
        assert (mark["status"], mark["reason"], mark["meeting_title"]) == ("absent", "出差", "更正后的名称")
        assert {one["state"] for one in reader.rows["amendment"].values()} == {"accepted"}
    kept = await demo_mine.database.fetch("""select count(*) as "n" from "history" where "cause" = 'amendment accepted'
        and "tbl" = 'meeting' """)
    assert kept[0]["n"] == 1
    await heads_are_dense(demo_mine)


async def test_a_rejected_amendment_is_kept_with_its_reason_and_decided_once(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = await approved(phone, office)
    late = phone.set(meeting, place="换了地方")
    await phone.sync()
    amendment = phone.outcomes[late]["ref"]
    assert (await office.post(f"/api/amendments/{amendment}/reject", json={"reason": "  "})).status_code == 400
    rejected = await office.post(f"/api/amendments/{amendment}/reject", json={"reason": "与签到表不符"})
    assert rejected.status_code == 200, rejected.text
    digest = (await office.get(f"/api/amendments/{amendment}")).json()["digest"]
    again = await office.post(f"/api/amendments/{amendment}/accept", json={"digest": digest})
    assert (again.status_code, again.json()["code"]) == (409, "review.amendment_decided")
    await phone.sync()
    row = phone.rows["amendment"][amendment]
    assert (row["state"], row["reason"]) == ("rejected", "与签到表不符")
    assert phone.rows["meeting"][meeting]["place"] == "320水平会议室"


async def test_an_amendment_is_accepted_only_over_what_was_seen_and_never_leaves_a_broken_record(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = await approved(phone, office)
    first, second, broken = phone.set(meeting, place="甲"), phone.set(meeting, place="乙"), phone.set(meeting, chair="")
    await phone.sync()
    refs = [phone.outcomes[mid]["ref"] for mid in (first, second, broken)]
    seen = (await office.get(f"/api/amendments/{refs[0]}")).json()["digest"]
    await office.post(f"/api/amendments/{refs[0]}/accept", json={"digest": seen})
    stale = await office.post(f"/api/amendments/{refs[1]}/accept", json={"digest": seen})
    assert (stale.status_code, stale.json()["code"]) == (409, "review.changed")
    now = (await office.get(f"/api/amendments/{refs[1]}")).json()
    assert now["differences"] == [{"field": "place", "label": "地点", "before": "甲", "after": "乙"}]
    incomplete = await office.post(f"/api/amendments/{refs[2]}/accept", json={"digest": now["digest"]})
    assert (incomplete.status_code, incomplete.json()["code"]) == (409, "review.incomplete")


async def test_a_step_on_an_approved_record_asks_nobody_and_nonsense_is_rejected(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = await approved(phone, office)
    removed = phone.record("meeting.delete.v1", meeting)
    protected = phone.record("meeting.set.v1", meeting, 1, {"status": ["approved", "draft"]})
    await phone.sync()
    assert (phone.result(removed), phone.outcomes[removed].get("ref"), phone.result(protected)) == ("held", None, "rejected")
    assert not phone.rows.get("amendment")


async def held_by(mine: Mine) -> tuple[HttpPhone, httpx.AsyncClient, str, dict[str, Any]]:
    """A former secretary's late edit, held; the office's view of it."""
    phone, office = await phone_of(mine), await office_of(mine)
    meeting = phone.start_meeting()
    await phone.sync()
    late = phone.set(meeting, place="换了地方")
    await revoked(mine, phone)
    await phone.sync()
    assert phone.rows["held"][phone.outcomes[late]["ref"]]["state"] == "open"
    (item,) = (await office.get("/api/held")).json()["items"]
    assert item["held"] == phone.outcomes[late]["ref"]
    return phone, office, meeting, item


async def test_the_office_carries_out_a_held_mutation_on_behalf_of_its_author(demo_mine: Mine) -> None:
    phone, office, meeting, item = await held_by(demo_mine)
    assert item["mutation"]["set"] == {"place": ["320水平会议室", "换了地方"]} and item["branch_name"] == "综采一区党支部"
    assert item["differences"] == [{"field": "place", "label": "地点", "before": "320水平会议室", "after": "换了地方"}]
    assert item["kind"] == "theme_day" and item["meeting_start"]
    applied = await office.post(f"/api/held/{item['held']}/apply")
    assert (applied.status_code, applied.json()["result"]) == (200, "applied"), applied.text
    record = (await office.get(f"/api/meetings/{meeting}")).json()
    assert record["meeting"]["place"] == "换了地方"
    again = await office.post(f"/api/held/{item['held']}/discard", json={"reason": "重复"})
    assert (again.status_code, again.json()["code"]) == (409, "review.held_decided")
    await phone.sync()
    assert phone.rows["held"][item["held"]]["state"] == "applied"
    assert not phone.rows["meeting"], "the author sees that it was done, not the branch's rows"
    await heads_are_dense(demo_mine)


async def test_a_held_mutation_is_discarded_with_a_reason_that_its_author_sees(demo_mine: Mine) -> None:
    phone, office, _, item = await held_by(demo_mine)
    assert (await office.post(f"/api/held/{item['held']}/discard", json={"reason": "已由新书记补录"})).status_code == 200
    await phone.sync()
    row = phone.rows["held"][item["held"]]
    assert (row["state"], row["reason"]) == ("discarded", "已由新书记补录")


async def test_an_author_gives_up_what_was_held_with_a_reason_that_stays(demo_mine: Mine) -> None:
    phone, office, meeting, item = await held_by(demo_mine)
    given_up = phone.record("mutation.discard.v1", meeting, log=phone.log, mid=phone.mutations[-1]["mid"], reason="地点没有变")
    await phone.sync()
    assert phone.result(given_up) == "applied"
    row = phone.rows["held"][item["held"]]
    assert (row["state"], row["reason"]) == ("discarded", "地点没有变")
    assert not (await office.get("/api/held")).json()["items"], "it waits for the office no longer"
    assert (await office.post(f"/api/held/{item['held']}/apply")).status_code == 409


async def test_nobody_gives_up_what_another_made_and_a_reason_is_needed(demo_mine: Mine) -> None:
    phone, office, meeting, item = await held_by(demo_mine)
    other = await deputy_of(demo_mine, phone.mutations[0]["args"]["branch"])
    told = {"log": phone.log, "mid": phone.mutations[-1]["mid"]}
    strange, silent = other.record("mutation.discard.v1", meeting, **told, reason="不要了"), other.record("mutation.discard.v1", meeting, **told)
    await other.sync()
    assert (other.result(strange), other.result(silent)) == ("applied", "rejected")
    assert [one["held"] for one in (await office.get("/api/held")).json()["items"]] == [item["held"]]


async def test_the_office_reads_in_words_what_a_held_roll_or_a_held_new_record_says(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    there = phone.start_meeting()
    await phone.sync()
    away, late = sorted(phone.rows["member"])[:2]
    names = [phone.rows["member"][one]["name"] for one in (away, late)]
    made = phone.start_meeting(kind="party_lecture")
    excepted = {"status": "present", "seen": 1, "except": {away: ["leave", "陪护"]}}
    phone.record("attendance.mark_all.v1", there, **excepted)
    phone.record("attendance.mark.v1", there, marks={late: ["present", "absent", "无故"]})
    phone.record("meeting.set.v1", there, 1, {"chair": [away, late]})
    await revoked(demo_mine, phone)
    await phone.sync()
    items = {item["name"]: item for item in (await office.get("/api/held")).json()["items"]}
    told = {name: [(one["label"], one["before"], one["after"]) for one in item["differences"]] for name, item in items.items()}
    assert (items["meeting.create.v1"]["row"], items["meeting.create.v1"]["kind"]) == (made, "party_lecture")
    assert ("地点", None, "320水平会议室") in told["meeting.create.v1"]
    everyone = [("到会情况：名单上其余的人", None, ["present", ""]), (f"到会情况：{names[0]}", None, ["leave", "陪护"])]
    assert told["attendance.mark_all.v1"] == everyone
    assert told["attendance.mark.v1"] == [(f"到会情况：{names[1]}", ["present", ""], ["absent", "无故"])]
    assert told["meeting.set.v1"] == [("主持人", *names)]


async def test_what_one_push_brought_is_listed_in_the_order_in_which_it_was_made(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = await approved(phone, office)
    other = phone.start_meeting()
    await phone.sync()
    for turn in range(60):
        phone.set(meeting, agenda=f"更正 {turn}")
    await phone.sync()
    await revoked(demo_mine, phone)
    for turn in range(60):
        phone.set(other, agenda=f"改动 {turn}")
    await phone.sync()
    for path in ("/api/amendments", "/api/held"):
        first = (await office.get(path)).json()
        rest = (await office.get(path, params={"cursor": first["next"]})).json()
        mids = [item["mid"] for item in first["items"] + rest["items"]]
        assert (len(first["items"]), rest["next"], len(mids)) == (50, None, 60)
        assert mids == sorted(mids)
        book = await take(office, f"{path}/export")
        title, key = ("更正", "amendment") if path == "/api/amendments" else ("代办", "held")
        assert book.ids(title) == [item[key] for item in first["items"] + rest["items"]]
        assert {(row["状态"], row["会议类型"]) for row in book.page(title)} == {("待办理", "主题党日")}
        assert (await phone.client.get(f"{path}/export")).status_code in (401, 403)


async def test_what_depends_on_a_held_mutation_resolves_by_sending_it_again(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = phone.start_meeting()
    await revoked(demo_mine, phone)
    orphan = phone.record("meeting.set.v1", meeting, 0, {"place": ["320水平会议室", "井口"]})
    await phone.sync()
    assert (phone.outcomes[orphan]["reason"], phone.outcomes[orphan].get("ref")) == ("depends", None)
    (maker,) = (await office.get("/api/held")).json()["items"]
    assert (await office.post(f"/api/held/{maker['held']}/apply")).status_code == 200
    resent = phone.record("meeting.set.v1", meeting, 0, {"place": ["320水平会议室", "井口"]})
    await phone.sync()
    assert phone.outcomes[resent]["reason"] == "rights"
    applied = await office.post(f"/api/held/{phone.outcomes[resent]['ref']}/apply")
    assert applied.json()["result"] == "applied", "the author's own earlier writing is no conflict"


async def test_what_cannot_be_carried_out_even_so_is_told(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = phone.start_meeting(place="")
    await phone.sync()
    await revoked(demo_mine, phone)
    phone.record("meeting.submit.v1", meeting)
    await phone.sync()
    (item,) = (await office.get("/api/held")).json()["items"]
    refused = await office.post(f"/api/held/{item['held']}/apply")
    assert (refused.status_code, refused.json()["code"]) == (409, "review.incomplete")
    assert (await office.get("/api/held")).json()["items"], "it still waits"


async def test_only_the_office_decides(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    for path in ("/api/amendments", "/api/amendments/x", "/api/held"):
        assert (await phone.client.get(path)).status_code == 403
    for path in ("/api/amendments/x/reject", "/api/held/x/discard"):
        assert (await phone.client.post(path, json={"reason": "x"})).status_code == 403
    office = await office_of(demo_mine)
    for path in ("/api/amendments/x/reject", "/api/held/x/discard"):
        assert (await office.post(path, json={"reason": "x"})).status_code == 404


async def test_a_second_clash_of_one_log_reopens_the_card_on_every_phone(demo_mine: Mine) -> None:
    one = await phone_of(demo_mine)
    two = await deputy_of(demo_mine, one.branch())
    meeting = one.start_meeting()
    await one.sync()
    await two.sync()
    for mine_says, theirs in (("甲", "乙"), ("丙", "丁")):
        one.set(meeting, place=mine_says)
        two.set(meeting, place=theirs)
        await one.sync()
        await two.sync()
        await one.sync()
        (card,) = one.rows["conflict"].values()
        assert (card["state"], card["kept"], card["other"]) == ("open", {"place": theirs}, {"place": mine_says})
        one.record("conflict.resolve.v1", card["id"], card["rev"], choose="kept")
        await one.sync()
        await two.sync()
    revs = await demo_mine.database.fetch("""select "rev" from "history" where "tbl" = 'conflict' order by "id" """)
    assert [record["rev"] for record in revs] == [1, 2, 3, 4]
