"""Tables and indexes of opinions as of 2026-11-28."""

from piccolo.columns import BigInt, Boolean, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-28T12:45:00"

TABLES: Tables = {
    ("Opinion", "opinion"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "person": Varchar(length=64, index=True),
        "is_named": Boolean(),
        "by_name": Varchar(length=100),
        "kind": Varchar(length=20),
        "text": Text(),
        "about": Varchar(length=200),
        "route": Varchar(length=120),
        "state": Varchar(length=20),
        "sent_at": BigInt(),
        "answer": Text(),
        "answered_by_name": Varchar(length=100),
        "answered_at": BigInt(default=None, null=True),
        "outcome": Text(),
        "closed_at": BigInt(default=None, null=True),
    },
}
INDEXES = ('create index "opinion_listed" on "opinion" ("state", "sent_at", "id")', 'create index "opinion_sent" on "opinion" ("sent_at")')


async def forwards() -> CreatesTables:
    return create_tables(ID, "opinions", TABLES, INDEXES)
