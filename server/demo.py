"""The invented mine with a past: a quarter that went its whole way, quarters that are over, and the running one half way. Loaded once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from copy import copy
from datetime import date, datetime, timedelta

from server.domain import (
    accounts,
    assessments,
    ballots,
    brands,
    cycles,
    dispatch,
    facts,
    guides,
    honours,
    meetings,
    obligations,
    projects,
    review,
    rooms,
    secretaries,
    studios,
    training,
)
from server.domain.meetings import Decision, Held
from server.domain.organisation import today_of
from server.domain.ratings import rules
from server.kit.identity import Actor
from server.replication import Replication, recompute

_MEETINGS = (
    (17, "theme_day", "主题党日：安全生产承诺践诺", "党员责任区检查，交流隐患排查做法", "各党员汇报责任区情况，查出隐患两处，商定整改办法。"),
    (33, "party_lecture", "党课：新时代党员的责任", "书记讲党课，结合本季度生产任务", "书记结合井下实际讲党课，三名党员发言。"),
    (52, "general_meeting", "支部党员大会", "审议支部季度工作报告，部署下季度任务", "会议听取并通过季度工作报告，讨论党员责任区调整。"),
)
"""Days after the quarter's first, kind, title, agenda, what was said."""
_RESOLVED = {"theme_day": (37, "责任区两处隐患整改完毕，组织复查", "纪检委员"), "general_meeting": (77, "调整党员责任区，公布责任清单", "组织委员")}
"""What a kind of meeting resolved: to be done until so many days after the quarter's first, what, by whom."""
_MONTHS = 5
"""Before the running one: as many as a wall screen shows."""
_SECRETARIES_WITH_LOGIN = """select distinct p."branch" from "post" p join "account" a on a."member" = p."member"
    where p."post" = 'secretary' and p."to_on" is null and not p."deleted" """
_FULL = """select "id", "branch" from "member" where "kind" = 'full' and "status" = 'active' and not "deleted" order by "employee_no" """


async def load_people(replication: Replication) -> list[accounts.DemoLogin]:
    """The mine's roster, its logins, and the last quarter's assessment. Safe to call twice."""
    logins = await accounts.load_demo(replication)
    await assessments.load_demo(replication)
    return logins


async def load_demo(replication: Replication) -> list[accounts.DemoLogin]:
    """People, and what happened to them until today; gives the logins. What is there already stays as it is."""
    logins = await load_people(replication)
    running = rules.quarter_of(today_of(replication))
    who = {login.role: await _actor(replication, login.login) for login in logins if login.role in ("office", "secretary")}
    if not await replication.database.fetch('select 1 from "cycle" where "state" = \'frozen\' limit 1'):
        await _load_past(replication, logins, running)
        await _happen(replication, running)
        await _load_months(replication, running)
        await dispatch.load_demo(replication)
        await rooms.load_demo(replication)
        await honours.load_demo(replication)
        await projects.load_demo(replication)
        await studios.load_demo(replication)
        await training.load_demo(replication)
        await brands.load_demo(replication)
        await guides.load_demo(replication)
        await secretaries.load_demo(replication)
        await review.load_demo(replication, who["office"].account)
    await obligations.generate(replication)
    await recompute(replication)
    await obligations.load_demo(replication, who["office"], who["secretary"])
    return logins


async def _load_past(replication: Replication, logins: list[accounts.DemoLogin], running: str) -> None:
    """All quarters from the latest one whose procedure has had its time."""
    today = today_of(replication)
    closed = rules.quarter_before(running)
    if cycles.demo_closing_day(closed).isoformat() >= today:
        closed = rules.quarter_before(closed)
    past = {closed, rules.quarter_before(running)}
    models = await _models(replication)
    who = {login.role: await _actor(replication, login.login) for login in logins}
    for quarter in sorted(past):
        after = _at(replication, (date.fromisoformat(facts.quarter_days(quarter)[1]) + timedelta(days=2)).isoformat())
        await _happen(after, quarter)
        await ballots.load_demo(after, quarter, (who["office"].account, who["committee_leader"].account), models)
    await recompute(replication)
    member = who["member"].member or ""
    await cycles.load_demo(lambda day: _at(replication, day), closed, who["office"], who["committee_leader"], who["secretary"], member)


async def _load_months(replication: Replication, running: str) -> None:
    """What branch committees owed and held in the last months. All of them met in the last quarter, which was assessed as one without deductions."""
    assessed = rules.quarter_before(running)
    months = {month: facts.quarter_of(f"{month}-01") == assessed for month in _months_before(date.fromisoformat(today_of(replication)))}
    steady = {row["branch"] for row in await replication.database.fetch(_SECRETARIES_WITH_LOGIN)}
    await obligations.seed(replication)
    await meetings.load_demo_committees(replication, months, steady)
    await obligations.load_demo_months(replication, "committee_meeting", months)


def _months_before(today: date) -> Iterator[str]:
    """The last months that are over, the latest first."""
    last = today.replace(day=1) - timedelta(days=1)
    for _ in range(_MONTHS):
        yield f"{last:%Y-%m}"
        last = last.replace(day=1) - timedelta(days=1)


async def _happen(replication: Replication, quarter: str) -> None:
    """Meetings and facts of a quarter, as far as it has gone."""
    first = datetime.fromisoformat(facts.quarter_days(quarter)[0]).replace(hour=16, tzinfo=replication.settings.zone)
    starts = [(round((first + timedelta(days=days)).timestamp() * 1000), *told) for days, *told in _MEETINGS]
    over = replication.clock() - 2 * 24 * 3600 * 1000
    held = [Held(kind, title, start, *words, resolved=_resolved(first, kind)) for start, kind, title, *words in starts if start < over]
    models = await _models(replication)
    await meetings.load_demo(replication, held, models, quarter < rules.quarter_of(today_of(replication)))
    await facts.load_demo(replication, quarter, models)


def _resolved(first: datetime, kind: str) -> Decision | None:
    if kind not in _RESOLVED:
        return None
    days, text, owner = _RESOLVED[kind]
    return Decision(text, owner, (first + timedelta(days=days)).date().isoformat())


async def _models(replication: Replication) -> frozenset[str]:
    """Those of the smallest branch who did everything that was asked: one more than it has places of five stars, so that people decide."""
    members = defaultdict[str, list[str]](list)
    for row in await replication.database.fetch(_FULL):
        members[row["branch"]].append(row["id"])
    branch = min(members, key=lambda one: (len(members[one]), one))
    places = max(len(members[branch]) * rules.Quota().percent // 100, 1)
    return frozenset(members[branch][: places + 1])


async def _actor(replication: Replication, login: str) -> Actor:
    (account,) = await replication.database.fetch('select "id" from "account" where "login" = {}', login.upper())
    actor = await replication.actor_of(replication.database, account["id"], replication.clock())
    if actor is None:
        raise RuntimeError(f"the demo's login {login} is closed: the mine was changed before its past was loaded")
    return actor


def _at(replication: Replication, day: str) -> Replication:
    """The same mine on the morning of another day."""
    then = copy(replication)
    morning = datetime.fromisoformat(day).replace(hour=9, tzinfo=replication.settings.zone)
    then.clock = lambda: round(morning.timestamp() * 1000)
    return then
