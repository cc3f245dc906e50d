"""Periods, days and colours as people say them, for sentences and sheets that people read."""

from collections.abc import Mapping

QUARTERS = {"Q1": "第一季度", "Q2": "第二季度", "Q3": "第三季度", "Q4": "第四季度"}
COLOURS: Mapping[str, str] = {"red": "逾期", "yellow": "临期", "green": "完成", "grey": "未到期"}


def spoken_period(period: str) -> str:
    """A period as people say it: 2026年11月, 2026年第四季度, 2026年."""
    year, _, part = period.partition("-")
    return f"{year}年" + (QUARTERS.get(part) or (f"{int(part)}月" if part else ""))


def spoken_day(day: str) -> str:
    """An ISO day as people say it: 2026年11月30日."""
    year, month, of_month = day.split("-")
    return f"{year}年{int(month)}月{int(of_month)}日"
