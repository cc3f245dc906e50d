"""How far each upload is, and how much each account has sent today."""

from typing import Any

import msgspec

from server.domain.files import rules
from server.kit.problems import Problem
from server.replication import Replication

_BEGIN = """insert into "file_upload" ("id", "account", "received", "transferred", "failures", "started_at", "touched_at")
    values ({}, {}, 0, 0, 0, {}, {}) on conflict ("id") do nothing returning "id" """
_FIND = 'select * from "file_upload" where "id" = {}'
_RECEIVED = """update "file_upload" set "received" = {}, "transferred" = "transferred" + {}, "touched_at" = {} where "id" = {}"""
_FAILED = """update "file_upload" set "received" = 0, "failures" = "failures" + 1 where "id" = {}"""
_SENT = """select coalesce(sum("transferred"), 0) as "sent" from "file_upload" where "account" = {} and "touched_at" > {}"""


class Upload(msgspec.Struct):
    """One upload: bytes acknowledged, and how often the whole had another sha256 than its row."""

    received: int
    failures: int


async def begin_upload(replication: Replication, asset: str, account: str) -> bool:
    """Notes that a file's bytes are coming; False if that was noted before."""
    now_ms = replication.clock()
    return bool(await replication.database.fetch(_BEGIN, asset, account, now_ms, now_ms))


async def find_upload(replication: Replication, asset: str) -> Upload | None:
    """The upload of a file, or None if none was begun."""
    records: list[dict[str, Any]] = await replication.database.fetch(_FIND, asset)
    return Upload(records[0]["received"], records[0]["failures"]) if records else None


async def note_received(replication: Replication, asset: str, received: int, came: int) -> None:
    """Acknowledges bytes that are on disk, and counts what was sent for the quota."""
    await replication.database.fetch(_RECEIVED, received, came, replication.clock(), asset)


async def note_failure(replication: Replication, asset: str) -> None:
    """The whole had a wrong sha256: it begins again at 0."""
    await replication.database.fetch(_FAILED, asset)


async def check_quota(replication: Replication, account: str, coming: int) -> None:
    """Refuses (Problem 429) bytes beyond what an account may send in 24 hours."""
    records = await replication.database.fetch(_SENT, account, replication.clock() - rules.DAY_MS)
    if int(records[0]["sent"]) + coming > rules.DAY_BYTES_AT_MOST:
        detail = f"24 小时内最多上传 {rules.DAY_BYTES_AT_MOST // 1024**2} MB。"
        raise Problem("files.quota", "今天上传太多", detail, "文字记录不受影响；照片仍在手机上，明天会自动接着传。", 429, retry_after_s=3600)
