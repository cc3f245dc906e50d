"""Lists of the ledger as sheets: what lies below an organisation, its records, who belonged to it, a member's marks at meetings."""

from collections.abc import AsyncIterable, Mapping, Sequence
from typing import Any

from server.domain.ledger.schemas import ChildOut, MarkLineOut, MembershipOut, RecordLineOut
from server.domain.meetings import rules as meetings
from server.kit.sheets import Book, Column, Page, batches
from server.kit.spoken import COLOURS

_PLACES: Mapping[str, str] = {"committee": "党委", "general_branch": "党总支", "branch": "党支部", "group": "党小组"}
_KINDS: Mapping[str, str] = {"full": "正式党员", "probationary": "预备党员"}
_BELOW = (
    Column("组织", width=24),
    Column("类别", width=10),
    Column("党员", "number", 8),
    Column("会议", "number", 8),
    Column("应到人次", "number", 10),
    Column("到会人次", "number", 10),
    Column("到会率", "share", 10),
    *(Column(words, "number", 8) for words in COLOURS.values()),
    Column("考核得分", "tenths", 10),
    Column("依据数据截至", "moment", 18),
)
_RECORD = (
    Column("组织", width=24),
    Column("会议类型", width=18),
    Column("会议名称", width=30),
    Column("开会", "moment", 18),
    Column("状态", width=10),
    Column("应到", "number", 8),
    Column("到会", "number", 8),
)
_MOVE = (
    Column("工号", width=14),
    Column("姓名", width=12),
    Column("党员类别", width=12),
    Column("党支部", width=24),
    Column("党小组", width=18),
    Column("从", "day", 12),
    Column("到", "day", 12),
)
_MARK = (
    Column("会议类型", width=18),
    Column("会议名称", width=30),
    Column("开会", "moment", 18),
    Column("到会情况", width=12),
    Column("原因", width=30),
)


def below_book(place: str, period: str, pages: AsyncIterable[Sequence[ChildOut]]) -> Book:
    """What lies directly below an organisation, with the figures of a period."""
    return Book(f"{place} 下级组织 {period}", {"组织": place, "周期": period}, [Page("下级组织", _BELOW, batches(pages, _child))])


def records_book(place: str, period: str, kind: str, pages: AsyncIterable[Sequence[RecordLineOut]]) -> Book:
    """An organisation's records and those below it, the newest first."""
    chosen = {"组织": place, "周期": period, "会议类型": meetings.KIND_WORDS.get(kind, "全部")}
    return Book(f"{place} 会议记录 {period}", chosen, [Page("会议记录", _RECORD, batches(pages, _record))])


def people_book(place: str, pages: AsyncIterable[Sequence[MembershipOut]]) -> Book:
    """Who belongs and belonged to a branch or group; `到` is the first day without it."""
    return Book(f"{place} 在册情况", {"组织": place}, [Page("在册情况", _MOVE, batches(pages, _move))])


def marks_book(number: str, name: str, period: str, pages: AsyncIterable[Sequence[MarkLineOut]]) -> Book:
    """How a member was marked at meetings, the newest first."""
    chosen = {"党员": name, "工号": number, "周期": period}
    return Book(f"{name} 到会情况 {period}", chosen, [Page("到会情况", _MARK, batches(pages, _mark))])


def _child(one: ChildOut) -> list[Any]:
    rate = one.present / one.expected if one.expected else None
    about = (one.name, _PLACES.get(one.kind, one.kind), one.members, one.count, one.expected, one.present, rate)
    return [*about, *(one.colours.get(colour, 0) for colour in COLOURS), one.total_tenths, one.data_up_to, one.id]


def _record(one: RecordLineOut) -> list[Any]:
    what = (one.org_name, meetings.KIND_WORDS.get(one.kind, one.kind), one.title, one.held_start)
    return [*what, meetings.STATUS_WORDS.get(one.status, one.status), one.expected, one.present, one.meeting]


def _move(one: MembershipOut) -> list[Any]:
    who = (one.employee_no, one.name, _KINDS.get(one.kind, one.kind))
    return [*who, one.branch_name, one.group_name, one.from_on, one.to_on, one.member]


def _mark(one: MarkLineOut) -> list[Any]:
    what = (meetings.KIND_WORDS.get(one.kind, one.kind), one.title, one.held_start)
    return [*what, meetings.MARK_WORDS.get(one.status, one.status), one.reason, one.meeting]
