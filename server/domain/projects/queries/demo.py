"""The demo mine's 25 projects: 选煤中心党总支 with one for its three branches, as the seed tells, and 24 branches; invented beyond that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

import msgspec

from server.domain.obligations import Calendar, load_calendar
from server.domain.organisation import branches_of, derived_id
from server.domain.projects import rules
from server.kit.lifecycle import decision_id
from server.replication import Replication, Unit

OFFICE, OFFICE_NAME = derived_id("account", "login", "OFFICE"), "党群工作部"
_OWNERS = """select "id", "name" from "organisation" where "kind" in ('general_branch', 'branch') and not "deleted" """
_SECRETARIES = """select p."branch", a."id" as "account", m."name" from "post" p join "member" m on m."id" = p."member"
    left join "account" a on a."member" = m."id" where p."post" = 'secretary' and p."to_on" is null and not p."deleted" """
_NOON_MS = 12 * 3_600_000


class Told(NamedTuple):
    """A project of the demo: whose, how far it has come, and what it is about."""

    owner: str
    plot: str
    title: str
    problems: str
    goal: str


class Plot(NamedTuple):
    """How far a project has come: days from today on which milestones fall due and it ends, how many of them are done, and its last moves."""

    dues: tuple[int, ...]
    ends: int
    done: int
    moves: tuple[tuple[int, str, str], ...] = ()


_STARTED = -240
_ASKED, _GRADED = (-24, "ask_acceptance", "目标已经完成，材料齐备，申请验收。"), (-17, "assess", "优秀；现场验收，指标全部达到。")
_BOUGHT = (-12, "buy_back", "一等；济二党字〔2026〕18号")
PLOTS: Mapping[str, Plot] = {
    "calm": Plot((-150, -60, 45), 110, 2, ((-30, "progress", "方案已经会审，按计划推进。"),)),
    "soon": Plot((-150, -60, 4), 100, 2, ((-12, "check", "现场督查：进度正常，台账要补齐。"),)),
    "over": Plot((-150, -2), 90, 1, ((-20, "progress", "备件到货推迟，正在协调。"),)),
    "long_over": Plot((-150, -25), 80, 1, ((-40, "check", "督查：进度偏慢，请支部说明原因。"),)),
    "acceptance": Plot((-150, -60), -20, 2, (_ASKED,)),
    "graded": Plot((-150, -60), -20, 2, (_ASKED, _GRADED)),
    "bought_back": Plot((-150, -60), -20, 2, (_ASKED, _GRADED, _BOUGHT)),
    "promoted": Plot((-150, -60), -20, 2, (_ASKED, _GRADED, _BOUGHT, (-8, "promote", ""))),
    "closed": Plot((-150, -60), -20, 2, (_ASKED, _GRADED, (-6, "close", "成果已归档。"))),
}
PROJECTS = (
    Told("选煤中心党总支", "calm", "三化融合、改造升级，建设高效选煤厂", "设备老化、改造压力大，急需统一思想。", "一年建成高效选煤厂。"),
    Told("综采一区党支部", "soon", "党员先锋岗带动综采面达产达标", "新面地质条件复杂，设备磨合期故障多。", "设备开机率92%，党员责任区零三违。"),
    Told("综采二区党支部", "promoted", "风流干燥法推广应用", "截割电机内部进水，每次影响十个多小时。", "处理时间降到1小时以内，形成可推广的操作法。"),
    Told("综采三区党支部", "over", "工作面搬家提速增效", "搬家工序衔接不紧，工期长。", "搬家工期压缩20%，党员骨干一人一道工序。"),
    Told("掘进一区党支部", "calm", "快速掘进党员攻关", "单进水平不高，正规循环率低。", "月进尺提高15%，质量优良率100%。"),
    Told("掘进二区党支部", "soon", "巷道支护质量提升", "支护返工多，材料浪费。", "返工率降到1%以下。"),
    Told("掘进三区党支部", "long_over", "职工岗位标准化作业达标", "新工人多，作业不规范。", "全员岗位标准化考核合格。"),
    Told("掘进四区党支部", "acceptance", "党员身边无三违", "零星三违时有发生。", "党员及其联保人员全年零三违。"),
    Told("运转工区党支部", "bought_back", "机电运转系统智能化改造", "供电、供水、提升系统人工值守多。", "提升机电自动化、智能化水平，减少岗位值守。"),
    Told("机电工区党支部", "promoted", "电缆自动缠绕装置", "移变列车移动时人工盘缆，费力不安全。", "完成装置研制并在综采面使用。"),
    Told("运搬工区党支部", "calm", "辅助运输一站式服务", "用车等待时间长，服务投诉多。", "用车响应时间缩短三分之一。"),
    Told("准备工区党支部", "graded", "安装回撤标准化班组", "作业分散，质量参差不齐。", "建成三个标准化班组。"),
    Told("防冲工区党支部", "calm", "防冲卸压党员突击队", "卸压工程量大、时间紧。", "卸压钻孔一次合格率98%以上。"),
    Told("通防工区党支部", "soon", "智慧通风党员示范点", "测风调风靠人工，效率低。", "主要巷道风量在线监测全覆盖。"),
    Told("地测中心党支部", "calm", "地质保障透明化", "构造预报精度不高。", "构造预报准确率提高到90%。"),
    Told("洗选车间党支部", "acceptance", "精煤产率提升攻关", "产品灰分波动大。", "精煤产率提高1个百分点。"),
    Told("储运车间党支部", "calm", "装车效率提升", "装车高峰压车。", "单列装车时间缩短20分钟。"),
    Told("物资供应中心党支部", "over", "闲置物资盘活", "库存占用资金多。", "闲置物资利用率达到60%。"),
    Told("职工培训中心党支部", "promoted", "导师带徒双培养", "技能人才断档。", "签订师徒合同百对，出师考核合格率95%。"),
    Told("综合服务中心党支部", "calm", "班中餐满意工程", "井下班中餐种类少、送餐不及时。", "职工满意率达到95%。"),
    Told("调度指挥中心党支部", "bought_back", "应急响应流程再造", "信息传递环节多。", "应急响应时间缩短一半。"),
    Told("安全监察处党支部", "calm", "隐患闭环管理", "隐患整改复查不及时。", "隐患按期闭环率100%。"),
    Told("救护中队党支部", "graded", "实战练兵强队伍", "年轻队员实战经验少。", "综合比武进入集团前三。"),
    Told("煤质运销科党支部", "closed", "煤质全流程管控", "煤质波动影响售价。", "商品煤质量合格率稳定在99%。"),
    Told("离退休职工党支部", "soon", "银龄讲堂", "老党员作用发挥渠道少。", "每季度开讲两次，覆盖青年党员。"),
)  # fmt: skip
_MEASURES = """坚持“请进来”与“走出去”相结合，分层分类组织职工培训；
深入开展技能比武、导师带徒、劳模（技能大师）创新工作室创建等活动；
党员骨干包保重点任务，支委会每月检查一次进度。"""
_STAGES = ("调查摸底，制定方案", "组织培训，试点推进", "全面实施，检查整改")
_LATER = "选煤中心党总支"
"""To whom what was promoted is offered, beside two branches that adopted it."""


async def load_demo(replication: Replication) -> None:
    """Projects as they might stand today; what is there already stays."""
    async with replication.write(None, "demo projects") as unit:
        if await unit.fetch('select 1 from "project" limit 1'):
            return
        calendar = await load_calendar(unit.fetch, unit.settings.zone)
        owners = {row["name"]: row["id"] for row in await unit.fetch(_OWNERS)}
        secretaries = {row["branch"]: row for row in await unit.fetch(_SECRETARIES)}
        for number, told in enumerate((one for one in PROJECTS if one.owner in owners), 1):
            branches = await branches_of(unit.fetch, owners[told.owner])
            await _play(unit, calendar, told, owners, secretaries.get(branches[0], {}), number)


async def _play(unit: Unit, calendar: Calendar, told: Told, owners: Mapping[str, str], secretary: Mapping[str, Any], number: int) -> None:
    """Writes a project with its steps, and how it stands after them."""
    key, owner = derived_id("demo project", told.owner), owners[told.owner]
    branches = await branches_of(unit.fetch, owner)
    steps = _steps(unit, calendar, PLOTS[told.plot], secretary)
    acts = [one["act"] for one in steps]
    plan = _plan(unit, calendar, PLOTS[told.plot], acts)
    place = {"owner": owner, "branch": branches[0], "branches": branches, "year": int(plan["starts_on"][:4]), "number": number}
    shown_to = await _offer(unit, calendar, key, branches, owners) if plan["state"] == "promoted" else []
    content = {"title": told.title, "problems": told.problems, "goal": told.goal, "measures": _MEASURES, "leader": steps[0]["by_name"] or "支部书记"}
    made = {"created_by": steps[0]["by"], "created_by_name": steps[0]["by_name"], "created_at": steps[0]["at"], "shown_to": shown_to}
    told_steps = msgspec.convert(steps, list[rules.Step])
    stands = msgspec.structs.asdict(rules.conclude(msgspec.convert(plan, rules.Plan), told_steps, unit.now_ms, calendar))
    times = {"computed_at": unit.now_ms, "data_up_to": steps[-1]["at"]}
    unit.put("project", key, {**content, **plan, **place, **made, **stands, **times, **_decided(acts)})
    for step in steps:
        unit.put("project_step", decision_id(key, str(step["place"])), {"project": key, "title": told.title, "branches": branches, **step})
    if "buy_back" in acts:
        paid = {"project": key, "amount": 20_000, "decided_by": OFFICE, "decided_at": unit.now_ms}
        unit.put("project_buyback", rules.buyback_id(key), paid)


def _steps(unit: Unit, calendar: Calendar, plot: Plot, secretary: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What was done, in order: proposed, approved, milestones reached, and the plot's own moves."""
    leader = {"by": secretary.get("account") or "", "by_name": secretary.get("name") or ""}
    office = {"by": OFFICE, "by_name": OFFICE_NAME}
    moves = [(_STARTED - 20, "submit", "", ""), (_STARTED, "approve", "同意立项。", "")]
    moves += [(plot.dues[at] - 3, "reach", "", f"m{at}") for at in range(plot.done)] + [(*one, "") for one in plot.moves]
    steps: list[dict[str, Any]] = []
    for place, (days, act, text, milestone) in enumerate(moves, 1):
        by = leader if act in ("submit", "reach", "progress", "ask_acceptance") else office
        when = {"on": _day(unit, calendar, days), "at": _instant(unit, calendar, days)}
        steps.append({"place": place, "act": act, **when, "text": text, "milestone": milestone, **by})
    return steps


