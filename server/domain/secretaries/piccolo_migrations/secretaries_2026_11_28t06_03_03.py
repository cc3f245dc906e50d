"""Tables and indexes of secretaries as of 2026-11-28."""

from piccolo.columns import Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-28T06:03:03"

TABLES: Tables = {}
COLUMNS: Tables = {
    ("SecretaryNeed", "secretary_need"): {
        "course": Varchar(length=64, index=True),
        "attended_on": Varchar(length=10),
    },
}
INDEXES = ()


async def forwards() -> CreatesTables:
    return create_tables(ID, "secretaries", TABLES, INDEXES, COLUMNS)
