"""One tap marks everyone, over HTTP on both databases: spread over whom the phone showed, never over what it did not."""

from typing import Any

from tests.api.phone import HttpPhone
from tests.api.test_held import approved
from tests.api.test_review import office_of
from tests.api.test_sync import deputy_of, heads_are_dense, phone_of
from tests.mine import Mine


def mark_everyone(phone: HttpPhone, meeting: str, status: str = "present", **excepted: list[str]) -> int:
    seen = phone.cursors[f"branch:{phone.branch()}"]
    return phone.record("attendance.mark_all.v1", meeting, **{"status": status, "seen": seen, "except": excepted})


def marks(phone: HttpPhone, meeting: str) -> dict[str, list[str]]:
    mine = (mark for mark in phone.rows["attendance"].values() if mark["meeting"] == meeting)
    return {mark["member"]: [mark["status"], mark["reason"]] for mark in mine}


async def test_everyone_is_marked_but_for_the_exceptions_of_the_person(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    meeting = phone.start_meeting()
    away, late = sorted(phone.rows["member"])[:2]
    everyone = mark_everyone(phone, meeting, **{away: ["leave", "陪护"], late: ["absent", "无故"]})
    submitted = phone.record("meeting.submit.v1", meeting)
    await phone.sync()
    assert phone.outcomes[everyone] == {"mid": everyone, "result": "applied"}
    assert phone.result(submitted) == "applied"
    told = marks(phone, meeting)
    assert len(told) == 47
    assert (told.pop(away), told.pop(late)) == (["leave", "陪护"], ["absent", "无故"])
    assert set(map(tuple, told.values())) == {("present", "")}
    await heads_are_dense(demo_mine)


async def test_a_mark_that_the_phone_did_not_show_stands_and_is_named(demo_mine: Mine) -> None:
    """V11: another recorder's explicit mark is not run over by everyone-present."""
    one = await phone_of(demo_mine)
    two = await deputy_of(demo_mine, one.branch())
    meeting = one.start_meeting()
    await one.sync()
    await two.sync()
    absent, same = sorted(one.rows["member"])[:2]
    two.record("attendance.mark.v1", meeting, marks={absent: [None, "absent", "旷工"], same: [None, "present", ""]})
    await two.sync()
    everyone = mark_everyone(one, meeting)
    await one.sync()
    assert (one.result(everyone), one.outcomes[everyone]["exceptions"]) == ("merged", {absent: ["absent", "旷工"]})
    assert marks(one, meeting)[absent] == ["absent", "旷工"] and len(marks(one, meeting)) == 47
    assert not one.rows.get("conflict")
    seen_now = mark_everyone(one, meeting)
    await one.sync()
    assert one.result(seen_now) == "applied", "what the phone shows may be run over"
    assert marks(one, meeting)[absent] == ["present", ""]


async def test_an_exception_against_an_unseen_mark_is_a_conflict(demo_mine: Mine) -> None:
    one = await phone_of(demo_mine)
    two = await deputy_of(demo_mine, one.branch())
    meeting = one.start_meeting()
    await one.sync()
    await two.sync()
    member = sorted(one.rows["member"])[0]
    two.record("attendance.mark.v1", meeting, marks={member: [None, "absent", "旷工"]})
    await two.sync()
    everyone = mark_everyone(one, meeting, **{member: ["leave", "病假"]})
    await one.sync()
    assert one.result(everyone) == "conflict"
    (card,) = one.rows["conflict"].values()
    assert (card["kept"]["status"], card["other"]["status"]) == ("absent", "leave")


async def test_whom_the_phone_had_not_shown_is_not_marked(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    meeting = phone.start_meeting()
    newcomer = sorted(phone.rows["member"])[0]
    values: dict[str, Any] = {k: v for k, v in phone.rows["member"][newcomer].items() if k not in ("id", "rev")}
    async with demo_mine.replication.write(None, "roster import") as unit:
        unit.put("member", "newcomer", values | {"employee_no": "N1", "name": "新来"})
    everyone = mark_everyone(phone, meeting)
    await phone.sync()
    assert phone.outcomes[everyone]["exceptions"] == {"newcomer": None}
    assert "newcomer" not in marks(phone, meeting) and len(marks(phone, meeting)) == 47


async def test_a_group_meeting_marks_the_group(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    group = next(m["group"] for m in phone.rows["member"].values() if m["group"])
    meeting = phone.start_meeting(kind="group_meeting")
    phone.mutations[-1]["args"]["org"] = group
    mark_everyone(phone, meeting)
    await phone.sync()
    assert set(marks(phone, meeting)) == {m["id"] for m in phone.rows["member"].values() if m["group"] == group}


async def test_after_approval_it_becomes_an_amendment(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = await approved(phone, office)
    member = sorted(phone.rows["member"])[0]
    late = mark_everyone(phone, meeting, **{member: ["leave", "补假条"]})
    await phone.sync()
    amendment = phone.outcomes[late]["ref"]
    seen = (await office.get(f"/api/amendments/{amendment}")).json()
    assert [one["after"] for one in seen["differences"]] == [["leave", "补假条"]]
    accepted = await office.post(f"/api/amendments/{amendment}/accept", json={"digest": seen["digest"]})
    assert accepted.status_code == 200
    await phone.sync()
    assert marks(phone, meeting)[member] == ["leave", "补假条"]


async def test_what_cannot_be_read_is_rejected_with_a_remedy(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    meeting = phone.start_meeting()
    wrong = [
        phone.record("attendance.mark_all.v1", meeting, status="present"),
        phone.record("attendance.mark_all.v1", meeting, **{"status": "present", "seen": 1, "except": [1]}),
        mark_everyone(phone, meeting, "dancing"),
    ]
    await phone.sync()
    assert [phone.result(mid) for mid in wrong] == ["rejected"] * 3
    assert all(phone.outcomes[mid]["problem"]["remedy"] for mid in wrong)
