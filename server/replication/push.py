"""Takes a phone's mutations: locks its log, loads rows, asks the engine, writes everything in one transaction."""

import logging
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from server.kit.database import Unfit, UniqueViolation
from server.kit.identity import Actor
from server.kit.problems import Problem, session_required
from server.kit.refusals import holds_nul
from server.replication.conflicts import name_people
from server.replication.held import DISCARD
from server.replication.planning import as_of_today, draw_plan, load_needs, scopes_contended, scopes_written
from server.replication.pull import Wrote
from server.replication.store import insert_rows, to_json
from server.replication.unit import Replication
from sync.digest import START, extend
from sync.mutation import Mutation, Outcome
from sync.plan import Plan, World
from sync.wire import HEAD_DIGITS_LEAST, Request

log = logging.getLogger(__name__)

_OPEN_LOG = """insert into "sync_log" ("log", "account", "acked", "digest", "app", "seen_at") values ({}, {}, 0, '', {}, {})
    on conflict ("log") do nothing"""
_CLOSE_LOG = """update "sync_log" set "acked" = {}, "digest" = {}, "app" = {}, "seen_at" = {}, "name" = {}, "beacon_at" = {}
    where "log" = {}"""
_STORED = """select "mid", "body", "outcome" from "sync_inbox" where "log" = {} and "mid" >= {} and "mid" <= {} order by "mid" """
INBOX = insert_rows("sync_inbox", ["log", "mid", "name", "row", "body", "received_at", "not_before", "result", "outcome"])


