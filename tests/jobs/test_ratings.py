"""Ratings as other parts read them: of a branch's quarter, with lines; and what a later change of a member leaves as it was."""

import asyncio
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from server.domain import ratings
from server.domain.ratings import jobs
from server.domain.ratings.policy.shipped import CONTENT
from server.domain.ratings.queries import requests
from server.domain.ratings.rules import Rule, rating_id
from tests.mine import Mine
from tests.small_mine import (
    MEMBERS,
    NORTH,
    NORTH_1,
    SOUTH,
    SOUTH_1,
    cover,
    draw_all_again,
    instant,
    know,
    mark,
    record,
    revisions,
    rows,
    submit,
    withdraw,
)

pytestmark = pytest.mark.usefixtures("settled")
FIRST, _, THIRD = list(MEMBERS)[:3]


async def become(mine: Mine, member: str, **values: Any) -> None:
    async with mine.replication.write(None, "roster") as unit:
        unit.put("member", member, values)
    await mine.drain()


async def place(mine: Mine, member: str, quarter: str) -> tuple[str, str, bool]:
    row = (await rows(mine, "rating"))[rating_id(member, quarter)]
    return row["branch"], row["profile"], bool(row["probationary"])


async def test_a_branchs_quarter_is_read_with_its_lines(mine: Mine) -> None:
    meeting = await record(mine, "十一月党小组会", "group_meeting", NORTH_1, "2026-11-15 08:00")
    await mark(mine, meeting, {FIRST: "absent"})
    await submit(mine, meeting)
    await mine.drain()
    found = {one.member: one for one in await ratings.load_ratings(mine.database.fetch, NORTH, "2026-Q4")}
    assert found.keys() == set(list(MEMBERS)[:4])
    own = found[FIRST]
    assert (own.total_tenths, own.earned_star, own.missing, own.bonus_tenths, own.probationary) == (None, None, 9, 0, False)
    known = [(line.rule, line.points_tenths, line.evidence[0].id) for line in own.lines if line.dimension == "political_life"]
    assert sorted(known) == [("political_life.absent", -20, meeting), ("political_life.start", 150, meeting)]


async def test_what_a_member_becomes_changes_the_running_quarter_and_no_past_one(mine: Mine) -> None:
    await become(mine, FIRST, kind="probationary", post_profile="office")
    assert await place(mine, FIRST, "2026-Q4") == (NORTH, "office", True)
    mine.clock.set("2027-01-02 08:00")
    await mine.drain()
    await become(mine, FIRST, branch=SOUTH, group=SOUTH_1, kind="full", post_profile="frontline")
    assert await place(mine, FIRST, "2027-Q1") == (SOUTH, "frontline", False)
    before = await revisions(mine)
    await draw_all_again(mine)
    assert await revisions(mine) == before
    assert await place(mine, FIRST, "2026-Q4") == (NORTH, "office", True)


async def test_reasons_name_the_one_who_filed_the_record_as_the_roster_names_them(mine: Mine) -> None:
    meeting = await record(mine, "十一月党小组会", "group_meeting", NORTH_1, "2026-11-15 08:00", submitted_by=THIRD)
    await mark(mine, meeting, {FIRST: "absent"})
    await submit(mine, meeting)
    await mine.drain()
    await become(mine, THIRD, name="李改名")
    own = next(one for one in await ratings.load_ratings(mine.database.fetch, NORTH, "2026-Q4") if one.member == FIRST)
    assert {line.evidence[0].by for line in own.lines if line.dimension == "political_life"} == {"李改名"}


async def points(mine: Mine, member: str, dimension: str, quarter: str = "2026-Q4") -> int | None:
    """Points of one dimension, None while it waits."""
    lines = [one for one in (await rows(mine, "rating_line")).values() if one["rating"] == rating_id(member, quarter)]
    own = [one["points_tenths"] for one in lines if one["dimension"] == dimension]
    return None if None in own else sum(own)


