"""Tables and indexes of replication as of 2026-11-22."""

from piccolo.columns import BigInt, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-22T09:41:07"

TABLES: Tables = {
    ("ScopeAge", "scope_age"): {
        "scope": Varchar(length=80, index=True),
        "at": BigInt(index=True),
        "head": BigInt(),
    },
}
INDEXES = ()


async def forwards() -> CreatesTables:
    return create_tables(ID, "replication", TABLES, INDEXES)
