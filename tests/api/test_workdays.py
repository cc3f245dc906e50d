"""Working days of a year that no notice of holidays is known for: the office is told, and enters it."""

from server.domain.obligations import examine_workdays
from server.domain.obligations.rules import obligation_id
from server.kit.doctor import Finding
from tests.mine import Mine
from tests.small_mine import NORTH, instant, rows, settle
from tests.upgrade.stage import gather

QUARTER = {"quarter": "2026-Q4"}
NOTICE = {"holidays": ["2027-01-01", "2027-01-04", "2027-01-05"], "workdays": ["2027-01-09"]}
ASKED = {**NOTICE, "reason": "国务院办公厅通知"}


async def test_the_office_enters_the_notice_of_a_year_and_deadlines_follow(mine: Mine) -> None:
    await settle(mine)
    people = await gather(mine)
    assert (await people.office.get("/api/cycles", params=QUARTER)).json()["unknown_years"] == [2027]
    assert (await people.office.get("/api/cycles", params={"quarter": "2026-Q3"})).json()["unknown_years"] == []
    assert (await people.office.get("/api/workdays/2027")).json() == {"year": 2027, "holidays": [], "workdays": []}
    assert await grace(mine) == instant("2027-01-06 00:00") - 1

    answer = await people.office.put("/api/workdays/2027", json=ASKED)
    assert (answer.status_code, answer.json()) == (200, {"year": 2027, **NOTICE})
    await mine.drain()
    assert (await people.office.get("/api/cycles", params=QUARTER)).json()["unknown_years"] == []
    assert await grace(mine) == instant("2027-01-09 00:00") - 1

    wrong = await people.office.put("/api/workdays/2027", json={**ASKED, "holidays": ["2026-01-01"]})
    assert (wrong.status_code, wrong.json()["code"], wrong.json()["field"]) == (400, "obligations.notice", "holidays")
    assert (await people.secretary.put("/api/workdays/2027", json=ASKED)).status_code == 403


async def grace(mine: Mine) -> int:
    """The end of the grace of December's theme day."""
    return (await rows(mine, "obligation"))[obligation_id("theme_day", NORTH, "2026-12")]["grace_at"]


async def test_what_the_office_entered_of_a_year_that_ships_stays(mine: Mine) -> None:
    await settle(mine)
    people = await gather(mine)
    await people.office.put("/api/workdays/2026", json={"holidays": ["2026-10-01"], "reason": "只有国庆"})
    mine.clock.advance(days=1)
    await mine.drain()
    kept = await mine.database.fetch("""select "day_on" from "workday" where "day_on" >= '2026-01-01' and "day_on" <= '2026-12-31'""")
    assert [record["day_on"] for record in kept] == ["2026-10-01"]


async def test_the_doctor_tells_of_a_year_that_nobody_has_entered(mine: Mine) -> None:
    await mine.database.fetch('delete from "workday"')
    (finding,) = await examine_workdays(mine.database)
    assert isinstance(finding, Finding) and finding.state == "注意" and "还没有录入" in finding.detail and finding.remedy
