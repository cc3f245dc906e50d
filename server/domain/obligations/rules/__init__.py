"""What an organisation owes and how it stands: pure functions of templates, facts, the mine's calendar and an instant."""

from server.domain.obligations.rules import excusals, wall
from server.domain.obligations.rules.board import Place, periods_shown, visible_branches
from server.domain.obligations.rules.calendar import (
    Calendar,
    Period,
    exceptions_of,
    period_at,
    period_days,
    periods_over,
    quarter_of,
    unknown_years,
)
from server.domain.obligations.rules.duties import NOT_APPLICABLE, Obligation, Organisation, Template, applies, generate, obligation_id
from server.domain.obligations.rules.notice import ReadNotice, lines_of, read_notice
from server.domain.obligations.rules.outgoing import STATE_WORDS, BoardChoice, board_book, excusals_book
from server.domain.obligations.rules.standing import (
    RULE_VERSION,
    Conclusion,
    Facts,
    Held,
    Verdict,
    conclude,
    facts_of,
    filing,
    match,
    next_change,
    state,
    window,
)
from server.domain.obligations.rules.versions import begin_fault, ended_by, standing, version_fault

__all__ = [
    "NOT_APPLICABLE",
    "RULE_VERSION",
    "STATE_WORDS",
    "BoardChoice",
    "Calendar",
    "Conclusion",
    "Facts",
    "Held",
    "Obligation",
    "Organisation",
    "Period",
    "Place",
    "ReadNotice",
    "Template",
    "Verdict",
    "applies",
    "begin_fault",
    "board_book",
    "conclude",
    "ended_by",
    "exceptions_of",
    "excusals",
    "excusals_book",
    "facts_of",
    "filing",
    "generate",
    "lines_of",
    "match",
    "next_change",
    "obligation_id",
    "period_at",
    "period_days",
    "periods_over",
    "periods_shown",
    "quarter_of",
    "read_notice",
    "standing",
    "state",
    "unknown_years",
    "version_fault",
    "visible_branches",
    "wall",
    "window",
]
