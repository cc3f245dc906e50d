"""A whole Linghang of one test: its processes, killed by SIGKILL at random or exact moments and started again as systemd would."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from server.kit.database import Database, Rows
from tests.api.wire import Cut, Wire, pass_on
from tests.services import LinghangProcess, Patience, Postgres, Redis, tail

NO_COMMIT_S = 20.0
PIECES_AT_MOST = 20_000
"""How many pieces may pass a wire before the one that is waited for."""
COMMIT = b"COMMIT\x00"
"""What ends the server's transaction on the wire, and what begins PostgreSQL's answer to it."""


class Installation:
    """On SQLite one server; with PostgreSQL also Redis and a worker. Phones reach it by `front`, the server its database by `back`."""

    def __init__(self, data: Path, postgres: Postgres | None = None, redis: Redis | None = None) -> None:
        self.data = data
        self.postgres = postgres
        self.redis = redis
        self.back = Wire(postgres.port) if postgres else None
        self.server = LinghangProcess(data, "serve", LINGHANG_DEMO="true")
        self.front = Wire(self.server.port)
        self.worker: LinghangProcess | None = None
        self.killed: set[str] = set()
        self.kills: list[str] = []
        self.ended: list[str] = []
        """Parts that ended by themselves, which only a worker may do, when Redis is gone: systemd starts it again."""

    @property
    def url(self) -> str:
        """Where phones find it; the same before and after every kill."""
        return f"http://127.0.0.1:{self.front.port}"

    @property
    def log(self) -> Path:
        """SQLite's write-ahead log."""
        return self.data / "linghang.db-wal"

    async def start(self) -> None:
        """Starts everything, with the demo mine: on PostgreSQL it is loaded into an empty database, on SQLite it may lie in the folder already."""
        await self.front.open()
        if self.postgres and self.redis and self.back:
            await self.back.open()
            direct = await self.postgres.create("linghang")
            redis = {"LINGHANG_REDIS_URL": self.redis.url}
            self.server.settings |= redis | {"LINGHANG_DATABASE_URL": direct.replace(str(self.postgres.port), str(self.back.port))}
            self.worker = LinghangProcess(self.data, "worker", **redis, LINGHANG_DATABASE_URL=direct)
        await self.mend()
        del self.server.settings["LINGHANG_DEMO"]  # the mine is there; later starts are quicker without looking

    async def mend(self) -> None:
        """Starts again whatever does not run, in the order in which they need each other; notes what nobody killed."""
        for name in ("postgres", "redis", "server", "worker"):
            part = getattr(self, name)
            if part and (part.process is None or part.process.poll() is not None):
                if part.process and name not in self.killed:
                    self.ended.append(name)
                await asyncio.to_thread(part.start)
                self.killed.discard(name)

    def kill(self, name: str) -> None:
        """SIGKILL now: `server`, `worker`, `redis` or `postgres`."""
        self.killed.add(name)
        getattr(self, name).kill()

    async def kill_at(self, moment: str, rng: random.Random) -> None:
        """Kills at one of the moments that `moments` names; a part's name means any moment."""
        self.kills.append(moment)
        if moment in MOMENTS:
            await MOMENTS[moment](self)
        else:
            await asyncio.sleep(rng.uniform(0, 0.3))
            self.kill(moment)

    def moments(self) -> list[str]:
        """Every way to die that this installation has."""
        if self.postgres:
            return ["server", "worker", "redis", "postgres", "before commit", "after commit", "before reply"]
        return ["server", "at commit", "before reply"]

    async def stop(self) -> None:
        """Stops server and worker as an operator does; the database stays."""
        for part in (self.server, self.worker):
            if part:
                await asyncio.to_thread(part.stop)

    async def close(self) -> None:
        """Stops everything, and removes the database that was this installation's own."""
        await self.stop()
        self.front.close()
        for part in (self.back, self.postgres, self.redis):
            if isinstance(part, Wire):
                part.close()
            elif part:
                part.stop()

    def last_words(self) -> str:
        """How each part stands, and the end of its log."""
        parts = {name: getattr(self, name) for name in ("server", "worker", "postgres", "redis")}
        logs = {name: part.log if isinstance(part, LinghangProcess) else part.folder / "log" for name, part in parts.items() if part}
        state = {name: getattr(parts[name], "process", None) for name in logs}
        codes = {
            name: "runs" if process and process.poll() is None else f"ended with {process and process.returncode}" for name, process in state.items()
        }
        return "\n".join(f"--- {name} {codes[name]}; its log ends:\n{tail(log)}" for name, log in logs.items())

    @asynccontextmanager
    async def database(self) -> AsyncIterator[Database]:
        """The database as it is on disk."""
        database = Database(self.postgres.url("linghang") if self.postgres else f"sqlite:///{self.data / 'linghang.db'}")
        await database.start()
        try:
            yield database
        finally:
            await database.stop()

    async def fetch(self, sql: str) -> Rows:
        """The rows of one query."""
        async with self.database() as database:
            return await database.fetch(sql)


async def _at_a_piece(installation: Installation, wire: Wire, outgoing: bool, part: bytes) -> None:
    """Kills the server the moment a piece with `part` passes the wire this way; the piece does not go on."""
    fired = asyncio.Event()
    pieces = 0

    def watch(direction: bool, data: bytes) -> None:
        nonlocal pieces
        pieces += 1
        if direction == outgoing and part in data and not fired.is_set():
            installation.kill("server")
            fired.set()
        if fired.is_set():
            raise Cut

    wire.watch, patience = watch, Patience(lambda: pieces)
    try:
        while not fired.is_set():
            assert patience.lasts() and pieces < PIECES_AT_MOST, f"{pieces} pieces passed, and none of them held {part}"
            await asyncio.sleep(0.005)
    finally:
        wire.watch = pass_on


async def _before_commit(installation: Installation) -> None:
    assert installation.back
    await _at_a_piece(installation, installation.back, True, COMMIT)


async def _after_commit(installation: Installation) -> None:
    assert installation.back
    await _at_a_piece(installation, installation.back, False, COMMIT)


async def _before_reply(installation: Installation) -> None:
    await _at_a_piece(installation, installation.front, False, b"HTTP/1.1 200")


async def _at_commit(installation: Installation) -> None:
    """SQLite's log has just been written to; the disk may not have been told to keep it yet."""

    def written() -> tuple[int, int]:
        found = installation.log.stat()
        return found.st_size, found.st_mtime_ns

    before = written()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(NO_COMMIT_S):
            while written() == before:
                await asyncio.sleep(0)
    installation.kill("server")


MOMENTS = {"before commit": _before_commit, "after commit": _after_commit, "before reply": _before_reply, "at commit": _at_commit}

Open = Callable[[str], Installation]
"""What the fixture `installed` gives: makes an installation on `sqlite` or `postgres`, not yet started."""
