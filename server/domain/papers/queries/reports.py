"""Writes a report of another part as Word or PDF."""

import asyncio
from pathlib import Path

import msgspec

from server.domain.papers import rules
from server.domain.papers.queries.fonts import faces_of, fonts_of
from server.domain.papers.rules import Format, Report
from server.kit.typeset import typeset
from server.replication import Replication

TYPST = Path(__file__).parents[1] / "data" / "report.typ"


async def write_report(replication: Replication, report: Report, form: Format) -> bytes:
    """The report as a file. Raises Problem papers.font where the server has no Chinese font for a PDF."""
    if form == "docx":
        return await asyncio.to_thread(rules.report_file, report)
    settings = replication.settings
    told = msgspec.structs.replace(report, parts=tuple(rules.told_parts(report)))
    return await typeset(TYPST, {"faces": await asyncio.to_thread(faces_of, settings), "report": told}, fonts_of(settings))
