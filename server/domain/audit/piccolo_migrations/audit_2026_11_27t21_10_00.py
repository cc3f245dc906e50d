"""Tables and indexes of audit as of 2026-11-27."""

from piccolo.columns import BigInt, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-27T21:10:00"

TABLES: Tables = {
    ("AuditEntry", "audit_entry"): {
        "id": Varchar(length=64, primary_key=True),
        "at": BigInt(),
        "actor": Varchar(length=64, default=None, null=True, index=True),
        "matter": Varchar(length=20),
        "about": Varchar(length=64),
        "title": Varchar(length=120),
        "changes": Text(),
        "reason": Varchar(length=500),
    },
    ("Reading", "reading"): {
        "id": Varchar(length=64, primary_key=True),
        "matter": Varchar(length=20),
        "about": Varchar(length=64),
        "account": Varchar(length=64),
        "day_on": Varchar(length=10),
        "at": BigInt(),
    },
}
INDEXES = (
    'create index "audit_order" on "audit_entry" ("at", "id")',
    'create index "reading_of" on "reading" ("matter", "about")',
)


async def forwards() -> CreatesTables:
    return create_tables(ID, "audit", TABLES, INDEXES)
