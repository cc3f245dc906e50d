"""A quarter as someone would try it who wants another result: too early, twice, too late, past what is frozen; and people who come, go and move."""

import asyncio
from typing import Any

import msgspec

from server.domain import ratings
from server.domain.cycles import rules
from server.domain.ratings.policy.shipped import CONTENT
from server.domain.ratings.rules import Inputs, rate, star_for
from tests.api.phone import HttpPhone
from tests.api.small_quarter import FOURTH, FRIEND, MEETING, MEMBER, QUARTER, SECRETARY, SOUTHERN, SmallQuarter, award_of, scheme_of, stored
from tests.api.test_fact_import import book, hand_in
from tests.mine import Mine
from tests.small_mine import MEMBERS, NORTH, SOUTH, know, mark, named, rows, withdraw

# --- Too early, and twice


async def test_nothing_is_approved_before_its_days_of_publicity_and_only_an_upheld_appeal_changes_what_is_public(mine: Mine) -> None:
    quarter = await SmallQuarter(mine).set()
    await quarter.goes(("office", "compute"), ("E0", "review"), ("office", "publish"))
    before = await quarter.stars()
    assert await quarter.tries("leader", "approve") == "cycles.state"
    await quarter.time("2027-01-11 23:30")
    assert (await quarter.cycle())["state"] == "published", "five working days from Monday, the fourth: the last one is not over"
    await a_friend_is_helped_after_the_publication(quarter)
    await an_appeal_is_decided_once_by_each_and_not_filed_again(quarter)
    await quarter.time("2027-01-12 08:00")
    assert (await quarter.cycle())["state"] == "appeal"
    assert await quarter.tries("leader", "approve") == "cycles.stale"
    await mark(mine, MEETING, {MEMBER: "made_up"})
    await quarter.goes(("office", "correct"))
    after = {one["member"]: one["total_tenths"] for one in (await quarter.detail())["awards"]}
    assert after == {SECRETARY: 735, MEMBER: 735, FRIEND: 735, FOURTH: 735}
    assert await quarter.stars() == before
    await quarter.goes(("leader", "approve"), ("office", "freeze"))
    await mine.drain()
    assert [one["member"] for one in (await quarter.detail())["corrections"]] == [FRIEND]


async def a_friend_is_helped_after_the_publication(quarter: SmallQuarter) -> None:
    """What becomes known of someone else after the publication does not slip in: it is for a new version, which is public again."""
    phone = await quarter.phone("E0")
    told = {"branch": NORTH, "member": FRIEND, "kind": "service", "on": "2026-12-30", "grade": "outstanding", "text": "事后补的"}
    entered = phone.record("fact.enter.v1", named("late help"), **told)
    await phone.sync()
    assert phone.result(entered) == "applied"
    await quarter.mine.drain()
    assert await quarter.tries("office", "correct") == "cycles.upheld"


async def an_appeal_is_decided_once_by_each_and_not_filed_again(quarter: SmallQuarter) -> None:
    mine, secretary, office = quarter.mine, await quarter.who("E0"), await quarter.who("office")
    phone = await quarter.phone("E1")
    (award,) = phone.rows["award"]
    about = {"award": award, "line": "political_life.absent", "line_text": "无故缺席"}
    filed = [phone.record("appeal.file.v1", name, **about, text="当天补了课") for name in ("first", "again")]
    await phone.sync()
    assert [phone.outcomes[mid].get("reason") for mid in filed] == [None, "cycles.appealed"]
    await mine.drain()

    async def decide(who: Any, upholds: bool) -> tuple[int, str]:
        answer = await who.post("/api/appeals/first/decide", json={"upholds": upholds, "reason": "核对过"})
        return answer.status_code, answer.json().get("state") or answer.json()["code"]

    assert await decide(secretary, True) == (200, "at_office")
    assert (await decide(secretary, False))[0] == 403
    answers = await asyncio.gather(decide(office, True), decide(await quarter.who("second"), False))
    assert sorted(status for status, _ in answers) == [200, 409], "of two at the same moment one decides"
    if (await stored(mine, "appeal", "id", "first"))[0]["state"] == "dismissed":
        async with mine.replication.write(None, "the one that is wanted here") as unit:
            unit.put("appeal", "first", {"state": "upheld"})
    assert await decide(office, False) == (409, "cycles.appeal_decided")
    again = phone.record("appeal.file.v1", "third", **about, text="再说一次")
    await phone.sync()
    assert phone.outcomes[again]["reason"] == "cycles.appealed"


