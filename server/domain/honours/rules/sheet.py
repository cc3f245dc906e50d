"""Reads a sheet of honours: which columns are which, what each row says, whose it is, and what is wrong with it; and an empty sheet to fill in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import msgspec
import openpyxl
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from server.domain.honours.rules.giving import Given, given_fault, honour_id, own_fault
from server.domain.honours.schemas import HonourProblem
from server.domain.organisation import Cell, Sheet, find_header, name_text, plain_text, read_sheets
from server.kit.identity import Actor
from server.kit.problems import Problem

# For each field the headers that name it, the surest first; the first one stands in the template.
HEADERS: Mapping[str, tuple[str, ...]] = {
    "year": ("年度", "获奖年度", "授予年度", "年份", "获得年度", "年", "获奖时间", "授予时间"),
    "level": ("级别", "荣誉级别", "奖项级别", "等级"),
    "title": ("荣誉名称", "荣誉称号", "荣誉", "称号", "奖项", "奖项名称", "获奖名称"),
    "giver": ("授予单位", "颁发单位", "表彰单位", "授奖单位", "颁奖单位"),
    "number": ("工号", "职工号", "员工号", "职工编号", "员工编号"),
    "name": ("姓名", "党员姓名", "获奖人", "获得者"),
    "org": ("党组织", "所在党支部", "党支部", "党支部名称", "所在支部", "获奖单位", "支部"),
    "text": ("说明", "事迹", "备注"),
}
REQUIRED = ("year", "level", "title")
PAGE_NAME = "荣誉"
_LIMITS = {"title": 100, "giver": 100, "text": 500}
_WIDTHS = {"title": 32, "giver": 28, "org": 24, "text": 40}
_HELP = {
    "year": "四位数字，如 2014", "level": "从列表里选", "title": "如 全国技术能手", "giver": "如 人力资源和社会保障部",
    "number": "写工号最准；同名的人必须写",
    "name": "个人荣誉写姓名", "org": "个人荣誉写所在党支部；组织的荣誉只写党组织，不写姓名", "text": "可以不写",
}  # fmt: skip
Row = Mapping[str, Any]


class Draft(msgspec.Struct, frozen=True):
    """One row as it stands in the sheet, each cell as text; `row` counts as Excel does."""

    row: int
    cells: Mapping[str, str]


class Known(msgspec.Struct, frozen=True):
    """What rows are compared with: members with branch and its name, organisations with their branch, keys of levels by title, ids of honours."""

    members: Sequence[Row]
    orgs: Sequence[Row]
    levels: Mapping[str, str]
    honours: Collection[str]
    year: int


class HonourPlan(msgspec.Struct):
    """What to write (id -> columns), how many rows are known, and what is wrong."""

    honours: dict[str, dict[str, Any]]
    known: int
    problems: list[HonourProblem]


class Page(msgspec.Struct, frozen=True):
    """The sheet of a workbook that holds honours."""

    name: str
    sheet: Sheet

    def problem(self, draft: Draft, field: str, reason: str, remedy: str) -> HonourProblem:
        """What is wrong with a row, at the column of a field."""
        return HonourProblem(self.name, draft.row, self.sheet.title_of(field) or HEADERS[field][0], draft.cells.get(field, ""), reason, remedy)


def read_page(content: bytes) -> Page:
    """The one sheet with the columns of honours; the one of that name among several. Raises Problem organisation.workbook, honours.no_sheet."""
    found = [Page(name, sheet) for name, rows in read_sheets(content).items() if (sheet := find_header(rows, HEADERS, REQUIRED))]
    pages = [page for page in found if page.sheet.columns.keys() & {"number", "name", "org"}]
    named = [page for page in pages if page.name == PAGE_NAME] or pages
    if len(named) == 1:
        return named[0]
    if named:
        raise Problem("honours.two_sheets", "有几张像是荣誉的表", "分不清要导入哪一张。", f"请只留一张，或把它命名为“{PAGE_NAME}”。")
    needed = "、".join(HEADERS[field][0] for field in REQUIRED)
    raise Problem(
        "honours.no_sheet", "没有找到荣誉表", f"没有一个工作表同时有这些列：{needed}，以及姓名或党组织。", "请下载模板，或检查表头后再导入。"
    )


def read_rows(page: Page) -> list[Draft]:
    """Each row that says something: no blank rows, totals or repeated headers."""
    return [Draft(at, cells) for at, cells in _speaking(page.sheet)]


def _speaking(sheet: Sheet) -> Iterator[tuple[int, Mapping[str, str]]]:
    for at, row in enumerate(sheet.rows[sheet.header + 1 :], sheet.header + 2):
        cells = {field: _words(field, sheet.cell(row, field)) for field in sheet.columns}
        if sum(map(bool, cells.values())) >= 2 and cells["title"] not in HEADERS["title"] and "合计" not in cells["year"]:
            yield at, cells


def _words(field: str, cell: Cell) -> str:
    if field == "year":
        return plain_text(cell)[:4] if plain_text(cell)[:4].isdecimal() else plain_text(cell)
    return plain_text(cell) if field in _LIMITS else name_text(cell)


def plan_honours(page: Page, drafts: Iterable[Draft], known: Known, actor: Actor) -> HonourPlan:
    """The honours that a sheet adds: nothing, if all is known. Rows that cannot be taken are refused one by one."""
    planner = _Planner(page, known, actor)
    for draft in drafts:
        planner.take(draft)
    return planner.plan


class _Planner:
    def __init__(self, page: Page, known: Known, actor: Actor) -> None:
        self._page, self._known, self._actor = page, known, actor
        self._numbered = {row["employee_no"]: row for row in known.members}
        self._named = defaultdict[str, list[Row]](list)
        for row in known.members:
            self._named[row["name"]].append(row)
        self._orgs = {name_text(row["name"]): row for row in known.orgs}
        self._rows: dict[str, int] = {}
        self.plan = HonourPlan({}, 0, [])

    def take(self, draft: Draft) -> None:
        """Notes what one row comes to."""
        whose = self._whose(draft)
        if isinstance(whose, tuple):
            return self._refuse(draft, *whose)
        if fault := self._fault(draft, whose):
            return self._refuse(draft, *fault)
        told = self._told(draft, whose)
        key = honour_id(whose["id"], told["year"], told["title"])
        if key in self._known.honours:
            self.plan.known += 1
        elif (first := self._rows.setdefault(key, draft.row)) != draft.row:
            self._refuse(draft, "title", f"与第 {first} 行是同一项荣誉", "请删去重复的一行。")
        else:
            self.plan.honours[key] = told
        return None

    def _whose(self, draft: Draft) -> Row | tuple[str, str, str]:
        """The member or organisation whom a row means, never guessed; or field, reason, remedy."""
        number, name, org = (draft.cells.get(field, "") for field in ("number", "name", "org"))
        if number:
            return self._by_number(number.upper(), name)
        if name:
            return self._by_name(name, org)
        if org in self._orgs:
            return {**self._orgs[org], "is_org": True}
        return "org", "没有姓名，也没有认得的党组织", "个人荣誉写姓名，组织荣誉写党组织的全称。"

    def _by_number(self, number: str, name: str) -> Row | tuple[str, str, str]:
        found = self._numbered.get(number)
        if found is None:
            return "number", "花名册里没有这个工号", "请核对工号。"
        return found if name in ("", found["name"]) else ("name", f"花名册里这个工号是{found['name']}", "请核对工号和姓名。")

    def _by_name(self, name: str, org: str) -> Row | tuple[str, str, str]:
        same = [row for row in self._named[name] if org in ("", name_text(row["branch_name"]))]
        if len(same) == 1:
            return same[0]
        return ("name", f"有 {len(same)} 个“{name}”", "请补上工号。") if same else ("name", "花名册里没有这个人", "请核对姓名和党支部，或补上工号。")

    def _fault(self, draft: Draft, whose: Row) -> tuple[str, str, str] | None:
        long = next((field for field, most in _LIMITS.items() if len(draft.cells.get(field, "")) > most), None)
        if long:
            return long, f"超过 {_LIMITS[long]} 个字", "请写得短一些。"
        if not draft.cells["year"].isdecimal():
            return "year", "年度不对", "请写成 2014 这样的四位数字。"
        level = self._known.levels.get(draft.cells["level"], "")
        if not level:
            return "level", "不认识的级别", f"可以填：{'、'.join(self._known.levels)}。"
        is_org = "is_org" in whose
        given = Given(
            year=int(draft.cells["year"]),
            level=level,
            title=draft.cells["title"],
            member="" if is_org else whose["id"],
            org=whose["id"] if is_org else "",
        )
        if fault := given_fault(given, self._known.year, set(self._known.levels.values())):
            return fault.field or "title", fault.detail, fault.remedy
        own = own_fault(given.member, whose["branch"], self._actor)
        return ("name" if given.member else "org", own.detail, own.remedy) if own else None

    def _told(self, draft: Draft, whose: Row) -> dict[str, Any]:
        cells, is_org = draft.cells, "is_org" in whose
        told = {"year": int(cells["year"]), "level": self._known.levels[cells["level"]], "title": cells["title"], "giver": cells.get("giver", "")}
        of = {"member": "" if is_org else whose["id"], "org": whose["id"] if is_org else "", "branch": whose["branch"], "name": whose["name"]}
        return told | of | {"text": cells.get("text", "")}

    def _refuse(self, draft: Draft, field: str, reason: str, remedy: str) -> None:
        self.plan.problems.append(self._page.problem(draft, field, reason, remedy))


def template(levels: Sequence[str]) -> bytes:
    """An empty sheet: its columns, a list of levels to choose from, and a second sheet that says what goes where."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = PAGE_NAME
    for column, (field, titles) in enumerate(HEADERS.items(), 1):
        head = page.cell(1, column, titles[0])
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="EDE8E0")
        page.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(field, 14)
    page.freeze_panes = "A2"
    choice: Any = DataValidation(type="list", formula1=f'"{",".join(levels)}"', allow_blank=True)
    page.add_data_validation(choice)
    choice.add("B2:B2000")
    explained = book.create_sheet("填写说明")
    explained.append(["列", "怎样填"])
    for field, words in _HELP.items():
        explained.append([HEADERS[field][0], words])
    explained.column_dimensions["B"].width = 60
    out = BytesIO()
    book.save(out)
    return out.getvalue()
