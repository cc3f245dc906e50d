"""Looks at everything a running Linghang rests on, and says in words what to do where something is wrong."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal

import msgspec
from arq.constants import default_queue_name, health_check_key_suffix
from redis.asyncio import Redis

from server.kit.database import Database
from server.kit.health import redis_answers
from server.kit.migrations import Schema, pending_migrations
from server.kit.settings import Settings
from server.kit.static import StaticFolder
from server.kit.unreachable import why_unreachable

OLDEST_SQLITE = (3, 38)
LEAST_FREE_BYTES = 1_000_000_000
LOOPBACK = ("127.0.0.1", "::1", "localhost")

# What must be so for a committed record to survive a power cut (SQLite reports synchronous=FULL as 2).
_DURABLE_SQLITE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
_DURABLE_POSTGRES = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


class Finding(msgspec.Struct, frozen=True):
    """One thing looked at. `remedy` is empty where all is well."""

    state: Literal["正常", "注意", "故障"]
    matter: str
    detail: str
    remedy: str = ""

    def __str__(self) -> str:
        line = f"[{self.state}] {self.matter}：{self.detail}"
        return f"{line}\n       → {self.remedy}" if self.remedy else line


Check = Callable[[Database], Awaitable[list[Finding]]]


async def examine(settings: Settings, schemas: Sequence[Schema], static: Path, checks: Sequence[Check] = ()) -> list[Finding]:
    """All findings, in the order in which an operator would mend them. `checks` look into a database whose tables are all there."""
    findings = _address(settings) + _disk(settings)
    async with _started(settings) as (database, error):
        if database is None:
            findings.append(Finding("故障", "数据库", error, "请核对 LINGHANG_DATABASE_URL，并确认数据库已启动、磁盘未满。"))
        else:
            findings += await _durability(database)
            findings += await _migrations(database, schemas, checks)
    return [*findings, *await _redis(settings), _static(static)]


@asynccontextmanager
async def _started(settings: Settings) -> AsyncGenerator[tuple[Database | None, str]]:
    database = Database(settings.effective_database_url)
    try:
        await database.start()
    except Exception as error:
        yield None, f"无法连接：{why_unreachable(error)}"
        return
    try:
        yield database, ""
    finally:
        await database.stop()


def _address(settings: Settings) -> list[Finding]:
    if settings.public_url.startswith("https://"):
        return [Finding("正常", "网址", settings.public_url)]
    if settings.host in LOOPBACK and not settings.public_url:
        return [Finding("正常", "网址", f"只在本机 http://{settings.host}:{settings.port} 提供服务")]
    remedy = "请在前面放置反向代理并启用 HTTPS，再设置 LINGHANG_PUBLIC_URL=https://…；否则手机不能离线使用。"
    return [Finding("注意", "网址", "对外服务但没有使用 HTTPS", remedy)]


def _disk(settings: Settings) -> list[Finding]:
    folder = Path(settings.data)
    free = shutil.disk_usage(next(place for place in (folder, *folder.absolute().parents) if place.exists())).free
    detail = f"数据文件夹 {folder} 所在磁盘还有 {free / 1e9:.1f} GB"
    if free < LEAST_FREE_BYTES:
        return [Finding("故障", "磁盘", detail, "请清理或扩大磁盘：写满后系统只能读取，手机上的记录会留在手机里等待。")]
    return [Finding("正常", "磁盘", detail)]


async def _durability(database: Database) -> list[Finding]:
    if database.kind == "sqlite" and sqlite3.sqlite_version_info < OLDEST_SQLITE:
        return [Finding("故障", "数据库", f"SQLite {sqlite3.sqlite_version} 太旧", "请使用 SQLite 3.38 或更新的版本。")]
    wanted: dict[str, Any] = _DURABLE_SQLITE if database.kind == "sqlite" else _DURABLE_POSTGRES
    actual = {name: await _setting(database, name) for name in wanted}
    wrong = [f"{name}={actual[name]}" for name in wanted if actual[name] != wanted[name]]
    if wrong:
        return [Finding("故障", "数据库", f"断电可能丢失记录：{'，'.join(wrong)}", f"请把 {'、'.join(wanted)} 恢复为可靠的设置。")]
    findings = [Finding("正常", "数据库", f"{database.kind} 可用，提交即落盘")]
    if database.kind == "postgres" and await _setting(database, "data_checksums") != "on":
        remedy = "请停机后运行 pg_checksums --enable，以便发现磁盘损坏。"
        findings.append(Finding("注意", "数据库", "没有启用数据校验和", remedy))
    return findings


async def _setting(database: Database, name: str) -> Any:
    async with database.write():  # SQLite's settings are a connection's own: asked of the one that writes
        rows = await database.execute(f"pragma {name}" if database.kind == "sqlite" else f"show {name}")
    return next(iter(rows[0].values()))


async def _migrations(database: Database, schemas: Sequence[Schema], checks: Sequence[Check]) -> list[Finding]:
    pending = await pending_migrations(database, schemas)
    if pending:
        return [Finding("注意", "数据表", f"有 {len(pending)} 项变更尚未执行", "请运行 linghang migrate；服务启动时也会自动执行。")]
    return [Finding("正常", "数据表", "已是最新"), *[finding for check in checks for finding in await check(database)]]


async def _redis(settings: Settings) -> list[Finding]:
    if not settings.redis_url:
        return [Finding("正常", "任务", "没有设置 Redis，任务在服务进程内运行（只运行一个服务进程）")]
    if not await redis_answers(settings.redis_url):
        return [Finding("故障", "任务", "连接不上 Redis", "请启动 Redis 或核对 LINGHANG_REDIS_URL；期间不丢记录，颜色与得分会推迟更新。")]
    if not await _worker_lives(settings.redis_url):
        return [Finding("注意", "任务", "没有工作进程在运行", "请运行 linghang worker，并由 systemd 或 compose 保持运行。")]
    return [Finding("正常", "任务", "Redis 可用，工作进程在运行")]


async def _worker_lives(redis_url: str) -> bool:
    redis: Any = Redis.from_url(redis_url)  # pyright: ignore[reportUnknownMemberType]
    async with redis:
        return bool(await redis.exists(default_queue_name + health_check_key_suffix))


def _static(folder: Path) -> Finding:
    if StaticFolder(folder).is_built:
        return Finding("正常", "界面", "已生成")
    return Finding("故障", "界面", "尚未生成，浏览器打不开页面", "请运行 make build。")
