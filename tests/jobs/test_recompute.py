"""Conclusions follow their facts, exactly and only those touched; by time too; and drawing everything again changes nothing."""

from datetime import date
from typing import Any

import msgspec
import pytest

from server.domain import obligations, ratings
from server.domain.assessments.rules import score_id
from server.domain.obligations import jobs as obligation_jobs
from server.domain.obligations.queries import standing
from server.domain.obligations.rules import NOT_APPLICABLE, obligation_id
from server.domain.ratings.rules import rating_id
from tests.mine import ZONE, Mine
from tests.small_mine import (
    BRANCH_OF,
    CONCLUSIONS,
    MEMBERS,
    NORTH,
    NORTH_1,
    NORTH_2,
    SOUTH,
    SOUTH_1,
    change,
    draw_all_again,
    instant,
    mark,
    record,
    remove,
    revisions,
    rows,
    submit,
)

pytestmark = pytest.mark.usefixtures("settled")
FIRST, SECOND = list(MEMBERS)[:2]


async def obligation(mine: Mine, kind: str, org: str, period: str) -> dict[str, Any]:
    return (await rows(mine, "obligation"))[obligation_id(kind, org, period)]


async def stands(mine: Mine, kind: str, org: str, period: str) -> str:
    """State and colour of one obligation."""
    row = await obligation(mine, kind, org, period)
    return f"{row['state']} {row['colour']}"


async def branch_score(mine: Mine, branch: str, quarter: str = "2026-Q4") -> tuple[int, list[dict[str, Any]]]:
    row = (await rows(mine, "branch_score"))[score_id(branch, quarter)]
    return row["auto_tenths"], msgspec.json.decode(row["lines"])


async def charged(mine: Mine, lines: list[dict[str, Any]]) -> set[str]:
    """The facts behind the deductions that lines name."""
    kept = await rows(mine, "deduction")
    return {kept[line["id"]]["source"] for line in lines}


async def political_life(mine: Mine, member: str, quarter: str = "2026-Q4") -> dict[str, int | None]:
    """Points by the meeting that a line is about, or by rule for the dimension's own line."""
    lines = [line for line in (await rows(mine, "rating_line")).values() if line["rating"] == rating_id(member, quarter)]
    wanted = [line for line in lines if line["dimension"] == "political_life"]
    by_rule = {"political_life.start": "start", "political_life.pending": "pending"}
    return {by_rule.get(line["rule"]) or msgspec.json.decode(line["evidence"])[0]["id"]: line["points_tenths"] for line in wanted}


# --- Who owes what


async def test_every_branch_and_group_owes_this_and_the_next_period(mine: Mine) -> None:
    owed = await rows(mine, "obligation")
    of_group = sorted((row["kind"], row["period"]) for row in owed.values() if row["org"] == NORTH_1)
    assert of_group == [("group_meeting", "2026-11"), ("group_meeting", "2026-12")]
    of_branch = sorted((row["kind"], row["period"]) for row in owed.values() if row["org"] == SOUTH)
    assert of_branch == [
        ("democratic_review", "2026"),
        ("democratic_review", "2027"),
        ("general_meeting", "2026-Q4"),
        ("general_meeting", "2027-Q1"),
        ("heart_talk", "2026"),
        ("heart_talk", "2027"),
        ("org_life_meeting", "2026"),
        ("org_life_meeting", "2027"),
        ("party_lecture", "2026-Q4"),
        ("party_lecture", "2027-Q1"),
        ("theme_day", "2026-11"),
        ("theme_day", "2026-12"),
    ]
    assert {row["org"] for row in owed.values()} == set(BRANCH_OF)
    assert await stands(mine, "theme_day", SOUTH, "2026-11") == "upcoming grey"
    assert await branch_score(mine, SOUTH) == (1000, [])


async def test_every_job_may_run_twice(mine: Mine) -> None:
    before = await revisions(mine, *CONCLUSIONS, "template", "scheme")
    for job in (obligations.generate, obligation_jobs.sweep, obligation_jobs.midnight, ratings.open_quarter):
        await job(mine.replication)
        await job(mine.replication)
        await mine.drain()
    assert await revisions(mine, *CONCLUSIONS, "template", "scheme") == before


