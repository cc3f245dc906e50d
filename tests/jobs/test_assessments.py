"""Deductions follow facts and are taken back with them; words, forms and entries lead to results; drawing all again changes nothing."""

from typing import Any

import msgspec
import pytest

from server.domain.assessments import jobs
from server.domain.assessments.jobs import check, sweep
from server.domain.assessments.policy import SHIPPED_SCHEME
from server.domain.assessments.rules import form_id, mark_id, score_id
from server.domain.meetings.rules import resolution_id
from server.domain.obligations.rules import obligation_id
from tests.mine import Mine
from tests.small_mine import NORTH, SOUTH, change, draw_all_again, named, record, revisions, rows, submit

pytestmark = pytest.mark.usefixtures("settled")
TABLES = ("deduction", "branch_score", "branch_band", "assessment_scheme")
LATE = "2026-12-04 00:10"
"""The duties of November are overdue beyond grace."""


async def later(mine: Mine, at: str) -> None:
    mine.clock.set(at)
    await mine.drain()


async def score(mine: Mine, branch: str = SOUTH, period: str = "2026-Q4") -> dict[str, Any]:
    row = (await rows(mine, "branch_score"))[score_id(branch, period)]
    return row | {"lines": msgspec.json.decode(row["lines"])}


async def deduction(mine: Mine, source: str) -> dict[str, Any]:
    [found] = [row for row in (await rows(mine, "deduction")).values() if row["source"] == source]
    return found


async def fill(mine: Mine, share: float, account: str = "a", branch: str = SOUTH, period: str = "2026-Q4", state: str = "submitted") -> str:
    """An assessor's form with the same share of every item."""
    form = form_id(branch, period, account)
    async with mine.replication.write(None, "form") as unit:
        about = {"branch": branch, "period": period}
        unit.put("assessment_form", form, {**about, "assessor": account, "assessor_name": account, "state": state})
        for item in SHIPPED_SCHEME["content"]["items"]:
            points = round(item["maximum_tenths"] * share)
            unit.put(
                "assessment_mark", mark_id(form, item["key"]), {**about, "form": form, "item": item["key"], "points_tenths": points, "comment": ""}
            )
    await mine.drain()
    return form


async def say(mine: Mine, table: str, row: str, **values: Any) -> None:
    async with mine.replication.write(None, "say") as unit:
        unit.put(table, row, values)
    await mine.drain()


async def test_an_excused_obligation_takes_its_deduction_back_by_itself_and_keeps_the_history(mine: Mine) -> None:
    await later(mine, LATE)
    owed = obligation_id("theme_day", SOUTH, "2026-11")
    assert ((await deduction(mine, owed))["state"], (await score(mine))["auto_tenths"]) == ("standing", 960)
    await say(mine, "obligation", owed, excused_reason="抢险")
    taken_back = await deduction(mine, owed)
    assert (taken_back["state"], bool(taken_back["lapsed"]), taken_back["points_tenths"]) == ("reversed", True, -20)
    assert (await score(mine))["auto_tenths"] == 980
    await say(mine, "obligation", owed, excused_reason=None)
    assert ((await deduction(mine, owed))["state"], (await score(mine))["auto_tenths"]) == ("standing", 960)
    noted = await mine.database.fetch('select "changes" from "history" where "tbl" = \'deduction\' and "row" = {} order by "rev"', taken_back["id"])
    assert len(noted) == 3


async def test_done_late_after_all_it_is_one_deduction_and_the_red_stays_in_the_history(mine: Mine) -> None:
    await later(mine, LATE)
    owed = obligation_id("theme_day", SOUTH, "2026-11")
    missed = await deduction(mine, owed)
    mine.clock.set("2026-12-05 09:00")
    meeting = await record(mine, "迟报的主题党日", "theme_day", SOUTH, "2026-11-28 22:00")
    await submit(mine, meeting)
    await mine.drain()
    late = await deduction(mine, owed)
    assert (late["id"], late["rule"], late["points_tenths"], late["meeting"]) == (missed["id"], "late", -10, meeting)
    noted = await mine.database.fetch('select "changes" from "history" where "tbl" = \'deduction\' and "row" = {} order by "rev"', late["id"])
    assert "overdue" in noted[0]["changes"]


