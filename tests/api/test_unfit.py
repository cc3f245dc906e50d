"""What the database will not hold stops nobody: it is quarantined, the others of its request flow, and the log drains, on both databases."""

import uuid

from server.domain.rooms.rules import Span
from tests.api.test_review import office_of
from tests.api.test_rooms import DAY, ROOM, ask
from tests.api.test_sync import heads_are_dense, phone_of
from tests.mine import Mine


async def test_one_mutation_that_the_database_refuses_is_quarantined_and_those_around_it_are_applied(demo_mine: Mine) -> None:
    """A half hour that is taken where no rule looks: only the database's own index knows."""
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    async with demo_mine.replication.write(None, "hidden") as unit:
        unit.put("room_slot", str(uuid.uuid4()), {"room": ROOM, "on": "2020-01-01", "slot": Span(DAY, 540, 600).slots[0], "booking": "none"})
    first = phone.start_meeting()
    refused, _ = ask(phone, phone.branch())
    later = phone.start_meeting("party_lecture")
    await phone.sync()
    assert [phone.result(mid) for mid in (1, refused, 3)] == ["applied", "quarantined", "applied"]
    assert {first, later} <= phone.rows["meeting"].keys()
    (kept,) = (await office.get("/api/quarantined")).json()["items"]
    assert (kept["mid"], kept["name"]) == (refused, "booking.ask.v1")
    phone.acked = 0
    await phone.sync()
    assert phone.result(refused) == "quarantined", "a replay is told the same"
    await heads_are_dense(demo_mine)


async def test_a_row_of_a_name_that_no_row_can_have_is_unreadable(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    phone.record("booking.ask.v1", "x" * 65, branch=phone.branch(), room=ROOM, on=DAY, start=540, end=600, purpose="主题党日")
    good, _ = ask(phone, phone.branch())
    await phone.sync()
    assert [phone.result(mid) for mid in (1, good)] == ["quarantined", "applied"]
