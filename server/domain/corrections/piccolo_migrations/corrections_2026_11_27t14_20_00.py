"""Tables and indexes of corrections as of 2026-11-27."""

from piccolo.columns import BigInt, Boolean, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-27T14:20:00"

TABLES: Tables = {
    ("CorrectionRequest", "correction_request"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "member": Varchar(length=64, index=True),
        "branch": Varchar(length=64),
        "about": Varchar(length=20),
        "source": Varchar(length=64),
        "field": Varchar(length=40),
        "seen": Varchar(length=200),
        "wanted": Varchar(length=200),
        "reason": Text(),
        "proof": Varchar(length=200),
        "state": Varchar(length=20),
        "asked_by": Varchar(length=64),
        "asked_at": BigInt(),
        "passed_on_at": BigInt(default=None, null=True),
        "decided_by": Varchar(length=64, default=None, null=True),
        "decided_by_name": Varchar(length=100),
        "decided_at": BigInt(default=None, null=True),
        "answer": Text(),
    },
}
INDEXES = ('create index "correction_queue" on "correction_request" ("state", "asked_at", "id")',)


async def forwards() -> CreatesTables:
    return create_tables(ID, "corrections", TABLES, INDEXES)
