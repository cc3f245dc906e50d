"""Tables and indexes of replication as of 2026-11-22."""

from piccolo.columns import BigInt

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-22T09:51:20"

TABLES: Tables = {}
COLUMNS: Tables = {
    ("SyncLog", "sync_log"): {
        "beacon_at": BigInt(null=True),
    },
    ("SyncInbox", "sync_inbox"): {
        "not_before": BigInt(null=True),
    },
}
INDEXES = ()


async def forwards() -> CreatesTables:
    return create_tables(ID, "replication", TABLES, INDEXES, COLUMNS)
