"""Tables and indexes of replication as of 2026-11-22."""

from piccolo.columns import BigInt, Boolean, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-22T09:21:18"

TABLES: Tables = {
    ("HeldMutation", "held"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "log": Varchar(length=64),
        "mid": BigInt(),
        "name": Varchar(length=80),
        "row": Varchar(length=64),
        "scope": Varchar(length=80, null=True),
        "person": Varchar(length=64, null=True),
        "mutation": Text(),
        "asked_by": Varchar(length=64),
        "asked_at": BigInt(),
        "state": Varchar(length=20, default="open"),
        "outcome": Text(null=True),
        "decided_by": Varchar(length=64, null=True),
        "decided_at": BigInt(null=True),
        "reason": Varchar(length=500),
    },
}
INDEXES = ('create index "held_queue" on "held" ("state", "asked_at", "id")',)


async def forwards() -> CreatesTables:
    return create_tables(ID, "replication", TABLES, INDEXES)
