"""The review queue as a sheet."""

from collections.abc import AsyncIterable, AsyncIterator, Mapping, Sequence

from server.domain.meetings import rules as meetings
from server.domain.review.schemas import QueueItem
from server.kit.sheets import Book, Column, Page

REMARK_WORDS: Mapping[str, str] = {
    "not_quorate": "人数不够",
    "future": "时间在后",
    "conflict": "有冲突",
    "weighty": "接收转正或选举",
    "held": "有代办",
    "duplicate": "可能重复",
    "no_roll": "没有点名",
    "again": "改后重交",
    "late_entry": "补录较晚",
    "unwitnessed": "隔天补录",
    "files_missing": "照片没到齐",
}
_COLUMNS = (
    Column("党支部", width=24),
    Column("组织", width=24),
    Column("会议类型", width=18),
    Column("会议名称", width=30),
    Column("开会", "moment", 18),
    Column("提交", "moment", 18),
    Column("提交人", width=12),
    Column("第几次提交", "number", 10),
    Column("要留意的", width=40),
)


def queue_book(pages: AsyncIterable[Sequence[QueueItem]]) -> Book:
    """What waits for review, oldest first, read as it is taken."""
    return Book("待审记录", {}, [Page("待审记录", _COLUMNS, _rows(pages))])


async def _rows(pages: AsyncIterable[Sequence[QueueItem]]) -> AsyncIterator[Sequence[Sequence[object]]]:
    async for items in pages:
        yield [_row(one) for one in items]


def _row(one: QueueItem) -> list[object]:
    what = (one.branch_name, one.org_name, meetings.KIND_WORDS.get(one.kind, one.kind), one.title)
    when = (one.held_start, one.submitted_at, one.submitted_by_name, one.attempt)
    return [*what, *when, "、".join(REMARK_WORDS[remark] for remark in one.remarks), one.meeting]
