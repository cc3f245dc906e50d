"""Someone who has the database's files, its write-ahead log and the server's log, watched in which order people voted, and knows each one's code.

They are even given what is in the box, ballot by ballot, and only have to say whose each one is.
"""

import base64
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from server.domain.ballots.rules import code_id
from tests.mine import Mine
from tests.services import Postgres

Sheet = tuple[int, ...]

WAL_PAGE, FIRST_HEADER, HEADER = 8192, 40, 24
"""Bytes of a page of PostgreSQL's log, of the header of a segment's first page, and of every other page's header (XLogLongPageHeaderData)."""


async def wal_stands(mine: Mine) -> str:
    """Where PostgreSQL's write-ahead log stands now; SQLite's is one file."""
    if mine.storage == "sqlite":
        return ""
    return (await mine.database.fetch("select pg_walfile_name(pg_current_wal_insert_lsn()) as name"))[0]["name"]


async def remains(mine: Mine, postgres: Postgres | None, since: str) -> bytes:
    """What lies on the disk: the write-ahead log first, in the order in which it was written, then the tables' own files."""
    if postgres is None:
        file = Path(mine.database.url.removeprefix("sqlite:///"))
        return Path(f"{file}-wal").read_bytes() + file.read_bytes()
    await mine.database.execute("checkpoint")
    folder, now = postgres.folder / "data", await wal_stands(mine)
    # What is named later than now is an older segment that waits to be written anew.
    log = sorted(path for path in (folder / "pg_wal").iterdir() if len(path.name) == 24 and since <= path.name <= now)
    tables = await mine.database.fetch("""select pg_relation_filepath(oid) as path from pg_class
        where relkind in ('r', 'i', 't') and relnamespace <> 'pg_catalog'::regnamespace and pg_relation_filepath(oid) is not null""")
    files = [folder / row["path"] for row in tables]
    return b"".join([*(records_of(path.read_bytes()) for path in log if path.exists()), *(path.read_bytes() for path in files if path.exists())])


def records_of(segment: bytes) -> bytes:
    """What a segment of PostgreSQL's log says, without the headers of its pages: a record that runs over a page's end is whole again."""
    pages = (segment[start : start + WAL_PAGE] for start in range(0, len(segment), WAL_PAGE))
    return b"".join(page[FIRST_HEADER if at == 0 else HEADER :] for at, page in enumerate(pages))


def spellings(sheet: Sheet) -> Iterator[bytes]:
    """The ways in which a program may have written a sheet down."""
    plain = bytes(sheet)
    for text in (json.dumps(sheet), json.dumps(sheet, separators=(",", ":")), plain.hex(), "".join(map(str, sheet))):
        yield text.encode()
    yield plain
    yield base64.urlsafe_b64encode(plain)[: len(plain) * 4 // 3]


def first_place(evidence: bytes, sheet: Sheet) -> int:
    """Where a sheet stands first in what was left, or -1."""
    return min((place for text in spellings(sheet) if (place := evidence.find(text)) >= 0), default=-1)


def beside_code(evidence: bytes, code: str, places: dict[Sheet, int]) -> Sheet | None:
    """The sheet that stands nearest to what is kept of a voter's code, if any sheet stands anywhere."""
    kept = evidence.find(code_id(code).encode())
    found = {sheet: place for sheet, place in places.items() if place >= 0}
    return min(found, key=lambda sheet: abs(found[sheet] - kept)) if kept >= 0 and found else None


def guess(evidence: bytes, codes_in_order: Sequence[str], sheets: Sequence[Sheet], chance: random.Random) -> list[Sheet]:
    """Whose sheet is whose, for voters in the order of their arrival: by the order in which sheets were written, by what
    stands beside their codes, and by nothing better than chance where neither is to be had.
    """
    places = {sheet: first_place(evidence, sheet) for sheet in sheets}
    if all(place >= 0 for place in places.values()):
        return sorted(sheets, key=lambda sheet: places[sheet])
    left = list(sheets)
    chance.shuffle(left)
    named: list[Sheet] = []
    for code in codes_in_order:
        sheet = beside_code(evidence, code, {one: places[one] for one in left}) or left[0]
        left.remove(sheet)
        named.append(sheet)
    return named


def hits(guessed: Sequence[Sheet], truth: Sequence[Sheet]) -> int:
    """How many voters were found out."""
    return sum(one == other for one, other in zip(guessed, truth, strict=True))


def chance_of(at_least: int, polls: int, voters: int, rounds: int = 2_000) -> float:
    """The share of random assignments that find out so many, by trying (permutation test)."""
    chance = random.Random(1)
    reached = 0
    for _ in range(rounds):
        found = 0
        for _ in range(polls):
            order = list(range(voters))
            chance.shuffle(order)
            found += sum(place == one for place, one in enumerate(order))
        reached += found >= at_least
    return reached / rounds
