"""Conclusions follow their facts, exactly and only those touched; by time too; and drawing everything again changes nothing."""

import random
from typing import Any

import msgspec
import pytest

from server.domain import assessments, obligations, ratings
from server.domain.assessments.policy import SCHEME as BRANCH_SCHEME
from server.domain.assessments.rules import Standing, branch_score_id, periods_within, score
from server.domain.obligations import jobs as obligation_jobs
from server.domain.obligations.rules import NOT_APPLICABLE, Calendar, Held, Obligation, conclude, obligation_id
from server.domain.ratings.policy import SHIPPED_SCHEME
from server.domain.ratings.rules import Attended, Content, quarter_bounds, rate, rating_id
from server.kit.clock import local_day
from tests.mine import ZONE, Mine
from tests.small_mine import (
    BRANCH_OF,
    MEMBERS,
    NORTH,
    NORTH_1,
    NORTH_2,
    SOUTH,
    SOUTH_1,
    change,
    instant,
    mark,
    record,
    remove,
    rows,
    settle,
    submit,
)

DERIVED = ("obligation", "branch_score", "rating", "rating_line")
FIRST, SECOND = list(MEMBERS)[:2]


async def obligation(mine: Mine, kind: str, org: str, period: str) -> dict[str, Any]:
    return (await rows(mine, "obligation"))[obligation_id(kind, org, period)]


async def stands(mine: Mine, kind: str, org: str, period: str) -> str:
    """State and colour of one obligation."""
    row = await obligation(mine, kind, org, period)
    return f"{row['state']} {row['colour']}"


async def branch_score(mine: Mine, branch: str, quarter: str = "2026-Q4") -> tuple[int, list[dict[str, Any]]]:
    row = (await rows(mine, "branch_score"))[branch_score_id(branch, quarter)]
    return row["auto_tenths"], msgspec.json.decode(row["lines"])


async def political_life(mine: Mine, member: str, quarter: str = "2026-Q4") -> dict[str, int | None]:
    """Points by the meeting that a line is about, or by rule for the dimension's own line."""
    lines = [line for line in (await rows(mine, "rating_line")).values() if line["rating"] == rating_id(member, quarter)]
    wanted = [line for line in lines if line["dimension"] == "political_life"]
    by_rule = {"political_life.base": "base", "political_life.pending": "pending"}
    return {by_rule.get(line["rule"]) or msgspec.json.decode(line["evidence"])[0]["id"]: line["points_tenths"] for line in wanted}


async def revisions(mine: Mine, *tables: str) -> dict[tuple[str, str], int]:
    return {(table, key): row["rev"] for table in tables or DERIVED for key, row in (await rows(mine, table)).items()}


async def draw_all_again(mine: Mine) -> int:
    drawn = [await part.rebuild(mine.replication) for part in (obligations, assessments, ratings)]
    return sum(drawn)


# --- Who owes what


async def test_every_branch_and_group_owes_this_and_the_next_period(mine: Mine) -> None:
    await settle(mine)
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
    await settle(mine)
    before = await revisions(mine, *DERIVED, "template", "scheme")
    for job in (obligations.generate, obligation_jobs.sweep, obligation_jobs.midnight, ratings.open_quarter):
        await job(mine.replication)
        await job(mine.replication)
        await mine.drain()
    assert await revisions(mine, *DERIVED, "template", "scheme") == before


async def test_what_the_office_changed_in_a_shipped_template_stays(mine: Mine) -> None:
    await settle(mine)
    template = (await obligation(mine, "theme_day", SOUTH, "2026-12"))["template"]
    async with mine.replication.write(None, "edit") as unit:
        unit.put("template", template, {"warn_days": 10})
    assert await obligations.seed(mine.replication) == 0
    await mine.drain()
    assert (await rows(mine, "template"))[template]["warn_days"] == 10
    assert (await obligation(mine, "theme_day", SOUTH, "2026-12"))["warn_at"] == instant("2026-12-21 00:00")


