"""A quarter of the whole demo mine by the shipped scheme, on both databases: from collecting to the frozen result, and its next version."""

from typing import Any

import httpx
import msgspec

from server.domain import ratings
from server.domain.facts import coverage_id
from server.domain.facts.policy import KINDS
from server.domain.ratings.rules import star_for
from server.kit.clock import local_day
from tests.api.mine_quarter import BY_PHONE, MineQuarter
from tests.api.phone import HttpPhone
from tests.api.test_cycles import QUARTER, stored, what_is_frozen_can_be_drawn_again
from tests.mine import Mine

LATER = "通防工区党支部"
"""The branch whose mass review is late."""
Rows = dict[str, dict[str, Any]]


async def test_the_whole_mine_goes_through_a_quarter(demo_mine: Mine) -> None:
    quarter = await MineQuarter(demo_mine).set()
    await the_office_hands_in_its_sheets(quarter)
    await the_secretary_enters_on_a_phone(quarter)
    late = next(branch for branch, name in quarter.branches.items() if name == LATER)
    for branch in quarter.branches.keys() - {late, quarter.stage.branch}:
        await quarter.reviewed_on_paper(branch)
    await quarter.reviewed_by_codes(quarter.stage.branch)
    await quarter.work()
    await what_is_missing_blocks_its_branch_alone(quarter, late)
    await every_result_explains_itself(quarter)
    await equals_at_the_border_are_decided_by_the_branch(quarter)
    secretaries = await every_secretary_reviews_the_own_branch(quarter)
    await publicity_lasts_five_working_days(quarter)
    await an_appeal_goes_from_the_branch_to_the_office(quarter)
    await one_veto_stands_and_one_is_reversed(quarter)
    await a_scheme_is_changed_meanwhile(quarter)
    await the_committee_approves_and_the_office_freezes(quarter)
    await a_frozen_quarter_is_opened_again(quarter, secretaries)


async def the_office_hands_in_its_sheets(quarter: MineQuarter) -> None:
    """A sheet for each kind, with the statement that it is complete for every branch."""
    for kind in KINDS.keys() - {"excused_period"}:
        branches = [branch for branch in quarter.branches if kind != BY_PHONE or branch != quarter.stage.branch]
        given = {"kind": kind, "quarter": QUARTER, "file_name": f"{KINDS[kind].title}.xlsx", "branch": branches}
        headers = {"Content-Type": "application/octet-stream"}
        answer = await quarter.stage.office.post("/api/facts/import", params=given, content=quarter.sheet(kind), headers=headers)
        assert answer.status_code == 200, answer.text
        report = answer.json()
        assert (report["problems"], report["covered"]) == ([], len(branches))


async def the_secretary_enters_on_a_phone(quarter: MineQuarter) -> None:
    stage, phone = quarter.stage, HttpPhone(quarter.stage.secretary)
    await phone.sync()
    for number, fact in enumerate(one for one in quarter.known[BY_PHONE] if one["person"]["branch"] == stage.branch):
        told = {name: fact[name] for name in ("kind", "on", "grade", "text")}
        if fact["person"]["id"] == stage.secretary_member:  # what is about themselves another enters
            await quarter.post("/api/facts", member=stage.secretary_member, **told)
            continue
        phone.record("fact.enter.v1", f"{number:036}", branch=stage.branch, member=fact["person"]["id"], **told)
    state = phone.record("coverage.state.v1", coverage_id(BY_PHONE, QUARTER, stage.branch), kind=BY_PHONE, quarter=QUARTER, branch=stage.branch)
    await phone.sync()
    assert {phone.result(mid) for mid in range(1, state + 1)} == {"applied"}


