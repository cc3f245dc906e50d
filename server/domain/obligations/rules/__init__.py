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
    "Template",
    "Verdict",
    "applies",
    "board_book",
    "conclude",
    "exceptions_of",
    "excusals",
    "excusals_book",
    "facts_of",
    "filing",
    "generate",
    "match",
    "next_change",
    "obligation_id",
    "period_at",
    "period_days",
    "periods_over",
    "periods_shown",
    "quarter_of",
    "state",
    "unknown_years",
    "visible_branches",
    "wall",
    "window",
]
