"""The organisation ledger: committee, general branches, branches and groups, their members with every move, and who holds which post."""

from server.domain.organisation import policy, routes
from server.domain.organisation.queries import (
    DEMO_ROSTER,
    correct_member,
    find_organisation,
    find_people,
    import_content,
    import_roster,
    members_by_id,
    page_of_branches,
    posts_in_force,
    today_of,
)
from server.domain.organisation.routes import TakesWorkbook
from server.domain.organisation.rules import (
    COMMITTEE_POSTS,
    CORRECTABLE,
    Cell,
    Expected,
    Sheet,
    at,
    datum_fault,
    derived_id,
    expected_members,
    find_header,
    has_committee,
    in_force,
    iso_date,
    mark_problems,
    may_vote,
    name_text,
    plain_text,
    read_sheets,
)
from server.domain.organisation.schemas import PersonFound, RosterCounts, RosterReport, RowProblem
from server.domain.organisation.tables import Member, MemberDetail, Membership, Organisation, Post
from server.replication import Module, SyncedTable

module = Module(
    name="organisation",
    tables=(Organisation, Member, Post, Membership, MemberDetail),
    synced=(
        SyncedTable(Organisation, policy.ORGANISATION, policy.organisation_scopes),
        SyncedTable(Member, policy.MEMBER, policy.member_scopes),
        SyncedTable(Post, policy.POST, policy.post_scopes),
        SyncedTable(Membership, policy.MEMBERSHIP, policy.membership_scopes),
    ),
    routes=routes.ROUTES,
)

__all__ = [
    "COMMITTEE_POSTS",
    "CORRECTABLE",
    "DEMO_ROSTER",
    "Cell",
    "Expected",
    "Member",
    "MemberDetail",
    "Membership",
    "Organisation",
    "PersonFound",
    "Post",
    "RosterCounts",
    "RosterReport",
    "RowProblem",
    "Sheet",
    "TakesWorkbook",
    "at",
    "correct_member",
    "datum_fault",
    "derived_id",
    "expected_members",
    "find_header",
    "find_organisation",
    "find_people",
    "has_committee",
    "import_content",
    "import_roster",
    "in_force",
    "iso_date",
    "mark_problems",
    "may_vote",
    "members_by_id",
    "module",
    "name_text",
    "page_of_branches",
    "plain_text",
    "posts_in_force",
    "read_sheets",
    "today_of",
]
