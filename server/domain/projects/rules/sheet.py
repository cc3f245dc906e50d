"""Projects from a sheet: what each row says, what of it is new, and what cannot be taken. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from server.domain.organisation import OwnedColumn, OwnedSheet, owned_template, read_owned
from server.domain.projects.rules.asking import imported_id, plan_fault

_COLUMNS = (
    OwnedColumn("title", ("项目名称", "突破项目", "项目", "名称"), True, at_most=100, example="三化融合、改造升级，建设高效选煤厂"),
    OwnedColumn("problems", ("存在问题", "主要问题", "问题"), True, example="设备老化，改造压力大"),
    OwnedColumn("goal", ("目标", "工作目标", "项目目标"), True, example="用一年时间建成高效选煤厂"),
    OwnedColumn("measures", ("措施", "主要措施", "工作措施"), True, example="分层分类培训，技能比武，导师带徒"),
    OwnedColumn("leader", ("负责人", "项目负责人", "责任人"), True, at_most=100, example="王永"),
    OwnedColumn("starts_on", ("开始日期", "开始时间", "起始日期", "开始"), True, "day", example="2026-01-01"),
    OwnedColumn("ends_on", ("完成期限", "完成时间", "完成日期", "期限", "结束日期"), True, "day", example="2026-12-31"),
    OwnedColumn("milestones", ("节点", "里程碑", "进度安排", "时间节点"), False, "dated", example="每条一行，日期写在最后：方案会审 2026-03-31"),
)


class Import(Struct, frozen=True):
    """What a sheet comes to: projects to write (id -> columns) and how many are known."""

    projects: Mapping[str, Mapping[str, Any]]
    known: int


def read_projects(content: bytes, places: Iterable[Mapping[str, Any]]) -> OwnedSheet:
    """The rows of a workbook; `places` are organisations that have a branch. Problem organisation.workbook, sheets.columns."""
    return read_owned(content, "突破项目", _COLUMNS, places)


def template() -> bytes:
    """An empty sheet of projects."""
    return owned_template("突破项目", _COLUMNS, "党总支或党支部，照组织台账的名称，如：选煤中心党总支")


def plan_import(reading: OwnedSheet, known: Collection[tuple[str, str]], own: Collection[str]) -> Import:
    """What is new of the sheet; notes in it what cannot be taken. `known` are (owner, title) of all projects, `own` what the person belongs to."""
    projects: dict[str, dict[str, Any]] = {}
    rows: dict[tuple[str, str], int] = {}
    met = 0
    for row in reading.rows:
        values: dict[str, Any] = {"owner": row.owner, **row.values, "milestones": _milestones(row.row, row.values["milestones"])}
        key = (row.owner, str(values["title"]))
        first = rows.setdefault(key, row.row)
        fault = plan_fault(values)
        if first != row.row:
            reading.problems.append(reading.problem(row.row, "title", f"与第 {first} 行是同一个项目"))
        elif key in known:
            met += 1
        elif row.owner in own:
            reading.problems.append(reading.problem(row.row, "owner", "您在承办组织任职，请由党群工作部的其他同志导入这一行"))
        elif fault:
            reading.problems.append(reading.problem(row.row, fault.field or "title", fault.detail))
        else:
            projects[imported_id(*key)] = values
    return Import(projects, met)


def _milestones(row: int, told: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"id": f"{row}-{at}", "text": text[:200], "due_on": day} for at, (text, day) in enumerate(told, 1)]
