"""The decisions about the organisation: reading a roster, comparing it with what is known, who holds which post, who is expected."""

from server.domain.organisation.rules.calling import members_meant, post_called
from server.domain.organisation.rules.cells import Cell, iso_date, name_text, plain_text
from server.domain.organisation.rules.correcting import CORRECTABLE, corrected, datum_fault
from server.domain.organisation.rules.lists import ListColumn, ListPage, ListRow, list_template, read_list
from server.domain.organisation.rules.names import initials, pinyin, search_text
from server.domain.organisation.rules.outgoing import COLUMNS, roster_row
from server.domain.organisation.rules.owned import OwnedColumn, OwnedRow, OwnedSheet, owned_template, read_owned
from server.domain.organisation.rules.owning import branches_in, spoken_for
from server.domain.organisation.rules.plan import Known, Plan, plan_import
from server.domain.organisation.rules.posts import (
    COMMISSIONERS,
    COMMITTEE_POSTS,
    Expected,
    at,
    expected_members,
    has_committee,
    in_force,
    may_vote,
    person_seen_by,
    place_seen_by,
    results_seen_by,
)
from server.domain.organisation.rules.roster import Person, Roster, Sheet, find_header, read_roster
from server.domain.organisation.rules.tree import NAMESPACE, derived_id
from server.domain.organisation.rules.workbook import mark_problems, read_sheets, read_workbook

__all__ = [
    "COLUMNS",
    "COMMISSIONERS",
    "COMMITTEE_POSTS",
    "CORRECTABLE",
    "NAMESPACE",
    "Cell",
    "Expected",
    "Known",
    "ListColumn",
    "ListPage",
    "ListRow",
    "OwnedColumn",
    "OwnedRow",
    "OwnedSheet",
    "Person",
    "Plan",
    "Roster",
    "Sheet",
    "at",
    "branches_in",
    "corrected",
    "datum_fault",
    "derived_id",
    "expected_members",
    "find_header",
    "has_committee",
    "in_force",
    "initials",
    "iso_date",
    "list_template",
    "mark_problems",
    "may_vote",
    "members_meant",
    "name_text",
    "owned_template",
    "person_seen_by",
    "pinyin",
    "place_seen_by",
    "plain_text",
    "plan_import",
    "post_called",
    "read_list",
    "read_owned",
    "read_roster",
    "read_sheets",
    "read_workbook",
    "results_seen_by",
    "roster_row",
    "search_text",
    "spoken_for",
]
