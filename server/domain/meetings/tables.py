"""Meetings, the attendance of each expected member, what became of resolutions, and what is odd about meetings together."""

from piccolo.columns import BigInt, Boolean, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns

# A rating reads marks and meetings by their thousands: all that it asks of them stands in these.
INDEXES = (
    'create index "meeting_held" on "meeting" ("held_start", "id")',
    'create index "meeting_of_branch" on "meeting" ("branch", "held_start", "id")',
    """create index "meeting_resolved" on "meeting" ("branch", "held_start") where "resolutions" <> '[]'""",
    'create index "attendance_of_member" on "attendance" ("member", "meeting", "status", "deleted")',
    """create index "meeting_filed" on "meeting" ("id", "held_start", "kind")
    where "status" in ('submitted', 'approved') and "filed_at" is not null and not "deleted" """,
)


class Meeting(SyncedColumns, Table, tablename="meeting"):
    """One meeting's record. `org` is the branch or group that met, `branch` the branch it belongs to."""

    id = Varchar(length=64, primary_key=True)
    branch = Varchar(length=64, index=True)
    org = Varchar(length=64)
    kind = Varchar(length=40)
    purpose = Varchar(length=20, default="ordinary")
    title = Varchar(length=200, default="")
    held_start = BigInt(null=True)
    held_end = BigInt(null=True)
    place = Varchar(length=200, default="")
    chair = Varchar(length=64, default="")
    recorder = Varchar(length=64, default="")
    observers = Text(default="")
    agenda = Text(default="")
    discussion = Text(default="")
    resolutions = Text(default="[]")
    votes = Text(default="[]")
    sessions = Text(default="[]")
    status = Varchar(length=20, default="draft")
    filed_at = BigInt(null=True)
    submitted_at = BigInt(null=True)
    submitted_by = Varchar(length=64, null=True)
    decided_at = BigInt(null=True)
    returned_reasons = Text(default="[]")
    created_at = BigInt(null=True)
    created_by = Varchar(length=64, null=True)


class Attendance(SyncedColumns, Table, tablename="attendance"):
    """One expected member at one meeting; the id is derived from both, so that two phones mark the same row."""

    id = Varchar(length=64, primary_key=True)
    meeting = Varchar(length=64, index=True)
    member = Varchar(length=64)
    branch = Varchar(length=64)
    status = Varchar(length=20, default="")
    reason = Varchar(length=200, default="")
    may_vote = Boolean(default=False)
    meeting_kind = Varchar(length=40, default="")
    meeting_title = Varchar(length=200, default="")
    held_start = BigInt(null=True)


class Issue(SyncedColumns, Table, tablename="issue"):
    """Something about rows together that a person should look at; it never blocks. Now: two records of perhaps one meeting.

    `state` is open, linked (`kept` stands, the other record was deleted), dismissed, or closed (no longer so, by itself).
    """

    id = Varchar(length=64, primary_key=True)
    kind = Varchar(length=40, default="possible_duplicate")
    branch = Varchar(length=64, index=True)
    meeting = Varchar(length=64)
    other = Varchar(length=64)
    state = Varchar(length=20, default="open")
    found_at = BigInt()
    kept = Varchar(length=64, null=True)
    decided_by = Varchar(length=64, null=True)
    decided_at = BigInt(null=True)


class ResolutionDone(SyncedColumns, Table, tablename="resolution_done"):
    """That a resolution was carried out, on a day, and what the office says to it; the id follows from record and text, so an approved record stays.

    `done_on` is null where someone took it back; `note` says in words how it was done. `verdict` is '' (waits), confirmed or returned.
    """

    id = Varchar(length=64, primary_key=True)
    meeting = Varchar(length=64, index=True)
    branch = Varchar(length=64)
    text = Text()
    due_on = Varchar(length=10, default="")
    done_on = Varchar(length=10, null=True)
    done_by = Varchar(length=64)
    done_at = BigInt()
    note = Text(default="")
    verdict = Varchar(length=20, default="")
    decided_by = Varchar(length=64, null=True, default=None)
    decided_at = BigInt(null=True, default=None)
    decided_reason = Text(default="")
