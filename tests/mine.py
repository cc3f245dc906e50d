"""An isolated mine for one test: a fresh database, the application in this very event loop, a clock that the test sets, jobs that it drains."""

import asyncio
import itertools
import shutil
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from zoneinfo import ZoneInfo

import httpx
import redis.asyncio
from litestar import Litestar

from server.app import JOBS, assemble, create_app, opened
from server.domain import accounts
from server.kit.clock import Clock, system_clock
from server.kit.database import Database
from server.kit.jobs import LocalQueue, RedisQueue, Worker, worker_arguments
from server.kit.settings import Settings
from server.replication import Replication, recompute
from tests.services import Postgres, Redis

ZONE = ZoneInfo("Asia/Shanghai")
START = "2026-11-16 08:00"
# A worker that ends when nothing waits, looks often, and leaves schedules to the mine's own clock.
BURST = {"burst": True, "cron_jobs": None, "poll_delay": 0.02, "handle_signals": False}
Logins = dict[str, accounts.DemoLogin]
"""Role -> login and password: secretary, member, office."""


class Content(NamedTuple):
    """What a fresh mine holds: nothing or the demo mine, as it stands at `at` after something (`past`) happened to it then; every job is done."""

    name: str
    is_demo: bool = False
    at: str = START
    past: Callable[[Replication], Awaitable[None]] | None = None


EMPTY = Content("empty")
DEMO = Content("demo", is_demo=True)

_numbers = itertools.count(1)
_at_hand: defaultdict[str, list[Litestar]] = defaultdict(list)
"""Applications that were built for an address, and serve no mine now."""


class TestClock:
    """The time of a mine, in epoch milliseconds; it stands still until the test moves it."""

    __test__ = False

    def __init__(self, at: str = START) -> None:
        self.now_ms = 0
        self.set(at)

    def __call__(self) -> int:
        return self.now_ms

    def set(self, at: str) -> None:
        """Sets it to a local time of the mine, such as `2026-11-25 00:05`."""
        self.now_ms = round(datetime.fromisoformat(at).replace(tzinfo=ZONE).timestamp() * 1000)

    def advance(self, **duration: float) -> None:
        """Moves it on, by the words of timedelta: `advance(days=3, hours=1)`."""
        self.now_ms += round(timedelta(**duration).total_seconds() * 1000)


class Storage(Protocol):
    """Where mines of one kind live; `open` gives the settings of a fresh one, copied from a template that is made once a run."""

    name: str
    logins: dict[str, Logins]

    async def open(self, content: Content) -> dict[str, Any]: ...
    async def close(self, settings: dict[str, Any]) -> None: ...


class SqliteStorage:
    """SQLite files; jobs run in the process."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.logins: dict[str, Logins] = {}

    async def open(self, content: Content) -> dict[str, Any]:
        """A copy of the template's file."""
        template = self.folder / f"{content.name}.db"
        if content.name not in self.logins:
            self.logins[content.name] = await fill({"data": str(self.folder), "database_url": f"sqlite:///{template}"}, content)
        data = self.folder / f"mine-{next(_numbers)}"
        data.mkdir()
        shutil.copyfile(template, data / "linghang.db")
        return {"data": str(data)}

    async def close(self, settings: dict[str, Any]) -> None:
        """Removes the copy."""
        shutil.rmtree(settings["data"])


class PostgresStorage:
    """Databases in a real PostgreSQL; jobs go through a real Redis."""

    name = "postgres"

    def __init__(self, folder: Path, postgres: Postgres, redis: Redis) -> None:
        self.folder = folder
        self.postgres = postgres
        self.redis = redis
        self.logins: dict[str, Logins] = {}

    async def open(self, content: Content) -> dict[str, Any]:
        """A copy of the template database, and a Redis without anything in it."""
        if content.name not in self.logins:
            url = await self.postgres.create(f"template-{content.name}")
            self.logins[content.name] = await fill({"data": str(self.folder), "database_url": url}, content)
        url = await self.postgres.create(f"mine-{next(_numbers)}", f"template-{content.name}")
        self.redis.clear()
        return {"data": str(self.folder), "database_url": url, "redis_url": self.redis.url}

    async def close(self, settings: dict[str, Any]) -> None:
        """Drops the copy."""
        await self.postgres.drop(settings["database_url"].rsplit("/", 1)[1])


