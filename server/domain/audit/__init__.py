"""Audit: who changed which setting, word or right, when, from what to what, and why; and who looked at whose results on which day."""

from server.domain.audit import routes, tables
from server.domain.audit.queries import Dictionary, keep_choice, note_change, note_reading
from server.domain.audit.schemas import ChoiceIn, Why
from server.replication import Module

module = Module(name="audit", tables=(tables.AuditEntry, tables.Reading), routes=routes.ROUTES)

__all__ = ["ChoiceIn", "Dictionary", "Why", "keep_choice", "module", "note_change", "note_reading"]
