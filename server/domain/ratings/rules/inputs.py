"""What a member's quarter rests on, as plain values: meetings, facts, statements that facts are complete, and the mass review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from server.domain.ratings.schemas import Dimension, Need, Rule

EXPECTED = ("present", "leave", "absent", "made_up")
"""Marks of members who were expected; `excluded` and no mark say nothing about a member."""


class Evidence(Struct, frozen=True):
    """A record behind a line, to be opened by one tap; who wrote it down (a name) and when (epoch ms), as far as that is known."""

    table: str
    id: str
    title: str
    on: str
    by: str = ""
    at: int | None = None


class Attended(Struct, frozen=True):
    """A filed meeting at which the member was expected, and the member's mark; `on` is the ISO day on which it began."""

    meeting: str
    kind: str
    title: str
    on: str
    status: str
    by: str = ""
    at: int | None = None

    def evidence(self) -> Evidence:
        return Evidence("meeting", self.meeting, self.title, self.on, self.by, self.at)


class Fact(Struct, frozen=True):
    """A fact that stands: of the quarter, or for a month reached (`until`) of any day before the quarter's end.

    `record` (`table/id`) is what it follows from, '' where it stands for itself: there the evidence leads.
    """

    id: str
    kind: str
    title: str
    on: str
    grade: str = ""
    amount: int | None = None
    until: str = ""
    by: str = ""
    at: int | None = None
    record: str = ""

    def evidence(self) -> Evidence:
        table, _, row = self.record.partition("/")
        return Evidence(table or "fact", row or self.id, self.title, self.on, self.by, self.at)


class Covered(Struct, frozen=True):
    """A statement (报齐) that every fact of a kind is entered for the branch and quarter."""

    id: str
    kind: str
    title: str
    on: str
    by: str = ""
    at: int | None = None

    def evidence(self) -> Evidence:
        return Evidence("coverage", self.id, self.title, self.on, self.by, self.at)


class MassReview(Struct, frozen=True):
    """A published result: the mean in tenths of 100 and how many ballots it rests on.

    `spread`: how many made each choice, the best first, where that may be told; without it the mean is all that is left of the ballots.
    """

    id: str
    mean_tenths: int
    ballots: int
    on: str = ""
    at: int | None = None
    spread: tuple[int, ...] = ()

    def evidence(self) -> Evidence:
        return Evidence("mass_review", self.id, f"{self.ballots}张有效票", self.on, "", self.at)


class Inputs(Struct, frozen=True):
    """All of it for one member and quarter, in the order of days."""

    quarter: str
    attended: tuple[Attended, ...] = ()
    facts: tuple[Fact, ...] = ()
    covered: tuple[Covered, ...] = ()
    mass_review: MassReview | None = None

    def data_up_to(self) -> int | None:
        """When the newest of it was written down (epoch ms)."""
        reviews = [self.mass_review] if self.mass_review else []
        return max((one.at for one in (*self.attended, *self.facts, *self.covered, *reviews) if one.at is not None), default=None)


class Event(Struct, frozen=True):
    """One record that a rule counts."""

    rule: Rule
    evidence: Evidence
    amount: int | None = None
    until: str = ""

    @property
    def about(self) -> str:
        return self.evidence.id


def events(rule: Rule, inputs: Inputs) -> list[Event]:
    """The records a rule counts, in the order of days, then of ids; of months reached (`fact_until`) the furthest alone."""
    found = sorted(_events(rule, inputs), key=lambda event: (event.evidence.on, event.about))
    if rule.source == "fact_until":
        return sorted(found, key=lambda event: event.until)[-1:]
    return found


def _events(rule: Rule, inputs: Inputs) -> Iterator[Event]:
    if rule.source == "attendance":
        yield from (Event(rule, one.evidence()) for one in inputs.attended if _counts(rule, one.kind, one.status))
    elif rule.source == "mass_review":
        yield from [Event(rule, inputs.mass_review.evidence(), inputs.mass_review.mean_tenths)] if inputs.mass_review else []
    else:
        begins = "" if rule.source == "fact_until" else _first_day(inputs.quarter)
        counted = (one for one in inputs.facts if one.on >= begins and _counts(rule, one.kind, one.grade))
        yield from (Event(rule, one.evidence(), one.amount, one.until) for one in counted if _usable(rule, one))


def _counts(rule: Rule, kind: str, grade: str) -> bool:
    return kind in rule.kinds and (not rule.grades or grade in rule.grades)


def _usable(rule: Rule, one: Fact) -> bool:
    return (rule.source != "fact_amount" or one.amount is not None) and (rule.source != "fact_until" or one.until != "")


def _first_day(quarter: str) -> str:
    return f"{quarter[:4]}-{int(quarter[-1]) * 3 - 2:02}-01"


def unmet(dimension: Dimension, inputs: Inputs) -> list[Need]:
    """What must still be known before the dimension has points."""
    return [need for need in dimension.needs if not _met(need, dimension, inputs)]


def _met(need: Need, dimension: Dimension, inputs: Inputs) -> bool:
    if need.source == "attendance":
        return bool(expected_at(dimension, inputs.attended))
    if need.source == "coverage":
        return any(one.kind == need.kind for one in inputs.covered)
    if need.source == "mass_review":
        return inputs.mass_review is not None
    rules = [rule for rule in dimension.rules if need.kind in rule.kinds]
    return any(event for rule in rules for event in events(rule, inputs))


def expected_at(dimension: Dimension, attended: Iterable[Attended]) -> list[Attended]:
    """The meetings that a dimension counts and at which the member was expected."""
    kinds = {kind for rule in dimension.rules if rule.source == "attendance" for kind in rule.kinds}
    return sorted((one for one in attended if one.kind in kinds and one.status in EXPECTED), key=lambda one: (one.on, one.meeting))


def coverage_of(dimension: Dimension, inputs: Inputs) -> Mapping[str, Covered]:
    """The statements that a dimension needs and has, by kind."""
    wanted = {need.kind for need in dimension.needs if need.source == "coverage"}
    return {one.kind: one for one in sorted(inputs.covered, key=lambda one: one.id) if one.kind in wanted}
