"""How fast phones are answered: durable mutations a second over HTTP, beside a bare driver and beside a handler that stores nothing.

A server of its own runs the demo mine in a process of its own, on a SQLite file, or on LINGHANG_DATABASE_URL if that is set.
"""

import asyncio
import gzip
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec

from server.bench import show

PASSWORD = "bench-2026-long-word"
BRANCHES = 33
BATCH = 50
ROUNDS = 12
EMPTY_APP = """
import msgspec
from litestar import Litestar, Request, post
from sync.mutation import Mutation
from sync.wire import Request as Asked
read, one = msgspec.json.Decoder(Asked).decode, msgspec.json.Decoder(Mutation).decode
@post("/api/sync", status_code=200)
async def sync(request: Request) -> dict[str, int]:
    return {"acked": len([one(raw) for raw in read(await request.body()).mutations])}
app = Litestar([sync])
"""


def run(json: bool) -> None:
    """Prints the figures of pushing, pulling and first sync."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(json, Path(folder)))


async def _measure(json: bool, folder: Path) -> None:
    floor = _floor(folder / "floor.db")
    with _serving(folder, [sys.executable, "-m", "server", "serve"], {"LINGHANG_DEMO": "true"}) as (url, pid):
        phones = await _sign_in(url)
        await _each(phones, lambda phone: phone.found())
        rate, cpu_s = await _timed(pid, phones, lambda phone: phone.edit())
        show(json, "sync.push.edits", rate, "mutations/s", rate / floor)
        show(json, "sync.push.edits.cpu", cpu_s, "s per 10,000 mutations")
        rate, cpu_s = await _timed(pid, phones, lambda phone: phone.mark())
        show(json, "sync.push.marks", rate, "mutations/s", rate / floor)
        show(json, "sync.push.marks.cpu", cpu_s, "s per 10,000 mutations")
        await _pulls(json, phones)
    show(json, "sync.floor", floor, "mutations/s written by the bare driver, one commit for 50")
    (folder / "empty_app.py").write_text(EMPTY_APP)
    command = [sys.executable, "-m", "uvicorn", "empty_app:app", "--app-dir", str(folder), "--log-level", "warning"]
    with _serving(folder, command, {}) as (url, pid):
        empty = [Phone(httpx.AsyncClient(base_url=url, trust_env=False, timeout=60), str(number)) for number in range(BRANCHES)]
        rate, cpu_s = await _timed(pid, empty, lambda phone: phone.edit())
        show(json, "sync.empty_handler", rate, "mutations/s")
        show(json, "sync.empty_handler.cpu", cpu_s, "s per 10,000 mutations")


class Phone:
    """One branch's phone: a session, a log, a meeting for each mutation of a batch."""

    def __init__(self, client: httpx.AsyncClient, branch: str):
        self.client = client
        self.branch = branch
        self.log = str(uuid.uuid4())
        self.mid = 0
        self.meetings = [str(uuid.uuid4()) for _ in range(BATCH)]
        self.members: list[str] = []
        self.cursors: dict[str, int] = {}

    async def found(self) -> None:
        """The first sync, and the meetings that are edited later."""
        answer = await self.send([])
        rows = answer["scopes"][f"branch:{self.branch}"]["rows"]["member"]
        self.members = [values[rows["columns"].index("id")] for values in rows["values"]]
        made = {"branch": self.branch, "org": self.branch}
        await self.send([self.mutation("meeting.create.v1", row, {"kind": [None, "theme_day"]}, made) for row in self.meetings])

    async def edit(self) -> None:
        """Fifty lone field edits."""
        await self.send([self.mutation("meeting.set.v1", row, {"place": ["", f"第{self.mid}会议室"]}) for row in self.meetings])

    async def mark(self) -> None:
        """Fifty marks of attendance, a mutation each."""
        marks = [(row, {"marks": {self.members[self.mid % len(self.members)]: [None, "present", ""]}}) for row in self.meetings]
        await self.send([self.mutation("attendance.mark.v1", row, {}, args) for row, args in marks])

    def mutation(self, name: str, row: str, edits: dict[str, Any], args: dict[str, Any] | None = None) -> dict[str, Any]:
        self.mid += 1
        at = {"wall": 1_794_794_400_000 + self.mid, "mono": self.mid, "boot": self.log}
        return {"mid": self.mid, "name": name, "row": row, "base": 10**9, "set": edits, "args": args or {}, "at": at}

    async def send(self, mutations: list[dict[str, Any]]) -> dict[str, Any]:
        body = {"protocol": 1, "log": self.log, "mutations": mutations, "cursors": self.cursors, "limit": 5000}
        while True:
            answer = await self.client.post("/api/sync", content=msgspec.json.encode(body), headers={"content-type": "application/json"})
            if answer.status_code != 503:
                answer.raise_for_status()
                news = msgspec.json.decode(answer.content)
                self.cursors |= {scope: page["to"] for scope, page in news.get("scopes", {}).items()}
                return news
            await asyncio.sleep(float(answer.headers.get("retry-after", "1")))


