"""A month of the demo mine played through: what is due, held, returned, excused, ordered and missed, and what the office then sees."""

from typing import Any

import httpx

from server.domain import meetings, obligations, review
from tests.api.phone import HttpPhone
from tests.api.test_dispatch import decide, issue, step
from tests.api.test_review import office_of
from tests.api.test_sync import phone_of
from tests.mine import Mine, TestClock
from tests.small_mine import revisions
from tests.workbooks import take

MONTH = "2026-11"
Cells = dict[str, dict[str, Any]]


class Month:
    """November, day by day; who signed in the day before signs in again."""

    def __init__(self, mine: Mine) -> None:
        self.mine = mine
        self.office: httpx.AsyncClient
        self.phone: HttpPhone

    async def day(self, at: str) -> None:
        """The clock stands at another hour, and the jobs have seen it."""
        self.mine.clock.set(at)
        await self.mine.drain()
        known = getattr(self, "phone", None)
        self.office = await office_of(self.mine)
        self.phone = await phone_of(self.mine) if known is None else known
        self.phone.client = await self.mine.sign_in(self.mine.logins["secretary"].login, self.mine.logins["secretary"].password)
        await self.phone.sync()

    async def cells(self, kind: str = "") -> Cells:
        """What is owed in the month, by obligation, as the board shows it."""
        board = (await self.office.get("/api/board", params={"period": MONTH})).json()
        found = [{**cell, "branch": row["branch"]} for row in board["rows"] for cell in row["cells"]]
        return {one["obligation"]: one for one in found if kind in ("", one["kind"])}

    async def post(self, path: str, **body: Any) -> Any:
        answer = await self.office.post(path, json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()


async def test_a_month_of_the_demo_mine_is_played_through(demo_mine: Mine) -> None:
    month = Month(demo_mine)
    await month.day("2026-11-16 08:00")
    assert {one["state"] for one in (await month.cells("theme_day")).values()} == {"upcoming"}
    await a_stoppage_excuses_everyone_but_one(month)
    order = (await issue(month.office, month.phone.branch(), due_on="2026-11-27"))[0]
    await month.day("2026-11-20 18:00")
    meeting = await a_record_goes_back_and_forth(month)
    await an_order_is_reported_and_closed(month, order)
    await month.day("2026-11-24 18:00")
    await meetings.load_demo_committees(demo_mine.replication, {MONTH: False}, {month.phone.branch()})
    await they_were_judged(month)
    await month.day("2026-11-29 08:00")
    missing = await those_that_have_not_met_are_yellow(month)
    await month.day("2026-12-01 00:10")
    assert {(await month.cells())[one]["state"] for one in missing} == {"overdue_provisional"}
    await month.day("2026-12-08 09:00")
    late, *missed = sorted(missing, key=lambda one: missing[one]["branch"])
    await a_record_comes_after_all(month, missing[late])
    await the_office_sees_the_month(month, meeting, late, missed)
    await everything_drawn_again_stays_as_it_is(demo_mine)


async def they_were_judged(month: Month) -> None:
    """Each record of a branch committee was approved, some after they came back; loaded once more nothing is judged again."""
    fetch = month.mine.database.fetch
    (office,) = await fetch('select "id" from "account" where "login" = {}', month.mine.logins["office"].login.upper())
    for _ in range(2):
        await review.load_demo(month.mine.replication, office["id"])
    judged = await fetch("""select r."meeting", r."attempt", r."state", r."submitted_at", r."decided_at" from "review" r
        join "meeting" m on m."id" = r."meeting" where m."kind" = 'committee_meeting' order by r."meeting", r."attempt" """)
    records, back = {one["meeting"] for one in judged}, [one for one in judged if one["state"] == "returned"]
    assert len(judged) == len(records) + len(back)
    assert all(one["submitted_at"] <= one["decided_at"] for one in judged)
    burden = (await month.office.get("/api/burden", params={"month": MONTH})).json()
    (told,) = [one for one in burden["kinds"] if one["kind"] == "committee_meeting"]
    assert (told["records"], told["returned"], told["returned"] > 0) == (len(records), len(back), True)
    assert told["reasons"] >= told["returned"]


async def a_stoppage_excuses_everyone_but_one(month: Month) -> None:
    """Groups need not meet, nor the other branches hold their theme day: granted for all of them in two requests."""
    own = month.phone.branch()
    for kind in ("group_meeting", "theme_day"):
        ids = [key for key, one in (await month.cells(kind)).items() if (kind, one["branch"]) != ("theme_day", own)]
        granted = await month.post("/api/excusals", obligations=ids, wanted={"code": "stoppage", "words": "全矿停产检修"})
        assert (len(granted["excusals"]), granted["passed_over"]) == (len(ids), [])
    await month.mine.drain()


async def a_record_goes_back_and_forth(month: Month) -> str:
    """Recorded the same day, returned with a reason on a field, mended, approved; approved is exactly what was seen."""
    phone = month.phone
    meeting = phone.start_meeting(held_start=TestClock("2026-11-20 16:00").now_ms)
    phone.mark_all(meeting)
    phone.record("meeting.submit.v1", meeting)
    await phone.sync()
    digest = (await month.office.get(f"/api/review/{meeting}")).json()["digest"]
    await month.post(f"/api/review/{meeting}/return", digest=digest, reasons=[{"field": "place", "reason": "请写明几号会议室"}])
    await phone.sync()
    phone.set(meeting, place="320水平2号会议室")
    again = phone.record("meeting.submit.v1", meeting)
    await phone.sync()
    assert phone.result(again) == "applied"
    seen = (await month.office.get(f"/api/review/{meeting}")).json()
    assert [(one["field"], one["after"]) for one in seen["differences"]] == [("place", "320水平2号会议室")]
    await month.post(f"/api/review/{meeting}/approve", digest=seen["digest"])
    await month.mine.drain()
    (own,) = [one for one in (await month.cells("theme_day")).values() if one["branch"] == phone.branch()]
    assert (own["state"], own["meeting"]) == ("done", meeting)
    return meeting


async def an_order_is_reported_and_closed(month: Month, order: str) -> None:
    await month.phone.sync()
    for name, text in (("receive", ""), ("report", "责任区隐患全部整改")):
        step(month.phone, name, order, "2026-11-20", text)
    await month.phone.sync()
    assert (await decide(month.office, order, "close")).json()["state"] == "closed"


async def those_that_have_not_met_are_yellow(month: Month) -> Cells:
    """Two days before the end: whoever has a record is done, and exactly the others are told to be near their day."""
    cells = await month.cells("committee_meeting")
    held = {
        row["branch"]
        for row in await month.mine.database.fetch(
            """select "branch" from "meeting" where "kind" = 'committee_meeting' and "held_start" >= {}""", TestClock("2026-11-01 00:00").now_ms
        )
    }
    assert {one["branch"] for one in cells.values() if one["state"] == "done"} == held
    missing = {key: one for key, one in cells.items() if one["branch"] not in held}
    assert {one["state"] for one in missing.values()} == {"warning"}
    assert len(missing) > 1
    return missing


async def a_record_comes_after_all(month: Month, cell: dict[str, Any]) -> None:
    """Held in time, filed when the days of grace were over."""
    assert cell["branch"] != month.phone.branch()
    at = TestClock("2026-11-28 16:00").now_ms
    about = {
        "branch": cell["branch"],
        "org": cell["org"],
        "kind": "committee_meeting",
        "title": "支部委员会",
        "held_start": at,
        "held_end": at + 3_600_000,
    }
    filed = {
        "status": "approved",
        "submitted_at": month.mine.clock.now_ms,
        "filed_at": month.mine.clock.now_ms,
        "decided_at": month.mine.clock.now_ms,
    }
    async with month.mine.replication.write(None, "filed late") as unit:
        unit.put(
            "meeting",
            "0193a1b2-0000-7000-8000-00000000d001",
            {**about, **filed, "purpose": "ordinary", "resolutions": [], "votes": [], "sessions": []},
        )
    await month.mine.drain()


async def the_office_sees_the_month(month: Month, meeting: str, late: str, missed: list[str]) -> None:
    """Board, wall, ledger, task table, work meeting and scores tell the same story, and the files the same as the pages."""
    cells = await month.cells()
    assert cells[late]["state"] == "late"
    assert {key for key, one in cells.items() if one["state"] == "overdue"} == set(missed)
    states = [one["state"] for one in cells.values() if one["kind"] in ("committee_meeting", "group_meeting", "theme_day")]
    trend = next(one for one in (await month.office.get("/api/wall")).json()["trends"] if one["month"] == MONTH)
    told = {name: trend[name] for name in ("owed", "done", "late", "red", "excused", "turned_red")}
    counts = {"owed": len(states), **{name: states.count(name) for name in ("done", "late", "excused")}}
    assert told == {**counts, "red": len(missed), "turned_red": 0}, "they turned red in the month after"
    book = await take(month.office, "/api/board/export", period=MONTH, kind="committee_meeting")
    words = {row["系统编号"]: row["状态"] for row in book.page("明细")}
    assert {words[one] for one in missed} == {"逾期"}
    lines = (await month.office.get("/api/papers/ledger", params={"period": MONTH})).json()["lines"]
    assert meeting in {one["meeting"] for one in lines}
    await the_months_red_is_ordered(month, missed)


async def the_months_red_is_ordered(month: Month, missed: list[str]) -> None:
    """The next meeting finds what was missed; an order drawn up from it reaches the branch's table of tasks; and it has cost the branch points."""
    agenda = (await month.office.get("/api/work-meetings/2026-12")).json()
    reds = {one["ref"] for one in agenda["reds"]}
    assert set(missed) <= reds or agenda["reds_total"] > len(reds)
    draft = (await month.office.get("/api/orders/draft", params={"obligation": missed[0]})).json()
    (branch,) = draft["orgs"]
    (order,) = await issue(month.office, branch, content=draft["content"], due_on="2026-12-20", source="obligation", source_ref=missed[0])
    tasks = (await month.office.get(f"/api/month-tables/{branch}/2026-12")).json()["items"]
    assert order in {one["ref"] for one in tasks}
    costs = await month.mine.database.fetch('select "source", "points_tenths" from "deduction" where "branch" = {}', branch)
    assert (missed[0], -20) in {(one["source"], one["points_tenths"]) for one in costs}


async def everything_drawn_again_stays_as_it_is(mine: Mine) -> None:
    """Facts in, conclusions out: drawing every obligation again writes nothing."""
    before = await revisions(mine, "obligation", "deduction")
    await obligations.rebuild(mine.replication)
    assert await revisions(mine, "obligation", "deduction") == before
