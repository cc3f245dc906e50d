"""What papers say and how: the ledger's columns, minutes in words, the shipped template, what a template may hold."""

from server.domain.papers.rules.docx import BYTES_AT_MOST, check, render
from server.domain.papers.rules.exchange import (
    FORMAT,
    VERSION,
    ExchangeManifest,
    ExchangeMeeting,
    ExchangeMember,
    ExchangeOrganisation,
    exchanged,
    json_schema,
)
from server.domain.papers.rules.faces import FACES, chosen_faces, no_font
from server.domain.papers.rules.ledger import COLUMNS, ledger_row, line_of
from server.domain.papers.rules.minutes import FIELDS, Format, Minutes, file_name, minutes_of
from server.domain.papers.rules.report import Report, ReportPart, report_file, told_parts
from server.domain.papers.rules.shipped import shipped_template

__all__ = [
    "BYTES_AT_MOST",
    "COLUMNS",
    "FACES",
    "FIELDS",
    "FORMAT",
    "VERSION",
    "ExchangeManifest",
    "ExchangeMeeting",
    "ExchangeMember",
    "ExchangeOrganisation",
    "Format",
    "Minutes",
    "Report",
    "ReportPart",
    "check",
    "chosen_faces",
    "exchanged",
    "file_name",
    "json_schema",
    "ledger_row",
    "line_of",
    "minutes_of",
    "no_font",
    "render",
    "report_file",
    "shipped_template",
    "told_parts",
]