async def _sign_in(url: str) -> list[Phone]:
    """The secretaries of all branches, each with an own session."""
    headers = {"Origin": url}
    office = httpx.AsyncClient(base_url=url, trust_env=False, timeout=60, headers=headers)
    (await office.post("/api/session", json={"login": "office", "password": "linghang-demo-2026"})).raise_for_status()
    people = [one for one in await _people(office) if one.get("post") == "secretary"][:BRANCHES]
    members = [one["member"] for one in people]
    codes = (await office.post("/api/accounts/activation", json={"members": members})).json()["codes"]
    phones: list[Phone] = []
    for one, code in zip(people, codes, strict=True):
        client = httpx.AsyncClient(base_url=url, trust_env=False, timeout=60, headers=headers)
        secret = {"login": code["login"], "code": code["code"], "password": PASSWORD}
        (await client.post("/api/activation", json=secret)).raise_for_status()
        phones.append(Phone(client, one["branch"]))
    return phones


async def _people(office: httpx.AsyncClient) -> list[dict[str, Any]]:
    """Everyone, page by page."""
    found: list[dict[str, Any]] = []
    path = "/api/people?q="
    while path:
        answer = await office.get(path)
        answer.raise_for_status()
        found += answer.json()
        path = answer.links.get("next", {}).get("url", "")
    return found


async def _each(phones: list[Phone], act: Callable[[Phone], Awaitable[None]]) -> None:
    await asyncio.gather(*(act(phone) for phone in phones))


async def _timed(pid: int, phones: list[Phone], act: Callable[[Phone], Awaitable[None]]) -> tuple[float, float]:
    """Mutations a second, and the server's CPU seconds for 10,000 of them; a quarter as many rounds go before, uncounted."""

    async def rounds(phone: Phone, count: int) -> None:
        for _ in range(count):
            await act(phone)

    await _each(phones, lambda phone: rounds(phone, ROUNDS // 4))
    cpu, started = cpu_seconds(pid), time.perf_counter()
    await _each(phones, lambda phone: rounds(phone, ROUNDS))
    took_s, cpu_s = time.perf_counter() - started, cpu_seconds(pid) - cpu
    mutations = len(phones) * ROUNDS * BATCH
    return mutations / took_s, cpu_s / mutations * 10_000


async def _pulls(json: bool, phones: list[Phone]) -> None:
    """A first sync of a branch in bytes and time, and a pull without news."""
    phone = phones[0]
    await asyncio.sleep(2)
    phone.cursors = {}
    started = time.perf_counter()
    first = await phone.send([])
    show(json, "sync.first.time", (time.perf_counter() - started) * 1000, "ms")
    rows = sum(len(table["values"]) for page in first["scopes"].values() for table in page["rows"].values())
    show(json, "sync.first.rows", rows, "rows")
    show(json, "sync.first.bytes", len(gzip.compress(msgspec.json.encode(first), 6)), "bytes after gzip")
    took: list[float] = []
    for _ in range(50):
        started = time.perf_counter()
        await phone.send([])
        took.append((time.perf_counter() - started) * 1000)
    show(json, "sync.idle.p50", statistics.median(took), "ms")


def cpu_seconds(pid: int) -> float:
    """User and system time a process has used, with all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _serving(folder: Path, command: list[str], settings: dict[str, str]) -> Any:
    """A server on a free port of loopback; gives its address and process id, and ends it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | settings | {"LINGHANG_DATA": str(folder), "LINGHANG_PORT": str(port)}
    command = [*command, "--port", str(port)] if "uvicorn" in command else command
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("the server for the measurement did not start")
        try:
            httpx.get(f"http://127.0.0.1:{port}/health/ready", trust_env=False, timeout=5)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return


def _floor(path: Path) -> float:
    """Mutations a second if only the same rows were written durably: row, place, history and inbox, one commit for 50."""
    text = "x" * 150
    with sqlite3.connect(path, isolation_level=None) as file:
        file.execute("pragma journal_mode=wal")
        file.execute("pragma synchronous=full")
        for table in ("row", "place", "history", "inbox"):
            file.execute(f"create table {table} (id integer primary key, a text, b text, c text, d text)")
        started = time.perf_counter()
        for number in range(200):
            file.execute("begin immediate")
            for table in ("row", "place", "history", "inbox"):
                rows = [(number * BATCH + one, text, text, text, text) for one in range(BATCH)]
                file.executemany(f"insert into {table} values (?, ?, ?, ?, ?)", rows)
            file.execute("commit")
        return 200 * BATCH / (time.perf_counter() - started)
