"""Mass reviews as sheets: those of a quarter, and one with what of its count may be published."""

from collections.abc import Mapping, Sequence

from server.domain.ballots.schemas import PollDetailOut, PollOut, ResultOut
from server.kit.sheets import Book, Column, Page, batch

STATE_WORDS: Mapping[str, str] = {"open": "正在测评", "closed": "已截止，待计票", "counted": "已计票"}
RESULT_WORDS: Mapping[str, str] = {"open": "未计票", "withheld": "票数不足，不公布", "published": "公布"}
CHOICES = ("优秀", "合格", "基本合格", "不合格")
_POLLS = (
    Column("单位", width=34),
    Column("方式", width=10),
    Column("状态", width=16),
    Column("被测评人数", "number", 12),
    Column("印制", "number", 8),
    Column("作废", "number", 8),
    Column("收到", "number", 8),
    Column("废票", "number", 8),
    Column("截止日", "day", 12),
    Column("发起", "moment", 18),
    Column("发起人", width=12),
    Column("截止", "moment", 18),
    Column("计票", "moment", 18),
    Column("计票人", width=12),
    Column("已对账", width=8),
)
_RESULTS = (
    Column("党支部", width=24),
    Column("姓名", width=12),
    Column("结果", width=18),
    Column("票数", "number", 8),
    Column("均分", "tenths", 8),
    *(Column(choice, "number", 10) for choice in CHOICES),
    Column("计票", "moment", 18),
    Column("依据数据截至", "moment", 18),
)


def polls_book(quarter: str, polls: Sequence[PollOut]) -> Book:
    """A quarter's mass reviews. Nothing that came in is told of one that is open."""
    return Book(f"群众测评 {quarter}", {"季度": quarter}, [Page("群众测评", _POLLS, batch(map(_poll, polls)))])


def _poll(one: PollOut) -> list[object]:
    slips = (one.people, one.printed, one.voided, one.used, one.spoiled)
    steps = (one.closes_on, one.opened_at, one.opened_by_name, one.closed_at, one.counted_at, one.counted_by_name)
    return [one.name, "纸质票" if one.by_paper else "测评码", STATE_WORDS[one.state], *slips, *steps, "是" if one.reconciled else "", one.id]


def poll_book(told: PollDetailOut) -> Book:
    """One mass review as its page shows it: no figure that publication withholds."""
    poll = told.poll
    chosen = {"单位": poll.name, "季度": poll.quarter, "状态": STATE_WORDS[poll.state]}
    return Book(f"测评结果 {poll.quarter}", chosen, [Page("测评结果", _RESULTS, batch(map(_result, told.results)))])


def _result(one: ResultOut) -> list[object]:
    spread = one.spread or [None] * len(CHOICES)
    figures = (RESULT_WORDS[one.state], one.ballots, one.mean_tenths, *spread)
    return [one.branch_name, one.name, *figures, one.computed_at, one.data_up_to, one.member]
