"""Which cycles time alone moves on: drafts from their day on, and publicity that has ended."""

from __future__ import annotations

from server.domain.cycles import rules
from server.domain.cycles.queries import reading
from server.replication import Replication

_WAITING = """select "id", "quarter" from "cycle" where not "deleted" and not "replaced"
    and (("state" = 'published' and "publicity_until" < {}) or ("state" = 'collecting' and "due_at" < {})) order by "quarter", "id" """
_DRAFT_DAY_MS = 24 * 3600 * 1000


async def cycles_due(replication: Replication) -> list[tuple[str, str]]:
    """(cycle, move) for what may be moved by the system now; a draft is drawn on its day, once nothing is missing."""
    now_ms = replication.clock()
    fetch = replication.database.fetch
    async with replication.database.read():
        records = await fetch(_WAITING, now_ms, now_ms + _DRAFT_DAY_MS)
        waiting = {record["id"] for record in records}
        found: list[tuple[str, str]] = []
        for quarter in sorted({record["quarter"] for record in records}):
            cycles = [cycle for cycle in await reading.load_cycles(fetch, quarter) if cycle["id"] in waiting]
            standings = await reading.load_standings(fetch, cycles, replication.settings.zone, now_ms)
            for cycle, standing in standings.items():
                ready = [one.key for one in rules.next_moves(standing, [rules.SYSTEM]) if not rules.blocks(one, standing, now_ms)]
                found += [(cycle, key) for key in ready]
    return found