class Mine:
    """One mine, opened: its settings, its clock, the application and what stands behind it."""

    def __init__(self, app: Litestar, clock: TestClock, storage: str, logins: Logins) -> None:
        self.app = app
        self.clock = clock
        self.storage = storage
        self.logins = logins
        self.replication: Replication = app.state.replication
        self.settings: Settings = self.replication.settings
        self.database: Database = self.replication.database
        self.drained_ms = clock.now_ms
        self._stack = AsyncExitStack()

    async def client(self) -> httpx.AsyncClient:
        """A browser of its own: keeps its cookies, reaches the application without a socket, in this event loop."""
        transport = httpx.ASGITransport(app=self.app)
        headers = {"Origin": "http://localhost"}
        return await self._stack.enter_async_context(httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=headers))

    async def sign_in(self, login: str, password: str) -> httpx.AsyncClient:
        """A client that has signed in."""
        client = await self.client()
        answer = await client.post("/api/session", json={"login": login, "password": password})
        assert answer.status_code == 200, answer.text
        return client

    async def sign_in_as(self, role: str) -> httpx.AsyncClient:
        """A client of the demo mine's secretary, member or office."""
        return await self.sign_in(self.logins[role].login, self.logins[role].password)

    async def drain(self) -> None:
        """Runs all jobs that wait, in the process or (PostgreSQL) by a real arq worker over Redis; then draws what waits for its schedule."""
        if isinstance(self.replication.jobs, LocalQueue):
            await self.replication.jobs.idle()
        else:
            await drain_by_worker(self)
        await recompute(self.replication)

    async def close(self) -> None:
        """Closes the clients."""
        await self._stack.aclose()


@asynccontextmanager
async def open_mine(storage: Storage, content: Content) -> AsyncIterator[Mine]:
    """A fresh mine with this content, its application started; all of it is gone afterwards."""
    given = await storage.open(content)
    clock = TestClock(content.at)
    try:
        with application(Settings(**given), clock) as app:
            async with running(resting(app.state.replication)):
                mine = Mine(app, clock, storage.name, storage.logins[content.name])
                try:
                    yield mine
                finally:
                    await mine.close()
    finally:
        await storage.close(given)


@contextmanager
def application(settings: Settings, clock: Clock) -> Iterator[Litestar]:
    """An application that no other mine uses meanwhile: alike for one address but for their state, and dear to build.

    One whose mine ended by a fault is not used again.
    """
    at_hand = _at_hand[settings.public_url]
    app = at_hand.pop() if at_hand else create_app(settings, clock)
    app.state.replication = assemble(settings, clock)
    yield app
    at_hand.append(app)


@asynccontextmanager
async def resting(replication: Replication) -> AsyncIterator[None]:
    """What the application's start opens, without its asking for every job: the template was made at the same hour, and all of them were done."""
    async with opened(replication):
        if isinstance(replication.jobs, LocalQueue):
            await replication.jobs.start(replication)
        yield


@asynccontextmanager
async def running(block: AbstractAsyncContextManager[Any]) -> AsyncIterator[None]:
    """Inside the block, in one task of its own: a fixture's beginning and its end run in two, which an application's life does not allow."""
    started, enough = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        async with block:
            started.set()
            await enough.wait()

    life, beginning = asyncio.create_task(live()), asyncio.create_task(started.wait())
    await asyncio.wait({life, beginning}, return_when=asyncio.FIRST_COMPLETED)
    try:
        if started.is_set():
            yield
    finally:
        beginning.cancel()
        enough.set()
        await life


async def fill(settings: dict[str, Any], content: Content, clock: Clock | None = None) -> Logins:
    """Makes a template: migrated by its first start, with this content, and with every job done. Gives the logins of the demo mine."""
    own = TestClock()
    app = create_app(Settings(**settings, demo=content.is_demo), clock or own)
    async with running(app.lifespan()):
        replication: Replication = app.state.replication
        people = await accounts.load_demo(replication) if content.is_demo else []
        await replication.jobs.idle()
        if content.past:
            own.set(content.at)
            await replication.jobs.idle()
            await content.past(replication)
            await replication.jobs.idle()
        await recompute(replication)
    return {person.role: person for person in people}


def fill_today(folder: str) -> None:
    """Fills a data folder with the demo mine as it stands today, as `linghang serve` with LINGHANG_DEMO would have after a while."""
    asyncio.run(fill({"data": folder}, DEMO, system_clock))


async def drain_by_worker(mine: Mine) -> None:
    """Lets a real arq worker take everything from Redis, until nothing is on its way and nothing was asked for meanwhile.

    Schedules go by the mine's clock, as they do in the process: if it was moved since the last time, every scheduled job is asked for.
    """
    queue = mine.replication.jobs
    if mine.clock.now_ms != mine.drained_ms:
        for job in JOBS:
            if job.cron is not None:
                await queue.wake(job.name)
    mine.drained_ms = mine.clock.now_ms
    arguments = worker_arguments(JOBS, mine.settings.redis_url, ZONE) | BURST | {"ctx": {"replication": mine.replication}}
    while await waiting(queue, mine.settings.redis_url):
        worker = Worker(**arguments)
        await worker.async_run()
        await worker.close()


async def waiting(queue: RedisQueue, redis_url: str) -> int:
    """How many wakes are in Redis, once those on their way have arrived."""
    await asyncio.gather(*queue._sending)
    async with redis.asyncio.Redis.from_url(redis_url) as connection:
        return await connection.zcard("arq:queue")
