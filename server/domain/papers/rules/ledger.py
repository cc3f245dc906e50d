"""The ledger of meetings in the columns that offices keep it in."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from server.domain.meetings import rules as meetings
from server.domain.papers.schemas import MeetingLineOut
from server.kit.sheets import Column

COLUMNS = (
    Column("序号", "number", 6),
    Column("会议名称", width=28),
    Column("日期", "day", 12),
    Column("时间", width=14),
    Column("类型", width=14),
    Column("党小组", width=16),
    Column("地点", width=16),
    Column("主持人", width=10),
    Column("记录人", width=10),
    Column("议题", width=40),
    Column("决议/结论", width=40),
    Column("应到", "number", 6),
    Column("实到", "number", 6),
    Column("请假", "number", 6),
    Column("缺席", "number", 6),
    Column("出勤率", "share", 8),
    Column("名单", width=60),
    Column("党支部", width=22),
    Column("状态", width=8),
)
"""The usual ones (domain.md 1.4); branch and state, which a book of one branch does not need, stand last."""
_TOLD = ("present", "made_up", "leave", "absent")


def ledger_row(number: int, line: MeetingLineOut, zone: ZoneInfo) -> list[Any]:
    """A meeting as a row of COLUMNS, the id last."""
    start, end = (at and datetime.fromtimestamp(at / 1000, zone) for at in (line.held_start, line.held_end))
    time = f"{start:%H:%M}" + (f"–{end:%H:%M}" if end else "")
    counts = (line.expected, line.present, line.leave, line.absent, line.present / line.expected if line.expected else None)
    where = (line.group_name, line.place, line.chair_name, line.recorder_name)
    content = (line.agenda, "\n".join(line.resolutions))
    kind, status = meetings.KIND_WORDS.get(line.kind, line.kind), meetings.STATUS_WORDS.get(line.status, line.status)
    return [number, line.title, f"{start:%Y-%m-%d}", time, kind, *where, *content, *counts, line.names, line.branch_name, status, line.meeting]


def line_of(record: Mapping[str, Any], marks: Iterable[Mapping[str, Any]]) -> MeetingLineOut:
    """A filed meeting with names and its members' marks (name, status, reason, may_vote) as a line of the ledger."""
    marked = list(marks)
    counted = meetings.count(marked)
    decided = msgspec.json.decode(record["resolutions"], type=list[meetings.Decision])
    told = {name: record[name] for name in MeetingLineOut.__struct_fields__ if name in record}
    told |= {name: getattr(counted, name) for name in ("expected", "present", "leave", "absent")}
    title = record["title"] or f"{record['org_name']}{meetings.KIND_WORDS.get(record['kind'], '')}"
    told |= {"title": title, "group_name": record["group_name"] or "", "resolutions": _resolved(decided), "names": names_by_status(marked)}
    return msgspec.convert(told, MeetingLineOut)


def _resolved(decided: Iterable[meetings.Decision]) -> list[str]:
    return [resolved_text(number, one) for number, one in enumerate(decided, 1)]


def resolved_text(number: int, one: meetings.Decision) -> str:
    """A resolution on one line, with who is to do it until when."""
    asked = [f"责任人：{one.owner}" if one.owner else "", f"期限：{one.due_on}" if one.due_on else ""]
    told = "，".join(filter(None, asked))
    return f"{number}. {one.text}（{told}）" if told else f"{number}. {one.text}"


def names_by_status(marks: Iterable[Mapping[str, Any]]) -> str:
    """到会：张三、李四；请假：王五（值班）."""
    by_status: dict[str, list[str]] = {status: [] for status in _TOLD}
    for mark in marks:
        if mark["status"] in by_status:
            by_status[mark["status"]].append(f"{mark['name']}（{mark['reason']}）" if mark["reason"] else mark["name"])
    return "；".join(f"{meetings.MARK_WORDS[status]}：{'、'.join(names)}" for status, names in by_status.items() if names)
