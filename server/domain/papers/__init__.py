"""Papers: the ledger of meetings, and minutes as Word and PDF files by the layout of official documents."""

from server.domain.papers import routes, tables
from server.domain.papers.queries.exchange import page_of_exchange
from server.domain.papers.queries.fonts import examine_fonts, faces_of, fonts_of
from server.domain.papers.queries.ledger import Wanted, ledger_book
from server.domain.papers.queries.minutes import write_minutes
from server.domain.papers.queries.reports import write_report
from server.domain.papers.routes import WORD
from server.domain.papers.rules import VERSION, ExchangeMeeting, Format, Report, ReportPart
from server.replication import Module

module = Module(name="papers", tables=(tables.PaperTemplate,), routes=routes.ROUTES)

__all__ = [
    "VERSION",
    "WORD",
    "ExchangeMeeting",
    "Format",
    "Report",
    "ReportPart",
    "Wanted",
    "examine_fonts",
    "faces_of",
    "fonts_of",
    "ledger_book",
    "module",
    "page_of_exchange",
    "write_minutes",
    "write_report",
]
