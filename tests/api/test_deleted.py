"""Deletions that meet other people's work, over HTTP on both databases: nothing typed is lost, and a record comes back whole."""

from typing import Any

import pytest

from tests.api.phone import HttpPhone
from tests.api.test_sync import deputy_of, heads_are_dense, phone_of
from tests.mine import Mine


async def two_with_a_record(mine: Mine) -> tuple[HttpPhone, HttpPhone, str]:
    """Two phones of one branch that hold the same draft with its roll."""
    one = await phone_of(mine)
    two = await deputy_of(mine, one.branch())
    meeting = one.start_meeting()
    one.mark_all(meeting)
    await one.sync()
    await two.sync()
    return one, two, meeting


def delete(phone: HttpPhone, meeting: str) -> int:
    revs = {mark["member"]: mark["rev"] for mark in phone.rows["attendance"].values() if mark["meeting"] == meeting}
    return phone.record("meeting.delete.v1", meeting, phone.rows["meeting"][meeting]["rev"], revs=revs)


def card(phone: HttpPhone) -> dict[str, Any]:
    (conflict,) = (one for one in phone.rows["conflict"].values() if one["state"] == "open")
    return conflict


@pytest.mark.parametrize("first", ["edit", "delete"])
async def test_an_edit_and_a_deletion_meet_and_the_record_comes_back_with_its_roll(demo_mine: Mine, first: str) -> None:
    """Scenario 9."""
    editor, deleter, meeting = await two_with_a_record(demo_mine)
    editor.set(meeting, agenda="另加一项")
    delete(deleter, meeting)
    for phone in (editor, deleter) if first == "edit" else (deleter, editor):
        await phone.sync()
    await editor.sync()
    assert meeting not in editor.rows["meeting"] and not editor.rows["attendance"]
    kept = card(editor)
    assert (kept["field"], kept["kept"], kept["other"]) == ("deleted", {"deleted": True}, {"agenda": "另加一项"})
    editor.record("conflict.resolve.v1", kept["id"], kept["rev"], choose="other")
    await editor.sync()
    await deleter.sync()
    for phone in (editor, deleter):
        assert phone.rows["meeting"][meeting]["agenda"] == "另加一项"
        assert len(phone.rows["attendance"]) == 47
    await heads_are_dense(demo_mine)


async def test_a_deletion_of_what_one_has_seen_asks_nobody(demo_mine: Mine) -> None:
    editor, deleter, meeting = await two_with_a_record(demo_mine)
    editor.set(meeting, agenda="另加一项")
    await editor.sync()
    await deleter.sync()
    gone = delete(deleter, meeting)
    await deleter.sync()
    assert deleter.result(gone) == "applied"
    assert not deleter.rows.get("conflict")


async def test_only_what_went_with_the_record_comes_back_with_it(demo_mine: Mine) -> None:
    editor, deleter, meeting = await two_with_a_record(demo_mine)
    earlier = sorted(editor.rows["attendance"])[0]
    async with demo_mine.replication.write(None, "test") as unit:
        unit.delete("attendance", earlier)
    await editor.sync()
    await deleter.sync()
    editor.set(meeting, agenda="另加一项")
    delete(deleter, meeting)
    await deleter.sync()
    await editor.sync()
    editor.record("conflict.resolve.v1", card(editor)["id"], card(editor)["rev"], choose="other")
    await editor.sync()
    assert len(editor.rows["attendance"]) == 46 and earlier not in editor.rows["attendance"]


@pytest.mark.parametrize("first", ["mark", "delete"])
async def test_marks_that_a_deletion_had_not_seen_are_offered_back_with_the_record(demo_mine: Mine, first: str) -> None:
    editor, deleter, meeting = await two_with_a_record(demo_mine)
    member = sorted(mark["member"] for mark in editor.rows["attendance"].values())[0]
    editor.record("attendance.mark.v1", meeting, marks={member: ["present", "leave", "陪护"]}, revs={member: 1})
    gone = delete(deleter, meeting)
    for phone in (editor, deleter) if first == "mark" else (deleter, editor):
        await phone.sync()
    await editor.sync()
    assert deleter.result(gone) == ("conflict" if first == "mark" else "applied")
    kept = next(one for one in editor.rows["conflict"].values() if one["row"] == meeting)
    editor.record("conflict.resolve.v1", kept["id"], kept["rev"], choose="other")
    await editor.sync()
    assert meeting in editor.rows["meeting"]
    reasons = [mark["reason"] for mark in editor.rows["attendance"].values() if mark["member"] == member]
    assert len(editor.rows["attendance"]) == 47 and reasons == ["陪护"]


async def test_deleting_what_is_deleted_already_changes_nothing(demo_mine: Mine) -> None:
    editor, deleter, meeting = await two_with_a_record(demo_mine)
    delete(editor, meeting)
    again = delete(deleter, meeting)
    await editor.sync()
    await deleter.sync()
    assert deleter.result(again) == "applied"
    assert not deleter.rows.get("conflict")
