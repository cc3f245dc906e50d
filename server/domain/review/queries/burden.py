"""Reads what records cost: fields filled, records returned, minutes from opening the form to saving it, by kind of meeting and month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from server.domain.meetings import rules as meetings
from server.domain.review.rules import burden
from server.domain.review.schemas import BurdenOut, KindBurdenOut
from server.replication import Replication
from sync.mutation import CREATED
from sync.plan import Need

_ALWAYS = len(meetings.REQUIRED) - 1
"""Kind, time, place, chair and recorder stand in every filed record; the agenda and what follows is counted."""
_TEXTS = ("title", "observers", "agenda", "discussion")
_LISTS = ("resolutions", "votes", "sessions")
_FILLED = " + ".join(
    [f"""case when m."{text}" <> '' then 1 else 0 end""" for text in _TEXTS]
    + [f"""case when m."{one}" <> '[]' then 1 else 0 end""" for one in _LISTS]
)
_STATES = """r."state" in ('pending', 'approved', 'returned', 'withdrawn') and not r."deleted" """
_FILED = f"""select m."kind", count(*) as "records", sum({_FILLED}) as "filled" from "review" r join "meeting" m on m."id" = r."meeting"
    where {_STATES} and r."attempt" = 1 and r."submitted_at" between {{}} and {{}} group by m."kind" """
_RETURNED = {
    kind: f"""select m."kind", count(*) as "returned", sum({length}) as "reasons" from "review" r join "meeting" m on m."id" = r."meeting"
        where r."state" = 'returned' and not r."deleted" and r."decided_at" between {{}} and {{}} group by m."kind" """
    for kind, length in (("sqlite", 'json_array_length(r."reasons")'), ("postgres", 'jsonb_array_length(r."reasons"::jsonb)'))
}
_SAMPLE = f"""select m."id" from "review" r join "meeting" m on m."id" = r."meeting" where {_STATES} and r."attempt" = 1
    and r."submitted_at" between {{}} and {{}} and m."kind" = {{}} order by r."id" limit {burden.SAMPLE}"""


async def load_burden(replication: Replication, month: date) -> BurdenOut:
    """Of all branches together, in the month that begins on a day."""
    fetch = replication.database.fetch
    span = _span(month, replication.settings.zone)
    async with replication.database.read():
        filed = {record["kind"]: record for record in await fetch(_FILED, *span)}
        returned = {record["kind"]: record for record in await fetch(_RETURNED, *span)}
    minutes = {kind: await _minutes(replication, [record["id"] for record in await fetch(_SAMPLE, *span, kind)]) for kind in filed}
    order = [kind for kind in meetings.KINDS if kind in {*filed, *returned}]
    return BurdenOut(f"{month:%Y-%m}", len(meetings.REQUIRED), [_row(kind, filed.get(kind), returned.get(kind), minutes.get(kind)) for kind in order])


def _span(month: date, zone: ZoneInfo) -> tuple[int, int]:
    """First and last instant of a month (epoch ms)."""
    after = (month + timedelta(days=32)).replace(day=1)
    first, last = (round(datetime(day.year, day.month, 1, tzinfo=zone).timestamp() * 1000) for day in (month, after))
    return first, last - 1


def _row(kind: str, filed: Mapping[str, Any] | None, returned: Mapping[str, Any] | None, minutes: float | None) -> KindBurdenOut:
    records = filed["records"] if filed else 0
    fields = round(_ALWAYS + filed["filled"] / records, 1) if filed and records else None
    back = returned or {"returned": 0, "reasons": 0}
    return KindBurdenOut(kind, records, fields, back["returned"], int(back["reasons"] or 0), minutes)


async def _minutes(replication: Replication, ids: Iterable[str]) -> float | None:
    """By the clock of the phone that made each record: opened when it was named, saved when it was made."""
    opened: dict[tuple[str, int], int | None] = {}
    for row in await replication.store.load(Need("meeting", tuple(ids))):
        if (mark := row.mark(CREATED)) and mark.log:
            opened[mark.log, mark.mid] = burden.opened_at(row.id)
    evidence = await replication.beacons.evidence(opened)
    return burden.median_minutes([(opened[written], one.at.wall) for written, one in evidence.items()])