async def test_a_committee_owes_its_meetings_from_the_day_the_office_confirms_it(mine: Mine) -> None:
    await settle(mine)
    assert obligation_id("committee_meeting", NORTH, "2026-11") not in await rows(mine, "obligation")
    for confirmed, expected in ((True, "upcoming grey"), (False, "excused grey"), (True, "upcoming grey")):
        async with mine.replication.write(None, "confirm") as unit:
            unit.put("organisation", NORTH, {"committee_confirmed": confirmed})
        await mine.drain()
        assert await stands(mine, "committee_meeting", NORTH, "2026-11") == expected
    reasons = {row["excused_reason"] for row in (await rows(mine, "obligation")).values() if row["org"] == NORTH}
    assert reasons == {None}


async def test_a_closed_group_owes_nothing_more_and_an_excusal_by_the_office_stands(mine: Mine) -> None:
    await settle(mine)
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
    await settle(mine)
    meeting = await record(mine, "十一月主题党日", "theme_day", SOUTH, "2026-11-16 07:00")
    await mine.drain()
    assert await stands(mine, "theme_day", SOUTH, "2026-11") == "held_unfiled yellow"
    before = await revisions(mine, "obligation", "branch_score")
    await submit(mine, meeting)
    await mine.drain()
    after = await revisions(mine, "obligation", "branch_score")
    touched = {key for key, rev in after.items() if before.get(key) != rev}
    assert touched == {("obligation", obligation_id("theme_day", SOUTH, "2026-11"))}
    row = await obligation(mine, "theme_day", SOUTH, "2026-11")
    assert (row["state"], row["colour"], row["meeting"], row["filed_at"]) == ("done", "green", meeting, mine.clock.now_ms)


async def test_each_change_of_state_is_noted_once(mine: Mine) -> None:
    await settle(mine)
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
    await settle(mine)
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
    await settle(mine)
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
    assert [line["obligation"] for line in lines] == [obligation_id("group_meeting", SOUTH_1, "2026-11")]


# --- Time alone


async def test_colours_move_with_time_and_cost_points_only_after_grace(mine: Mine) -> None:
    """Story 5 of domain.md 7.1 and its neighbours: due on Monday the 30th, grace until Thursday, 3 December."""
    await settle(mine)
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
    assert {line["obligation"] for line in lines} == {
        obligation_id("theme_day", SOUTH, "2026-11"),
        obligation_id("group_meeting", SOUTH_1, "2026-11"),
    }
    assert "选煤一组2026年11月党小组会逾期未完成" in " ".join(line["text"] for line in lines)


async def test_a_record_that_surfaces_in_grace_costs_nothing_and_both_changes_stay_visible(mine: Mine) -> None:
    await settle(mine)
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
    await settle(mine)
    mine.clock.set("2026-12-04 08:00")
    await mine.drain()
    async with mine.replication.write(None, "rename") as unit:
        unit.put("organisation", SOUTH_1, {"name": "选煤生产组"})
    await mine.drain()
    assert any(line["text"].startswith("选煤生产组2026年11月") for line in (await branch_score(mine, SOUTH))[1])


# --- Ratings


async def test_everyone_has_a_rating_that_waits_for_ten_dimensions(mine: Mine) -> None:
    await settle(mine)
    found = await rows(mine, "rating")
    assert {row["member"] for row in found.values()} == set(MEMBERS)
    assert {(row["quarter"], row["state"], row["total_tenths"], row["star"]) for row in found.values()} == {("2026-Q4", "collecting", None, None)}
    lines = await rows(mine, "rating_line")
    assert len(lines) == 10 * len(MEMBERS)
    assert {line["points_tenths"] for line in lines.values()} == {None}


async def test_attendance_of_filed_meetings_gives_points_each_with_its_record(mine: Mine) -> None:
    await settle(mine)
    meeting = await record(mine, "十一月党小组会", "group_meeting", NORTH_1, "2026-11-15 08:00")
    await mark(mine, meeting, {FIRST: "absent", SECOND: "present"})
    await mine.drain()
    assert await political_life(mine, FIRST) == {"pending": None}
    await submit(mine, meeting)
    await mine.drain()
    assert await political_life(mine, FIRST) == {"base": 150, meeting: -20}
    assert await political_life(mine, SECOND) == {"base": 150}
    about = [line for line in (await rows(mine, "rating_line")).values() if line["rule"] == "political_life.absent"]
    assert msgspec.json.decode(about[0]["evidence"]) == [{"table": "meeting", "id": meeting, "title": "十一月党小组会", "on": "2026-11-15"}]
    before = await revisions(mine, "rating", "rating_line")
    await mark(mine, meeting, {FIRST: "made_up"})
    await mine.drain()
    assert await political_life(mine, FIRST) == {"base": 150, meeting: 0}
    after = await revisions(mine, "rating", "rating_line")
    mine_alone = {key for key, rev in after.items() if before.get(key) != rev}
    lines = await rows(mine, "rating_line")
    assert {lines[key]["member"] for table, key in mine_alone if table == "rating_line"} == {FIRST}


