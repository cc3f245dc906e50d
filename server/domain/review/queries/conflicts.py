"""Reads what two people wrote differently and nobody of its owner has decided for two days, for the office to ask after."""

from typing import Any

import msgspec

from server.domain.review import rules
from server.domain.review.queries.reviews import PAGE, page_start, with_names
from server.domain.review.schemas import ConflictItem, ConflictsOut
from server.replication import Replication, Typed

_CLASH = """c."id" as "conflict", c."tbl", c."row", c."field", c."kept", c."other", c."kept_by_name", c."kept_at", c."other_by_name", c."other_at" """
_LEFT = """c."state" = 'open' and not c."deleted" and c."other_at" <= {} and (c."other_at", c."id") > ({}, {})"""
_OF_RECORDS = f"""select {_CLASH}, t."member", m."branch", b."name" as "branch_name", m."id" as "meeting", m."kind", m."title", m."held_start"
    from "conflict" c left join "attendance" t on c."tbl" = 'attendance' and t."id" = c."row"
    join "meeting" m on m."id" = case when c."tbl" = 'meeting' then c."row" else t."meeting" end join "organisation" b on b."id" = m."branch"
    where {_LEFT}"""
_RECORDS = frozenset({"meeting", "attendance"})


def _of_table(table: str, typed: Typed) -> str:
    """What clashes in rows of another table, as `_OF_RECORDS` tells it."""
    return f"""select {_CLASH}, null as "member", o."id" as "branch", o."name" as "branch_name", '' as "meeting", c."tbl" as "kind",
        r."{typed.named}" as "title", null as "held_start" from "conflict" c join "{table}" r on r."id" = c."row"
        join "organisation" o on o."id" = r."{typed.owner}" where c."tbl" = '{table}' and {_LEFT}"""


async def load_left(replication: Replication, cursor: str | None) -> ConflictsOut:
    """A page of them, the oldest first. The owner decides; the office sees what waits and for how long."""
    parts = [_OF_RECORDS, *(_of_table(table, typed) for table, typed in replication.typed.items() if table not in _RECORDS)]
    wanted = (replication.clock() - rules.LEFT_MS, *page_start(cursor))
    statement = f"""{" union all ".join(parts)} order by "other_at", "conflict" limit {{}}"""
    records = await replication.database.fetch(statement, *wanted * len(parts), PAGE + 1)
    items = [await _described(replication, record) for record in records[:PAGE]]
    return ConflictsOut(items, f"{items[-1].other_at}/{items[-1].conflict}" if len(records) > PAGE else None)


async def _described(replication: Replication, record: dict[str, Any]) -> ConflictItem:
    kept, other = (msgspec.json.decode(record[side]) for side in ("kept", "other"))
    typed = replication.typed[record["tbl"]]
    differences = await with_names(replication, rules.clashing(record["field"], record["member"], kept, other, typed.words))
    route = f"office/record/{record['meeting']}" if record["meeting"] else f"{typed.route}/{record['row']}"
    told = {**record, "differences": differences, "route": route}
    return ConflictItem(**{name: told[name] for name in ConflictItem.__struct_fields__})
