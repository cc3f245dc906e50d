"""Notes and needs of secretaries as rows of a workbook, in the words of docs/glossary.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from server.domain.secretaries.rules.items import LEVELS, SIDES, TITLES, WORDS
from server.kit.sheets import Column

NOTE_COLUMNS = (
    Column("党支部", width=24), Column("姓名", width=12), Column("工号", width=14), Column("年度", "number", 8),
    Column("项目", width=18), Column("谁写的", width=12), Column("做得怎样", width=12), Column("事例", width=60),
)  # fmt: skip
NEED_COLUMNS = (
    Column("党支部", width=24), Column("姓名", width=12), Column("工号", width=14), Column("年度", "number", 8),
    Column("项目", width=18), Column("想学什么", width=50), Column("状态", width=12), Column("安排的培训", width=50),
    Column("参加日期", "day", 12),
)  # fmt: skip


def note_row(one: Mapping[str, Any]) -> list[Any]:
    """A line of the sheet of notes and the note's id."""
    who = [one["branch_name"], one["name"], one["employee_no"], one["year"], TITLES.get(one["item"], one["item"])]
    return [*who, SIDES.get(one["side"], one["side"]), LEVELS.get(one["level"], one["level"]), one["example"], one["id"]]


def need_row(one: Mapping[str, Any]) -> list[Any]:
    """A line of the sheet of needs and the need's id."""
    who = [one["branch_name"], one["name"], one["employee_no"], one["year"], TITLES.get(one["item"], one["item"])]
    return [*who, one["text"], WORDS.get(one["state"], one["state"]), one["training"], one["attended_on"] or None, one["id"]]
