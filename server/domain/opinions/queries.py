"""Reads the box for those who answer, never whose an unnamed opinion is; answers, closes, and counts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from server.domain.opinions import rules
from server.domain.opinions.policy import opinion_scopes
from server.domain.opinions.schemas import AnswerOpinionIn, CloseOpinionIn, OpinionFiguresOut, OpinionOut, OpinionPage
from server.domain.organisation import today_of
from server.kit.identity import Actor
from server.kit.problems import refused_by_rule, row_not_found
from server.replication import Replication
from sync.plan import Need

SHOWN = 200
BATCH = 500
_SHOWN = """select o."id" as "opinion", o."kind", o."text", o."about", o."route", o."is_named", o."by_name", coalesce(b."name", '') as "branch_name",
    o."state", o."sent_at", o."answer", o."answered_by_name", o."answered_at", o."outcome", o."closed_at", o."person" = {} as "own"
    from "opinion" o left join "member" m on o."is_named" and m."id" = o."person" left join "organisation" b on b."id" = m."branch"
    where not o."deleted" and """
_ONE = _SHOWN + """o."id" = {}"""
_OLDEST = _SHOWN + """o."state" = {} and (o."sent_at", o."id") > ({}, {}) order by o."sent_at", o."id" limit {}"""
_NEWEST = _SHOWN + """o."state" = {} and (o."sent_at", o."id") < ({}, {}) order by o."sent_at" desc, o."id" desc limit {}"""
_WAITING = """select count(*) as "n" from "opinion" where "state" = 'waiting' and not "deleted" """
_SENT = """select "sent_at", "answered_at" from "opinion" where not "deleted" and "sent_at" >= {}"""


def _order(state: str) -> tuple[str, tuple[int, str]]:
    """What waits begins with the oldest, what is done with the newest: the statement, and before which place it begins."""
    return (_OLDEST, (-1, "")) if state == "waiting" else (_NEWEST, (2**53, ""))


async def load_opinions(replication: Replication, actor: Actor, state: str) -> OpinionPage:
    """The first of those in a state."""
    statement, start = _order(state)
    records = await replication.database.fetch(statement, actor.person, state, *start, SHOWN + 1)
    return OpinionPage([_shown(record) for record in records[:SHOWN]], len(records) > SHOWN)


async def every_opinion(replication: Replication, actor: Actor, state: str) -> AsyncIterator[list[OpinionOut]]:
    """All of those in a state, in batches. Inside a snapshot."""
    statement, start = _order(state)
    while records := await replication.database.fetch(statement, actor.person, state, *start, BATCH):
        yield [_shown(record) for record in records]
        start = (records[-1]["sent_at"], records[-1]["opinion"])


async def load_opinion(replication: Replication, actor: Actor, opinion_id: str) -> OpinionOut:
    """One of them. Problem row.not_found."""
    found = await replication.database.fetch(_ONE, actor.person, opinion_id)
    if not found:
        raise row_not_found("没有这条意见。")
    return _shown(found[0])


def _shown(record: Mapping[str, Any]) -> OpinionOut:
    return msgspec.convert({**record, "is_named": bool(record["is_named"]), "own": bool(record["own"])}, OpinionOut)


async def answer(replication: Replication, actor: Actor, opinion_id: str, asked: AnswerOpinionIn) -> OpinionOut:
    """Says what the person then reads, and closes it if that settles it. Problem 404; 403 for an own one; 409 once somebody else did."""
    return await _move(replication, actor, opinion_id, "answer", asked.answer, asked.closes)


async def close(replication: Replication, actor: Actor, opinion_id: str, asked: CloseOpinionIn) -> OpinionOut:
    """Closes what was answered. Problems as of an answer."""
    return await _move(replication, actor, opinion_id, "close", asked.outcome, True)


async def _move(replication: Replication, actor: Actor, opinion_id: str, move: str, words: str, closes: bool) -> OpinionOut:
    found = await replication.store.load(Need("opinion", (opinion_id,)))
    async with replication.write(actor.account, f"opinion {move}", lock=opinion_scopes(found[0].values) if found else ()) as unit:
        opinion = (await unit.load("opinion", [opinion_id])).get(opinion_id)
        if opinion is None:
            raise row_not_found("没有这条意见。")
        if fault := rules.move_fault(opinion, move, actor.person, words):
            raise refused_by_rule(fault, {"rights.own_case": 403, "opinions.state": 409}.get(fault.code, 400))
        said = {"answer": words.strip(), "answered_by_name": actor.name, "answered_at": unit.now_ms}
        told = said if move == "answer" else {"outcome": words.strip()}
        done = {"state": "closed", "closed_at": unit.now_ms} if closes else {"state": "answered"}
        unit.put("opinion", opinion_id, told | done)
    return await load_opinion(replication, actor, opinion_id)


async def load_figures(replication: Replication) -> OpinionFiguresOut:
    """How many wait, and how the running quarter went. Of no person."""
    today = date.fromisoformat(today_of(replication))
    quarter = (today.month + 2) // 3
    began = datetime(today.year, 3 * quarter - 2, 1, tzinfo=replication.settings.zone)
    async with replication.database.read():
        waiting = (await replication.database.fetch(_WAITING))[0]["n"]
        sent = await replication.database.fetch(_SENT, round(began.timestamp() * 1000))
    spans = [(one["sent_at"], one["answered_at"]) for one in sent if one["answered_at"] is not None]
    return OpinionFiguresOut(waiting, f"{today.year}-Q{quarter}", len(sent), len(spans), rules.median_days(spans))
