"""Exports: every list that leaves as a file, with who took it, when, and by what it was chosen."""

from server.domain.exports import routes, tables
from server.domain.exports.queries import note_export
from server.domain.exports.routes import send_book
from server.replication import Module

module = Module(name="exports", tables=(tables.ExportNote,), routes=routes.ROUTES)

__all__ = ["module", "note_export", "send_book"]
