"""Search: an index of what the parts declare to be found, by pairs of characters, and who may find what."""

from server.domain.search import jobs, routes, tables
from server.domain.search.jobs import rebuild
from server.replication import Module

module = Module(
    name="search",
    tables=(tables.SearchDocument,),
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
    recompute_later=jobs.RECOMPUTE,
)

__all__ = ["module", "rebuild"]
