"""Which facts cost a branch points, and how each deduction stands after what people said about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal
from uuid import UUID, uuid5

from msgspec import Struct, convert
from msgspec.structs import asdict

from server.domain.assessments.rules.scheme import DeductionRule
from server.domain.dispatch import Counted
from server.domain.meetings import Resolved
from server.domain.obligations import Calendar, period_at
from server.domain.review import Returned
from server.kit.spoken import spoken_period
from server.kit.tenths import spoken_points

USUAL_WEIGHT_TENTHS = 10
State = Literal["standing", "contested", "upheld", "reversed"]


class Standing(Struct, frozen=True):
    """An obligation of the branch or of one of its groups, as it stands."""

    id: str
    kind: str
    title: str
    org_name: str
    period: str
    state: str
    due_at: int
    meeting: str | None = None
    weight_tenths: int = USUAL_WEIGHT_TENTHS


class Facts(Struct, frozen=True):
    """Everything of a branch that may cost points in a quarter."""

    standings: Sequence[Standing] = ()
    resolutions: Sequence[Resolved] = ()
    returns: Sequence[Returned] = ()
    orders: Sequence[Counted] = ()


class Charge(Struct, frozen=True):
    """What one fact costs if nobody objects: the rule, points (negative tenths), when it began (epoch ms), and why in words."""

    source_table: str
    source: str
    meeting: str | None
    rule: str
    points_tenths: int
    at: int
    text: str


class Kept(Struct, frozen=True):
    """What of a deduction's row decides whether it counts."""

    id: str
    rule: str
    points_tenths: int
    at: int
    text: str
    state: str
    meeting: str | None = None


def deduction_id(branch: str, quarter: str, charge: Charge) -> str:
    """The one id of what a fact costs: missed and then done late, it is the same deduction with fewer points."""
    return str(uuid5(UUID(branch), f"{quarter}/{charge.source_table}/{charge.source}"))


def charges(rules: Iterable[DeductionRule], facts: Facts, quarter: str, calendar: Calendar, now_ms: int) -> list[Charge]:
    """The deductions that facts give cause for at an instant (domain.md 3.2). A source without facts costs nothing."""
    found = [charge for rule in rules for charge in _charges_of(rule, facts, quarter, calendar, now_ms)]
    return sorted((charge for charge in found if charge.points_tenths), key=lambda one: (one.at, one.source))


def _charges_of(rule: DeductionRule, facts: Facts, quarter: str, calendar: Calendar, now_ms: int) -> Iterator[Charge]:
    if rule.source == "obligation":
        yield from (_of_obligation(rule, one) for one in facts.standings if one.state in rule.states)
    if rule.source == "resolution":
        yield from (_of_resolution(rule, one, calendar) for one in facts.resolutions if _is_overdue(rule, one, quarter, calendar, now_ms))
    if rule.source == "dispatch":
        counted = (one for one in facts.orders if one.standing in rule.states)
        yield from (
            _charge(rule, "dispatch_order", one.id, None, one.at, one.text + rule.text) for one in counted if _counts_in(quarter, one, calendar)
        )
    if rule.source == "review":
        for one in facts.returns:
            limit = calendar.grace_end(one.returned_at, rule.grace_workdays)
            if period_at("quarter", calendar.day_of(limit)) == quarter and min(one.resubmitted_at or now_ms, now_ms) > limit:
                yield _charge(rule, "review", one.id, one.meeting, limit, f"“{one.title}”的记录{rule.text}")


def _of_obligation(rule: DeductionRule, one: Standing) -> Charge:
    points = -(-rule.points_tenths * one.weight_tenths // USUAL_WEIGHT_TENTHS)
    text = f"{one.org_name}{spoken_period(one.period)}{one.title}{rule.text}，扣{spoken_points(-points)}分"
    return Charge("obligation", one.id, one.meeting, rule.id, points, one.due_at, text)


def _is_overdue(rule: DeductionRule, one: Resolved, quarter: str, calendar: Calendar, now_ms: int) -> bool:
    """Judged by the day on which it was done, once the grace for telling so from underground has passed."""
    due = date.fromisoformat(one.due_on)
    if period_at("quarter", due) != quarter or now_ms <= calendar.grace_end(calendar.end_of(due), rule.grace_workdays):
        return False
    return one.done_on is None or one.done_on > one.due_on


def _counts_in(quarter: str, one: Counted, calendar: Calendar) -> bool:
    return period_at("quarter", calendar.day_of(one.at)) == quarter


def _of_resolution(rule: DeductionRule, one: Resolved, calendar: Calendar) -> Charge:
    due_at = calendar.end_of(date.fromisoformat(one.due_on))
    return _charge(rule, "resolution", one.id, one.meeting, due_at, f"决议“{one.text[:60]}”（{one.owner}，{one.due_on}前）{rule.text}")


def _charge(rule: DeductionRule, table: str, source: str, meeting: str | None, at: int, text: str) -> Charge:
    return Charge(table, source, meeting, rule.id, rule.points_tenths, at, f"{text}，扣{spoken_points(-rule.points_tenths)}分")


def state_of(row: Mapping[str, Any]) -> State:
    """How a deduction stands: without its fact it is reversed by itself; else what the office decided counts, then what the branch asked."""
    if row.get("lapsed") or row.get("verdict") == "reversed":
        return "reversed"
    if row.get("verdict") == "upheld":
        return "upheld"
    return "contested" if row.get("contested_at") is not None else "standing"


def lapse(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row of a deduction whose fact is no longer so: excused, corrected, or of another branch. Its history stays."""
    return {"lapsed": True, "state": state_of({**row, "lapsed": True})}


def settle(branch: str, quarter: str, charges: Iterable[Charge], known: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What a quarter's deductions become, by id: what facts charge is taken, and of those `known` what they no longer charge is reversed."""
    settled = dict[str, dict[str, Any]]()
    for charge in charges:
        row_id = deduction_id(branch, quarter, charge)
        values = {"branch": branch, "period": quarter, **asdict(charge), "lapsed": False}
        settled[row_id] = values | {"state": state_of({**known.get(row_id, {}), **values})}
    return settled | {row_id: lapse(known[row_id]) for row_id in known.keys() - settled.keys()}


def kept_of(settled: Mapping[str, Mapping[str, Any]], known: Mapping[str, Mapping[str, Any]]) -> list[Kept]:
    """What of the settled deductions decides whether they count, in the order of their ids."""
    return [convert({**known.get(row_id, {}), **values, "id": row_id}, Kept) for row_id, values in sorted(settled.items())]
