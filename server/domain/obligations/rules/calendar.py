"""The mine's days, working days and periods."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from server.kit.clock import is_day

Period = Literal["month", "quarter", "year"]


class Calendar(Struct, frozen=True):
    """The mine's days: its time zone, and for exceptions from Monday to Friday whether people work (ISO day -> bool)."""

    zone: ZoneInfo
    exceptions: Mapping[str, bool] = {}

    def day_of(self, at_ms: int) -> date:
        """The calendar day on which an instant (epoch ms) falls."""
        return datetime.fromtimestamp(at_ms // 1000, self.zone).date()

    def start_of(self, day: date) -> int:
        """The first millisecond of a day."""
        return int(datetime(day.year, day.month, day.day, tzinfo=self.zone).timestamp()) * 1000

    def end_of(self, day: date) -> int:
        """The last millisecond of a day, so that a deadline reads as that day and `now <= due` includes all of it."""
        return self.start_of(day + timedelta(days=1)) - 1

    def works(self, day: date) -> bool:
        """Whether `day` is a working day."""
        return self.exceptions.get(day.isoformat(), day.weekday() < 5)

    def grace_end(self, at_ms: int, workdays: int) -> int:
        """The end of the n-th working day after the day of an instant (epoch ms)."""
        day = self.day_of(at_ms)
        while workdays > 0:
            day += timedelta(days=1)
            workdays -= self.works(day)
        return self.end_of(day)


def unknown_years(days: Iterable[str], first: date, last: date) -> list[int]:
    """The years between two days of which no exception (ISO day) is on record: nobody has entered the State Council's notice yet."""
    known = {int(day[:4]) for day in days}
    return [year for year in range(first.year, last.year + 1) if year not in known]


def notice_fault(year: int, holidays: Collection[str], workdays: Collection[str]) -> str | None:
    """Why these cannot be a year's notice, or None."""
    days = sorted({*holidays, *workdays})
    if wrong := [day for day in days if not is_day(day) or int(day[:4]) != year]:
        return f"“{wrong[0][:20]}”不是 {year} 年的日期"
    if twice := sorted({*holidays} & {*workdays}):
        return f"{twice[0]} 既写了放假，又写了上班"
    return None if exceptions_of(holidays, workdays) else "没有写哪天放假"


def exceptions_of(holidays: Collection[str], workdays: Collection[str]) -> dict[str, bool]:
    """A year's notice as exceptions from Monday to Friday; days that are none are left out."""
    days = sorted({*holidays, *workdays})
    return {day: day in workdays for day in days if (date.fromisoformat(day).weekday() < 5) != (day in workdays)}


def period_at(period: Period, day: date) -> str:
    """The key of the period that holds a day: '2026-11', '2026-Q4' or '2026'."""
    keys = {"month": f"{day:%Y-%m}", "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}", "year": f"{day.year:04}"}
    return keys[period]


def period_days(key: str) -> tuple[date, date]:
    """First and last day of a period. Raises ValueError for a text that names none."""
    found = re.fullmatch(r"([1-9]\d{3})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?", key, re.ASCII)
    if not found:
        raise ValueError(f"not a period: {key!r}")
    year, quarter, month = (int(part or 0) for part in found.groups())
    first = month or (quarter * 3 - 2 if quarter else 1)
    last = month or (quarter * 3 if quarter else 12)
    after = date(year + last // 12, last % 12 + 1, 1)
    return date(year, first, 1), after - timedelta(days=1)


def periods_over(day: date) -> tuple[str, str, str]:
    """The month, the quarter and the year that hold a day."""
    return period_at("month", day), period_at("quarter", day), period_at("year", day)


def quarter_of(key: str) -> str:
    """The quarter in which a period ends: a month's own, a year's last. Deductions count there."""
    return period_at("quarter", period_days(key)[1])
