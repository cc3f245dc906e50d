"""From a ballot no path leads to its voter: not in tables, not in the write-ahead log, not in the server's log, before the count or after.

The same adversary finds out nearly everyone where ballots are kept as they are filled in.
"""

import json
import logging
import random

import pytest

from tests.api.adversary import Sheet, chance_of, guess, hits, remains, wal_stands
from tests.api.voting import Review, open_review, sealed_for
from tests.mine import Mine
from tests.services import Postgres

POLLS, VOTERS = 6, 20
RARE = 1e-3


def servers_files(mine: Mine, request: pytest.FixtureRequest) -> Postgres | None:
    """The PostgreSQL whose folder holds this mine, or none on SQLite."""
    return request.getfixturevalue("postgres") if mine.storage == "postgres" else None


def drawn_sheets(people: int, chance: random.Random) -> list[Sheet]:
    """Sheets that all differ, as they would be told apart in the box."""
    sheets: set[Sheet] = set()
    while len(sheets) < VOTERS:
        sheets.add(tuple(chance.choices((1, 2, 3, 4, 0), (8, 4, 2, 1, 2), k=people)))
    return chance.sample(sorted(sheets), VOTERS)


async def hold(mine: Mine, place: int, chance: random.Random) -> tuple[Review, list[str], list[Sheet]]:
    """A poll in which voters come in a random order, each with a drawn code; gives codes and sheets in the order of arrival."""
    review = await open_review(mine, voters=VOTERS, place=place)
    paper = await review.paper()
    codes, sheets = chance.sample(review.codes, VOTERS), drawn_sheets(len(paper["people"]), chance)
    for code, sheet in zip(codes, sheets, strict=True):
        assert (await review.vote(code, sealed_for(paper, sheet))).status_code == 200
    return review, codes, sheets


async def test_whoever_has_tables_write_ahead_log_and_logs_does_no_better_than_chance(
    demo_mine: Mine, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    chance, files, since = random.Random(20261127), servers_files(demo_mine, request), await wal_stands(demo_mine)
    with caplog.at_level(logging.DEBUG, logger="server"):
        polls = [await hold(demo_mine, 0, chance) for _ in range(POLLS)]
        before = await remains(demo_mine, files, since) + caplog.text.encode()
        for review, _, _ in polls:
            await review.count()
    after = await remains(demo_mine, files, since) + caplog.text.encode()
    for evidence in (before, after):
        found = sum(hits(guess(evidence, codes, sheets_as_found(sheets), chance), sheets) for _, codes, sheets in polls)
        assert chance_of(found, POLLS, VOTERS) > RARE, f"{found} of {POLLS * VOTERS} voters were found out"
        for review, codes, _ in polls:
            assert not [word for word in (*codes, *review.opened["keys"]) if word.encode() in evidence], "a code or a key lies open"


def sheets_as_found(sheets: list[Sheet]) -> list[Sheet]:
    """The box's content in an order that tells nothing."""
    return sorted(sheets)


NAIVE = {
    "sqlite": 'create table "naive" ("id" integer primary key autoincrement, "code" text, "choices" text)',
    "postgres": 'create table "naive" ("id" serial primary key, "code" text, "choices" text)',
}


async def test_the_same_adversary_finds_nearly_everyone_where_ballots_are_kept_as_they_are(demo_mine: Mine, request: pytest.FixtureRequest) -> None:
    chance, files, since = random.Random(20261127), servers_files(demo_mine, request), await wal_stands(demo_mine)
    await demo_mine.database.fetch(NAIVE)
    found = 0
    for poll in range(POLLS):
        sheets = drawn_sheets(40, chance)
        codes = [f"{poll}-{voter}" for voter in range(VOTERS)]
        for code, sheet in zip(codes, sheets, strict=True):
            async with demo_mine.database.write():
                await demo_mine.database.fetch('insert into "naive" ("code", "choices") values ({}, {})', code, json.dumps(sheet))
        evidence = await remains(demo_mine, files, since)
        found += hits(guess(evidence, codes, sheets_as_found(sheets), chance), sheets)
    assert found > 0.9 * POLLS * VOTERS
    assert chance_of(found, POLLS, VOTERS) == 0
