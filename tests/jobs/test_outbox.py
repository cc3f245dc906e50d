"""The outbox: what a transaction requested is drawn even if nobody woke a job, and one bad conclusion holds up no other."""

from typing import Any

from tests.mine import Mine


async def ask_and_drain(mine: Mine) -> None:
    await mine.replication.jobs.wake("recompute")
    await mine.drain()


async def waiting(mine: Mine) -> list[tuple[str, str]]:
    records = await mine.database.fetch("""select "kind", "key" from "recompute_request" where "kind" in ('first', 'second') order by "id" """)
    return [(record["kind"], record["key"]) for record in records]


async def test_a_conclusion_that_cannot_be_drawn_stays_requested_and_holds_up_no_other(mine: Mine, monkeypatch: Any) -> None:
    drawn: list[str] = []

    async def draw(unit: Any, keys: list[str]) -> None:
        if "poison" in keys:
            raise ZeroDivisionError
        drawn.extend(keys)

    monkeypatch.setattr(mine.replication, "recomputes", {"first": draw, "second": draw})
    async with mine.database.write():
        await mine.replication.request([("first", "a"), ("first", "poison"), ("first", "b"), ("second", "c")], 0)
    await ask_and_drain(mine)
    assert sorted(drawn) == ["a", "b", "c"]
    assert await waiting(mine) == [("first", "poison")]


async def test_a_request_is_forgotten_only_together_with_its_conclusion(mine: Mine, monkeypatch: Any) -> None:
    async def draw(unit: Any, keys: list[str]) -> None:
        unit.put("organisation", "o1", {"kind": "branch", "name": "half", "has_committee": False, "committee_confirmed": False})
        raise ZeroDivisionError

    monkeypatch.setattr(mine.replication, "recomputes", {"first": draw})
    async with mine.database.write():
        await mine.replication.request([("first", "a")], 0)
    await ask_and_drain(mine)
    assert await waiting(mine) == [("first", "a")]
    assert await mine.database.fetch("""select 1 as "found" from "organisation" where "id" = 'o1'""") == []


async def test_however_many_are_requested_few_are_drawn_in_one_transaction(mine: Mine, monkeypatch: Any) -> None:
    """And what the database finds is requested at once, without being brought here."""
    drawn: list[list[str]] = []

    async def draw(unit: Any, keys: list[str]) -> None:
        drawn.append(keys)

    async def find(unit: Any, keys: list[str]) -> None:
        await unit.mark_found("second", """select "key" || 'x' as "key" from "recompute_request" where "kind" = {} """, "first")

    monkeypatch.setattr(mine.replication, "recomputes", {"before": find, "first": draw, "second": draw})
    keys = [f"{number:03}" for number in range(120)]
    async with mine.database.write():
        await mine.replication.request([("before", ""), *(("first", key) for key in keys)], 0)
        await mine.replication.request([("first", "007")], 0)
    await ask_and_drain(mine)
    assert sorted(key for some in drawn for key in some) == sorted([*keys, *(f"{key}x" for key in keys)])
    assert max(map(len, drawn)) == 50
    assert await waiting(mine) == []


async def test_what_may_wait_is_drawn_once_by_its_schedule_however_many_transactions_asked(mine: Mine, monkeypatch: Any) -> None:
    """Nobody is woken for it; what is drawn soon does not wait for it."""
    drawn: list[str] = []

    async def draw(unit: Any, keys: list[str]) -> None:
        drawn.extend(keys)

    monkeypatch.setattr(mine.replication, "recomputes", {"first": draw, "second": draw})
    monkeypatch.setattr(mine.replication, "later", frozenset({"second"}))
    for key in ("a", "b", "a"):
        async with mine.database.write():
            assert not await mine.replication.request([("second", key), ("second", "c")], 0)
    async with mine.database.write():
        assert await mine.replication.request([("first", "now"), ("second", "c")], 0)
    assert await waiting(mine) == [("first", "now")]
    await mine.drain()
    assert sorted(drawn) == ["a", "b", "c", "now"]
    assert await waiting(mine) == []
    assert not await mine.database.fetch('select 1 from "recompute_tray"')
