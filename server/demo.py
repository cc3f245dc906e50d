"""The invented mine with a past: a quarter that went its whole way, quarters that are over, and the running one half way. Loaded once."""

from __future__ import annotations

from copy import copy
from datetime import date, datetime, timedelta

from server.domain import accounts, assessments, ballots, cycles, facts, meetings
from server.domain.meetings import Held
from server.domain.organisation import today_of
from server.domain.ratings import rules
from server.kit.identity import Actor
from server.replication import Replication, recompute

_MEETINGS = (
    (17, "theme_day", "主题党日：安全生产承诺践诺", "党员责任区检查，交流隐患排查做法", "各党员汇报责任区情况，查出隐患两处，当场整改。"),
    (33, "party_lecture", "党课：新时代党员的责任", "书记讲党课，结合本季度生产任务", "书记结合井下实际讲党课，三名党员发言。"),
    (52, "general_meeting", "支部党员大会", "审议支部季度工作报告，部署下季度任务", "会议听取并通过季度工作报告，讨论党员责任区调整。"),
)
"""Days after the quarter's first, kind, title, agenda, what was said."""


async def load_people(replication: Replication) -> list[accounts.DemoLogin]:
    """The mine's roster, its logins, and the last quarter's assessment. Safe to call twice."""
    logins = await accounts.load_demo(replication)
    await assessments.load_demo(replication)
    return logins


async def load_demo(replication: Replication) -> list[accounts.DemoLogin]:
    """People, and what happened to them until today; gives the logins. What is there already stays as it is."""
    logins = await load_people(replication)
    running = rules.quarter_of(today_of(replication))
    if not await replication.database.fetch('select 1 from "cycle" where "state" = \'frozen\' limit 1'):
        await _load_past(replication, logins, running)
        await _happen(replication, running)
    return logins


async def _load_past(replication: Replication, logins: list[accounts.DemoLogin], running: str) -> None:
    """All quarters from the latest one whose procedure has had its time."""
    today = today_of(replication)
    closed = rules.quarter_before(running)
    if cycles.demo_closing_day(closed).isoformat() >= today:
        closed = rules.quarter_before(closed)
    past = {closed, rules.quarter_before(running)}
    who = {login.role: await _actor(replication, login.login) for login in logins}
    for quarter in sorted(past):
        after = _at(replication, (date.fromisoformat(facts.quarter_days(quarter)[1]) + timedelta(days=2)).isoformat())
        await _happen(after, quarter)
        await ballots.load_demo(after, quarter, (who["office"].account, who["committee_leader"].account))
    await recompute(replication)
    member = who["member"].member or ""
    await cycles.load_demo(lambda day: _at(replication, day), closed, who["office"], who["committee_leader"], who["secretary"], member)


async def _happen(replication: Replication, quarter: str) -> None:
    """Meetings and facts of a quarter, as far as it has gone."""
    first = datetime.fromisoformat(facts.quarter_days(quarter)[0]).replace(hour=16, tzinfo=replication.settings.zone)
    starts = [(round((first + timedelta(days=days)).timestamp() * 1000), *told) for days, *told in _MEETINGS]
    over = replication.clock() - 2 * 24 * 3600 * 1000
    await meetings.load_demo(replication, [Held(kind, title, start, *words) for start, kind, title, *words in starts if start < over])
    await facts.load_demo(replication, quarter)


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
