"""What an organisation owes and how it stands: pure functions of templates, facts, the mine's calendar and an instant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from msgspec import Struct

RULE_VERSION = 1
"""Stands in every transition; goes up when `state` or `match` decides differently than before."""

CORRECTION_WORKDAYS = 5
"""Working days in which a returned record is to be corrected (domain.md 3.2, 退回后5个工作日内未改正)."""

NOT_APPLICABLE = "该组织目前不需要开展此项活动"
"""Reason of the exemption the system itself gives when a template stops applying to an organisation."""

Period = Literal["month", "quarter", "year"]
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


# --- Days and periods


class Calendar(Struct, frozen=True):
    """The mine's days: its time zone, and for exceptions from Monday to Friday whether people work (ISO day -> bool)."""

    zone: ZoneInfo
    exceptions: Mapping[str, bool] = {}

    def day_of(self, at_ms: int) -> date:
        """The calendar day on which an instant (epoch ms) falls."""
        return datetime.fromtimestamp(at_ms // 1000, self.zone).date()

    def start_of(self, day: date) -> int:
        """The first millisecond of a day."""
        return int(datetime(day.year, day.month, day.day, tzinfo=self.zone).timestamp()) * 1000

    def end_of(self, day: date) -> int:
        """The last millisecond of a day, so that a deadline reads as that day and `now <= due` includes all of it."""
        return self.start_of(day + timedelta(days=1)) - 1

    def works(self, day: date) -> bool:
        """Whether `day` is a working day."""
        return self.exceptions.get(day.isoformat(), day.weekday() < 5)

    def grace_end(self, at_ms: int, workdays: int) -> int:
        """The end of the n-th working day after the day of an instant (epoch ms)."""
        day = self.day_of(at_ms)
        while workdays > 0:
            day += timedelta(days=1)
            workdays -= self.works(day)
        return self.end_of(day)


def period_at(period: Period, day: date) -> str:
    """The key of the period that holds a day: '2026-11', '2026-Q4' or '2026'."""
    keys = {"month": f"{day:%Y-%m}", "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}", "year": f"{day.year:04}"}
    return keys[period]


def period_days(key: str) -> tuple[date, date]:
    """First and last day of a period. Raises ValueError for a text that names none."""
    found = re.fullmatch(r"([1-9]\d{3})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?", key, re.ASCII)
    if not found:
        raise ValueError(f"not a period: {key!r}")
    year, quarter, month = (int(part or 0) for part in found.groups())
    first = month or (quarter * 3 - 2 if quarter else 1)
    last = month or (quarter * 3 if quarter else 12)
    after = date(year + last // 12, last % 12 + 1, 1)
    return date(year, first, 1), after - timedelta(days=1)


def periods_over(day: date) -> tuple[str, str, str]:
    """The month, the quarter and the year that hold a day."""
    return period_at("month", day), period_at("quarter", day), period_at("year", day)


def quarter_of(key: str) -> str:
    """The quarter in which a period ends: a month's own, a year's last. Deductions count there."""
    return period_at("quarter", period_days(key)[1])


# --- Who owes what


class Template(Struct, frozen=True):
    """One recurring duty, as the office keeps it; valid for periods that begin within `from_on` and `to_on`."""

    id: str
    kind: str
    period: Period
    applies_to: Literal["branch", "group"]
    condition: Literal["always", "committee"]
    warn_days: int
    grace_workdays: int
    from_on: str
    to_on: str | None = None

    def in_force(self, first: date) -> bool:
        """Whether the template rules a period that begins on `first`."""
        return self.from_on <= first.isoformat() <= (self.to_on or "9999")


class Organisation(Struct, frozen=True):
    """What decides an organisation's duties; `branch` is its own id for a branch, the branch above for a group."""

    id: str
    kind: str
    branch: str | None = None
    has_committee: bool = False
    committee_confirmed: bool = False
    closed_on: str | None = None


class Obligation(Struct, frozen=True):
    """One duty of one organisation in one period. Instants are epoch ms; `due_at` and `grace_at` are the last ms of their days."""

    id: str
    template: str
    kind: str
    org: str
    branch: str
    period: str
    warn_at: int
    due_at: int
    grace_at: int
    excused_until_at: int | None = None
    excused_reason: str | None = None


def obligation_id(kind: str, org: str, period: str) -> str:
    """The one id of this duty, the same wherever and however often it is derived."""
    return str(uuid5(UUID(org), f"{kind}:{period}"))


def applies(template: Template, org: Organisation, last: date) -> bool:
    """Whether an organisation owes this duty in a period that ends on `last` (domain.md 1.2).

    A committee meets only where there is one and the office has confirmed it, a group meeting is owed by groups only,
    and an organisation closed before the period ends owes nothing for it.
    """
    if org.kind != template.applies_to or (org.closed_on and org.closed_on <= last.isoformat()):
        return False
    return template.condition == "always" or (org.has_committee and org.committee_confirmed)


def generate(templates: Iterable[Template], organisations: Iterable[Organisation], day: date, calendar: Calendar) -> list[Obligation]:
    """The obligations of this and the next period of every template, for every organisation that owes them."""
    orgs = list(organisations)
    found: list[Obligation] = []
    for template in templates:
        for key in _this_and_next(template.period, day):
            first, last = period_days(key)
            if template.in_force(first):
                found += [_owed(template, org, key, calendar) for org in orgs if applies(template, org, last)]
    return found


def _this_and_next(period: Period, day: date) -> tuple[str, str]:
    this = period_at(period, day)
    return this, period_at(period, period_days(this)[1] + timedelta(days=1))


def _owed(template: Template, org: Organisation, key: str, calendar: Calendar) -> Obligation:
    _, last = period_days(key)
    due_at = calendar.end_of(last)
    return Obligation(
        id=obligation_id(template.kind, org.id, key),
        template=template.id,
        kind=template.kind,
        org=org.id,
        branch=org.branch or org.id,
        period=key,
        warn_at=calendar.start_of(last - timedelta(days=template.warn_days)),
        due_at=due_at,
        grace_at=calendar.grace_end(due_at, template.grace_workdays),
    )


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
