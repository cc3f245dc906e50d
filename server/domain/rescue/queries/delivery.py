"""Hands the mutations of a file to the same code as POST /api/sync, once it is sure that none of them would be refused half-way."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from server.domain.rescue import rules
from server.domain.rescue.schemas import Content
from server.kit.problems import Problem
from server.replication import Replication
from server.replication.push import push
from sync.digest import START, canonical, extend
from sync.wire import MUTATIONS_AT_MOST, PROTOCOL, Request

_LOG = 'select "account", "acked", "digest" from "sync_log" where "log" = {}'
_BODIES = 'select "body" from "sync_inbox" where "log" = {} and "mid" >= {} and "mid" <= {} order by "mid"'


class Delivery(NamedTuple):
    """What a file's delivery comes to: `fresh` follows on `head`; from `first` to `last` is what the phone had no outcome of or the server lacked."""

    first: int
    last: int
    fresh: Sequence[msgspec.Raw]
    head: bytes


async def plan_delivery(replication: Replication, account: str, content: Content) -> Delivery:
    """Finds out what the server does not have yet, and writes nothing.

    Raises Problem `rescue.gap`, `rescue.fork`, `rescue.foreign` or `rescue.account_closed` where it could not be taken.
    """
    first = rules.first_number(content.mutations)
    acked, head = await _position(replication, account, content.log)
    known, fresh = _divided(content.mutations, acked + 1 - first)
    if fresh and first > acked + 1:
        raise rules.refused("sync.gap")
    await _compare(replication, content.log, first, known)
    if fresh and content.head and content.head != extend(head, map(msgspec.json.decode, fresh)).hex():
        raise rules.refused("sync.fork")
    if await replication.actor_of(replication.database, account, replication.clock()) is None:
        raise rules.refused("session.ended")
    return Delivery(min(content.acked, acked) + 1, first + len(content.mutations) - 1, fresh, head)


async def carry_out(replication: Replication, account: str, content: Content, delivery: Delivery) -> None:
    """Pushes what is new in requests of the usual size. What a push refuses now came between; the problem tells it to the office."""
    head = delivery.head
    for start in range(0, len(delivery.fresh), MUTATIONS_AT_MOST):
        batch = list(delivery.fresh[start : start + MUTATIONS_AT_MOST])
        head = extend(head, map(msgspec.json.decode, batch))
        request = Request(PROTOCOL, content.log, content.app, head=head.hex(), mutations=batch)
        try:
            async with replication.admission.push():
                await push(replication, account, request)
        except Problem as problem:
            raise rules.told_to_office(problem) from problem


def _divided(mutations: Sequence[msgspec.Raw], known: int) -> tuple[Sequence[msgspec.Raw], Sequence[msgspec.Raw]]:
    at = max(0, known)
    return mutations[:at], mutations[at:]


async def _position(replication: Replication, account: str, log: str) -> tuple[int, bytes]:
    records = await replication.database.fetch(_LOG, log)
    if not records:
        return 0, START
    if records[0]["account"] != account:
        raise rules.refused("sync.foreign_log")
    return records[0]["acked"], bytes.fromhex(records[0]["digest"]) or START


async def _compare(replication: Replication, log: str, first: int, known: Sequence[msgspec.Raw]) -> None:
    """What the server has under the same numbers must be the same: otherwise the file is of a copied log, and its content is not here."""
    stored = await replication.database.fetch(_BODIES, log, first, first + len(known) - 1)
    for raw, record in zip(known, stored, strict=True):
        if canonical(msgspec.json.decode(raw)) != canonical(msgspec.json.decode(record["body"])):
            raise rules.refused("sync.fork")
