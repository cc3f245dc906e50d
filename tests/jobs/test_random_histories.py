"""Random histories of the small mine: incremental equals full, and both equal the pure rules."""

import random

import msgspec
import pytest

from server.domain.assessments.policy import SCHEME as BRANCH_SCHEME
from server.domain.assessments.rules import Standing, periods_within, score
from server.domain.obligations.rules import Calendar, Held, Obligation, conclude, obligation_id
from server.domain.ratings.policy.shipped import CONTENT
from server.domain.ratings.rules import Attended, Inputs, quarter_bounds, rate
from server.kit.clock import local_day
from tests.mine import ZONE, Mine
from tests.small_mine import (
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
    filed = {key: row for key, row in (await rows(mine, "meeting")).items() if row["status"] in ("submitted", "approved")}
    marks = [row for row in (await rows(mine, "attendance")).values() if row["meeting"] in filed]
    lines = (await rows(mine, "rating_line")).values()
    for rating in (await rows(mine, "rating")).values():
        since, until = quarter_bounds(rating["quarter"], ZONE)
        own = [(one, filed[one["meeting"]]) for one in marks if one["member"] == rating["member"]]
        counting = [(one, meeting) for one, meeting in own if since <= meeting["held_start"] <= until]
        attended = [Attended(m["id"], m["kind"], m["title"], local_day(m["held_start"]), one["status"], at=m["filed_at"]) for one, m in counting]
        rated = rate(CONTENT, Inputs(rating["quarter"], tuple(attended)), rating["profile"])
        stored = sorted((x["dimension"], x["rule"], x["points_tenths"], x["text"], x["evidence"]) for x in lines if x["rating"] == rating["id"])
        wanted = [(x.dimension, x.rule, x.points_tenths, x.text, msgspec.json.encode(x.evidence).decode()) for x in rated.lines]
        assert stored == sorted(wanted)
        conclusion = ("total_tenths", "bonus_tenths", "missing", "earned_star")
        assert [rating[column] for column in conclusion] == [getattr(rated, column) for column in conclusion]


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_incremental_equals_full_on_a_random_history(mine: Mine, seed: int) -> None:
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
    await mine.database.fetch('update "obligation" set "state" = {} where "id" = {}', "late", obligation_id("theme_day", SOUTH, "2026-11"))
    await draw_all_again(mine)
    assert (await rows(mine, "obligation"))[obligation_id("theme_day", SOUTH, "2026-11")]["state"] == "upcoming"
