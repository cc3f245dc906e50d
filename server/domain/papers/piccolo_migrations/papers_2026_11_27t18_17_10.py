"""Tables and indexes of papers as of 2026-11-27."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-27T18:17:10"

TABLES: Tables = {
    ("PaperTemplate", "paper_template"): {
        "id": Varchar(length=64, primary_key=True),
        "name": Varchar(length=100),
        "content": Text(),
        "size": Integer(),
        "chosen": Boolean(),
        "added_by": Varchar(length=64),
        "added_by_name": Varchar(length=100),
        "added_at": BigInt(),
    },
}
INDEXES = ()


async def forwards() -> CreatesTables:
    return create_tables(ID, "papers", TABLES, INDEXES)
