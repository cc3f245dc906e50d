"""Reads what two people wrote differently and nobody of the branch has decided for two days, for the office to ask after."""

from typing import Any

import msgspec

from server.domain.review import rules
from server.domain.review.queries.reviews import PAGE, page_start, with_names
from server.domain.review.schemas import ConflictItem, ConflictsOut
from server.replication import Replication

_LEFT = """select c."id" as "conflict", c."tbl", c."field", c."kept", c."other", c."kept_by_name", c."kept_at", c."other_by_name", c."other_at",
    t."member", m."branch", b."name" as "branch_name", m."id" as "meeting", m."kind", m."title", m."held_start" from "conflict" c
    left join "attendance" t on c."tbl" = 'attendance' and t."id" = c."row"
    join "meeting" m on m."id" = case when c."tbl" = 'meeting' then c."row" else t."meeting" end join "organisation" b on b."id" = m."branch"
    where c."state" = 'open' and not c."deleted" and c."other_at" <= {} and (c."other_at", c."id") > ({}, {})
    order by c."other_at", c."id" limit {}"""


async def load_left(replication: Replication, cursor: str | None) -> ConflictsOut:
    """A page of them, the oldest first. The branch decides; the office sees what waits and for how long."""
    before_ms = replication.clock() - rules.LEFT_MS
    records = await replication.database.fetch(_LEFT, before_ms, *page_start(cursor), PAGE + 1)
    items = [await _described(replication, record) for record in records[:PAGE]]
    return ConflictsOut(items, f"{items[-1].other_at}/{items[-1].conflict}" if len(records) > PAGE else None)


async def _described(replication: Replication, record: dict[str, Any]) -> ConflictItem:
    kept, other = (msgspec.json.decode(record[side]) for side in ("kept", "other"))
    differences = await with_names(replication, rules.clashing(record["field"], record["member"], kept, other))
    told = {**record, "differences": differences}
    return ConflictItem(**{name: told[name] for name in ConflictItem.__struct_fields__})
