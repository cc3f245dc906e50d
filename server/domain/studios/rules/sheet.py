"""Achievements from a sheet: its columns, what each row says, and what has to be written: nothing, if all is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from server.domain.facts import branch_on
from server.domain.organisation import ListColumn, ListPage, ListRow, RowProblem, list_template, name_text, read_list
from server.domain.studios.rules.achieving import BENEFITS, LEVELS, imported_id, whole_fault
from server.kit.identity import Actor

TITLE = "创新成果"
COLUMNS: Mapping[str, ListColumn] = {
    "title": ListColumn(("成果名称", "名称", "项目名称"), "风流干燥法", True, width=30),
    "kind": ListColumn(("成果类型", "类型", "类别"), "技术创新成果", True),
    "level": ListColumn(("认定级别", "级别", "等级"), "、".join(LEVELS.values()), True, width=12),
    "done_on": ListColumn(("完成日期", "完成时间", "日期"), "2026-05-20", True, width=12),
    "recognised_on": ListColumn(("认定日期", "评定日期"), "认定文件的日期，从这一天起计入评星；不写就是导入当天", width=12),
    "branch": ListColumn(("党支部", "所在党支部", "申报支部"), "综采一区党支部", True, width=22),
    "studio": ListColumn(("工作室", "创新工作室"), "不属于工作室的留空", width=22),
    "people": ListColumn(("完成人", "完成人及比例"), "J100001 张三 60%；J100002 李四 40%；一个人可以不写比例", True, 500, 40),
    "story": ListColumn(("做法和成效", "主要内容", "内容", "成果简介"), "用几句话写明怎样做的、效果怎样", True, 2000, 60),
    "measure": ListColumn(("衡量什么", "指标"), "截割电机进水的影响时间", characters=60, width=24),
    "before": ListColumn(("改进前",), "10多", characters=20, width=10),
    "after": ListColumn(("改进后",), "1", characters=20, width=10),
    "unit": ListColumn(("单位",), "小时", characters=20, width=8),
    "yuan": ListColumn(("年创效（万元）", "年创效", "经济效益"), "400", characters=20, width=14),
    "benefit": ListColumn(("创效方式",), "、".join(BENEFITS.values()), width=12),
    "yuan_basis": ListColumn(("测算依据", "计算依据"), "减少影响时间 × 小时产量 × 吨煤效益", characters=500, width=40),
}
_NOTES = ("没有工号时写姓名，同一党支部有同名的人必须写工号。", "导入的是已经认定的成果，直接记为“已通过”。")
_PERSON = re.compile(r"(?P<number>[A-Za-z]+\d+|\d{4,})?\s*(?P<name>[^\d\s%％:：()（）]+)?[\s:：(（]*(?P<share>\d{1,3})?\s*[%％]?\s*[)）]?")
Row = Mapping[str, Any]
Page = ListPage


class Draft(msgspec.Struct, frozen=True):
    """One row that can be read: its number in the sheet, its fields, who is named as (number, name, share)."""

    row: ListRow
    told: dict[str, Any]
    people: tuple[tuple[str, str, int], ...]


class Roster(msgspec.Struct, frozen=True):
    """Who and what there is: members (id, employee_no, name), memberships by member, branches and open studios by name."""

    members: Sequence[Row]
    memberships: Mapping[str, Sequence[Row]]
    branches: Mapping[str, str]
    studios: Mapping[str, Row]


class Plan(msgspec.Struct):
    """What to write (achievement id -> columns) and what to tell."""

    achievements: dict[str, dict[str, Any]] = {}
    known: int = 0
    problems: list[RowProblem] = []


def template() -> bytes:
    """An empty sheet of achievements."""
    return list_template(TITLE, COLUMNS, _NOTES)


def read_page(content: bytes) -> Page:
    """The sheet of a workbook that holds achievements. Raises Problem organisation.workbook, organisation.no_list."""
    return read_list(content, TITLE, COLUMNS)


def read_rows(page: Page, kinds: Mapping[str, str]) -> tuple[list[Draft], list[RowProblem]]:
    """Each row, or what is wrong with it; `kinds` are titles of kinds by key."""
    drafts: list[Draft] = []
    problems: list[RowProblem] = []
    for row in page.rows():
        draft = Draft(row, _told(row, kinds), _people(row))
        problems += row.problems
        if not row.problems:
            drafts.append(draft)
    return drafts, problems


def _told(row: ListRow, kinds: Mapping[str, str]) -> dict[str, Any]:
    texts = {field: row.text(field) for field in ("title", "story", "measure", "before", "after", "unit", "yuan_basis")}
    days = {field: row.day(field) for field in ("done_on", "recognised_on")}
    chosen = {"kind": row.choice("kind", kinds), "level": row.choice("level", LEVELS), "benefit": row.choice("benefit", BENEFITS)}
    return texts | days | chosen | {"branch": row.name("branch"), "studio": row.name("studio"), "yuan": _yuan(row)}


def _yuan(row: ListRow) -> int | None:
    """Whole yuan from a cell that tells 万元."""
    told = row.name("yuan").removesuffix("万元").removesuffix("万")
    if not told:
        return None
    try:
        yuan = Decimal(told) * 10_000
    except ArithmeticError:
        yuan = Decimal(-1)
    if not yuan.is_finite() or not 0 <= yuan <= 10**11 or yuan != int(yuan):
        row.refuse("yuan", "不是数，请按万元填写，例如 400 或 12.5")
        return None
    return int(yuan)


def _people(row: ListRow) -> tuple[tuple[str, str, int], ...]:
    parts = [part.strip() for part in re.split(r"[;；,，、\n]", row.text("people")) if part.strip()]
    found = [_PERSON.fullmatch(part) for part in parts]
    if any(one is None or not (one["number"] or one["name"]) for one in found):
        row.refuse("people", "看不懂，请写成“工号 姓名 60%；工号 姓名 40%”")
        return ()
    shares = [int(one["share"] or (100 if len(found) == 1 else 0)) for one in found if one]
    return tuple(((one["number"] or "").upper(), one["name"] or "", share) for one, share in zip(found, shares, strict=True) if one)


def plan(drafts: Iterable[Draft], roster: Roster, known: Iterable[str], kinds: Iterable[str], today: str, by: Actor) -> Plan:
    """What a sheet adds; `known` are the ids that are there, `by` who hands it in: nobody recognises what is their own or their branch's."""
    planner = _Planner(roster, set(known), set(kinds), today, by)
    for draft in drafts:
        planner.take(draft)
    return planner.plan


