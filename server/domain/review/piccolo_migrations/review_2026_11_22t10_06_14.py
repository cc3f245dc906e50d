"""Tables and indexes of review as of 2026-11-22."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-22T10:06:14"

TABLES: Tables = {
    ("Review", "review"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "meeting": Varchar(length=64, index=True),
        "branch": Varchar(length=64),
        "attempt": Integer(default=1),
        "state": Varchar(length=20, default="pending"),
        "digest": Varchar(length=64),
        "submitted_at": BigInt(),
        "submitted_by": Varchar(length=64),
        "decided_at": BigInt(null=True),
        "decided_by": Varchar(length=64, null=True),
        "reasons": Text(default="[]"),
    },
    ("ReviewSnapshot", "review_snapshot"): {
        "review": Varchar(length=64, primary_key=True),
        "content": Text(),
    },
    ("Amendment", "amendment"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "meeting": Varchar(length=64, index=True),
        "branch": Varchar(length=64),
        "log": Varchar(length=64),
        "mid": BigInt(),
        "asked_by": Varchar(length=64),
        "asked_at": BigInt(),
        "edits": Text(),
        "state": Varchar(length=20, default="open"),
        "decided_by": Varchar(length=64, null=True),
        "decided_at": BigInt(null=True),
        "reason": Varchar(length=500),
        "digest": Varchar(length=64),
    },
    ("ReturnPhrase", "return_phrase"): {
        "field": Varchar(length=40, primary_key=True),
        "phrases": Text(),
        "changed_by": Varchar(length=64),
        "changed_by_name": Varchar(length=100),
        "changed_at": BigInt(),
    },
}
INDEXES = (
    'create index "review_queue" on "review" ("state", "submitted_at", "id")',
    'create index "review_decided" on "review" ("decided_at")',
    'create index "amendment_queue" on "amendment" ("state", "asked_at", "log", "mid")',
)


async def forwards() -> CreatesTables:
    return create_tables(ID, "review", TABLES, INDEXES)
