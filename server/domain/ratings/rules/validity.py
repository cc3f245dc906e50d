"""What is wrong with a scheme before it may be published, field by field, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from server.domain.facts import Kind, quarter_days, quarter_of
from server.domain.meetings import rules as meetings
from server.domain.ratings.rules.inputs import EXPECTED
from server.domain.ratings.rules.lines import FULL_TENTHS
from server.domain.ratings.rules.scheme import Scheme
from server.domain.ratings.schemas import PROFILES, BallotPoints, Calendar, Content, Dimension, Mending, Rule, Veto
from server.kit.tenths import spoken_points

PROFILE_TITLES = {"frontline": "一线岗位", "office": "机关岗位"}
TITLE_AT_MOST = 20
TEXT_AT_MOST = 80
DIMENSIONS_AT_MOST = 15
"""More are not read by anyone, and no radar has room for their names."""
BONUS_AT_MOST_TENTHS = 200
LAST_DAY = 28
QUOTA_STAR = 5
QUOTA_AT_MOST = Fraction(1, 3)
"""优秀 at a 民主评议 is a third at most (domain.md 1.5)."""
LONGEST_WORKDAYS = 30
LEAST_PUBLICITY = 5
"""公示 lasts 5 workdays, as 发展党员 has it (domain.md 2.2)."""
BALLOT_STEP_TENTHS = 50
"""Choices are worth multiples of 5 points, so that a mean never spells out the ballots behind it."""
Kinds = Mapping[str, Kind]


def content_mending(content: Content, kinds: Kinds) -> list[Mending]:
    """All that keeps this content from being published; `kinds` are the kinds of facts that exist."""
    return [
        *_maxima(content.dimensions),
        *_titles(content.dimensions),
        *(mending for at, one in enumerate(content.dimensions) for mending in _dimension(f"dimensions.{at}", one, kinds)),
        *_bonus(content, kinds),
        *_ids(content),
        *_vetoes(content.vetoes),
        *_ballot(content.ballot),
        *_stars(content),
        *_quota(content),
        *_calendar(content.calendar),
    ]


def _maxima(dimensions: Sequence[Dimension]) -> Iterator[Mending]:
    for profile in PROFILES:
        total = sum(one.maximum_tenths.get(profile, 0) for one in dimensions)
        if total != FULL_TENTHS:
            off = f"多{spoken_points(total - FULL_TENTHS)}" if total > FULL_TENTHS else f"少{spoken_points(FULL_TENTHS - total)}"
            yield Mending(f"dimensions.sum.{profile}", f"{PROFILE_TITLES[profile]}合计{spoken_points(total)}分，{off}分；应为100分")


def _titles(dimensions: Sequence[Dimension]) -> Iterator[Mending]:
    """Members and the office know dimensions by their names alone."""
    if len(dimensions) > DIMENSIONS_AT_MOST:
        yield Mending("dimensions", f"维度最多{DIMENSIONS_AT_MOST}个，现在有{len(dimensions)}个")
    titles = [one.title.strip() for one in dimensions]
    for at, title in enumerate(titles):
        if title and title in titles[:at]:
            yield Mending(f"dimensions.{at}.title", "和另一个维度重名")


def _dimension(path: str, one: Dimension, kinds: Kinds) -> Iterator[Mending]:
    if not 0 < len(one.title.strip()) <= TITLE_AT_MOST:
        yield Mending(f"{path}.title", f"名称要写，不超过{TITLE_AT_MOST}个字")
    for profile in PROFILES:
        if not 0 <= one.maximum_tenths.get(profile, -1) <= FULL_TENTHS:
            yield Mending(f"{path}.maximum_tenths.{profile}", "满分应在0到100分之间")
    if not one.needs:
        given = "得满分" if one.start == "full" else "算0分"
        yield Mending(f"{path}.needs", f"要选以什么为准，否则没有数据也会{given}")
    if not 0 < len(one.pending.strip()) <= TEXT_AT_MOST:
        yield Mending(f"{path}.pending", f"要写没有数据时告诉党员什么，不超过{TEXT_AT_MOST}个字")
    if not one.rules:
        yield Mending(f"{path}.rules", "至少要有一条规则，否则人人一样")
    if any(need.source in ("coverage", "fact") and need.kind not in kinds for need in one.needs):
        yield Mending(f"{path}.needs", "系统里没有作为依据的这种事实")
    yield from _rules(path, one.rules, kinds)


def _rules(path: str, rules: Iterable[Rule], kinds: Kinds) -> Iterator[Mending]:
    for at, rule in enumerate(rules):
        where = f"{path}.rules.{at}"
        if not 0 < len(rule.text.strip()) <= TEXT_AT_MOST:
            yield Mending(f"{where}.text", f"规则要写，不超过{TEXT_AT_MOST}个字")
        if abs(rule.points_tenths) > FULL_TENTHS:
            yield Mending(f"{where}.points_tenths", "分值应在-100到100分之间")
        if rule.most_times is not None and not 1 <= rule.most_times <= 99:
            yield Mending(f"{where}.most_times", "次数应在1到99之间，不限就留空")
        if rule.cap_tenths is not None and not 1 <= rule.cap_tenths <= FULL_TENTHS:
            yield Mending(f"{where}.cap_tenths", "上限应大于0，不超过100分，不限就留空")
        if rule.source in ("fact_amount", "mass_review") and (rule.cap_tenths is not None or rule.most_times is not None):
            yield Mending(f"{where}.cap_tenths", "按比例折算的规则没有次数和上限")
        yield from _counted(where, rule, kinds)


def _counted(where: str, rule: Rule, kinds: Kinds) -> Iterator[Mending]:
    """Whether there is anything that the rule counts, and that a member can do if it is offered."""
    if rule.source != "mass_review" and not rule.kinds:
        yield Mending(f"{where}.kinds", "要写明算哪一种会议或事实")
    elif fault := _kinds_fault(rule, kinds):
        yield Mending(f"{where}.kinds", fault)
    elif not set(rule.grades) <= _grades(rule, kinds):
        yield Mending(f"{where}.grades", "所选的事项没有这个等级")
    if rule.source == "mass_review" and rule.offer:
        yield Mending(f"{where}.offer", "群众测评由别人评价，不能列为本人可做的事")


def _kinds_fault(rule: Rule, kinds: Kinds) -> str | None:
    """Whether a rule can count what it names: an amount or a month reached is read of facts that have one."""
    if rule.source == "attendance":
        return None if set(rule.kinds) <= set(meetings.KINDS) else "系统里没有这种会议"
    named = [kinds.get(kind) for kind in rule.kinds]
    if None in named:
        return "系统里没有这种事实"
    if rule.source == "fact_amount" and not all(kind and kind.most for kind in named):
        return "这种事实没有分值，不能折算"
    return "这种事实没有交至的月份" if rule.source == "fact_until" and not all(kind and kind.takes_until for kind in named) else None


def _grades(rule: Rule, kinds: Kinds) -> set[str]:
    return set(EXPECTED) if rule.source == "attendance" else {grade for kind in rule.kinds for grade in kinds[kind].grades}


def _bonus(content: Content, kinds: Kinds) -> Iterator[Mending]:
    if not 0 <= content.bonus.cap_tenths <= BONUS_AT_MOST_TENTHS:
        yield Mending("bonus.cap_tenths", f"加分合计上限应在0到{spoken_points(BONUS_AT_MOST_TENTHS)}分之间")
    for at, rule in enumerate(content.bonus.rules):
        if rule.points_tenths < 0 or rule.zeroes:
            yield Mending(f"bonus.rules.{at}.points_tenths", "加分不能是负数")
        if rule.cap_tenths is None:
            yield Mending(f"bonus.rules.{at}.cap_tenths", "每一条加分都要有上限")
    yield from _rules("bonus", content.bonus.rules, kinds)


def _ids(content: Content) -> Iterator[Mending]:
    keys = [one.key for one in content.dimensions]
    ids = [rule.id for part in (*content.dimensions, content.bonus) for rule in part.rules]
    if len(keys) != len(set(keys)) or len(ids) != len(set(ids)):
        yield Mending("dimensions", "有两个维度或两条规则的代号相同")


def _vetoes(vetoes: Sequence[Veto]) -> Iterator[Mending]:
    for at, one in enumerate(vetoes):
        if not 0 < len(one.title.strip()) <= TITLE_AT_MOST:
            yield Mending(f"vetoes.{at}.title", f"名称要写，不超过{TITLE_AT_MOST}个字")
        if not 0 < len(one.text.strip()) <= TEXT_AT_MOST:
            yield Mending(f"vetoes.{at}.text", f"情形要写，不超过{TEXT_AT_MOST}个字")
    if len({one.key for one in vetoes}) != len(vetoes):
        yield Mending("vetoes", "有两项否决的代号相同")


def _ballot(points: BallotPoints) -> Iterator[Mending]:
    worth = [(name, getattr(points, name)) for name in BallotPoints.__struct_fields__]
    for name, tenths in worth:
        if not 0 <= tenths <= FULL_TENTHS or tenths % BALLOT_STEP_TENTHS:
            yield Mending(f"ballot.{name}", "折算分应在0到100之间，以5分为一档")
    for (_, better), (name, worse) in pairwise(worth):
        if worse >= better:
            yield Mending(f"ballot.{name}", "应低于前一档")


def _stars(content: Content) -> Iterator[Mending]:
    by_star = sorted(content.stars, key=lambda one: one.star)
    if [one.star for one in by_star] != [1, 2, 3, 4, 5]:
        yield Mending("stars", "要写明一星到五星各自的起点")
    for lower, higher in pairwise(by_star):
        if lower.at_least_tenths >= higher.at_least_tenths:
            yield Mending(f"stars.{content.stars.index(higher)}.at_least_tenths", f"{higher.star}星的起点应高于{lower.star}星")
    for at, one in enumerate(content.stars):
        if not 0 < one.at_least_tenths <= FULL_TENTHS:
            yield Mending(f"stars.{at}.at_least_tenths", "起点应大于0，不超过100分")


def _quota(content: Content) -> Iterator[Mending]:
    quota = content.quota
    if quota.star != QUOTA_STAR:
        yield Mending("quota.star", "名额只限五星")
    if Fraction(quota.hard_most) > QUOTA_AT_MOST:
        yield Mending("quota.hard_most", "最高比例不超过三分之一")
    if not 0 < Fraction(quota.percent, 100) <= QUOTA_AT_MOST:
        yield Mending("quota.percent", "比例应大于0，最高不超过三分之一（33%）")
    if not 1 <= quota.least_from <= 20:
        yield Mending("quota.least_from", "人数应在1到20之间")
    if unknown := set(quota.tie_by) - {one.key for one in content.dimensions}:
        yield Mending("quota.tie_by", f"没有这个维度：{'、'.join(sorted(unknown))}")


def _calendar(calendar: Calendar) -> Iterator[Mending]:
    if not 1 <= calendar.draft_day <= LAST_DAY:
        yield Mending("calendar.draft_day", f"应在1到{LAST_DAY}日之间")
    if not calendar.draft_day < calendar.review_day <= LAST_DAY:
        yield Mending("calendar.review_day", f"应在初评之后，不晚于{LAST_DAY}日")
    if not LEAST_PUBLICITY <= calendar.publicity_workdays <= LONGEST_WORKDAYS:
        yield Mending("calendar.publicity_workdays", f"公示应为{LEAST_PUBLICITY}到{LONGEST_WORKDAYS}个工作日")
    if not 1 <= calendar.appeal_workdays <= LONGEST_WORKDAYS:
        yield Mending("calendar.appeal_workdays", f"应为1到{LONGEST_WORKDAYS}个工作日")


def publishing_mending(from_on: str, today: str, published: Iterable[Scheme]) -> list[Mending]:
    """Why a scheme may not rule from this day: a quarter that is over keeps its rules, and versions follow each other."""
    if from_on != quarter_days(quarter_of(from_on))[0]:
        return [Mending("from_on", "应从一个季度的第一天起施行")]
    if quarter_of(from_on) < quarter_of(today):
        return [Mending("from_on", "已经结束的季度不能改规则，请从本季度或以后的季度起施行")]
    if any(one.from_on > from_on for one in published):
        return [Mending("from_on", "已有更晚施行的版本，请从那一天或以后起施行")]
    return []
