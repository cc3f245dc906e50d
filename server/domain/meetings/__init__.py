"""Meetings: what was discussed and decided, who was there, and whether it was valid."""

from server.domain.meetings import jobs, mutations, policy, routes, rules, tables
from server.domain.meetings.mutations import expected_at, needs_meeting, open_meeting
from server.domain.meetings.queries import (
    Held,
    Resolved,
    describe,
    describe_all,
    load_demo,
    load_demo_committees,
    load_meeting,
    load_meetings,
    load_resolutions,
    names_of,
    records_sought,
)
from server.domain.meetings.routes import without_others_reasons
from server.domain.meetings.rules import Decision
from server.domain.meetings.schemas import AttendanceOut, RecordOut, VoteOut
from server.domain.meetings.tables import Attendance, Meeting
from server.replication import Findable, Module, SyncedTable

module = Module(
    name="meetings",
    tables=(tables.Meeting, tables.Attendance, tables.Issue, tables.ResolutionDone),
    synced=(
        SyncedTable(tables.Meeting, policy.MEETING, policy.meeting_scopes, policy.is_approved, typed=policy.MEETING_TYPED),
        SyncedTable(
            tables.Attendance, policy.ATTENDANCE, policy.attendance_scopes, id_of=rules.ATTENDANCE_ID, parent="meeting", typed=policy.MARK_TYPED
        ),
        SyncedTable(tables.Issue, policy.ISSUE, policy.meeting_scopes),
        SyncedTable(tables.ResolutionDone, policy.RESOLUTION_DONE, policy.meeting_scopes),
    ),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    touches=jobs.TOUCHES,
    jobs=jobs.JOBS,
    news=policy.NEWS,
    findable=(Findable("meeting", 'select "id" from "meeting" where not "deleted"', records_sought, policy.SOUGHT),),
    recompute={"possible_duplicate": jobs.recompute_duplicates},
)

__all__ = [
    "Attendance",
    "AttendanceOut",
    "Decision",
    "Held",
    "Meeting",
    "RecordOut",
    "Resolved",
    "VoteOut",
    "describe",
    "describe_all",
    "expected_at",
    "load_demo",
    "load_demo_committees",
    "load_meeting",
    "load_meetings",
    "load_resolutions",
    "module",
    "names_of",
    "needs_meeting",
    "open_meeting",
    "rules",
    "without_others_reasons",
]
