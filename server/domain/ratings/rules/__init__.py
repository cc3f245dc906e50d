"""Decides, purely, what a scheme makes of a member's quarter: its points, their reasons and its stars."""

from server.domain.facts import quarter_days, quarter_of
from server.domain.ratings.rules.comparing import Compared, compare, count_stars, counted_against, points_of
from server.domain.ratings.rules.inputs import EXPECTED, Attended, Covered, Evidence, Fact, Inputs, MassReview
from server.domain.ratings.rules.keeping import Recorded, identity_mending, removed, removing_mending
from server.domain.ratings.rules.lines import BONUS, Line, Rated, line_id, rate
from server.domain.ratings.rules.outlook import Outlook, Step, Way, next_star
from server.domain.ratings.rules.quarters import quarter_before, quarter_bounds, rating_id
from server.domain.ratings.rules.scheme import Scheme, places_of, scheme_for, star_for
from server.domain.ratings.rules.tables import SchemeTables, quarter_table, scheme_tables
from server.domain.ratings.rules.validity import content_mending, publishing_mending
from server.domain.ratings.schemas import PROFILES, Bonus, Calendar, Content, Dimension, Need, Quota, Rule, Star, Veto

__all__ = [
    "BONUS",
    "EXPECTED",
    "PROFILES",
    "Attended",
    "Bonus",
    "Calendar",
    "Compared",
    "Content",
    "Covered",
    "Dimension",
    "Evidence",
    "Fact",
    "Inputs",
    "Line",
    "MassReview",
    "Need",
    "Outlook",
    "Quota",
    "Rated",
    "Recorded",
    "Rule",
    "Scheme",
    "SchemeTables",
    "Star",
    "Step",
    "Veto",
    "Way",
    "compare",
    "content_mending",
    "count_stars",
    "counted_against",
    "identity_mending",
    "line_id",
    "next_star",
    "places_of",
    "points_of",
    "publishing_mending",
    "quarter_before",
    "quarter_bounds",
    "quarter_days",
    "quarter_of",
    "quarter_table",
    "rate",
    "rating_id",
    "removed",
    "removing_mending",
    "scheme_for",
    "scheme_tables",
    "star_for",
]
