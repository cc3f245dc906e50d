"""The tombstone horizon over HTTP, on both databases: a phone away for more than 400 days starts anew and keeps its log."""

from server.replication.horizon import forget_tombstones
from tests.api.phone import HttpPhone
from tests.api.test_sync import phone_of, rows_visible
from tests.mine import Mine

DAY_MS = 24 * 3600 * 1000


async def away(mine: Mine, days: int) -> tuple[HttpPhone, str]:
    """A phone that holds a meeting and goes offline; the meeting is deleted by another phone; `days` pass with the nightly job."""
    phone, other = await phone_of(mine), await phone_of(mine)
    meeting = phone.start_meeting()
    phone.mark_all(meeting)
    await phone.sync()
    await other.sync()
    other.record("meeting.delete.v1", meeting)
    await other.sync()
    assert await forget_tombstones(mine.replication) == 0
    await mine.drain()
    # The nights lie back instead of the clock going on: 400 days of other jobs are not what is tried here.
    await mine.database.fetch('update "scope_age" set "at" = "at" - {}', days * DAY_MS)
    await forget_tombstones(mine.replication)
    return phone, meeting


async def places(mine: Mine) -> list[int]:
    """Numbers of the branch's places: each given once, none above the head; below the floor nothing is gone."""
    rows = await mine.database.fetch(
        """select r."seq", r."gone", h."head", h."gc_floor" from "row_scope" r join "scope_head" h on h."scope" = r."scope"
        where r."scope" like 'branch:%' and h."gc_floor" > 0 order by r."seq" """
    )
    seqs = [row["seq"] for row in rows]
    assert len(set(seqs)) == len(seqs) and all(seq <= row["head"] for seq, row in zip(seqs, rows, strict=True))
    assert not any(row["gone"] and row["seq"] <= row["gc_floor"] for row in rows)
    return seqs


async def test_after_the_horizon_a_phone_replaces_its_rows_and_keeps_what_it_had_not_sent(demo_mine: Mine) -> None:
    phone, meeting = await away(demo_mine, 401)
    assert await places(demo_mine)
    unsent = phone.start_meeting(place="井下")
    first = (await phone.post({**phone.request(), "mutations": [], "head": None})).json()
    assert first["scopes"][f"branch:{phone.branch()}"]["reset"] is True
    await phone.sync()
    await demo_mine.drain()
    await phone.sync()
    assert phone.result(2 + 1) == "applied"
    assert set(phone.rows["meeting"]) == {unsent} and meeting not in phone.rows["meeting"]
    held = {table: set(rows) for table, rows in phone.rows.items() if rows}
    assert held == await rows_visible(demo_mine, list(phone.cursors))
    again = await phone.sync()
    assert again["scopes"] == {}


async def test_before_the_horizon_nothing_is_forgotten(demo_mine: Mine) -> None:
    phone, meeting = await away(demo_mine, 399)
    assert not await places(demo_mine)
    answer = (await phone.post(phone.request())).json()
    page = answer["scopes"][f"branch:{phone.branch()}"]
    assert page["reset"] is False
    assert [block["gone"] for block in page["blocks"] if block["table"] == "meeting" and "gone" in block] == [[meeting]]


async def test_a_new_phone_that_pages_in_small_steps_gets_over_the_horizon(demo_mine: Mine) -> None:
    old, _ = await away(demo_mine, 401)
    paged = HttpPhone(old.client)
    for _ in range(200):
        answer = (await paged.post({**paged.request(), "limit": 7})).json()
        paged.receive(answer)
        if not any(page["more"] for page in answer["scopes"].values()):
            break
    else:
        raise AssertionError("the phone began anew with every page")
    await old.sync()
    await paged.sync()  # a conclusion that was drawn meanwhile
    assert {t: rows for t, rows in paged.rows.items() if rows} == {t: rows for t, rows in old.rows.items() if rows}


async def test_a_later_write_goes_on_counting_where_it_was(demo_mine: Mine) -> None:
    phone, _ = await away(demo_mine, 401)
    await phone.sync()
    head = phone.cursors[f"branch:{phone.branch()}"]
    phone.start_meeting()
    await phone.sync()
    assert phone.cursors[f"branch:{phone.branch()}"] == head + 1
    assert max(await places(demo_mine)) == head + 1
