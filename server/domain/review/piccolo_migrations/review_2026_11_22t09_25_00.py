"""Tables and indexes of review as of 2026-11-22."""

from piccolo.columns import BigInt, Boolean, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-22T09:25:00"

TABLES: Tables = {
    ("Amendment", "amendment"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "meeting": Varchar(length=64, index=True),
        "branch": Varchar(length=64),
        "asked_by": Varchar(length=64),
        "asked_at": BigInt(),
        "edits": Text(),
        "state": Varchar(length=20, default="open"),
        "decided_by": Varchar(length=64, null=True),
        "decided_at": BigInt(null=True),
        "reason": Varchar(length=500),
        "digest": Varchar(length=64),
    },
}
INDEXES = ('create index "amendment_queue" on "amendment" ("state", "asked_at", "id")',)


async def forwards() -> CreatesTables:
    return create_tables(ID, "review", TABLES, INDEXES)
