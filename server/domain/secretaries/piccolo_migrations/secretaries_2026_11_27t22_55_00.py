"""Tables and indexes of secretaries as of 2026-11-27."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-27T22:55:00"

TABLES: Tables = {
    ("SecretaryNote", "secretary_note"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "member": Varchar(length=64, index=True),
        "branch": Varchar(length=64),
        "year": Integer(),
        "item": Varchar(length=20),
        "side": Varchar(length=10),
        "level": Varchar(length=20),
        "example": Text(),
        "by": Varchar(length=64),
        "by_name": Varchar(length=100),
        "at": BigInt(),
    },
    ("SecretaryNeed", "secretary_need"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "member": Varchar(length=64, index=True),
        "member_name": Varchar(length=100),
        "branch": Varchar(length=64),
        "year": Integer(),
        "item": Varchar(length=20),
        "text": Text(),
        "state": Varchar(length=20, default="asked"),
        "training": Varchar(length=500),
        "asked_at": BigInt(),
    },
    ("SecretaryStep", "secretary_step"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "need": Varchar(length=64, index=True),
        "member": Varchar(length=64),
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
    'create index "secretary_note_of_year" on "secretary_note" ("year", "member")',
    'create index "secretary_need_listed" on "secretary_need" ("state", "asked_at", "id")',
)


async def forwards() -> CreatesTables:
    return create_tables(ID, "secretaries", TABLES, INDEXES)
