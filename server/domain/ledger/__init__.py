"""The ledger (明白账): one page for every organisation and every member, of what the other parts know of them."""

from server.domain.ledger import jobs, policy, routes, tables
from server.domain.ledger.jobs import rebuild
from server.replication import Module

module = Module(
    name="ledger",
    tables=(tables.LedgerFigure,),
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
    touches=policy.TOUCHES,
    recompute_later=jobs.RECOMPUTE,
)

__all__ = ["module", "rebuild"]
