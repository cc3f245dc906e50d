"""Tables and indexes of ratings as of 2026-11-22."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-22T08:33:43"

TABLES: Tables = {
    ("Scheme", "scheme"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "kind": Varchar(length=40),
        "version": Integer(),
        "state": Varchar(length=20, default="draft"),
        "content": Text(default="{}"),
        "from_on": Varchar(length=10),
        "changed_by": Varchar(length=100, default=None, null=True),
        "changed_at": BigInt(default=None, null=True),
    },
    ("Rating", "rating"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "member": Varchar(length=64, index=True),
        "branch": Varchar(length=64, index=True),
        "quarter": Varchar(length=10),
        "scheme": Varchar(length=64),
        "profile": Varchar(length=20),
        "probationary": Boolean(default=False),
        "total_tenths": Integer(default=None, null=True),
        "bonus_tenths": Integer(default=0),
        "missing": Integer(default=0),
        "earned_star": Integer(default=None, null=True),
        "outlook": Text(default="{}"),
        "computed_at": BigInt(),
        "data_up_to": BigInt(default=None, null=True),
    },
    ("RatingLine", "rating_line"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "rating": Varchar(length=64, default=None, null=True),
        "member": Varchar(length=64),
        "dimension": Varchar(length=40),
        "rule": Varchar(length=80),
        "points_tenths": Integer(default=None, null=True),
        "maximum_tenths": Integer(),
        "text": Varchar(length=300),
        "evidence": Text(default="[]"),
    },
}
INDEXES = (
    'create index "rating_of_quarter" on "rating" ("quarter", "branch")',
    'create index "rating_line_of_rating" on "rating_line" ("rating", "dimension", "points_tenths")',
)


async def forwards() -> CreatesTables:
    return create_tables(ID, "ratings", TABLES, INDEXES)
