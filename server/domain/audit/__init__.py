"""Audit: who changed which setting or right, when, from what to what, and why."""

from server.domain.audit import routes, tables
from server.domain.audit.queries import note_change
from server.replication import Module

module = Module(name="audit", tables=(tables.AuditEntry,), routes=routes.ROUTES)

__all__ = ["module", "note_change"]
