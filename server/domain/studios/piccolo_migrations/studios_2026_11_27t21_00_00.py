"""Tables and indexes of studios as of 2026-11-27."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-27T21:00:00"

TABLES: Tables = {
    ("Studio", "studio"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "org": Varchar(length=64, index=True),
        "branches": Text(default="[]"),
        "name": Varchar(length=60),
        "place": Varchar(length=100),
        "field": Varchar(length=200),
        "motto": Varchar(length=200),
        "founded_on": Varchar(length=10),
        "closed_on": Varchar(length=10),
        "people": Text(default="[]"),
        "edited_by": Varchar(length=64),
        "edited_at": BigInt(),
    },
    ("StudioYear", "studio_year"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "studio": Varchar(length=64, index=True),
        "branches": Text(default="[]"),
        "year": Integer(),
        "targets": Text(default="{}"),
        "done": Text(default="[]"),
        "yuan": BigInt(),
        "computed_at": BigInt(),
        "data_up_to": BigInt(default=None, null=True),
    },
    ("Achievement", "achievement"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "branch": Varchar(length=64),
        "studio": Varchar(length=64, index=True),
        "studio_name": Varchar(length=60),
        "title": Varchar(length=100),
        "kind": Varchar(length=40),
        "level": Varchar(length=20),
        "done_on": Varchar(length=10),
        "story": Text(),
        "measure": Varchar(length=60),
        "before": Varchar(length=20),
        "after": Varchar(length=20),
        "unit": Varchar(length=20),
        "yuan": BigInt(default=None, null=True),
        "benefit": Varchar(length=10),
        "yuan_basis": Varchar(length=500),
        "people": Text(default="[]"),
        "state": Varchar(length=20, default="draft"),
        "created_by": Varchar(length=64),
        "created_by_name": Varchar(length=100),
        "created_at": BigInt(),
        "submitted_at": BigInt(default=None, null=True),
        "decided_by": Varchar(length=64),
        "decided_by_name": Varchar(length=100),
        "decided_at": BigInt(default=None, null=True),
        "recognised_on": Varchar(length=10),
    },
    ("AchievementStep", "achievement_step"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "achievement": Varchar(length=64, index=True),
        "branch": Varchar(length=64),
        "place": Integer(),
        "act": Varchar(length=20),
        "on": Varchar(length=10),
        "at": BigInt(),
        "by": Varchar(length=64),
        "by_name": Varchar(length=100),
        "text": Text(),
    },
    ("StudioChoice", "studio_choice"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "field": Varchar(length=10),
        "key": Varchar(length=40),
        "title": Varchar(length=40),
        "target": Integer(),
        "place": Integer(),
        "is_confirmed": Boolean(),
        "is_off": Boolean(),
    },
}
INDEXES = (
    'create index "achievement_of_branch" on "achievement" ("branch", "done_on")',
    'create index "achievement_state" on "achievement" ("state", "done_on", "id")',
    'create index "achievement_step_newest" on "achievement_step" ("at")',
)


async def forwards() -> CreatesTables:
    return create_tables(ID, "studios", TABLES, INDEXES)
