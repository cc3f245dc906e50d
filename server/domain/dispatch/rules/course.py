"""How an order goes from step to step, how it stands at an instant, and in which colour. Pure.

The states are those of 电子督办 as mines practise it (domain.md 4: order, receipt, stage report, closed loop); the colours mean what they mean
for duties (domain.md 3.3). Days before a warning, and how often an order asks for a report of progress, are data of the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from msgspec import Struct

from server.domain.obligations import Calendar, period_at, period_days

RULE_VERSION = 1
"""Goes up when `conclude` decides differently than before."""
GRACE_WORKDAYS = 3
"""Working days after the deadline in which a report made underground may still arrive: red at once, charged only afterwards (domain.md 3.3)."""
MENDING_WORKDAYS = 5
"""Working days in which what was returned is to be mended (domain.md 3.2, as for records)."""

Act = Literal["issued", "received", "progress", "reported", "closed", "returned", "withdrawn"]
State = Literal["issued", "received", "in_progress", "reported", "closed", "returned", "withdrawn"]
Every = Literal["", "day", "week", "month"]
Standing = Literal[
    "upcoming", "progress_due", "progress_missed", "warning", "overdue_provisional", "overdue", "returned", "not_mended", "done", "late", "withdrawn"
]
Colour = Literal["grey", "yellow", "green", "red"]

_WORKING: Mapping[State, State] = {"issued": "in_progress", "received": "in_progress", "in_progress": "in_progress"}
OPEN: tuple[State, ...] = ("issued", "received", "in_progress", "reported", "returned")
"""States of an order that has not ended."""
NEXT: Mapping[Act, Mapping[State, State]] = {
    "received": {"issued": "received", **{state: state for state in OPEN if state != "issued"}},
    "progress": {**_WORKING, "reported": "reported", "returned": "returned"},
    "reported": dict.fromkeys(OPEN, "reported"),
    "closed": dict.fromkeys(OPEN, "closed"),
    "returned": {"reported": "returned"},
    "withdrawn": dict.fromkeys(OPEN, "withdrawn"),
}
"""Act -> state before -> state after; what is not here cannot be done then. Progress does not mend what was returned: a new report does."""
ENDED = frozenset({"closed", "withdrawn"})
COLOURS: Mapping[Standing, Colour] = {
    "upcoming": "grey",
    "progress_due": "yellow",
    "progress_missed": "red",
    "warning": "yellow",
    "overdue_provisional": "red",
    "overdue": "red",
    "returned": "yellow",
    "not_mended": "red",
    "done": "green",
    "late": "red",
    "withdrawn": "grey",
}
_WEEKS_LAST_WORKDAY = 4
_MONTHS_WARN_DAYS = 7


class Step(Struct, frozen=True):
    """What somebody did to an order: its place in the history, when it reached the server (epoch ms), the day (ISO text) of which it speaks."""

    place: int
    act: Act
    at: int
    on: str


class Order(Struct, frozen=True):
    """What was ordered, as far as time is concerned; instants in epoch ms, `due_at` the last one of the day `due_on`."""

    id: str
    every: Every
    issued_at: int
    due_on: str
    warn_at: int
    due_at: int


class Course(NamedTuple):
    """What the steps come to: the state, the last day told of, and how it was reported."""

    state: State
    progress_on: str
    done_on: str | None = None
    reported_at: int | None = None
    is_late: bool = False
    mend_at: int | None = None


def follow(order: Order, steps: Iterable[Step], calendar: Calendar) -> Course:
    """Goes along the steps in the order in which the server took them. One that does not fit the state stays in the history and changes nothing;
    what is said beside a report changes nothing of when it was made.
    """
    course = Course("issued", calendar.day_of(order.issued_at).isoformat())
    for step in sorted(steps, key=lambda one: one.place):
        course = _take(order, course, step, calendar)
    return course


def data_up_to(issued_at: int, steps: Iterable[Step]) -> int:
    """When the newest of what an order stands by reached the server (epoch ms)."""
    return max((step.at for step in steps), default=issued_at)


def _take(order: Order, course: Course, step: Step, calendar: Calendar) -> Course:
    after = NEXT.get(step.act, {}).get(course.state)
    if after is None:
        return course
    told = course._replace(state=after)
    if step.act == "progress":
        return told._replace(progress_on=max(course.progress_on, step.on))
    if step.act == "returned":
        return told._replace(mend_at=max(calendar.grace_end(step.at, MENDING_WORKDAYS), order.due_at))
    if step.act in ("reported", "closed") and course.state != "reported":
        return told._replace(done_on=step.on, reported_at=step.at, is_late=course.is_late or _is_late(order, course, step, calendar))
    return told


def _is_late(order: Order, course: Course, step: Step, calendar: Calendar) -> bool:
    """In time is judged by the day on which it was done, if the report then arrived within the grace; what was returned, by when it came back."""
    if course.state == "returned" and course.mend_at is not None:
        return step.at > course.mend_at
    arrives_by = max(calendar.grace_end(calendar.start_of(date.fromisoformat(step.on)), GRACE_WORKDAYS), order.due_at)
    return step.on > order.due_on or step.at > arrives_by


# --- Reports of progress


def next_progress(every: Every, progress_on: str, due_on: str, calendar: Calendar) -> tuple[int, int] | None:
    """From when a report of progress is asked for, and until when it is due; None if none is asked before the deadline.

    The day, week or month after the one last told of; that of the issue counts as told of. A day is a working day.
    """
    last = date.fromisoformat(progress_on)
    spans = {"day": _next_workday, "week": _next_week, "month": _next_month}
    if every not in spans:
        return None
    warn, end = spans[every](last, calendar)
    return (calendar.start_of(warn), calendar.end_of(end)) if end.isoformat() < due_on else None


def _next_workday(last: date, calendar: Calendar) -> tuple[date, date]:
    day = last + timedelta(days=1)
    while not calendar.works(day):
        day += timedelta(days=1)
    return day, day


def _next_week(last: date, _: Calendar) -> tuple[date, date]:
    monday = last + timedelta(days=7 - last.weekday())
    return monday + timedelta(days=_WEEKS_LAST_WORKDAY), monday + timedelta(days=6)


def _next_month(last: date, _: Calendar) -> tuple[date, date]:
    first = period_days(period_at("month", last))[1] + timedelta(days=1)
    end = period_days(period_at("month", first))[1]
    return end - timedelta(days=_MONTHS_WARN_DAYS), end


# --- How it stands


class Conclusion(Struct, frozen=True):
    """What is stored of an order's course. All that follows from time alone follows from these instants (epoch ms), also on a phone."""

    standing: Standing
    colour: Colour
    grace_at: int
    progress_on: str
    progress_warn_at: int | None
    progress_at: int | None
    done_on: str | None
    reported_at: int | None
    is_late: bool
    mend_at: int | None
    next_change_at: int | None


