"""How an obligation stands: which meeting satisfies it, its state and colour at an instant, and when they will change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from msgspec import Struct

from server.domain.obligations.rules.calendar import Calendar, period_days
from server.domain.obligations.rules.duties import Obligation

RULE_VERSION = 1
"""Stands in every transition; goes up when `state` or `match` decides differently than before."""

CORRECTION_WORKDAYS = 5
"""Working days in which a returned record is to be corrected (domain.md 3.2, 退回后5个工作日内未改正)."""

State = Literal["upcoming", "warning", "held_unfiled", "done", "overdue_provisional", "overdue", "late", "excused"]
Colour = Literal["grey", "yellow", "green", "red"]

COLOURS: Mapping[State, Colour] = {
    "upcoming": "grey",
    "warning": "yellow",
    "held_unfiled": "yellow",
    "done": "green",
    "overdue_provisional": "red",
    "overdue": "red",
    "late": "red",
    "excused": "grey",
}
"""domain.md 3.3; shape and word beside the colour are chosen by the screen from the state."""


# --- Which meeting satisfies it


class Held(Struct, frozen=True):
    """What a meeting record tells about an obligation; one without a start yet tells nothing."""

    id: str
    kind: str
    org: str
    status: str
    held_start: int | None
    filed_at: int | None = None
    decided_at: int | None = None


class Facts(Struct, frozen=True):
    """All that a state rests on. Instants are epoch ms; after `filed_until_at` a returned record no longer counts as filed."""

    warn_at: int
    due_at: int
    grace_at: int
    grace_workdays: int
    exempt: bool = False
    excused_until_at: int | None = None
    held_at: int | None = None
    filed_at: int | None = None
    filed_until_at: int | None = None


def window(obligation: Obligation, calendar: Calendar) -> tuple[int, int]:
    """First and last instant at which a meeting may start to satisfy the obligation: its period, longer if it was extended."""
    first, _ = period_days(obligation.period)
    return calendar.start_of(first), _deadline(obligation.due_at, obligation.excused_until_at)


def match(obligation: Obligation, meetings: Iterable[Held], calendar: Calendar) -> Held | None:
    """The meeting that satisfies the obligation: of its kind and organisation, begun within its window.

    Several sessions or duplicates satisfy it once. A filed record goes before a returned one and that before a draft;
    among equals the one filed earliest stands. Where an extension reaches into the next period, a meeting there serves both.
    """
    since, until = window(obligation, calendar)
    fitting = [
        meeting
        for meeting in meetings
        if (meeting.kind, meeting.org) == (obligation.kind, obligation.org)
        and meeting.held_start is not None
        and since <= meeting.held_start <= until
    ]
    return min(fitting, key=_preference, default=None)


def _preference(meeting: Held) -> tuple[int, int, int, str]:
    rank = 2 if meeting.filed_at is None else {"submitted": 0, "approved": 0, "returned": 1}.get(meeting.status, 2)
    return rank, meeting.filed_at or 0, meeting.held_start or 0, meeting.id


def filing(meeting: Held, calendar: Calendar) -> tuple[int | None, int | None]:
    """When a record was filed, and until when that counts if it was returned.

    Domain.md 3.2 gives a returned record five working days and deducts for its late correction separately, and 3.3 judges
    timeliness by the first filing. So a returned record keeps its first `filed_at` for those days, is unfiled afterwards, and
    has its first `filed_at` back once it is submitted again. A draft, also one withdrawn, is not filed.
    """
    if meeting.status in ("submitted", "approved"):
        return meeting.filed_at, None
    if meeting.status == "returned" and meeting.filed_at is not None and meeting.decided_at is not None:
        return meeting.filed_at, calendar.grace_end(meeting.decided_at, CORRECTION_WORKDAYS)
    return None, None


def facts_of(obligation: Obligation, grace_workdays: int, meeting: Held | None, calendar: Calendar) -> Facts:
    """The facts of an obligation together with the meeting that satisfies it, if there is one."""
    filed_at, filed_until_at = filing(meeting, calendar) if meeting else (None, None)
    return Facts(
        warn_at=obligation.warn_at,
        due_at=obligation.due_at,
        grace_at=obligation.grace_at,
        grace_workdays=grace_workdays,
        exempt=bool(obligation.excused_reason) and obligation.excused_until_at is None,
        excused_until_at=obligation.excused_until_at,
        held_at=meeting.held_start if meeting else None,
        filed_at=filed_at,
        filed_until_at=filed_until_at,
    )


# --- How it stands


class Verdict(NamedTuple):
    """A state, its colour, and the code of the reason."""

    state: State
    colour: Colour
    cause: str


def _verdict(state: State, cause: str) -> Verdict:
    return Verdict(state, COLOURS[state], cause)


def state(facts: Facts, now_ms: int, calendar: Calendar) -> Verdict:
    """State, colour and cause at an instant, exactly by the table of domain.md 3.3.

    On time is judged by when the meeting was held; the deadline is the extended one where there is an extension. An extension
    shows as excused until it ends and then runs like any deadline; an exemption never turns red.
    """
    due = _deadline(facts.due_at, facts.excused_until_at)
    if facts.held_at is not None:
        if facts.filed_at is not None and now_ms <= (facts.filed_until_at or now_ms):
            return _filed(facts, facts.held_at, facts.filed_at, calendar)
        if facts.held_at <= min(now_ms, due) and now_ms <= _filing_limit(facts, facts.held_at, calendar):
            return _verdict("held_unfiled", "held_not_filed")
    if facts.exempt:
        return _verdict("excused", "exempt")
    if now_ms <= due:
        return _before_due(facts, now_ms)
    return _after_due(facts, now_ms, calendar)


def _filed(facts: Facts, held_at: int, filed_at: int, calendar: Calendar) -> Verdict:
    in_time = held_at <= _deadline(facts.due_at, facts.excused_until_at)
    if in_time and filed_at <= _filing_limit(facts, held_at, calendar):
        return _verdict("done", "filed_in_time")
    if facts.exempt:
        return _verdict("excused", "exempt")
    return _verdict("late", "filed_late" if in_time else "held_late")


def _before_due(facts: Facts, now_ms: int) -> Verdict:
    if facts.excused_until_at is not None:
        return _verdict("excused", "extended")
    return _verdict("upcoming", "not_due_yet") if now_ms < facts.warn_at else _verdict("warning", "due_soon")


def _after_due(facts: Facts, now_ms: int, calendar: Calendar) -> Verdict:
    if now_ms <= _grace_end(facts, calendar):
        return _verdict("overdue_provisional", "due_passed")
    return _verdict("overdue", "return_not_corrected" if facts.filed_at is not None else "grace_passed")


def next_change(facts: Facts, now_ms: int, calendar: Calendar) -> int | None:
    """The instant (epoch ms) at which the state will be another by time alone, or None if it stays as it is."""
    now = state(facts, now_ms, calendar).state
    moments = sorted(moment for moment in _moments(facts, calendar) if moment > now_ms)
    return next((moment for moment in moments if state(facts, moment, calendar).state != now), None)


def _moments(facts: Facts, calendar: Calendar) -> Iterator[int]:
    due = _deadline(facts.due_at, facts.excused_until_at)
    yield from (facts.warn_at, due + 1, _grace_end(facts, calendar) + 1)
    if facts.held_at is not None:
        yield from (facts.held_at, _filing_limit(facts, facts.held_at, calendar) + 1)
    if facts.filed_until_at is not None:
        yield facts.filed_until_at + 1


def _deadline(due_at: int, excused_until_at: int | None) -> int:
    return max(due_at, excused_until_at or due_at)


def _filing_limit(facts: Facts, held_at: int, calendar: Calendar) -> int:
    return max(calendar.grace_end(held_at, facts.grace_workdays), _deadline(facts.due_at, facts.excused_until_at))


def _grace_end(facts: Facts, calendar: Calendar) -> int:
    due = _deadline(facts.due_at, facts.excused_until_at)
    return facts.grace_at if due == facts.due_at else calendar.grace_end(due, facts.grace_workdays)


class Conclusion(Struct, frozen=True):
    """What is stored of an obligation: how it stands at an instant, by which meeting, and until when that holds by itself."""

    state: State
    colour: Colour
    meeting: str | None
    held_at: int | None
    filed_at: int | None
    next_change_at: int | None


def conclude(obligation: Obligation, grace_workdays: int, meetings: Iterable[Held], now_ms: int, calendar: Calendar) -> tuple[Conclusion, str]:
    """How an obligation stands at an instant, and the code of the reason."""
    meeting = match(obligation, meetings, calendar)
    facts = facts_of(obligation, grace_workdays, meeting, calendar)
    verdict = state(facts, now_ms, calendar)
    then = next_change(facts, now_ms, calendar)
    meeting_id = meeting.id if meeting else None
    return Conclusion(verdict.state, verdict.colour, meeting_id, facts.held_at, facts.filed_at, then), verdict.cause
