"""Files under review, over HTTP on both databases: what is approved names them, and after that only the office changes which there are."""

import httpx

from tests.api.phone import HttpPhone
from tests.api.photos import attach, picture, state, upload
from tests.api.test_held import approved
from tests.api.test_review import office_of, submitted
from tests.api.test_sync import phone_of
from tests.mine import Mine


async def test_a_file_attached_or_removed_after_it_was_seen_is_not_approved_unseen(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = await submitted(phone)
    row = ""
    for step in ("attach", "detach"):
        seen = (await office.get(f"/api/review/{meeting}")).json()["digest"]
        if step == "attach":
            row = attach(phone, meeting, picture())
        else:
            phone.record("file.detach.v1", row)
        await phone.sync()
        stale = await office.post(f"/api/review/{meeting}/approve", json={"digest": seen})
        assert (stale.status_code, stale.json()["code"]) == (409, "review.changed"), step
    now = (await office.get(f"/api/review/{meeting}")).json()["digest"]
    assert (await office.post(f"/api/review/{meeting}/approve", json={"digest": now})).status_code == 200


async def test_bytes_that_arrive_meanwhile_change_nothing_of_what_is_judged(demo_mine: Mine) -> None:
    phone, office, content = await phone_of(demo_mine), await office_of(demo_mine), picture()
    meeting = await submitted(phone)
    row = attach(phone, meeting, content)
    await phone.sync()
    seen = (await office.get(f"/api/review/{meeting}")).json()["digest"]
    await upload(phone, row, content)
    assert state(phone, row) == "stored"
    assert (await office.post(f"/api/review/{meeting}/approve", json={"digest": seen})).status_code == 200


async def test_a_returned_record_shows_which_files_came_and_went(demo_mine: Mine) -> None:
    phone, office, first, second = await phone_of(demo_mine), await office_of(demo_mine), picture(colour=1), picture(colour=2)
    meeting = await submitted(phone)
    gone = attach(phone, meeting, first, name="签到.jpg")
    await phone.sync()
    seen = (await office.get(f"/api/review/{meeting}")).json()["digest"]
    asked = {"digest": seen, "reasons": [{"field": "files", "reason": "看不清签名"}]}
    assert (await office.post(f"/api/review/{meeting}/return", json=asked)).status_code == 200
    await phone.sync()
    phone.record("file.detach.v1", gone)
    come = attach(phone, meeting, second, name="签到2.jpg")
    phone.record("meeting.submit.v1", meeting)
    await phone.sync()
    shown = (await office.get(f"/api/review/{meeting}")).json()
    changes = {one["field"]: (one["label"], one["before"] and one["before"][:2], one["after"] and one["after"][:2]) for one in shown["differences"]}
    assert changes == {
        f"files.{gone}": ("照片和扫描件", ["photo", "签到.jpg"], None),
        f"files.{come}": ("照片和扫描件", None, ["photo", "签到2.jpg"]),
    }
    assert shown["reasons"] == asked["reasons"]


async def test_what_is_approved_keeps_its_name_while_files_arrive_and_late_ones_wait_for_the_office(demo_mine: Mine) -> None:
    phone, office, content, late = await phone_of(demo_mine), await office_of(demo_mine), picture(colour=3), picture(colour=4)
    meeting = await submitted(phone)
    before = attach(phone, meeting, content)
    await phone.sync()
    digest = (await office.get(f"/api/review/{meeting}")).json()["digest"]
    await office.post(f"/api/review/{meeting}/approve", json={"digest": digest})
    after = attach(phone, meeting, late)
    await phone.sync()
    await upload(phone, before, content)
    assert (await office.get(f"/api/review/{meeting}")).json()["digest"] == digest
    assert after not in phone.rows["file_asset"]


async def test_the_office_accepts_a_late_file_and_its_bytes_follow_from_the_phone_that_asked(demo_mine: Mine) -> None:
    phone, office, content = await phone_of(demo_mine), await office_of(demo_mine), picture(colour=5)
    meeting = await approved(phone, office)
    row = attach(phone, meeting, content, name="补拍.jpg")
    await phone.sync()
    held = phone.outcomes[len(phone.mutations)]
    assert (held["result"], held["reason"]) == ("held", "locked")
    seen = (await office.get(f"/api/amendments/{held['ref']}")).json()
    assert [(one["field"], one["before"], one["after"][:2]) for one in seen["differences"]] == [(f"files.{row}", None, ["photo", "补拍.jpg"])]
    accepted = await office.post(f"/api/amendments/{held['ref']}/accept", json={"digest": seen["digest"]})
    assert accepted.status_code == 200, accepted.text
    await phone.sync()
    assert state(phone, row) == "pending"
    assert (await upload(phone, row, content)).status_code == 204
    assert state(phone, row) == "stored"
    assert (await office.get(f"/api/review/{meeting}")).json()["digest"] == accepted.json()["digest"]


async def test_the_office_accepts_that_a_file_goes_and_what_no_record_may_have_never_waits(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = await submitted(phone)
    row = attach(phone, meeting, picture(colour=6))
    await phone.sync()
    digest = (await office.get(f"/api/review/{meeting}")).json()["digest"]
    await office.post(f"/api/review/{meeting}/approve", json={"digest": digest})
    phone.record("file.detach.v1", row)
    attach(phone, meeting, b"x", mime="image/svg+xml")
    await phone.sync()
    gone, nonsense = phone.outcomes[len(phone.mutations) - 1], phone.outcomes[len(phone.mutations)]
    assert nonsense["result"] == "rejected"
    seen = (await office.get(f"/api/amendments/{gone['ref']}")).json()
    assert (await office.post(f"/api/amendments/{gone['ref']}/accept", json={"digest": seen["digest"]})).status_code == 200
    await phone.sync()
    assert row not in phone.rows["file_asset"]


async def test_more_late_photos_than_a_record_may_have_are_not_accepted(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    meeting = await approved(phone, office)
    for colour in range(4):
        attach(phone, meeting, picture(colour=colour))
    await phone.sync()
    answers = [await _accept(office, phone, mid) for mid in range(len(phone.mutations) - 3, len(phone.mutations) + 1)]
    assert answers == [200, 200, 200, 409]


async def _accept(office: httpx.AsyncClient, phone: HttpPhone, mid: int) -> int:
    amendment = phone.outcomes[mid]["ref"]
    seen = (await office.get(f"/api/amendments/{amendment}")).json()
    return (await office.post(f"/api/amendments/{amendment}/accept", json={"digest": seen["digest"]})).status_code
