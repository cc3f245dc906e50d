"""What is wrong with a scheme of branch assessment, which one is in force in a quarter, and the band of a total."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from msgspec import Struct

from server.domain.assessments.schemas.scheme import FULL_TENTHS, AssessmentContent, AssessmentVeto, BandLimit, DeductionRule, FormItem, ScoreWeights
from server.domain.obligations import period_days
from server.kit.tenths import spoken_points

__all__ = [
    "FULL_TENTHS",
    "AssessmentContent",
    "AssessmentVeto",
    "BandLimit",
    "DeductionRule",
    "FormItem",
    "Scheme",
    "ScoreWeights",
    "band_of",
    "faults_of",
    "scheme_for",
]


def band_of(content: AssessmentContent, total_tenths: int, vetoed: bool) -> str:
    """The band of a total; a veto caps it."""
    order = [one.band for one in content.bands]
    reached = next((at for at, one in enumerate(content.bands) if total_tenths >= one.at_least_tenths), len(order) - 1)
    return order[max(reached, order.index(content.veto_band)) if vetoed else reached]


class Scheme(Struct, frozen=True):
    """A published version, in force from a day (ISO text)."""

    id: str
    version: int
    from_on: str
    content: AssessmentContent


def scheme_for(quarter: str, schemes: Iterable[Scheme]) -> Scheme | None:
    """The latest version in force on the first day of a quarter."""
    first_day = period_days(quarter)[0].isoformat()
    return max((one for one in schemes if one.from_on <= first_day), key=lambda one: (one.from_on, one.version), default=None)


def faults_of(content: AssessmentContent) -> list[str]:
    """What is wrong with a scheme, in words; nothing if it may be published."""
    return [*_faults_of_parts(content), *_faults_of_deductions(content.deductions), *_faults_of_items(content), *_faults_of_bands(content)]


def _faults_of_parts(content: AssessmentContent) -> Iterator[str]:
    if content.weights.auto + content.weights.assessor != 100:
        yield f"自动评分占{content.weights.auto}%、考核员评分占{content.weights.assessor}%，两项之和应为100%"
    if content.low_percent >= content.high_percent:
        yield "需要写说明的下限应低于上限"
    yield from _repeated("否决项", [one.key for one in content.vetoes])


def _faults_of_deductions(rules: Iterable[DeductionRule]) -> Iterator[str]:
    for rule in rules:
        if rule.points_tenths >= 0 or rule.floor_tenths > rule.points_tenths:
            yield f"扣分规则“{rule.text}”：每次应扣分，且一季最多扣的分不少于一次扣的分"
        if rule.source in ("obligation", "dispatch") and not rule.states:
            what = "任务" if rule.source == "obligation" else "督办"
            yield f"扣分规则“{rule.text}”：没有写明{what}处于哪种状态时扣分"
    yield from _repeated("扣分规则", [rule.id for rule in rules])


def _faults_of_items(content: AssessmentContent) -> Iterator[str]:
    total = sum(item.maximum_tenths for item in content.items)
    if total != FULL_TENTHS:
        yield f"考核表各项满分之和是{spoken_points(total)}分，应为100分"
    yield from (f"考核表“{item.title}”的满分应大于0" for item in content.items if item.maximum_tenths <= 0)
    yield from _repeated("考核表项目", [item.key for item in content.items])


def _faults_of_bands(content: AssessmentContent) -> Iterator[str]:
    least = [one.at_least_tenths for one in content.bands]
    if not least or least[-1] != 0 or any(one <= other for one, other in itertools.pairwise(least)):
        yield "等次应从高到低排列，最低一等从0分起"
    yield from _repeated("等次", [one.band for one in content.bands])
    if content.veto_band not in {one.band for one in content.bands}:
        yield f"否决后的最高等次“{content.veto_band}”不在等次表里"


def _repeated(what: str, keys: list[str]) -> Iterator[str]:
    yield from (f"{what}“{key}”写了不止一次" for key in sorted(set(keys)) if keys.count(key) > 1)
