"""The result of a branch: `clamp(0.6 * auto + 0.4 * assessor + bonus, 0, 100)`, its band, and the lines that lead to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID, uuid5

from msgspec import Struct

from server.domain.assessments.rules.deductions import Kept
from server.domain.assessments.rules.forms import Marked
from server.domain.assessments.rules.scheme import FULL_TENTHS, AssessmentContent, band_of
from server.kit.spoken import spoken_period
from server.kit.tenths import spoken_points


class Line(Struct, frozen=True):
    """One step: which part it belongs to, its points (tenths), why, and the record behind it.

    The lines of `auto` lead from 100 to the automatic score, those of `assessor` from 0 to the assessors'; those of `total` sum to the total.
    """

    part: str
    rule: str
    points_tenths: int
    text: str
    table: str = ""
    id: str = ""
    meeting: str | None = None


class Form(Struct, frozen=True):
    """A submitted form: who filled it, and its marks by item."""

    by: str
    marks: Mapping[str, Marked]


class Entry(Struct, frozen=True):
    """A bonus or a veto that the office entered and that stands."""

    id: str
    kind: str
    key: str
    points_tenths: int
    reason: str
    at: int


class Summed(Struct, frozen=True):
    """Points of one part, with its lines."""

    points_tenths: int
    lines: list[Line]


class Result(Struct, frozen=True):
    """What a quarter or a year comes to. Without an assessor's form there is no total and no band."""

    auto_tenths: int | None
    assessor_tenths: int | None
    bonus_tenths: int
    total_tenths: int | None
    band: str
    vetoed: bool
    lines: list[Line]


def score_id(branch: str, period: str) -> str:
    """The one id of a branch's quarter or year."""
    return str(uuid5(UUID(branch), period))


def assess(content: AssessmentContent, deductions: Iterable[Kept], forms: Sequence[Form], entries: Sequence[Entry]) -> Result:
    """The result of a quarter (domain.md 3.2)."""
    auto, assessor = automatic(content, deductions), assessed(content, forms)
    extra = bonus(content, entries)
    vetoes = _vetoes(content, entries)
    parts = [*auto.lines, *(assessor.lines if assessor else ()), *extra.lines, *vetoes]
    if assessor is None:
        return Result(auto.points_tenths, None, extra.points_tenths, None, "", bool(vetoes), parts)
    weighted = _weighted(content, auto.points_tenths, assessor.points_tenths)
    total, closing = _closed([*weighted, _share("bonus", extra.points_tenths, "加分")])
    band = band_of(content, total, bool(vetoes))
    return Result(auto.points_tenths, assessor.points_tenths, extra.points_tenths, total, band, bool(vetoes), [*parts, *closing])


def assess_year(content: AssessmentContent, quarters: Mapping[str, int], entries: Sequence[Entry]) -> Result:
    """The result of a year: the mean of those quarters that have one, then what the yearly review added."""
    extra, vetoes = bonus(content, entries), _vetoes(content, entries)
    lines = [Line("quarter", period, points, f"{spoken_period(period)}{spoken_points(points)}分") for period, points in sorted(quarters.items())]
    parts = [*lines, *extra.lines, *vetoes]
    if not quarters:
        return Result(None, None, extra.points_tenths, None, "", bool(vetoes), parts)
    mean = _mean(list(quarters.values()))
    total, closing = _closed([_share("mean", mean, f"{len(quarters)}个季度的平均分"), _share("bonus", extra.points_tenths, "年度加分")])
    return Result(None, None, extra.points_tenths, total, band_of(content, total, bool(vetoes)), bool(vetoes), [*parts, *closing])


