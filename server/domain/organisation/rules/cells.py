"""What one cell of an office's sheet means: text, a name, a number written as a number, a date in any of the usual shapes."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache

Cell = str | float | int | bool | date | datetime | time | timedelta | None

_EXCEL_DAY_ZERO = date(1899, 12, 30)
_EXCEL_SERIALS = range(7_000, 73_051)  # 1919-03-01 to 2099-12-31; outside of it a bare number is not a day
_YEARS = range(1900, 2101)

_SHAPES = (
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})?"),
    re.compile(r"(?P<y>\d{4})\s*[-./\\、]\s*(?P<m>\d{1,2})(?:\s*[-./\\、]\s*(?P<d>\d{1,2}))?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"),
    re.compile(r"(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月?(?:\s*(?P<d>\d{1,2})\s*[日号]?)?"),
)


@lru_cache(maxsize=65_536)
def _normal(text: str) -> str:
    """Full-width digits, letters and spaces become plain ones; invisible characters go; runs of space become one."""
    plain = unicodedata.normalize("NFKC", text)
    if not plain.isprintable():
        plain = "".join(c for c in plain if c.isspace() or unicodedata.category(c) not in ("Cf", "Cc"))
    return " ".join(plain.split())


def plain_text(cell: Cell) -> str:
    """The cell as a person reads it, on one line; an empty cell is ''."""
    if isinstance(cell, str):
        return _normal(cell)
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def name_text(cell: Cell) -> str:
    """A name without any space in it: offices space two-character names out, and paste line breaks behind branches."""
    return unspaced(plain_text(cell))


def unspaced(text: str) -> str:
    """A plain text without its spaces."""
    return text.replace(" ", "") if " " in text else text


def iso_date(cell: Cell) -> str | None:
    """The day in a cell as 'YYYY-MM-DD'; None for an empty cell. A month without a day stands for its first day.

    Raises ValueError for what is no day of the calendar.
    """
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = _number_text(cell) if isinstance(cell, float) else plain_text(cell)
    return _day_of_text(text) if text else None


def _number_text(number: float) -> str:
    if not 0 < number < 100_000_000:
        raise ValueError(number)
    if int(number) in _YEARS and not number.is_integer():
        return f"{number:.2f}"  # 2013.10 typed as a number arrives as 2013.1
    return str(int(number))  # the fraction of a serial number is the time of day


@lru_cache(maxsize=65_536)
def _day_of_text(text: str) -> str:
    if len(text) <= 5 and text.isdecimal() and int(text) in _EXCEL_SERIALS:
        return (_EXCEL_DAY_ZERO + timedelta(days=int(text))).isoformat()
    for shape in _SHAPES:
        found = shape.fullmatch(text)
        if found:
            return date(int(found["y"]), int(found["m"]), int(found["d"] or 1)).isoformat()
    raise ValueError(text)
