"""Ranks, attendance and mentor pairs as a workbook, in the words of docs/glossary.md; its first page can be imported again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from server.domain.training.rules.teaching import MARKS, RANKS, RESULTS
from server.kit.sheets import Book, Column, Page, batch

_WHO = (Column("工号", width=12), Column("姓名", width=12), Column("党支部", width=24))
_RANKS = (Column("比武名称", width=30), Column("日期", "day", 12), Column("工种", width=16), *_WHO, Column("名次", width=10))
_MARKS = (Column("课程", width=30), Column("日期", "day", 12), *_WHO, Column("出勤", width=10), Column("事由", width=24), Column("登记人", width=12))
_PAIRS = (
    *(Column(title, width=12) for title in ("师傅", "徒弟")),
    Column("党支部", width=24),
    Column("工种", width=16),
    Column("目标", width=40),
    *(Column(title, "day", 12) for title in ("开始", "结束")),
    Column("结果", width=10),
    Column("定结果的日期", "day", 14),
    Column("备注", width=24),
)
_RESULT = ("title", "held_on", "trade", "number", "name", "branch_name")
_MARK = ("title", "held_on", "number", "name", "branch_name")
_PAIR = ("mentor_name", "apprentice_name", "branch_name", "trade", "goal", "from_on", "to_on")
Rows = Iterable[Mapping[str, Any]]


def training_book(results: Rows, marks: Rows, pairs: Rows, year: str) -> Book:
    """All results, marks and pairs of a year ('' for all), the newest first."""
    ranked = ([*(row[name] for name in _RESULT), RANKS[row["rank"]], row["id"]] for row in results)
    marked = ([*(row[name] for name in _MARK), MARKS[row["status"]], row["reason"], row["by_name"], row["id"]] for row in marks)
    paired = ([*(row[name] for name in _PAIR), RESULTS[row["result"]], row["ended_on"] or None, row["note"], row["id"]] for row in pairs)
    pages = [Page("技能比武", _RANKS, batch(ranked)), Page("培训出勤", _MARKS, batch(marked)), Page("师带徒", _PAIRS, batch(paired))]
    return Book("教育培训", {"年度": year} if year else {}, pages)
