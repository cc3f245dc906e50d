"""The board as a workbook: a line for each branch as it is seen, and a line for each obligation behind it; requests to be excused; templates and
the year's working days."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from server.domain.meetings import rules as meetings
from server.domain.obligations.rules.standing import COLOURS
from server.domain.obligations.schemas import BoardOut, CellOut, ExcusalOut, NoticeOut, RowOut, TemplateVersionOut
from server.kit.sheets import Book, Column, Page, batch

STATE_WORDS: Mapping[str, str] = {
    "overdue": "逾期",
    "overdue_provisional": "逾期待核",
    "warning": "临期",
    "held_unfiled": "已开未报",
    "late": "已补",
    "upcoming": "未到期",
    "done": "完成",
    "excused": "已免",
}
"""From what needs a person most to what needs nobody: a cell of several obligations tells its worst."""
DIRECT = "-"
_FULFILLED = ("done", "late")
_OPEN: Mapping[str, frozenset[str]] = {
    "red": frozenset(state for state, colour in COLOURS.items() if colour == "red") - {"late"},
    "heed": frozenset(state for state, colour in COLOURS.items() if colour in ("red", "yellow")) - {"late"},
}
_ONLY_WORDS = {"red": "有逾期的支部", "heed": "有逾期或临期的支部"}


class BoardChoice(msgspec.Struct, frozen=True):
    """What of the board is seen: one kind or '' for all; a general branch's name, `-` for branches outside of any, '' for all; all, heed or red."""

    kind: str = ""
    general: str = ""
    only: str = "all"


def choose(rows: Iterable[RowOut], choice: BoardChoice) -> list[RowOut]:
    """Rows with the cells of the chosen kind, without branches that have nothing of the chosen colours."""
    inside = [row for row in rows if choice.general in ("", row.general_branch or DIRECT)]
    kept = [msgspec.structs.replace(row, cells=[cell for cell in row.cells if choice.kind in ("", cell.kind)]) for row in inside]
    return [row for row in kept if choice.only == "all" or any(cell.state in _OPEN[choice.only] for cell in row.cells)]


def board_book(board: BoardOut, choice: BoardChoice) -> Book:
    """The board as it is seen with this choice."""
    rows = choose(board.rows, choice)
    titles = {kind.kind: kind.title for kind in board.kinds}
    shown = [kind for kind in titles if any(cell.kind == kind for row in rows for cell in row.cells)]
    heads = [
        Column("党支部", width=24),
        Column("党总支", width=22),
        *(Column(titles[kind], width=18) for kind in shown),
        Column("依据数据截至", "moment", 18),
    ]
    lines = ([row.name, row.general_branch, *_sums(row.cells, shown), row.data_up_to, row.branch] for row in rows)
    general = {"": "全部", DIRECT: "党委直属"}.get(choice.general, choice.general)
    chosen = {"周期": board.period, "会议类型": titles.get(choice.kind, "全部"), "党总支": general}
    if choice.only in _ONLY_WORDS:
        chosen["只看"] = _ONLY_WORDS[choice.only]
    return Book(f"三色看板 {board.period}", chosen, [Page("看板", heads, batch(lines)), Page("明细", _DETAIL, batch(_details(rows, titles)))])


_DETAIL = (
    Column("党支部", width=24),
    Column("组织", width=24),
    Column("会议类型", width=18),
    Column("状态", width=12),
    Column("期限", "moment", 18),
    Column("会议记录编号", width=38),
)


def _details(rows: Iterable[RowOut], titles: Mapping[str, str]) -> Iterable[list[object]]:
    for row in rows:
        for cell in row.cells:
            yield [row.name, cell.org_name, titles.get(cell.kind, cell.kind), STATE_WORDS[cell.state], cell.due_at, cell.meeting, cell.obligation]


