"""Reads the rows of a sheet of facts: which columns are which, what each row says, and what is wrong with it; and an empty sheet to fill in."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

import msgspec
import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from server.domain.facts.rules.entering import TEXT_AT_MOST
from server.domain.facts.rules.kinds import Kind
from server.domain.facts.schemas import SheetProblem
from server.domain.organisation import Cell, Sheet, find_header, iso_date, name_text, plain_text, read_sheets
from server.kit.problems import Problem

# For each field the headers that name it, the surest first; the first one stands in the template.
HEADERS: Mapping[str, tuple[str, ...]] = {
    "number": ("工号", "职工号", "员工号", "职工编号", "员工编号", "人员编号", "职工工号", "工作证号", "违章人工号"),
    "name": ("姓名", "党员姓名", "违章人", "违章人员", "名字"),
    "branch": ("所在党支部", "所属党支部", "党支部", "党支部名称", "所在支部", "支部名称", "支部"),
    "on": ("日期", "发生日期", "违章日期", "时间", "发生时间", "录入日期", "缴费日期", "评定日期"),
    "grade": ("等级", "级别", "三违等级", "违章等级", "类别", "结果", "名次"),
    "amount": ("分数", "得分", "评分", "业绩分", "成绩"),
    "until": ("交至年月", "党费交至", "交至", "交至月份", "缴至", "缴至年月"),
    "text": ("说明", "情况说明", "违章内容", "事由", "内容", "情况", "备注"),
}
_WIDTHS = {"text": 48, "branch": 22}
_EXAMPLES = {"number": "J100001", "name": "张三", "branch": "综采一区党支部", "on": "2026-11-10", "amount": "92.5", "until": "2026-12"}


class Draft(msgspec.Struct, frozen=True):
    """One row that can be read: who it names and what it says; `row` counts as Excel does. `amount` in tenths, `until` an ISO month."""

    row: int
    number: str
    name: str
    branch: str
    on: str
    grade: str
    amount: int | None
    until: str
    text: str


class Page(msgspec.Struct, frozen=True):
    """The sheet of a workbook that holds facts."""

    name: str
    sheet: Sheet

    def problem(self, row: int, field: str, reason: str, remedy: str) -> SheetProblem:
        """What is wrong with a row, at the column of a field."""
        value = plain_text(self.sheet.cell(self.sheet.rows[row - 1], field))
        title = self.sheet.title_of(field) or HEADERS[field][0]
        return SheetProblem(self.name, row, title, value, reason, remedy)


def columns_of(kind: Kind) -> list[str]:
    """The fields that a sheet of this kind has, in the order of the template."""
    own = {"grade": bool(kind.grades), "amount": kind.most is not None, "until": kind.takes_until}
    return ["number", "name", "branch", *([] if kind.takes_until else ["on"]), *(field for field, has in own.items() if has), "text"]


def _required(kind: Kind) -> list[str]:
    words = ["text"] if kind.needs_text else []
    return ["name", *(field for field in columns_of(kind) if field not in ("number", "name", "branch", "text")), *words]


def read_page(content: bytes, kind: Kind) -> Page:
    """The one sheet of a workbook that has the columns of a kind; among several, the one with the kind's name.

    Raises Problem: organisation.workbook if the bytes are no workbook, facts.no_sheet if no sheet has the columns, facts.two_sheets.
    """
    found = [Page(name, sheet) for name, rows in read_sheets(content).items() if (sheet := find_header(rows, HEADERS, _required(kind)))]
    pages = sorted((page for page in found if page.sheet.columns.keys() & {"number", "branch"}), key=lambda page: -len(page.sheet.columns))
    if named := [page for page in pages if page.name == kind.title]:  # an export has a sheet for each kind
        return named[0]
    if not pages:
        raise _no_sheet(kind)
    if len(pages) > 1 and len(pages[0].sheet.columns) == len(pages[1].sheet.columns):
        raise _two_sheets(pages[0].name, pages[1].name)
    return pages[0]


def read_rows(page: Page, kind: Kind, today: str) -> tuple[list[Draft], list[SheetProblem]]:
    """Each row that speaks of a person, or what is wrong with it. Without a day of its own a row with a month is of `today`."""
    drafts: list[Draft] = []
    problems: list[SheetProblem] = []
    for at, cells in _speaking(page.sheet):
        reader = _Reader(page, kind, at, cells)
        draft = reader.read(today)
        problems += reader.problems
        if not reader.problems:
            drafts.append(draft)
    return drafts, problems


def _speaking(sheet: Sheet) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Rows below the header that name someone or say something beside a name: no blank rows, totals or repeated headers."""
    for at, row in enumerate(sheet.rows[sheet.header + 1 :], sheet.header + 2):
        texts = {field: name_text(sheet.cell(row, field)) for field in sheet.columns}
        name = texts.get("name", "")
        if sum(map(bool, texts.values())) >= 2 and name not in HEADERS["name"] and not name.endswith(("合计", "总计", "小计")):
            yield at, row


