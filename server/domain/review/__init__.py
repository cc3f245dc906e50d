"""Review: a record is submitted, returned with reasons or approved as seen, and the branch sees what became of it."""

from server.domain.review import jobs, mutations, policy, routes, tables
from server.domain.review.queries.amendments import amend
from server.domain.review.queries.demo import load_demo
from server.domain.review.queries.returns import Returned, load_returns
from server.replication import Module, SyncedTable

module = Module(
    name="review",
    tables=(tables.Review, tables.ReviewSnapshot, tables.Amendment, tables.ReturnPhrase),
    synced=(
        SyncedTable(tables.Review, policy.REVIEW, policy.review_scopes),
        SyncedTable(tables.Amendment, policy.AMENDMENT, policy.review_scopes),
    ),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    news=policy.NEWS,
    jobs=jobs.JOBS,
    keep_held={"locked": mutations.keep_amendment},
)

__all__ = ["Returned", "amend", "load_demo", "load_returns", "module"]
