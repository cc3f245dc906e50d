"""Reads mutations held for want of a right; carries one out on behalf of its author, or discards it with a reason."""

from typing import Any

import msgspec

from server.domain.review import rules
from server.domain.review.queries.reviews import PAGE, made_start, with_names
from server.domain.review.schemas import HeldItem, HeldOut
from server.kit.identity import Actor, Grant
from server.kit.problems import Problem, own_case, row_not_found
from server.replication import Replication, Unit
from sync.mutation import Mutation, Outcome, Row
from sync.plan import Need

_QUEUE = """select h."id" as "held", h."log", h."mid", h."name", h."row", h."mutation", h."state", h."asked_at", h."decided_at", h."reason",
    h."asked_by", h."person", m."kind", m."title", m."held_start" as "meeting_start", coalesce(b."name", '') as "branch_name",
    coalesce(p."name", a."login", '') as "asked_by_name"
    from "held" h left join "organisation" b on 'branch:' || b."id" = h."scope" left join "meeting" m on m."id" = h."row"
    left join "account" a on a."id" = h."asked_by" left join "member" p on p."id" = a."member"
    where h."state" = {} and (h."asked_at", h."log", h."mid") > ({}, {}, {}) order by h."asked_at", h."log", h."mid" limit {}"""
_LEFT = """select "id" from "held" where "state" = 'open' and not "deleted" and "asked_at" <= {} order by "asked_at", "id" limit 500"""


async def load_held(replication: Replication, actor: Actor, state: str, cursor: str | None) -> HeldOut:
    """A page of held mutations in `state`, in the order in which they arrived and were made; a private one is its author's alone."""
    records = await replication.database.fetch(_QUEUE, state, *made_start(cursor), PAGE + 1)
    page = records[:PAGE]
    items = [await _described(replication, actor, record) for record in page if record["name"] not in replication.private]
    more = len(records) > PAGE
    return HeldOut(items, f"{page[-1]['asked_at']}/{page[-1]['log']}/{page[-1]['mid']}" if more else None)


async def _described(replication: Replication, actor: Actor, record: dict[str, Any]) -> HeldItem:
    mutation = msgspec.json.decode(record["mutation"], type=Mutation)
    wanted = {field: value for field, (_, value) in mutation.set.items()}
    stands = {"kind": record["kind"] or wanted.get("kind") or "", "title": record["title"] or wanted.get("title") or ""}
    stands["meeting_start"] = wanted.get("held_start") if record["kind"] is None else record["meeting_start"]
    differences = await with_names(replication, rules.asked(mutation.set, mutation.args))
    told = {**record, **stands, "mutation": msgspec.to_builtins(mutation), "differences": differences}
    told["own"] = rules.is_own_request(actor, told)
    return HeldItem(**{name: told[name] for name in HeldItem.__struct_fields__})


async def apply(replication: Replication, actor: Actor, held_id: str) -> Outcome:
    """Carries out a held mutation as if its author still had the right; the decision stands in the office's name.

    Raises Problem 409: `review.held_decided`, or the reason why it cannot be carried out even so; 403 for one's own.
    """
    log = (await _found(replication, held_id)).values["log"]
    async with replication.write(actor.account, "held applied") as unit:
        author_name = (await unit.lock_log(log)).get("name", "")
        held = await _open(unit, actor, held_id)
        author = _author(held, author_name)
        outcome = await unit.take(msgspec.convert(held["mutation"], Mutation), log, author)
        if outcome.result not in ("applied", "merged", "conflict") and (outcome.reason != "locked" or not outcome.ref):
            raise _impossible(outcome)
        _decide(unit, held_id, "applied", outcome=msgspec.to_builtins(outcome))
    return outcome


def _author(held: dict[str, Any], name: str) -> Actor:
    """Who made the mutation, with the one right that was missing."""
    kind, _, branch = (held["scope"] or "").partition(":")
    posts = (Grant("secretary", branch, branch),) if kind == "branch" else ()
    return Actor(held["asked_by"], held["person"], name, posts, frozenset({branch} if kind == "assess" else ()))


def _impossible(outcome: Outcome) -> Problem:
    fault = outcome.problem
    if fault:
        return Problem(fault.code, fault.title, fault.detail, fault.remedy or "请写明原因后作废", 409, fault.field)
    detail = "它所依据的记录不存在，请先办理更早的一条" if outcome.reason == "depends" else "系统不能办理这条改动"
    return Problem("review.held_impossible", "不能办理", detail, "如不需要，请写明原因后作废", 409)


async def discard(replication: Replication, actor: Actor, held_id: str, reason: str) -> None:
    """Keeps a held mutation with the reason why it was not carried out. Problem 409 if it was decided before."""
    log = (await _found(replication, held_id)).values["log"]
    async with replication.write(actor.account, "held discarded") as unit:
        await unit.lock_log(log)
        await _open(unit, actor, held_id)
        _decide(unit, held_id, "discarded", reason=reason)


def _decide(unit: Unit, held_id: str, state: str, **values: Any) -> None:
    unit.put("held", held_id, {"state": state, "decided_by": unit.actor, "decided_at": unit.now_ms, **values})


async def _open(unit: Unit, actor: Actor, held_id: str) -> dict[str, Any]:
    held = (await unit.load("held", [held_id])).get(held_id)
    if held is None:
        raise row_not_found()
    if rules.is_own_request(actor, held):
        raise own_case("这条改动由您提出，或涉及您本人，不能由您自己办理。", "请由党群工作部的其他同志办理。")
    if held["state"] != "open":
        raise Problem("review.held_decided", "已有人处理过", "这条改动已经有了结论", "请刷新后再看", 409)
    return held


async def _found(replication: Replication, held_id: str) -> Row:
    rows = await replication.store.load(Need("held", (held_id,)))
    if not rows:
        raise row_not_found()
    return rows[0]


async def left_open(unit: Unit, before_ms: int) -> list[str]:
    """What was held before an instant and nobody has decided, the oldest first."""
    return [record["id"] for record in await unit.fetch(_LEFT, before_ms)]
