"""The demo mine's facts of a quarter, as branches and office would have entered them. Invented, and the same each time."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from server.domain.facts import rules
from server.domain.facts.policy import KINDS
from server.domain.organisation import derived_id, today_of
from server.replication import Replication, Unit

_MEMBERS = """select m."id", m."branch", m."underground" from "member" m where not m."deleted" and m."status" = 'active' order by m."id" """
_BY = {"source": "entry", "entered_by": "demo", "entered_by_name": "演示数据"}
_SERVICE = ("帮邻居修好漏水的水管", "夜里送工友去医院", "参加社区清雪", "给困难家庭送去米面", "帮新工友办好入职手续")
_TASK = ("负责本班安全宣讲", "整理支部活动室", "带队参加义务劳动", "承担设备检修攻关")
_VIOLATION = (("minor", "未戴防尘口罩"), ("minor", "工具未上架"), ("general", "未系安全带登高"), ("serious", "无票作业"))


async def load_demo(replication: Replication, quarter: str, models: Collection[str] = ()) -> int:
    """Enters the facts of a quarter as far as its days have passed, and states them to be complete once it is over; gives how many facts.

    `models` did everything that is asked. Safe to call twice. Raises RuntimeError outside demo mode.
    """
    if not replication.settings.demo:
        raise RuntimeError("the demo's facts are invented: set LINGHANG_DEMO=1 to load them")
    today = today_of(replication)
    members = await replication.database.fetch(_MEMBERS)
    made = {_id(fact): fact for member in members for fact in facts_of(member, quarter, member["id"] in models) if fact["on"] <= today}
    async with replication.write(None, "demo facts") as unit:
        known = await unit.load("fact", made)
        for row_id in made.keys() - known.keys():
            unit.put("fact", row_id, made[row_id] | _BY | {"entered_at": unit.now_ms})
        if rules.quarter_days(quarter)[1] < today:
            await _state(unit, quarter, {one["branch"] for one in members})
    return len(made)


async def _state(unit: Unit, quarter: str, branches: Iterable[str]) -> None:
    """All branches state of all kinds that everything is entered."""
    stated = {(kind, branch): rules.coverage_id(kind, quarter, branch) for kind in KINDS for branch in branches}
    there = await unit.load("coverage", stated.values())
    by = {"stated_by": "demo", "stated_by_name": _BY["entered_by_name"], "stated_at": unit.now_ms, "withdrawn_at": None}
    for (kind, branch), row_id in stated.items():
        if row_id not in there:
            unit.put("coverage", row_id, {"kind": kind, "quarter": quarter, "branch": branch, **by})


_MODEL = bytes((0, 9, 255, 0, 0, 0, 2, 0, 0, 0, 255, 0, 0, 1, 0, 1, 255, 0))
"""The luck of someone who pays in time, is rated best, helps, learns, invents and wins."""


def facts_of(member: Mapping[str, Any], quarter: str, is_model: bool = False) -> Iterator[dict[str, Any]]:
    """What was known of a member in a quarter: dues, a rating by the area and a pledge for everyone, the rest for some.

    One in seven is keen, and does more of everything: stars differ from person to person.
    """
    chance = _MODEL if is_model else sha256(f"{member['id']}/{quarter}".encode()).digest()
    first, last = rules.quarter_days(quarter)
    day = f"{first[:5]}{int(first[5:7]) + chance[0] % 3:02}-{chance[1] % 28 + 1:02}"
    keen = chance[17] < 38

    def fact(kind: str, on: str, grade: str = "", amount: int | None = None, until: str = "", text: str = "") -> dict[str, Any]:
        told = {"member": member["id"], "branch": member["branch"], "kind": kind, "on": on}
        return told | {"grade": grade, "amount": amount, "until": until, "text": text}

    yield fact("dues", last, until=first[:7] if chance[2] < 4 else last[:7])
    rated = 1000 - (chance[3] // 4 if keen else chance[3] + chance[4] % 40)
    yield fact("performance", last, amount=rated, text="区队评价：全季出勤满，超额完成任务" if rated > 950 else "")
    kept = keen or chance[5] < 225
    yield fact("pledge", last, grade="good" if kept else "fair", text="" if kept else "承诺的两件事办成一件")
    if keen or chance[6] < 190:
        yield fact("service", day, "outstanding" if keen else ("small", "usual", "outstanding")[chance[6] % 3], text=_SERVICE[chance[7] % 5])
    if keen or chance[8] < 150:
        yield fact("task_done", day, text=_TASK[chance[8] % len(_TASK)])
    if chance[9] < 240:
        yield fact("training", f"{first[:8]}29", "attended", text="季度安全培训")
    if keen or chance[9] < 200:
        yield fact("training", day, "attended", text="岗位技能培训")
    if keen or chance[12] < 40:
        yield fact("hazard_found", day, text="班中发现支架漏液并处理")
    yield from _seldom(member, chance, day, keen, fact)


def _seldom(member: Mapping[str, Any], chance: bytes, day: str, keen: bool, fact: Callable[..., dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What happens to few."""
    if member["underground"] and chance[10] < 14 and not keen:
        grade, text = _VIOLATION[chance[11] % len(_VIOLATION)]
        yield fact("violation", day, grade, text=text)
    if chance[13] < (230 if keen else 120):
        yield fact("achievement", day, ("mine", "company", "company")[chance[13] % 3] if keen else "mine", text="小改小革：改进托辊更换工具")
    if chance[14] < (60 if keen else 8):
        yield fact("contest", day, ("first", "second", "third", "other")[chance[14] % 4], text="矿技能比武")
    if chance[15] < (100 if keen else 12):
        yield fact("mentor", day, ("running", "passed")[chance[15] % 2], text="师徒合同一年")
    if chance[16] < 1:
        yield fact("discipline", day, "reminder", text="迟到早退，提醒谈话")


def _id(fact: Mapping[str, Any]) -> str:
    return derived_id("demo fact", fact["member"], fact["kind"], fact["on"], fact["text"])
