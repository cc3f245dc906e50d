"""Tables and indexes of facts as of 2026-11-27."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-27T06:39:36"

TABLES: Tables = {
    ("Fact", "fact"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "member": Varchar(length=64),
        "branch": Varchar(length=64, index=True),
        "kind": Varchar(length=40),
        "on": Varchar(length=10),
        "grade": Varchar(length=40),
        "amount": Integer(default=None, null=True),
        "until": Varchar(length=7),
        "text": Varchar(length=500),
        "source": Varchar(length=80),
        "entered_by": Varchar(length=64),
        "entered_by_name": Varchar(length=100),
        "entered_at": BigInt(),
        "withdrawn_by": Varchar(length=64, default=None, null=True),
        "withdrawn_by_name": Varchar(length=100, default=None, null=True),
        "withdrawn_at": BigInt(default=None, null=True),
        "withdrawn_reason": Varchar(length=500, default=None, null=True),
    },
    ("Coverage", "coverage"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "kind": Varchar(length=40),
        "quarter": Varchar(length=10),
        "branch": Varchar(length=64),
        "stated_by": Varchar(length=64),
        "stated_by_name": Varchar(length=100),
        "stated_at": BigInt(),
        "withdrawn_at": BigInt(default=None, null=True),
    },
    ("FactImport", "fact_import"): {
        "id": Varchar(length=64, primary_key=True),
        "kind": Varchar(length=40),
        "file_name": Varchar(length=200),
        "sha256": Varchar(length=64, index=True),
        "quarter": Varchar(length=10),
        "added": Integer(),
        "known": Integer(),
        "outside": Integer(),
        "refused": Integer(),
        "covered": Integer(),
        "imported_by": Varchar(length=64),
        "imported_by_name": Varchar(length=100),
        "imported_at": BigInt(),
    },
}
INDEXES = (
    'create index "fact_of_member" on "fact" ("member", "on", "kind", "grade", "until", "amount", "withdrawn_at", "deleted")',
    'create index "coverage_of_branch" on "coverage" ("branch", "quarter", "kind", "withdrawn_at", "deleted")',
)


async def forwards() -> CreatesTables:
    return create_tables(ID, "facts", TABLES, INDEXES)