async def test_a_tie_that_the_branch_has_reviewed_is_not_decided_anew(mine: Mine) -> None:
    quarter = await SmallQuarter(mine).set()
    cycle = (await quarter.cycle())["cycle"]
    tie = rules.tie_id(cycle, [MEMBER, FRIEND])
    secretary, path = await quarter.who("E0"), f"/api/cycles/{cycle}/ties/{tie}"
    async with mine.replication.write(None, "a tie") as unit:
        about = {"branch": NORTH, "quarter": QUARTER, "version": 1, "state": "computed"}
        scheme = (await ratings.load_schemes(unit.fetch))[0].id
        unit.put("cycle", cycle, {"state": "computed", "scheme": scheme, "computed_at": unit.now_ms, "settled_at": unit.now_ms, "ties_open": 1})
        for member in MEMBERS:
            total, star = (960, 5) if member in (MEMBER, FRIEND) else (800, 3)
            drawn = {"cycle": cycle, "member": member, "profile": "frontline", "total_tenths": total, "earned_star": star, "lines": []}
            unit.put("award", rules.award_id(cycle, member), {**about, **drawn, "scheme": scheme, "inputs_hash": "", "computed_at": unit.now_ms})
    note = 'insert into "cycle_tie" ("id", "cycle", "members", "places", "chosen", "reason", "decided_by") values ({}, {}, {}, 1, \'[]\', \'\', \'\')'
    async with mine.database.write():
        await mine.database.fetch(note, tie, cycle, msgspec.json.encode([MEMBER, FRIEND]).decode())
    for chosen in (MEMBER, FRIEND):  # while the draft is with the branch, it may think again
        assert (await secretary.post(path, json={"chosen": [chosen], "reason": "支委会表决"})).status_code == 200
    await quarter.goes(("E0", "review"))
    assert (await secretary.post(path, json={"chosen": [MEMBER], "reason": "改主意"})).json()["code"] == "cycles.tie"
    await quarter.goes(("office", "publish"))
    assert (await secretary.post(path, json={"chosen": [MEMBER], "reason": "改主意"})).json()["code"] == "cycles.tie"
    assert (await quarter.stars())[FRIEND] == (5, "")


# --- Past what is missing, and past the freeze


async def test_a_member_without_data_or_without_any_rating_holds_the_draft(mine: Mine) -> None:
    quarter = await SmallQuarter(mine).set(SECRETARY, MEMBER, FRIEND)
    assert await quarter.tries("office", "compute") == "cycles.missing"
    await quarter.complete(FOURTH)
    await mine.drain()
    await mine.database.fetch('update "rating" set "deleted" = {} where "member" = {}', True, MEMBER)
    assert await quarter.tries("office", "compute") == "cycles.missing"
    (block,) = (await quarter.detail())["cycle"]["moves"][0]["blocks"]
    assert block["text"] == "待录入：党员1（还没有评分）"
    await mine.database.fetch('update "rating" set "deleted" = {} where "member" = {}', False, MEMBER)
    assert await quarter.tries("office", "compute") == ""
    fact = next(key for key, row in (await rows(mine, "fact")).items() if (row["member"], row["kind"]) == (MEMBER, "performance"))
    await withdraw(mine, fact)
    await mine.drain()
    assert await quarter.tries("E0", "review") == "cycles.missing"