def _plan(unit: Unit, calendar: Calendar, plot: Plot, acts: list[str]) -> dict[str, Any]:
    """What was proposed, and the state in which it is after all."""
    state = "draft"
    for act in acts:
        state = rules.LIFECYCLE.after(act, state)
    milestones = [{"id": f"m{at}", "text": _STAGES[at], "due_on": _day(unit, calendar, days)} for at, days in enumerate(plot.dues)]
    span = {"starts_on": _day(unit, calendar, _STARTED), "ends_on": _day(unit, calendar, plot.ends)}
    return {**span, "milestones": milestones, "state": state}


def _decided(acts: list[str]) -> dict[str, str]:
    bought = {"level": "first", "document": "济二党字〔2026〕18号"} if "buy_back" in acts else {"level": "", "document": ""}
    return bought | {"grade": "excellent" if "assess" in acts else ""}


async def _offer(unit: Unit, calendar: Calendar, project: str, own: list[str], owners: Mapping[str, str]) -> list[str]:
    """Two branches have adopted it, one of them tells of it; the general branch has not answered yet."""
    shown = set[str]()
    states = (("综采一区党支部", "told", "用了一个月，故障时间减少一半。"), ("掘进一区党支部", "adopted", ""), (_LATER, "offered", ""))
    for name, state, feedback in states:
        branches = await branches_of(unit.fetch, owners.get(name, ""))
        if not branches or not set(branches).isdisjoint(own):
            continue
        shown.update(branches)
        to = {"project": project, "org": owners[name], "branch": branches[0], "branches": branches, "offered_at": _instant(unit, calendar, -8)}
        answered = {"state": state, "feedback": feedback, "adopted_on": "" if state == "offered" else _day(unit, calendar, -5)}
        unit.put("project_promotion", rules.promotion_id(project, owners[name]), to | answered)
    return sorted(shown)


def _day(unit: Unit, calendar: Calendar, days: int) -> str:
    return (calendar.day_of(unit.now_ms) + timedelta(days=days)).isoformat()


def _instant(unit: Unit, calendar: Calendar, days: int) -> int:
    return calendar.start_of(calendar.day_of(unit.now_ms) + timedelta(days=days)) + _NOON_MS
