"""Ballots: the anonymous mass review, from printing codes to a result of each member."""

from server.domain.ballots import jobs, policy, routes, tables
from server.domain.ballots.queries.demo import load_demo
from server.domain.ballots.queries.results import load_mass_reviews
from server.domain.ballots.rules import Tally
from server.domain.ballots.tables import MassReview
from server.replication import Module, SyncedTable

module = Module(
    name="ballots",
    tables=(tables.Poll, tables.PollBranch, tables.BallotCode, tables.PollEntry, tables.MassReview),
    synced=(SyncedTable(tables.MassReview, policy.MASS_REVIEW, policy.review_scopes, derived=True),),
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
)

__all__ = ["MassReview", "Tally", "load_demo", "load_mass_reviews", "module"]
