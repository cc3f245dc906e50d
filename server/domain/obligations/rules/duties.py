"""Who owes what: obligations follow from templates, organisations and a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal
from uuid import UUID, uuid5

from msgspec import Struct

from server.domain.obligations.rules.calendar import Calendar, Period, period_at, period_days

NOT_APPLICABLE = "该组织目前不需要开展此项活动"
"""Reason of the exemption the system itself gives when a template stops applying to an organisation."""


class Template(Struct, frozen=True):
    """One recurring duty, as the office keeps it; `to_on` is the first day on which it rules no longer."""

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
        return self.from_on <= first.isoformat() < (self.to_on or "9999")


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
