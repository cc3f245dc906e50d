"""The demo mine's orders: some in each state and colour, and last month's work meeting with what came of it. Invented, the same each time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

import msgspec

from server.domain.dispatch import rules
from server.domain.dispatch.queries.issuing import put_order, stands
from server.domain.dispatch.rules import Act
from server.domain.obligations import Calendar, load_calendar, period_at, period_days
from server.domain.organisation import derived_id
from server.replication import Replication, Unit

_BRANCHES = (
    """select "id", "parent" from "organisation" where "kind" = 'branch' and not "deleted" order by "name" <> '综采一区党支部', "name", "id" """
)
_GENERALS = """select "id" from "organisation" where "kind" = 'general_branch' """
_SECRETARIES = """select p."branch", a."id" as "account", m."name" from "post" p join "member" m on m."id" = p."member"
    left join "account" a on a."member" = m."id" where p."post" = 'secretary' and p."to_on" is null and not p."deleted" """
OFFICE, OFFICE_NAME = derived_id("account", "login", "OFFICE"), "党群工作部"
_EVERY = {"once": "", "daily": "day", "weekly": "week", "monthly": "month"}
_WARN_DAYS = {"key": 7, "special": 5, "routine": 3}
_NOON_MS = 12 * 3_600_000


class Told(NamedTuple):
    """A step of a story: so many days ago, what, in which words."""

    days_ago: int
    act: Act
    text: str = ""


class Plot(NamedTuple):
    """An order of the demo: issued and due so many days from today, to which branches in the order of their names, and what they did."""

    issued: int
    due: int
    kind: str
    cadence: str
    content: str
    branches: slice
    steps: tuple[Told, ...] = ()
    decision: int | None = None


_LOOK = "组织党员学习新修订的《煤矿安全规程》，对照岗位查找差距，学习情况和整改措施报党群工作部。"
_MEND = "党员责任区查出的隐患限期整改，整改后由支委复查，写明整改措施和复查结果。"
_PROJECT = "按立项报告推进党建突破项目，每周写明完成了什么、遇到什么困难、下周做什么。"
PLOTS = (
    Plot(-1, 13, "routine", "once", _LOOK, slice(0, 6)),
    Plot(-9, 2, "key", "once", _MEND, slice(0, 3), (Told(8, "received"), Told(3, "progress", "已整改五处，剩一处等备件。"))),
    Plot(-24, 40, "special", "weekly", _PROJECT, slice(0, 5), (Told(23, "received"), Told(14, "progress", "方案已经会审，开始试验。"))),
    Plot(-22, -9, "routine", "once", "走访困难党员，写明走访人数、反映的困难和解决办法。", slice(3, 5), (Told(20, "received"),)),
    Plot(-6, -1, "key", "daily", "冬季防冻防火值守情况每日一报。", slice(1, 2), (Told(6, "received"), Told(4, "progress", "排水设备试运转正常。"))),
    Plot(-20, 3, "routine", "once", "整理党员发展材料，补齐缺项。", slice(0, 2), (Told(19, "received"), Told(2, "reported", "材料已补齐，共三人。"))),
    Plot(
        -18, 5, "special", "once", "开展“身边无三违”承诺践诺活动，报活动小结。", slice(0, 1),
        (Told(17, "received"), Told(5, "reported", "活动已开展。"), Told(3, "returned", "小结没有写参加人数和效果，请补充。")),
    ),
    Plot(
        -45, -30, "routine", "once", "完成党员活动室资料归档。", slice(0, 8),
        (Told(44, "received"), Told(33, "reported", "资料已归档。"), Told(31, "closed")), 0,
    ),
    Plot(
        -40, -20, "key", "once", "组织班组长以上党员签订安全承诺书。", slice(2, 6),
        (Told(39, "received"), Told(17, "reported", "承诺书已全部签订。"), Told(15, "closed")), 1,
    ),
    Plot(-12, 8, "routine", "once", "统计党员技能等级，填表上报。", slice(6, 8), (Told(10, "withdrawn", "集团公司已从系统取数，不用再报。"),)),
)  # fmt: skip
_DECISIONS = (("各支部月底前完成资料归档", "各支部书记"), ("班组长以上党员签订安全承诺书", "区队党支部"), ("下月抽查三会一课记录", "党群工作部"))


async def load_demo(replication: Replication) -> None:
    """Orders as they might stand today; what is there already stays."""
    async with replication.write(None, "demo orders") as unit:
        if await unit.fetch('select 1 from "dispatch_order" limit 1'):
            return
        calendar = await load_calendar(unit.fetch, unit.settings.zone)
        branches = await unit.fetch(_BRANCHES)
        generals = {row["id"] for row in await unit.fetch(_GENERALS)}
        secretaries = {row["branch"]: row for row in await unit.fetch(_SECRETARIES)}
        decisions = _hold(unit, calendar)
        for number, plot in enumerate(PLOTS, 1):
            order = _order(unit, calendar, plot, number, decisions)
            for branch in branches[plot.branches]:
                _play(unit, calendar, plot, order | _place(branch, generals), secretaries.get(branch["id"], {}))


def _hold(unit: Unit, calendar: Calendar) -> list[str]:
    """Last month's work meeting; gives the ids of its decisions."""
    last = period_days(period_at("month", calendar.day_of(unit.now_ms)))[0] - timedelta(days=1)
    month = period_at("month", last)
    ids = [derived_id("demo decision", month, text) for text, _ in _DECISIONS]
    decided = [{"id": key, "text": text, "owner": owner, "due_on": ""} for key, (text, owner) in zip(ids, _DECISIONS, strict=True)]
    held = {"month": month, "held_on": f"{month}-05", "place": "三楼会议室", "chair": "党委副书记", "attended": "各党支部书记、党群工作部全体"}
    unit.put("work_meeting", rules.work_meeting_id(month), held | {"decisions": decided, "edited_by": OFFICE, "edited_at": unit.now_ms})
    return ids