class _Reader:
    """Reads the cells of one row and keeps what is wrong with them."""

    def __init__(self, page: Page, kind: Kind, at: int, row: Sequence[Cell]) -> None:
        self.problems: list[SheetProblem] = []
        self._page, self._kind, self._at, self._row = page, kind, at, row

    def read(self, today: str) -> Draft:
        text = self._plain("text")
        if len(text) > TEXT_AT_MOST:
            self._refuse("text", f"超过 {TEXT_AT_MOST} 个字", "请写得短一些。")
        return Draft(
            row=self._at,
            number=self._name("number").upper(),
            name=self._name("name"),
            branch=self._name("branch"),
            on=self._day(today),
            grade=self._grade(),
            amount=self._amount(),
            until=self._until(),
            text=text,
        )

    def _cell(self, field: str) -> Cell:
        return self._page.sheet.cell(self._row, field)

    def _plain(self, field: str) -> str:
        return plain_text(self._cell(field))

    def _name(self, field: str) -> str:
        return name_text(self._cell(field))

    def _refuse(self, field: str, reason: str, remedy: str) -> None:
        self.problems.append(self._page.problem(self._at, field, reason, remedy))

    def _day(self, today: str) -> str:
        if self._kind.takes_until and not self._plain("on"):
            return today
        try:
            day = iso_date(self._cell("on"))
        except (ValueError, OverflowError):
            day = ""
        if day is None:
            self._refuse("on", "没有日期", "请填写事情发生的日期。")
        elif not day or not self._has_day():
            self._refuse("on", "不是日历上的日期", "请写成 2026-11-10 这样的日期。")
        return day or ""

    def _has_day(self) -> bool:
        """A month alone names no day: the roster's first of the month would be a guess here."""
        text = self._plain("on").replace("年", "-").replace("月", "-").replace(".", "-").replace("/", "-").strip("-日")
        return text.count("-") != 1 and not (text.isdecimal() and len(text) == 6)

    def _grade(self) -> str:
        if not self._kind.grades:
            return ""
        said = self._name("grade")
        for grade, title in self._kind.grades.items():
            if said and said in (title, grade, f"{title}{self._kind.title}"):
                return grade
        self._refuse("grade", "没有等级" if not said else "不认识的等级", f"可以填：{'、'.join(self._kind.grades.values())}。")
        return ""

    def _amount(self) -> int | None:
        if self._kind.most is None:
            return None
        try:
            tenths = Decimal(self._name("amount").removesuffix("分")) * 10
        except InvalidOperation:
            tenths = Decimal(-1)
        if not tenths.is_finite() or not 0 <= tenths <= self._kind.most or tenths != int(tenths):
            self._refuse("amount", "分数不对", f"请填 0 到 {self._kind.most // 10} 分，最多一位小数。")
            return None
        return int(tenths)

    def _until(self) -> str:
        if not self._kind.takes_until:
            return ""
        try:
            day = iso_date(self._cell("until"))
        except (ValueError, OverflowError):
            day = None
        if day is None:
            self._refuse("until", "没有写到哪个月", "请写成 2026-12 这样的年月。")
        return (day or "")[:7]


def template(kind: Kind) -> bytes:
    """An empty sheet of a kind: its columns, what each takes, and a list to choose grades from."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = kind.title
    fields = columns_of(kind)
    for column, field in enumerate(fields, 1):
        head = page.cell(1, column, HEADERS[field][0])
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="EDE8E0")
        page.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(field, 14)
        page.column_dimensions[get_column_letter(column)].number_format = "@"
        page.cell(1, column).alignment = Alignment(wrap_text=True)
    page.freeze_panes = "A2"
    if kind.grades:
        letter = get_column_letter(fields.index("grade") + 1)
        choice: Any = DataValidation(type="list", formula1=f'"{",".join(kind.grades.values())}"', allow_blank=True)
        page.add_data_validation(choice)
        choice.add(f"{letter}2:{letter}2000")
    _explain(book, kind, fields)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _explain(book: Any, kind: Kind, fields: Sequence[str]) -> None:
    """A second sheet that says what goes into each column; its header is no header of facts, so that it is never taken for the data."""
    page = book.create_sheet("填写说明")
    examples = _EXAMPLES | {"grade": "、".join(kind.grades.values()), "text": "用一句话写明情况，本人能看到"}
    page.append(["列", "怎样填"])
    for field in fields:
        page.append([HEADERS[field][0], examples[field]])
    page.append(["人员", "写工号最准；没有工号时写姓名和所在党支部。同名的人必须写工号。"])
    page.column_dimensions["B"].width = 60


def _no_sheet(kind: Kind) -> Problem:
    needed = "、".join(HEADERS[field][0] for field in _required(kind))
    detail = f"没有一个工作表同时有这些列：{needed}，以及工号或所在党支部。"
    return Problem("facts.no_sheet", f"没有找到“{kind.title}”表", detail, "请下载模板，或检查表头的列名后再导入。")


def _two_sheets(first: str, second: str) -> Problem:
    return Problem("facts.two_sheets", "有两张表", f"工作表“{first}”和“{second}”都像要导入的表。", "请合并到一张工作表，或删去另一张，再导入。")
