"""How fast phones are answered: durable mutations a second over HTTP, beside the floor and beside a handler that stores nothing.

A server of its own runs the demo mine in a process of its own, on a SQLite file, or on LINGHANG_DATABASE_URL if that is set.
"""

import asyncio
import gzip
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

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
Act = Callable[[Phone], Awaitable[object]]


def run(json: bool) -> None:
    """Prints the figures of pushing, each beside the floor and the empty handler of the same run."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(json, Path(folder)))


async def _measure(json: bool, folder: Path) -> None:
    with serving(folder) as server:
        phones = [Phone(server.port, *session) for session in await sign_in(server.port)]
        await _each(phones, lambda phone: phone.found())
        pushed = {
            "edits": await _timed(server, phones, lambda phone: phone.send(phone.edits())),
            "marks": await _timed(server, phones, lambda phone: phone.send(phone.marks())),
        }
        _sizes(json, phones[0])
        for phone in phones:
            phone.line.close()
    least = await floor(folder, os.environ.get("LINGHANG_DATABASE_URL", f"sqlite:///{folder}/floor.db"))
    empty = await _empty(folder)
    for name, (rate, cpu_s) in pushed.items():
        show(json, f"sync.push.{name}", rate, "mutations/s", rate / least)
        show(json, f"sync.push.{name}.cpu", cpu_s, "s of the server's CPU for 10,000 mutations", cpu_s / empty[1])
    show(json, "sync.floor", least, "mutations/s: the same rows by the bare driver, one commit for 50")
    show(json, "sync.empty_handler", empty[0], "mutations/s", empty[0] / least)
    show(json, "sync.empty_handler.cpu", empty[1], "s of the server's CPU for 10,000 mutations")


async def _empty(folder: Path) -> tuple[float, float]:
    (folder / "empty_app.py").write_text(EMPTY_APP)
    with serving(folder, [*EMPTY, str(folder)]) as server:
        phones = [Phone(server.port, {}, str(number)) for number in range(33)]
        return await _timed(server, phones, lambda phone: phone.send(phone.edits()))


async def _each(phones: Sequence[Phone], act: Act) -> None:
    await asyncio.gather(*(act(phone) for phone in phones))


async def _timed(server: Serving, phones: Sequence[Phone], act: Act) -> tuple[float, float]:
    """Mutations a second, and the server's CPU seconds for 10,000 of them; some rounds go before, uncounted."""

    async def rounds(phone: Phone, count: int) -> None:
        for _ in range(count):
            await act(phone)

    await _each(phones, lambda phone: rounds(phone, WARM_UP))
    cpu_s, started = server.cpu_s, time.perf_counter()
    await _each(phones, lambda phone: rounds(phone, ROUNDS))
    took_s, cpu_s = time.perf_counter() - started, server.cpu_s - cpu_s
    mutations = len(phones) * ROUNDS * len(phones[0].meetings)
    return mutations / took_s, cpu_s / mutations * 10_000


def _sizes(json: bool, phone: Phone) -> None:
    """Bytes of a request, after gzip: fifty edits, and a whole meeting's attendance in one intent. A lone edit is weighed by `phone`."""
    show(json, "sync.bytes.edits", len(gzip.compress(phone.edits(), 6)) / len(phone.meetings), "bytes an edit, of a request with 50, after gzip")
    reasons = {member: ["leave", "探亲假"] for member in phone.members[:3]}
    all_marks = phone.mutation("attendance.mark_all.v1", phone.meetings[0], {}, {"status": "present", "seen": 4120, "except": reasons})
    marks = len(gzip.compress(phone.request([all_marks]), 6)) / max(1, len(phone.members))
    show(json, "sync.bytes.mark", marks, f"bytes a mark of {len(phone.members)}, in one intent, after gzip")
