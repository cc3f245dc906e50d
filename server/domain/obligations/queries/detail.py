"""Reads one obligation whole: how it stands and since when, its record and what that lacks, who leads, and what was asked about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from server.domain.meetings import rules as meetings
from server.domain.obligations import rules
from server.domain.obligations.queries import excusals
from server.domain.obligations.queries.board import PLACES, as_of
from server.domain.obligations.queries.standing import Fetch, load_calendar
from server.domain.obligations.schemas import LeadOut, ObligationOut, RecordStandingOut, TransitionOut
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.problems import row_not_found
from server.replication import Replication

_ONE = """select o.*, g."name" as "org_name" from "obligation" o join "organisation" g on g."id" = o."org"
    where o."id" = {} and not o."deleted" """
_STEPS = 'select "at", "to_state" as "state", "cause" from "transition" where "obligation" = {} order by "at", "id"'
_RECORD = 'select * from "meeting" where "id" = {} and not "deleted"'
_RETURNED = """select count(*) as "returned" from "review" where "meeting" = {} and "state" = 'returned' and not "deleted" """
_LEADS = """select m."name", p."post" from "post" p join "member" m on m."id" = p."member" where p."org" = {} and not p."deleted"
    and p."post" in ('secretary', 'deputy_secretary', 'group_leader') and p."from_on" <= {} and (p."to_on" is null or p."to_on" > {})
    order by case p."post" when 'deputy_secretary' then 1 else 0 end, m."id" """


async def load_obligation(replication: Replication, actor: Actor, orgs: Iterable[str], obligation: str) -> ObligationOut:
    """For someone with a role at these organisations. Problem 404 if there is none, or it is of a branch that the person does not see."""
    now_ms, fetch = replication.clock(), replication.database.fetch
    day = local_day(now_ms, replication.settings.timezone)
    async with replication.database.read():
        found = await fetch(_ONE, obligation)
        places = msgspec.convert(await fetch(PLACES), list[rules.Place])
        visible = {place.id for place in rules.visible_branches(places, orgs)}
        if not found or found[0]["branch"] not in visible:
            raise row_not_found()
        (record,) = await as_of(fetch, found, now_ms, await load_calendar(fetch, replication.settings.zone))
        steps = msgspec.convert(await fetch(_STEPS, obligation), list[TransitionOut])
        asked = await excusals.excusals_of(replication, actor, obligation)
        met = await _record(fetch, record["meeting"])
        leads = await fetch(_LEADS, record["org"], day, day)
    told = {"data_up_to": record["filed_at"], "record": met, "steps": steps, "excusals": asked, "leads": msgspec.convert(leads, list[LeadOut])}
    may_excuse = actor.has("office") and not rules.excusals.is_party(actor, record["branch"], None) and not rules.excusals.is_over(record)
    return msgspec.convert({**record, **told, "obligation": obligation, "may_excuse": may_excuse}, ObligationOut)


async def _record(fetch: Fetch, meeting: str | None) -> RecordStandingOut | None:
    found = await fetch(_RECORD, meeting) if meeting else []
    if not found:
        return None
    values: Mapping[str, Any] = found[0]
    (review,) = await fetch(_RETURNED, meeting)
    lacks = [meetings.LABELS[field] for field in meetings.missing_fields(values)] if values["status"] == "draft" else []
    return RecordStandingOut(values["title"] or values["kind"], values["status"], lacks, review["returned"])
