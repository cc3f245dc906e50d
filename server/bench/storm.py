"""The end of a shift: 1,500 phones that worked underground come back to the network in the same moment.

Each delivers 50 mutations (a record with its text, 30 marks of attendance, 19 edits) and then reads what its branch wrote meanwhile, as a
phone does: it waits as long as it is told to, and goes on where it was.
"""

import asyncio
import gzip
import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Sequence
from pathlib import Path

from server.bench import show
from server.bench._phones import Phone, sign_in
from server.bench._server import Serving, serving

PHONES = 1500
MARKS, EDITS = 30, 19
MUTATIONS = 1 + MARKS + EDITS
WORDS = "会议传达学习了上级安全生产工作会议精神讨论本月采掘接续和顶板管理要点同志们结合岗位实际作了发言明确了责任人和完成时限"


def run(json: bool) -> None:
    """Prints the figures of one storm."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(json, Path(folder)))


async def _measure(json: bool, folder: Path) -> None:
    chance = random.Random(1)
    with serving(folder) as server:
        sessions = await sign_in(server.port)
        phones = [Phone(server.port, *sessions[number % len(sessions)], batch=1) for number in range(PHONES)]
        await _begin(phones[: len(sessions)], phones)
        bodies = [gzip.compress(_work(phone, chance), 6) for phone in phones]
        began, cpu_s = time.perf_counter(), server.cpu_s
        took = await asyncio.gather(*(_return(phone, body) for phone, body in zip(phones, bodies, strict=True)), return_exceptions=True)
        _tell(json, phones, took, time.perf_counter() - began, server.cpu_s - cpu_s, server)
        for phone in phones:
            phone.line.close()


async def _begin(first: Sequence[Phone], phones: Sequence[Phone]) -> None:
    """Everyone has read the branch before the shift: one phone a branch really does, the others know what it knows."""
    for one in first:
        await one.found()
        await one.send(one.request([]))
        one.line.close()
    known = {one.branch: one for one in first}
    for phone in phones:
        phone.cursors, phone.members = dict(known[phone.branch].cursors), known[phone.branch].members
        phone.log, phone.mid = str(uuid.uuid4()), 0
        phone.line.sent = phone.line.received = 0


def _work(phone: Phone, chance: random.Random) -> bytes:
    """What a phone did underground, as its request."""
    meeting = str(uuid.uuid4())
    text = "\n".join("".join(chance.sample(WORDS, 40)) for _ in range(6))
    content = {"kind": [None, "theme_day"], "place": [None, "井下3201工作面"], "discussion": [None, text], "agenda": [None, text[:40]]}
    made = [phone.mutation("meeting.create.v1", meeting, content, {"branch": phone.branch, "org": phone.branch})]
    present = {member: [None, "present", ""] for member in chance.sample(phone.members, min(MARKS, len(phone.members)))}
    marks = [phone.mutation("attendance.mark.v1", meeting, {}, {"marks": {member: mark}}) for member, mark in present.items()]
    edits = [phone.mutation("meeting.set.v1", meeting, {"observers": ["", f"列席 {number}"]}) for number in range(MUTATIONS - 1 - len(marks))]
    return phone.request([*made, *marks, *edits])


async def _return(phone: Phone, body: bytes) -> float:
    """Delivers and reads until there is no more; gives how long that took, in ms."""
    began = time.perf_counter()
    answer = await phone.send_packed(body)
    while any(page["more"] for page in answer["scopes"].values()):
        answer = await phone.send(phone.request([]))
    if answer["acked"] != MUTATIONS:
        raise RuntimeError(f"{answer['acked']} of {MUTATIONS} acknowledged")
    return (time.perf_counter() - began) * 1000


def _tell(json: bool, phones: Sequence[Phone], took: Sequence[float | BaseException], took_s: float, cpu_s: float, server: Serving) -> None:
    done = sorted(one for one in took if isinstance(one, float))
    mutations = len(done) * MUTATIONS
    show(json, "storm.delivered", len(done), f"phones of {PHONES}")
    show(json, "storm.errors", len(took) - len(done), "phones that met anything but 200 or 503 with Retry-After")
    show(json, "storm.told_to_wait", sum(phone.refused for phone in phones), "answers 503 with Retry-After")
    show(json, "storm.time", took_s, "s until the last phone has delivered and read")
    show(json, "storm.rate", mutations / took_s, "mutations/s, the reading of all others' rows included")
    show(json, "storm.cpu", cpu_s / mutations * 10_000, "s of the server's CPU for 10,000 mutations, reading included")
    show(json, "storm.p50", statistics.median(done), "ms from the first byte to delivered and read")
    show(json, "storm.p99", done[int(len(done) * 0.99)], "ms")
    show(json, "storm.peak_memory", server.peak_mb, "MB of the server")
    show(json, "storm.bytes.up", sum(phone.line.sent for phone in phones) / mutations, "bytes a mutation, headers included")
    show(json, "storm.bytes.down", sum(phone.line.received for phone in phones) / mutations, "bytes a mutation, others' rows included")