def _sums(cells: Sequence[CellOut], kinds: Iterable[str]) -> Iterable[str]:
    """For each kind its worst state, and how many of those owed are fulfilled where there are several."""
    for kind in kinds:
        of_kind = [cell.state for cell in cells if cell.kind == kind]
        owed = [state for state in of_kind if state != "excused"]
        worst = next((words for state, words in STATE_WORDS.items() if state in of_kind), "")
        yield f"{worst} {sum(state in _FULFILLED for state in owed)}/{len(owed)}" if len(owed) > 1 else worst


_EXCUSAL_WORDS: Mapping[str, str] = {
    "open": "等党群工作部答复",
    "granted": "已批准",
    "declined": "没有同意",
    "withdrawn": "已撤回",
    "replaced": "已另行批准",
    "lifted": "已撤销",
    "over": "会已按时开，不用答复",
}
_EXCUSALS = (
    Column("党支部", width=24),
    Column("组织", width=24),
    Column("会议类型", width=18),
    Column("周期", width=10),
    Column("期限", "moment", 18),
    Column("任务状态", width=12),
    Column("延到", "day", 12),
    Column("原因", width=40),
    Column("状态", width=18),
    Column("提出人", width=12),
    Column("提出", "moment", 18),
    Column("答复人", width=12),
    Column("答复", "moment", 18),
    Column("答复的话", width=40),
)


def excusals_book(excusals: Iterable[ExcusalOut], are_open: bool) -> Book:
    """Requests that wait, or those decided, in the order of the page; a duty without a day is excused altogether."""
    what = "等答复" if are_open else "已答复"
    return Book(f"免开和延期 {what}", {"列表": what}, [Page("免开和延期", _EXCUSALS, batch(map(_excusal, excusals)))])


def _excusal(one: ExcusalOut) -> list[object]:
    duty = (one.branch_name, one.org_name, meetings.KIND_WORDS.get(one.kind, one.kind), one.period, one.due_at, STATE_WORDS[one.obligation_state])
    asked = (one.until_on, one.reason, _EXCUSAL_WORDS[one.state], one.asked_by_name, one.asked_at)
    return [*duty, *asked, one.decided_by_name, one.decided_at, one.answer, one.excusal]


_WORKDAYS = (Column("日期", "day", 12), Column("安排", width=10))
_PERIOD_WORDS: Mapping[str, str] = {"month": "每月", "quarter": "每季度", "year": "每年"}
_APPLIES_WORDS: Mapping[str, str] = {"branch": "党支部", "group": "党小组"}
_CONDITION_WORDS: Mapping[str, str] = {"always": "都要", "committee": "有支委会的"}
_STANDING_WORDS: Mapping[str, str] = {"past": "已过", "current": "施行中", "planned": "将施行"}
_VERSIONS = (
    Column("名称", width=24),
    Column("版本", "number", 8),
    Column("状态", width=10),
    Column("周期", width=10),
    Column("适用于", width=10),
    Column("条件", width=14),
    Column("提前几天变黄", "number", 12),
    Column("宽限工作日", "number", 12),
    Column("扣分权重", "tenths", 10),
    Column("施行", "day", 12),
    Column("止于", "day", 12),
)


def workdays_book(notice: NoticeOut) -> Book:
    """A year's days that differ from Monday to Friday, as the page reads them in again."""
    days = sorted([(day, "放假") for day in notice.holidays] + [(day, "上班") for day in notice.workdays])
    return Book(f"工作日历 {notice.year}", {"年份": str(notice.year)}, [Page("工作日历", _WORKDAYS, batch([day, said, day] for day, said in days))])


def versions_book(versions: Iterable[TemplateVersionOut]) -> Book:
    """Templates of obligations with all their versions."""
    return Book("任务模板", {}, [Page("任务模板", _VERSIONS, batch(map(_version, versions)))])


def _version(one: TemplateVersionOut) -> list[object]:
    whom = (_PERIOD_WORDS[one.period], _APPLIES_WORDS[one.applies_to], _CONDITION_WORDS[one.condition])
    days = (one.warn_days, one.grace_workdays, one.weight_tenths, one.from_on, one.to_on)
    return [one.title, one.version, _STANDING_WORDS[one.standing], *whom, *days, one.template]
