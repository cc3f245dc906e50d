"""The office tries a draft of the assessment scheme: which branches would move, why, and that nothing of it is written."""

from typing import Any

import httpx
import msgspec
import pytest

from server.domain.assessments.policy import SHIPPED_SCHEME
from server.domain.assessments.queries import trying
from tests.api.test_assessments import LATE, branch_of, of_branch, step, tablet_of
from tests.api.test_review import office_of
from tests.mine import Mine

DRAFT = "/api/assessment-schemes/draft"


def content() -> dict[str, Any]:
    return msgspec.json.decode(msgspec.json.encode(SHIPPED_SCHEME["content"]))


async def dry_run(office: httpx.AsyncClient, draft: dict[str, Any]) -> list[dict[str, Any]]:
    """Keeps the draft and tries it."""
    assert (await office.put(DRAFT, json={"content": draft})).status_code == 200
    answer = await office.get(f"{DRAFT}/dry-run")
    assert answer.status_code == 200, answer.text
    return answer.json()["periods"]


async def everything(mine: Mine) -> list[list[dict[str, Any]]]:
    """Every row that a score rests on or comes to, and every request to draw one."""
    tables = ("branch_score", "deduction", "branch_band", "assessment_scheme", "recompute_request")
    return [await mine.database.fetch(f'select * from "{table}" order by 1, 2') for table in tables]


async def test_what_was_tried_is_told_by_branch_and_line_and_is_what_publishing_brings(demo_mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    _, branch = await branch_of(demo_mine, LATE)
    office, tablet = await office_of(demo_mine), await tablet_of(demo_mine, "assessor-1", branch)
    tablet.score_all(0.9)
    tablet.ask("submit")
    await step(demo_mine, tablet)
    draft = content()
    draft["deductions"][0]["points_tenths"] = -60
    draft["bands"][0]["at_least_tenths"] = 950
    first = await dry_run(office, draft)
    before = await everything(demo_mine)
    monkeypatch.setattr(trying, "BRANCHES_AT_ONCE", 7)
    running, last = await dry_run(office, draft)
    assert (await everything(demo_mine))[:3] == before[:3] and not (await everything(demo_mine))[4]
    assert first == [running, last]
    assert ([one["period"] for one in (running, last)], running["version"], running["branches"]) == (["2026-Q4", "2026-Q3"], 1, 33)
    counted = {one["band"]: (one["before"], one["after"]) for one in last["bands"]}
    assert sum(was for was, _ in counted.values()) == last["branches"] and counted["A"][0] > counted["A"][1]
    own = next(one for one in running["movers"] if one["branch"] == branch)
    parts = {one["part"] for one in own["differences"]}
    assert parts == {"auto", "total"} and own["before_tenths"] > own["after_tenths"]
    published = await office.post(f"{DRAFT}/publish", json={"from_on": "2026-10-01", "reason": "党委会定的"})
    assert published.status_code == 200
    await demo_mine.drain()
    shown = await of_branch(office, branch)
    assert (shown["total_tenths"], shown["band"], shown["auto_tenths"]) == (own["after_tenths"], own["after_band"], own["after_auto_tenths"])
    again = (await dry_run(office, draft))[0]
    assert (again["version"], again["changing"], again["movers"]) == (2, 0, [])


async def test_branches_that_move_come_first_and_at_most_a_hundred_are_named(demo_mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    await demo_mine.drain()
    office = await office_of(demo_mine)
    draft = content()
    draft["weights"] = {"auto": 40, "assessor": 60}
    _, last = await dry_run(office, draft)
    moves = [one["before_band"] != one["after_band"] for one in last["movers"]]
    assert moves == sorted(moves, reverse=True) and moves.count(True) == last["moving"] > 0
    monkeypatch.setattr(trying, "MOVERS", 3)
    (_, few) = await dry_run(office, draft)
    assert few == {**last, "movers": last["movers"][:3]}


async def test_a_draft_that_is_not_there_or_has_faults_is_not_tried(demo_mine: Mine) -> None:
    office = await office_of(demo_mine)
    assert (await office.get(f"{DRAFT}/dry-run")).status_code == 404
    draft = content()
    draft["bands"] = []
    await office.put(DRAFT, json={"content": draft})
    refused = await office.get(f"{DRAFT}/dry-run")
    assert (refused.status_code, "最低一等从0分起" in refused.json()["detail"]) == (400, True)
