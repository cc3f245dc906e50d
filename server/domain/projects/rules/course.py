"""How a project goes from state to state, how it stands at an instant, and in which colour. Pure.

The states are those of breakthrough projects as mines run them (seed: 立项, 回购, 推广; domain.md 4: review, plan, checks); the colours
mean what they mean for duties (domain.md 3.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from msgspec import Struct

from server.domain.obligations import Calendar
from server.kit.lifecycle import LEADER, OFFICE, OWNER, Lifecycle, Move

RULE_VERSION = 1
"""Goes up when `conclude` decides differently than before."""
WARN_DAYS = 7
"""Days before a milestone or the end on which it turns yellow (domain.md 3.3, as for what is due each month)."""
GRACE_WORKDAYS = 3
"""Working days in which what was done in time may still arrive from underground (domain.md 3.3)."""
MENDING_WORKDAYS = 5
"""Working days in which what was sent back at acceptance is to be mended (domain.md 3.2, as for records)."""

State = Literal["draft", "submitted", "returned", "approved", "running", "acceptance", "graded", "bought_back", "promoted", "closed", "terminated"]
Standing = Literal["upcoming", "warning", "overdue_provisional", "overdue", "done", "late", "terminated"]
Colour = Literal["grey", "yellow", "green", "red"]

PROPOSAL = ("title", "problems", "goal", "measures", "leader", "starts_on", "ends_on", "milestones")
"""What a proposal (立项报告) says, as the seed shows it."""
EDITABLE = frozenset({"draft", "returned"})
WORKING = frozenset({"approved", "running"})
ACCEPTED = frozenset({"acceptance", "graded", "bought_back", "promoted", "closed"})
_OWNER, _OFFICE, _DECIDES = frozenset({OWNER}), frozenset({OFFICE}), frozenset({OFFICE, LEADER})
_GRADED = frozenset({"graded", "bought_back", "promoted"})

WORDS: Mapping[str, str] = {
    "draft": "草稿", "submitted": "待审", "returned": "被退回", "approved": "已立项", "running": "推进中", "acceptance": "待验收", "graded": "已评定",
    "bought_back": "已回购", "promoted": "已推广", "closed": "已结项", "terminated": "已终止",
    "submit": "报送", "withdraw": "撤回", "return": "退回", "approve": "立项", "progress": "报进展", "reach": "完成节点", "check": "督查",
    "put_off": "延期", "ask_acceptance": "申请验收", "send_back": "验收退回", "assess": "评定",
    "buy_back": "回购", "promote": "推广", "close": "结项", "terminate": "终止",
    "title": "项目名称", "problems": "存在问题", "goal": "目标", "measures": "措施", "leader": "负责人", "starts_on": "开始日期",
    "ends_on": "完成期限",
    "milestones": "节点", "milestone": "节点", "text": "说明", "grade": "等级", "level": "回购级别", "document": "回购文件", "orgs": "推广到的组织",
}  # fmt: skip

LIFECYCLE = Lifecycle(
    states=("draft", "submitted", "returned", "approved", "running", "acceptance", "graded", "bought_back", "promoted", "closed", "terminated"),
    moves=(
        Move("submit", EDITABLE, "submitted", _OWNER, PROPOSAL),
        Move("withdraw", frozenset({"submitted"}), "draft", _OWNER),
        Move("approve", frozenset({"submitted"}), "approved", _DECIDES),
        Move("return", frozenset({"submitted"}), "returned", _DECIDES, ("text",)),
        Move("progress", WORKING, "running", _OWNER, ("text",)),
        Move("reach", WORKING, "running", _OWNER, ("milestone",)),
        Move("check", WORKING, "", _OFFICE, ("text",)),
        Move("put_off", WORKING, "", _OFFICE, ("ends_on", "text")),
        Move("ask_acceptance", WORKING, "acceptance", _OWNER, ("text",)),
        Move("send_back", frozenset({"acceptance"}), "running", _OFFICE, ("text",)),
        Move("assess", frozenset({"acceptance"}), "graded", _DECIDES, ("grade",)),
        Move("buy_back", frozenset({"graded"}), "bought_back", _DECIDES, ("level", "document")),
        Move("promote", _GRADED, "promoted", _OFFICE, ("orgs",)),
        Move("close", _GRADED, "closed", _OFFICE),
        Move("terminate", WORKING | {"acceptance"}, "terminated", _DECIDES, ("text",)),
    ),
    words=WORDS,
)
"""回购: only the seed knows it for Party projects; level and document are what such a decision names, money is optional (domain.md 4)."""

PROMOTION = Lifecycle(
    states=("offered", "adopted", "told", "declined"),
    moves=(
        Move("adopt", frozenset({"offered", "declined"}), "adopted", _OWNER),
        Move("decline", frozenset({"offered"}), "declined", _OWNER, ("text",)),
        Move("feedback", frozenset({"adopted", "told"}), "told", _OWNER, ("text",)),
    ),
    words={
        "offered": "待采用",
        "adopted": "已采用",
        "told": "已反馈",
        "declined": "不采用",
        "adopt": "采用",
        "decline": "不采用",
        "feedback": "反馈效果",
        "text": "说明",
    },
)
"""What an organisation does with another's project that was promoted to it; `owner` is that organisation."""