async def test_a_returned_record_counts_again_once_it_is_corrected(mine: Mine) -> None:
    await settle(mine)
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
    await settle(mine)
    meeting = await record(mine, "党课", "party_lecture", NORTH, "2026-10-01 00:00")
    await mark(mine, meeting, {FIRST: "absent"})
    await submit(mine, meeting)
    await mine.drain()
    await change(mine, meeting, held_start=instant("2026-09-30 23:59"))
    await mine.drain()
    assert await political_life(mine, FIRST) == {"pending": None}
    assert await political_life(mine, FIRST, "2026-Q3") == {"base": 150, meeting: -20}


async def test_a_new_quarter_opens_for_everyone(mine: Mine) -> None:
    await settle(mine)
    mine.clock.set("2027-01-01 00:30")
    await mine.drain()
    quarters = sorted(row["quarter"] for row in (await rows(mine, "rating")).values() if row["member"] == FIRST)
    assert quarters == ["2026-Q4", "2027-Q1"]
    assert obligation_id("theme_day", SOUTH, "2027-02") in await rows(mine, "obligation")


# --- Random histories: incremental equals full, and both equal the pure rules

KINDS = {NORTH: ("theme_day", "general_meeting", "party_lecture", "committee_meeting"), SOUTH: ("theme_day", "general_meeting", "heart_talk")}
GROUPS = (NORTH_1, NORTH_2, SOUTH_1)
DAY_MS = 86_400_000
STATUSES = ("present", "leave", "absent", "made_up", "excluded")


class History:
    """Random things that happen in the small mine, from one seed."""

    def __init__(self, mine: Mine, seed: int) -> None:
        self.mine = mine
        self.random = random.Random(seed)
        self.meetings: list[str] = []
        self.count = 0

    async def step(self) -> None:
        often = (self.hold, self.file, self.attend)
        rarely = (self.give_back, self.move, self.drop, self.organise, self.excuse)
        await self.random.choice([*often, *often, *rarely])()
        self.mine.clock.advance(hours=self.random.choice([0, 1, 9, 30, 100]))

    def held(self) -> str:
        day = self.random.randint(-40, 40)
        return local_day(self.mine.clock.now_ms + day * DAY_MS) + self.random.choice([" 00:00", " 08:30", " 23:59"])

    async def hold(self) -> None:
        org = self.random.choice([*KINDS, *GROUPS])
        self.count += 1
        kind = self.random.choice(KINDS.get(org, ("group_meeting",)))
        self.meetings.append(await record(self.mine, f"会议{self.count}", kind, org, self.held()))

    async def file(self) -> None:
        if self.meetings:
            await submit(self.mine, self.random.choice(self.meetings))

    async def give_back(self) -> None:
        if self.meetings:
            status = self.random.choice(["returned", "approved", "draft"])
            decided = None if status == "draft" else self.mine.clock.now_ms
            meeting = self.random.choice(self.meetings)
            known = (await rows(self.mine, "meeting"))[meeting]
            if known["filed_at"] is not None:
                await change(self.mine, meeting, status=status, decided_at=decided)

    async def move(self) -> None:
        if self.meetings:
            await change(self.mine, self.random.choice(self.meetings), held_start=instant(self.held()))

    async def attend(self) -> None:
        if self.meetings:
            members = self.random.sample(list(MEMBERS), 3)
            await mark(self.mine, self.random.choice(self.meetings), {member: self.random.choice(STATUSES) for member in members})

    async def drop(self) -> None:
        if self.meetings and self.random.random() < 0.3:
            await remove(self.mine, self.meetings.pop(self.random.randrange(len(self.meetings))))

    async def organise(self) -> None:
        confirmed, name = self.random.random() < 0.5, self.random.choice(["综采二组", "综采乙组"])
        async with self.mine.replication.write(None, "organise") as unit:
            unit.put("organisation", NORTH, {"committee_confirmed": confirmed})
            unit.put("organisation", NORTH_2, {"closed_on": self.random.choice([None, "2026-12-10"]), "name": name})

    async def excuse(self) -> None:
        key = self.random.choice(sorted(await rows(self.mine, "obligation")))
        until, reason = self.random.choice([(self.mine.clock.now_ms + 20 * DAY_MS, "抢险"), (None, "停产检修"), (None, None)])
        async with self.mine.replication.write(None, "excuse") as unit:
            unit.put("obligation", key, {"excused_until_at": until, "excused_reason": reason})