async def test_a_fact_counts_once_the_branch_states_that_all_is_entered(mine: Mine) -> None:
    await know(mine, FIRST, "violation", "2026-11-12", grade="general", text="未系安全带")
    await mine.drain()
    assert await points(mine, FIRST, "safety") is None
    before = await revisions(mine, "rating")
    await cover(mine, "violation", "2026-Q4", NORTH)
    await mine.drain()
    assert (await points(mine, FIRST, "safety"), await points(mine, THIRD, "safety")) == (130, 150)
    touched = {key for (_, key), rev in (await revisions(mine, "rating")).items() if before["rating", key] != rev}
    assert touched == {rating_id(member, "2026-Q4") for member in list(MEMBERS)[:4]}
    await cover(mine, "violation", "2026-Q4", NORTH, stands=False)
    await mine.drain()
    assert await points(mine, THIRD, "safety") is None


async def test_a_withdrawn_fact_gives_its_points_back_to_its_member_alone(mine: Mine) -> None:
    await cover(mine, "violation", "2026-Q4", NORTH)
    fact = await know(mine, FIRST, "violation", "2026-11-12", grade="general", text="未系安全带")
    await mine.drain()
    line = next(one for one in (await rows(mine, "rating_line")).values() if one["rule"] == "safety.general")
    evidence = {"table": "fact", "id": fact, "title": "三违 一般：未系安全带", "on": "2026-11-12", "by": "党群干事", "at": mine.clock.now_ms}
    assert msgspec.json.decode(line["evidence"]) == [evidence]
    before = await revisions(mine, "rating", "rating_line")
    await withdraw(mine, fact)
    await mine.drain()
    assert await points(mine, FIRST, "safety") == 150
    after = await revisions(mine, "rating", "rating_line")
    touched = before.keys() - after.keys() | {key for key, rev in after.items() if before.get(key) != rev}
    assert touched == {("rating_line", line["id"]), ("rating", rating_id(FIRST, "2026-Q4"))}


async def test_the_month_to_which_dues_are_paid_counts_until_a_further_one_is_known(mine: Mine) -> None:
    mine.clock.set("2027-01-05 08:00")
    await mine.drain()
    for kind in ("dues", "pledge", "task_done"):
        for quarter in ("2026-Q4", "2027-Q1"):
            await cover(mine, kind, quarter, NORTH)
    await know(mine, FIRST, "dues", "2026-10-03", until="2027-02")
    await mine.drain()
    assert [await points(mine, FIRST, "duty", quarter) for quarter in ("2026-Q4", "2027-Q1")] == [70, 60]


def dearer(rule: Rule) -> Rule:
    return replace(rule, points_tenths=-30) if rule.id == "political_life.absent" else rule


async def publish_dearer(mine: Mine) -> None:
    """The shipped scheme, but three points for an absence."""
    dimensions = tuple(replace(one, rules=tuple(map(dearer, one.rules))) for one in CONTENT.dimensions)
    content = msgspec.json.decode(msgspec.json.encode(replace(CONTENT, dimensions=dimensions)))
    async with mine.replication.write(None, "published") as unit:
        unit.put("scheme", "dearer", {"kind": "member_star", "version": 2, "state": "published", "from_on": "2026-10-01", "content": content})


async def test_a_published_scheme_changes_of_each_rating_the_lines_in_which_it_differs(mine: Mine) -> None:
    meeting = await record(mine, "十一月党小组会", "group_meeting", NORTH_1, "2026-11-15 08:00")
    await mark(mine, meeting, {FIRST: "absent"})
    await submit(mine, meeting)
    await mine.drain()
    before = await revisions(mine, "rating", "rating_line")
    await publish_dearer(mine)
    await mine.drain()
    after = await revisions(mine, "rating", "rating_line")
    (absent,) = [one["id"] for one in (await rows(mine, "rating_line")).values() if one["rule"] == "political_life.absent"]
    assert {key for key, rev in after.items() if before.get(key) != rev} == {("rating_line", absent), *(key for key in after if key[0] == "rating")}
    assert await points(mine, FIRST, "political_life") == 120
    assert {row["scheme"] for row in (await rows(mine, "rating")).values()} == {"dearer"}


async def test_what_changes_while_a_scheme_is_published_is_drawn_by_it_too(mine: Mine) -> None:
    await cover(mine, "violation", "2026-Q4", NORTH)
    await mine.drain()
    await know(mine, FIRST, "violation", "2026-11-12", grade="general", text="未系安全带")
    await publish_dearer(mine)
    await mine.drain()
    assert await points(mine, FIRST, "safety") == 130
    before = await revisions(mine, "rating", "rating_line")
    await draw_all_again(mine)
    assert await revisions(mine, "rating", "rating_line") == before


