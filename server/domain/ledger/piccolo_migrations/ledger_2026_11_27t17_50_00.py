"""Tables and indexes of ledger as of 2026-11-27."""

from piccolo.columns import Integer, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-27T17:50:00"

TABLES: Tables = {
    ("LedgerFigure", "ledger_figure"): {
        "id": Varchar(length=120, primary_key=True),
        "org": Varchar(length=64),
        "quarter": Varchar(length=10),
        "what": Varchar(length=40),
        "number": Integer(),
        "present": Integer(),
        "leave": Integer(),
        "absent": Integer(),
        "made_up": Integer(),
    },
}
INDEXES = ('create index "ledger_figure_of" on "ledger_figure" ("org", "quarter", "what")',)


async def forwards() -> CreatesTables:
    return create_tables(ID, "ledger", TABLES, INDEXES)
