"""The table of contents of the product: every part, in the order in which conclusions build on each other."""

from server.domain import (
    accounts,
    assessments,
    ballots,
    corrections,
    cycles,
    dispatch,
    exports,
    facts,
    files,
    ledger,
    meetings,
    notices,
    obligations,
    organisation,
    ratings,
    rescue,
    review,
    search,
)
from server.replication import Module

MODULES: tuple[Module, ...] = (
    exports.module,
    organisation.module,
    accounts.module,
    meetings.module,
    files.module,
    review.module,
    rescue.module,
    facts.module,
    corrections.module,
    obligations.module,
    dispatch.module,
    assessments.module,
    ballots.module,
    ratings.module,
    cycles.module,
    notices.module,
    ledger.module,
    search.module,
)
