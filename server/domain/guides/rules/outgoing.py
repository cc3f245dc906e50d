"""Visits, problems and assignments as rows of a workbook, and a quarter's report on paper, in the words of docs/glossary.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.guides.rules.course import TEAMS, WORDS
from server.domain.guides.schemas import VisitCoverageTableOut, VisitOut, VisitQuarterOut
from server.domain.papers import Report, ReportPart
from server.kit.sheets import Column

STANDINGS: Mapping[str, str] = {"covered": "已走访", "open": "本月待走访", "warning": "月底前要走访", "missed": "未走访", "free": "不计"}
VISIT_COLUMNS = (
    Column("日期", "day", 12),
    Column("组织", width=24),
    Column("队伍", width=14),
    Column("姓名", width=12),
    Column("职能", width=14),
    Column("帮扶方式", width=14),
    Column("做了什么", width=60),
    Column("发现问题", "number", 10),
    Column("未解决", "number", 10),
    Column("状态", width=12),
)
PROBLEM_COLUMNS = (
    Column("发现日期", "day", 12),
    Column("组织", width=24),
    Column("问题", width=60),
    Column("状态", width=12),
    Column("解决日期", "day", 12),
    Column("督办单", width=18),
)
ASSIGNMENT_COLUMNS = (
    Column("组织", width=24),
    Column("队伍", width=14),
    Column("姓名", width=12),
    Column("工号", width=14),
    Column("开始日期", "day", 12),
    Column("结束日期", "day", 12),
    Column("事由", width=40),
    Column("结束事由", width=40),
)


def titles_of(choices: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What functions and ways are called, by field and key; those that the mine has not confirmed say so."""
    return {f"{one['field']}/{one['key']}": one["title"] if one["is_confirmed"] else f"{one['title']}（待确认）" for one in choices}


def visit_row(one: VisitOut, titles: Mapping[str, str]) -> list[Any]:
    """A line of the sheet and the visit's id."""
    what = [titles.get(f"function/{one.function}", one.function), titles.get(f"way/{one.way}", one.way), one.text]
    return [one.on, one.org_name, TEAMS[one.team], one.guide_name, *what, one.found, one.unsolved, WORDS[one.state], one.visit]


def problem_row(one: Mapping[str, Any]) -> list[Any]:
    """A line of the sheet of problems and the problem's id."""
    return [one["found_on"], one["org_name"], one["text"], WORDS[one["state"]], one["solved_on"] or None, one["order_number"], one["id"]]


def assignment_row(one: Mapping[str, Any]) -> list[Any]:
    """A line of the sheet of assignments, which can be imported again, and the assignment's id."""
    who = [one["org_name"], TEAMS[one["team"]], one["person_name"], one["employee_no"]]
    return [*who, one["from_on"], one["to_on"], one["reason"], one["end_reason"], one["assignment"]]


def report_of(quarter: VisitQuarterOut, table: VisitCoverageTableOut, titles: Mapping[str, str], as_of: str) -> Report:
    """A quarter of visits on paper: figures, each month, where nobody was, what is not solved."""
    year, number = quarter.quarter[:4], quarter.quarter[-1]
    months = [f"{month[5:].lstrip('0')}月：{_standings(told)}" for month, told in quarter.months.items()]
    facts = (
        ("走访次数", f"{quarter.visits} 次（{_named(quarter.by_team, TEAMS)}）"),
        ("联系组织", f"{quarter.organisations} 个，每月每个至少 {table.visits} 次"),
        ("发现问题", "，".join(f"{WORDS[state]} {many} 个" for state, many in quarter.problems.items())),
    )
    parts = (
        ReportPart("各月走访情况", tuple(months)),
        ReportPart("按职能", _lines(quarter.by_function, "function", titles)),
        ReportPart("按帮扶方式", _lines(quarter.by_way, "way", titles)),
        ReportPart("没有走访到的", tuple(quarter.missed)),
        ReportPart("没有派人的支部", tuple(table.alone)),
        ReportPart("没有解决的问题", tuple(quarter.unsolved)),
    )
    return Report(f"{year}年第{number}季度党建指导员、联络员工作报告", "256工作模式", facts, parts, "党群工作部", as_of)


def _standings(told: Mapping[str, int]) -> str:
    return "，".join(f"{STANDINGS[one]} {many} 个" for one, many in told.items() if many) or "没有联系的组织"


def _named(told: Mapping[str, int], words: Mapping[str, str]) -> str:
    return "，".join(f"{word} {told.get(key, 0)} 次" for key, word in words.items())


def _lines(told: Mapping[str, int], field: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"{titles.get(f'{field}/{key}', key) if key else '没有写明'}：{many} 次" for key, many in told.items())
