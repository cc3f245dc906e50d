"""Keeps the index true to the rows, and fills one that is empty."""

from server.domain.search import queries
from server.kit.jobs import Job
from server.replication import SEARCH, Replication, recompute


async def fill(replication: Replication) -> int:
    """Requests everything where nothing is in the index: at the first start with it. Gives whether it did."""
    if not await queries.is_empty(replication.database):
        return 0
    await queries.request_all(replication, anew=False)
    return 1


async def rebuild(replication: Replication) -> int:
    """Throws the index away and draws it again from the rows; gives how many documents are in it."""
    await queries.request_all(replication, anew=True)
    await recompute(replication)
    return await queries.count_documents(replication.database)


RECOMPUTE = {SEARCH: queries.draw}
JOBS = (Job("fill_search", fill, {"hour": {0}, "minute": {20}}),)
