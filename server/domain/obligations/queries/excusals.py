"""Reads what branches ask to have excused or put off; grants it, declines it, takes a grant back; reminds those who lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import uuid4

import msgspec

from server.domain.obligations.policy import REMINDED
from server.domain.obligations.rules import Calendar, excusals
from server.domain.obligations.schemas import ExcusalOut, GrantedOut, Wanted
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.problems import own_case, refused_by_rule, row_not_found
from server.replication import Replication, Unit
from server.replication.store import in_list, joined, to_json
from sync.mutation import Refusal
from sync.plan import Need

Row = Mapping[str, Any]

_COLUMNS = """select e."id" as "excusal", e.*, b."name" as "branch_name", g."name" as "org_name", o."state" as "obligation_state",
    o."colour", o."due_at", o."meeting", o."computed_at", o."filed_at" as "data_up_to" from "excusal" e join "obligation" o on o."id" = e."obligation"
    join "organisation" b on b."id" = e."branch" join "organisation" g on g."id" = e."org" where not e."deleted" and """
_OPEN = _COLUMNS + """e."state" = 'open' and o."state" <> 'done' order by e."asked_at", e."id" limit 200"""
_DECIDED = (
    _COLUMNS
    + """(e."state" in ('granted', 'declined', 'lifted') or (e."state" = 'open' and o."state" = 'done'))
    order by coalesce(e."decided_at", e."asked_at") desc, e."id" limit 100"""
)
_OF = _COLUMNS + """e."obligation" = {} order by e."asked_at" desc, e."id" """
_NAMES = joined('select "id", "name" from "organisation" where', in_list("id"))


async def load_excusals(replication: Replication, actor: Actor, open_ones: bool) -> list[ExcusalOut]:
    """Requests that wait, oldest first; or what was decided last, and what needs no answer any more, because the meeting was held in time."""
    async with replication.database.read():
        records = await replication.database.fetch(_OPEN if open_ones else _DECIDED)
    return [shown(record, actor) for record in records]


async def excusals_of(replication: Replication, actor: Actor, obligation: str) -> list[ExcusalOut]:
    """Everything asked and granted about one obligation, newest first."""
    return [shown(record, actor) for record in await replication.database.fetch(_OF, obligation)]


def shown(record: Row, actor: Actor) -> ExcusalOut:
    """An excusal beside its obligation, for one person."""
    own = excusals.is_party(actor, record["branch"], record["asked_by"])
    told = {"state": excusals.standing(record["state"], record["obligation_state"]), "reason": excusals.told_reason(record["code"], record["words"])}
    return msgspec.convert({**record, **told, "own": own}, ExcusalOut)


async def decide(replication: Replication, actor: Actor, excusal_id: str, grants: bool, answer: str) -> str:
    """Grants a request as it was asked, or declines it; gives its state. Problem 404, 403 for an own one, 409 once it is decided."""
    found = await _found(replication, excusal_id)
    async with replication.write(actor.account, "excusal decided", lock=[f"branch:{found['branch']}"]) as unit:
        excusal = (await unit.load("excusal", [excusal_id]))[excusal_id]
        obligation = (await unit.load("obligation", [excusal["obligation"]]))[excusal["obligation"]]
        _refuse_party(actor, excusal["branch"], excusal["asked_by"])
        _refuse(excusals.decided_fault(excusal["state"]))
        if grants:
            wanted = Wanted(excusal["code"], excusal["words"], excusal["until_on"])
            _refuse(_grant_fault(wanted, obligation, replication))
            await _carry_out(unit, [obligation], wanted)
        state = "granted" if grants else "declined"
        _decide(unit, actor, excusal_id, state, answer)
    return state


def _grant_fault(wanted: Wanted, obligation: Row, replication: Replication) -> Refusal | None:
    if excusals.is_over(obligation):
        return excusals.over_fault()
    return excusals.wanted_fault(wanted, excusals.due_on(obligation, replication.settings.timezone))


async def grant(replication: Replication, actor: Actor, ids: Sequence[str], wanted: Wanted) -> GrantedOut:
    """Excuses obligations or puts them off in one transaction, asked for or not; what is done or exempt already is passed over and named.

    Requests that wait about them are granted by it. Problem 404 if one is unknown, 403 where a branch is the person's own, 400 for a wrong day.
    """
    async with replication.write(actor.account, "excused", lock=await _scopes(replication, ids)) as unit:
        obligations = await unit.load("obligation", ids)
        if len(obligations) < len(set(ids)):
            raise row_not_found("有的任务已经不在了。")
        waiting = {e: row for e, row in (await unit.where("excusal", "obligation", ids)).items() if row["state"] == "open"}
        for branch, asked_by in [(one["branch"], None) for one in obligations.values()] + [(e["branch"], e["asked_by"]) for e in waiting.values()]:
            _refuse_party(actor, branch, asked_by)
        owed = [one for one in obligations.values() if not excusals.is_over(one)]
        for one in owed:
            _refuse(excusals.wanted_fault(wanted, excusals.due_on(one, replication.settings.timezone)))
        await _carry_out(unit, owed, wanted)
        given = [_note(unit, actor, one, wanted, waiting) for one in owed]
    over = [one["org"] for one in obligations.values() if one not in owed]
    return GrantedOut(given, await _names(replication, over))


async def _carry_out(unit: Unit, obligations: Sequence[Row], wanted: Wanted) -> None:
    """What was granted before gives way; the obligation's state, and what it cost, follow from its new columns."""
    before = await unit.where("excusal", "obligation", [one["id"] for one in obligations])
    for excusal, row in before.items():
        if row["state"] == "granted":
            unit.put("excusal", excusal, {"state": "replaced"})
    effect = excusals.effect_of(wanted, Calendar(unit.settings.zone))
    for one in obligations:
        unit.put("obligation", one["id"], effect)


