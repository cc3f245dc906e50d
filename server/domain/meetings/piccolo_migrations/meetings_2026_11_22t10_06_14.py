"""Tables and indexes of meetings as of 2026-11-22."""

from piccolo.columns import BigInt, Boolean, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-22T10:06:14"

TABLES: Tables = {
    ("Meeting", "meeting"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "branch": Varchar(length=64, index=True),
        "org": Varchar(length=64),
        "kind": Varchar(length=40),
        "purpose": Varchar(length=20, default="ordinary"),
        "title": Varchar(length=200),
        "held_start": BigInt(null=True),
        "held_end": BigInt(null=True),
        "place": Varchar(length=200),
        "chair": Varchar(length=64),
        "recorder": Varchar(length=64),
        "observers": Text(),
        "agenda": Text(),
        "discussion": Text(),
        "resolutions": Text(default="[]"),
        "votes": Text(default="[]"),
        "sessions": Text(default="[]"),
        "status": Varchar(length=20, default="draft"),
        "filed_at": BigInt(null=True),
        "submitted_at": BigInt(null=True),
        "submitted_by": Varchar(length=64, null=True),
        "decided_at": BigInt(null=True),
        "returned_reasons": Text(default="[]"),
        "created_at": BigInt(null=True),
        "created_by": Varchar(length=64, null=True),
    },
    ("Attendance", "attendance"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "meeting": Varchar(length=64, index=True),
        "member": Varchar(length=64),
        "branch": Varchar(length=64),
        "status": Varchar(length=20),
        "reason": Varchar(length=200),
        "may_vote": Boolean(),
        "meeting_kind": Varchar(length=40),
        "meeting_title": Varchar(length=200),
        "held_start": BigInt(null=True),
    },
    ("Issue", "issue"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "kind": Varchar(length=40, default="possible_duplicate"),
        "branch": Varchar(length=64, index=True),
        "meeting": Varchar(length=64),
        "other": Varchar(length=64),
        "state": Varchar(length=20, default="open"),
        "found_at": BigInt(),
        "kept": Varchar(length=64, null=True),
        "decided_by": Varchar(length=64, null=True),
        "decided_at": BigInt(null=True),
    },
    ("ResolutionDone", "resolution_done"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "meeting": Varchar(length=64, index=True),
        "branch": Varchar(length=64),
        "text": Text(),
        "due_on": Varchar(length=10, default=""),
        "done_on": Varchar(length=10, null=True),
        "done_by": Varchar(length=64),
        "done_at": BigInt(),
        "note": Text(default=""),
        "verdict": Varchar(length=20, default=""),
        "decided_by": Varchar(length=64, null=True, default=None),
        "decided_at": BigInt(null=True, default=None),
        "decided_reason": Text(default=""),
    },
}
INDEXES = (
    'create index "meeting_held" on "meeting" ("held_start", "id")',
    'create index "meeting_of_branch" on "meeting" ("branch", "held_start", "id")',
    """create index "meeting_resolved" on "meeting" ("branch", "held_start") where "resolutions" <> '[]'""",
    'create index "attendance_of_member" on "attendance" ("member", "meeting", "status", "deleted")',
    """create index "meeting_filed" on "meeting" ("id", "held_start", "kind")
    where "status" in ('submitted', 'approved') and "filed_at" is not null and not "deleted" """,
)


async def forwards() -> CreatesTables:
    return create_tables(ID, "meetings", TABLES, INDEXES)
