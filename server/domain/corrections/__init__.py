"""Corrections: a member asks for a wrong fact about themselves to be put right, and whoever may correct it carries it out or says why not.

A part of its own, since a request may be about a meeting, the roster or a fact: it asks those parts to carry it out, and none of them knows it.
That a request is decided is news (`policy.NEWS`).
"""

from server.domain.corrections import mutations, policy, routes, tables
from server.domain.corrections.tables import CorrectionRequest
from server.replication import Module, SyncedTable

module = Module(
    name="corrections",
    tables=(tables.CorrectionRequest,),
    synced=(SyncedTable(tables.CorrectionRequest, policy.CORRECTION_REQUEST, policy.correction_scopes),),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    news=policy.NEWS,
)

__all__ = ["CorrectionRequest", "module"]
