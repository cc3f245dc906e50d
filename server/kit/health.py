"""Whether the process lives, and whether it can serve: for load balancers, systemd and people."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import msgspec
from litestar import Response, Router, get
from redis.asyncio import Redis

from server.kit.database import Database

log = logging.getLogger(__name__)

PATIENCE_S = 2.0


class Health(msgspec.Struct, frozen=True, omit_defaults=True):
    """Each part is "ok" or "failed"; Redis is absent where none is set."""

    status: str
    database: str | None = None
    redis: str | None = None


async def database_answers(database: Database) -> bool:
    """Whether the database answers within two seconds."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            await database.fetch("select 1")
    except Exception as error:
        log.warning("database does not answer", extra={"error": repr(error)})
        return False
    return True


async def redis_answers(redis_url: str) -> bool:
    """Whether Redis answers within two seconds."""
    try:
        async with asyncio.timeout(PATIENCE_S), _client(redis_url) as redis:
            await redis.ping()
    except Exception as error:
        log.warning("redis does not answer", extra={"error": repr(error)})
        return False
    return True


def health_routes(served_by: Callable[[], tuple[Database, str]]) -> Router:
    """GET /health/live and GET /health/ready, open to all; they tell nothing else. `served_by` gives the database and Redis's address, if any."""

    @get("/live", summary="Is the process alive")
    async def live() -> Health:
        return Health("ok")

    @get("/ready", summary="Can requests be served")
    async def ready() -> Response[Health]:
        database, redis_url = served_by()
        data_ok = await database_answers(database)
        redis_ok = await redis_answers(redis_url) if redis_url else None
        # Without Redis requests are still served and nothing is lost; it is told, but it is no reason to take the server out.
        health = Health("ok" if data_ok else "failed", _word(data_ok), None if redis_ok is None else _word(redis_ok))
        return Response(health, status_code=200 if data_ok else 503)

    return Router("/health", route_handlers=[live, ready], opt={"public": True}, tags=["health"])


def _word(ok: bool) -> str:
    return "ok" if ok else "failed"


def _client(redis_url: str) -> Any:
    return Redis.from_url(redis_url)  # pyright: ignore[reportUnknownMemberType]
