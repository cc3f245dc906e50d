"""Mutations on which the server failed: kept word for word, told to an administrator, run again once it is mended. Nothing waits behind them."""

from typing import Annotated, Any

import msgspec

from server.kit.database import Database
from server.kit.doctor import Finding
from server.kit.identity import Actor
from server.kit.problems import Problem, row_not_found
from server.replication.held import DISCARD, Discarding, held_id
from server.replication.push import receive
from server.replication.unit import Replication, Unit
from sync.mutation import Mutation, Outcome

AT_MOST = 200
_FOUND = """select i."log", i."mid", i."name", i."row", i."body", i."received_at", coalesce(p."name", '') as "by_name", coalesce(p."app", '') as "app"
    from "sync_inbox" i left join "sync_log" p on p."log" = i."log"
    where i."result" = 'quarantined' and not exists (select 1 from "held" h where h."log" = i."log" and h."mid" = i."mid")
    order by i."received_at" desc limit {}"""
_COUNT = """select count(*) as "n" from "sync_inbox" i
    where i."result" = 'quarantined' and not exists (select 1 from "held" h where h."log" = i."log" and h."mid" = i."mid")"""
_ONE = """select i."body", i."received_at", l."account" from "sync_inbox" i join "sync_log" l on l."log" = i."log"
    where i."log" = {} and i."mid" = {} and i."result" = 'quarantined' """
_GIVEN_UP = """select i."body" from "sync_inbox" i join "sync_log" l on l."log" = i."log" where l."account" = {} and i."name" = {}"""


class Quarantined(msgspec.Struct):
    """One of them: whose it is, from which version of the app, and what it says. `name` is empty where it could not even be read."""

    log: str
    mid: int
    name: str
    row: str
    body: str
    received_at: int
    by_name: str
    app: str


class RunAgainIn(msgspec.Struct):
    """Which one."""

    log: Annotated[str, msgspec.Meta(max_length=64)]
    mid: Annotated[int, msgspec.Meta(ge=1, le=2**53)]


class RunAgainOut(msgspec.Struct):
    """What a mutation came to when it was run again: written (`applied`, `merged`, `conflict`), or `held` for the office to decide."""

    log: str
    mid: int
    result: str


class QuarantineOut(msgspec.Struct):
    """The latest of those that nobody has run again, newest first, and how many there are in all."""

    items: list[Quarantined]
    count: int


async def load_quarantine(replication: Replication, at_most: int = AT_MOST) -> QuarantineOut:
    """What an administrator should look at; the text of each is as the phone sent it, and a private one is only counted."""
    records = await replication.database.fetch(_FOUND, at_most)
    told = [Quarantined(**record) for record in records if record["name"] not in replication.private]
    return QuarantineOut(told, await _count(replication.database))


async def examine_quarantine(database: Database) -> list[Finding]:
    """For linghang doctor."""
    count = await _count(database)
    if not count:
        return [Finding("正常", "改动", "没有系统未能处理的改动")]
    remedy = "请在机关页面“系统未能处理的改动”查看原文，并把日志里的错误交给维护人员；系统修好后可在该页面再办理一次，内容都已留存。"
    return [Finding("注意", "改动", f"有 {count} 条系统未能处理的改动", remedy)]


async def _count(database: Database) -> int:
    return (await database.fetch(_COUNT))[0]["n"]


async def run_again(replication: Replication, actor: str, log: str, mid: int) -> Outcome:
    """Carries out, with its author's rights of today, what the server once failed on; its outcome stays, and a row of `held` tells the author.

    Raises Problem 404 where there is no such mutation, 409 `sync.decided` where it was run again or given up before, 409 `sync.impossible`,
    or the rule that it breaks, where it still cannot be carried out: then nothing is written.
    """
    record = await _found(replication.database, log, mid)
    mutation = receive(msgspec.Raw(record["body"].encode())).mutation
    if mutation is None:
        raise _impossible("系统仍读不懂它的内容")
    async with replication.write(actor, "quarantined run again") as unit:
        await unit.lock_log(log)
        author = await replication.actor_of(replication.database, record["account"], unit.now_ms)
        if author is None:
            raise _impossible("写它的账号已停用")
        await _undecided(unit, record["account"], log, mid)
        outcome = await unit.take(mutation, log, author)
        if outcome.result in ("quarantined", "rejected") or (outcome.result == "held" and not outcome.ref):
            raise _refused(outcome)
        if outcome.reason != "rights":  # its row waits for the office's decision already
            unit.put("held", held_id(log, mid), _carried_out(unit, log, mutation, author, record["received_at"], outcome))
    return outcome


async def _found(database: Database, log: str, mid: int) -> dict[str, Any]:
    records = await database.fetch(_ONE, log, mid)
    if not records:
        raise row_not_found()
    return records[0]


async def _undecided(unit: Unit, account: str, log: str, mid: int) -> None:
    """Neither run again before, nor given up by its author, on this or another phone, who may have recorded it anew."""
    bodies = [msgspec.json.decode(record["body"], type=Mutation) for record in await unit.fetch(_GIVEN_UP, account, DISCARD.name)]
    given_up = (msgspec.convert(body.args, Discarding) for body in bodies)
    if await unit.load("held", [held_id(log, mid)]) or any((one.log, one.mid) == (log, mid) for one in given_up):
        raise Problem("sync.decided", "已有人处理过", "这条改动已经再办理过，或写它的人已经放弃", "请刷新后再看", 409)


def _carried_out(unit: Unit, log: str, mutation: Mutation, author: Actor, received_at: int, outcome: Outcome) -> dict[str, Any]:
    said = {"log": log, "mid": mutation.mid, "name": mutation.name, "row": mutation.row, "mutation": msgspec.to_builtins(mutation)}
    made = {"person": author.member, "asked_by": author.account, "asked_at": received_at}
    return {**said, **made, "state": "applied", "outcome": msgspec.to_builtins(outcome), "decided_by": unit.actor, "decided_at": unit.now_ms}


def _refused(outcome: Outcome) -> Problem:
    if fault := outcome.problem:
        return Problem(fault.code, fault.title, fault.detail, fault.remedy or "请按原文请支部重新记一次", 409, fault.field)
    if outcome.reason == "depends":
        return _impossible("它所依据的记录不存在，请先办理更早的一条")
    return _impossible("记录已经通过，这一步已无可做" if outcome.reason == "locked" else "系统处理它时仍然出错")


def _impossible(detail: str) -> Problem:
    return Problem("sync.impossible", "还不能办理", detail, "什么也没有改变；请查日志，或按原文请支部重新记一次", 409)
