"""Mutations on which the server failed: kept word for word in the inbox, and told to an administrator. Nothing waits behind them."""

import msgspec

from server.kit.database import Database
from server.kit.doctor import Finding

AT_MOST = 200
_FOUND = """select i."log", i."mid", i."name", i."row", i."body", i."received_at", coalesce(p."name", '') as "by_name", coalesce(p."app", '') as "app"
    from "sync_inbox" i left join "sync_log" p on p."log" = i."log" where i."result" = 'quarantined' order by i."received_at" desc limit {}"""
_COUNT = """select count(*) as "n" from "sync_inbox" where "result" = 'quarantined' """


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


class QuarantineOut(msgspec.Struct):
    """The latest of them, newest first, and how many there are in all."""

    items: list[Quarantined]
    count: int


async def load_quarantine(database: Database) -> QuarantineOut:
    """What an administrator should look at; the text of each is as the phone sent it."""
    records = await database.fetch(_FOUND, AT_MOST)
    return QuarantineOut([Quarantined(**record) for record in records], await _count(database))


async def examine_quarantine(database: Database) -> list[Finding]:
    """For linghang doctor."""
    count = await _count(database)
    if not count:
        return [Finding("正常", "改动", "没有系统未能处理的改动")]
    remedy = "请在机关页面“系统未能处理的改动”查看原文，并把日志里的错误交给维护人员；内容都已留存。"
    return [Finding("注意", "改动", f"有 {count} 条系统未能处理的改动", remedy)]


async def _count(database: Database) -> int:
    return (await database.fetch(_COUNT))[0]["n"]
