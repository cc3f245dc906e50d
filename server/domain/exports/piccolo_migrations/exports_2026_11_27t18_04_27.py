"""Tables and indexes of exports as of 2026-11-27."""

from piccolo.columns import BigInt, Integer, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-27T18:04:27"

TABLES: Tables = {
    ("ExportNote", "export"): {
        "id": Varchar(length=64, primary_key=True),
        "name": Varchar(length=200),
        "chosen": Text(),
        "rows": Integer(),
        "account": Varchar(length=64),
        "account_name": Varchar(length=100),
        "at": BigInt(),
    },
}
INDEXES = ('create index "export_order" on "export" ("at", "id")',)


async def forwards() -> CreatesTables:
    return create_tables(ID, "exports", TABLES, INDEXES)