class Moments(Struct, frozen=True):
    """What a standing at an instant rests on; see Conclusion."""

    state: State
    warn_at: int
    due_at: int
    grace_at: int
    progress_warn_at: int | None = None
    progress_at: int | None = None
    is_late: bool = False
    mend_at: int | None = None


def standing(moments: Moments, now_ms: int) -> Standing:
    """How an order stands at an instant. `pwa/src/dispatch/rules.ts` says the same; `tests/vectors/orders.json` holds both to it."""
    if moments.state == "withdrawn":
        return "withdrawn"
    if moments.state in ("reported", "closed"):
        return "late" if moments.is_late else "done"
    if moments.state == "returned":
        return "returned" if now_ms <= (moments.mend_at or 0) else "not_mended"
    if now_ms > moments.due_at:
        return "overdue" if now_ms > moments.grace_at else "overdue_provisional"
    if moments.progress_at is not None and now_ms > moments.progress_at:
        return "progress_missed"
    if now_ms >= moments.warn_at:
        return "warning"
    return "progress_due" if moments.progress_warn_at is not None and now_ms >= moments.progress_warn_at else "upcoming"


def next_change(moments: Moments, now_ms: int) -> int | None:
    """The instant at which the standing will be another by time alone, or None if it stays."""
    now = standing(moments, now_ms)
    return next((at for at in sorted(_moments(moments)) if at > now_ms and standing(moments, at) != now), None)


def _moments(moments: Moments) -> Iterator[int]:
    yield from (moments.warn_at, moments.due_at + 1, moments.grace_at + 1)
    if moments.progress_at is not None and moments.progress_warn_at is not None:
        yield from (moments.progress_warn_at, moments.progress_at + 1)
    if moments.mend_at is not None:
        yield moments.mend_at + 1


def conclude(order: Order, steps: Iterable[Step], now_ms: int, calendar: Calendar) -> tuple[State, Conclusion]:
    """The state an order is in after its steps, and how it stands at an instant."""
    course = follow(order, steps, calendar)
    warn_at, progress_at = next_progress(order.every, course.progress_on, order.due_on, calendar) or (None, None)
    grace_at = calendar.grace_end(order.due_at, GRACE_WORKDAYS)
    moments = Moments(course.state, order.warn_at, order.due_at, grace_at, warn_at, progress_at, course.is_late, course.mend_at)
    now = standing(moments, now_ms)
    told = (course.progress_on, warn_at, progress_at, course.done_on, course.reported_at, course.is_late, course.mend_at)
    return course.state, Conclusion(now, COLOURS[now], grace_at, *told, next_change(moments, now_ms))
