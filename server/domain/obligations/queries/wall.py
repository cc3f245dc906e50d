"""Reads what a wall screen tells beside the board: trends over the last months, and what happened today."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from server.domain.obligations import rules
from server.domain.obligations.queries.board import PLACES
from server.domain.obligations.queries.standing import load_calendar
from server.domain.obligations.rules import wall
from server.domain.obligations.schemas import EventOut, WallOut
from server.replication import Replication
from server.replication.store import Dialects, few, in_list, joined, to_json

EVENTS = 40
_STANDING = {
    kind: f"""select "period", "state", count(*) as "count" from "obligation" where not "deleted" and {periods}
        and {in_list("branch")[kind]} group by "period", "state" """
    for kind, periods in few('"period"').items()
}
_RED = """t."to_state" in ('overdue_provisional', 'overdue')"""
_TURNED: Dialects = {
    "sqlite": f"""select w.value->>0 as "month", count(distinct t."obligation") as "count" from json_each({{}}) w
        cross join "transition" t on t."at" between w.value->>1 and w.value->>2 cross join "obligation" o on o."id" = t."obligation"
        where {_RED} and {in_list("branch", "o.")["sqlite"]} group by 1""",
    "postgres": f"""select w.value->>0 as "month", count(distinct t."obligation") as "count" from jsonb_array_elements({{}}::jsonb) w
        join "transition" t on t."at" between (w.value->>1)::bigint and (w.value->>2)::bigint join "obligation" o on o."id" = t."obligation"
        where {_RED} and {in_list("branch", "o.")["postgres"]} group by 1""",
}
# Joined to '', the state is nothing that an index begins with: of all that was ever decided, the day finds today's.
_HAPPENED = """(select r."id", r."submitted_at" as "at", 'filed' as "event", r."branch", m."org", m."kind" from "review" r
    join "meeting" m on m."id" = r."meeting" where r."state" in ('pending', 'approved', 'returned') and r."submitted_at" >= {}
    union all select r."id", r."decided_at", r."state", r."branch", m."org", m."kind" from "review" r
    join "meeting" m on m."id" = r."meeting" where r."state" || '' in ('approved', 'returned') and r."decided_at" >= {}
    union all select t."id", t."at", 'red', o."branch", o."org", o."kind" from "transition" t
    join "obligation" o on o."id" = t."obligation" where t."to_state" = 'overdue_provisional' and t."at" >= {}
    union all select e."id", e."decided_at", 'excused', e."branch", e."org", e."kind" from "excusal" e
    where e."state" = 'granted' and not e."deleted" and e."decided_at" >= {}) e"""
_EVENTS = joined(
    f"""select e."id", e."at", e."event", e."kind", b."name" as "branch_name", g."name" as "org_name" from {_HAPPENED}
    join "organisation" b on b."id" = e."branch" join "organisation" g on g."id" = e."org" where""",
    in_list("branch", "e."),
    f'order by e."at" desc, e."id" limit {EVENTS}',
)
_COUNTS = joined(f'select e."event", count(*) as "count" from {_HAPPENED} where', in_list("branch", "e."), 'group by e."event"')


async def load_wall(replication: Replication, orgs: Iterable[str]) -> WallOut:
    """Of the branches at or below these organisations, as things stand now. Names of organisations, and of no person."""
    now_ms, fetch = replication.clock(), replication.database.fetch
    async with replication.database.read():
        calendar = await load_calendar(fetch, replication.settings.zone)
        places = msgspec.convert(await fetch(PLACES), list[rules.Place])
        branches = to_json([place.id for place in rules.visible_branches(places, orgs)])
        today = calendar.day_of(now_ms)
        months = wall.last_months(today, calendar)
        standing = await fetch(_STANDING, to_json([key for month in months for key in month.periods]), branches)
        turned = await fetch(_TURNED, to_json([[month.month, month.since_at, month.until_at] for month in months]), branches)
        since = [calendar.start_of(today)] * 4
        events = msgspec.convert(await fetch(_EVENTS, *since, branches), list[EventOut])
        counts = {record["event"]: record["count"] for record in await fetch(_COUNTS, *since, branches)}
    return WallOut(now_ms, wall.trends(months, standing, turned), events, counts)
