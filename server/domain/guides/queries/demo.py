"""The demo mine's guides and liaisons, and their visits of the last months; invented, but for the two teams."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from server.domain.guides import rules
from server.domain.organisation import derived_id
from server.kit.clock import local_day
from server.replication import Replication, Unit

OFFICE, OFFICE_NAME = derived_id("account", "login", "OFFICE"), "党群工作部"
_BRANCHES = """select "id", "name" from "organisation" where "kind" = 'branch' and not "deleted" and "closed_on" is null order by "name", "id" """
_SECRETARIES = """select p."branch", p."member", m."name", o."name" as "branch_name", a."id" as "account" from "post" p
    join "member" m on m."id" = p."member" join "organisation" o on o."id" = p."branch" left join "account" a on a."member" = m."id"
    where p."post" = 'secretary' and p."to_on" is null and not p."deleted" order by o."name", p."member" """
_TEAM_OF: Mapping[str, str] = {
    "综采一区党支部": "liaison",
    "安全监察处党支部": "guide",
    "调度指挥中心党支部": "guide",
    "职工培训中心党支部": "liaison",
    "综合服务中心党支部": "liaison",
}
"""Of which branches' secretaries the teams are made."""
_EACH = 4
"""How many organisations each of them has: the other branches in turn, so that some are left without anybody."""
_ON_DAYS = (6, 14, 22)
_DONE = (
    "参加支部党员大会，查看会议记录，和书记谈了下季度计划。",
    "到班前会听了一次党员发言，与三名党员谈心。",
    "帮支部梳理了三会一课台账，讲清了记录怎样写。",
    "随班下井，看党员责任区的牌板和隐患台账。",
)
_PROBLEMS = (
    ("党员活动室的制度牌没有更新。", "solved", "已经换新，现场看过。"),
    ("两名党员连续两次请假，没有补课。", "open", ""),
    ("会议记录里决议没有写负责人和期限。", "open", "书记说本周补齐。"),
)


class Told(NamedTuple):
    """A visit of the demo: under which assignment, on which day, and its number."""

    assignment: Mapping[str, Any]
    on: str
    number: int


async def load_demo(replication: Replication) -> None:
    """Guides and visits as they might stand today; what is there already stays."""
    async with replication.write(None, "demo guides") as unit:
        if await unit.fetch('select 1 from "guide_assignment" limit 1'):
            return
        today = local_day(unit.now_ms, unit.settings.timezone)
        people = [one for one in await unit.fetch(_SECRETARIES) if one["branch_name"] in _TEAM_OF]
        targets = [one for one in await unit.fetch(_BRANCHES) if one["name"] not in _TEAM_OF]
        accounts = {one["member"]: one["account"] or "" for one in people}
        assignments = [_assign(unit, person, target, today) for at, person in enumerate(people) for target in targets[at * _EACH : (at + 1) * _EACH]]
        for told in _visits(assignments, today):
            _visit(unit, told, accounts[told.assignment["person"]])


def _assign(unit: Unit, person: Mapping[str, Any], target: Mapping[str, Any], today: str) -> dict[str, Any]:
    from_on, team = f"{int(today[:4]) - 1}-07-01", _TEAM_OF[person["branch_name"]]
    who = {"person": person["member"], "person_name": person["name"], "team": team, "reason": "矿党委统一安排", "end_reason": ""}
    place = {"org": target["id"], "org_name": target["name"], "branch": target["id"], "branches": [target["id"]]}
    values = {**who, **place, "from_on": from_on, "to_on": None, "created_by": OFFICE, "created_by_name": OFFICE_NAME, "created_at": unit.now_ms}
    key = rules.assignment_id(target["id"], person["member"], team, from_on)
    unit.put("guide_assignment", key, values)
    return {"id": key, **values}


def _visits(assignments: list[dict[str, Any]], today: str) -> Iterator[Told]:
    """One a month for most, for four months; the running month is half way, and every seventh organisation was left out once."""
    month = date.fromisoformat(today).replace(day=1)
    months = [month]
    for _ in range(3):
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    for at, assignment in enumerate(assignments):
        for back, first in enumerate(months):
            on = first.replace(day=_ON_DAYS[(at + back) % len(_ON_DAYS)]).isoformat()
            if on < today and (at + 3 * back) % 7 != 0:
                yield Told(assignment, on, at + back)


def _visit(unit: Unit, told: Told, account: str) -> None:
    assignment, key = told.assignment, derived_id("demo visit", told.assignment["id"], told.on)
    at = unit.now_ms - (date.fromisoformat(local_day(unit.now_ms, unit.settings.timezone)) - date.fromisoformat(told.on)).days * 86_400_000
    place = {name: assignment[name] for name in ("org", "org_name", "branch", "branches", "team")}
    who = {"assignment": assignment["id"], "guide": assignment["person"], "guide_name": assignment["person_name"], "shown_to": []}
    said = {"function": f"function_{told.number % 5 + 1}", "way": f"way_{told.number % 6 + 1}", "text": _DONE[told.number % len(_DONE)]}
    past = told.on[:7] < local_day(unit.now_ms, unit.settings.timezone)[:7]
    review = {"state": "reviewed", "reviewed_by_name": OFFICE_NAME, "reviewed_at": unit.now_ms} if past else {"state": "filed"}
    unit.put("visit", key, {**place, **who, **said, **review, "on": told.on, "created_at": at})
    seen = {"visit": key, "branches": assignment["branches"], "shown_to": [], "guide": assignment["person"], "org_name": assignment["org_name"]}
    by = {"by": account, "by_name": assignment["person_name"], "at": at, "on": told.on}
    unit.put("visit_step", key, {**seen, **by, "problem": "", "place": 1, "act": "file", "text": ""})
    if told.number % 3 == 0:
        _problem(unit, told, key, seen, by)


def _problem(unit: Unit, told: Told, visit: str, seen: Mapping[str, Any], by: Mapping[str, Any]) -> None:
    """What the visit found, and what its guide said of it later."""
    text, state, later = _PROBLEMS[told.number // 3 % len(_PROBLEMS)]
    key, assignment = derived_id("demo problem", visit), told.assignment
    place = {name: assignment[name] for name in ("org", "branch", "branches")}
    told_on = {"found_on": told.on, "solved_on": told.on if state == "solved" else ""}
    unit.put("visit_problem", key, {"visit": visit, "text": text, "state": state, "guide": assignment["person"], "shown_to": [], **place, **told_on})
    if later:
        act = "solve" if state == "solved" else "follow"
        unit.put("visit_step", derived_id("demo step", visit), {**seen, **by, "problem": key, "place": 2, "act": act, "text": later})
