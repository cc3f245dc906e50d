"""Writes the package for the superior's platform, record by record."""

import asyncio
import zipfile
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from tempfile import TemporaryFile
from typing import Any, BinaryIO

import msgspec

from server.domain.meetings import load_meetings
from server.domain.organisation import posts_in_force, today_of
from server.domain.papers import rules
from server.domain.papers.queries.ledger import bounds_of, place_of
from server.kit.sheets import Written
from server.replication import Replication

ROWS_AT_ONCE, RECORDS_AT_ONCE = 2000, 100
Place = tuple[int, str]
"""Start (epoch ms) and id of a meeting: what lies after it is asked for next."""
_ORGANISATIONS = """select "id", "kind", "name", "parent", "closed_on" from "organisation" where not "deleted" order by "kind", "id" """
_MEMBERS = """select "id", "employee_no", "name", "kind", "branch", "group" from "member"
    where not "deleted" and "status" <> 'left' and "employee_no" > {} order by "employee_no" limit {}"""
_APPROVED = """select "id", "held_start" from "meeting" where not "deleted" and "status" = 'approved' and "held_start" >= {} and "held_start" <= {}
    and ("held_start" > {} or "id" > {}) order by "held_start", "id" limit {}"""


async def write_package(replication: Replication, period: str) -> Written:
    """Everything that was approved of meetings held in a period, with all organisations and members. Raises Problem papers.period."""
    first, last = bounds_of(replication, period)
    file: BinaryIO = TemporaryFile()  # noqa: SIM115  # whoever reads it out closes it
    async with replication.database.read():
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            counts = {
                "organisations": await _write(package, "organisations.jsonl", _organisations(replication)),
                "members": await _write(package, "members.jsonl", _members(replication)),
                "meetings": await _write(package, "meetings.jsonl", _meetings(replication, first, last)),
            }
            as_of = datetime.fromtimestamp(replication.clock() / 1000, replication.settings.zone).isoformat(timespec="seconds")
            package.writestr("manifest.json", msgspec.json.encode(rules.ExchangeManifest(rules.FORMAT, rules.VERSION, as_of, period, **counts)))
    size = file.tell()
    file.seek(0)
    return Written(file, size, counts["meetings"])


async def _write(package: zipfile.ZipFile, name: str, records: AsyncIterator[Iterable[msgspec.Struct]]) -> int:
    count = 0
    with package.open(name, "w", force_zip64=True) as out:
        async for some in records:
            lines = [msgspec.json.encode(one) + b"\n" for one in some]
            count += len(lines)
            await asyncio.to_thread(out.write, b"".join(lines))
    return count


async def _organisations(replication: Replication) -> AsyncIterator[list[rules.ExchangeOrganisation]]:
    yield msgspec.convert(await replication.database.fetch(_ORGANISATIONS), list[rules.ExchangeOrganisation])


async def _members(replication: Replication) -> AsyncIterator[list[rules.ExchangeMember]]:
    after, fetch = "", replication.database.fetch
    while found := await fetch(_MEMBERS, after, ROWS_AT_ONCE):
        posts: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for post in await posts_in_force(fetch, [one["id"] for one in found], today_of(replication)):
            posts[post["member"]].append({"post": post["post"], "organisation": post["org"]})
        yield msgspec.convert([{**one, "posts": posts[one["id"]]} for one in found], list[rules.ExchangeMember])
        after = found[-1]["employee_no"]


async def _meetings(replication: Replication, first: int, last: int) -> AsyncIterator[list[rules.ExchangeMeeting]]:
    place: Place | None = (0, "")
    while place is not None:
        records, place = await _page(replication, (first, last), place, RECORDS_AT_ONCE)
        yield records


async def page_of_exchange(replication: Replication, period: str, cursor: str, limit: int) -> tuple[list[rules.ExchangeMeeting], str | None]:
    """A page of the approved records of a period after `cursor`, and the cursor of the next one. Raises Problem papers.period."""
    async with replication.database.read():
        records, place = await _page(replication, bounds_of(replication, period), place_of(cursor), limit)
    return records, f"{place[0]}/{place[1]}" if place else None


async def _page(replication: Replication, span: tuple[int, int], after: Place, limit: int) -> tuple[list[rules.ExchangeMeeting], Place | None]:
    """Records held within a span, after a place, and the place where the next ones begin, if there may be more."""
    (first, last), (at, meeting) = span, after
    found = await replication.database.fetch(_APPROVED, max(first, at), last, max(first - 1, at), meeting, limit)
    stored = await load_meetings(replication, [one["id"] for one in found])
    zone = replication.settings.zone
    records = [rules.exchanged(row.id, row.rev, row.values, (mark.values for mark in marks), zone) for row, marks in stored]
    return records, (found[-1]["held_start"], found[-1]["id"]) if len(found) == limit else None
