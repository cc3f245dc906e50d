"""Review over HTTP, on both databases: exactly what was seen is approved, a return names fields, and only the difference is shown again."""

from typing import Any

import httpx

from tests.api.phone import HttpPhone
from tests.api.test_sync import deputy_of, phone_of
from tests.mine import Mine
from tests.workbooks import take


async def office_of(mine: Mine) -> httpx.AsyncClient:
    login = mine.logins["office"]
    return await mine.sign_in(login.login, login.password)


async def submitted(phone: HttpPhone, **fields: Any) -> str:
    """A complete record, submitted."""
    meeting = phone.start_meeting(**fields)
    phone.mark_all(meeting)
    mid = phone.record("meeting.submit.v1", meeting)
    await phone.sync()
    assert phone.result(mid) == "applied", phone.outcomes[mid]
    return meeting


async def test_a_submitted_record_is_in_the_queue_with_its_flags(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = await submitted(phone)
    queue = (await office.get("/api/review")).json()
    assert [item["meeting"] for item in queue["items"]] == [meeting]
    (item,) = queue["items"]
    assert (item["branch_name"], item["attempt"], item["kind"]) == ("综采一区党支部", 1, "theme_day")
    assert "not_quorate" not in item["flags"]


async def test_a_record_without_everyone_marked_or_without_reasons_is_not_filed(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    meeting = phone.start_meeting()
    unmarked = phone.record("meeting.submit.v1", meeting)
    absent = sorted(phone.rows["member"])[0]
    phone.mark_all(meeting, **{absent: ("absent", "")})
    unexplained = phone.record("meeting.submit.v1", meeting)
    await phone.sync()
    codes = [phone.outcomes[mid]["problem"]["code"] for mid in (unmarked, unexplained)]
    assert codes == ["review.unmarked", "review.reason"]
    assert phone.rows["meeting"][meeting]["filed_at"] is None
    talk, pair = phone.start_meeting(kind="heart_talk"), sorted(phone.rows["member"])[:2]
    filed: list[int] = []
    for one in pair:
        phone.record("attendance.mark.v1", talk, marks={one: [None, "present", ""]})
        filed.append(phone.record("meeting.submit.v1", talk))
    await phone.sync()
    assert (phone.outcomes[filed[0]]["problem"]["code"], phone.result(filed[1])) == ("review.talk", "applied")
    office = await office_of(demo_mine)
    quorum = (await office.get(f"/api/review/{talk}")).json()["record"]["quorum"]
    assert [quorum[name] for name in ("rule", "ok", "expected", "present")] == ["talk", True, 2, 2]


async def test_a_meeting_held_again_for_a_shift_is_filed_as_one_and_a_vote_is_held_once(demo_mine: Mine) -> None:
    """A phone of before there were sessions goes on changing other fields, and takes nothing away."""
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    start = 1_794_794_400_000
    again = {
        "team": "中班",
        "held_start": start + 8 * 3_600_000,
        "held_end": start + 9 * 3_600_000,
        "place": "井口",
        "members": sorted(phone.rows["member"])[:2],
    }
    meeting = phone.start_meeting(sessions=[again], votes=[{"subject": "本月计划", "yes": 40}])
    phone.mark_all(meeting)
    voted = phone.record("meeting.submit.v1", meeting)
    await phone.sync()
    assert (phone.outcomes[voted]["problem"]["code"], phone.outcomes[voted]["problem"]["field"]) == ("review.sessions", "sessions")
    phone.set(meeting, votes=[], place="区队会议室")
    filed = phone.record("meeting.submit.v1", meeting)
    await phone.sync()
    assert phone.result(filed) == "applied"
    record = (await office.get(f"/api/review/{meeting}")).json()["record"]["meeting"]
    assert (record["place"], record["sessions"]) == ("区队会议室", [again])


async def test_two_leaders_who_add_a_session_each_at_the_same_time_both_find_both(demo_mine: Mine) -> None:
    one = await phone_of(demo_mine)
    other = await deputy_of(demo_mine, one.branch())
    meeting = one.start_meeting()
    await one.sync()
    await other.sync()
    made = [
        phone.record("meeting.set.v1", meeting, phone.rows["meeting"][meeting]["rev"], {"sessions": [[], [{"id": team, "team": team}]]})
        for phone, team in ((one, "早班"), (other, "夜班"))
    ]
    for phone in (one, other):
        await phone.sync()
    assert (one.result(made[0]), other.result(made[1])) == ("applied", "merged")
    await one.sync()
    for phone in (one, other):
        assert [session["team"] for session in phone.rows["meeting"][meeting]["sessions"]] == ["早班", "夜班"]
        assert not phone.rows.get("conflict")


async def test_a_phone_of_before_sessions_had_ids_is_still_asked_which_to_keep(demo_mine: Mine) -> None:
    one = await phone_of(demo_mine)
    other = await deputy_of(demo_mine, one.branch())
    meeting = one.start_meeting()
    await one.sync()
    await other.sync()
    for phone, team in ((one, "早班"), (other, "夜班")):
        phone.record("meeting.set.v1", meeting, phone.rows["meeting"][meeting]["rev"], {"sessions": [[], [{"team": team}]]})
        await phone.sync()
    (clash,) = other.rows["conflict"].values()
    assert [value["sessions"][0]["team"] for value in (clash["kept"], clash["other"])] == ["早班", "夜班"]


async def test_a_record_made_and_filed_in_one_push_is_checked_against_everyone_expected(demo_mine: Mine) -> None:
    """Whom the branch has is known only once the meeting is: what an intent needs of a row made just before it is loaded too."""
    phone = await phone_of(demo_mine)
    unmarked = phone.record("meeting.submit.v1", phone.start_meeting())
    await phone.sync()
    assert phone.outcomes[unmarked]["problem"]["detail"] == "还有 47 人没有点名"


async def test_what_was_seen_is_approved_and_then_never_changes(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = await submitted(phone)
    seen = (await office.get(f"/api/review/{meeting}")).json()
    assert (await office.post(f"/api/review/{meeting}/approve", json={"digest": seen["digest"]})).status_code == 200
    late = phone.set(meeting, place="换了地方")
    member = sorted(phone.rows["member"])[0]
    remark = phone.record("attendance.mark.v1", meeting, marks={member: ["present", "absent", "补"]})
    removed = phone.record("meeting.delete.v1", meeting)
    await phone.sync()
    assert [(phone.outcomes[mid]["result"], phone.outcomes[mid]["reason"]) for mid in (late, remark, removed)] == [("held", "locked")] * 3
    again = (await office.get(f"/api/review/{meeting}")).json()
    assert (again["digest"], again["record"]["meeting"]["status"]) == (seen["digest"], "approved")
    assert phone.rows["meeting"][meeting]["status"] == "approved"


async def test_a_record_that_changed_after_it_was_opened_is_not_approved(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = await submitted(phone)
    seen = (await office.get(f"/api/review/{meeting}")).json()
    phone.set(meeting, place="换了地方")
    await phone.sync()
    refused = await office.post(f"/api/review/{meeting}/approve", json={"digest": seen["digest"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "review.changed")
    fresh = (await office.get(f"/api/review/{meeting}")).json()
    assert fresh["record"]["meeting"]["place"] == "换了地方"
    assert (await office.post(f"/api/review/{meeting}/approve", json={"digest": fresh["digest"]})).status_code == 200


async def test_a_return_reaches_the_phone_and_the_corrected_record_shows_only_the_difference(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = await submitted(phone)
    seen = (await office.get(f"/api/review/{meeting}")).json()
    member = sorted(phone.rows["member"])[0]
    reasons = [{"field": "place", "reason": "请写明会议室"}, {"field": f"attendance.{member}", "reason": "当天在医院"}]
    returned = await office.post(f"/api/review/{meeting}/return", json={"digest": seen["digest"], "reasons": reasons})
    assert returned.status_code == 200, returned.text
    await phone.sync()
    row = phone.rows["meeting"][meeting]
    assert (row["status"], row["returned_reasons"]) == ("returned", reasons)
    filed_at = row["filed_at"]

    demo_mine.clock.advance(hours=5)
    phone.set(meeting, place="320水平3号会议室")
    phone.record("attendance.mark.v1", meeting, marks={member: ["present", "leave", "陪护"]}, revs=revisions(phone))
    phone.record("meeting.submit.v1", meeting)
    await phone.sync()
    again = (await office.get(f"/api/review/{meeting}")).json()
    changes = {one["field"]: (one["before"], one["after"]) for one in again["differences"]}
    assert changes == {
        "place": ("320水平会议室", "320水平3号会议室"),
        f"attendance.{member}": (["present", ""], ["leave", "陪护"]),
    }
    assert (again["attempt"], again["reasons"], again["flags"]) == (2, reasons, ["again"])
    assert phone.rows["meeting"][meeting]["filed_at"] == filed_at, "a corrected record stays filed when it was"


def revisions(phone: HttpPhone) -> dict[str, int]:
    """The revision of each mark on the phone's screen."""
    return {mark["member"]: mark["rev"] for mark in phone.rows["attendance"].values()}


async def test_a_return_without_a_reason_or_on_no_field_is_refused(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = await submitted(phone)
    digest = (await office.get(f"/api/review/{meeting}")).json()["digest"]
    absent_member = "018f0000-0000-7000-8000-000000000000"
    no_fields = ("mood", f"attendance.{absent_member}", f"place.{sorted(phone.rows['member'])[0]}")
    wrong: list[list[dict[str, str]]] = [[], [{"field": "place", "reason": "  "}], *([{"field": field, "reason": "x"}] for field in no_fields)]
    for reasons in wrong:
        answer = await office.post(f"/api/review/{meeting}/return", json={"digest": digest, "reasons": reasons})
        assert answer.status_code == 400, answer.text
        assert answer.json()["errors"]


async def test_two_reviewers_at_once_the_second_is_told(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    one, two = await office_of(demo_mine), await office_of(demo_mine)
    meeting = await submitted(phone)
    digest = (await one.get(f"/api/review/{meeting}")).json()["digest"]
    first = await one.post(f"/api/review/{meeting}/approve", json={"digest": digest})
    second = await two.post(f"/api/review/{meeting}/return", json={"digest": digest, "reasons": [{"field": "place", "reason": "不清楚"}]})
    assert (first.status_code, second.status_code) == (200, 409)


async def test_only_the_office_reviews(demo_mine: Mine) -> None:
    phone, member = await phone_of(demo_mine), await phone_of(demo_mine, "member")
    meeting = await submitted(phone)
    for client in (phone.client, member.client):
        assert (await client.get("/api/review")).status_code == 403
        assert (await client.get(f"/api/review/{meeting}")).status_code == 403
        assert (await client.post(f"/api/review/{meeting}/approve", json={"digest": "x"})).status_code == 403


async def test_a_record_is_shown_to_its_branch_to_the_office_and_to_who_was_expected(demo_mine: Mine) -> None:
    phone, member = await phone_of(demo_mine), await phone_of(demo_mine, "member")
    office = await office_of(demo_mine)
    draft = phone.start_meeting()
    phone.mark_all(draft)
    await phone.sync()
    assert (await member.client.get(f"/api/meetings/{draft}")).status_code == 404, "a draft is not for members yet"
    meeting = await submitted(phone)
    for client in (phone.client, member.client, office):
        shown = await client.get(f"/api/meetings/{meeting}")
        assert shown.status_code == 200
        assert shown.json()["quorum"]["ok"] is True
    assert (await office.get("/api/meetings/no-such")).status_code == 404


async def test_a_member_does_not_read_why_others_were_away(demo_mine: Mine) -> None:
    phone, member = await phone_of(demo_mine), await phone_of(demo_mine, "member")
    me = next(iter(member.rows["member"]))
    other = next(one for one in sorted(phone.rows["member"]) if one != me)
    meeting = phone.start_meeting()
    phone.mark_all(meeting, **{me: ("leave", "井下当班"), other: ("leave", "住院")})
    phone.record("meeting.submit.v1", meeting)
    await phone.sync()
    shown = (await member.client.get(f"/api/meetings/{meeting}")).json()["attendance"]
    assert {one["reason"] for one in shown} == {"", "井下当班"}
    shown = (await phone.client.get(f"/api/meetings/{meeting}")).json()["attendance"]
    assert {one["reason"] for one in shown} == {"", "井下当班", "住院"}


async def test_a_member_of_another_branch_cannot_see_a_record(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    other = await demo_mine.database.fetch(
        """select "id" from "organisation" where "kind" = 'branch' and "id" <> {} order by "id" limit 1""", phone.branch()
    )
    stranger = await deputy_of(demo_mine, other[0]["id"])
    meeting = await submitted(phone)
    assert (await stranger.client.get(f"/api/meetings/{meeting}")).status_code == 404


async def test_withdrawing_takes_the_record_out_of_the_queue(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = await submitted(phone)
    phone.record("meeting.withdraw.v1", meeting)
    await phone.sync()
    assert (await office.get("/api/review")).json()["items"] == []
    assert phone.rows["meeting"][meeting]["status"] == "draft"
    phone.record("meeting.submit.v1", meeting)
    await phone.sync()
    assert (await office.get("/api/review")).json()["items"][0]["attempt"] == 2


async def test_a_filed_meeting_becomes_a_colour_a_score_line_and_star_lines_with_their_record(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    member = await phone_of(demo_mine, "member")
    me = next(iter(member.rows["member"]))
    before = [o for o in phone.rows["obligation"].values() if (o["kind"], o["period"]) == ("theme_day", "2026-11")]
    meeting = phone.start_meeting()
    phone.mark_all(meeting, **{me: ("absent", "无故")})
    phone.record("meeting.submit.v1", meeting)
    await phone.sync()
    await demo_mine.drain()
    await phone.sync()
    await member.sync()
    after = phone.rows["obligation"][before[0]["id"]]
    assert (before[0]["state"], after["state"], after["colour"], after["meeting"]) == ("upcoming", "done", "green", meeting)
    lines = [line for line in member.rows["rating_line"].values() if line["dimension"] == "political_life"]
    evidence = [item for line in lines for item in line["evidence"]]
    assert {item["id"] for item in evidence} == {meeting}
    waiting = [line for line in member.rows["rating_line"].values() if line["points_tenths"] is None]
    assert len({line["dimension"] for line in waiting}) == 9
    assert phone.rows["branch_score"]


async def test_the_office_sees_a_conflict_that_the_branch_has_left_for_two_days(demo_mine: Mine) -> None:
    one = await phone_of(demo_mine)
    two = await deputy_of(demo_mine, one.branch())
    meeting = one.start_meeting()
    one.mark_all(meeting)
    await one.sync()
    await two.sync()
    member = sorted(one.rows["member"])[0]
    for phone, place, reason in ((one, "甲", "出差"), (two, "乙", "病假")):
        phone.set(meeting, place=place)
        phone.record("attendance.mark.v1", meeting, marks={member: ["present", "leave", reason]}, revs=revisions(phone))
    await one.sync()
    await two.sync()
    assert (await (await office_of(demo_mine)).get("/api/conflicts")).json()["items"] == []
    demo_mine.clock.advance(hours=48)
    office = await office_of(demo_mine)
    items = (await office.get("/api/conflicts")).json()["items"]
    assert {(item["branch_name"], item["meeting"]) for item in items} == {("综采一区党支部", meeting)}
    told = {one["field"].partition(".")[0]: (one["before"], one["after"]) for item in items for one in item["differences"]}
    assert told == {"place": ("乙", "甲"), "attendance": (["leave", "出差"], ["leave", "病假"])}
    assert all(item["kept_by_name"] and item["other_by_name"] for item in items)
    book = await take(office, "/api/conflicts/export")
    assert book.ids("冲突") == [item["conflict"] for item in items]
    assert {row["涉及"].partition("：")[0] for row in book.page("冲突")} == {"地点", "到会情况"}
    two.client = await demo_mine.sign_in("J200002", "a-long-word-2026")
    await two.sync()
    for card in two.rows["conflict"].values():
        two.record("conflict.resolve.v1", card["id"], card["rev"], choose="other")
    await two.sync()
    assert (await office.get("/api/conflicts")).json()["items"] == []


async def test_an_open_conflict_blocks_the_approval_and_not_the_return(demo_mine: Mine) -> None:
    one, office = await phone_of(demo_mine), await office_of(demo_mine)
    two = await deputy_of(demo_mine, one.branch())
    meeting = await submitted(one)
    await two.sync()
    one.set(meeting, place="甲")
    two.set(meeting, place="乙")
    await one.sync()
    await two.sync()
    assert [card["state"] for card in two.rows["conflict"].values()] == ["open"]
    digest = (await office.get(f"/api/review/{meeting}")).json()["digest"]
    refused = await office.post(f"/api/review/{meeting}/approve", json={"digest": digest})
    assert (refused.status_code, refused.json()["code"]) == (409, "review.conflicts")
    assert "1 处冲突" in refused.json()["detail"]
    (card,) = two.rows["conflict"].values()
    two.record("conflict.resolve.v1", card["id"], card["rev"], choose="kept")
    await two.sync()
    assert (await office.post(f"/api/review/{meeting}/approve", json={"digest": digest})).status_code == 200
