"""Real servers for the tests: PostgreSQL, Redis and Linghang itself, each on a free port, in a temporary folder, ended by its own pid."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import asyncpg
import httpx
import psutil

from tests.nursery import Forked, Nursery, die_with_the_tests

ROOT = Path(__file__).resolve().parent.parent
STANDSTILL_S = 120.0
"""How long nothing at all may happen while something is waited for."""
WORK_AT_MOST_S = 120
"""How much of the processor's time a server may take until it is ready: what the clock says meanwhile tells how busy the machine is."""
NURSERY = Nursery()
"""Where the servers of this run are forked."""
Process = subprocess.Popen[bytes] | Forked


class ServiceFailed(Exception):
    """A server did not start, or is not installed; the message says which and shows the end of its log."""


def free_port() -> int:
    """A TCP port that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Patience:
    """Waits on work, not on time: it ends where what is counted stands still for two minutes, however slowly it moves before."""

    def __init__(self, count: Callable[[], object]) -> None:
        self._count = count
        self._last: object = None
        self._since = time.monotonic()

    def lasts(self) -> bool:
        """Whether something moved within the last two minutes."""
        if (now := self._count()) != self._last:
            self._last, self._since = now, time.monotonic()
        return time.monotonic() - self._since < STANDSTILL_S


def work_s(process: Process) -> float:
    """How much of the processor's time it has had."""
    try:
        times = psutil.Process(process.pid).cpu_times()
    except psutil.NoSuchProcess:
        return 0
    return times.user + times.system


def wait_until(ready: Callable[[], bool], process: Process, log: Path, what: str) -> None:
    """Returns when `ready()` holds; raises with the end of the log if the process ends first, stands still, or works on and on."""
    patience = Patience(lambda: int(work_s(process)))
    while process.poll() is None and patience.lasts() and work_s(process) < WORK_AT_MOST_S:
        if ready():
            return
        time.sleep(0.02)
    state = f"still running after {work_s(process):.0f} s of work" if process.poll() is None else f"ended with code {process.returncode}"
    raise ServiceFailed(f"{what} did not get ready ({state}). Its log ends:\n{tail(log)}")


def tail(log: Path) -> str:
    """The end of a log."""
    return log.read_text(errors="replace")[-4000:] if log.exists() else "(no log)"


def listens(port: int) -> bool:
    """Whether something accepts connections on this port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def lives(process: psutil.Process) -> bool:
    """Whether it still holds memory: a dead one that nobody has asked after yet does not."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def end(process: Process, with_signal: signal.Signals = signal.SIGTERM) -> None:
    """Asks one process to stop and waits for it; after ten seconds it is killed."""
    if process.poll() is None:
        process.send_signal(with_signal)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def program(name: str, *places: str) -> str:
    """The path of a program that must be there, on PATH or in one of these folders (newest first)."""
    for place in places:
        for folder in sorted(Path("/").glob(place), reverse=True):
            if (folder / name).exists():
                return str(folder / name)
    found = shutil.which(name)
    if not found:
        raise ServiceFailed(f"{name} is not installed; `make test` installs what the tests need.")
    return found


IN_MEMORY = Path("/dev/shm")
ROOM_BYTES = 6 << 30


def roomy_place() -> Path:
    """Where clusters lie: in memory where there is room for several. Each test copies a database of 600 files and drops it, and a file
    system on a disk spends a third of the whole run on finding places for them; a killed process loses nothing in either."""
    is_roomy = IN_MEMORY.is_dir() and min(shutil.disk_usage(IN_MEMORY).free, psutil.virtual_memory().available) > ROOM_BYTES
    return IN_MEMORY if is_roomy else Path("/var/tmp")


