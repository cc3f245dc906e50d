"""How fast phones are answered: durable mutations a second over HTTP, beside the floor and beside a handler that stores nothing.

A server of its own runs the demo mine in a process of its own, on a SQLite file, or on LINGHANG_DATABASE_URL if that is set; there a second
time with two servers, as such an installation may have.
"""

import asyncio
import gzip
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from server.bench import show
from server.bench._floor import floor
from server.bench._phones import Phone, sign_in
from server.bench._server import Serving, serving

ROUNDS = 40
WARM_UP = 6
EMPTY_APP = """
import msgspec
from litestar import Litestar, Request, Response, post
from sync.mutation import Mutation
from sync.wire import Request as Asked
read, one = msgspec.json.Decoder(Asked).decode, msgspec.json.Decoder(Mutation).decode
@post("/api/sync", status_code=200)
async def sync(request: Request) -> Response[bytes]:
    acked = len([one(raw) for raw in read(await request.body()).mutations])
    return Response(msgspec.json.encode({"acked": acked}), media_type="application/json")
app = Litestar([sync])
"""
EMPTY = (sys.executable, "-m", "uvicorn", "empty_app:app", "--log-level", "warning", "--port", "PORT", "--app-dir")
SECOND = (sys.executable, "-m", "server", "serve")
Act = Callable[[Phone], Awaitable[object]]


class Measured(NamedTuple):
    """Mutations a second; CPU seconds of the servers and of the phones for 10,000 of them."""

    rate: float
    cpu_s: float
    phones_cpu_s: float


def run(json: bool) -> None:
    """Prints the figures of pushing, each beside the floor and the empty handler of the same run."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(json, Path(folder)))


async def _measure(json: bool, folder: Path) -> None:
    database = os.environ.get("LINGHANG_DATABASE_URL", "")
    with serving(folder) as server:
        sessions = await sign_in(server.port)
        pushed = await _pushed(json, [server], sessions)
        if database:
            (folder / "second").mkdir()
            with serving(folder / "second", SECOND) as second:
                twice = await _pushed(json, [server, second], sessions)
            pushed |= {f"{name}.two_servers": measured for name, measured in twice.items()}
    least = await floor(folder, database or f"sqlite:///{folder}/floor.db")
    empty = await _empty(folder)
    for name, measured in pushed.items():
        show(json, f"sync.push.{name}", measured.rate, "mutations/s", measured.rate / least[name.split(".")[0]])
        show(json, f"sync.push.{name}.cpu", measured.cpu_s, "s of the server's CPU for 10,000 mutations", measured.cpu_s / empty.cpu_s)
        show(json, f"sync.push.{name}.phones_cpu", measured.phones_cpu_s, "s of CPU for 10,000 mutations, that the phones took of the same machine")
    for name, rate in least.items():
        show(json, f"sync.floor.{name}", rate, "mutations/s: the same rows by the bare driver, one commit for 50")
    show(json, "sync.empty_handler", empty.rate, "mutations/s", empty.rate / least["edits"])
    show(json, "sync.empty_handler.cpu", empty.cpu_s, "s of the server's CPU for 10,000 mutations")


async def _pushed(json: bool, servers: Sequence[Serving], sessions: Sequence[tuple[dict[str, str], str]]) -> dict[str, Measured]:
    """Edits and marks of a phone of each branch, the phones spread over the servers."""
    ports = itertools.cycle(server.port for server in servers)
    phones = [Phone(port, headers | {"origin": f"http://127.0.0.1:{port}"}, branch) for port, (headers, branch) in zip(ports, sessions, strict=False)]
    await _each(phones, lambda phone: phone.found())
    pushed = {
        "edits": await _timed(servers, phones, lambda phone: phone.send(phone.edits())),
        "marks": await _timed(servers, phones, lambda phone: phone.send(phone.marks())),
    }
    if len(servers) == 1:
        _sizes(json, phones[0])
    for phone in phones:
        phone.line.close()
    return pushed


async def _empty(folder: Path) -> Measured:
    (folder / "empty_app.py").write_text(EMPTY_APP)
    with serving(folder, [*EMPTY, str(folder)]) as server:
        phones = [Phone(server.port, {}, str(number)) for number in range(33)]
        return await _timed([server], phones, lambda phone: phone.send(phone.edits()))


async def _each(phones: Sequence[Phone], act: Act) -> None:
    await asyncio.gather(*(act(phone) for phone in phones))


async def _timed(servers: Sequence[Serving], phones: Sequence[Phone], act: Act) -> Measured:
    """Some rounds go before, uncounted."""

    async def rounds(phone: Phone, count: int) -> None:
        for _ in range(count):
            await act(phone)

    def clocks() -> tuple[float, float, float]:
        return time.perf_counter(), sum(server.cpu_s for server in servers), time.process_time()

    await _each(phones, lambda phone: rounds(phone, WARM_UP))
    began = clocks()
    await _each(phones, lambda phone: rounds(phone, ROUNDS))
    took_s, cpu_s, phones_cpu_s = (now - then for now, then in zip(clocks(), began, strict=True))
    mutations = len(phones) * ROUNDS * len(phones[0].meetings)
    return Measured(mutations / took_s, cpu_s / mutations * 10_000, phones_cpu_s / mutations * 10_000)


def _sizes(json: bool, phone: Phone) -> None:
    """Bytes of a request, after gzip: fifty edits, and a whole meeting's attendance in one intent. A lone edit is weighed by `phone`."""
    show(json, "sync.bytes.edits", len(gzip.compress(phone.edits(), 6)) / len(phone.meetings), "bytes an edit, of a request with 50, after gzip")
    reasons = {member: ["leave", "探亲假"] for member in phone.members[:3]}
    all_marks = phone.mutation("attendance.mark_all.v1", phone.meetings[0], {}, {"status": "present", "seen": 4120, "except": reasons})
    marks = len(gzip.compress(phone.request([all_marks]), 6)) / max(1, len(phone.members))
    show(json, "sync.bytes.mark", marks, f"bytes a mark of {len(phone.members)}, in one intent, after gzip")
