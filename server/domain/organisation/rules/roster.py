"""Reads the rows of a roster sheet: which columns are which, who stands in each row, and which rows cannot be taken."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from server.domain.organisation.rules.cells import Cell, iso_date, name_text, plain_text, unspaced
from server.domain.organisation.schemas import RowProblem

Row = Sequence[Cell]

PARTY_FOUNDED_ON = "1921-07-23"
HEADER_WITHIN_ROWS = 40
CHARACTERS_AT_MOST = {"note": 500, "number": 40}  # of any other field 100: the columns of the tables are as wide

# For each field the headers that name it, the surest first. A header is compared without spaces, brackets and what stands in them.
HEADERS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "党员姓名", "名字"),
    "number": ("工号", "职工号", "员工号", "职工编号", "员工编号", "人员编号", "职工工号", "工作证号"),
    "sex": ("性别",),
    "kind": ("人员类别", "党员类别", "党员类型", "人员类型", "类别", "政治面貌"),
    "no_vote": ("党籍状态", "党员状态", "党纪处分", "处分情况", "处分", "表决权"),
    "joined_on": ("入党日期", "入党时间", "入党年月", "加入党组织日期", "加入中国共产党日期", "加入中共组织时间"),
    "full_on": ("转正日期", "转正时间", "转正年月", "转为正式党员日期", "转为正式党员时间"),
    "general": ("所在党总支", "所属党总支", "党总支", "党总支名称", "所在总支", "总支"),
    "branch": ("所在党支部", "所属党支部", "党支部", "党支部名称", "所在支部", "所属支部", "支部名称", "支部"),
    "group": ("所在党小组", "所属党小组", "党小组", "党小组名称", "所在小组", "小组"),
    "post": ("党内职务", "党内任职", "党务职务", "支部职务", "党内岗位", "职务"),
    "job": ("工作岗位", "岗位", "岗位名称", "工种", "行政职务"),
    "shift": ("班次", "班别", "班制", "轮班"),
    "place": ("井下/地面", "地面/井下", "井上/井下", "井上下", "井下地面", "工作地点", "作业地点"),
    "note": ("备注", "说明"),
}
REQUIRED = ("name", "number", "kind", "branch")

KINDS = {
    **dict.fromkeys(("正式党员", "正式", "中共党员", "中共正式党员"), "full"),
    **dict.fromkeys(("预备党员", "预备", "中共预备党员"), "probationary"),
}
NO_VOTE = {
    **dict.fromkeys(("", "正常", "在册", "无", "有", "有表决权", "-", "—", "/", "警告", "严重警告", "撤销党内职务"), None),
    **dict.fromkeys(("留党察看", "留党察看一年", "留党察看两年", "留党察看1年", "留党察看2年"), "party_probation"),
    **dict.fromkeys(("中止党员权利", "党员权利中止", "权利中止", "留置", "被留置"), "rights_suspended"),
    **dict.fromkeys(("临时组织关系", "临时关系"), "temporary"),
}
"""Why a full member has no vote here: on probation within the Party, rights suspended, or belonging elsewhere (domain 1.3). None: votes."""
POSTS = {
    **dict.fromkeys(("书记", "支部书记", "党支部书记"), "secretary"),
    **dict.fromkeys(("副书记", "支部副书记", "党支部副书记"), "deputy_secretary"),
    **dict.fromkeys(("组织委员",), "org_commissioner"),
    **dict.fromkeys(("宣传委员",), "publicity_commissioner"),
    **dict.fromkeys(("纪检委员", "纪律检查委员"), "discipline_commissioner"),
    **dict.fromkeys(("党小组长", "党小组组长", "小组长"), "group_leader"),
}
_NO_POST = frozenset({"", "无", "党员", "普通党员", "-", "—", "/"})
_PLACES = {"井下": True, "地面": False, "井上": False}
_OFFICE_JOBS = frozenset({"科员", "会计", "教师", "保卫干事", "仓库保管员", "离退休"})

_BRACKETS = re.compile(r"\([^)]*\)|[*:\s]")
_POST_SEPARATORS = re.compile(r"[、,;/+]|兼")
_TOTALS = re.compile(r"(总|小|共|合)计([:\d].*|)")
_FILLED_IN = re.compile(r"(?:填报|填表|统计|截止|截至)(?:日期|时间)?\s*:?\s*(\d{4}\s*[年./-]\s*\d{1,2}\s*(?:月|[./-])?\s*(?:\d{1,2}\s*日?)?)")
_NOT_COMMITTEES = ("支部", "总支", "小组")
_YEAR = re.compile(r"^\d{4}年度?")
_TITLE = re.compile(r"^(.+?)(?:全体|在册)?(?:中共)?党员(?:信息|基本情况)?(?:花名册|名册|名单|台账|登记表|信息表|统计表|一览表)")


class Person(msgspec.Struct, frozen=True):
    """One accepted row. `posts` are identifiers of the glossary; days are ISO text; an empty `general` or `group` means none is named."""

    row: int
    number: str
    name: str
    sex: str | None
    kind: str
    no_vote: str | None
    joined_on: str | None
    full_on: str | None
    general: str
    branch: str
    group: str
    posts: tuple[str, ...]
    job: str | None
    shift: str | None
    underground: bool | None
    note: str | None


class Sheet(msgspec.Struct, frozen=True):
    """A sheet with its header found: `columns` maps a field to its column, both positions count from 0."""

    rows: Sequence[Row]
    header: int
    columns: Mapping[str, int]

    def title_of(self, field: str) -> str:
        """The header of a field as the sheet spells it; '' if the sheet has no such column."""
        return plain_text(self.rows[self.header][self.columns[field]]) if field in self.columns else ""

    def cell(self, row: Row, field: str) -> Cell:
        """The cell of a field in a row; None if the column or the cell is not there."""
        at = self.columns.get(field)
        return row[at] if at is not None and at < len(row) else None


class Roster(msgspec.Struct, frozen=True):
    """What a sheet says: the committee's name, people whose rows can be taken, people whose rows are refused and why, the fields with a column."""

    committee: str | None
    people: tuple[Person, ...]
    refused: tuple[Person, ...]
    problems: tuple[RowProblem, ...]
    fields: frozenset[str]


