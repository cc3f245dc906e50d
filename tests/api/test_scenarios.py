"""Adversarial scenarios of the sync contract that belong to the server, over HTTP on both databases (numbers as in sync/SPEC.md 10)."""

import asyncio
import gzip
from typing import Any

import msgspec
import pytest

from tests.api.phone import HttpPhone
from tests.api.test_sync import heads_are_dense, phone_of
from tests.mine import Mine

PACKED = {"content-type": "application/json", "content-encoding": "gzip"}


async def other_branch(mine: Mine, phone: HttpPhone) -> str:
    sql = """select "id" from "organisation" where "kind" = 'branch' and "id" <> {} order by "id" limit 1"""
    return (await mine.database.fetch(sql, phone.branch()))[0]["id"]


async def move_post(mine: Mine, post: dict[str, Any], branch: str) -> None:
    async with mine.replication.write(None, "test") as unit:
        unit.put("post", post["id"], {"org": branch, "branch": branch})


def secretary_post(phone: HttpPhone) -> dict[str, Any]:
    return next(post for post in phone.rows["post"].values() if post["post"] == "secretary")


async def test_01_a_reply_is_lost_after_the_commit_and_two_tabs_try_again_at_once(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    meeting = phone.start_meeting()
    await phone.post(phone.request())  # nobody hears the answer
    answers = await asyncio.gather(*[phone.post(phone.request()) for _ in range(2)])
    assert [answer.json()["outcomes"][0]["result"] for answer in answers] == ["applied", "applied"]
    phone.receive(answers[0].json())
    assert phone.rows["meeting"][meeting]["rev"] == 1


@pytest.mark.parametrize("share", [0.3, 0.9])
async def test_03_a_request_cut_in_the_middle_of_a_mutation_leaves_nothing(demo_mine: Mine, share: float) -> None:
    phone = await phone_of(demo_mine)
    phone.start_meeting()
    phone.start_meeting()
    whole = msgspec.json.encode(phone.request())
    packed = gzip.compress(whole)
    cut = whole[: int(len(whole) * share)]
    for body, headers in ((cut, {"content-type": "application/json"}), (gzip.compress(cut), PACKED), (packed[: int(len(packed) * share)], PACKED)):
        answer = await phone.client.post("/api/sync", content=body, headers=headers)
        assert answer.status_code in (400, 413), answer.text
    assert not await demo_mine.database.fetch('select "mid" from "sync_inbox"')
    await phone.sync()
    assert [phone.result(mid) for mid in (1, 2)] == ["applied", "applied"]


async def test_13_a_secretary_moved_to_another_branch_with_forty_edits_queued(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    meeting, old = phone.start_meeting(), phone.branch()
    await phone.sync()
    for number in range(40):
        phone.set(meeting, place=f"第{number}处")
    new = await other_branch(demo_mine, phone)
    await move_post(demo_mine, secretary_post(phone), new)
    await phone.sync()
    assert {(phone.outcomes[mid]["result"], phone.outcomes[mid]["reason"]) for mid in range(2, 42)} == {("held", "rights")}
    kept = await demo_mine.database.fetch('select "mutation" from "held" order by "mid"')
    assert [msgspec.json.decode(row["mutation"])["set"]["place"][1] for row in kept] == [f"第{number}处" for number in range(40)]
    assert phone.branch() == new and f"branch:{old}" not in phone.cursors and meeting not in phone.rows["meeting"]


async def test_15_whoever_leaves_and_returns_is_not_held_to_the_cursor_of_the_first_stay(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    scope, post, before = f"branch:{phone.branch()}", secretary_post(phone), dict(phone.rows["member"])
    late = (await phone.post(phone.request())).json()  # computed in the first stay, arrives in the second
    stay = {**phone.request(), "cursors": {**phone.cursors}}
    await move_post(demo_mine, post, await other_branch(demo_mine, phone))
    await phone.sync()
    assert scope not in phone.cursors
    await move_post(demo_mine, post, scope.partition(":")[2])
    phone.receive(late)
    await phone.sync()
    assert phone.rows["member"].keys() == before.keys()
    assert (await phone.post(stay)).status_code == 200  # an old cursor is answered as well


async def test_16_a_row_in_two_scopes_leaves_one_and_stays_in_the_other(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    me = next(scope.partition(":")[2] for scope in phone.cursors if scope.startswith("person:"))
    assert phone.places["member", me] == {f"branch:{phone.branch()}", f"person:{me}"}
    new = await other_branch(demo_mine, phone)
    async with demo_mine.replication.write(None, "test") as unit:
        unit.put("member", me, {"branch": new})
    await phone.sync()
    assert phone.places["member", me] == {f"person:{me}"} and phone.rows["member"][me]["branch"] == new
    await heads_are_dense(demo_mine)


async def test_19_a_mutation_that_fails_is_followed_by_fifty_good_ones_three_of_which_depend_on_it(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    broken = phone.record("meeting.create.v9", "never", 0, {"place": [None, "x"]})
    depending = [phone.record("meeting.set.v1", "never", 0, {"place": ["x", f"{n}"]}) for n in range(3)]
    good = []
    for number in range(47):
        phone.start_meeting(place=f"第{number}处")
        good.append(len(phone.mutations))
    await phone.sync()
    assert phone.result(broken) == "quarantined"
    assert [(phone.outcomes[mid]["result"], phone.outcomes[mid]["reason"]) for mid in depending] == [("held", "depends")] * 3
    assert {phone.result(mid) for mid in good} == {"applied"}


@pytest.mark.parametrize("wall", [0, 2_145_916_800_000, 1_794_881_000_000, -5])
async def test_20_a_phones_clock_decides_nothing(demo_mine: Mine, wall: int) -> None:
    """1970, 2038, a day ahead, before time began; changed in the middle of a meeting."""
    phone = await phone_of(demo_mine)
    meeting = phone.start_meeting()
    await phone.sync()
    mid = phone.set(meeting, place="井口")
    phone.mutations[mid - 1]["at"] = {"wall": wall, "mono": 5, "boot": "b"}
    again = phone.set(meeting, agenda="改")
    phone.mutations[again - 1]["at"] = {"wall": wall - 86_400_000, "mono": 6, "boot": "b"}
    await phone.sync()
    assert (phone.result(mid), phone.result(again)) == ("applied", "applied")
    assert phone.rows["meeting"][meeting]["place"] == "井口"


async def test_32_ten_thousand_fields_and_a_row_of_another_table_are_answered_and_stop_nobody(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    meeting = phone.start_meeting()
    wide = phone.record("meeting.set.v1", meeting, 1, {f"field{n}": [None, n] for n in range(10_000)})
    member = sorted(phone.rows["member"])[0]
    foreign = phone.record("meeting.set.v1", member, 1, {"place": [None, "x"]})
    good = phone.record("meeting.set.v1", meeting, 1, {"place": ["320水平会议室", "井口"]})
    await phone.sync()
    assert (phone.result(wide), phone.result(foreign), phone.result(good)) == ("rejected", "held", "applied")
