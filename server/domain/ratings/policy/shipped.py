"""The scheme that ships: the proposal of domain.md 2.2 as data. What the mine has not confirmed says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID, uuid5

import msgspec

from server.domain.ratings.rules import Bonus, Calendar, Content, Dimension, Need, Quota, Rule, Star, Veto

KIND = "member_star"

MEETING_TITLES = {
    "general_meeting": "支部党员大会",
    "committee_meeting": "支部委员会",
    "group_meeting": "党小组会",
    "party_lecture": "党课",
    "theme_day": "主题党日",
    "org_life_meeting": "组织生活会",
    "democratic_review": "民主评议党员",
    "heart_talk": "谈心谈话",
}
_LIFE = tuple(kind for kind in MEETING_TITLES if kind != "party_lecture")
_ATTENDANCE = Need("attendance")


def _covered(*kinds: str) -> tuple[Need, ...]:
    return tuple(Need("coverage", kind) for kind in kinds)


def _attended(key: str, kinds: tuple[str, ...], offer: str) -> tuple[Rule, ...]:
    """Absence without leave costs; leave, and an absence made up for, do not. One absence costs in one dimension alone."""
    return (
        Rule(f"{key}.absent", "无故缺席，扣2分", "attendance", kinds, ("absent",), -20, offer=offer),
        Rule(f"{key}.leave", "请假，不扣分", "attendance", kinds, ("leave",)),
        Rule(f"{key}.made_up", "缺席后已补课，不扣分", "attendance", kinds, ("made_up",)),
    )


def _fact(rule_id: str, text: str, kind: str, grades: tuple[str, ...] = (), points_tenths: int = 0, **bounds: Any) -> Rule:
    return Rule(rule_id, text, "fact", (kind,), grades, points_tenths, **bounds)


_DUTY = (
    Rule("duty.dues", "党费每欠1个月扣1分，最多扣3分", "fact_until", ("dues",), points_tenths=-10, cap_tenths=30, offer="交齐本季度党费"),
    _fact("duty.pledge_good", "公开承诺评议为好，不扣分", "pledge", ("good",)),
    _fact("duty.pledge_fair", "公开承诺评议为一般，扣1分", "pledge", ("fair",), -10),
    _fact("duty.pledge_poor", "公开承诺评议为差，扣2分", "pledge", ("poor",), -20),
    _fact("duty.task_done", "完成支部交办任务，加1分，每季度计2次", "task_done", points_tenths=10, most_times=2, offer="完成支部交办任务"),
)
_DISCIPLINE = (
    _fact("discipline.reminder", "提醒谈话，扣2分", "discipline", ("reminder",), -20),
    _fact("discipline.warning", "警告，扣5分", "discipline", ("warning",), -50),
    _fact("discipline.serious", "严重警告及以上，本维度0分", "discipline", ("serious",), zeroes=True),
)
_SAFETY = (
    _fact("safety.minor", "轻微三违，扣1分", "violation", ("minor",), -10),
    _fact("safety.general", "一般三违，扣2分", "violation", ("general",), -20),
    _fact(
        "safety.hazard_found",
        "排查上报隐患并核实，加1分，每季度最多加3分",
        "hazard_found",
        points_tenths=10,
        cap_tenths=30,
        offer="排查上报隐患并核实",
    ),
    _fact("safety.serious", "严重三违，本维度0分", "violation", ("serious",), zeroes=True),
)
_INNOVATION = (
    _fact("innovation.mine", "矿级认定的创新成果，加4分", "achievement", ("mine",), 40),
    _fact("innovation.company", "公司级认定的创新成果，加7分", "achievement", ("company",), 70),
    _fact("innovation.province", "省级及以上认定的创新成果，加10分", "achievement", ("province",), 100),
)
_SKILLS = (
    _fact("skills.attended", "参加培训，加3分，每季度计2次", "training", ("attended",), 30, most_times=2, offer="参加培训"),
    _fact("skills.absent", "无故不参加培训，扣1分", "training", ("absent",), -10),
    _fact("skills.first", "技能比武第一名，加6分", "contest", ("first",), 60),
    _fact("skills.second", "技能比武第二名，加5分", "contest", ("second",), 50),
    _fact("skills.third", "技能比武第三名，加4分", "contest", ("third",), 40),
    _fact("skills.other", "参加技能比武，加2分", "contest", ("other",), 20, most_times=1),
    _fact("skills.passed", "带徒出师，加4分", "mentor", ("passed",), 40),
    _fact("skills.running", "师带徒进行中，加2分", "mentor", ("running",), 20, most_times=1),
)
_SERVICE = (
    _fact("service.small", "服务群众小事，加1分", "service", ("small",), 10, cap_tenths=30, offer="服务群众小事"),
    _fact("service.usual", "为群众办实事，加4分", "service", ("usual",), 40, offer="为群众办实事"),
    _fact("service.outstanding", "服务群众事迹突出，加6分", "service", ("outstanding",), 60),
)
_PERFORMANCE = (Rule("performance.area", "区队岗位业绩评价，按百分制折算", "fact_amount", ("performance",)),)
_MASS_REVIEW = (Rule("mass_review.mean", "群众测评平均分，按百分制折算", "mass_review"),)
_BONUS = (
    _fact("bonus.company", "公司级创新成果，维度外另加2分", "achievement", ("company",), 20, cap_tenths=40),
    _fact("bonus.province", "省级及以上创新成果，维度外另加4分", "achievement", ("province",), 40, cap_tenths=80),
    _fact("bonus.first", "技能比武第一名，维度外另加2分", "contest", ("first",), 20, cap_tenths=40),
)


def _dimension(
    key: str,
    title: str,
    maxima: tuple[int, int],
    start: Literal["full", "zero"],
    needs: tuple[Need, ...],
    rules: tuple[Rule, ...],
    awaited: str,
) -> Dimension:
    """`maxima` are whole points for the frontline and for the office."""
    frontline, office = maxima
    return Dimension(key, title, {"frontline": frontline * 10, "office": office * 10}, start, needs, rules, awaited)


_DIMENSIONS = (
    _dimension(
        "political_life",
        "政治生活",
        (15, 15),
        "full",
        (_ATTENDANCE,),
        _attended("political_life", _LIFE, "补课"),
        "本季度应参加的会议还没有已报送的记录",
    ),
    _dimension(
        "theory_study",
        "理论学习",
        (8, 12),
        "full",
        (_ATTENDANCE,),
        _attended("theory_study", ("party_lecture",), "补上党课"),
        "本季度应参加的党课还没有已报送的记录",
    ),
    _dimension(
        "duty",
        "履行义务",
        (7, 10),
        "full",
        (Need("fact", "dues"), *_covered("dues", "pledge", "task_done")),
        _DUTY,
        "党费交至月份、公开承诺评议和承担任务情况还没有报齐",
    ),
    _dimension("discipline", "遵规守纪", (10, 11), "full", _covered("discipline"), _DISCIPLINE, "党群工作部还没有报齐本季度纪律情况"),
    _dimension("safety", "安全生产", (15, 6), "full", _covered("violation"), _SAFETY, "本季度三违情况还没有报齐"),
    _dimension("performance", "岗位业绩", (10, 12), "zero", (Need("fact", "performance"),), _PERFORMANCE, "区队还没有给出岗位业绩评价"),
    _dimension("innovation", "创新创效", (10, 8), "zero", _covered("achievement"), _INNOVATION, "本季度创新成果还没有报齐"),
    _dimension("skills", "技能素质", (8, 6), "zero", _covered("training", "contest", "mentor"), _SKILLS, "培训、技能比武和师带徒情况还没有报齐"),
    _dimension("service", "服务群众", (7, 10), "zero", _covered("service"), _SERVICE, "支部还没有报齐服务群众情况"),
    _dimension("mass_review", "群众测评", (10, 10), "zero", (Need("mass_review"),), _MASS_REVIEW, "群众测评还没有公布结果，不足5张票不出结果"),
)

_VETOES = (
    Veto("accident", "安全事故责任", "对安全事故负有责任"),
    Veto("serious_violation", "严重三违", "发生严重三违"),
    Veto("discipline_measure", "纪律处分或刑事处罚", "受到党纪处分、政务处分或刑事处罚"),
    Veto("dues_unpaid", "连续6个月不交党费", "没有正当理由，连续6个月不交纳党费"),
    Veto("falsified", "弄虚作假", "伪造、篡改记录或佐证材料"),
)

CONTENT = Content(
    dimensions=_DIMENSIONS,
    bonus=Bonus(100, _BONUS),
    stars=tuple(Star(star, least * 10) for star, least in ((5, 95), (4, 90), (3, 80), (2, 70), (1, 60))),
    quota=Quota(),
    vetoes=_VETOES,
    calendar=Calendar(),
    note="待确认：除政治生活、创新创效、群众测评外的七个维度，两类岗位的分值，五星比例和加分项。",
)

SHIPPED_SCHEME_ID = str(uuid5(UUID("9c9d2d52-5e3a-4b61-9a27-8e4f0c1d7f30"), f"{KIND}:1"))
SHIPPED_SCHEME: Mapping[str, Any] = {
    "kind": KIND,
    "version": 1,
    "state": "published",
    "content": msgspec.to_builtins(CONTENT),
    "from_on": "2019-07-01",
}
"""The default of domain.md 2.2: ten dimensions, 100 points, stars from 60, 70, 80, 90 and 95.

The mine names three of the ten (政治生活, 创新创效, 群众测评); the rest is a proposal, so a change is a new version and no change of code.
The office's weights shift safety and skills to study, duty, performance and service, as 高庄 tells frontline and office apart.
The mine's own platform goes back to the second half of 2019, so no earlier quarter is rated.
"""
