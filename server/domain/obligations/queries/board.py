"""Reads the board: how everyone's obligations of a period stand at this instant, and what is known to lie on phones still."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import asdict

from server.domain.meetings import rules as meetings
from server.domain.obligations import rules
from server.domain.obligations.queries.standing import TEMPLATES, Fetch, draw_conclusions, load_calendar
from server.domain.obligations.rules import Calendar, Obligation
from server.domain.obligations.schemas import BoardOut, CellOut, KindOut, RowOut
from server.kit.clock import local_day
from server.replication import Replication
from server.replication.store import few, joined, to_json

_BOARD = joined(
    'select o.*, g."name" as "org_name" from "obligation" o join "organisation" g on g."id" = o."org" where not o."deleted" and',
    few('o."period"'),
)
PLACES = 'select "id", "kind", "name", "parent" from "organisation" where not "deleted" and "kind" <> \'group\' order by "name", "id"'
_UNSENT = """select "branch", count(*) as "files" from "file_asset" where "state" = 'pending' and not "deleted" group by "branch" """
_HEARD = """select p."branch", max(l."seen_at") as "heard_at" from "post" p join "account" a on a."member" = p."member"
    join "sync_log" l on l."account" = a."id" where not p."deleted" and p."from_on" <= {} and (p."to_on" is null or p."to_on" > {})
    group by p."branch" """


class OnPhones(NamedTuple):
    """What the server knows of a branch's phones: files announced whose bytes have not come, and when any of them was last in touch (epoch ms)."""

    files: int = 0
    heard_at: int | None = None


async def load_board(replication: Replication, period: str, orgs: Iterable[str]) -> BoardOut:
    """The board of a period for someone with a role at these organisations. Raises ValueError for a text that names no period.

    Stored colours say until when they hold by themselves, so only those past that instant are drawn again here: the board is
    right at `as_of` even if the sweep is late, and costs a few queries whatever the number of branches.
    """
    shown = rules.periods_shown(period)
    now_ms = replication.clock()
    fetch = replication.database.fetch
    async with replication.database.read():
        places = {place.id: place for place in msgspec.convert(await fetch(PLACES), list[rules.Place])}
        templates = await fetch(TEMPLATES)
        records = await fetch(_BOARD, to_json(shown))
        standing = await as_of(fetch, records, now_ms, await load_calendar(fetch, replication.settings.zone))
        phones = await _on_phones(fetch, local_day(now_ms, replication.settings.timezone))
    kinds = _kinds(templates)
    cells, arrived = _cells(standing, [kind.kind for kind in kinds]), _arrived(standing)
    rows = [_row(branch, places, cells, arrived, phones) for branch in rules.visible_branches(places.values(), orgs)]
    return BoardOut(now_ms, max((row.data_up_to for row in rows if row.data_up_to), default=None), period, kinds, rows)


def _arrived(records: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """By branch: when the newest record arrived that a colour rests on."""
    found: dict[str, int] = {}
    for record in records:
        if record["filed_at"] is not None:
            found[record["branch"]] = max(found.get(record["branch"], 0), record["filed_at"])
    return found


async def _on_phones(fetch: Fetch, day: str) -> dict[str, OnPhones]:
    """By branch. A branch's last contact says how old its colours may be; whose phone it was is not asked (domain.md 6)."""
    files = {record["branch"]: record["files"] for record in await fetch(_UNSENT)}
    heard = {record["branch"]: record["heard_at"] for record in await fetch(_HEARD, day, day)}
    return {branch: OnPhones(files.get(branch, 0), heard.get(branch)) for branch in {*files, *heard}}


async def as_of(fetch: Fetch, records: list[dict[str, Any]], now_ms: int, calendar: Calendar) -> list[dict[str, Any]]:
    """Records of obligations with the state that each has at an instant, drawn again where the stored one has run out."""
    passed = [record for record in records if (record["next_change_at"] or now_ms + 1) <= now_ms]
    drawn = await draw_conclusions(fetch, msgspec.convert(passed, list[Obligation]), now_ms, calendar)
    return [record | (asdict(drawn[record["id"]][0]) if record["id"] in drawn else {}) for record in records]


def _kinds(templates: Iterable[Mapping[str, Any]]) -> list[KindOut]:
    """Each kind with its latest title, in the order in which meetings are named everywhere."""
    titles = {template["kind"]: template["title"] for template in templates}
    order = {kind: place for place, kind in enumerate(meetings.KINDS)}
    return [KindOut(kind, titles[kind]) for kind in sorted(titles, key=lambda kind: (order.get(kind, len(order)), kind))]


def _cells(records: Iterable[Mapping[str, Any]], kinds: Sequence[str]) -> dict[str, list[CellOut]]:
    """By branch; within it by kind, period and name of the organisation."""
    found: dict[str, list[CellOut]] = defaultdict(list)
    place = {kind: number for number, kind in enumerate(kinds)}
    for record in sorted(records, key=lambda r: (place.get(r["kind"], len(place)), r["due_at"], r["org_name"], r["id"])):
        found[record["branch"]].append(msgspec.convert({**record, "obligation": record["id"]}, CellOut))
    return found


def _row(
    branch: rules.Place,
    places: Mapping[str, rules.Place],
    cells: Mapping[str, list[CellOut]],
    arrived: Mapping[str, int],
    phones: Mapping[str, OnPhones],
) -> RowOut:
    parent = places.get(branch.parent or "")
    general_branch = parent.name if parent and parent.kind == "general_branch" else None
    known = phones.get(branch.id, OnPhones())
    return RowOut(branch.id, branch.name, general_branch, known.files, known.heard_at, cells.get(branch.id, []), arrived.get(branch.id))
