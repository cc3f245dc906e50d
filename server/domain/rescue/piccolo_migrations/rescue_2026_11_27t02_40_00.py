"""Tables and indexes of rescue as of 2026-11-27."""

from piccolo.columns import BigInt, Integer, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-27T02:40:00"

TABLES: Tables = {
    ("RescueKey", "rescue_key"): {
        "id": Integer(primary_key=True),
        "private": Varchar(length=60),
    },
    ("RescueImport", "rescue_import"): {
        "id": Varchar(length=64, primary_key=True),
        "code": Varchar(length=10),
        "account": Varchar(length=64),
        "log": Varchar(length=64),
        "first_mid": BigInt(),
        "last_mid": BigInt(),
        "taken": BigInt(null=True),
        "app": Varchar(length=40),
        "sealed_at": BigInt(),
        "imported_at": BigInt(),
        "imported_by": Varchar(length=64),
        "drafts": Text(default="[]"),
        "steps": Text(default="[]"),
    },
}
INDEXES = ('create index "rescue_import_order" on "rescue_import" ("imported_at", "id")',)


async def forwards() -> CreatesTables:
    return create_tables(ID, "rescue", TABLES, INDEXES)
