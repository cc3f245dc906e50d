"""The demo mine's training: a contest with ranks, a course of each layer with attendance, mentor pairs. Invented, the same each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from server.domain.organisation import derived_id, today_of
from server.domain.training import rules
from server.replication import Replication, Unit

_PEOPLE = """select m."id", m."name", m."branch" from "member" m join "organisation" b on b."id" = m."branch"
    where b."name" = {} and m."status" = 'active' and not m."deleted" and m."kind" = 'full' order by m."employee_no" limit 10"""
_COMMITTEE = """select "id" from "organisation" where "kind" = 'committee' and not "deleted" """
_BRANCHES = """select "id" from "organisation" where "kind" = 'branch' and not "deleted" order by "id" """
_STUDIO_OF, _SECRETARYS = "运转工区党支部", "综采一区党支部"
"""The branch of the studio, and that of the demo's secretary and member."""
OFFICE, OFFICE_NAME = derived_id("account", "login", "OFFICE"), "党群工作部"


async def load_demo(replication: Replication) -> None:
    """What might have been taught and won by today; what is there already stays."""
    today = date.fromisoformat(today_of(replication))
    fetch = replication.database.fetch
    people, others = await fetch(_PEOPLE, _STUDIO_OF), await fetch(_PEOPLE, _SECRETARYS)
    (committee,) = await fetch(_COMMITTEE)
    branches = [row["id"] for row in await fetch(_BRANCHES)]
    async with replication.write(None, "demo training") as unit:
        if await unit.fetch('select 1 from "contest" limit 1'):
            return
        _compete(unit, people, others, today)
        _teach(unit, people, committee["id"], branches, today)
        for some in (people, others):
            _pair(unit, some, today)


def _compete(unit: Unit, people: Sequence[Mapping[str, Any]], others: Sequence[Mapping[str, Any]], today: date) -> None:
    """One of the studio's people among the first three: its target of the year."""
    contest, held_on = derived_id("demo contest", "skills"), max(today - timedelta(days=12), date(today.year, 1, 1)).isoformat()
    about = {"title": f"{today.year}年矿职工技能比武", "held_on": held_on}
    by = {"edited_by": OFFICE, "edited_by_name": OFFICE_NAME, "edited_at": unit.now_ms}
    unit.put("contest", contest, {**about, "trades": ["矿井维修电工", "主提升机操作工"], "note": "", **by})
    ranked = ((people[1], "矿井维修电工", "second"), (people[6], "矿井维修电工", "other"), (people[7], "主提升机操作工", "first"))
    for one, trade, rank in (*ranked, (others[4], "矿井维修电工", "third"), (others[8], "矿井维修电工", "other")):
        who = {"member": one["id"], "name": one["name"], "branch": one["branch"], "trade": trade, "rank": rank}
        entered = {"entered_by": OFFICE, "entered_by_name": OFFICE_NAME, "entered_at": unit.now_ms}
        unit.put("contest_result", rules.result_id(contest, trade, one["id"]), {"contest": contest, **about, **who, **entered})


def _teach(unit: Unit, people: Sequence[Mapping[str, Any]], committee: str, branches: list[str], today: date) -> None:
    """A course of the mine with two sessions, one of them marked by the branch of the studio."""
    course, title = derived_id("demo course", "rules"), "新修订《煤矿安全规程》培训"
    by = {"edited_by": OFFICE, "edited_at": unit.now_ms}
    about = {"title": title, "layer": "mine", "reach": "mine", "branches": branches}
    unit.put("course", course, {**about, "org": committee, "subject": "分专业讲解修订内容，结合岗位对照检查。", "closed_on": "", **by})
    for name, days in (("first", -6), ("second", 9)):
        held_on = (today + timedelta(days=days)).isoformat()
        session = derived_id("demo session", name)
        told = {"course": course, "held_on": held_on, "place": "职工培训中心", "lecturer": "通防副总"}
        unit.put("training_session", session, {**about, **told, **by})
        if days < 0:
            for at, one in enumerate(people[:-2]):
                _mark(unit, session, title, held_on, one, at)


def _mark(unit: Unit, session: str, title: str, held_on: str, one: Mapping[str, Any], at: int) -> None:
    status, reason = {3: ("leave", "当班"), 5: ("made_up", "当班，次日补课")}.get(at, ("present", ""))
    who = {"member": one["id"], "branch": one["branch"], "status": status, "reason": reason}
    by = {"by": "demo", "by_name": "演示数据", "at": unit.now_ms}
    unit.put("training_mark", rules.mark_id(session, one["id"]), {"session": session, "title": title, "held_on": held_on, **who, **by})


def _pair(unit: Unit, people: Sequence[Mapping[str, Any]], today: date) -> None:
    for mentor, apprentice, trade, days in ((0, 8, "主提升机操作工", 200), (2, 9, "矿井维修电工", 60)):
        one, other = people[mentor], people[apprentice]
        since, until = today - timedelta(days=days), today - timedelta(days=days) + timedelta(days=365)
        who = {"branch": one["branch"], "mentor": one["id"], "mentor_name": one["name"], "apprentice": other["id"], "apprentice_name": other["name"]}
        told = {"trade": trade, "goal": "一年内独立顶岗，取得高级工证书", "from_on": since.isoformat(), "to_on": until.isoformat()}
        by = {"edited_by": OFFICE, "edited_by_name": OFFICE_NAME, "edited_at": unit.now_ms}
        unit.put("mentor_pair", derived_id("demo pair", one["id"], other["id"]), {**who, **told, **by, "result": "", "ended_on": "", "note": ""})