async def test_what_the_office_changed_in_a_shipped_template_stays(mine: Mine) -> None:
    template = (await obligation(mine, "theme_day", SOUTH, "2026-12"))["template"]
    async with mine.replication.write(None, "edit") as unit:
        unit.put("template", template, {"warn_days": 10})
    assert await obligations.seed(mine.replication) == 0
    await mine.drain()
    assert (await rows(mine, "template"))[template]["warn_days"] == 10
    assert (await obligation(mine, "theme_day", SOUTH, "2026-12"))["warn_at"] == instant("2026-12-21 00:00")


async def test_the_working_days_of_the_state_council_ship_and_what_the_mine_decided_stays(mine: Mine) -> None:
    calendar = await standing.load_calendar(mine.database.fetch, ZONE)
    assert [calendar.works(date.fromisoformat(day)) for day in ("2026-10-07", "2026-10-08", "2026-10-10", "2026-10-11")] == [False, True, True, False]
    await mine.database.fetch("""update "workday" set "works" = {} where "day_on" = '2026-10-10'""", False)
    await obligations.seed(mine.replication)
    assert not (await standing.load_calendar(mine.database.fetch, ZONE)).works(date(2026, 10, 10))


async def test_a_committee_owes_its_meetings_from_the_day_the_office_confirms_it(mine: Mine) -> None:
    assert obligation_id("committee_meeting", NORTH, "2026-11") not in await rows(mine, "obligation")
    for confirmed, expected in ((True, "upcoming grey"), (False, "excused grey"), (True, "upcoming grey")):
        async with mine.replication.write(None, "confirm") as unit:
            unit.put("organisation", NORTH, {"committee_confirmed": confirmed})
        await mine.drain()
        assert await stands(mine, "committee_meeting", NORTH, "2026-11") == expected
    reasons = {row["excused_reason"] for row in (await rows(mine, "obligation")).values() if row["org"] == NORTH}
    assert reasons == {None}


async def test_a_closed_group_owes_nothing_more_and_an_excusal_by_the_office_stands(mine: Mine) -> None:
    kept = obligation_id("group_meeting", NORTH_1, "2026-11")
    async with mine.replication.write(None, "excuse") as unit:
        unit.put("obligation", kept, {"excused_reason": "抢险"})
    async with mine.replication.write(None, "close") as unit:
        unit.put("organisation", NORTH_1, {"closed_on": "2026-11-20"})
    await mine.drain()
    assert (await obligation(mine, "group_meeting", NORTH_1, "2026-11"))["excused_reason"] == "抢险"
    assert (await obligation(mine, "group_meeting", NORTH_1, "2026-12"))["excused_reason"] == NOT_APPLICABLE
    assert await stands(mine, "group_meeting", NORTH_1, "2026-12") == "excused grey"


# --- Exactly what a fact touches


async def test_a_filed_meeting_turns_its_obligation_green_and_touches_no_other(mine: Mine) -> None:
    meeting = await record(mine, "十一月主题党日", "theme_day", SOUTH, "2026-11-16 07:00")
    await mine.drain()
    assert await stands(mine, "theme_day", SOUTH, "2026-11") == "held_unfiled yellow"
    before = await revisions(mine, "obligation", "branch_score")
    await submit(mine, meeting)
    await mine.drain()
    after = await revisions(mine, "obligation", "branch_score")
    touched = {key for key, rev in after.items() if before.get(key) != rev}
    counted = ("branch_score", score_id(SOUTH, "2026-Q4"))  # how many stand in which state is evidence beside the assessor's form
    assert touched == {("obligation", obligation_id("theme_day", SOUTH, "2026-11")), counted}
    row = await obligation(mine, "theme_day", SOUTH, "2026-11")
    assert (row["state"], row["colour"], row["meeting"], row["filed_at"]) == ("done", "green", meeting, mine.clock.now_ms)


async def test_each_change_of_state_is_noted_once(mine: Mine) -> None:
    meeting = await record(mine, "十一月党小组会", "group_meeting", NORTH_2, "2026-11-16 07:00")
    await mine.drain()
    await submit(mine, meeting)
    await mine.drain()
    await draw_all_again(mine)
    noted = await mine.database.fetch(
        'select * from "transition" where "obligation" = {} order by "at", "to_state" desc', obligation_id("group_meeting", NORTH_2, "2026-11")
    )
    assert [(one["from_state"], one["to_state"], one["cause"], one["rule_version"]) for one in noted] == [
        ("upcoming", "held_unfiled", "held_not_filed", 1),
        ("held_unfiled", "done", "filed_in_time", 1),
    ]