async def test_a_mass_review_of_four_ballots_is_withheld_waits_and_holds_the_draft(mine: Mine) -> None:
    """domain.md 7.2: fewer than five ballots are no result, the dimension is 待录入, and nothing is finalised."""
    quarter = await SmallQuarter(mine).set()
    async with mine.replication.write(None, "no results yet") as unit:
        for key in await rows(mine, "mass_review"):
            unit.put("mass_review", key, {"state": "withdrawn", "mean_tenths": None})
    opened = {"quarter": QUARTER, "voters": 6, "closes_on": "2027-01-04", "by_paper": True, "branches": [NORTH]}
    poll = (await (await quarter.who("office")).post("/api/polls", json=opened)).json()["poll"]
    await (await quarter.who("office")).post(f"/api/polls/{poll}/close")
    tallies = {"ballots": 4, "tallies": {member: [3, 1, 0, 0] for member in list(MEMBERS)[:4]}}
    counted = [(await (await quarter.who(login)).put(f"/api/polls/{poll}/tallies", json=tallies)).json() for login in ("office", "second")]
    assert {one["state"] for one in counted[1]["results"]} == {"withheld"}
    await mine.drain()
    assert await quarter.tries("office", "compute") == "cycles.missing"
    (block,) = (await quarter.detail())["cycle"]["moves"][0]["blocks"]
    assert {tuple(one["dimensions"]) for one in block["members"]} == {("群众测评",)}


async def test_a_draft_rests_on_what_was_known_when_it_was_drawn_not_on_what_jobs_have_reached(mine: Mine) -> None:
    quarter = await SmallQuarter(mine).set()
    await know(mine, FRIEND, "service", "2026-12-30", grade="outstanding", text="帮扶困难职工")
    await quarter.goes(("office", "compute"))
    assert {one["member"]: one["total_tenths"] for one in (await quarter.detail())["awards"]}[FRIEND] == 795
    await mine.drain()
    assert (await quarter.detail())["corrections"] == []


async def test_what_is_frozen_stays_and_is_drawn_again_from_its_snapshot_by_the_pure_rules(mine: Mine) -> None:
    quarter = await SmallQuarter(mine).set()
    await quarter.freeze()
    frozen = {member: await award_of(mine, member) for member in list(MEMBERS)[:4]}
    await an_import_races_a_freeze_and_loses_nothing(quarter)
    meeting = await a_phone_surfaces_after_the_freeze(quarter)
    await everything_else_changes(quarter)
    await mine.drain()
    assert {member: await award_of(mine, member) for member in frozen} == frozen
    for award in frozen.values():
        await is_drawn_again(mine, award)
    shown = {one["member"]: one["total_now"] for one in (await quarter.detail())["corrections"]}
    assert shown.keys() == frozen.keys(), "what came later is told to the office"
    assert meeting in await rows(mine, "meeting")
    phone = await quarter.phone("E1")
    (award,) = [one for one in phone.rows["award"].values() if one["member"] == MEMBER]
    assert (award["state"], award["total_tenths"], award["star"]) == ("frozen", 715, 2)


async def is_drawn_again(mine: Mine, award: dict[str, Any]) -> None:
    """Lines, total and earned star, from the inputs and the scheme of then."""
    (kept,) = await mine.database.fetch('select "content" from "award_inputs" where "award" = {}', award["id"])
    content = await scheme_of(mine, award["scheme"])
    rated = rate(content, msgspec.json.decode(kept["content"], type=Inputs), award["profile"])
    lines = [msgspec.structs.replace(line, about="") for line in rated.lines]
    assert msgspec.to_builtins(lines) == msgspec.json.decode(award["lines"])
    assert (rated.total_tenths, rated.earned_star) == (award["total_tenths"], award["earned_star"])
    assert sum(line.points_tenths or 0 for line in lines) == award["total_tenths"]
    assert star_for(content.stars, rated.total_tenths or 0) == award["star"]
    assert rules.inputs_hash(award["scheme"], award["profile"], msgspec.to_builtins(lines)) == award["inputs_hash"]


async def an_import_races_a_freeze_and_loses_nothing(quarter: SmallQuarter) -> None:
    """Reopened, and frozen again in the same moment in which a sheet comes in: the sheet is kept, and shown as come later."""
    office, second = await quarter.who("office"), await quarter.who("second")
    sheet = book([{"工号": f"E{at}", "姓名": f"党员{at}", "日期": "2026-12-30", "等级": "一般", "说明": "未系安全带登高"} for at in range(4)])
    cycle = (await quarter.cycle())["cycle"]
    async with quarter.mine.replication.write(None, "not frozen yet") as unit:
        unit.put("cycle", cycle, {"state": "approved"})
    taken, froze = await asyncio.gather(hand_in(second, sheet), office.post(f"/api/cycles/{cycle}/moves", json={"move": "freeze", "reason": ""}))
    assert (taken["added"], froze.status_code) == (4, 200)


