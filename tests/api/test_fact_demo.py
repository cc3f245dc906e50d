"""The demo's facts: a believable quarter that is over, the same each time, and nowhere but in the demo."""

import msgspec
import pytest

from server.domain import facts
from server.domain.facts.policy import KINDS
from server.domain.facts.rules import Entered, content_fault
from tests.mine import Mine

QUARTER = "2026-Q3"


async def test_the_demo_quarter_is_complete_and_loading_it_again_changes_nothing(demo_mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    replication = demo_mine.replication
    monkeypatch.setattr(replication, "settings", msgspec.structs.replace(replication.settings, demo=True))
    count = await facts.load_demo(replication, QUARTER)
    rows = await demo_mine.database.fetch('select * from "fact"')
    assert len(rows) == count > 5_000
    assert await facts.load_demo(replication, QUARTER) == count
    assert {row["rev"] for row in await demo_mine.database.fetch('select "rev" from "fact"')} == {rows[0]["rev"]}
    assert {facts.quarter_of(row["on"]) for row in rows} == {QUARTER}
    told = Entered.__struct_fields__
    assert not [row for row in rows if content_fault(KINDS[row["kind"]], Entered(**{name: row[name] for name in told}))]
    branches = {row["branch"] for row in rows}
    stated = await facts.load_coverage(demo_mine.database.fetch, [(branch, QUARTER) for branch in branches])
    assert len(branches) == 33 and all(kinds.keys() == KINDS.keys() for kinds in stated.values()) and len(stated) == 33

    running = await facts.load_demo(replication, "2026-Q4")
    days = await demo_mine.database.fetch("""select "on" from "fact" where "on" > '2026-09-30' """)
    assert 0 < len(days) == running < count and max(row["on"] for row in days) <= "2026-11-16"
    assert not await facts.load_coverage(demo_mine.database.fetch, [(branch, "2026-Q4") for branch in branches])


async def test_outside_the_demo_nothing_is_invented(sqlite_mine: Mine) -> None:
    with pytest.raises(RuntimeError):
        await facts.load_demo(sqlite_mine.replication, QUARTER)
