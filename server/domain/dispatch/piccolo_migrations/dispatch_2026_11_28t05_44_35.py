"""Tables and indexes of dispatch as of 2026-11-28."""

from piccolo.columns import Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-28T05:44:35"

TABLES: Tables = {}
COLUMNS: Tables = {
    ("DispatchOrder", "dispatch_order"): {
        "owner": Varchar(length=64, default=None, null=True),
    },
}
INDEXES = ()


async def forwards() -> CreatesTables:
    return create_tables(ID, "dispatch", TABLES, INDEXES, COLUMNS)