def automatic(content: AssessmentContent, deductions: Iterable[Kept]) -> Summed:
    """100 points less what stands, never below 0 and no rule below its floor; where that is reached, the line says so."""
    left = {rule.id: -rule.floor_tenths for rule in content.deductions}
    points, lines = FULL_TENTHS, list[Line]()
    for one in sorted(deductions, key=lambda one: (one.at, one.id)):
        if one.state == "reversed" or one.rule not in left:
            continue
        taken = min(-one.points_tenths, left[one.rule], points)
        left[one.rule] -= taken
        points -= taken
        capped = f"（已到扣分上限，实扣{spoken_points(taken)}分）" if taken < -one.points_tenths else ""
        lines.append(Line("auto", one.rule, -taken, one.text + capped, "deduction", one.id, one.meeting))
    return Summed(points, lines)


def assessed(content: AssessmentContent, forms: Sequence[Form]) -> Summed | None:
    """The mean of all submitted forms, item by item; None while an item has no points from anyone."""
    lines: list[Line] = []
    if unscored(content, forms):
        return None
    for item in content.items:
        given = _given(item.key, forms)
        points = _mean([marked.points_tenths or 0 for _, marked in given])
        told = "；".join(f"{by}：{marked.comment}" for by, marked in given if marked.comment.strip())
        text = f"{item.title}{spoken_points(points)}/{spoken_points(item.maximum_tenths)}分" + (f"（{told}）" if told else "")
        lines.append(Line("assessor", item.key, points, text))
    return Summed(sum(line.points_tenths for line in lines), lines)


def unscored(content: AssessmentContent, forms: Sequence[Form]) -> list[str]:
    """The titles of the items that have no points from anyone."""
    return [item.title for item in content.items if not _given(item.key, forms)]


def _given(item: str, forms: Iterable[Form]) -> list[tuple[str, Marked]]:
    return [(form.by, marked) for form in forms if (marked := form.marks.get(item)) and marked.points_tenths is not None]


def bonus(content: AssessmentContent, entries: Iterable[Entry]) -> Summed:
    """What was added with a reason, up to the cap."""
    left, lines = content.bonus_cap_tenths, list[Line]()
    for one in sorted((one for one in entries if one.kind == "bonus"), key=lambda one: (one.at, one.id)):
        taken = min(one.points_tenths, left)
        left -= taken
        capped = "（已到加分上限）" if taken < one.points_tenths else ""
        lines.append(Line("bonus", "bonus", taken, f"{one.reason}，加{spoken_points(taken)}分{capped}", "assessment_entry", one.id))
    return Summed(content.bonus_cap_tenths - left, lines)


def _vetoes(content: AssessmentContent, entries: Iterable[Entry]) -> list[Line]:
    titles = {one.key: one.title for one in content.vetoes}
    return [
        Line("veto", one.key, 0, f"{titles.get(one.key, one.key)}：{one.reason}，等次最高为{content.veto_band}", "assessment_entry", one.id)
        for one in sorted(entries, key=lambda one: (one.at, one.id))
        if one.kind == "veto"
    ]


def _weighted(content: AssessmentContent, auto: int, assessor: int) -> list[Line]:
    """Both shares; the sum is rounded once, so that the second share carries what rounding the first left over."""
    both = _half_up(content.weights.auto * auto + content.weights.assessor * assessor, 100)
    first = _half_up(content.weights.auto * auto, 100)
    return [
        _share("auto", first, f"自动评分{spoken_points(auto)}分×{content.weights.auto}%"),
        _share("assessor", both - first, f"考核员评分{spoken_points(assessor)}分×{content.weights.assessor}%"),
    ]


def _closed(shares: list[Line]) -> tuple[int, list[Line]]:
    """The total within 0 and 100, with a line for what lies beyond."""
    reached = sum(line.points_tenths for line in shares)
    total = min(max(reached, 0), FULL_TENTHS)
    return total, shares if total == reached else [*shares, _share("clamp", total - reached, "总分不超过100分")]


def _share(rule: str, points_tenths: int, text: str) -> Line:
    return Line("total", rule, points_tenths, text)


def _mean(points: Sequence[int]) -> int:
    return _half_up(sum(points), len(points))


def _half_up(dividend: int, divisor: int) -> int:
    """Rounded to the nearest, half upwards; neither is negative."""
    return (2 * dividend + divisor) // (2 * divisor)
