"""The decisions about facts: what each kind is, who may enter what, and what a sheet says."""

from server.domain.facts.rules.entering import (
    TEXT_AT_MOST,
    Entered,
    branch_on,
    content_fault,
    entry_fault,
    is_quarter,
    kind_of_the_office,
    kind_unknown,
    latest_day,
    may_enter,
    own_fault,
    quarter_fault,
    same_fact,
    twin_fault,
    withdrawal_fault,
)
from server.domain.facts.rules.kinds import Kind, coverage_id, quarter_days, quarter_of
from server.domain.facts.rules.outgoing import WITHDRAWN_COLUMNS, standing_columns, standing_row, withdrawn_row
from server.domain.facts.rules.plan import FactPlan, Roster, members_named, plan_facts
from server.domain.facts.rules.sheet import Draft, Page, read_page, read_rows, template

__all__ = [
    "TEXT_AT_MOST",
    "WITHDRAWN_COLUMNS",
    "Draft",
    "Entered",
    "FactPlan",
    "Kind",
    "Page",
    "Roster",
    "branch_on",
    "content_fault",
    "coverage_id",
    "entry_fault",
    "is_quarter",
    "kind_of_the_office",
    "kind_unknown",
    "latest_day",
    "may_enter",
    "members_named",
    "own_fault",
    "plan_facts",
    "quarter_days",
    "quarter_fault",
    "quarter_of",
    "read_page",
    "read_rows",
    "same_fact",
    "standing_columns",
    "standing_row",
    "template",
    "twin_fault",
    "withdrawal_fault",
    "withdrawn_row",
]
