"""The demo mine's studio, the one of the source (运转工区), and achievements in each state. People are invented, the same each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from server.domain.facts import quarter_days, quarter_of
from server.domain.organisation import derived_id, today_of
from server.replication import Replication, Unit

_PEOPLE = """select m."id", m."name" from "member" m join "organisation" b on b."id" = m."branch"
    where b."name" = {} and m."status" = 'active' and not m."deleted" and m."kind" = 'full' order by m."employee_no" limit 8"""
_BRANCH = """select "id" from "organisation" where "kind" = 'branch' and "name" = {} and not "deleted" """
_STUDIO_OF, _WRITING, _DRYING_OF = "运转工区党支部", "综采一区党支部", "综采二区党支部"
OFFICE, OFFICE_NAME = derived_id("account", "login", "OFFICE"), "党群工作部"
_STUDIO = "运转工区党员创新工作室"


class Told(NamedTuple):
    """An achievement of the demo: of which branch, from the studio or not, how far it is, and what it says. `people` are places in the branch's
    roll with their shares, `done` so many days before today."""

    branch: str
    in_studio: bool
    state: str
    title: str
    kind: str
    level: str
    done: int
    story: str
    people: tuple[tuple[int, int], ...]
    effect: tuple[str, str, str, str] = ("", "", "", "")
    yuan: tuple[int | None, str, str] = (None, "", "")
    returned: str = ""


_DRYING = (
    "截割电机内部进水后，过去要拆下烘干，影响生产10个多小时。改用风流干燥法：打开电机接线腔，引入压风形成循环风流，边吹边测绝缘，"
    "绝缘合格即可送电，影响时间降到1小时。事例取自徐建新同志的创新成果。"
)
ACHIEVEMENTS = (
    Told(
        _DRYING_OF, False, "approved", "风流干燥法处理截割电机内部进水", "technical", "mine", 20, _DRYING, ((2, 100),),
        ("截割电机进水的影响时间", "10多", "1", "小时"), (4_000_000, "indirect", "每次少影响9小时以上，按全年进水次数、小时产量和吨煤效益测算。"),
    ),
    Told(
        _STUDIO_OF, True, "approved", "提升机闸间隙在线监测", "technical", "company", 70,
        "在各闸盘加装位移传感器，间隙超限自动报警，不用停机逐个测量。", ((1, 60), (2, 40)),
        ("每次测量停机时间", "90", "5", "分钟"), (360_000, "direct", "每周少停机85分钟，按提升能力折算。"),
    ),
    Told(
        _STUDIO_OF, True, "approved", "中央泵房水仓水位联动控制", "technical", "mine", 30,
        "水位、电价时段和排水能力联动，避峰排水，值守由两人改为巡检。", ((3, 70), (4, 30)), ("每月排水电费", "42", "35", "万元"),
        (840_000, "direct", "每月节省电费7万元，按12个月计算。"),
    ),
    Told(
        _STUDIO_OF, True, "approved", "党员包机制在机电运转系统的实践", "theory", "mine", 45,
        "总结党员包机、岗位联创的做法，形成制度两项、论文一篇，在机电系统推广。", ((1, 50), (5, 50)),
    ),
    Told(
        _STUDIO_OF, True, "submitted", "井下变电所远程漏电试验装置", "technical", "mine", 8,
        "远程发出试验信号，自动记录跳闸时间，每月不用逐台到现场。", ((2, 80), (3, 20)), ("每月漏电试验用工", "12", "2", "工日"),
    ),
    Told(
        _WRITING, False, "returned", "刮板输送机链条张紧检测尺", "technical", "mine", 25,
        "做成带刻度的检测尺，一个人就能测准张紧量。", ((3, 100),), returned="请补充使用前后的对比数据和照片。",
    ),
)  # fmt: skip


async def load_demo(replication: Replication) -> None:
    """Studio and achievements as they might stand today; what is there already stays."""
    today = date.fromisoformat(today_of(replication))
    fetch = replication.database.fetch
    people = {branch: await fetch(_PEOPLE, branch) for branch in (_STUDIO_OF, _WRITING, _DRYING_OF)}
    branches = {branch: (await fetch(_BRANCH, branch))[0]["id"] for branch in people}
    async with replication.write(None, "demo studios") as unit:
        if await unit.fetch('select 1 from "studio" limit 1'):
            return
        studio = derived_id("demo studio", _STUDIO)
        _found(unit, studio, branches[_STUDIO_OF], people[_STUDIO_OF], today)
        for told in ACHIEVEMENTS:
            _play(unit, told, branches[told.branch], people[told.branch], studio if told.in_studio else "", today)


def _found(unit: Unit, studio: str, branch: str, people: Sequence[Mapping[str, Any]], today: date) -> None:
    since = f"{today.year - 1}-03-01"
    stays = [{"member": one["id"], "name": one["name"], "leads": at == 0, "from_on": since, "to_on": ""} for at, one in enumerate(people[:6])]
    told = {"name": _STUDIO, "place": "机运楼三楼", "field": "供电、供水、提升系统的机电自动化、信息化、智能化"}
    told["motto"] = "树立一个“叫得响、打得赢、出人才、出成果”的过硬党建品牌"
    by = {"edited_by": OFFICE, "edited_at": unit.now_ms, "founded_on": since, "closed_on": ""}
    unit.put("studio", studio, {"org": branch, "branches": [branch], "people": stays, **told, **by})


def _play(unit: Unit, told: Told, branch: str, people: Sequence[Mapping[str, Any]], studio: str, today: date) -> None:
    key = derived_id("demo achievement", told.branch, told.title)
    done_on = (today - timedelta(days=told.done)).isoformat()
    shares = [{"id": people[at]["id"], "name": people[at]["name"], "share": share} for at, share in told.people]
    measure, before, after, measured_in = told.effect
    yuan, benefit, basis = told.yuan
    content = {"title": told.title, "kind": told.kind, "level": told.level, "done_on": done_on, "story": told.story, "people": shares}
    content |= {"measure": measure, "before": before, "after": after, "unit": measured_in}
    content |= {"yuan": yuan, "benefit": benefit, "yuan_basis": basis, "studio": studio, "studio_name": _STUDIO if studio else ""}
    secretary = people[0]["name"]
    made = {"created_by": "demo", "created_by_name": secretary, "created_at": unit.now_ms, "submitted_at": unit.now_ms}
    decided = {"decided_by": OFFICE, "decided_by_name": OFFICE_NAME, "decided_at": unit.now_ms} if told.state != "submitted" else {}
    recognised_on = _recognised(done_on, today) if told.state == "approved" else ""
    unit.put("achievement", key, {"branch": branch, "state": told.state, "recognised_on": recognised_on, **content, **made, **decided})
    acts = [("submit", secretary, "")]
    acts += {"approved": [("approve", OFFICE_NAME, "")], "returned": [("return", OFFICE_NAME, told.returned)]}.get(told.state, [])
    for place, (act, name, text) in enumerate(acts, 1):
        step = {"achievement": key, "branch": branch, "place": place, "act": act, "on": recognised_on or done_on}
        by = {"at": unit.now_ms, "by": OFFICE if name == OFFICE_NAME else "demo", "by_name": name, "text": text}
        unit.put("achievement_step", derived_id("demo achievement step", key, str(place)), step | by)


def _recognised(done_on: str, today: date) -> str:
    """A few days after it was done, but within the running quarter: quarters that went their whole way stay as they were drawn."""
    first = quarter_days(quarter_of(today.isoformat()))[0]
    return min(max((date.fromisoformat(done_on) + timedelta(days=5)).isoformat(), first), today.isoformat())
