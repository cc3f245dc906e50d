"""Beacons and the evidence grade, over HTTP on both databases: shown to the reviewer in words, never a ground to refuse."""

from typing import Any

from tests.api.phone import HttpPhone
from tests.api.test_review import office_of
from tests.api.test_sync import phone_of
from tests.mine import Mine

MINUTE_MS, HOUR_MS = 60_000, 3_600_000


def stamp(phone: HttpPhone, **at: Any) -> None:
    phone.mutations[-1]["at"] = at


async def graded(mine: Mine, phone: HttpPhone, beacon: str, after_ms: int, marked_after_ms: int, drift_ms: int = 0) -> tuple[str, str]:
    """A meeting that begins now and lasts an hour: its roll is called after so long, and delivered after so long."""
    began = mine.clock.now_ms
    meeting = phone.start_meeting(held_start=began)
    stamp(phone, wall=began + drift_ms, mono=0, boot="b", beacon=beacon)
    phone.mark_all(meeting)
    stamp(phone, wall=began + marked_after_ms, mono=marked_after_ms, boot="b")
    phone.record("meeting.submit.v1", meeting)
    mine.clock.now_ms += after_ms
    await phone.sync()
    assert phone.result(len(phone.mutations)) == "applied", "nothing is refused by it"
    answer = (await (await office_of(mine)).get(f"/api/review/{meeting}")).json()["grade"]
    return answer["letter"], answer["words"]


async def beacon_of(phone: HttpPhone) -> str:
    return (await phone.post({**phone.request(), "mutations": [], "head": None})).json()["beacon"]


async def test_a_roll_called_and_delivered_within_minutes_is_witnessed(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    assert await graded(demo_mine, phone, await beacon_of(phone), 10 * MINUTE_MS, 5 * MINUTE_MS) == ("A", "会议前后十五分钟内有服务器见证")


async def test_a_shift_underground_with_agreeing_clocks_is_b_and_with_a_set_clock_c(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    roll = 30 * MINUTE_MS
    assert (await graded(demo_mine, phone, await beacon_of(phone), 8 * HOUR_MS, roll))[0] == "B"
    other = await phone_of(demo_mine)
    # The roll alone is judged, but its clock must go like that of the app's other mutations of the roll.
    assert (await graded(demo_mine, other, await beacon_of(other), 8 * HOUR_MS, 3 * HOUR_MS))[0] == "C"


async def test_without_a_beacon_or_with_another_logs_or_a_forged_one_nothing_is_proven(demo_mine: Mine) -> None:
    stranger = await phone_of(demo_mine)
    foreign = await beacon_of(stranger)
    for forge in (
        lambda _: "",
        lambda _: foreign,
        lambda own: own[:-4] + "AAAA",
        lambda own: "B" + own[1:],
        lambda _: "x.y",
        lambda _: "A" * 9,
        lambda _: "字",
    ):
        phone = await phone_of(demo_mine)
        beacon = forge(await beacon_of(phone))
        assert (await graded(demo_mine, phone, beacon, 10 * MINUTE_MS, 5 * MINUTE_MS))[0] == "C", beacon


async def test_what_was_made_after_the_meeting_is_late_entry_and_legal(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    demo_mine.clock.advance(hours=5)
    meeting = phone.start_meeting(held_start=demo_mine.clock.now_ms - 4 * HOUR_MS)
    stamp(phone, beacon=await beacon_of(phone))
    phone.mark_all(meeting)
    submitted = phone.record("meeting.submit.v1", meeting)
    await phone.sync()
    assert phone.result(submitted) == "applied"
    grade = (await (await office_of(demo_mine)).get(f"/api/review/{meeting}")).json()["grade"]
    assert (grade["letter"], grade["words"][:2]) == ("D", "补录")


async def test_the_key_stays_the_same_and_leaves_the_server_nowhere(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    first, second = await beacon_of(phone), await beacon_of(phone)
    assert first == second, "same time, same log, same chain"
    kept = await demo_mine.database.fetch("""select "value" from "site_state" where "key" = 'beacon_key' """)
    assert len(kept) == 1 and kept[0]["value"] not in first
