"""Keeps the pages of stories true to what they rest on, and ships the levels."""

from server.domain.honours.policy import DRAWN, SHELF, SHIPPED_CHOICES
from server.domain.honours.queries import drawing
from server.replication import Replication, recompute, ship


async def seed(replication: Replication) -> int:
    """Inserts shipped levels: what the office has changed stays. Gives how many."""
    return await ship(replication, {"honour_choice": SHIPPED_CHOICES})


async def rebuild(replication: Replication) -> int:
    """Draws every page again; after incremental runs that changes nothing."""
    async with replication.write(None, "request pages") as unit:
        await drawing.request_all(unit)
    return await recompute(replication)


RECOMPUTE = {DRAWN: drawing.draw_pages, SHELF: drawing.draw_shelf}
"""In this order, so that one pass works off what the first requested."""