class _Planner:
    def __init__(self, roster: Roster, known: set[str], kinds: set[str], today: str, by: Actor) -> None:
        self.plan = Plan()
        self._roster, self._known, self._kinds, self._today, self._by = roster, known, kinds, today, by
        self._numbered = {row["employee_no"]: row for row in roster.members}

    def take(self, draft: Draft) -> None:
        """Notes what one row comes to."""
        told = self._whole(draft)
        self.plan.problems += draft.row.problems
        if told is None or draft.row.problems:
            return
        row_id = imported_id(told["branch"], told["title"], told["done_on"])
        if row_id in self._known or row_id in self.plan.achievements:
            self.plan.known += 1
        else:
            self.plan.achievements[row_id] = told

    def _whole(self, draft: Draft) -> dict[str, Any] | None:
        branch = self._roster.branches.get(draft.told["branch"])
        if branch is None:
            draft.row.refuse("branch", "没有这个党支部，请按系统里的名称填写")
            return None
        if self._by.speaks_for(branch):
            draft.row.refuse("branch", "您在这个党支部任职，不能由您认定本支部的成果，请由党群工作部的其他同志导入这一行")
        studio = self._studio(draft, branch)
        people = [self._person(draft, branch, *one) for one in draft.people]
        if draft.row.problems:
            return None
        recognised_on: str = draft.told["recognised_on"] or self._today
        told: dict[str, Any] = draft.told | {"branch": branch, **studio, "people": people, "recognised_on": recognised_on}
        if fault := whole_fault(told, self._today, self._kinds):
            draft.row.refuse(fault.field if fault.field and fault.field in COLUMNS else "title", f"{fault.detail}{fault.remedy}")
        if not told["done_on"] <= recognised_on <= self._today:
            draft.row.refuse("recognised_on", "认定日期要在完成之后、今天以前")
        return told

    def _studio(self, draft: Draft, branch: str) -> dict[str, str]:
        name = draft.told["studio"]
        studio = self._roster.studios.get(name)
        if name and (studio is None or branch not in studio["branches"]):
            draft.row.refuse("studio", "这个党支部没有这个工作室，请按系统里的名称填写")
        return {"studio": studio["id"], "studio_name": studio["name"]} if studio else {"studio": "", "studio_name": ""}

    def _person(self, draft: Draft, branch: str, number: str, name: str, share: int) -> dict[str, Any]:
        if number:
            found = [self._numbered[number]] if number in self._numbered else []
        else:
            found = [row for row in self._roster.members if name_text(row["name"]) == name and self._in(row, branch, draft)]
        if len(found) != 1 or (name and name_text(found[0]["name"]) != name):
            told = number or name
            draft.row.refuse("people", f"认不出“{told}”是谁，请写工号和姓名" if len(found) < 2 else f"这个党支部有 {len(found)} 个“{told}”，请写工号")
            return {}
        if found[0]["id"] == self._by.member:
            draft.row.refuse("people", "完成人里有您本人，不能由您自己认定，请由党群工作部的其他同志导入这一行")
        return {"id": found[0]["id"], "name": found[0]["name"], "share": share}

    def _in(self, member: Row, branch: str, draft: Draft) -> bool:
        return branch_on(draft.told["done_on"], self._roster.memberships.get(member["id"], ())) == branch