async def check_obligations(mine: Mine) -> None:
    held = [msgspec.convert(row, Held) for row in (await rows(mine, "meeting")).values()]
    for key, row in (await rows(mine, "obligation")).items():
        conclusion, _ = conclude(msgspec.convert(row, Obligation), 3, held, mine.clock.now_ms, Calendar(ZONE))
        stored = {field: row[field] for field in conclusion.__struct_fields__}
        assert (key, stored) == (key, msgspec.structs.asdict(conclusion))


async def check_scores(mine: Mine) -> None:
    titles = {row["id"]: row["title"] for row in (await rows(mine, "template")).values()}
    names = {row["id"]: row["name"] for row in (await rows(mine, "organisation")).values()}
    owed = (await rows(mine, "obligation")).values()
    for row in (await rows(mine, "branch_score")).values():
        counting = [o for o in owed if o["branch"] == row["branch"] and o["period"] in periods_within(row["quarter"])]
        standings = [Standing(o["id"], titles[o["template"]], names[o["org"]], o["period"], o["state"], o["due_at"]) for o in counting]
        drawn = score(BRANCH_SCHEME, standings)
        assert (row["auto_tenths"], msgspec.json.decode(row["lines"])) == (drawn.auto_tenths, msgspec.to_builtins(drawn.lines))


async def check_ratings(mine: Mine) -> None:
    content = msgspec.convert(SHIPPED_SCHEME["content"], Content)
    filed = {key: row for key, row in (await rows(mine, "meeting")).items() if row["status"] in ("submitted", "approved")}
    marks = [row for row in (await rows(mine, "attendance")).values() if row["meeting"] in filed]
    lines = (await rows(mine, "rating_line")).values()
    for rating in (await rows(mine, "rating")).values():
        since, until = quarter_bounds(rating["quarter"], ZONE)
        own = [(one, filed[one["meeting"]]) for one in marks if one["member"] == rating["member"]]
        counting = [(one, meeting) for one, meeting in own if since <= meeting["held_start"] <= until]
        attended = [Attended(m["id"], m["kind"], m["title"], local_day(m["held_start"]), one["status"]) for one, m in counting]
        rated = rate(content, attended)
        stored = sorted((x["dimension"], x["rule"], x["points_tenths"], x["text"], x["evidence"]) for x in lines if x["rating"] == rating["id"])
        wanted = [(x.dimension, x.rule, x.points_tenths, x.text, msgspec.json.encode(x.evidence).decode()) for x in rated.lines]
        assert stored == sorted(wanted)
        assert (rating["total_tenths"], rating["star"]) == (rated.total_tenths, rated.star)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_incremental_equals_full_on_a_random_history(mine: Mine, seed: int) -> None:
    await settle(mine)
    history = History(mine, seed)
    for _ in range(8):
        for _ in range(history.random.randint(4, 12)):
            await history.step()
        await mine.drain()
        for check in (check_obligations, check_scores, check_ratings):
            await check(mine)
    before = await revisions(mine)
    assert await draw_all_again(mine) > 0
    assert await revisions(mine) == before
    assert not await mine.database.fetch('select * from "recompute_request"')


async def test_a_lost_conclusion_is_drawn_again(mine: Mine) -> None:
    """Guards the test above: a full recompute does see what is wrong."""
    await settle(mine)
    await mine.database.fetch('update "obligation" set "state" = {} where "id" = {}', "late", obligation_id("theme_day", SOUTH, "2026-11"))
    await draw_all_again(mine)
    assert await stands(mine, "theme_day", SOUTH, "2026-11") == "upcoming grey"
