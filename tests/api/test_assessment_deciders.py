"""Two people of the office decide the same thing at the same moment, on both databases: one does, the other is told."""

import asyncio
from typing import Any

import httpx
import msgspec

from server.domain.assessments.policy import SHIPPED_SCHEME
from tests.api.test_assessments import QUARTER, branch_of, contested, of_branch, step, tablet_of
from tests.api.test_review import office_of
from tests.mine import Mine

AT_ONCE = 4


async def at_once(office: httpx.AsyncClient, path: str, bodies: list[dict[str, Any]]) -> list[httpx.Response]:
    """Asks the same of the server several times at the same moment."""
    return await asyncio.gather(*(office.post(path, json=body) for body in bodies))


def told(answers: list[httpx.Response]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


async def test_of_two_who_decide_a_contest_one_is_told_that_it_is_decided(demo_mine: Mine) -> None:
    phone, office, row = await contested(demo_mine)
    bodies = [{"verdict": verdict, "reason": f"{verdict} {n}"} for n in range(AT_ONCE // 2) for verdict in ("upheld", "reversed")]
    answers = await at_once(office, f"/api/deductions/{row['id']}/decide", bodies)
    assert told(answers) == [200] + [409] * (AT_ONCE - 1)
    (decided,) = [body["reason"] for answer, body in zip(answers, bodies, strict=True) if answer.status_code == 200]
    await step(demo_mine, phone)
    assert phone.rows["deduction"][row["id"]]["decided_reason"] == decided


async def test_of_two_who_open_a_form_again_one_is_told_that_it_is_open(demo_mine: Mine) -> None:
    _, branch = await branch_of(demo_mine)
    office, tablet = await office_of(demo_mine), await tablet_of(demo_mine, "assessor-1", branch)
    tablet.score_all(0.9)
    tablet.ask("submit")
    await step(demo_mine, tablet)
    answers = await at_once(office, f"/api/assessment-forms/{tablet.form}/reopen", [{"reason": f"请核实 {n}"} for n in range(AT_ONCE)])
    assert told(answers) == [200] + [409] * (AT_ONCE - 1)


async def test_of_two_who_withdraw_an_entry_the_first_ones_reason_stands(demo_mine: Mine) -> None:
    _, branch = await branch_of(demo_mine)
    office = await office_of(demo_mine)
    entry = {"kind": "bonus", "points_tenths": 20, "reason": "先进党支部", "evidence": "表彰文件"}
    made = (await office.post(f"/api/assessments/{branch}/{QUARTER}/entries", json=entry)).json()["id"]
    answers = await at_once(office, f"/api/assessment-entries/{made}/withdraw", [{"reason": f"录错 {n}"} for n in range(AT_ONCE)])
    assert told(answers) == [200] * AT_ONCE
    (shown,) = (await of_branch(office, branch))["entries"]
    changes = await demo_mine.database.fetch('select "changes" from "history" where "row" = {} order by "rev"', made)
    withdrawn = [reason for one in changes if (reason := msgspec.json.decode(one["changes"]).get("withdrawn_reason"))]
    assert [after for _, after in withdrawn] == [shown["withdrawn_reason"]]


async def test_two_who_publish_a_scheme_make_two_versions_of_it(demo_mine: Mine) -> None:
    office = await office_of(demo_mine)
    await office.put("/api/assessment-schemes/draft", json={"content": SHIPPED_SCHEME["content"]})
    answers = await at_once(office, "/api/assessment-schemes/draft/publish", [{"from_on": "2026-10-01", "reason": "党委会定的"}] * AT_ONCE)
    assert told(answers) == [200] * AT_ONCE
    versions = [one["version"] for one in (await office.get("/api/assessment-schemes")).json()["items"]]
    assert versions == [AT_ONCE + 2 - n for n in range(AT_ONCE + 2)]
