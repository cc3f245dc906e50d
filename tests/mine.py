"""An isolated mine for one test: a fresh database, the application in this very event loop, a clock that the test sets, jobs that it drains."""

import itertools
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import httpx

from tests.services import Postgres, Redis

EMPTY = "empty"
DEMO = "demo"
ZONE = ZoneInfo("Asia/Shanghai")
START = "2026-11-16 08:00"
_numbers = itertools.count(1)


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

    async def open(self, content: str) -> dict[str, Any]: ...
    async def close(self, settings: dict[str, Any]) -> None: ...


class SqliteStorage:
    """SQLite files; jobs run in the process."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.templates: set[str] = set()

    async def open(self, content: str) -> dict[str, Any]:
        """A copy of the template's file."""
        template = self.folder / f"{content}.db"
        if content not in self.templates:
            await fill({"data": str(self.folder), "database_url": f"sqlite:///{template}"}, content)
            self.templates.add(content)
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
        self.templates: set[str] = set()

    async def open(self, content: str) -> dict[str, Any]:
        """A copy of the template database, and a Redis without anything in it."""
        if content not in self.templates:
            url = await self.postgres.create(f"template-{content}")
            await fill({"data": str(self.folder), "database_url": url}, content)
            self.templates.add(content)
        url = await self.postgres.create(f"mine-{next(_numbers)}", f"template-{content}")
        self.redis.clear()
        return {"data": str(self.folder), "database_url": url, "redis_url": self.redis.url}

    async def close(self, settings: dict[str, Any]) -> None:
        """Drops the copy."""
        await self.postgres.drop(settings["database_url"].rsplit("/", 1)[1])


class Mine:
    """One mine, opened: its settings, its clock, the application and what stands behind it."""

    def __init__(self, app: Any, clock: TestClock, storage: str) -> None:
        self.app = app
        self.clock = clock
        self.storage = storage
        self.replication: Any = app.state.replication
        self.settings: Any = self.replication.settings
        self.database: Any = self.replication.database
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

    async def drain(self) -> None:
        """Runs all jobs that wait: in the process on SQLite, by a real arq worker over Redis on PostgreSQL."""
        await drain(self)

    async def close(self) -> None:
        """Closes the clients."""
        await self._stack.aclose()


@asynccontextmanager
async def open_mine(storage: Storage, content: str) -> AsyncIterator[Mine]:
    """A fresh mine with this content, its application started; all of it is gone afterwards."""
    from server.app import create_app
    from server.kit.settings import Settings

    given = await storage.open(content)
    clock = TestClock()
    app = create_app(Settings(**given), clock=clock)
    try:
        async with app.lifespan():
            mine = Mine(app, clock, storage.name)
            try:
                yield mine
            finally:
                await mine.close()
    finally:
        await storage.close(given)


async def fill(settings: dict[str, Any], content: str) -> None:
    """Makes a template: migrated, and with the demo mine if that is the content."""
    raise NotImplementedError


async def drain(mine: Mine) -> None:
    """Runs the waiting jobs of one mine."""
    raise NotImplementedError
