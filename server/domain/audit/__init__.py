"""Audit: who changed which setting, word or right, when, from what to what, and why."""

from server.domain.audit import routes, tables
from server.domain.audit.queries import Dictionary, keep_choice, note_change
from server.domain.audit.schemas import ChoiceIn, Why
from server.replication import Module

module = Module(name="audit", tables=(tables.AuditEntry,), routes=routes.ROUTES)

__all__ = ["ChoiceIn", "Dictionary", "Why", "keep_choice", "module", "note_change"]
