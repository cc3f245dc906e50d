"""Tables and indexes of assessments as of 2026-11-22."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-22T08:33:43"

TABLES: Tables = {
    ("BranchScore", "branch_score"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "branch": Varchar(length=64, index=True),
        "quarter": Varchar(length=10),
        "scheme": Varchar(length=40),
        "auto_tenths": Integer(),
        "lines": Text(default="[]"),
        "computed_at": BigInt(),
        "data_up_to": BigInt(),
    },
}
INDEXES = ()


async def forwards() -> CreatesTables:
    return create_tables(ID, "assessments", TABLES, INDEXES)