COLOURS: Mapping[Standing, Colour] = {
    "upcoming": "grey",
    "warning": "yellow",
    "overdue_provisional": "red",
    "overdue": "red",
    "done": "green",
    "late": "red",
    "terminated": "grey",
}


class Milestone(Struct, frozen=True):
    """What is to be done by which day (ISO text)."""

    id: str
    text: str
    due_on: str


class Step(Struct, frozen=True):
    """What somebody did: its place in the history, when it reached the server (epoch ms), the day (ISO text) of which it speaks, which milestone."""

    place: int
    act: str
    at: int
    on: str
    milestone: str = ""


class Plan(Struct, frozen=True):
    """What was proposed, as far as time is concerned; days are ISO text."""

    state: State
    ends_on: str
    milestones: list[Milestone]


class Moments(Struct, frozen=True):
    """What a standing at an instant rests on; instants in epoch ms, null while nothing is due."""

    state: State
    warn_at: int | None = None
    due_at: int | None = None
    grace_at: int | None = None
    is_late: bool = False


class Due(NamedTuple):
    """What is to be done next: the day, and the milestone's words or '' for the whole."""

    on: str
    text: str


class Conclusion(Struct, frozen=True):
    """What is stored of a project's course; all that follows from time alone follows from these instants (epoch ms), also on a phone."""

    standing: Standing
    colour: Colour
    due_on: str
    due_text: str
    warn_at: int | None
    due_at: int | None
    grace_at: int | None
    done_on: str
    is_late: bool
    milestones_done: list[str]
    next_change_at: int | None


def conclude(plan: Plan, steps: Sequence[Step], now_ms: int, calendar: Calendar) -> Conclusion:
    """How a project stands at an instant after its steps."""
    done = sorted({step.milestone for step in steps if step.act == "reach"} & {one.id for one in plan.milestones})
    finished = _finished(plan, steps)
    due = _due(plan, done, steps, calendar) if plan.state in WORKING else None
    moments = _moments(plan.state, due, finished is not None and _is_late(plan, finished, calendar), calendar)
    now = standing(moments, now_ms)
    times = (moments.warn_at, moments.due_at, moments.grace_at)
    about = due or Due("", "")
    return Conclusion(
        now, COLOURS[now], about.on, about.text, *times, finished.on if finished else "", moments.is_late, done, next_change(moments, now_ms)
    )


def _finished(plan: Plan, steps: Iterable[Step]) -> Step | None:
    """The step that asked for acceptance, once it was not sent back."""
    return next((step for step in reversed(_in_order(steps)) if step.act == "ask_acceptance"), None) if plan.state in ACCEPTED else None


def _is_late(plan: Plan, finished: Step, calendar: Calendar) -> bool:
    """In time is judged by the day on which it was finished, if that was then told within the grace: it may have been underground."""
    arrives_by = max(
        calendar.grace_end(calendar.start_of(date.fromisoformat(finished.on)), GRACE_WORKDAYS), calendar.end_of(date.fromisoformat(plan.ends_on))
    )
    return finished.on > plan.ends_on or finished.at > arrives_by


def _due(plan: Plan, done: Sequence[str], steps: Iterable[Step], calendar: Calendar) -> Due:
    """The milestone due first of those that are not done, or the end; what was sent back has some days to be mended."""
    open_ones = [Due(one.due_on, one.text) for one in plan.milestones if one.id not in done]
    first = min([*open_ones, Due(plan.ends_on, "")], key=lambda due: due.on)
    returned = next((step for step in reversed(_in_order(steps)) if step.act == "send_back"), None)
    if returned is None:
        return first
    return first._replace(on=max(first.on, calendar.day_of(calendar.grace_end(returned.at, MENDING_WORKDAYS)).isoformat()))


def _in_order(steps: Iterable[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: step.place)


def _moments(state: State, due: Due | None, is_late: bool, calendar: Calendar) -> Moments:
    if due is None:
        return Moments(state, is_late=is_late)
    day = date.fromisoformat(due.on)
    due_at = calendar.end_of(day)
    return Moments(state, calendar.start_of(day - timedelta(days=WARN_DAYS)), due_at, calendar.grace_end(due_at, GRACE_WORKDAYS), is_late)


def standing(moments: Moments, now_ms: int) -> Standing:
    """How a project stands at an instant. `pwa/src/projects/standing.ts` says the same; `tests/vectors/projects.json` holds both to it."""
    if moments.state == "terminated":
        return "terminated"
    if moments.state in ACCEPTED:
        return "late" if moments.is_late else "done"
    if moments.due_at is None or moments.warn_at is None or moments.grace_at is None:
        return "upcoming"
    if now_ms > moments.due_at:
        return "overdue" if now_ms > moments.grace_at else "overdue_provisional"
    return "warning" if now_ms >= moments.warn_at else "upcoming"


def next_change(moments: Moments, now_ms: int) -> int | None:
    """The instant at which the standing will be another by time alone, or None if it stays."""
    now = standing(moments, now_ms)
    return next((at for at in sorted(_turns(moments)) if at > now_ms and standing(moments, at) != now), None)


def _turns(moments: Moments) -> Iterator[int]:
    if moments.warn_at is not None and moments.due_at is not None and moments.grace_at is not None:
        yield from (moments.warn_at, moments.due_at + 1, moments.grace_at + 1)
