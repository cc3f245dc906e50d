"""The decisions about facts: what each kind is, who may enter what, and what a sheet says."""

from server.domain.facts.rules.entering import (
    TEXT_AT_MOST,
    Entered,
    branch_on,
    content_fault,
    entry_fault,
    is_day,
    kind_of_the_office,
    kind_unknown,
    latest_day,
    may_enter,
    quarter_fault,
    same_fact,
    twin_fault,
    withdrawal_fault,
)
from server.domain.facts.rules.kinds import Kind, coverage_id, quarter_days, quarter_of

__all__ = [
    "TEXT_AT_MOST",
    "Entered",
    "Kind",
    "branch_on",
    "content_fault",
    "coverage_id",
    "entry_fault",
    "is_day",
    "kind_of_the_office",
    "kind_unknown",
    "latest_day",
    "may_enter",
    "quarter_days",
    "quarter_fault",
    "quarter_of",
    "same_fact",
    "twin_fault",
    "withdrawal_fault",
]
