"""Tables and indexes of training as of 2026-11-28."""

from piccolo.columns import Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-28T05:53:01"

TABLES: Tables = {}
COLUMNS: Tables = {
    ("TrainingSession", "training_session"): {
        "cancel_reason": Varchar(length=200),
    },
}
INDEXES = ()


async def forwards() -> CreatesTables:
    return create_tables(ID, "training", TABLES, INDEXES, COLUMNS)
