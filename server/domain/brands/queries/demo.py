"""The demo mine's 25 brands, that of 运转工区 with the words of the seed. Invented beyond that, the same each time; pictures are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from server.domain.brands import rules
from server.domain.brands.queries.moving import SMALL, picture_columns
from server.domain.files import Kept, attach, keep_file
from server.domain.obligations import Calendar, load_calendar
from server.domain.organisation import branches_of, derived_id
from server.kit.identity import Actor
from server.kit.lifecycle import decision_id
from server.replication import Replication, Unit

OFFICE, OFFICE_NAME = derived_id("account", "login", "OFFICE"), "党群工作部"
_OWNERS = """select "id", "name" from "organisation" where "kind" in ('general_branch', 'branch') and not "deleted" """
_NOON_MS = 12 * 3_600_000


class Told(NamedTuple):
    """A brand of the demo: whose, how many days ago it was named (0: it still grows), what it is called, and what it means."""

    owner: str
    named: int
    name: str
    meaning: str


_GREW = ("declare", "accept", "tell")
_NAMED = ("declare", "accept", "tell", "review", "give_name")
BRANDS = (
    Told("运转工区党支部", 200, "匠心运转", "叫得响、打得赢、出人才、出成果：党员在机电运转系统里攻关创新，带出一支技术过硬的队伍。"),
    Told("选煤中心党总支", 120, "三化融合先锋", "把精细化、标准化、智能化融进每一道工序，党员走在改造升级前头。"),
    Told("综采一区党支部", 350, "煤海尖兵", "最难的面党员先上，最险的活党员先干。"),
    Told("综采二区党支部", 60, "红色引擎", "党员是开机率的保证。"),
    Told("综采三区党支部", 0, "安全长城", "一名党员一段墙，守住安全底线。"),
    Told("掘进一区党支部", 410, "掘进先锋", "抢进尺、保质量、树标杆。"),
    Told("掘进二区党支部", 90, "铁军掘进", "打硬仗，作风过硬。"),
    Told("掘进三区党支部", 0, "启航新掘", "新工人由党员一对一带起来。"),
    Told("掘进四区党支部", 150, "零三违党员示范岗", "身边无三违，岗位无隐患。"),
    Told("机电工区党支部", 180, "光明机电", "保供电、保提升，灯亮就有党员在。"),
    Told("运搬工区党支部", 30, "红色快车", "服务到面，随叫随到。"),
    Told("准备工区党支部", 0, "安撤精兵", "安装回撤，一次到位。"),
    Told("防冲工区党支部", 240, "卸压先锋队", "冲在卸压一线，护矿井平安。"),
    Told("通防工区党支部", 100, "清风使者", "管好风、治好尘，让井下空气更清新。"),
    Told("地测中心党支部", 45, "地下明灯", "把地质情况说清楚，给生产点一盏灯。"),
    Told("洗选车间党支部", 0, "乌金淘选", "颗粒归仓，精煤提质。"),
    Told("储运车间党支部", 75, "畅行储运", "装得快、走得顺。"),
    Told("物资供应中心党支部", 135, "阳光供应", "采购阳光，送料上门。"),
    Told("职工培训中心党支部", 300, "育匠工坊", "导师带徒，人人成才。"),
    Told("综合服务中心党支部", 20, "暖心后勤", "一餐一饭，暖在心头。"),
    Told("调度指挥中心党支部", 160, "红色中枢", "指令到岗，闭环到底。"),
    Told("安全监察处党支部", 220, "安全哨兵", "查得细、盯得紧、改得快。"),
    Told("救护中队党支部", 0, "生命卫士", "召之即来，战之能胜。"),
    Told("煤质运销科党支部", 110, "信誉济煤", "质量是承诺，信誉是招牌。"),
    Told("离退休职工党支部", 55, "银龄余晖", "老党员讲传统、传精神。"),
)
_CARRIER = "党员责任区、党员先锋岗、党员创新工作室。"
_MEASURES = "支委会每季研究一次品牌创建；\n每名党员认领一项具体任务，亮身份、亮承诺；\n组织技能比武、导师带徒，把品牌做到岗位上。"
_PICTURES = {"匠心运转": "gears", "三化融合先锋": "coal", "煤海尖兵": "headframe", "光明机电": "lamp"}
_RESULTS = "党员责任区连续安全生产，两名党员获评矿级标兵，经验在矿区交流。"


async def load_demo(replication: Replication) -> None:
    """Brands as they might stand today; what is there already stays."""
    if await replication.database.fetch('select 1 from "brand" limit 1'):
        return
    drawn = Path(__file__).parents[1] / "demo"
    kept = {name: await keep_file(replication, (drawn / f"{of}.jpg").read_bytes(), small=SMALL) for name, of in _PICTURES.items()}
    async with replication.write(None, "demo brands") as unit:
        calendar = await load_calendar(unit.fetch, unit.settings.zone)
        owners = {row["name"]: row["id"] for row in await unit.fetch(_OWNERS)}
        for told in (one for one in BRANDS if one.owner in owners):
            await _put(unit, calendar, told, owners, kept.get(told.name))


async def _put(unit: Unit, calendar: Calendar, told: Told, owners: Mapping[str, str], picture: Kept | None) -> None:
    """Writes a brand with its steps and picture, and how it stands after them."""
    key, branches = derived_id("demo brand", told.owner), await branches_of(unit.fetch, owners[told.owner])
    named_on = _day(unit, calendar, -told.named) if told.named else ""
    acts = _NAMED if told.named else _GREW
    state = "draft"
    steps: list[dict[str, Any]] = []
    for at, act in enumerate(acts):
        days = -(told.named or 20) - 30 * (len(acts) - 1 - at)
        by = {"by": OFFICE, "by_name": OFFICE_NAME} if act in ("accept", "review", "give_name") else {"by": "", "by_name": "支部书记"}
        when = {"on": _day(unit, calendar, days), "at": _instant(unit, calendar, days)}
        steps.append({"place": at + 1, "act": act, "text": _RESULTS if act == "tell" else "", **when, **by})
        state = rules.LIFECYCLE.after(act, state)
    recheck_on = rules.next_recheck(named_on) if named_on else ""
    stands = msgspec.structs.asdict(rules.conclude(msgspec.convert(state, rules.State), recheck_on, unit.now_ms, calendar))
    content = {"name": told.name, "meaning": told.meaning, "carrier": _CARRIER, "measures": _MEASURES, "results": _RESULTS}
    place = {"owner": owners[told.owner], "branch": branches[0], "branches": branches, "state": state, "named_on": named_on, "recheck_on": recheck_on}
    made = {"created_by": "", "created_by_name": "支部书记", "created_at": steps[0]["at"], "computed_at": unit.now_ms, "data_up_to": steps[-1]["at"]}
    unit.put("brand", key, {**content, **place, **made, **stands})
    if picture:
        attach(unit, Actor(OFFICE, None, OFFICE_NAME), picture, "photo")
        unit.put("brand", key, picture_columns(picture))
    for step in steps:
        unit.put("brand_step", decision_id(key, str(step["place"])), {"brand": key, "branches": branches, **step})


def _day(unit: Unit, calendar: Calendar, days: int) -> str:
    return (calendar.day_of(unit.now_ms) + timedelta(days=days)).isoformat()


def _instant(unit: Unit, calendar: Calendar, days: int) -> int:
    return calendar.start_of(calendar.day_of(unit.now_ms) + timedelta(days=days)) + _NOON_MS
