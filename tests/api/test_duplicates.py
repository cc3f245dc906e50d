"""One meeting entered on two phones, over HTTP on both databases: an issue for the branch that blocks nobody."""

from tests.api.phone import HttpPhone
from tests.api.test_sync import deputy_of, phone_of
from tests.mine import Mine

HOUR_MS = 3_600_000
START = 1_794_794_400_000


async def entered_twice(mine: Mine, apart_ms: int = HOUR_MS) -> tuple[HttpPhone, HttpPhone, str, str]:
    """Two phones that each recorded a theme day, `apart_ms` apart, and then synced until all is known."""
    one = await phone_of(mine)
    two = await deputy_of(mine, one.branch())
    first, second = one.start_meeting(held_start=START), two.start_meeting(held_start=START + apart_ms)
    for phone in (one, two):
        await phone.sync()
    await mine.drain()
    for phone in (one, two):
        await phone.sync()
    return one, two, first, second


async def test_two_records_of_one_meeting_are_shown_to_the_branch_and_one_is_deleted(demo_mine: Mine) -> None:
    one, two, first, second = await entered_twice(demo_mine)
    (issue,) = one.rows["issue"].values()
    assert one.rows["issue"] == two.rows["issue"]
    assert ({issue["meeting"], issue["other"]}, issue["state"]) == ({first, second}, "open")
    linked = one.record("issue.link.v1", issue["id"], issue["rev"], keep=first)
    late = two.record("issue.dismiss.v1", issue["id"], issue["rev"])
    await one.sync()
    await two.sync()
    await demo_mine.drain()
    await two.sync()
    assert (one.result(linked), two.outcomes[late]["problem"]["code"]) == ("applied", "meeting.issue_decided")
    assert set(two.rows["meeting"]) == {first}
    (issue,) = two.rows["issue"].values()
    assert (issue["state"], issue["kept"]) == ("linked", first)


async def test_it_blocks_nobody_and_what_is_filed_is_not_deleted_under_the_office(demo_mine: Mine) -> None:
    one, two, _, second = await entered_twice(demo_mine)
    two.mark_all(second)
    filed = two.record("meeting.submit.v1", second)
    await two.sync()
    assert two.result(filed) == "applied"
    (issue,) = one.rows["issue"].values()
    refused = one.record("issue.link.v1", issue["id"], issue["rev"], keep=next(iter({issue["meeting"], issue["other"]} - {second})))
    kept = one.record("issue.link.v1", issue["id"], issue["rev"], keep=second)
    await one.sync()
    assert (one.outcomes[refused]["problem"]["code"], one.result(kept)) == ("meeting.filed", "applied")
    assert set(one.rows["meeting"]) == {second}


async def test_a_dismissed_pair_is_not_asked_about_again(demo_mine: Mine) -> None:
    one, two, first, _ = await entered_twice(demo_mine)
    (issue,) = one.rows["issue"].values()
    one.record("issue.dismiss.v1", issue["id"], issue["rev"])
    one.set(first, held_start=START + 60_000, held_end=START + 2 * HOUR_MS)
    await one.sync()
    await demo_mine.drain()
    await two.sync()
    assert [row["state"] for row in two.rows["issue"].values()] == ["dismissed"]
    assert len(two.rows["meeting"]) == 2


async def test_an_issue_closes_and_opens_as_a_record_is_moved(demo_mine: Mine) -> None:
    one, _, first, _ = await entered_twice(demo_mine)
    for moved_ms, state in ((-5 * HOUR_MS, "closed"), (0, "open")):
        one.set(first, held_start=START + moved_ms, held_end=START + moved_ms + HOUR_MS)
        await one.sync()
        await demo_mine.drain()
        await one.sync()
        assert [row["state"] for row in one.rows["issue"].values()] == [state]


async def test_three_hours_apart_and_two_of_one_phone_are_two_meetings(demo_mine: Mine) -> None:
    one, _, _, _ = await entered_twice(demo_mine, 3 * HOUR_MS)
    one.start_meeting(held_start=START + 60_000)
    await one.sync()
    await demo_mine.drain()
    await one.sync()
    assert not one.rows.get("issue")
