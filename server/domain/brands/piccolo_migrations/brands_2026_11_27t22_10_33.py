"""Tables and indexes of brands as of 2026-11-27."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-27T22:10:33"

TABLES: Tables = {
    ("Brand", "brand"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "owner": Varchar(length=64),
        "branch": Varchar(length=64),
        "branches": Text(default="[]"),
        "name": Varchar(length=60),
        "meaning": Text(),
        "carrier": Text(),
        "measures": Text(),
        "results": Text(),
        "picture": Varchar(length=64),
        "small": Text(),
        "state": Varchar(length=20, default="draft"),
        "named_on": Varchar(length=10),
        "recheck_on": Varchar(length=10),
        "standing": Varchar(length=20, default="growing"),
        "colour": Varchar(length=10, default="grey"),
        "warn_at": BigInt(default=None, null=True),
        "due_at": BigInt(default=None, null=True),
        "next_change_at": BigInt(default=None, null=True, index=True),
        "computed_at": BigInt(),
        "data_up_to": BigInt(),
        "created_by": Varchar(length=64),
        "created_by_name": Varchar(length=100),
        "created_at": BigInt(),
    },
    ("BrandStep", "brand_step"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "brand": Varchar(length=64, index=True),
        "branches": Text(default="[]"),
        "place": Integer(),
        "act": Varchar(length=20),
        "on": Varchar(length=10),
        "at": BigInt(),
        "by": Varchar(length=64),
        "by_name": Varchar(length=100),
        "text": Text(),
    },
}
INDEXES = (
    'create index "brand_listed" on "brand" ("state", "name", "id")',
    'create index "brand_of_owner" on "brand" ("owner", "name")',
    'create index "brand_step_newest" on "brand_step" ("at")',
)


async def forwards() -> CreatesTables:
    return create_tables(ID, "brands", TABLES, INDEXES)