async def what_is_missing_blocks_its_branch_alone(quarter: MineQuarter, late: str) -> None:
    """On the draft day time itself draws what is complete; the late branch is named, and is neither zero nor full."""
    await quarter.stage.mine.replication.jobs.wake("open_cycles")
    await quarter.post("/api/cycles/open", quarter=QUARTER)
    await quarter.stage.time("2027-01-05 09:00")
    cycles = await quarter.cycles()
    assert {branch for branch, cycle in cycles.items() if cycle["state"] == "collecting"} == {late}
    assert cycles[late]["missing"] == sum(one["branch"] == late for one in quarter.people)
    answer = await quarter.stage.office.post(f"/api/cycles/{cycles[late]['cycle']}/moves", json={"move": "compute"})
    assert (answer.status_code, answer.json()["code"]) == (409, "cycles.missing")
    assert "群众测评" in answer.text or "待录入" in answer.text
    await quarter.reviewed_on_paper(late)
    await quarter.stage.mine.drain()
    assert await quarter.all_move(quarter.stage.office, "compute") == {"moved": 1, "blocked": 0}


async def every_result_explains_itself(quarter: MineQuarter) -> None:
    """Of 1,468 members: lines sum to the total, the total gives the star, every line of a record leads to it."""
    awards = await awards_of(quarter)
    content = (await ratings.load_schemes(quarter.mine.database.fetch))[0].content
    assert len(awards) == len(quarter.people) == 1468
    for award in awards.values():
        assert sum(line["points_tenths"] for line in award["lines"]) == award["total_tenths"]
        assert star_for(content.stars, award["total_tenths"]) == award["earned_star"]
        assert {line["dimension"] for line in award["lines"]} >= {dimension.key for dimension in content.dimensions}
    assert {award["earned_star"] for award in awards.values()} >= {2, 3, 4, 5}


async def awards_of(quarter: MineQuarter) -> Rows:
    """The results that stand, with their lines and spread read."""
    rows = await stored(quarter.mine, "award", quarter=QUARTER)
    read = {key: {**row, **{name: msgspec.json.decode(row[name]) for name in ("lines", "spread")}} for key, row in rows.items()}
    return {key: row for key, row in read.items() if not row["replaced"]}


async def equals_at_the_border_are_decided_by_the_branch(quarter: MineQuarter) -> None:
    stage = quarter.stage
    cycle = (await stage.cycle())["cycle"]
    assert await stage.refuses(stage.secretary, "review") == "cycles.ties"
    (tie,) = (await stage.detail(cycle, stage.secretary))["ties"]
    assert (sorted(tie["members"]), tie["places"], tie["cut_by"]) == (sorted(quarter.equal), quarter.places, ["安全生产", "群众测评"])
    assert {(await stage.stars(cycle))[member] for member in quarter.equal} == {(None, "")}
    path = f"/api/cycles/{cycle}/ties/{tie['tie']}"
    await quarter.post(path, stage.secretary, chosen=quarter.equal[1:], reason="支委会表决，5票赞成")
    assert (await stage.stars(cycle))[quarter.equal[0]] == (4, "QUOTA")


async def every_secretary_reviews_the_own_branch(quarter: MineQuarter) -> dict[str, httpx.AsyncClient]:
    secretaries, cycles = await quarter.secretaries(), await quarter.cycles()
    for branch, secretary in secretaries.items():
        cycle = cycles[branch]["cycle"]
        detail = (await secretary.get(f"/api/cycles/{cycle}")).json()
        for tie in detail["ties"]:
            if tie["is_open"]:
                await quarter.decide(cycle, tie, branch, secretary)
        await quarter.post(f"/api/cycles/{cycle}/moves", secretary, move="review")
    assert await quarter.states() == {"branch_reviewed"}
    assert "award" not in await on_the_phone(quarter), "nobody is shown a draft"
    return secretaries


async def on_the_phone(quarter: MineQuarter) -> dict[str, Rows]:
    """What the demo's member holds now."""
    phone = HttpPhone(quarter.stage.member)
    await phone.sync()
    return phone.rows