async def test_a_meeting_moved_to_another_month_moves_the_colour(mine: Mine) -> None:
    meeting = await record(mine, "主题党日", "theme_day", SOUTH, "2026-11-15 08:00")
    await submit(mine, meeting)
    await mine.drain()
    assert await stands(mine, "theme_day", SOUTH, "2026-11") == "done green"
    await change(mine, meeting, held_start=instant("2026-12-01 00:00"))
    await mine.drain()
    assert await stands(mine, "theme_day", SOUTH, "2026-11") == "upcoming grey"
    assert await stands(mine, "theme_day", SOUTH, "2026-12") == "done green"
    await remove(mine, meeting)
    await mine.drain()
    assert await stands(mine, "theme_day", SOUTH, "2026-12") == "upcoming grey"


async def test_a_meeting_in_an_extension_satisfies_the_extended_obligation(mine: Mine) -> None:
    mine.clock.set("2026-12-02 08:00")
    await mine.drain()
    assert await stands(mine, "theme_day", SOUTH, "2026-11") == "overdue_provisional red"
    until = instant("2026-12-11 00:00") - 1
    async with mine.replication.write(None, "extend") as unit:
        unit.put("obligation", obligation_id("theme_day", SOUTH, "2026-11"), {"excused_until_at": until, "excused_reason": "抢险"})
    await mine.drain()
    assert await stands(mine, "theme_day", SOUTH, "2026-11") == "excused grey"
    mine.clock.set("2026-12-09 18:00")
    await submit(mine, await record(mine, "延期的主题党日", "theme_day", SOUTH, "2026-12-09 08:00"))
    await mine.drain()
    assert await stands(mine, "theme_day", SOUTH, "2026-11") == "done green"
    _, lines = await branch_score(mine, SOUTH)
    assert await charged(mine, lines) == {obligation_id("group_meeting", SOUTH_1, "2026-11")}


# --- Time alone


async def test_colours_move_with_time_and_cost_points_only_after_grace(mine: Mine) -> None:
    """Story 5 of domain.md 7.1 and its neighbours: due on Monday the 30th, grace until Thursday, 3 December."""
    steps = [
        ("2026-11-22 23:59", "upcoming grey", 1000),
        ("2026-11-23 00:00", "warning yellow", 1000),
        ("2026-11-30 23:59", "warning yellow", 1000),
        ("2026-12-01 00:00", "overdue_provisional red", 1000),
        ("2026-12-03 23:59", "overdue_provisional red", 1000),
        ("2026-12-04 00:00", "overdue red", 960),  # the theme day and the group's meeting
    ]
    for at, expected, points in steps:
        mine.clock.set(at)
        await mine.drain()
        assert (at, await stands(mine, "theme_day", SOUTH, "2026-11"), (await branch_score(mine, SOUTH))[0]) == (at, expected, points)
    mine.clock.set("2026-12-05 09:00")
    await submit(mine, await record(mine, "迟报的主题党日", "theme_day", SOUTH, "2026-11-28 22:00"))
    await mine.drain()
    assert await stands(mine, "theme_day", SOUTH, "2026-11") == "late red"
    points, lines = await branch_score(mine, SOUTH)
    assert (points, sorted((line["rule"], line["points_tenths"]) for line in lines)) == (970, [("late", -10), ("overdue", -20)])
    assert await charged(mine, lines) == {
        obligation_id("theme_day", SOUTH, "2026-11"),
        obligation_id("group_meeting", SOUTH_1, "2026-11"),
    }
    assert "选煤一组2026年11月党小组会逾期未完成" in " ".join(line["text"] for line in lines)


async def test_a_record_that_surfaces_in_grace_costs_nothing_and_both_changes_stay_visible(mine: Mine) -> None:
    mine.clock.set("2026-12-01 06:00")
    await mine.drain()
    mine.clock.set("2026-12-02 08:00")
    await submit(mine, await record(mine, "井下记录", "theme_day", SOUTH, "2026-11-28 22:00"))
    await mine.drain()
    assert await stands(mine, "theme_day", SOUTH, "2026-11") == "done green"
    noted = await mine.database.fetch(
        'select "to_state" from "transition" where "obligation" = {} order by "at"', obligation_id("theme_day", SOUTH, "2026-11")
    )
    assert [one["to_state"] for one in noted] == ["overdue_provisional", "done"]
    assert await branch_score(mine, SOUTH) == (1000, [])
    row = await obligation(mine, "theme_day", SOUTH, "2026-11")
    assert (row["held_at"], row["filed_at"]) == (instant("2026-11-28 22:00"), mine.clock.now_ms)


