"""The demo mine's quarter that went its whole way, by the moves that people make: with ties, a veto and an appeal. Invented, the same each time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from server.domain.cycles import rules
from server.domain.cycles.queries import cases, drawing, due, moves, reading
from server.domain.obligations import period_days
from server.domain.organisation import today_of
from server.kit.identity import Actor, Grant
from server.replication import Replication

Row = Mapping[str, Any]
At = Callable[[str], Replication]
"""The mine on an ISO day, in the morning."""

DAYS = {"draft": 4, "review": 8, "publish": 9, "appeal": 10, "answer": 12, "close": 26, "approve": 27, "freeze": 28}
"""Days after the quarter on which people did what; each leaves time for holidays in between."""
_SECRETARIES = """select "member", "branch" from "post" where "post" = 'secretary' and "to_on" is null and not "deleted" """
_SERIOUS = """select f."member", f."text", f."on" from "fact" f
    where f."kind" = 'violation' and f."grade" = 'serious' and f."on" >= {} and f."on" <= {}
    and not exists (select 1 from "veto_case" v where v."member" = f."member" and v."quarter" = {}) order by f."id" limit 1"""
_AWARD = """select "id", "cycle", "member", "branch", "quarter" from "award" a where "member" = {} and "quarter" = {}
    and not exists (select 1 from "appeal" p where p."award" = a."id")"""
_NO_ACCOUNT = "demo"


def closing_day(quarter: str) -> date:
    """The day on which the demo's quarter was frozen."""
    return period_days(quarter)[1] + timedelta(days=DAYS["freeze"])


async def load_demo(at: At, quarter: str, office: Actor, leader: Actor, secretary: Actor, member: str) -> None:
    """Takes every branch but one from the draft to the frozen result; a member objects, and the branch answers. Ratings must be drawn.

    One branch has not decided between equals yet, and is late: the office sees what holds it.
    Begins where an earlier call was cut off.
    """

    def on(step: str) -> Replication:
        return at((period_days(quarter)[1] + timedelta(days=DAYS[step])).isoformat())

    await moves.open_quarter(on("draft"), None, quarter)
    await _each(on("draft"), quarter, "compute", {}, office)
    people = await _secretaries(on("review"), secretary)
    await _decide_ties(on("review"), quarter, people, office, secretary.branches)
    await _each(on("review"), quarter, "review", people, secretary, ready=lambda cycle: not cycle["ties_open"])
    await _veto(on("review"), quarter, office, leader)
    await _each(on("publish"), quarter, "publish", {}, office)
    await _object(on("appeal"), on("answer"), quarter, secretary, member)
    await cases.close_answered(on("close"))
    for cycle, key in await due.cycles_due(on("close")):
        await moves.move(on("close"), None, cycle, key)
    await _each(on("approve"), quarter, "approve", {}, leader)
    await _each(on("freeze"), quarter, "freeze", {}, office)


async def _each(
    mine: Replication, quarter: str, key: str, people: Mapping[str, Actor], otherwise: Actor, ready: Callable[[Row], bool] = lambda _: True
) -> None:
    for cycle in [one for one in await reading.load_cycles(mine.database.fetch, quarter) if one["state"] in rules.MOVES[key].states and ready(one)]:
        await moves.move(mine, people.get(cycle["branch"], otherwise), cycle["id"], key)


async def _secretaries(mine: Replication, known: Actor) -> dict[str, Actor]:
    """Who reviews each branch: the secretary with a login, and those who have none yet."""
    people = {row["branch"]: row["member"] for row in await mine.database.fetch(_SECRETARIES)}
    return {
        branch: known if branch in known.branches else Actor(_NO_ACCOUNT, member, "", (Grant("secretary", branch, branch),))
        for branch, member in people.items()
    }


async def _decide_ties(mine: Replication, quarter: str, people: Mapping[str, Actor], office: Actor, own: Collection[str]) -> None:
    """Of all branches with equals but the last that is not the demo's own."""
    tied = [one for one in await reading.load_cycles(mine.database.fetch, quarter) if one["ties_open"]]
    late = [one["id"] for one in tied if one["branch"] not in own][-1:]
    for cycle in [one for one in tied if one["id"] not in late]:
        seats = await reading.seats_of(mine.database.fetch, cycle["branch"], today_of(mine))
        for tie in await drawing.load_ties(mine.database.fetch, cycle["id"]):
            chosen = tie["members"][: tie["places"]]
            decider = _decider(cycle["branch"], tie["members"], seats, people[cycle["branch"]], office)
            await moves.decide_tie(mine, decider, cycle["id"], tie["id"], chosen, "支委会表决，5票赞成")


def _decider(branch: str, members: Collection[str], seats: Sequence[tuple[str, str]], secretary: Actor, office: Actor) -> Actor:
    """The secretary, or who may instead where the secretary is among the equals."""
    if secretary.member not in members:
        return secretary
    allowed = rules.tie_deciders(members, seats)
    free = ((post, member) for post, member in seats if post in allowed and member not in members)
    return next((Actor(_NO_ACCOUNT, member, "", (Grant(post, branch, branch),)) for post, member in free), office)


async def _veto(mine: Replication, quarter: str, office: Actor, leader: Actor) -> None:
    first, last = period_days(quarter)
    for one in await mine.database.fetch(_SERIOUS, first.isoformat(), last.isoformat(), quarter):
        told = (f"{one['on']}发生严重三违：{one['text']}", "安监处三违台账")
        case = await cases.propose(mine, office, one["member"], quarter, "serious_violation", *told)
        await cases.decide_veto(mine, leader, case, True, "")


async def _object(filing: Replication, answering: Replication, quarter: str, secretary: Actor, member: str) -> None:
    """The demo's member asks about the published result, and lets the branch's answer stand."""
    for award in await filing.database.fetch(_AWARD, member, quarter):
        appeal = rules.award_id(award["id"], "appeal")
        told = {"award": award["id"], "text": "八月有一次会我补了课，想核对一下", "state": "at_branch"}
        about = {name: award[name] for name in ("cycle", "member", "branch", "quarter")}
        async with filing.write(None, "demo appeal") as unit:
            unit.put("appeal", appeal, {**about, **told, "filed_at": unit.now_ms})
            await cases.draw_appeals(unit, award["branch"], quarter)
        await cases.decide_appeal(answering, secretary, appeal, False, "已核对签到表，补课已按不扣分计")