async def a_phone_surfaces_after_the_freeze(quarter: SmallQuarter) -> str:
    """A meeting of the quarter, recorded underground, arrives when the result is frozen: it is kept and filed like any other."""
    phone: HttpPhone = await quarter.phone("E0")
    meeting, held = named("late from underground"), 1_798_500_000_000  # 2026-12-29
    fields = {"kind": "theme_day", "title": "主题党日", "held_start": held, "held_end": held + 3_600_000}
    fields |= {"place": "320水平", "chair": SECRETARY, "recorder": SECRETARY, "agenda": "学习"}
    phone.record("meeting.create.v1", meeting, edits={name: [None, value] for name, value in fields.items()}, branch=NORTH, org=NORTH)
    marks = {member: [None, "absent" if member == MEMBER else "present", "没请假" if member == MEMBER else ""] for member in list(MEMBERS)[:4]}
    phone.record("attendance.mark.v1", meeting, marks=marks, revs={})
    phone.record("meeting.submit.v1", meeting)
    await phone.sync()
    assert {one["result"] for one in phone.outcomes.values()} == {"applied"}, phone.outcomes
    return meeting


async def everything_else_changes(quarter: SmallQuarter) -> None:
    """Facts are withdrawn, another scheme rules, people change branch and profile, and leave."""
    mine = quarter.mine
    for key, row in (await rows(mine, "fact")).items():
        if row["kind"] == "performance":
            await withdraw(mine, key)
    scheme = {"kind": "member_star", "version": 9, "state": "published", "from_on": "2019-07-01", "content": msgspec.to_builtins(CONTENT)}
    scheme["content"]["dimensions"][0]["maximum_tenths"] = {"frontline": 100, "office": 100}
    async with mine.replication.write(None, "changed since") as unit:
        unit.put("scheme", "later", scheme)
        unit.put("member", FRIEND, {"branch": SOUTH, "group": None, "post_profile": "office"})
        unit.put("member", FOURTH, {"status": "left"})


# --- People who come, go and move


async def test_who_moved_died_or_left_in_the_quarter_is_where_the_quarter_ended_and_nobody_is_counted_twice(mine: Mine) -> None:
    quarter = SmallQuarter(mine)
    moved, kept = FRIEND, (SECRETARY, MEMBER)
    await quarter.set(*kept, moved, *SOUTHERN)
    office = await quarter.who("office")
    mine.clock.set("2026-12-15 09:00")
    office = await quarter.who("office")
    await know(mine, moved, "violation", "2026-11-20", grade="minor", text="未戴防尘口罩")
    await know(mine, MEMBER, "discipline", "2026-11-20", grade="serious", text="留党察看一年")
    told = {"member": moved, "quarter": QUARTER, "kind": "accident", "text": "事故责任", "evidence": "通报"}
    case = (await office.post("/api/vetoes", json=told)).json()["veto"]
    async with mine.replication.write(None, "moved, and left") as unit:
        unit.put("member", moved, {"branch": SOUTH, "group": None})
        for key in await unit.where("membership", "member", [moved]):
            unit.put("membership", key, {"to_on": "2026-12-15"})
        unit.put("membership", "moved", {"member": moved, "branch": SOUTH, "group": None, "from_on": "2026-12-15", "to_on": None})
        unit.put("member", FOURTH, {"status": "left"})
        unit.put("member", SOUTHERN[1], {"kind": "probationary"})
        unit.put("member", SECRETARY, {"post_profile": ""})
    await mine.drain()
    mine.clock.set("2027-01-04 09:00")
    assert [await quarter.tries("office", "compute", branch) for branch in (NORTH, SOUTH)] == ["", "cycles.missing"]
    for name, kind in (("南大会", "general_meeting"), ("南党课", "party_lecture")):
        meeting = await quarter.meet(name, kind, {})
        await mark(mine, meeting, dict.fromkeys(SOUTHERN, "present"))
    await mine.drain()
    assert await quarter.tries("office", "compute", SOUTH) == ""
    north = {one["member"]: one for one in (await quarter.detail(NORTH))["awards"]}
    assert set(north) == set(kept)
    assert north[SECRETARY]["total_tenths"] == 735, "without a post profile as the frontline"
    assert (north[MEMBER]["total_tenths"], north[MEMBER]["star"], north[MEMBER]["code"]) == (615, 1, ""), (
        "who is on 留党察看 has no points of discipline"
    )
    told = {"member": MEMBER, "quarter": QUARTER, "kind": "discipline_measure", "text": "留党察看一年", "evidence": "处分决定"}
    measure = (await (await quarter.who("office")).post("/api/vetoes", json=told)).json()["veto"]
    assert (await (await quarter.who("second")).post(f"/api/vetoes/{measure}/confirm")).status_code == 200
    assert (await quarter.stars(NORTH))[MEMBER] == (0, "VETO"), "the star is taken by two people, never by a job"
    south = await quarter.stars(SOUTH)
    assert set(south) == {moved, *SOUTHERN}
    assert south[SOUTHERN[1]][1] == "PROBATIONARY"
    assert (await quarter.cycle(SOUTH))["vetoes_open"] == 1, "what was proposed where the member was holds where the result is"
    assert (await (await quarter.who("leader")).post(f"/api/vetoes/{case}/confirm")).status_code == 200
    assert (await quarter.stars(SOUTH))[moved] == (0, "VETO")
    detail = next(one for one in (await quarter.detail(SOUTH))["awards"] if one["member"] == moved)
    assert {point["dimension"]: point["points_tenths"] for point in detail["points"]}["safety"] == 140, "a fact of the old branch counts"