SPOILT = [
    'update "rating" set "missing" = 3 where "id" = {}',
    """update "rating_line" set "points_tenths" = 140 where "rule" = 'safety.start' and "rating" = {}""",
    """update "rating_line" set "rating" = null where "rule" = 'mass_review.pending' and "rating" = {}""",
]


@pytest.mark.parametrize("spoil", SPOILT)
async def test_the_nightly_check_finds_what_differs_and_draws_it_again(mine: Mine, spoil: str, caplog: pytest.LogCaptureFixture) -> None:
    await cover(mine, "violation", "2026-Q4", NORTH)
    await mine.drain()
    assert await jobs.check(mine.replication) == 0
    before = {row["id"]: row["missing"] for row in (await rows(mine, "rating")).values()}
    await mine.database.fetch(spoil, rating_id(FIRST, "2026-Q4"))
    assert await jobs.check(mine.replication) == 1
    assert "ratings differ from what they rest on" in caplog.text
    assert {row["id"]: row["missing"] for row in (await rows(mine, "rating")).values()} == before
    assert (await points(mine, FIRST, "safety"), await points(mine, FIRST, "mass_review")) == (150, None)
    assert await jobs.check(mine.replication) == 0


REQUESTS = {
    "rating": f"{FIRST}:2026-Q4",
    "rating_ruled": f"{FIRST}:2026-Q4",
    "rating_at": f"{FIRST}:{instant('2026-11-15 08:00')}",
    "rating_now": FIRST,
    "ratings_since": f"{FIRST}:2026-Q3",
    "ratings_of_branch": f"{NORTH}:2026-Q4",
    "ratings_from": "2026-Q3",
}
ELSEWHERE = {
    "rating": f"{FIRST}:2026-Q3",
    "rating_ruled": f"{FIRST}:2026-Q3",
    "rating_at": f"{FIRST}:{instant('2026-09-15 08:00')}",
    "rating_now": THIRD,
    "ratings_since": f"{FIRST}:2027-Q1",
    "ratings_of_branch": f"{SOUTH}:2026-Q4",
    "ratings_from": "2027-Q1",
    "ratings_naming": FIRST,
}


async def test_the_nightly_check_leaves_what_is_requested_to_its_request(
    mine: Mine, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request may come after the check has had requests worked off: here nothing works them off."""
    meeting = await record(mine, "十一月党小组会", "group_meeting", NORTH_1, "2026-11-15 08:00")
    await mark(mine, meeting, {FIRST: "present"})
    await mine.drain()
    await mine.database.fetch('update "rating" set "missing" = 3 where "member" = {}', FIRST)

    async def leave(_: object) -> int:
        return 0

    monkeypatch.setattr(jobs, "recompute", leave)
    monkeypatch.setattr(mine.replication.jobs, "wake", leave)
    own, other = REQUESTS | {"ratings_of_meeting": f"{meeting}:{instant('2026-11-15 08:00')}"}, ELSEWHERE
    assert own.keys() == set(requests.KINDS)
    assert other.keys() | own.keys() == jobs.RECOMPUTE.keys()
    assert [await found_beside(mine, *one) for one in own.items()] == [0] * len(own)
    assert "ratings differ" not in caplog.text
    assert [await found_beside(mine, *one) for one in other.items()] == [1] * len(other)


async def found_beside(mine: Mine, kind: str, key: str) -> int:
    """How many ratings the check finds wrong while this one request waits."""
    await mine.database.fetch('delete from "recompute_request"')
    await mine.database.fetch('insert into "recompute_request" ("kind", "key", "at") values ({}, {}, 0)', kind, key)
    return await jobs.check(mine.replication)


async def test_the_nightly_check_keeps_nobody_from_writing(mine: Mine) -> None:
    assert await jobs.check(mine.replication) == 0
    writing = asyncio.Event()

    async def check() -> int:
        await writing.wait()
        return await jobs.check(mine.replication)

    checking = asyncio.create_task(check())
    async with mine.database.write():
        writing.set()
        assert await asyncio.wait_for(checking, 20) == 0
