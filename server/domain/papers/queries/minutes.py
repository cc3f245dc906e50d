"""Writes minutes: one or many, as Word or PDF."""

import asyncio
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from server.domain.meetings import RecordOut, describe, describe_all, load_meeting, load_meetings, without_others_reasons
from server.domain.meetings import rules as meetings
from server.domain.papers import rules
from server.domain.papers.queries.fonts import faces_of, fonts_of
from server.domain.papers.queries.templates import chosen_template
from server.domain.papers.rules import Format, Minutes
from server.kit.identity import Actor
from server.kit.problems import Problem, row_not_found
from server.kit.sheets import Written
from server.kit.typeset import typeset
from server.replication import Replication
from server.replication.store import in_list, joined, to_json

MINUTES_AT_MOST = 1000
READ_AT_ONCE = 50
TYPST = Path(__file__).parents[1] / "data" / "minutes.typ"
_FILED = joined(
    """select "id", "org", "kind", "held_start" from "meeting" where not "deleted" and "status" in ('submitted', 'approved')
    and "held_start" >= {} and""",
    in_list("org"),
    'order by "held_start", "id"',
)


async def one_record(replication: Replication, actor: Actor, meeting: str) -> RecordOut:
    """A record as the person may read it; Problem row.not_found for everyone else."""
    found = await load_meeting(replication, meeting)
    if found is None or not meetings.may_see(actor, found[0].values, {mark.values["member"] for mark in found[1]}):
        raise row_not_found()
    record = await describe(replication, *found)
    return record if meetings.answers_for(actor, found[0].values) else without_others_reasons(record, actor.member)


async def write_one(replication: Replication, record: RecordOut, form: Format) -> bytes:
    """One record as a file."""
    (minutes,) = await _minutes(replication, [record])
    if form == "pdf":
        return await _typeset(replication, [minutes])
    return await asyncio.to_thread(rules.render, await chosen_template(replication), minutes)


async def write_minutes(replication: Replication, ids: Sequence[str], form: Format) -> Written:
    """Many records: one PDF, each from a new sheet on, or a zip with a Word file each. Raises Problem papers.too_many."""
    if len(ids) > MINUTES_AT_MOST:
        told = f"选中了 {len(ids)} 次会议，一次最多 {MINUTES_AT_MOST} 次。"
        raise Problem("papers.too_many", "会议太多", told, "请缩短周期，或选定一个党支部。")
    if not ids:
        raise row_not_found("这个范围里没有已报送的会议记录。")
    file: BinaryIO = TemporaryFile()  # noqa: SIM115  # whoever reads it out closes it
    await (_write_pdf if form == "pdf" else _write_zip)(replication, ids, file)
    size = file.tell()
    file.seek(0)
    return Written(file, size, len(ids))


async def _write_pdf(replication: Replication, ids: Sequence[str], file: BinaryIO) -> None:
    every: list[Minutes] = []
    for some in _parts(ids):
        every += await _minutes(replication, await _records(replication, some))
    file.write(await _typeset(replication, every))


async def _typeset(replication: Replication, every: Sequence[Minutes]) -> bytes:
    settings = replication.settings
    return await typeset(TYPST, {"faces": await asyncio.to_thread(faces_of, settings), "records": every}, fonts_of(settings))


async def _write_zip(replication: Replication, ids: Sequence[str], file: BinaryIO) -> None:
    template, zone, number = await chosen_template(replication), replication.settings.zone, 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:  # Word files are packed already
        for some in _parts(ids):
            records = await _records(replication, some)
            for record, minutes in zip(records, await _minutes(replication, records), strict=True):
                number += 1
                archive.writestr(f"{rules.file_name(record, zone, number)}.docx", await asyncio.to_thread(rules.render, template, minutes))


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(ids), READ_AT_ONCE):
        yield ids[at : at + READ_AT_ONCE]


async def _records(replication: Replication, ids: Iterable[str]) -> list[RecordOut]:
    return await describe_all(replication, await load_meetings(replication, ids))


async def _minutes(replication: Replication, records: Sequence[RecordOut]) -> list[Minutes]:
    zone = replication.settings.zone
    years = [datetime.fromtimestamp(one.meeting.held_start / 1000, zone).year for one in records if one.meeting.held_start is not None]
    numbers = await _sequences(replication, {record.meeting.org for record in records}, min(years)) if years else {}
    return [rules.minutes_of(record, numbers.get(record.meeting.id, 0), zone) for record in records]


async def _sequences(replication: Replication, orgs: Iterable[str], since_year: int) -> dict[str, int]:
    """For each filed meeting of these organisations since a year, the how manieth of its kind it was in its year."""
    counted: Counter[tuple[Any, ...]] = Counter()
    found: dict[str, int] = {}
    zone = replication.settings.zone
    begun_ms = int(datetime(since_year, 1, 1, tzinfo=zone).timestamp() * 1000)
    for row in await replication.database.fetch(_FILED, begun_ms, to_json(sorted(orgs))):
        key = (row["org"], row["kind"], datetime.fromtimestamp(row["held_start"] / 1000, zone).year)
        counted[key] += 1
        found[row["id"]] = counted[key]
    return found
