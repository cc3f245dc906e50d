"""Tables and indexes of meetings as of 2026-11-22."""

from piccolo.columns import BigInt, Boolean, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-22T09:36:10"

TABLES: Tables = {
    ("Issue", "issue"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "kind": Varchar(length=40, default="possible_duplicate"),
        "branch": Varchar(length=64, index=True),
        "meeting": Varchar(length=64),
        "other": Varchar(length=64),
        "state": Varchar(length=20, default="open"),
        "found_at": BigInt(),
        "kept": Varchar(length=64, null=True),
        "decided_by": Varchar(length=64, null=True),
        "decided_at": BigInt(null=True),
    },
}
INDEXES = ()


async def forwards() -> CreatesTables:
    return create_tables(ID, "meetings", TABLES, INDEXES)
