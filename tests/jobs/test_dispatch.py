"""Orders grow yellow and red by time alone, cost their branch points, and give them back; drawing all again changes nothing."""

from typing import Any

import pytest

from server.domain import accounts
from server.domain.dispatch.queries.issuing import decide, issue
from server.domain.dispatch.schemas import DecideOrderIn, IssueIn
from server.kit.identity import Actor, Grant
from tests.mine import Mine
from tests.small_mine import NORTH, SOUTH, draw_all_again, revisions, rows

pytestmark = pytest.mark.usefixtures("settled")
OFFICE = Actor("office", None, "党群工作部", (Grant("office", "mine", None, True),))
TABLES = ("dispatch_order", "deduction", "branch_score")


async def ordered(mine: Mine, *branches: str, cadence: str = "once", due_on: str = "2026-11-27") -> list[str]:
    asked = IssueIn(f"{cadence}{due_on}", "special", cadence, "责任区隐患限期整改", due_on, list(branches))
    return (await issue(mine.replication, OFFICE, asked)).orders


async def at(mine: Mine, moment: str, order: str) -> tuple[str, str]:
    mine.clock.set(moment)
    await mine.drain()
    row = (await rows(mine, "dispatch_order"))[order]
    return row["standing"], row["colour"]


async def take(mine: Mine, order: str, act: str, on: str) -> None:
    """A step of the branch, as a mutation writes it."""
    async with mine.replication.write(None, "step") as unit:
        branch = (await unit.load("dispatch_order", [order]))[order]["branch"]
        place = len(await unit.where("dispatch_step", "order", [order])) + 1
        step = {
            "order": order,
            "branch": branch,
            "place": place,
            "act": act,
            "on": on,
            "at": unit.now_ms,
            "by": "b",
            "by_name": "书记",
            "text": "办了",
        }
        unit.put("dispatch_step", f"{order[:20]}/{place}", step)
        unit.put("dispatch_order", order, {"state": {"progress": "in_progress", "reported": "reported"}[act]})
    await mine.drain()


async def say(mine: Mine, order: str, act: Any) -> None:
    """What the office decides over the story as it stands."""
    steps = [row for row in (await rows(mine, "dispatch_step")).values() if row["order"] == order]
    seen = max(steps, key=lambda one: one["place"])["id"]
    await decide(mine.replication, OFFICE, order, act, DecideOrderIn(seen, "理由"))
    await mine.drain()


async def charged(mine: Mine, order: str) -> list[tuple[str, int, str]]:
    found = (await rows(mine, "deduction")).values()
    return [(one["rule"], one["points_tenths"], one["state"]) for one in found if one["source"] == order]


async def test_an_order_that_stays_overdue_is_told_to_the_whole_office_whoever_issued_it(mine: Mine) -> None:
    await accounts.open_account(mine.replication, None, "office2", "另一位", "office")
    (other,) = await mine.database.fetch("""select "id" from "account" where "login" = 'OFFICE2'""")
    (order,) = await ordered(mine, NORTH)
    assert (await at(mine, "2026-11-28 00:01", order))[0] == "overdue_provisional"
    told = [row for row in (await rows(mine, "notice")).values() if row["kind"] == "order_overdue"]
    assert told == [], "a report may still be on a phone underground"
    await at(mine, "2026-12-03 00:01", order)
    told = [(row["member"], row["route"]) for row in (await rows(mine, "notice")).values() if row["kind"] == "order_overdue"]
    assert told == [(other["id"], f"office/orders/{order}")]


async def test_an_order_turns_yellow_and_red_by_time_and_costs_points_only_after_the_grace(mine: Mine) -> None:
    first, second = await ordered(mine, NORTH, SOUTH)
    seen = [await at(mine, moment, first) for moment in ("2026-11-21 23:59", "2026-11-22 00:01", "2026-11-28 00:01", "2026-12-02 23:59")]
    assert seen == [("upcoming", "grey"), ("warning", "yellow"), ("overdue_provisional", "red"), ("overdue_provisional", "red")]
    assert await charged(mine, first) == [], "a report may still be on a phone underground"
    assert await at(mine, "2026-12-03 00:01", first) == ("overdue", "red")
    assert await charged(mine, first) == [("dispatch_overdue", -10, "standing")]
    (text,) = {row["text"] for row in (await rows(mine, "deduction")).values() if row["source"] == first}
    assert text == "督办〔2026〕1号“责任区隐患限期整改”逾期未报结果，扣1分"

    await take(mine, first, "reported", "2026-12-03")
    assert await charged(mine, first) == [("dispatch_late", -5, "standing")], "told after all, it is the same deduction with fewer points"
    await say(mine, second, "withdrawn")
    assert await charged(mine, second) == [("dispatch_overdue", -10, "reversed")]
    history = await mine.database.fetch("""select "changes" from "history" where "tbl" = 'dispatch_order' and "row" = {} order by "rev" """, first)
    assert len(history) >= 5, "each change of the standing stays on record"

    before = await revisions(mine, *TABLES)
    await draw_all_again(mine)
    assert await revisions(mine, *TABLES) == before


async def test_what_was_returned_and_not_mended_costs_points_from_the_day_it_was_to_be_mended(mine: Mine) -> None:
    (order,) = await ordered(mine, NORTH)
    await take(mine, order, "reported", "2026-11-16")
    mine.clock.set("2026-12-25 09:00")
    await say(mine, order, "returned")
    assert await at(mine, "2027-01-01 23:59", order) == ("returned", "yellow")
    assert await at(mine, "2027-01-02 00:01", order) == ("not_mended", "red")
    assert await charged(mine, order) == [("dispatch_not_mended", -5, "standing")]
    (row,) = [one for one in (await rows(mine, "deduction")).values() if one["source"] == order]
    assert row["period"] == "2027-Q1"
    await take(mine, order, "reported", "2027-01-05")
    assert await at(mine, "2027-01-06 09:00", order) == ("late", "red")


async def test_missing_progress_is_red_and_costs_nothing_and_what_an_order_cost_can_be_given_back(mine: Mine) -> None:
    (order,) = await ordered(mine, NORTH, cadence="daily", due_on="2026-12-11")
    seen = [await at(mine, moment, order) for moment in ("2026-11-16 20:00", "2026-11-17 00:01", "2026-11-18 00:01")]
    assert seen == [("upcoming", "grey"), ("progress_due", "yellow"), ("progress_missed", "red")]
    await take(mine, order, "progress", "2026-11-18")
    assert await at(mine, "2026-11-18 20:00", order) == ("upcoming", "grey")
    assert await charged(mine, order) == []

    (late,) = await ordered(mine, SOUTH)
    await at(mine, "2026-12-03 00:01", late)
    (key,) = [key for key, row in (await rows(mine, "deduction")).items() if row["source"] == late]
    async with mine.replication.write(None, "say") as unit:
        unit.put("deduction", key, {"contested_at": unit.now_ms, "contest_reason": "当班抢险", "verdict": "reversed"})
    await at(mine, "2026-12-05 00:01", late)
    assert await charged(mine, late) == [("dispatch_overdue", -10, "reversed")], "what was decided stands"
