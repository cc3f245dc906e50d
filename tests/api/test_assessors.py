"""Who assesses which branches; what a branch tells of its resolutions, and what the office says to it."""

from uuid import uuid4

import httpx
import pytest

from server.domain.meetings import load_resolutions
from server.domain.meetings.rules import resolution_id
from tests.api.test_assessments import QUARTER, account_with, branch_of
from tests.api.test_held import approved
from tests.api.test_review import office_of
from tests.mine import Mine
from tests.workbooks import take


@pytest.mark.parametrize("done_on", ["2026-11-19", None])
async def test_a_resolution_is_marked_done_also_after_approval_and_the_record_stays_as_it_is(demo_mine: Mine, done_on: str | None) -> None:
    phone, _ = await branch_of(demo_mine)
    meeting = await approved(phone, await office_of(demo_mine), resolutions=[{"text": "检修皮带机", "owner": "王强", "due_on": "2026-11-20"}])
    before = phone.rows["meeting"][meeting]["rev"]
    row = resolution_id(meeting, "检修皮带机")
    done = phone.record("resolution.done.v1", row, 0, None, meeting=meeting, text="检修皮带机", done_on=done_on)
    other = phone.record("resolution.done.v1", row, 0, None, meeting=meeting, text="另一条", done_on="2026-11-19")
    bad = phone.record("resolution.done.v1", row, 0, None, meeting=meeting, text="检修皮带机", done_on="月底")
    await phone.sync()
    assert [phone.result(mid) for mid in (done, other, bad)] == ["applied", "rejected", "rejected"]
    assert phone.rows["resolution_done"][row]["done_on"] == done_on
    assert phone.rows["meeting"][meeting]["rev"] == before


async def test_the_office_confirms_or_returns_what_a_branch_tells_of_a_resolution(demo_mine: Mine) -> None:
    phone, _ = await branch_of(demo_mine)
    office = await office_of(demo_mine)
    meeting = await approved(phone, office, resolutions=[{"text": "检修皮带机", "owner": "王强", "due_on": "2026-11-15"}])
    row = resolution_id(meeting, "检修皮带机")

    async def tell(done_on: str | None) -> None:
        phone.record("resolution.done.v1", row, 0, None, meeting=meeting, text="检修皮带机", done_on=done_on, note=" 已换托辊 ")
        await phone.sync()

    async def decide(verdict: str, rev: int, reason: str = "") -> httpx.Response:
        return await office.post(f"/api/resolutions/{row}/decide", json={"verdict": verdict, "rev": rev, "reason": reason})

    async def overdue() -> list[tuple[str, str]]:
        return [(one["owner"], one["returned_reason"]) for one in (await office.get("/api/resolutions/overdue")).json()["items"]]

    assert await overdue() == [("王强", "")], "its day has passed, and nobody told"
    await tell("2026-11-19")
    assert (await office.get("/api/resolutions/overdue")).json() | {"today": ""} == {"today": "", "items": [], "waiting": 1}
    [told] = (await office.get("/api/resolutions")).json()["items"]
    assert (told["owner"], told["note"], told["done_on"], told["verdict"]) == ("王强", "已换托辊", "2026-11-19", "")
    assert (await decide("returned", told["rev"], " ")).json()["field"] == "reason"
    assert (await decide("returned", told["rev"], "没有照片")).status_code == 200
    assert (await decide("confirmed", told["rev"])).json()["code"] == "meetings.resolution_changed", "seen before it was returned"
    await phone.sync()
    assert (phone.rows["resolution_done"][row]["verdict"], phone.rows["resolution_done"][row]["decided_reason"]) == ("returned", "没有照片")
    [resolved] = await load_resolutions(demo_mine.database.fetch, [told["branch"]], 0)
    assert resolved.done_on is None, "what was returned counts as not carried out"
    assert await overdue() == [("王强", "没有照片")]
    await tell("2026-11-20")
    [again] = (await office.get("/api/resolutions")).json()["items"]
    assert (await decide("confirmed", again["rev"])).status_code == 200
    assert (await office.get("/api/resolutions")).json()["items"] == []
    assert len((await office.get("/api/resolutions", params={"state": "confirmed"})).json()["items"]) == 1
    await tell(None)
    assert (await decide("confirmed", again["rev"] + 2)).json()["code"] == "meetings.resolution_changed", "nothing is told any more"
    assert (await office.post(f"/api/resolutions/{uuid4()}/decide", json={"verdict": "confirmed", "rev": 1})).status_code == 404


