"""Tables and indexes of replication as of 2026-11-22."""

from piccolo.columns import Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-22T09:23:08"

TABLES: Tables = {}
COLUMNS: Tables = {
    ("SyncLog", "sync_log"): {
        "name": Varchar(length=100),
    },
    ("Conflict", "conflict"): {
        "kept_by_name": Varchar(length=100),
        "other_by_name": Varchar(length=100),
    },
}
INDEXES = ()


async def forwards() -> CreatesTables:
    return create_tables(ID, "replication", TABLES, INDEXES, COLUMNS)
