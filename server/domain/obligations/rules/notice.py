"""Reads a year's notice of holidays as it is published, as a list, or as the cells of a sheet. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from io import BytesIO
from typing import NamedTuple
from zipfile import is_zipfile

from server.domain.organisation import Cell, read_sheets
from server.kit.sheets import NOTE_TITLE

_DAY = r"(?:(?P<{0}y>\d{{4}})\s*[年./-]\s*)?(?P<{0}m>\d{{1,2}})\s*[月./-]\s*(?P<{0}d>\d{{1,2}})\s*(?:日|号)?(?:\s*[（(][^）)]*[）)])?"
_UNTIL = (
    r"(?:\s*(?:至|到|—|–|~|～)\s*"
    + r"(?:(?:(?P<uy>\d{4})\s*[年./-]\s*)?(?P<um>\d{1,2})\s*[月./-]\s*)?(?P<ud>\d{1,2})\s*(?:日|号)?(?:\s*[（(][^）)]*[）)])?)?"
)
_SPAN = re.compile(r"(?<!\d)" + _DAY.format("f") + _UNTIL)
_SENTENCES = re.compile(r"[。；;\n\r]+")
_CLAUSES = re.compile(r"[，,]")
_WORKS = re.compile(r"上班|补班|班$|\bwork", re.IGNORECASE)
_RESTS = re.compile(r"放假|休|假|\boff\b|holiday", re.IGNORECASE)
_HEADING_AT_MOST = 6
DAYS_AT_MOST = 31
LINES_AT_MOST = 2000


class ReadNotice(NamedTuple):
    """What a text names: days off and days at work (ISO, in order), and lines with days of which it does not say which."""

    holidays: list[str]
    workdays: list[str]
    unclear: list[str]


def lines_of(content: bytes) -> list[str]:
    """The lines of a text, or the rows of an Excel workbook's sheets. Raises Problem organisation.workbook for a workbook that cannot be read."""
    if is_zipfile(BytesIO(content)):
        return [" ".join(map(_cell, row)).strip() for title, rows in read_sheets(content).items() if title != NOTE_TITLE for row in rows]
    return content.decode("utf-8", errors="replace").splitlines()


def _cell(cell: Cell) -> str:
    return cell.isoformat()[:10] if isinstance(cell, date) else "" if cell is None else str(cell)


def read_notice(year: int, lines: Iterable[str]) -> ReadNotice:
    """The days of a year that a notice names: 1月1日（周五）至3日（周日）放假调休。1月4日（周一）上班。 or 2027-01-09 上班.

    A clause says 上班 or 放假 (休, 假) of its days, and of those before it that nothing was said of; a short line without days is a
    heading and says it of the lines below. Days of other years are passed over.
    """
    found: dict[bool, set[str]] = {True: set(), False: set()}
    unclear: list[str] = []
    heading: bool | None = None
    for sentence in _sentences(lines):
        said = _said(year, sentence)
        if not said and len(sentence) <= _HEADING_AT_MOST:
            heading = _works(sentence) if _works(sentence) is not None else heading
        for works, days in said:
            known = heading if works is None else works
            if known is None:
                unclear.append(sentence[:80])
            else:
                found[known].update(days)
    return ReadNotice(sorted(found[False] - found[True]), sorted(found[True]), unclear)


def _said(year: int, sentence: str) -> list[tuple[bool | None, list[str]]]:
    """(whether people work, days) of a sentence's clauses; None where it does not say."""
    said: list[tuple[bool | None, list[str]]] = []
    waiting: list[str] = []
    last: bool | None = None
    for clause in _CLAUSES.split(sentence):
        waiting += [day.isoformat() for day in _days(year, clause) if day.year == year]
        if (works := _works(clause)) is not None and waiting:
            said, waiting, last = [*said, (works, waiting)], [], works
    return [*said, (last, waiting)] if waiting else said


def _works(text: str) -> bool | None:
    if _WORKS.search(text.rstrip("：: ")):
        return True
    return False if _RESTS.search(text) else None


def _sentences(lines: Iterable[str]) -> Iterator[str]:
    for _, line in zip(range(LINES_AT_MOST), lines, strict=False):
        yield from (part.strip() for part in _SENTENCES.split(line) if part.strip())


def _days(year: int, sentence: str) -> Iterator[date]:
    for found in _SPAN.finditer(sentence):
        first = _date(found["fy"] or year, found["fm"], found["fd"])
        last = _date(found["uy"] or found["fy"] or year, found["um"] or found["fm"], found["ud"] or found["fd"])
        if first is None or last is None or not 0 <= (last - first).days < DAYS_AT_MOST:
            continue
        yield from (first + timedelta(days=step) for step in range((last - first).days + 1))


def _date(year: str | int, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
