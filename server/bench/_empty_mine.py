"""A mine in a database of its own, which ends with the block that uses it."""

import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg  # pyright: ignore[reportMissingTypeStubs]

from server.app import assemble, opened
from server.bench._large_mine import AT_MS
from server.kit.settings import Settings
from server.replication import Replication, recompute


@asynccontextmanager
async def empty_mine(name: str) -> AsyncIterator[Replication]:
    """In a SQLite file, or in a database beside LINGHANG_DATABASE_URL if that is set; its clock stands still at AT_MS."""
    with tempfile.TemporaryDirectory() as folder:
        url, own = os.environ.get("LINGHANG_DATABASE_URL", ""), f"linghang_bench_{name}"
        if url:
            await _execute(url, f"drop database if exists {own}", f"create database {own}")
        settings = Settings(data=str(Path(folder)), database_url=url and f"{url.rpartition('/')[0]}/{own}")
        try:
            async with opened(assemble(settings, lambda: AT_MS)) as replication:
                await recompute(replication)  # what a new database requests of itself
                yield replication
        finally:
            if url:
                await _execute(url, f"drop database {own}")


async def _execute(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    for statement in statements:
        await connection.execute(statement)
    await connection.close()