async def publicity_lasts_five_working_days(quarter: MineQuarter) -> None:
    assert await quarter.all_move(quarter.stage.office, "publish") == {"moved": len(quarter.branches), "blocked": 0}
    assert {local_day(cycle["publicity_until"], "Asia/Shanghai") for cycle in (await quarter.cycles()).values()} == {"2027-01-12"}
    rows = await on_the_phone(quarter)
    (award,) = rows["award"].values()
    assert (award["member"], award["state"]) == (quarter.stage.self_member, "published")
    for award in (await awards_of(quarter)).values():
        assert all(people >= 5 or people == 0 for _, _, people in award["spread"])
        assert sum(people for _, _, people in award["spread"]) >= 5
    reviews = await stored(quarter.mine, "mass_review", quarter=QUARTER)
    spreads = [msgspec.json.decode(row["spread"]) for row in reviews.values() if row["spread"] not in (None, "null")]
    assert spreads and all(count == 0 or count >= 5 for spread in spreads for count in spread)


async def an_appeal_goes_from_the_branch_to_the_office(quarter: MineQuarter) -> None:
    """The branch says no, the office yes: what was missing is entered, the result drawn again, and only this member's changes."""
    stage, phone = quarter.stage, HttpPhone(quarter.stage.member)
    await phone.sync()
    ((award, before),) = phone.rows["award"].items()
    phone.record("appeal.file.v1", "own", award=award, text="我的小改小革没有计入", line="innovation.start", line_text="创新创效从0分起")
    await phone.sync()
    await stage.mine.drain()
    decide = "/api/appeals/own/decide"
    assert (await quarter.post(decide, stage.secretary, upholds=False, reason="支部没有记录")) == {"state": "answered"}
    phone.record("appeal.escalate.v1", "own", text="证书在科技科")
    await phone.sync()
    assert (await quarter.post(decide, upholds=True, reason="证书核对属实")) == {"state": "upheld"}
    await quarter.post("/api/facts", member=stage.self_member, kind="achievement", on="2026-12-15", grade="mine", text="除尘喷雾改造")
    await stage.mine.drain()
    others = {key: row["star"] for key, row in (await awards_of(quarter)).items() if key != award}
    stage.mine.clock.advance(minutes=1)
    await stage.moves(stage.office, "correct")
    await phone.sync()
    after = phone.rows["award"][award]
    assert after["total_tenths"] > before["total_tenths"]
    assert [phone.rows["appeal"]["own"][name] for name in ("branch_reason", "office_reason")] == ["支部没有记录", "证书核对属实"]
    assert {key: row["star"] for key, row in (await awards_of(quarter)).items() if key != award} == others


async def one_veto_stands_and_one_is_reversed(quarter: MineQuarter) -> None:
    """Each with evidence, confirmed by a second person; the score stays."""
    stage, awards = quarter.stage, await awards_of(quarter)
    elsewhere = [row for row in awards.values() if row["branch"] != stage.branch and (row["star"], row["code"]) == (3, "")]
    cases = []
    for row in elsewhere[:2]:
        told = {"member": row["member"], "quarter": QUARTER, "kind": "accident", "text": "12月3日事故负直接责任", "evidence": "安监处通报"}
        cases.append((await quarter.post("/api/vetoes", **told))["veto"])
        refused = await stage.office.post(f"/api/vetoes/{cases[-1]}/confirm")
        assert refused.json()["code"] == "cycles.veto_second"
        await quarter.post(f"/api/vetoes/{cases[-1]}/confirm", stage.leader)
    stage.mine.clock.advance(minutes=1)
    await quarter.post(f"/api/vetoes/{cases[1]}/lift", stage.leader, reason="复查后责任另有认定")
    now = await awards_of(quarter)
    shown = [[now[row["id"]][name] for name in ("star", "code", "total_tenths")] for row in elsewhere[:2]]
    assert shown == [[0, "VETO", elsewhere[0]["total_tenths"]], [3, "", elsewhere[1]["total_tenths"]]]