def _order(unit: Unit, calendar: Calendar, plot: Plot, number: int, decisions: list[str]) -> dict[str, Any]:
    today = calendar.day_of(unit.now_ms)
    issued_at = min(_instant(unit, calendar, -plot.issued), unit.now_ms)
    source = {"source": "work_meeting", "source_ref": decisions[plot.decision], "source_text": "月度例会"} if plot.decision is not None else {}
    by = {"issued_by": OFFICE, "issued_by_name": OFFICE_NAME, "issued_at": issued_at, "year": calendar.day_of(issued_at).year, "number": number}
    told = {"kind": plot.kind, "cadence": plot.cadence, "every": _EVERY[plot.cadence], "content": plot.content, **by, **source}
    told |= {"due_on": (today + timedelta(days=plot.due)).isoformat()}
    return told | stands(told, _WARN_DAYS[plot.kind], calendar)


def _instant(unit: Unit, calendar: Calendar, days_ago: int) -> int:
    return calendar.start_of(calendar.day_of(unit.now_ms) - timedelta(days=days_ago)) + _NOON_MS


def _place(branch: Mapping[str, Any], generals: set[str]) -> dict[str, Any]:
    return {"branch": branch["id"], "general_branch": branch["parent"] if branch["parent"] in generals else None}


def _play(unit: Unit, calendar: Calendar, plot: Plot, order: dict[str, Any], secretary: Mapping[str, Any]) -> None:
    """Writes an order to one branch with its steps, and how it stands after them."""
    key = derived_id("demo order", str(order["number"]), order["branch"])
    steps = [_step(unit, calendar, key, one, order, secretary) | {"place": place} for place, one in enumerate(plot.steps, 2)]
    told = msgspec.convert(steps, list[rules.Step])
    state, concluded = rules.conclude(msgspec.convert({"id": key, **order}, rules.Order), told, unit.now_ms, calendar)
    stands = {"state": state, "computed_at": unit.now_ms, "data_up_to": rules.data_up_to(order["issued_at"], told)}
    put_order(unit, key, order | msgspec.structs.asdict(concluded) | stands)
    for step in steps:
        unit.put("dispatch_step", derived_id("demo step", key, str(step["place"])), step)


def _step(unit: Unit, calendar: Calendar, key: str, told: Told, order: Mapping[str, Any], secretary: Mapping[str, Any]) -> dict[str, Any]:
    at = _instant(unit, calendar, told.days_ago)
    by_branch = {"by": secretary.get("account") or "", "by_name": secretary.get("name") or ""}
    by = {"by": OFFICE, "by_name": OFFICE_NAME} if told.act in ("returned", "closed", "withdrawn") else by_branch
    return {"order": key, "branch": order["branch"], "act": told.act, "on": calendar.day_of(at).isoformat(), "at": at, "text": told.text, **by}
