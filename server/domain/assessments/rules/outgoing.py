"""The overview of all branches, and contested deductions, as sheets."""

from collections.abc import Mapping

from server.domain.assessments.schemas import AssessedBranchOut, AssessmentsOut, DeductionOut, DeductionsOut
from server.kit.sheets import Book, Column, Page, batch

_COLUMNS = (
    Column("党支部", width=24),
    Column("党总支", width=22),
    Column("等次", width=8),
    Column("已公布等次", width=12),
    Column("总分", "tenths", 8),
    Column("自动评分", "tenths", 10),
    Column("考核员评分", "tenths", 12),
    Column("加分", "tenths", 8),
    Column("一票否决", width=10),
    Column("已交考核表", "number", 12),
    Column("未交考核表", "number", 12),
    Column("未处理异议", "number", 12),
    Column("计算时间", "moment", 18),
    Column("依据数据截至", "moment", 18),
)
_RANK = Column("位次", "number", 8)


def overview_book(told: AssessmentsOut) -> Book:
    """The branches in the order of the tree, as the person sees them; places by points only for those to whom they are told."""
    columns = (_RANK, *_COLUMNS) if told.ranked else _COLUMNS
    rows = ([row.rank, *_row(row)] if told.ranked else _row(row) for row in told.rows)
    version = f"第 {told.scheme_version} 版" if told.scheme_version else "无"
    return Book(f"支部考核 {told.period}", {"周期": told.period, "考核办法": version}, [Page("支部考核", columns, batch(rows))])


def _row(row: AssessedBranchOut) -> list[object]:
    points = (row.total_tenths, row.auto_tenths, row.assessor_tenths, row.bonus_tenths)
    counts = (row.forms_submitted, row.forms_open, row.contested)
    bands = (row.band, row.published_band)
    return [row.name, row.general_branch, *bands, *points, "是" if row.vetoed else "", *counts, row.computed_at, row.data_up_to, row.branch]


CONTEST_WORDS: Mapping[str, str] = {"contested": "待答复", "upheld": "已维持", "reversed": "已撤销"}
_CONTESTS = (
    Column("党支部", width=24),
    Column("周期", width=10),
    Column("扣分", "tenths", 8),
    Column("扣分事由", width=44),
    Column("异议", width=44),
    Column("提出人", width=12),
    Column("提出", "moment", 18),
    Column("状态", width=10),
    Column("答复", "moment", 18),
    Column("答复的话", width=44),
)


def contests_book(told: DeductionsOut, state: str) -> Book:
    """Deductions that branches contested, by what became of them."""
    words = CONTEST_WORDS.get(state, state)
    return Book(f"扣分异议 {words}", {"状态": words}, [Page("扣分异议", _CONTESTS, batch(map(_contest, told.items)))])


def _contest(one: DeductionOut) -> list[object]:
    contested = (one.contest_reason, one.contested_by_name, one.contested_at)
    decided = (CONTEST_WORDS.get(one.state, one.state), one.decided_at, one.decided_reason)
    return [one.branch_name, one.period, one.points_tenths, one.text, *contested, *decided, one.deduction]