async def assessed_by(client: httpx.AsyncClient) -> set[str]:
    scopes = (await client.get("/api/me")).json()["scopes"]
    return {scope.removeprefix("assess:") for scope in scopes if scope.startswith("assess:")}


async def test_the_office_says_who_assesses_which_branches_and_nobody_assesses_the_own_one(demo_mine: Mine) -> None:
    phone, own = await branch_of(demo_mine)
    office, secretary = await office_of(demo_mine), await demo_mine.sign_in_as("secretary")
    meeting = await approved(phone, office)
    account = (await secretary.get("/api/me")).json()["account"]
    kinds = ("branch", "committee", "group")
    places = [row for row in await demo_mine.database.fetch('select "id", "kind" from "organisation" order by "id"') if row["kind"] in kinds]
    one = {kind: next(row["id"] for row in places if row["kind"] == kind and row["id"] != own) for kind in kinds}

    async def grant(org: str, to: str = account) -> httpx.Response:
        return await office.post("/api/assessors/grants", json={"account": to, "org": org, "reason": "考核分工"})

    assert [(await grant(org)).json()["field"] for org in (own, one["group"])] == ["org", "org"]
    assert (await grant(one["branch"], "nobody")).status_code == 404
    assert [(await grant(one["branch"])).status_code for _ in range(2)] == [200, 200]
    assert await assessed_by(secretary) == {one["branch"]}
    assert (await secretary.get(f"/api/assessments/{one['branch']}/{QUARTER}")).status_code == 200
    tablet, other = await account_with(demo_mine, "kaohe", "assessor", one["branch"])
    assert (await tablet.get(f"/api/meetings/{meeting}")).status_code == 404, "a record of a branch that is not assessed"
    await grant(own, other)
    assert (await tablet.get(f"/api/meetings/{meeting}")).status_code == 200
    await grant(one["committee"])
    everywhere = {row["id"] for row in places if row["kind"] == "branch"}
    assert await assessed_by(secretary) == everywhere - {own}, "all branches of the committee but the own one"
    [person] = [item for item in (await office.get("/api/assessors")).json()["items"] if item["account"] == account]
    assert {given["org"] for given in person["grants"]} == {one["branch"], one["committee"]}
    given = [one["grant"] for one in person["grants"]]
    book = (await take(office, "/api/assessors/export")).page("考核分工")
    mine = {(row["系统编号"], row["考核哪里"], row["范围"] or "") for row in book if row["账号"] == person["login"]}
    scopes = {"branch": "", "committee": "所属全部支部"}
    assert mine == {(one["grant"], one["org_name"], scopes[one["org_kind"]]) for one in person["grants"]}
    assert (await secretary.get("/api/assessors/export")).status_code == 403
    ends = [await office.post(f"/api/assessors/grants/{one}/end", json={"reason": "换人"}) for one in (*given, given[0])]
    assert [end.status_code for end in ends] == [200, 200, 404]
    assert await assessed_by(secretary) == set()
    told = (await office.get("/api/audit", params={"matter": "role"})).json()["entries"]
    assert sorted(one["reason"] for one in told if one["reason"] in ("换人", "考核分工")) == ["换人"] * 2 + ["考核分工"] * 4
    kept = await demo_mine.database.fetch('select "cause", "actor" from "history" where "tbl" = \'role_grant\' and "cause" = \'revoke\'')
    assert [row["actor"] for row in kept] == [(await office.get("/api/me")).json()["account"]] * 2