async def test_what_the_office_took_back_stays_so_whatever_becomes_of_the_duty(mine: Mine) -> None:
    await later(mine, LATE)
    owed = obligation_id("theme_day", SOUTH, "2026-11")
    row = await deduction(mine, owed)
    said = {"contested_at": mine.clock.now_ms, "contest_reason": "停电，井下记录无法上传"}
    await say(mine, "deduction", row["id"], **said)
    assert ((await deduction(mine, owed))["state"], (await score(mine))["auto_tenths"]) == ("contested", 960)
    await say(mine, "deduction", row["id"], verdict="reversed", decided_reason="属实")
    assert ((await deduction(mine, owed))["state"], (await score(mine))["auto_tenths"]) == ("reversed", 980)
    await submit(mine, await record(mine, "迟报", "theme_day", SOUTH, "2026-11-28 22:00"))
    await mine.drain()
    assert ((await deduction(mine, owed))["rule"], (await deduction(mine, owed))["state"]) == ("late", "reversed")
    assert (await score(mine))["auto_tenths"] == 980


async def test_a_resolution_costs_a_point_once_its_day_and_the_grace_have_passed_and_none_if_it_was_done(mine: Mine) -> None:
    meeting = await record(mine, "十一月主题党日", "theme_day", SOUTH, "2026-11-16 07:00")
    todo = {"text": "检修皮带机", "owner": "王强", "due_on": "2026-11-20"}
    await change(mine, meeting, resolutions=[todo, {"text": "学习文件", "owner": "", "due_on": ""}])
    await submit(mine, meeting)
    resolution = resolution_id(meeting, "检修皮带机")
    await later(mine, "2026-11-25 23:00")
    assert await rows(mine, "deduction") == {}
    await later(mine, "2026-11-26 00:20")
    row = await deduction(mine, resolution)
    assert (row["rule"], row["points_tenths"], row["meeting"], row["period"]) == ("resolution_overdue", -10, meeting, "2026-Q4")
    done = {"meeting": meeting, "branch": SOUTH, "text": "检修皮带机", "due_on": "2026-11-20", "done_by": "a", "done_at": mine.clock.now_ms}
    await say(mine, "resolution_done", resolution, **done, done_on="2026-11-19")
    assert ((await deduction(mine, resolution))["state"], (await score(mine))["auto_tenths"]) == ("reversed", 1000)
    await say(mine, "resolution_done", resolution, done_on="2026-11-21")
    assert ((await deduction(mine, resolution))["state"], (await score(mine))["auto_tenths"]) == ("standing", 990)


async def test_a_returned_record_that_is_not_corrected_in_five_working_days_costs_half_a_point(mine: Mine) -> None:
    meeting = await record(mine, "十一月主题党日", "theme_day", SOUTH, "2026-11-16 07:00")
    await submit(mine, meeting)
    at = {"submitted_at": mine.clock.now_ms, "submitted_by": "a", "decided_at": mine.clock.now_ms, "digest": ""}
    await say(mine, "review", named("一审"), meeting=meeting, branch=SOUTH, attempt=1, state="returned", **at)
    await later(mine, "2026-11-23 23:30")
    assert await rows(mine, "deduction") == {}
    await later(mine, "2026-11-24 00:20")
    assert ((await deduction(mine, named("一审")))["points_tenths"], (await score(mine))["auto_tenths"]) == (-5, 995)
    again = {"submitted_at": mine.clock.now_ms, "submitted_by": "a", "decided_at": None, "digest": ""}
    await say(mine, "review", named("二审"), meeting=meeting, branch=SOUTH, attempt=2, state="pending", **again)
    assert (await deduction(mine, named("一审")))["state"] == "standing", "it was corrected too late"


async def test_a_submitted_form_makes_a_total_a_band_and_a_year(mine: Mine) -> None:
    await fill(mine, 0.9, state="draft")
    assert ((await score(mine))["total_tenths"], (await score(mine))["band"]) == (None, "")
    form = await fill(mine, 0.9)
    assert ((await score(mine))["total_tenths"], (await score(mine))["band"]) == (960, "A")
    assert (await score(mine, SOUTH, "2026"))["total_tenths"] == 960
    await fill(mine, 0.7, "b")
    assert ((await score(mine))["assessor_tenths"], (await score(mine))["total_tenths"]) == (800, 920)
    added = {"branch": SOUTH, "period": "2026-Q4", "reason": "省级表彰", "entered_by": "o", "entered_at": mine.clock.now_ms}
    await say(mine, "assessment_entry", named("加分"), **added, kind="bonus", points_tenths=30)
    assert (await score(mine))["total_tenths"] == 950
    await say(mine, "assessment_entry", named("否决"), **added, kind="veto", key="false_records")
    assert ((await score(mine))["total_tenths"], (await score(mine))["band"]) == (950, "C")
    await say(mine, "assessment_entry", named("否决"), withdrawn_at=mine.clock.now_ms, withdrawn_reason="查无实据")
    assert (await score(mine))["band"] == "A"
    total = sum(line["points_tenths"] for line in (await score(mine))["lines"] if line["part"] == "total")
    assert total == 950
    await say(mine, "assessment_form", form, state="draft")
    assert (await score(mine))["assessor_tenths"] == 700
    before = await revisions(mine, *TABLES)
    assert await draw_all_again(mine) > 0
    assert await revisions(mine, *TABLES) == before


