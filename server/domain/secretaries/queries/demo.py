"""Two years of notes about some secretaries of the demo mine; invented."""

from __future__ import annotations

from typing import Any

from server.domain.organisation import derived_id
from server.domain.secretaries import rules
from server.domain.secretaries.queries.reading import secretaries_now
from server.kit.clock import local_day
from server.kit.lifecycle import decision_id
from server.replication import Replication, Unit

OFFICE, OFFICE_NAME = derived_id("account", "login", "OFFICE"), "党群工作部"
_SECRETARIES = ("综采一区党支部", "运转工区党支部", "职工培训中心党支部")
_EXAMPLES: dict[str, tuple[str, str]] = {
    "situation": ("able", "说得出每名党员的岗位、班次和家庭情况，困难党员家里都去过。"),
    "knowledge": ("able", "三会一课的要求自己讲给支委听，不再翻本子。"),
    "business": ("learning", "发展党员的程序还要对着流程图办，漏过一次公示。"),
    "speak": ("leading", "班前会用三分钟讲清一条规程，别的支部来听过。"),
    "write": ("learning", "会议记录能写全，经验材料还写不深。"),
    "think": ("able", "把井下零敲碎打的隐患归成三类，逐类整改。"),
    "act": ("leading", "搬家期间跟班十二个，难点工序自己先上手。"),
    "party_spirit": ("able", "请客送礼当面退回，支部年初承诺逐条公开。"),
    "competence": ("able", "党建和生产任务同部署，季度考核前三。"),
    "reform": ("learning", "电子台账还靠年轻委员录入，自己正在学。"),
    "service": ("able", "职工反映的班中餐问题一周内办完，回访满意。"),
}
_YEAR_BEFORE: dict[str, tuple[str, str]] = {
    "situation": ("learning", "刚到支部，党员的班次要问组长才说得清。"),
    "business": ("learning", "发展党员的材料退回补了两次。"),
    "speak": ("able", "班前会照着稿子讲得清，离开稿子讲不长。"),
    "write": ("learning", "会议记录靠副书记代写，自己学着改。"),
    "act": ("able", "搬家期间跟班六个，干的是自己熟的工序。"),
    "service": ("able", "班中餐的意见收上来了，办完没有回访。"),
}
_OF_OFFICE: dict[str, tuple[str, str]] = {
    "speak": ("leading", "请到兄弟支部讲过一课，听的人记得住。"),
    "write": ("learning", "上报的经验材料改了三稿，事例有了，道理还没有讲透。"),
    "act": ("leading", "搬家现场检查时，四次有三次在工作面。"),
}
_NEEDS = (("write", "想学怎样写典型经验材料。", "planned", "三季度书记培训，半天写作课。"), ("reform", "想学电子表格和照片整理。", "asked", ""))


async def load_demo(replication: Replication) -> None:
    """Notes and needs as they might stand today; what is there already stays."""
    async with replication.write(None, "demo secretaries") as unit:
        if await unit.fetch('select 1 from "secretary_note" limit 1'):
            return
        today = local_day(unit.now_ms, unit.settings.timezone)
        year = int(today[:4])
        for secretary in await secretaries_now(unit.fetch, today, year):
            if secretary["branch_name"] in _SECRETARIES:
                _notes(unit, secretary, year)
                for item, text, state, training in _NEEDS:
                    _need(unit, secretary, year, (item, text, state, training), today)


def _notes(unit: Unit, secretary: dict[str, Any], year: int) -> None:
    """This year's own notes on all items, last year's on some, and what the office says of a few."""
    who = {"member": secretary["member"], "branch": secretary["branch"], "at": unit.now_ms}
    own = {"by": "", "by_name": secretary["name"], "side": "self"}
    office = {"by": OFFICE, "by_name": OFFICE_NAME, "side": "office"}
    for told, when, said in ((own, year, _EXAMPLES), (own, year - 1, _YEAR_BEFORE), (office, year, _OF_OFFICE)):
        for item, (level, example) in said.items():
            note = {**who, **told, "year": when, "item": item, "level": level, "example": example}
            unit.put("secretary_note", rules.note_id(secretary["member"], when, item, told["side"]), note)


def _need(unit: Unit, secretary: dict[str, Any], year: int, told: tuple[str, str, str, str], today: str) -> None:
    item, text, state, training = told
    key = derived_id("demo need", secretary["member"], item)
    who = {"member": secretary["member"], "member_name": secretary["name"], "branch": secretary["branch"], "year": year, "item": item}
    unit.put("secretary_need", key, {**who, "text": text, "state": state, "training": training, "asked_at": unit.now_ms})
    seen = {"need": key, "member": secretary["member"], "on": today, "at": unit.now_ms}
    unit.put("secretary_step", key, {**seen, "place": 1, "act": "ask", "by": "", "by_name": secretary["name"], "text": ""})
    if state == "planned":
        by = {"by": OFFICE, "by_name": OFFICE_NAME, "text": training}
        unit.put("secretary_step", decision_id(key, "plan"), {**seen, "place": 2, "act": "plan", **by})
