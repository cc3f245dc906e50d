"""Shared stretches of the feed: what comes from memory is what the database would tell now."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.kit.identity import Actor, Grant
from server.kit.packing import Piece, plain
from server.replication.pull import pull
from server.replication.stretches import LEAST, MOST, Stretches, cut, last_whole
from sync.wire import ScopePage
from tests.mine import Mine
from tests.small_mine import NORTH, NORTH_1, SOUTH, change, mark, record, settle

READER = Actor("reader", None, "读者", (Grant("secretary", NORTH, NORTH),))
STEPS = 25


async def pages(mine: Mine, cursors: dict[str, int], limit: int = 5000) -> dict[str, ScopePage]:
    return {scope: pulled.read() for scope, pulled in (await pull(mine.replication, READER, cursors, limit)).items()}


async def pages_anew(mine: Mine, cursors: dict[str, int], limit: int = 5000) -> dict[str, ScopePage]:
    """The same, from a memory that holds nothing."""
    known, mine.replication.stretches = mine.replication.stretches, Stretches(mine.replication.store)
    try:
        return await pages(mine, cursors, limit)
    finally:
        mine.replication.stretches = known


@given(st.sets(st.integers(1, 4000) | st.integers(2**40, 2**40 + 3000), max_size=60), st.integers(0, 4000), st.integers(0, 2**40 + 3000))
def test_stretches_cover_every_entry_once_and_meet_at_the_same_borders(taken: set[int], after: int, to: int) -> None:
    inside = sorted(place for place in taken if after < place <= to)
    stretches = list(cut(Counter(place // LEAST for place in inside), after, to))
    found = [[place for place in inside if first <= place <= last] for first, last, _ in stretches]
    assert [place for places in found for place in places] == inside
    assert [len(places) for places in found] == [entries for _, _, entries in stretches]
    for first, last, _ in stretches:
        size = last - first + 1
        assert size <= MOST and (first > after or first == 0) and last <= to
        # Whoever asks from elsewhere is given the same stretch, unless it is one of the two ends.
        assert (size >= LEAST and first % size == 0) or first == after + 1 or last == to


@given(st.integers(0, 2**40), st.integers(1, 20_000))
def test_a_page_gives_at_most_half_away_to_end_where_a_stretch_does(after: int, length: int) -> None:
    to = after + length
    last = last_whole(after, to)
    assert after < last <= to and (last - after) * 2 >= length
    if length >= 4 * LEAST:
        assert (last + 1) % LEAST == 0
    if length >= 4 * MOST:
        assert (last + 1) % MOST == 0


@pytest.mark.parametrize("places", [(1, 4), (4, 16), (64, 1024)])
async def test_after_any_edits_moves_and_deletions_memory_tells_what_the_database_tells(mine: Mine, places: tuple[int, int], monkeypatch) -> None:
    monkeypatch.setattr("server.replication.stretches.LEAST", places[0])
    monkeypatch.setattr("server.replication.stretches.MOST", places[1])
    await settle(mine)
    rng = random.Random(places[0])
    meetings = [await record(mine, f"会{number}", "theme_day", NORTH, "2026-11-20 08:00") for number in range(4)]
    for step in range(STEPS):
        meeting = rng.choice(meetings)
        if step % 3:
            await change(mine, meeting, place=f"第{step}会议室")
        else:
            await change(mine, meeting, branch=rng.choice([NORTH, SOUTH]))
        cursors = {f"branch:{NORTH}": rng.randrange(30)}
        limit = rng.choice([1, 3, 5000])
        assert await pages(mine, cursors, limit) == await pages_anew(mine, cursors, limit)


async def test_a_second_phone_of_the_branch_is_sent_what_was_made_for_the_first(mine: Mine, monkeypatch) -> None:
    monkeypatch.setattr("server.replication.stretches.LEAST", 4)
    await settle(mine)
    meeting = await record(mine, "会", "theme_day", NORTH_1, "2026-11-20 08:00")
    await mark(mine, meeting, {})
    asked = [(await pull(mine.replication, READER, {}, 5000))[f"branch:{NORTH}"].pieces for _ in range(3)]
    first, second, third = asked
    assert plain(first) == plain(second) == plain(third)
    assert all(isinstance(piece, bytes) for piece in first)
    assert all(isinstance(piece, Piece) for piece in second)
    assert all(one is other for one, other in zip(second, third, strict=True))


async def test_memory_stays_within_its_bounds_and_forgets_the_longest_unused(mine: Mine) -> None:
    await settle(mine)
    stretches = Stretches(mine.replication.store, bytes_at_most=1)
    async with mine.database.read():
        first = await stretches.between(f"branch:{NORTH}", 0, LEAST)
        again = await stretches.between(f"branch:{NORTH}", 0, LEAST)
    assert first == again and first[0] is not again[0]
