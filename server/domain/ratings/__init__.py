"""Ratings: a member's stars in a quarter, drawn from records by a scheme that is data, with a line for every point."""

from server.domain.ratings import jobs, policy, routes, rules, tables
from server.domain.ratings.jobs import open_quarter, rebuild, seed
from server.domain.ratings.queries.dry_run import Tried, compare_members, names_of, try_content
from server.domain.ratings.queries.loading import StoredRating, load_inputs, load_ratings, load_schemes
from server.domain.ratings.queries.schemes import content_of
from server.domain.ratings.schemas import DryQuarter
from server.domain.ratings.tables import Rating, RatingLine, Scheme
from server.replication import Module, SyncedTable

module = Module(
    name="ratings",
    tables=(tables.Scheme, tables.Rating, tables.RatingLine),
    synced=(
        SyncedTable(tables.Scheme, policy.SCHEME, policy.scheme_scopes),
        SyncedTable(tables.Rating, policy.RATING, policy.rating_scopes, derived=True),
        SyncedTable(tables.RatingLine, policy.RATING_LINE, policy.line_scopes, derived=True),
    ),
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
    touches=policy.TOUCHES,
    recompute=jobs.RECOMPUTE,
)

__all__ = [
    "DryQuarter",
    "Rating",
    "RatingLine",
    "Scheme",
    "StoredRating",
    "Tried",
    "compare_members",
    "content_of",
    "load_inputs",
    "load_ratings",
    "load_schemes",
    "module",
    "names_of",
    "open_quarter",
    "rebuild",
    "rules",
    "seed",
    "try_content",
]
