"""Conclusions that time alone turns, such as colours: what has turned, what may still turn, and all over again. Here they are only requested; one job
draws them, one at a time, so that older facts never overwrite newer conclusions."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import msgspec

from server.replication.outbox import recompute
from server.replication.unit import Replication, Unit

CHUNK = 500


class Turning(msgspec.Struct, frozen=True):
    """Rows of a synced `table` with conclusions of the `kind` in them, which hold until the instant in `next_change_at` if nobody does anything.

    `may_turn` is the condition, in SQL, of those that a new notice of holidays may change too; '' for all.
    """

    kind: str
    table: str
    may_turn: str = ""

    def put(self, unit: Unit, known: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
        """Writes what was concluded; what comes out the same keeps the instant it was computed at."""
        if any(known[column] != value for column, value in wanted.items()):
            unit.put(self.table, known["id"], {**wanted, "computed_at": unit.now_ms})

    async def sweep(self, replication: Replication) -> int:
        """Requests those that time alone has changed; gives how many."""
        statement = f'select "id" from "{self.table}" where not "deleted" and "next_change_at" <= {{}} order by "id"'
        ids = [record["id"] for record in await replication.database.fetch(statement, replication.clock())]
        for start in range(0, len(ids), CHUNK):
            await self._request(replication, ids[start : start + CHUNK])
        return len(ids)

    async def check(self, replication: Replication) -> int:
        """Requests all that may still turn: the braces to the sweep's belt. Gives how many."""
        return await self.request(replication, self.may_turn)

    async def request(self, replication: Replication, condition: str = "", *args: Any) -> int:
        """Requests all that meet a condition of SQL, a chunk at a time; gives how many."""
        requested = 0
        async for ids in self._pages(replication, condition, *args):
            await self._request(replication, ids)
            requested += len(ids)
        return requested

    async def rebuild(self, replication: Replication) -> int:
        """Draws all again, a chunk at a time; after incremental runs that changes nothing. Gives how many were drawn."""
        drawn = 0
        async for ids in self._pages(replication, ""):
            await self._request(replication, ids)
            await recompute(replication)
            drawn += len(ids)
        return drawn

    async def _pages(self, replication: Replication, condition: str, *args: Any) -> AsyncIterator[list[str]]:
        met = f" and {condition}" if condition else ""
        statement = f'select "id" from "{self.table}" where not "deleted"{met} and "id" > {{}} order by "id" limit {{}}'
        after = ""
        while ids := [record["id"] for record in await replication.database.fetch(statement, *args, after, CHUNK)]:
            yield ids
            after = ids[-1]

    async def _request(self, replication: Replication, ids: list[str]) -> None:
        async with replication.write(None, f"request {self.kind}") as unit:
            for key in ids:
                unit.mark(self.kind, key)
