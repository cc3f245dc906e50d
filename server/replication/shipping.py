"""What a part ships, such as its dictionaries, is there from the first start on."""

from collections.abc import Mapping
from typing import Any

from server.replication.unit import Replication

Rows = Mapping[str, Mapping[str, Any]]


async def ship(replication: Replication, what: Mapping[str, Rows]) -> int:
    """Inserts, by table, the rows (id -> values) that are not there yet: what the office has changed stays. Gives how many."""
    shipped = 0
    async with replication.write(None, "shipped") as unit:
        for table, rows in what.items():
            missing = rows.keys() - await unit.load(table, rows)
            for key in sorted(missing):
                unit.put(table, key, rows[key])
            shipped += len(missing)
    return shipped