async def test_a_quarter_in_which_nothing_was_owed_has_a_result_once_it_was_assessed(mine: Mine) -> None:
    await fill(mine, 0.8, period="2026-Q2")
    assert ((await score(mine, SOUTH, "2026-Q2"))["total_tenths"], (await score(mine, SOUTH, "2026-Q2"))["band"]) == (920, "A")


async def test_a_quarter_that_has_passed_keeps_its_scheme_and_the_next_follows_the_new_one(mine: Mine) -> None:
    await later(mine, LATE)
    content = msgspec.json.decode(msgspec.json.encode(SHIPPED_SCHEME["content"]))
    content["deductions"][0]["points_tenths"] = -30
    published = {"version": 2, "state": "published", "from_on": "2027-01-01", "content": content}
    await say(mine, "assessment_scheme", named("第二版"), **published)
    assert (await score(mine))["auto_tenths"] == 960
    await later(mine, "2027-02-04 00:20")
    assert (await score(mine, SOUTH, "2027-Q1"))["auto_tenths"] == 940
    assert (await score(mine, NORTH, "2027-Q1"))["scheme"] == named("第二版")


async def test_the_sweep_may_run_twice_and_finds_nothing_to_change(mine: Mine) -> None:
    await later(mine, LATE)
    await fill(mine, 0.9)
    before = await revisions(mine, *TABLES)
    for _ in range(2):
        assert await sweep(mine.replication) == 2
        await mine.drain()
    assert await revisions(mine, *TABLES) == before


DRAWN = ("auto_tenths", "total_tenths", "lines")
SPOILT = {
    "branch_score": """update "branch_score" set "auto_tenths" = 5 where "period" = '2026-Q4' and "branch" = {}""",
    "deduction": 'update "deduction" set "points_tenths" = -90 where "branch" = {}',
}


async def test_the_nightly_check_finds_nothing_to_change(mine: Mine, caplog: pytest.LogCaptureFixture) -> None:
    await later(mine, LATE)
    await fill(mine, 0.9)
    before = await revisions(mine, *TABLES)
    assert await check(mine.replication) == 0
    assert (await revisions(mine, *TABLES), "assessments differ" in caplog.text) == (before, False)


@pytest.mark.parametrize("table", SPOILT)
async def test_what_the_nightly_check_finds_wrong_it_tells_and_draws_again(mine: Mine, table: str, caplog: pytest.LogCaptureFixture) -> None:
    await later(mine, LATE)
    await fill(mine, 0.9)
    as_it_was, charged = await score(mine), len(await rows(mine, "deduction"))
    await mine.database.fetch(SPOILT[table], SOUTH)
    assert await check(mine.replication) > 0
    assert "assessments differ from what they rest on" in caplog.text
    now = await score(mine)
    assert [now[name] for name in DRAWN] == [as_it_was[name] for name in DRAWN]
    assert len(await rows(mine, "deduction")) == charged
    assert await check(mine.replication) == 0


OWN = {"branch_score": f"{SOUTH}:2026-Q4", "branch_scores_of": SOUTH, "branch_scores_everywhere": "all"}
ELSEWHERE = {"branch_score": f"{NORTH}:2026-Q4", "branch_scores_of": NORTH}


async def test_what_is_requested_is_left_to_its_request(mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request may come after the check has had requests worked off: here nothing works them off."""
    await later(mine, LATE)
    await mine.database.fetch(SPOILT["branch_score"], SOUTH)

    async def leave(_: object) -> int:
        return 0

    for module, name in ((jobs, "recompute"), (mine.replication.jobs, "wake")):
        monkeypatch.setattr(module, name, leave)
    assert OWN.keys() == jobs.RECOMPUTE.keys()
    assert [await found_beside(mine, *one) for one in OWN.items()] == [0] * len(OWN)
    assert [await found_beside(mine, *one) for one in ELSEWHERE.items()] == [1] * len(ELSEWHERE)


async def found_beside(mine: Mine, kind: str, key: str) -> int:
    """How many rows the check finds wrong while this one request waits."""
    await mine.database.fetch('delete from "recompute_request"')
    await mine.database.fetch('insert into "recompute_request" ("kind", "key", "at") values ({}, {}, 0)', kind, key)
    return await jobs.check(mine.replication)