async def test_who_moved_between_two_polls_of_a_quarter_is_rated_once(mine: Mine) -> None:
    quarter = await SmallQuarter(mine).set(SECRETARY)
    mine.clock.set("2026-12-15 09:00")
    office = await quarter.who("office")
    async with mine.replication.write(None, "no results yet") as unit:
        for key in await rows(mine, "mass_review"):
            unit.put("mass_review", key, {"state": "withdrawn"})
    opened = {"quarter": QUARTER, "voters": 6, "closes_on": "2026-12-20", "by_paper": True}
    first = (await office.post("/api/polls", json={**opened, "branches": [NORTH]})).json()["poll"]
    async with mine.replication.write(None, "moved") as unit:
        unit.put("member", FRIEND, {"branch": SOUTH, "group": None})
    second = (await office.post("/api/polls", json={**opened, "branches": [SOUTH]})).json()["poll"]
    shown = [(await office.get(f"/api/polls/{poll}")).json() for poll in (first, second)]
    assert [{one["member"] for one in poll["results"]} for poll in shown] == [set(list(MEMBERS)[:4]), set(SOUTHERN)]
    await office.delete(f"/api/polls/{second}")
    assert {row["state"] for row in (await rows(mine, "mass_review")).values() if row["member"] == FRIEND} == {"open"}


async def test_a_scheme_published_in_the_middle_of_a_quarter_rules_all_of_it_and_no_quarter_before(mine: Mine) -> None:
    quarter = await SmallQuarter(mine).set()
    office = await quarter.who("office")
    draft = (await office.post("/api/schemes")).json()
    draft["content"]["stars"][0]["at_least_tenths"] = 960
    saved = await office.put(f"/api/schemes/{draft['id']}", json={"rev": draft["rev"], "content": draft["content"]})
    early = await office.post(f"/api/schemes/{draft['id']}/publish", json={"rev": saved.json()["rev"], "from_on": "2026-10-01", "reason": "议定"})
    assert early.status_code == 400, "a quarter that is over keeps its rules, also before its draft is drawn"
    mine.clock.set("2027-02-15 09:00")
    office = await quarter.who("office")
    await ratings.open_quarter(mine.replication)
    await mine.drain()
    published = await office.post(f"/api/schemes/{draft['id']}/publish", json={"rev": saved.json()["rev"], "from_on": "2027-01-01", "reason": "议定"})
    assert published.status_code == 200, published.text
    await mine.drain()
    ruled = {row["quarter"]: row["scheme"] for row in (await rows(mine, "rating")).values()}
    assert ruled["2027-Q1"] == draft["id"] != ruled[QUARTER]
    await quarter.tries("office", "compute")  # where the schedule has not drawn it already
    assert (await award_of(mine, MEMBER))["scheme"] == ruled[QUARTER]