async def a_scheme_is_changed_meanwhile(quarter: MineQuarter) -> None:
    """A draft, what it would do to the last two quarters, and its publication; what is under way keeps the version of its first day."""
    office, before = quarter.stage.office, await awards_of(quarter)
    draft = await quarter.post("/api/schemes")
    absent = next(rule for rule in draft["content"]["dimensions"][0]["rules"] if rule["id"] == "political_life.absent")
    absent |= {"points_tenths": -120, "text": "无故缺席，扣12分"}
    saved = await office.put(f"/api/schemes/{draft['id']}", json={"rev": draft["rev"], "content": draft["content"]})
    assert saved.json()["mending"] == []
    tried = (await office.get(f"/api/schemes/{draft['id']}/dry-run")).json()["quarters"]
    of_quarter = next(one for one in tried if one["quarter"] == QUARTER)
    assert len(tried) == 2 and of_quarter["members"] == 1468 and of_quarter["moving"] > 50
    assert all("无故缺席" in str(mover) for mover in of_quarter["movers"])
    await quarter.post(f"/api/schemes/{draft['id']}/publish", rev=saved.json()["rev"], from_on="2027-01-01", reason="党委会定的")
    await quarter.stage.mine.drain()
    assert await awards_of(quarter) == before
    ruled = await quarter.mine.database.fetch('select distinct "quarter", "scheme" = {} as "new" from "rating" order by "quarter"', draft["id"])
    assert [(row["quarter"], bool(row["new"])) for row in ruled] == [(QUARTER, False), ("2027-Q1", True)]


async def the_committee_approves_and_the_office_freezes(quarter: MineQuarter) -> None:
    stage = quarter.stage
    assert (await quarter.all_move(stage.leader, "approve"))["moved"] == 0, "not before the publicity is over"
    await stage.time("2027-01-13 09:00")
    assert await quarter.states() == {"appeal"}
    assert await quarter.all_move(stage.leader, "approve") == {"moved": len(quarter.branches), "blocked": 0}
    assert await quarter.all_move(stage.office, "freeze") == {"moved": len(quarter.branches), "blocked": 0}
    assert {row["state"] for row in (await on_the_phone(quarter))["award"].values()} == {"frozen"}
    for cycle in (await quarter.cycles()).values():
        assert cycle["changed_since"] == 0
    await what_is_frozen_can_be_drawn_again(stage, (await stage.cycle())["cycle"])


async def a_frozen_quarter_is_opened_again(quarter: MineQuarter, secretaries: dict[str, httpx.AsyncClient]) -> None:
    """A late correction changes nothing that is frozen; the next version takes it in, by the scheme of the quarter's first day."""
    stage, first = quarter.stage, (await quarter.stage.cycle())["cycle"]
    before = await stored(quarter.mine, "award", cycle=first)
    await quarter.post("/api/facts", member=stage.self_member, kind="violation", on="2026-12-20", grade="serious", text="无票作业")
    await stage.mine.drain()
    (correction,) = (await stage.detail(first))["corrections"]
    assert correction["member"] == stage.self_member
    second = await stage.moves(stage.office, "reopen", "核实一起严重三违")
    await stage.time("2027-01-13 10:00")
    if (await stage.cycle())["state"] == "collecting":
        await stage.moves(stage.office, "compute")
    for tie in (await stage.detail(second))["ties"]:
        await quarter.decide(second, tie, stage.branch, stage.secretary)
    for who, move in ((stage.secretary, "review"), (stage.office, "publish")):
        await stage.moves(who, move)
    kept = ("total_tenths", "star", "code", "lines", "inputs_hash", "scheme", "state")
    old = await stored(quarter.mine, "award", cycle=first)
    assert {key: [row[name] for name in kept] for key, row in old.items()} == {key: [row[name] for name in kept] for key, row in before.items()}
    drawn = await stored(quarter.mine, "award", cycle=second)
    assert {row["scheme"] for row in drawn.values()} == {row["scheme"] for row in before.values()}
    (new,) = [row for row in drawn.values() if row["member"] == stage.self_member]
    (past,) = [row for row in before.values() if row["member"] == stage.self_member]
    assert new["total_tenths"] < past["total_tenths"]