def find_header(rows: Sequence[Row], headers: Mapping[str, tuple[str, ...]] = HEADERS, required: Sequence[str] = REQUIRED) -> Sheet | None:
    """The sheet with its header row and columns, by the names of the columns in any order; None if a required one is nowhere."""
    for at, row in enumerate(rows[:HEADER_WITHIN_ROWS]):
        columns = _columns(row, headers)
        if all(field in columns for field in required):
            return Sheet(rows, at, columns)
    return None


def _columns(row: Row, headers: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    titles: dict[str, int] = {}
    for at, cell in enumerate(row):
        titles.setdefault(_BRACKETS.sub("", name_text(cell)), at)
    found = {field: next((titles[n] for n in names if n in titles), None) for field, names in headers.items()}
    return {field: at for field, at in found.items() if at is not None}


def read_roster(sheet: Sheet, today: str) -> Roster:
    """Every row of the sheet as a person or as problems; later rows that repeat an employee number or a single post are refused."""
    titles = [plain_text(cell) for row in sheet.rows[: sheet.header] for cell in row]
    latest = max([today, *(day for text in titles if (day := _filled_in(text)))])
    people: list[Person] = []
    refused: list[Person] = []
    problems: list[RowProblem] = []
    seen: dict[str, int] = {}
    for reader in _person_rows(sheet):
        person = _read_row(reader, latest)
        first = seen.setdefault(person.number, person.row)
        if first != person.row and not reader.problems:
            reader.refuse("number", f"工号 {person.number} 与第 {first} 行重复")
        (refused if reader.problems else people).append(person)
        problems += reader.problems
    return Roster(_committee(titles), tuple(people), tuple(refused), tuple(problems), frozenset(sheet.columns))


def _person_rows(sheet: Sheet) -> Iterator["_RowReader"]:
    """Rows below the header that speak of a person: no blank rows, totals, footers or repeated headers."""
    for at, row in enumerate(sheet.rows[sheet.header + 1 :], sheet.header + 1):
        reader = _RowReader(sheet, at + 1, row)
        texts = [reader.name(field) for field in REQUIRED]
        if sum(map(bool, texts)) < 2 or texts[0] in HEADERS["name"]:
            continue
        if not any(_TOTALS.fullmatch(name_text(cell)) for cell in row[:4]):
            yield reader


def _read_row(reader: "_RowReader", latest: str) -> Person:
    reader.refuse_long()
    kind = reader.one_of("kind", KINDS, "看不出是正式党员还是预备党员")
    joined_on = reader.day("joined_on", latest)
    full_on = reader.day("full_on", latest if kind == "full" else None)
    if joined_on and full_on and full_on[:7] < joined_on[:7]:
        reader.refuse("full_on", "转正日期早于入党日期")
    general, group = reader.name("general"), reader.name("group")
    return Person(
        row=reader.number,
        number=reader.required("number", "没有工号，认不出是谁").upper(),
        name=reader.required("name", "没有姓名"),
        sex=reader.text("sex"),
        kind=kind,
        no_vote=reader.no_vote(),
        joined_on=joined_on,
        full_on=full_on,
        general="" if general in _NO_POST else general,
        branch=reader.required("branch", "没有所在党支部"),
        group="" if group in _NO_POST else group,
        posts=reader.posts(group),
        job=reader.text("job"),
        shift=reader.text("shift"),
        underground=_PLACES.get(reader.name("place")),
        note=reader.text("note"),
    )


class _RowReader:
    """Reads the cells of one row, each once, and keeps what is wrong with them. `number` counts rows as Excel does."""

    def __init__(self, sheet: Sheet, number: int, row: Row) -> None:
        self.number = number
        self.problems: list[RowProblem] = []
        self._sheet, self._row = sheet, row
        self._texts = {field: plain_text(row[at]) for field, at in sheet.columns.items() if at < len(row)}

    def refuse(self, field: str, reason: str) -> None:
        self.problems.append(RowProblem(self.number, self._sheet.title_of(field), self._texts.get(field, ""), reason))

    def refuse_long(self) -> None:
        for field, text in self._texts.items():
            if len(text) > CHARACTERS_AT_MOST.get(field, 100):
                self.refuse(field, f"超过 {CHARACTERS_AT_MOST.get(field, 100)} 个字")

    def text(self, field: str) -> str | None:
        return self._texts.get(field) or None

    def name(self, field: str) -> str:
        return unspaced(self._texts.get(field, ""))

    def required(self, field: str, reason: str) -> str:
        if not (text := self.name(field)):
            self.refuse(field, reason)
        return text

    def one_of(self, field: str, choices: Mapping[str, str], reason: str) -> str:
        if (found := choices.get(self.name(field))) is None:
            self.refuse(field, reason)
        return found or ""

    def no_vote(self) -> str | None:
        told = self.name("no_vote")
        if told not in NO_VOTE:
            self.refuse("no_vote", "看不出有没有表决权")
        return NO_VOTE.get(told)

    def day(self, field: str, latest: str | None) -> str | None:
        try:
            day = iso_date(self._sheet.cell(self._row, field))
        except (ValueError, OverflowError):
            return self.refuse(field, "不是日历上的日期")
        if day and day < PARTY_FOUNDED_ON:
            return self.refuse(field, "早于建党的日期")
        if day and latest and day > latest:
            return self.refuse(field, "是还没有到的日期")
        return day

    def posts(self, group: str) -> tuple[str, ...]:
        names = [part for part in _POST_SEPARATORS.split(self.name("post")) if part not in _NO_POST]
        if unknown := [name for name in names if name not in POSTS]:
            self.refuse("post", f"不认识党内职务“{unknown[0]}”")
            return ()
        posts = tuple(dict.fromkeys(POSTS[name] for name in names))
        if "group_leader" in posts and group in _NO_POST:
            self.refuse("group", "党小组长没有写所在党小组")
        return posts


def problem_at(sheet: Sheet, person: Person, field: str, reason: str) -> RowProblem:
    """A problem of a person's row that shows only beside other rows or beside what the system knows."""
    value = plain_text(sheet.cell(sheet.rows[person.row - 1], field))
    return RowProblem(person.row, sheet.title_of(field), value, reason)


def _filled_in(text: str) -> str | None:
    """The last day on which a title line such as '填报日期：2026年11月' can have been written."""
    found = _FILLED_IN.search(text)
    try:
        day = iso_date(found[1].rstrip()) if found else None
    except ValueError:
        return None
    return day and _month_end(day)


def _month_end(day: str) -> str:
    year, month = int(day[:4]), int(day[5:7])
    return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1).isoformat()


def _committee(titles: Sequence[str]) -> str | None:
    """The committee's name from a title such as '济二煤矿党员花名册'; None if no title names a unit."""
    for text in titles:
        if found := _TITLE.match(name_text(text)):
            unit = _YEAR.sub("", found[1]).removeprefix("中共")
            if not unit.endswith(_NOT_COMMITTEES):
                return unit if unit.endswith(("党委", "委员会")) else unit + "党委"
    return None


def post_profile(job: str | None, underground: bool | None) -> str:
    """'frontline' for those who work underground or in production, else 'office'; decides which rating scheme applies (domain 2.2)."""
    return "office" if not underground and job in _OFFICE_JOBS else "frontline"