_FAULTS = (Unfit, UniqueViolation, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What values of one mutation may bring about once all are written; not what befalls a server or a database."""


class Received(NamedTuple):
    """One mutation as it came and, if it could be read, what it says; `unfit`: the database would not hold what it came to."""

    mid: int
    raw: msgspec.Raw
    mutation: Mutation | None
    unfit: bool = False


class Pushed(NamedTuple):
    """What a push came to; `head` is the chain's end, `actor` has the rights of then; `wrote` tells the news where something was pushed."""

    acked: int
    outcomes: list[Outcome]
    head: bytes
    actor: Actor
    wrote: Wrote | None = None


class _Numbered(msgspec.Struct):
    mid: int


_read_mutation = msgspec.json.Decoder(Mutation).decode
_read_number = msgspec.json.Decoder(_Numbered).decode
_read_any = msgspec.json.Decoder().decode
_read_outcome = msgspec.json.Decoder(Outcome).decode


async def push(replication: Replication, account: str, request: Request) -> Pushed:
    """Applies what is new, answers everything. One transaction: what is acknowledged is on disk.

    Raises Problem 409 `sync.gap` or `sync.fork`, 403 `sync.foreign_log`, 401 where the account may do nothing, 400 where a mutation has no number.
    """
    received = [receive(raw) for raw in request.mutations]
    if not received:
        async with replication.database.read(brief=True):
            return Pushed(*await _acked(replication, account, request.log), await _actor(replication, account, replication.clock()))
    try:
        return await _take(replication, account, request, received)
    except _FAULTS:
        return await _take_singly(replication, account, request, received)


class _Beyond(Exception):
    """What was to be written is in further scopes, which should have been locked before those that were."""

    def __init__(self, scopes: set[str]) -> None:
        super().__init__(*sorted(scopes))
        self.scopes = scopes


async def _take(
    replication: Replication, account: str, request: Request, received: Sequence[Received], scopes: frozenset[str] = frozenset()
) -> Pushed:
    """Takes all in one transaction that holds `scopes` too; where that does not do, nothing was written, and it begins again with what it needs."""
    try:
        async with replication.database.write(brief=True):
            pushed, wakes = await _push(replication, account, request, received, scopes)
    except _Beyond as beyond:
        return await _take(replication, account, request, received, scopes | beyond.scopes)
    if pushed.wrote:
        await replication.announce({scope: end.head for scope, end in pushed.wrote.placed.items()}, wakes)
    return pushed


async def _take_singly(replication: Replication, account: str, request: Request, received: Sequence[Received]) -> Pushed:
    """Takes them one by one, since the database would not hold what all of them came to: the one it will not hold is quarantined, the others flow."""
    taken: list[Pushed] = []
    for one in received:
        alone = msgspec.structs.replace(request, mutations=[one.raw], head=None)
        try:
            taken.append(await _take(replication, account, alone, [one]))
        except _FAULTS:
            log.exception("mutation %s/%s does not fit the database; quarantined", request.log, one.mid)
            taken.append(await _take(replication, account, alone, [one._replace(unfit=True)]))
    return taken[-1]._replace(outcomes=[outcome for pushed in taken for outcome in pushed.outcomes], wrote=None)


def receive(raw: msgspec.Raw) -> Received:
    """A mutation as the server reads it; `mutation` is None where it cannot."""
    if holds_nul(bytes(raw)):
        return Received(_number_of(raw), raw, None)
    try:
        mutation = _read_mutation(raw)
        return Received(mutation.mid, raw, mutation)
    except msgspec.DecodeError:
        return Received(_number_of(raw), raw, None)


def _number_of(raw: msgspec.Raw) -> int:
    try:
        return _read_number(raw).mid
    except msgspec.DecodeError as error:
        raise Problem("sync.unnumbered", "请求格式不对", "有一条改动没有编号", "请更新应用后重试") from error


async def _acked(replication: Replication, account: str, log_id: str) -> tuple[int, list[Outcome], bytes]:
    records = await replication.database.fetch('select * from "sync_log" where "log" = {}', log_id)
    if not records:
        return 0, [], START
    _own(records[0], account)
    return records[0]["acked"], [], bytes.fromhex(records[0]["digest"]) or START


async def _actor(replication: Replication, account: str, now_ms: int) -> Actor:
    """The person behind an account, with today's rights."""
    actor = await replication.actor_of(replication.database, account, now_ms)
    if actor is None:
        raise session_required()
    return actor


def _own(record: dict[str, Any], account: str) -> None:
    if record["account"] != account:
        raise Problem("sync.foreign_log", "这份记录属于另一个人", "本机的待发记录不是当前登录者的", "请用原来的账号登录后同步", 403)


async def _push(
    replication: Replication, account: str, request: Request, received: Sequence[Received], scopes: frozenset[str]
) -> tuple[Pushed, bool]:
    now_ms = replication.clock()
    record = await _lock_log(replication, account, request, now_ms)
    fresh = [one for one in received if one.mid > record["acked"]]
    digest = _check_chain(record, received, fresh, request.head)
    stored = await _stored(replication, request.log, received, record["acked"])
    actor = await _actor(replication, account, now_ms)
    readable = [as_of_today(replication, one.mutation) for one in fresh if one.mutation and not one.unfit]
    await _lock_given_up(replication, request.log, readable)
    held = scopes | scopes_written(actor) | scopes_contended(replication, readable)
    world = await _load(replication, held, readable)
    world, plan = await draw_plan(replication, world, readable, request.log, actor, now_ms)
    if beyond := replication.store.beyond(held, world.written().values()):
        raise _Beyond(beyond)
    _answer_all(plan, fresh)
    bounds = await replication.beacons.bounds((one.mutation for one in fresh), request.log, record["beacon_at"])
    wrote, wakes = await _write(replication, world, plan, fresh, bounds, actor, request.log, now_ms)
    acked = record["acked"] + len(fresh)
    beacon_at = bounds[-1] if bounds else record["beacon_at"]
    await replication.database.fetch(_CLOSE_LOG, acked, digest.hex(), request.app, now_ms, actor.name, beacon_at, request.log)
    return Pushed(acked, stored + plan.outcomes, digest, actor, wrote), wakes


async def _lock_log(replication: Replication, account: str, request: Request, now_ms: int) -> dict[str, Any]:
    found = await replication.store.lock_log(request.log)
    if not found:
        await replication.database.fetch(_OPEN_LOG, request.log, account, request.app, now_ms)
        found = await replication.store.lock_log(request.log)
    _own(found, account)
    return found


async def _lock_given_up(replication: Replication, log_id: str, mutations: Sequence[Mutation]) -> None:
    """Whoever gives up what another log of theirs brought decides about it, as the office may at this moment."""
    for other in sorted({str(one.args.get("log")) for one in mutations if one.name == DISCARD.name} - {log_id}):
        await replication.store.lock_log(other)


def _check_chain(record: dict[str, Any], received: Sequence[Received], fresh: Sequence[Received], head: str | None) -> bytes:
    """Refuses gaps and forks; gives the digest of the log after `fresh`."""
    expected = record["acked"] + 1
    if [one.mid for one in fresh] != list(range(expected, expected + len(fresh))):
        raise Problem("sync.gap", "改动编号不连续", f"应从 {expected} 开始", "应用会自动补发", 409, extra={"expected": expected})
    digest = bytes.fromhex(record["digest"]) if record["digest"] else START
    digest = extend(digest, (_read_any(one.raw) for one in fresh))
    complete = bool(fresh) or received[-1].mid == record["acked"]
    if head and complete and not (len(head) >= HEAD_DIGITS_LEAST and digest.hex().startswith(head)):
        raise _forked()
    return digest


def _forked() -> Problem:
    return Problem("sync.fork", "这份记录被复制过", "同一编号下有不同的内容", "应用会换一份新记录，补发未确认的改动", 409)


async def _stored(replication: Replication, log_id: str, received: Sequence[Received], acked: int) -> list[Outcome]:
    """The outcomes of what was answered before. Under the same number must be the same words: the chain's end says nothing about its middle."""
    old = {one.mid: one.raw for one in received if one.mid <= acked}
    if not old:
        return []
    records = await replication.database.fetch(_STORED, log_id, min(old), max(old))
    if any(_read_any(record["body"]) != _read_any(old[record["mid"]]) for record in records if record["mid"] in old):
        raise _forked()
    return [_read_outcome(record["outcome"]) for record in records]


async def _load(replication: Replication, scopes: Iterable[str], mutations: Sequence[Mutation]) -> World:
    """Locks the scopes the person writes to and those that intents contend for, then loads what the intents ask for."""
    await replication.store.lock(scopes)
    world = World(replication.store.rules, (await replication.epoch()).rev_floor)
    await load_needs(replication, world, mutations)
    return world


def _answer_all(plan: Plan, fresh: Sequence[Received]) -> None:
    """Quarantines, each in its place, what could not even be read."""
    answered = {outcome.mid: outcome for outcome in plan.outcomes}
    plan.outcomes = [answered.get(one.mid) or Outcome(one.mid, "quarantined") for one in fresh]


async def _write(
    replication: Replication,
    world: World,
    plan: Plan,
    fresh: Sequence[Received],
    bounds: Sequence[int | None],
    actor: Actor,
    log_id: str,
    now_ms: int,
) -> tuple[Wrote, bool]:
    written = list(world.written().values())
    await name_people(replication.database, written, {actor.account: actor.name})
    placed = await replication.store.write(written)
    await replication.store.note(plan.changes, now_ms, actor.account, "sync", log_id)
    wakes = await replication.request(replication.affected(written), now_ms)
    records = [
        [log_id, one.mid, *_named(one), bytes(one.raw).decode(), now_ms, bound, outcome.result, to_json(outcome)]
        for one, outcome, bound in zip(fresh, plan.outcomes, bounds, strict=True)
    ]
    if records:
        await replication.database.write_rows(INBOX, records)
    heads = await replication.store.heads(actor.scopes - placed.keys())
    return Wrote(placed, {scope: head for scope, (head, _) in heads.items()}), wakes


def _named(one: Received) -> tuple[str, str]:
    return (one.mutation.name[:80], one.mutation.row[:64]) if one.mutation else ("", "")
