"""The invented mine's duties in months that are over, and two excusals: a duty put off for a repair, and one that a secretary asks about."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import asdict

from server.domain.obligations import rules
from server.domain.obligations.queries import excusals, standing
from server.domain.obligations.rules.excusals import COPIED
from server.domain.obligations.schemas import Wanted
from server.kit.identity import Actor
from server.replication import Replication

_NOT_DONE = """select o.* from "obligation" o join "organisation" b on b."id" = o."branch" where o."org" = o."branch" and not o."deleted"
    and o."kind" = 'theme_day' and o."state" in ('upcoming', 'warning') and o."excused_reason" is null and """
_OWN = _NOT_DONE + """o."branch" = {} order by o."due_at", o."id" limit 1"""
_OTHER = _NOT_DONE + """o."branch" <> {} order by o."due_at", b."name" desc, o."id" limit 1"""
_ASKED = "0193a1b2-0000-7000-8000-0000000000e1"


async def load_demo_months(replication: Replication, kind: str, months: Iterable[str]) -> None:
    """What branches owed of a kind in months that are over, as it stands by the records there are. Safe to call twice."""
    async with replication.write(None, "demo duties") as unit:
        calendar = await standing.load_calendar(unit.fetch, unit.settings.zone)
        templates = [one for one in await standing.load_templates(unit.fetch) if one.kind == kind]
        known = await unit.load("organisation", await standing.owing_organisations(unit.fetch))
        organisations = msgspec.convert(list(known.values()), list[rules.Organisation])
        days = [rules.period_days(month)[0] for month in months]
        owed = [one for day in days for one in rules.generate(templates, organisations, day, calendar) if one.period == f"{day:%Y-%m}"]
        drawn = await standing.draw_conclusions(unit.fetch, owed, unit.now_ms, calendar)
        for one in owed:
            told = {**asdict(one), **asdict(drawn[one.id][0]), "computed_at": unit.now_ms}
            del told["id"]
            unit.put("obligation", one.id, told)


async def load_demo(replication: Replication, office: Actor, secretary: Actor) -> None:
    """Safe to call twice; where nothing is left to do there is nothing to excuse."""
    (branch,) = secretary.branches
    if await replication.database.fetch('select 1 from "excusal" limit 1'):
        return
    for one in await replication.database.fetch(_OTHER, branch):
        await excusals.grant(replication, office, [one["id"]], Wanted("maintenance", "主井提升机检修，全员抢修到月底"))
    for one in await replication.database.fetch(_OWN, branch):
        about = {"obligation": one["id"], **{name: one[name] for name in COPIED}}
        told = {"code": "emergency", "words": "采面过断层，党员都在井下", "until_on": "", "state": "open"}
        async with replication.write(secretary.account, "excusal.ask.v1") as unit:
            asked = {"asked_by": secretary.account, "asked_by_name": secretary.name, "asked_at": unit.now_ms}
            unit.put("excusal", _ASKED, about | told | asked)
