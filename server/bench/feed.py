"""Reading: a phone's first sync of a branch with 5,000 rows, and asking for news where there is none, with a hundred times the data."""

import asyncio
import os
import statistics
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

from server.app import assemble, opened
from server.bench import show
from server.bench._phones import Phone, sign_in
from server.bench._server import Serving, serving
from server.domain.meetings import rules
from server.kit.clock import system_clock
from server.kit.settings import Settings
from server.replication import Replication

MEETINGS = 97
"""Nearly three years of a branch, three records a month: with everyone's marks, and the rest that a phone holds, 5,000 rows."""
PEOPLE = 60
"""As many as a large branch has."""
TIMES = (1, 10, 100)
IDLE_PULLS = 200


def run(json: bool) -> None:
    """Prints the figures of reading, first with three years of records in a branch, then with ten and a hundred times as many."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(json, Path(folder)))


async def _measure(json: bool, folder: Path) -> None:
    with serving(folder) as server:
        headers, branch = (await sign_in(server.port))[0]
    there = 0
    for times in TIMES:
        await _fill(folder, branch, there, MEETINGS * times)
        there = MEETINGS * times
        with serving(folder) as server:
            phone = Phone(server.port, headers | {"origin": f"http://127.0.0.1:{server.port}"}, branch)
            if times == 1:
                await _first(json, server, phone)
            await _idle(json, server, phone, times)
            phone.line.close()


async def _fill(folder: Path, branch: str, start: int, stop: int) -> None:
    """Records of a branch with everyone's mark, written as the server writes them."""
    async with opened(assemble(_settings(folder), system_clock)) as mine:
        members = [row["id"] for row in await mine.database.fetch('select "id" from "member" where "branch" = {} order by "id"', branch)]
        for first in range(start, stop, MEETINGS):
            await _record(mine, branch, members, range(first, min(stop, first + MEETINGS)))


async def fill_branch(folder: Path, login: str, meetings: int) -> int:
    """The same for the branch of whoever has this login; gives how many rows its phones see."""
    async with opened(assemble(_settings(folder), system_clock)) as mine:
        (found,) = await mine.database.fetch('select m."branch" from "account" a join "member" m on m."id" = a."member" where a."login" = {}', login)
    await _fill(folder, found["branch"], 0, meetings)
    async with opened(assemble(_settings(folder), system_clock)) as mine:
        scope = f"branch:{found['branch']}"
        (counted,) = await mine.database.fetch('select count(*) as "n" from "row_scope" where "scope" = {} and not "gone"', scope)
    return counted["n"]


async def grow_branch(folder: Path, login: str, people: int) -> None:
    """Takes as many more members into the branch of whoever has this login as make `people`."""
    async with opened(assemble(_settings(folder), system_clock)) as mine:
        (found,) = await mine.database.fetch('select m."branch" from "account" a join "member" m on m."id" = a."member" where a."login" = {}', login)
        members = await mine.database.fetch('select * from "member" where "branch" = {} order by "id"', found["branch"])
        async with mine.write(None, "bench") as unit:
            for number in range(len(members), people):
                like, member = members[number % len(members)], str(uuid.uuid4())
                place = {"branch": like["branch"], "group": like["group"]}
                told = {column: like[column] for column in ("initials", "sex", "kind", "status", "post_profile", "job", "shift", "underground")}
                unit.put("member", member, {**told, **place, "employee_no": f"J9{number:05}", "name": f"新同志{number}"})
                unit.put("membership", str(uuid.uuid4()), {**place, "member": member, "from_on": "2020-01-01"})


def _settings(folder: Path) -> Settings:
    return Settings(data=str(folder), database_url=os.environ.get("LINGHANG_DATABASE_URL", ""))


async def _record(mine: Replication, branch: str, members: list[str], numbers: range) -> None:
    async with mine.write(None, "bench") as unit:
        for number in numbers:
            meeting = str(uuid.uuid4())
            values = _meeting(branch, members, number)
            unit.put("meeting", meeting, values)
            for place, member in enumerate(members):
                status = "leave" if (place + number) % 15 == 0 else "present"
                mark = {"status": status, "reason": "探亲假" if status == "leave" else "", **rules.new_mark(meeting, values, member, True)}
                unit.put("attendance", rules.attendance_id(meeting, member), mark)


def _meeting(branch: str, members: list[str], number: int) -> dict[str, Any]:
    start = 1_700_000_000_000 + number % MEETINGS * 876_000_000 + number // MEETINGS * 10_800_000
    people = {"chair": members[0], "recorder": members[1], "created_by": members[1]}
    times = {"held_start": start, "held_end": start + 5_400_000, "created_at": start, "filed_at": start + 90_000_000}
    text = {"title": f"{number}月主题党日", "agenda": f"学习第{number}期材料，讨论安全工作", "place": "区队会议室"}
    return {"branch": branch, "org": branch, "kind": "theme_day", "purpose": "ordinary", "status": "draft", **people, **times, **text}


async def _first(json: bool, server: Serving, phone: Phone) -> None:
    """From nothing to everything, page by page as a phone asks; the second phone of the branch is sent what was made for the first."""
    for name in ("first", "second"):
        phone.cursors, phone.line.received = {}, 0
        rows, began, cpu_s, more = 0, time.perf_counter(), server.cpu_s, True
        while more:
            answer = await phone.send(phone.request([]))
            blocks = [block for page in answer["scopes"].values() for block in page["blocks"]]
            rows += sum(len(next(iter(block["columns"].values()))) for block in blocks if block.get("columns"))
            more = any(page["more"] for page in answer["scopes"].values())
        show(json, f"feed.{name}_phone.rows", rows, "rows")
        show(json, f"feed.{name}_phone.bytes", phone.line.received, "bytes on the wire, headers included")
        show(json, f"feed.{name}_phone.time", (time.perf_counter() - began) * 1000, "ms")
        show(json, f"feed.{name}_phone.cpu", (server.cpu_s - cpu_s) * 1000, "ms of the server's CPU (of 10 ms steps)")


async def _idle(json: bool, server: Serving, phone: Phone, times: int) -> None:
    """Asking for news where there is none."""
    answer = await phone.send(phone.request([]))
    while answer["scopes"]:
        answer = await phone.send(phone.request([]))
    took: list[float] = []
    cpu_s = server.cpu_s
    for _ in range(IDLE_PULLS):
        began = time.perf_counter()
        await phone.send(phone.request([]))
        took.append((time.perf_counter() - began) * 1000)
    show(json, f"feed.no_news.x{times}.p50", statistics.median(took), "ms")
    show(json, f"feed.no_news.x{times}.cpu", (server.cpu_s - cpu_s) / IDLE_PULLS * 1000, "ms of the server's CPU")
