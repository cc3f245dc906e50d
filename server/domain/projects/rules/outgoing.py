"""Projects as rows of a sheet and as a report on paper (立项报告), in the words of docs/glossary.md."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.papers import Report, ReportPart
from server.domain.projects.rules.asking import spoken_number
from server.domain.projects.rules.course import WORDS
from server.domain.projects.schemas import ProjectOut
from server.kit.sheets import Column

LISTS: Mapping[str, tuple[str, ...]] = {
    "all": (),
    "open": ("approved", "running"),
    "waiting": ("submitted", "acceptance"),
    "accepted": ("graded", "bought_back", "promoted"),
    "ended": ("closed", "terminated"),
    "drafts": ("draft", "returned"),
}
"""States of each list of the office; none means all but drafts."""
STANDINGS: Mapping[str, str] = {
    "upcoming": "未到期",
    "warning": "临期",
    "overdue_provisional": "逾期待核",
    "overdue": "逾期",
    "done": "完成",
    "late": "已补",
    "terminated": "已终止",
}
COLUMNS = (
    Column("编号", width=18),
    Column("项目名称", width=40),
    Column("承办组织", width=24),
    Column("负责人", width=14),
    Column("目标", width=60),
    Column("开始日期", "day", 12),
    Column("完成期限", "day", 12),
    Column("节点", width=48),
    Column("阶段", width=12),
    Column("状态", width=12),
    Column("下一期限", "day", 12),
    Column("等级", width=10),
    Column("回购级别", width=10),
    Column("推广采用", width=12),
)


def project_row(one: ProjectOut, titles: Mapping[str, str]) -> list[Any]:
    """A line of the sheet and the project's id; `titles` are those of grades and levels by field and key."""
    milestones = "\n".join(f"{item.text} {item.due_on}{'（已完成）' if item.is_done else ''}" for item in one.milestones)
    what = [spoken_number({"year": one.year, "number": one.number}), one.title, one.owner_name, one.leader, one.goal]
    when = [one.starts_on or None, one.ends_on or None, milestones, WORDS[one.state], STANDINGS[one.standing], one.due_on or None]
    came = [titles.get(f"grade/{one.grade}", one.grade), titles.get(f"level/{one.level}", one.level)]
    return [*what, *when, *came, f"{one.adopted}/{one.offered}" if one.offered else "", one.project]


def report_of(project: Mapping[str, Any], owner_name: str, as_of: str) -> Report:
    """The proposal on paper, as the seed shows it: 《…书记抓基层党建突破项目立项报告》."""
    milestones = [f"{at}．{one['text']}（{one['due_on']}前）" for at, one in enumerate(project["milestones"], 1)]
    facts = (
        ("项目名称", project["title"]),
        ("承办组织", owner_name),
        ("负 责 人", project["leader"]),
        ("起止时间", f"{project['starts_on']} 至 {project['ends_on']}"),
    )
    parts = (
        ReportPart("存在问题", _paragraphs(project["problems"])),
        ReportPart("工作目标", _paragraphs(project["goal"])),
        ReportPart("主要措施", _paragraphs(project["measures"])),
        ReportPart("进度安排", tuple(milestones)),
    )
    state = f"{WORDS[project['state']]}，{as_of}"
    return Report(f"{owner_name}书记抓基层党建突破项目立项报告", spoken_number(project), facts, parts, "书记（签名）：", state)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines())


def titles_of(choices: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What grades and levels are called, by field and key."""
    return {f"{one['field']}/{one['key']}": one["title"] for one in choices}