def _note(unit: Unit, actor: Actor, obligation: Row, wanted: Wanted, waiting: Mapping[str, Row]) -> str:
    """Keeps a grant: in the request that waited for it, or as one that nobody asked for. Gives its id."""
    told = {"code": wanted.code, "words": wanted.words.strip(), "until_on": wanted.until_on}
    asked = next((excusal for excusal, row in waiting.items() if row["obligation"] == obligation["id"]), None)
    excusal_id = asked or str(uuid4())
    if asked is None:
        about = {"obligation": obligation["id"], **{name: obligation[name] for name in excusals.COPIED}}
        unit.put("excusal", excusal_id, about | {"asked_by": None, "asked_at": unit.now_ms})
    unit.put("excusal", excusal_id, told)
    _decide(unit, actor, excusal_id, "granted", "")
    return excusal_id


async def lift(replication: Replication, actor: Actor, excusal_id: str, reason: str) -> str:
    """Takes a grant back: the duty is owed as before. Problem 404, 403 for an own branch, 409 if it does not stand."""
    found = await _found(replication, excusal_id)
    async with replication.write(actor.account, "excusal lifted", lock=[f"branch:{found['branch']}"]) as unit:
        excusal = (await unit.load("excusal", [excusal_id]))[excusal_id]
        _refuse_party(actor, excusal["branch"], excusal["asked_by"])
        if excusal["state"] != "granted":
            _refuse(Refusal("obligations.decided", "现在没有批准", "这一份已经不作数：没有批准、已撤销，或后来另批了一份。", "请刷新后再看。"))
        unit.put("obligation", excusal["obligation"], {"excused_reason": None, "excused_until_at": None})
        _decide(unit, actor, excusal_id, "lifted", reason)
    return "lifted"


def _decide(unit: Unit, actor: Actor, excusal_id: str, state: str, answer: str) -> None:
    by = {"decided_by": actor.account, "decided_by_name": actor.name, "decided_at": unit.now_ms}
    unit.put("excusal", excusal_id, {**by, "state": state, "answer": answer.strip()})


async def remind(replication: Replication, actor: Actor, ids: Sequence[str]) -> int:
    """Tells those who lead that a duty is still open, once a day at most; gives of how many obligations. Problem 404 if one is unknown."""
    day = local_day(replication.clock(), replication.settings.timezone)
    async with replication.write(actor.account, "reminded") as unit:
        obligations = await unit.load("obligation", ids)
        if len(obligations) < len(set(ids)):
            raise row_not_found("有的任务已经不在了。")
        for one in obligations:
            unit.tell(REMINDED, one, day)
    return len(obligations)


def _refuse_party(actor: Actor, branch: str, asked_by: str | None) -> None:
    if excusals.is_party(actor, branch, asked_by):
        raise own_case("这份申请由您提出，或是您任职的支部的任务，不能由您自己批准。", "请由党群工作部的其他同志办理。")


def _refuse(fault: Refusal | None) -> None:
    if fault:
        raise refused_by_rule(fault, 409 if fault.code in ("obligations.decided", "obligations.over") else 400)


async def _scopes(replication: Replication, ids: Iterable[str]) -> list[str]:
    rows = await replication.store.load(Need("obligation", tuple(ids)))
    return sorted({f"branch:{row.values['branch']}" for row in rows})


async def _found(replication: Replication, excusal_id: str) -> Row:
    rows = await replication.store.load(Need("excusal", (excusal_id,)))
    if not rows:
        raise row_not_found()
    return rows[0].values


async def _names(replication: Replication, orgs: Sequence[str]) -> list[str]:
    return [record["name"] for record in await replication.database.fetch(_NAMES, to_json(sorted(set(orgs))))] if orgs else []
