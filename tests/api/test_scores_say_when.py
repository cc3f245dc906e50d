"""Every star, score, band and colour says when it was computed and how far its data reaches: in each answer over HTTP, and in each row on a phone."""

from collections.abc import Iterator, Mapping
from typing import Any

from server.domain import ballots
from server.domain.ratings.rules import Inputs
from tests.mine import Mine
from tests.small_mine import MEMBERS, NORTH, know, rows, settle
from tests.upgrade.stage import gather

SCORES = {"star", "star_now", "earned_star", "total_tenths", "auto_tenths", "assessor_tenths", "band", "colour", "mean_tenths"}
COMPUTED = {"computed_at", "as_of"}
DATA = {"data_up_to"}
RULES = ("/api/schemes", "/api/assessment-schemes")
"""What these tell of stars and bands are limits, and no one's result."""
QUARTER = "2026-Q4"
Schema = Mapping[str, Any]


def parts(
    schema: Any, known: Schema, above: frozenset[str] = frozenset(), seen: tuple[str, ...] = ()
) -> Iterator[tuple[str, set[str], frozenset[str]]]:
    """(name, own fields, fields of everything around it and of itself) of each object in an answer."""
    if not isinstance(schema, Mapping):
        return
    name = schema.get("$ref", "").rpartition("/")[2]
    if name:
        if name not in seen:
            yield from parts(known[name], known, above, (*seen, name))
        return
    fields = schema.get("properties", {})
    around = above | fields.keys()
    if fields:
        yield seen[-1] if seen else "", set(fields), around
    for inner in (*fields.values(), schema.get("items"), *schema.get("oneOf", ()), *schema.get("anyOf", ())):
        yield from parts(inner, known, around, seen)


async def test_each_answer_with_a_result_says_when_it_was_computed_and_how_far_its_data_reaches(sqlite_mine: Mine) -> None:
    described = sqlite_mine.app.openapi_schema.to_schema()
    known, bare, found = described["components"]["schemas"], set[str](), set[str]()
    for path, operations in described["paths"].items():
        answers = [one for operation in operations.values() for code, one in operation["responses"].items() if code.startswith("2")]
        schemas = [content["schema"] for one in answers for content in one.get("content", {}).values() if "schema" in content]
        for name, own, around in (part for schema in schemas for part in parts(schema, known)):
            if own & SCORES and not path.startswith(RULES):
                found.add(name)
                bare |= set() if around & COMPUTED and around & DATA else {f"{path}: {name}"}
    assert bare == set()
    assert {"AwardOut", "ListedOut", "AppealOut", "CorrectionOut", "AssessedBranchOut", "AssessmentOut", "CellOut"} <= found


async def test_each_row_with_a_result_on_a_phone_says_it_too(sqlite_mine: Mine) -> None:
    """An obligation rests on one record at most: `filed_at` says when that arrived."""
    tables = {table.name: set(table.fields) for module in sqlite_mine.replication.modules for table in module.synced}
    told = {name: fields for name, fields in tables.items() if fields & SCORES}
    assert told.keys() == {"rating", "award", "branch_score", "obligation", "branch_band", "mass_review", "dispatch_order", "project", "brand"}
    for name in told.keys() - {"obligation"}:
        assert {"computed_at", "data_up_to"} <= told[name]
    assert {"computed_at", "filed_at"} <= told["obligation"]
    assert "published_at" in told["branch_band"]


async def test_a_ratings_data_reach_to_the_newest_fact_and_to_the_count_of_its_mass_review(mine: Mine) -> None:
    await settle(mine)
    office = (await gather(mine)).office
    member = next(iter(MEMBERS))
    opened = {"quarter": QUARTER, "branches": [NORTH], "voters": 12, "closes_on": "2026-11-20", "by_paper": True}
    poll = (await office.post("/api/polls", json=opened)).json()["poll"]
    await know(mine, member, "performance", "2026-11-16", amount=900)
    mine.clock.advance(hours=1)
    await office.post(f"/api/polls/{poll}/close")
    closed_at = mine.clock.now_ms
    mine.clock.advance(minutes=5)
    tallies = {"ballots": 12, "tallies": {one: [7, 5, 0, 0] for one in list(MEMBERS)[:4]}}
    await office.put(f"/api/polls/{poll}/tallies", json=tallies)
    await mine.database.fetch('update "poll_entry" set "entered_by" = \'another\', "id" = \'other\'')
    await office.put(f"/api/polls/{poll}/tallies", json=tallies)
    await mine.drain()
    (rating,) = [row for row in (await rows(mine, "rating")).values() if (row["member"], row["quarter"]) == (member, QUARTER)]
    assert rating["data_up_to"] == mine.clock.now_ms
    (review,) = (await ballots.load_mass_reviews(mine.database.fetch, [(member, QUARTER)])).values()
    assert (review["mean_tenths"], review["computed_at"]) == (938, mine.clock.now_ms)
    assert review["data_up_to"] == closed_at
    assert Inputs(QUARTER).data_up_to() is None
