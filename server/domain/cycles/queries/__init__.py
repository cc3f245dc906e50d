"""Everything of a quarter's procedure that talks to the database."""

from server.domain.cycles.queries.cases import close_answered, decide_appeal, decide_veto, draw_appeals, hand_on_unanswered, lift_veto, propose
from server.domain.cycles.queries.due import cycles_due
from server.domain.cycles.queries.moves import decide_tie, move, move_all, open_quarter
from server.domain.cycles.queries.queues import load_appeals, load_vetoes
from server.domain.cycles.queries.reading import roles_at
from server.domain.cycles.queries.trying import dry_run
from server.domain.cycles.queries.views import load_detail, load_overview, load_publication

__all__ = [
    "close_answered",
    "cycles_due",
    "decide_appeal",
    "decide_tie",
    "decide_veto",
    "draw_appeals",
    "dry_run",
    "hand_on_unanswered",
    "lift_veto",
    "load_appeals",
    "load_detail",
    "load_overview",
    "load_publication",
    "load_vetoes",
    "move",
    "move_all",
    "open_quarter",
    "propose",
    "roles_at",
]
