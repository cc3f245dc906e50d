"""Tables and indexes of replication as of 2026-11-28."""

from piccolo.columns import Text

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-28T05:34:42"

TABLES: Tables = {}
COLUMNS: Tables = {
    ("Conflict", "conflict"): {
        "branches": Text(default="[]"),
    },
}
INDEXES = ()


async def forwards() -> CreatesTables:
    return create_tables(ID, "replication", TABLES, INDEXES, COLUMNS)
