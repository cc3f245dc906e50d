"""Decides, purely, what a scheme makes of a member's quarter: its points, their reasons and its stars."""

from server.domain.ratings.rules.inputs import EXPECTED, Attended, Covered, Evidence, Fact, Inputs, MassReview
from server.domain.ratings.rules.lines import BONUS, Line, Rated, dimension_tenths, line_id, rate, spoken_points
from server.domain.ratings.rules.quarters import quarter_before, quarter_bounds, quarter_days, quarter_of, rating_id
from server.domain.ratings.rules.scheme import (
    PROFILES,
    Bonus,
    Calendar,
    Content,
    Dimension,
    Need,
    Quota,
    Rule,
    Scheme,
    Star,
    Veto,
    scheme_for,
    star_for,
)
from server.domain.ratings.rules.tables import SchemeTables, quarter_table, scheme_tables

__all__ = [
    "BONUS",
    "EXPECTED",
    "PROFILES",
    "Attended",
    "Bonus",
    "Calendar",
    "Content",
    "Covered",
    "Dimension",
    "Evidence",
    "Fact",
    "Inputs",
    "Line",
    "MassReview",
    "Need",
    "Quota",
    "Rated",
    "Rule",
    "Scheme",
    "SchemeTables",
    "Star",
    "Veto",
    "dimension_tenths",
    "line_id",
    "quarter_before",
    "quarter_bounds",
    "quarter_days",
    "quarter_of",
    "quarter_table",
    "rate",
    "rating_id",
    "scheme_for",
    "scheme_tables",
    "spoken_points",
    "star_for",
]
