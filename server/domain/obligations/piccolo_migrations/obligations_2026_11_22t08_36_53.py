"""Tables and indexes of obligations as of 2026-11-22."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-22T08:36:53"

TABLES: Tables = {
    ("Template", "template"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "kind": Varchar(length=40),
        "title": Varchar(length=100),
        "period": Varchar(length=10),
        "applies_to": Varchar(length=10),
        "condition": Varchar(length=20, default="always"),
        "warn_days": Integer(),
        "grace_workdays": Integer(),
        "weight_tenths": Integer(default=10),
        "version": Integer(default=1),
        "from_on": Varchar(length=10),
        "to_on": Varchar(length=10, null=True),
    },
    ("Obligation", "obligation"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "template": Varchar(length=64),
        "kind": Varchar(length=40),
        "org": Varchar(length=64, index=True),
        "branch": Varchar(length=64),
        "period": Varchar(length=10, index=True),
        "warn_at": BigInt(),
        "due_at": BigInt(),
        "grace_at": BigInt(),
        "excused_until_at": BigInt(default=None, null=True),
        "excused_reason": Varchar(length=200, default=None, null=True),
        "state": Varchar(length=20, default="upcoming"),
        "colour": Varchar(length=10, default="grey"),
        "meeting": Varchar(length=64, default=None, null=True),
        "held_at": BigInt(default=None, null=True),
        "filed_at": BigInt(default=None, null=True),
        "next_change_at": BigInt(default=None, null=True, index=True),
        "computed_at": BigInt(),
    },
    ("Transition", "transition"): {
        "id": Varchar(length=64, primary_key=True),
        "obligation": Varchar(length=64, index=True),
        "from_state": Varchar(length=20),
        "to_state": Varchar(length=20),
        "at": BigInt(),
        "cause": Varchar(length=40),
        "rule_version": Integer(),
    },
    ("Excusal", "excusal"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "obligation": Varchar(length=64, index=True),
        "branch": Varchar(length=64),
        "org": Varchar(length=64),
        "kind": Varchar(length=40),
        "period": Varchar(length=10),
        "code": Varchar(length=20),
        "words": Varchar(length=200),
        "until_on": Varchar(length=10),
        "state": Varchar(length=20, default="open"),
        "asked_by": Varchar(length=64, default=None, null=True),
        "asked_by_name": Varchar(length=100),
        "asked_at": BigInt(),
        "decided_by": Varchar(length=64, default=None, null=True),
        "decided_by_name": Varchar(length=100),
        "decided_at": BigInt(default=None, null=True),
        "answer": Varchar(length=500),
    },
    ("Workday", "workday"): {
        "day_on": Varchar(length=10, primary_key=True),
        "works": Boolean(),
    },
}
INDEXES = (
    'create index "obligation_of_branch" on "obligation" ("branch", "period")',
    'create index "excusal_queue" on "excusal" ("state", "asked_at", "id")',
    'create index "transition_at" on "transition" ("to_state", "at")',
)


async def forwards() -> CreatesTables:
    return create_tables(ID, "obligations", TABLES, INDEXES)
