"""Puts the server together; the only place that knows every part."""

from __future__ import annotations

import logging
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.di import Provide
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from server import replication as replication_package
from server.demo import load_people
from server.domain import accounts, assessments, dispatch, guides, honours, obligations, projects, ratings, rooms, studios, training
from server.kit.clock import Clock, system_clock
from server.kit.database import Contention, Database
from server.kit.health import health_routes
from server.kit.jobs import Job, JobQueue, LocalQueue, RedisQueue
from server.kit.log import RequestLog, log_answer
from server.kit.migrations import Schema, run_migrations, schema_of
from server.kit.pokes import MemoryPokes, Pokes, RedisPokes
from server.kit.problems import session_required
from server.kit.refusals import EXCEPTION_HANDLERS, refuse_nul
from server.kit.security import SameSiteOnly, add_security_headers
from server.kit.settings import Settings
from server.kit.static import static_routes
from server.modules import MODULES
from server.replication import Module, Replication, show_conflicts

log = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"
BODY_BYTES_AT_MOST = 1_000_000
COMPRESS_FROM_BYTES = 800

ALL_MODULES: tuple[Module, ...] = (replication_package.module, *MODULES)
JOBS: tuple[Job, ...] = tuple(job for module in ALL_MODULES for job in module.jobs)
SCHEMAS: tuple[Schema, ...] = tuple(schema for module in ALL_MODULES if (schema := schema_of(module.name, module.tables)))


def create_app(settings: Settings, clock: Clock | None = None) -> Litestar:
    """The application: routes of all parts, the PWA, health; its start opens and migrates the database.

    Of the mine it knows its address and what stands in its state, and nothing else: a test puts another there instead of building the same once more.
    """
    state = State({"replication": assemble(settings, clock or system_clock)})

    def provide_replication() -> Replication:
        return state.replication

    return Litestar(
        route_handlers=[*_routers(), health_routes(partial(_served_by, state)), static_routes(STATIC)],
        dependencies={"replication": Provide(provide_replication, sync_to_thread=False)},
        state=state,
        lifespan=[_lifespan],
        middleware=[RequestLog(), SameSiteOnly(settings.public_url), SignedInOnly()],
        before_send=[partial(_before_send, settings.public_url.startswith("https://"))],
        guards=[refuse_nul],
        exception_handlers=EXCEPTION_HANDLERS,
        compression_config=_compression(),
        openapi_config=_openapi(),
        request_max_body_size=BODY_BYTES_AT_MOST,
        logging_config=None,
    )


def assemble(settings: Settings, clock: Clock) -> Replication:
    """Everything that stands behind the routes, not yet started: for the server, the workers and the command line."""
    database = Database(settings.effective_database_url)
    pokes: Pokes = RedisPokes(settings.redis_url) if settings.redis_url else MemoryPokes()
    jobs: JobQueue = RedisQueue(settings.redis_url) if settings.redis_url else LocalQueue(JOBS, settings.zone, clock)
    return Replication(database, ALL_MODULES, clock, pokes, jobs, settings, accounts.actor_of(settings.timezone))


@asynccontextmanager
async def opened(replication: Replication) -> AsyncGenerator[Replication]:
    """Inside the block the database is open, migrated and holds what is shipped, and pokes travel; jobs can be asked for but do not run here."""
    await replication.database.start()
    try:
        replication.database.bind(table for schema in SCHEMAS for table in schema.tables)
        await run_migrations(replication.database, SCHEMAS)
        for part in (obligations, dispatch, rooms, honours, projects, guides, assessments, studios, training, ratings):
            await _ship(part.seed, replication)
        await _ship(show_conflicts, replication)
        await replication.pokes.start()
        yield replication
    finally:
        await replication.jobs.stop()
        await replication.pokes.stop()
        await replication.database.stop()


async def _ship(seed: Callable[[Replication], Awaitable[int]], replication: Replication) -> None:
    """Another process that starts at the same moment may have shipped the same; then there is nothing left to do."""
    try:
        await seed(replication)
    except Contention:
        await seed(replication)


class SignedInOnly(ASGIMiddleware):
    """Finds out who asks. A route is open to others only if it says `opt={"public": True}`; one that says `"rights": "later"` is told the account."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        if scope["route_handler"].opt.get("public"):
            scope["user"] = None
        else:
            connection: ASGIConnection[Any, Any, Any, Any] = ASGIConnection(scope)
            find = accounts.recognise if scope["route_handler"].opt.get("rights") == "later" else accounts.authenticate
            scope["user"] = await find(connection)
            if scope["user"] is None:
                raise session_required()
        await next_app(scope, receive, send)


@asynccontextmanager
async def _lifespan(app: Litestar) -> AsyncGenerator[None]:
    replication: Replication = app.state.replication
    async with opened(replication):
        if replication.settings.demo:
            tell_demo(replication.settings, await load_people(replication))
        if isinstance(replication.jobs, LocalQueue):
            await replication.jobs.start(replication)
        for job in JOBS:  # whatever fell due while nothing ran
            await replication.jobs.wake(job.name)
        yield


def tell_demo(settings: Settings, logins: Iterable[accounts.DemoLogin]) -> None:
    """The address and the logins in plain lines: the demo's passwords are no secret, and people look for them here."""
    words = {"secretary": "支部书记", "member": "党员", "office": "党群工作部", "committee_leader": "党委领导", "assessor": "党建考核员"}
    lines = [f"  {words[login.role]}：{login.login}  密码：{login.password}" for login in logins]
    sys.stdout.write("\n".join(["", f"领航演示矿：http://localhost:{settings.port}", *lines, "", ""]))
    sys.stdout.flush()


async def _before_send(https: bool, message: Message, scope: Scope) -> None:
    if message["type"] == "http.response.start":
        add_security_headers(message, scope, https)
        log_answer(message, scope)


def _served_by(state: State) -> tuple[Database, str]:
    replication: Replication = state.replication
    return replication.database, replication.settings.redis_url


def _routers() -> list[Router]:
    return [Router("/", route_handlers=list(module.routes), tags=[module.name]) for module in ALL_MODULES if module.routes]


def _compression() -> CompressionConfig:
    """Brotli where its package is installed, gzip for the rest; a stream of events is sent as it comes."""
    backend = "brotli" if find_spec("brotli") else "gzip"
    return CompressionConfig(
        backend=backend,
        minimum_size=COMPRESS_FROM_BYTES,
        gzip_compress_level=6,
        exclude=["^/api/sync/events"],
        exclude_opt_key="uncompressed",
    )


def _openapi() -> OpenAPIConfig:
    """The description of the HTTP surface at /schema/openapi.json, from which the PWA's types are made."""
    return OpenAPIConfig(
        title="Linghang",
        version="0.1.0",
        render_plugins=[JsonRenderPlugin()],
        openapi_router=Router("/schema", route_handlers=[], opt={"public": True}),
    )
