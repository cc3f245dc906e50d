"""A report on paper by the layout of official documents: a title, some facts, and parts of running text; as a Word file, or as data for a PDF."""

from io import BytesIO
from typing import Any

import msgspec
from docx import Document
from docx.shared import Pt

from server.domain.papers.rules.shipped import BODY_PT, CENTRE, FANG, HEI, KAI, RIGHT, SONG, TITLE_PT, lay_out, put_fact, put_paragraph


class ReportPart(msgspec.Struct, frozen=True):
    """A part of a report: its heading without a number, and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


class Report(msgspec.Struct, frozen=True):
    """A report of one matter: `facts` are names with words; parts without a paragraph are left out; `signed` is who signs, `foot` stands last."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[ReportPart, ...]
    signed: str
    foot: str


_NUMERALS = "一二三四五六七八九十"


def report_file(report: Report) -> bytes:
    """The report as a Word file."""
    paper: Any = Document()
    lay_out(paper)
    put_paragraph(paper, [(report.title, SONG, TITLE_PT)], CENTRE)
    if report.subtitle:
        put_paragraph(paper, [(f"（{report.subtitle}）", KAI, BODY_PT)], CENTRE)
    for label, words in report.facts:
        put_fact(paper, label, words)
    for at, part in enumerate(told_parts(report)):
        put_paragraph(paper, [(f"{_NUMERALS[at]}、{part.heading}", HEI, BODY_PT)], before_pt=6)
        for words in part.paragraphs:
            put_paragraph(paper, [(words, FANG, BODY_PT)]).paragraph_format.first_line_indent = Pt(2 * BODY_PT)
    put_paragraph(paper, [(report.signed, FANG, BODY_PT)], before_pt=20)
    put_paragraph(paper, [(report.foot, KAI, 12)], RIGHT)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def told_parts(report: Report) -> list[ReportPart]:
    """The parts that say something."""
    said = [ReportPart(part.heading, tuple(filter(None, (one.strip() for one in part.paragraphs)))) for part in report.parts]
    return [part for part in said if part.paragraphs]