async def test_a_renamed_group_is_named_so_in_the_reasons(mine: Mine) -> None:
    mine.clock.set("2026-12-04 08:00")
    await mine.drain()
    async with mine.replication.write(None, "rename") as unit:
        unit.put("organisation", SOUTH_1, {"name": "选煤生产组"})
    await mine.drain()
    assert any(line["text"].startswith("选煤生产组2026年11月") for line in (await branch_score(mine, SOUTH))[1])


# --- Ratings


async def test_everyone_has_a_rating_that_waits_for_ten_dimensions(mine: Mine) -> None:
    found = await rows(mine, "rating")
    assert {row["member"] for row in found.values()} == set(MEMBERS)
    assert {(row["quarter"], row["missing"], row["total_tenths"], row["earned_star"]) for row in found.values()} == {("2026-Q4", 10, None, None)}
    lines = await rows(mine, "rating_line")
    assert len(lines) == 10 * len(MEMBERS)
    assert {line["points_tenths"] for line in lines.values()} == {None}


async def test_attendance_of_filed_meetings_gives_points_each_with_its_record(mine: Mine) -> None:
    meeting = await record(mine, "十一月党小组会", "group_meeting", NORTH_1, "2026-11-15 08:00")
    await mark(mine, meeting, {FIRST: "absent", SECOND: "present"})
    await mine.drain()
    assert await political_life(mine, FIRST) == {"pending": None}
    await submit(mine, meeting)
    await mine.drain()
    assert await political_life(mine, FIRST) == {"start": 150, meeting: -20}
    assert await political_life(mine, SECOND) == {"start": 150}
    about = [line for line in (await rows(mine, "rating_line")).values() if line["rule"] == "political_life.absent"]
    assert msgspec.json.decode(about[0]["evidence"]) == [
        {"table": "meeting", "id": meeting, "title": "十一月党小组会", "on": "2026-11-15", "by": "", "at": mine.clock.now_ms}
    ]
    before = await revisions(mine, "rating", "rating_line")
    await mark(mine, meeting, {FIRST: "made_up"})
    await mine.drain()
    assert await political_life(mine, FIRST) == {"start": 150, meeting: 0}
    after = await revisions(mine, "rating", "rating_line")
    mine_alone = {key for key, rev in after.items() if before.get(key) != rev}
    lines = await rows(mine, "rating_line")
    assert {lines[key]["member"] for table, key in mine_alone if table == "rating_line"} == {FIRST}


async def test_a_returned_record_counts_again_once_it_is_corrected(mine: Mine) -> None:
    meeting = await record(mine, "十一月党小组会", "group_meeting", NORTH_1, "2026-11-15 08:00")
    await mark(mine, meeting, {FIRST: "absent"})
    await submit(mine, meeting)
    await mine.drain()
    counted = await political_life(mine, FIRST)
    await change(mine, meeting, status="returned", decided_at=mine.clock.now_ms)
    await mine.drain()
    assert await political_life(mine, FIRST) == {"pending": None}
    await submit(mine, meeting)
    await mine.drain()
    assert await political_life(mine, FIRST) == counted
    seen = await mine.database.fetch(
        """select l."id" from "rating_line" l join "row_scope" s on s."tbl" = 'rating_line' and s."row" = l."id"
        where l."member" = {} and not s."gone" and s."scope" = {}""",
        FIRST,
        f"person:{FIRST}",
    )
    assert len(seen) == 11  # nine that wait, the base, the absence


async def test_a_meeting_moved_over_the_quarter_takes_its_points_along(mine: Mine) -> None:
    meeting = await record(mine, "主题党日", "theme_day", NORTH, "2026-10-01 00:00")
    await mark(mine, meeting, {FIRST: "absent"})
    await submit(mine, meeting)
    await mine.drain()
    await change(mine, meeting, held_start=instant("2026-09-30 23:59"))
    await mine.drain()
    assert await political_life(mine, FIRST) == {"pending": None}
    assert await political_life(mine, FIRST, "2026-Q3") == {"start": 150, meeting: -20}


async def test_a_new_quarter_opens_for_everyone(mine: Mine) -> None:
    mine.clock.set("2027-01-01 00:30")
    await mine.drain()
    quarters = sorted(row["quarter"] for row in (await rows(mine, "rating")).values() if row["member"] == FIRST)
    assert quarters == ["2026-Q4", "2027-Q1"]
    assert obligation_id("theme_day", SOUTH, "2027-02") in await rows(mine, "obligation")