class Postgres:
    """A PostgreSQL of its own: fsync on as in production, trust on loopback, user `linghang`."""

    def __init__(self) -> None:
        # PostgreSQL refuses to run as root: then it runs as the user that Debian's package made for it.
        owner = pwd.getpwnam("postgres") if os.getuid() == 0 else None
        self.identity = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
        self.folder = Path(tempfile.mkdtemp(prefix="linghang-postgres-", dir=roomy_place()))
        self.port = free_port()
        if owner:
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self.initialise()
        self.start()

    def initialise(self) -> None:
        """Makes an empty cluster; its own sync to disk is left out, because a torn test cluster is simply made anew."""
        command = [program("initdb", "usr/lib/postgresql/*/bin"), "--pgdata", str(self.folder / "data"), "--username", "linghang"]
        command += ["--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **self.identity)
        if done.returncode:
            raise ServiceFailed(f"initdb failed:\n{done.stdout}\n{done.stderr}")

    def start(self) -> None:
        """Starts the server, where its data left off, and waits until it takes connections."""
        log = self.folder / "log"
        settings = {"port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": self.folder, "fsync": "on"}
        settings |= {"max_connections": 200, "shared_buffers": "64MB", "max_wal_size": "160MB", "timezone": "UTC"}
        command = [program("postgres", "usr/lib/postgresql/*/bin"), "-D", str(self.folder / "data")]
        command += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with log.open("wb") as out:
            self.process = subprocess.Popen(command, cwd="/", stdout=out, stderr=out, preexec_fn=die_with_the_tests, **self.identity)
        wait_until(lambda: "ready to accept connections" in log.read_text(errors="replace"), self.process, log, "PostgreSQL")

    def kill(self) -> None:
        """SIGKILL of the server and of every process that it started."""
        family = psutil.Process(self.process.pid).children(recursive=True)
        self.process.kill()
        for child in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        self.process.wait()
        while any(lives(child) for child in family):
            time.sleep(0.005)

    def url(self, database: str) -> str:
        """The address of one database, as LINGHANG_DATABASE_URL takes it."""
        return f"postgresql://linghang@127.0.0.1:{self.port}/{database}"

    async def execute(self, *statements: str) -> None:
        """Runs statements of the administrator's, such as `create database`, one after the other."""
        connection = await asyncpg.connect(self.url("postgres"))
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    async def create(self, database: str, template: str = "template0") -> str:
        """A new database as a copy of `template`, to which nobody may be connected; replaces one of that name. Gives its address."""
        await self.execute(self._without(database), f'create database "{database}" template "{template}"')
        return self.url(database)

    async def drop(self, database: str) -> None:
        """Removes a database and whoever is still connected to it."""
        await self.execute(self._without(database))

    def _without(self, database: str) -> str:
        return f'drop database if exists "{database}" with (force)'

    def stop(self) -> None:
        """Ends the server (fast shutdown) and removes its folder."""
        end(self.process, signal.SIGINT)
        shutil.rmtree(self.folder, ignore_errors=True)


class Redis:
    """A Redis (or Valkey) of its own, without persistence: the database holds every fact, Redis only hints."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="linghang-redis-"))
        self.port = free_port()
        self.start()

    def start(self) -> None:
        """Starts the server on the port this object has had from the beginning, so that a test may stop and start it again."""
        name = "redis-server" if shutil.which("redis-server") else "valkey-server"
        log = self.folder / "log"
        command = [program(name), "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), "--save", "", "--appendonly", "no"]
        with log.open("wb") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=out, preexec_fn=die_with_the_tests)
        wait_until(lambda: listens(self.port), self.process, log, "Redis")

    def kill(self) -> None:
        """SIGKILL: everything in it is gone."""
        self.process.kill()
        self.process.wait()

    @property
    def url(self) -> str:
        """The address, as LINGHANG_REDIS_URL takes it."""
        return f"redis://127.0.0.1:{self.port}/0"

    def clear(self) -> None:
        """Forgets everything."""
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            line.sendall(b"FLUSHALL\r\n")
            assert line.recv(64).startswith(b"+OK")

    def stop(self) -> None:
        """Ends the server and removes its folder."""
        end(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)


class LinghangProcess:
    """`linghang COMMAND` as a process of its own, for tests that kill it; its data outlive it, so `start` again goes on where it was.

    `root` is the folder whose program it runs: this one, or a copy that a test may change.
    """

    def __init__(self, data: Path, *command: str, **settings: str) -> None:
        self.data = data
        self.command = command or ("serve",)
        self.port = free_port()
        self.settings = {"LINGHANG_DATA": str(data), "LINGHANG_PORT": str(self.port)} | settings
        self.log = data / f"{self.command[0]}-{self.port}.log"
        self.root = ROOT
        self.process: Process | None = None

    @property
    def url(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "LinghangProcess":
        """Starts it; a server is waited for until it says that it is ready."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("LINGHANG_")}
        born = NURSERY.start if self.root == ROOT else self._read_anew
        self.process = born(self.command, inherited | self.settings, self.log)
        if self.command[0] == "serve":
            wait_until(self.is_ready, self.process, self.log, "linghang serve")
        return self

    def _read_anew(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
        """A process that reads its own copy of the program."""
        place = {"cwd": self.root, "env": environment}
        with log.open("ab") as out:
            return subprocess.Popen([sys.executable, "-m", "server", *command], stdout=out, stderr=out, preexec_fn=die_with_the_tests, **place)

    def finish(self) -> int:
        """Waits for the end of a command and gives its exit code; 0 means success. It may work for two minutes, however long that takes."""
        process, patience = self.process, self.patience()
        while process and process.poll() is None and patience.lasts() and work_s(process) < WORK_AT_MOST_S:
            time.sleep(0.02)
        return self.stop()

    def patience(self) -> Patience:
        """Waits for as long as this process works on anything."""
        return Patience(lambda: self.process and int(work_s(self.process)))

    def is_ready(self) -> bool:
        """Whether /health/ready answers 200; asked only once somebody listens, because asking costs the processor that a start needs."""
        if not listens(self.port):
            return False
        try:
            return httpx.get(f"{self.url}/health/ready", timeout=5, trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        """SIGKILL: the process gets no chance to tidy up."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def stop(self) -> int:
        """SIGTERM, as an operator stops it; returns the exit code."""
        if not self.process:
            return 0
        end(self.process)
        return self.process.returncode
