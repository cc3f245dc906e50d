"""Papers: the ledger of meetings, and minutes as Word and PDF files by the layout of official documents."""

from server.domain.papers import routes, tables
from server.domain.papers.queries.fonts import examine_fonts
from server.domain.papers.queries.minutes import write_minutes
from server.domain.papers.rules import Format
from server.replication import Module

module = Module(name="papers", tables=(tables.PaperTemplate,), routes=routes.ROUTES)

__all__ = ["Format", "examine_fonts", "module", "write_minutes"]
