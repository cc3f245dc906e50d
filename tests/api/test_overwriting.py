"""What nobody may change unseen, over HTTP on both databases: found by simulation, each once a way in which words could vanish."""

from typing import Any

from server.replication import begin_epoch
from tests.api.phone import HttpPhone
from tests.api.test_sync import deputy_of, phone_of
from tests.mine import Mine


async def two_of_a_branch(mine: Mine) -> tuple[HttpPhone, HttpPhone, str]:
    one = await phone_of(mine)
    two = await deputy_of(mine, one.branch())
    meeting = one.start_meeting()
    await one.sync()
    await two.sync()
    return one, two, meeting


def card(phone: HttpPhone) -> dict[str, Any]:
    (conflict,) = (one for one in phone.rows["conflict"].values() if one["state"] == "open")
    return conflict


async def test_a_copy_that_sends_other_words_under_an_answered_number_is_told_apart(demo_mine: Mine) -> None:
    """Scenario 5: between what is answered, the end of the digest chain says nothing."""
    phone = await phone_of(demo_mine)
    copy = HttpPhone(phone.client)
    copy.log = phone.log
    for place in ("一号", "二号", "三号"):
        phone.start_meeting(place=place)
    await phone.sync()
    copy.mutations = [{**phone.mutations[0], "set": {"place": [None, "另一处"]}}]
    answer = await copy.post(copy.request())
    assert (answer.status_code, answer.json()["code"]) == (409, "sync.fork")
    again = await phone.post({**phone.request(), "mutations": phone.mutations[:2], "head": None})
    assert [one["result"] for one in again.json()["outcomes"]] == ["applied", "applied"]


async def test_a_record_of_another_branch_is_not_changed_by_creating_it_again(demo_mine: Mine) -> None:
    one = await phone_of(demo_mine)
    two = await deputy_of(demo_mine, one.branch())
    meeting = one.start_meeting()
    await one.sync()
    branches = await demo_mine.database.fetch("""select "id" from "organisation" where "kind" = 'branch' and "id" <> {} limit 1""", one.branch())
    other = branches[0]["id"]
    await demo_mine.database.fetch("""update "meeting" set "branch" = {}, "org" = {} where "id" = {}""", other, other, meeting)
    edits = {"place": [None, "改了别人的"]}
    mid = two.record("meeting.create.v1", meeting, 0, edits, branch=one.branch(), org=one.branch())
    await two.sync()
    assert (two.result(mid), two.outcomes[mid]["reason"]) == ("held", "rights")
    found = await demo_mine.database.fetch('select "place" from "meeting" where "id" = {}', meeting)
    assert found[0]["place"] == "320水平会议室"


async def test_a_decision_does_not_overwrite_a_third_value_that_the_decider_had_not_seen(demo_mine: Mine) -> None:
    one, two, meeting = await two_of_a_branch(demo_mine)
    one.set(meeting, place="一号")
    two.set(meeting, place="二号")
    await one.sync()
    await two.sync()
    await one.sync()
    decided = one.record("conflict.resolve.v1", card(one)["id"], card(one)["rev"], choose="other")
    two.set(meeting, place="三号")
    await two.sync()
    await one.sync()
    assert one.result(decided) == "conflict"
    await two.sync()
    kept = card(two)
    assert {two.rows["meeting"][meeting]["place"], kept["other"]["place"]} == {"一号", "三号"}


async def test_a_mark_of_an_approved_record_is_not_changed_by_deciding_a_conflict(demo_mine: Mine) -> None:
    one, two, meeting = await two_of_a_branch(demo_mine)
    one.mark_all(meeting)
    await one.sync()
    await two.sync()
    member = sorted(mark["member"] for mark in one.rows["attendance"].values())[0]
    one.record("attendance.mark.v1", meeting, marks={member: ["present", "leave", "陪护"]}, revs={member: 1})
    two.record("attendance.mark.v1", meeting, marks={member: ["present", "absent", "旷工"]}, revs={member: 1})
    await one.sync()
    await two.sync()
    async with demo_mine.replication.write(None, "test") as unit:
        unit.put("meeting", meeting, {"status": "approved"})
    await one.sync()
    decided = one.record("conflict.resolve.v1", card(one)["id"], card(one)["rev"], choose="other")
    await one.sync()
    assert (one.result(decided), one.outcomes[decided]["reason"]) == ("held", "locked")
    (mark,) = (mark for mark in one.rows["attendance"].values() if mark["member"] == member)
    assert (mark["status"], mark["reason"]) == ("leave", "陪护")


async def test_marking_all_leaves_a_mark_whose_reason_another_changed_unseen(demo_mine: Mine) -> None:
    """The status was the marker's own, the reason beside it was not."""
    one, two, meeting = await two_of_a_branch(demo_mine)
    member = sorted(one.rows["member"])[0]
    one.record("attendance.mark.v1", meeting, marks={member: [None, "absent", "未请假"]})
    await one.sync()
    await two.sync()
    two.record("attendance.mark.v1", meeting, marks={member: ["absent", "absent", "住院"]}, revs={member: 1})
    await two.sync()
    seen = one.cursors[f"branch:{one.branch()}"]
    marked = one.record("attendance.mark_all.v1", meeting, status="present", seen=seen)
    await one.sync()
    assert one.outcomes[marked]["exceptions"][member] == ["absent", "住院"]


async def test_after_a_restore_no_place_is_given_twice(demo_mine: Mine) -> None:
    """Or a bulk mark made before it would take for seen what it had not."""
    one, two, meeting = await two_of_a_branch(demo_mine)
    seen = one.cursors[f"branch:{one.branch()}"] + 100  # places that the restored server has forgotten
    marked = one.record("attendance.mark_all.v1", meeting, status="present", seen=seen)
    await begin_epoch(demo_mine.database, demo_mine.clock.now_ms)
    member = sorted(two.rows["member"])[0]
    two.record("attendance.mark.v1", meeting, marks={member: [None, "leave", "陪护"]})
    await two.sync()
    await one.sync()
    assert one.outcomes[marked]["exceptions"] == {member: ["leave", "陪护"]}


async def test_a_new_phone_gets_over_the_horizon_where_only_what_lies_below_it_fits_a_page(demo_mine: Mine) -> None:
    """The horizon is the place of what was forgotten: a page that ended before it would be the first page for ever."""
    phone = await phone_of(demo_mine)
    scope = f"branch:{phone.branch()}"
    meeting = phone.start_meeting()
    await phone.sync()
    gone = phone.record("meeting.delete.v1", meeting, phone.rows["meeting"][meeting]["rev"])
    await phone.sync()
    assert phone.result(gone) == "applied"
    horizon = phone.cursors[scope]
    phone.start_meeting()
    await phone.sync()
    await demo_mine.database.fetch('delete from "row_scope" where "scope" = {} and "seq" = {}', scope, horizon)
    await demo_mine.database.fetch('update "scope_head" set "gc_floor" = {} where "scope" = {}', horizon, scope)
    new = HttpPhone(phone.client)
    for _ in range(5):
        answer = (await new.post({**new.request(), "limit": 2})).json()
        new.receive(answer)
    assert new.cursors[scope] >= phone.cursors[scope]  # more, if a conclusion was drawn meanwhile
