"""What minutes say on paper: a record in words, the same for Word and for PDF."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from server.domain.meetings import AttendanceOut, Decision, RecordOut, VoteOut
from server.domain.meetings import rules as meetings
from server.domain.papers.rules.ledger import resolved_text

Format = Literal["docx", "pdf"]
_QUORUM_WORDS = {True: "达到规定人数", False: "未达到规定人数"}
_AWAY = ("leave", "absent", "made_up")


class Minutes(msgspec.Struct, frozen=True):
    """One record as paper tells it. Texts in paragraphs; numbers count heads."""

    heading: str
    title: str
    branch: str
    organisation: str
    kind: str
    sequence: str
    date: str
    time: str
    place: str
    chair: str
    recorder: str
    observers: str
    expected: int
    present: int
    leave: int
    absent: int
    made_up: int
    quorum: str
    present_names: str
    away: list[str]
    sessions: list[str]
    agenda: list[str]
    discussion: list[str]
    resolutions: list[str]
    votes: list[str]
    status: str


FIELDS = {
    "heading": "标题，如“综采一区党支部党员大会记录”",
    "title": "会议名称",
    "branch": "党支部",
    "organisation": "召开会议的组织（党支部或党小组）",
    "kind": "会议类型",
    "sequence": "本年度第几次",
    "date": "日期",
    "time": "起止时间",
    "place": "地点",
    "chair": "主持人",
    "recorder": "记录人",
    "observers": "列席人员",
    "expected": "应到人数",
    "present": "实到人数",
    "leave": "请假人数",
    "absent": "缺席人数",
    "made_up": "已补课人数",
    "quorum": "是否达到规定人数",
    "present_names": "到会人员名单",
    "away": "请假、缺席、补课人员（逐条，含原因）",
    "sessions": "其他场次（逐条）",
    "agenda": "议题（逐段）",
    "discussion": "讨论情况（逐段）",
    "resolutions": "决议（逐条，含责任人与期限）",
    "votes": "表决情况（逐条）",
    "status": "记录的状态，如“已通过”",
}
"""The fields that a template may name, with what each holds."""


def minutes_of(record: RecordOut, sequence: int, zone: ZoneInfo) -> Minutes:
    """A record in words. `sequence` counts the organisation's filed meetings of the kind in that year, 0 for one that is not filed."""
    meeting, quorum = record.meeting, record.quorum
    start, end = _local(meeting.held_start, zone), _local(meeting.held_end, zone)
    kind = meetings.KIND_WORDS.get(meeting.kind, meeting.kind)
    decided = msgspec.convert(meeting.resolutions, list[Decision])
    return Minutes(
        heading=heading_of(meeting.org_name, kind),
        title=meeting.title,
        branch=meeting.branch_name,
        organisation=meeting.org_name,
        kind=kind,
        sequence=f"{start:%Y}年第{sequence}次" if sequence and start else "",
        date=f"{start.year}年{start.month}月{start.day}日" if start else "",
        time=_span(start, end),
        place=meeting.place,
        chair=meeting.chair_name,
        recorder=meeting.recorder_name,
        observers=meeting.observers,
        expected=quorum.expected,
        present=quorum.present,
        leave=quorum.leave,
        absent=quorum.absent,
        made_up=quorum.made_up,
        quorum=_QUORUM_WORDS[quorum.ok],
        present_names="、".join(one.name for one in record.attendance if one.status == "present"),
        away=[_away(one) for one in record.attendance if one.status in _AWAY],
        sessions=[_session(number, msgspec.convert(one, meetings.Session), zone) for number, one in enumerate(meeting.sessions, 2)],
        agenda=_paragraphs(meeting.agenda),
        discussion=_paragraphs(meeting.discussion),
        resolutions=[resolved_text(number, one) for number, one in enumerate(decided, 1)],
        votes=[_vote(one) for one in record.votes],
        status=meetings.STATUS_WORDS.get(meeting.status, meeting.status),
    )


def heading_of(organisation: str, kind: str) -> str:
    """综采一区党支部 and 支部党员大会 make 综采一区党支部党员大会记录: the word 支部 is not said twice."""
    return f"{organisation}{kind.removeprefix('支部') if organisation.endswith('支部') else kind}记录"


def file_name(record: RecordOut, zone: ZoneInfo, number: int | None = None) -> str:
    """A name for a record's file, without its ending; `number` keeps those of one folder apart."""
    start = _local(record.meeting.held_start, zone)
    kind = meetings.KIND_WORDS.get(record.meeting.kind, record.meeting.kind)
    told = [f"{number:03}" if number else "", f"{start:%Y-%m-%d}" if start else "", heading_of(record.meeting.org_name, kind)]
    return " ".join(filter(None, told)).replace("/", "／").replace("\\", "＼")


def _local(at_ms: int | None, zone: ZoneInfo) -> datetime | None:
    return datetime.fromtimestamp(at_ms / 1000, zone) if at_ms is not None else None


def _span(start: datetime | None, end: datetime | None) -> str:
    if start is None:
        return ""
    if end is None:
        return f"{start:%H:%M}"
    return f"{start:%H:%M}至{'' if end.date() == start.date() else '次日'}{end:%H:%M}"


def _session(number: int, one: meetings.Session, zone: ZoneInfo) -> str:
    start, end = _local(one.held_start, zone), _local(one.held_end, zone)
    when = f"{start.month}月{start.day}日{_span(start, end)}" if start else ""
    return "，".join(filter(None, [f"第{number}场", when, one.place, one.team, f"{len(one.members)}人" if one.members else ""]))


def _away(one: AttendanceOut) -> str:
    told = meetings.MARK_WORDS[one.status]
    return f"{one.name}（{told}：{one.reason}）" if one.reason else f"{one.name}（{told}）"


def _vote(one: VoteOut) -> str:
    written = f"，书面意见{one.written}份" if one.written else ""
    tally = f"赞成{one.yes}票，反对{one.no}票，弃权{one.abstain}票{written}"
    return f"{one.subject}：{tally}，{'通过' if one.passed else '未通过'}"


def _paragraphs(text: str) -> list[str]:
    lines: Iterable[str] = text.splitlines()
    return [line.strip() for line in lines if line.strip()]
