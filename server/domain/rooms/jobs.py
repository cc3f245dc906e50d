"""Ships rooms and rules, and takes what is over off the phones; safe to run twice."""

from server.domain.rooms.policy import SHIPPED
from server.domain.rooms.queries import tidying
from server.kit.jobs import Job
from server.replication import Replication

KEPT_MS = 7 * 24 * 3_600_000
"""How long a booking that is over stays on everyone's phone."""
CHUNK = 500


async def seed(replication: Replication) -> int:
    """Inserts the shipped rooms and rules where there are none yet; gives how many rows."""
    if await tidying.has_rooms(replication.database.fetch):
        return 0
    async with replication.write(None, "shipped rooms", lock=["site"]) as unit:
        for key, (table, values) in SHIPPED.items():
            unit.put(table, key, values)
    return len(SHIPPED)


async def tidy(replication: Replication) -> int:
    """Marks bookings a week after they ended as past, and closures that have ended as over; gives how many."""
    tidied, fetch = 0, replication.database.fetch
    while ids := await tidying.bookings_over(fetch, replication.clock() - KEPT_MS, CHUNK):
        async with replication.write(None, "bookings past", lock=["site"]) as unit:
            for booking in ids:
                unit.put("booking", booking, {"is_past": True})
        tidied += len(ids)
    if ended := await tidying.closures_over(fetch, replication.clock()):
        async with replication.write(None, "closures over", lock=["site"]) as unit:
            for closure in ended:
                unit.put("room_closure", closure, {"state": "over"})
    return tidied + len(ended)


JOBS = (Job("tidy_rooms", tidy, {"hour": {1}, "minute": {20}}),)
