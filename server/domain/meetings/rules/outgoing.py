"""Resolutions as sheets, and the words that meetings go by outside of screens (docs/glossary.md)."""

from collections.abc import Mapping

from server.domain.meetings.schemas import OverdueResolutionOut, OverdueResolutionsOut, ResolutionOut, ResolutionsOut
from server.kit.sheets import Book, Column, Page, batch

KIND_WORDS: Mapping[str, str] = {
    "general_meeting": "支部党员大会",
    "committee_meeting": "支部委员会",
    "group_meeting": "党小组会",
    "party_lecture": "党课",
    "theme_day": "主题党日",
    "org_life_meeting": "组织生活会",
    "democratic_review": "民主评议党员",
    "heart_talk": "谈心谈话",
}
STATUS_WORDS: Mapping[str, str] = {"draft": "草稿", "submitted": "待审", "returned": "被退回", "approved": "已通过"}
MARK_WORDS: Mapping[str, str] = {"present": "到会", "leave": "请假", "absent": "缺席", "made_up": "已补课", "excluded": "不在册"}
_STATES = {"waiting": "等确认", "confirmed": "已确认", "returned": "已退回"}
_RESOLVED = (Column("党支部", width=24), Column("会议", width=24), Column("决议", width=48), Column("责任人"), Column("期限", "day", 12))
_TOLD = (
    *_RESOLVED,
    Column("落实日期", "day", 12),
    Column("落实情况", width=40),
    Column("登记人"),
    Column("登记时间", "moment", 18),
    Column("处理时间", "moment", 18),
    Column("处理意见", width=30),
)
_OVERDUE = (*_RESOLVED, Column("退回理由", width=30))


def told_book(told: ResolutionsOut, state: str) -> Book:
    """Resolutions that branches tell are carried out, those told first before others."""
    return Book(f"决议落实 {_STATES[state]}", {"状态": _STATES[state]}, [Page("决议落实", _TOLD, batch(map(_told, told.items)))])


def overdue_book(found: OverdueResolutionsOut) -> Book:
    """Resolutions that are overdue, the longest overdue first."""
    return Book(f"逾期未落实的决议 {found.today}", {"状态": "逾期未落实"}, [Page("逾期未落实", _OVERDUE, batch(map(_overdue, found.items)))])


def _resolved(one: ResolutionOut | OverdueResolutionOut) -> list[object]:
    return [one.branch_name, one.meeting_title or KIND_WORDS.get(one.meeting_kind, ""), one.text, one.owner, one.due_on]


def _told(one: ResolutionOut) -> list[object]:
    said = [one.done_on, one.note, one.done_by_name, one.done_at, one.decided_at, one.decided_reason]
    return [*_resolved(one), *said, one.resolution]


def _overdue(one: OverdueResolutionOut) -> list[object]:
    return [*_resolved(one), one.returned_reason, one.resolution]
