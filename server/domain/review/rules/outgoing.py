"""What waits at the desk as sheets: the review queue, changes asked for, steps held, conflicts left open."""

from collections.abc import AsyncIterable, Mapping, Sequence

from server.domain.meetings import rules as meetings
from server.domain.review.schemas import AmendmentItem, BurdenOut, ConflictItem, Difference, HeldItem, KindBurdenOut, QueueItem
from server.kit.sheets import Book, Column, Page, batch, batches
from server.replication import Quarantined

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


_RECORD = (Column("党支部", width=24), Column("会议类型", width=18), Column("会议名称", width=30), Column("开会", "moment", 18))
_ASKED = (Column("提出人", width=12), Column("提出", "moment", 18), Column("状态", width=12), Column("办理", "moment", 18), Column("原因", width=40))
_AMENDMENTS = (*_RECORD, *_ASKED)
_HELD = (*_RECORD, Column("涉及", width=40), *_ASKED)
_CONFLICTS = (
    *_RECORD,
    Column("涉及", width=40),
    Column("现在这样写的", width=12),
    Column("写于", "moment", 18),
    Column("另一份写的", width=12),
    Column("另写于", "moment", 18),
)
_QUARANTINED = (
    Column("收到", "moment", 18),
    Column("写的人", width=12),
    Column("做什么", width=28),
    Column("哪一份", width=38),
    Column("程序版本", width=12),
    Column("哪部手机", width=38),
    Column("第几条", "number", 8),
    Column("原文", width=80),
)
_BURDEN = (
    Column("会议类型", width=18),
    Column("报送", "number"),
    Column("平均填写栏数", width=14),
    Column("退回", "number"),
    Column("要改的地方", "number"),
    Column("每份用时（分钟，中位数）", width=24),
)
_KIND_WORDS: Mapping[str, str] = {"project": "党建突破项目", "brand": "支部品牌", "achievement": "创新成果"}
_AMENDMENT_WORDS: Mapping[str, str] = {"open": "待办理", "accepted": "已采纳", "rejected": "没有采纳"}
_HELD_WORDS: Mapping[str, str] = {"open": "待办理", "applied": "已代办", "discarded": "没有代办"}


def queue_book(pages: AsyncIterable[Sequence[QueueItem]]) -> Book:
    """What waits for review, oldest first, read as it is taken."""
    return Book("待审记录", {}, [Page("待审记录", _COLUMNS, batches(pages, _row))])


def amendments_book(pages: AsyncIterable[Sequence[AmendmentItem]], state: str) -> Book:
    """Changes of approved records, in the order in which they were made."""
    told = _AMENDMENT_WORDS.get(state, state)
    return Book(f"更正 {told}", {"状态": told}, [Page("更正", _AMENDMENTS, batches(pages, _amendment))])


def held_book(pages: AsyncIterable[Sequence[HeldItem]], state: str) -> Book:
    """Steps of people who had no right to them, in the order in which they were made."""
    told = _HELD_WORDS.get(state, state)
    return Book(f"代办 {told}", {"状态": told}, [Page("代办", _HELD, batches(pages, _held))])


def conflicts_book(pages: AsyncIterable[Sequence[ConflictItem]]) -> Book:
    """What two people wrote differently and their branch has not decided for two days."""
    return Book("冲突", {}, [Page("冲突", _CONFLICTS, batches(pages, _conflict))])


def burden_book(burden: BurdenOut) -> Book:
    """What records cost those who write them in a month, by kind of meeting."""
    return Book(f"填报负担 {burden.month}", {"月份": burden.month}, [Page("填报负担", _BURDEN, batch(map(_burden, burden.kinds)))])


def _burden(one: KindBurdenOut) -> list[object]:
    fields, minutes = ("" if figure is None else f"{figure:g}" for figure in (one.fields, one.minutes))
    return [_kind(one.kind), one.records, fields, one.returned, one.reasons, minutes, one.kind]


def quarantine_book(found: Sequence[Quarantined]) -> Book:
    """What the system could not process, word for word."""
    return Book("未能处理", {}, [Page("未能处理", _QUARANTINED, batch(map(_quarantined, found)))])


def _quarantined(one: Quarantined) -> list[object]:
    return [one.received_at, one.by_name, one.name, one.row, one.app, one.log, one.mid, one.body, f"{one.log}/{one.mid}"]


def _kind(kind: str) -> str:
    return meetings.KIND_WORDS.get(kind) or _KIND_WORDS.get(kind, kind)


def _touched(differences: Sequence[Difference]) -> str:
    return "、".join(dict.fromkeys(one.label for one in differences))


def _amendment(one: AmendmentItem) -> list[object]:
    asked = (one.asked_by_name, one.asked_at, _AMENDMENT_WORDS.get(one.state, one.state), one.decided_at, one.reason)
    return [one.branch_name, _kind(one.kind), one.title, one.held_start, *asked, one.amendment]


def _held(one: HeldItem) -> list[object]:
    asked = (one.asked_by_name, one.asked_at, _HELD_WORDS.get(one.state, one.state), one.decided_at, one.reason)
    return [one.branch_name, _kind(one.kind), one.title, one.meeting_start, _touched(one.differences), *asked, one.held]


def _conflict(one: ConflictItem) -> list[object]:
    sides = (one.kept_by_name, one.kept_at, one.other_by_name, one.other_at)
    return [one.branch_name, _kind(one.kind), one.title, one.held_start, _touched(one.differences), *sides, one.conflict]


def _row(one: QueueItem) -> list[object]:
    what = (one.branch_name, one.org_name, _kind(one.kind), one.title)
    when = (one.held_start, one.submitted_at, one.submitted_by_name, one.attempt)
    return [*what, *when, "、".join(REMARK_WORDS[remark] for remark in one.remarks), one.meeting]
