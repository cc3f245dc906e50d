"""The bytes of an Excel workbook as rows of cells, and back with a column that says what is wrong."""

import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.styles import Font, PatternFill
from python_calamine import CalamineError, CalamineWorkbook

from server.domain.organisation.rules.cells import Cell
from server.domain.organisation.rules.roster import HEADERS, REQUIRED, Sheet, find_header
from server.domain.organisation.schemas import RowProblem
from server.kit.problems import Problem

UNPACKED_BYTES_AT_MOST = 400_000_000  # 100,000 people take 100 MB
PROBLEM_COLUMN = "问题"
_MARKED = PatternFill("solid", fgColor="FFE3E0")


def read_workbook(content: bytes) -> tuple[str, Sheet]:
    """The roster sheet of a workbook with its name: the one that has most of a roster's columns.

    Raises Problem: organisation.workbook if the bytes are no workbook, organisation.no_roster if no sheet has the needed columns,
    organisation.two_rosters if two sheets are equally likely.
    """
    found = [(name, find_header(rows)) for name, rows in read_sheets(content).items()]
    rosters = sorted(((name, sheet) for name, sheet in found if sheet), key=lambda pair: -len(pair[1].columns))
    if not rosters:
        raise _no_roster()
    if len(rosters) > 1 and len(rosters[0][1].columns) == len(rosters[1][1].columns):
        raise _two_rosters(rosters[0][0], rosters[1][0])
    return rosters[0]


def read_sheets(content: bytes) -> Mapping[str, Sequence[Sequence[Cell]]]:
    """The cells of each sheet of a workbook by its name, from the first row on. Raises Problem organisation.workbook for other bytes."""
    _check_size(content)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, ValueError, OSError) as error:
        raise _no_workbook() from error


def _check_size(content: bytes) -> None:
    """A small file may unpack to a huge one; the sizes in its directory say so before anything is unpacked."""
    if not zipfile.is_zipfile(BytesIO(content)):
        raise _no_workbook()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_BYTES_AT_MOST:
            raise _no_workbook()


def mark_problems(content: bytes, sheet_name: str, sheet: Sheet, problems: Iterable[RowProblem]) -> bytes:
    """A copy of the workbook whose sheet has one more column with the reasons; the refused rows are tinted."""
    book: Any = openpyxl.load_workbook(BytesIO(content))
    page = book[sheet_name]
    column = len(sheet.rows[sheet.header]) + 1
    page.cell(sheet.header + 1, column, PROBLEM_COLUMN).font = Font(bold=True)
    reasons: defaultdict[int, list[str]] = defaultdict(list)
    for problem in problems:
        reasons[problem.row].append(f"{problem.column}：{problem.reason}")
    for row, texts in reasons.items():
        page.cell(row, column, "；".join(texts))
        for cell in page[row]:
            cell.fill = _MARKED
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _no_workbook() -> Problem:
    return Problem("organisation.workbook", "文件打不开", "这个文件不是可以读取的 Excel 工作簿（.xlsx）。", "请用 Excel 另存为 .xlsx 后再导入。")


def _no_roster() -> Problem:
    needed = "、".join(HEADERS[field][0] for field in REQUIRED)
    return Problem("organisation.no_roster", "没有找到花名册", f"没有一个工作表同时有这些列：{needed}。", "请检查表头的列名后再导入。")


def _two_rosters(first: str, second: str) -> Problem:
    return Problem(
        "organisation.two_rosters", "有两张花名册", f"工作表“{first}”和“{second}”都像花名册。", "请把人员合并到一张工作表，或删去另一张，再导入。"
    )
