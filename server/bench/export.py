"""How long 100,000 people take to leave as a workbook, with how much memory; and 500 minutes as one PDF and as Word files."""

import asyncio
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from server.app import assemble, opened
from server.bench import roster, show
from server.bench._large_mine import TEXT
from server.demo import load_demo
from server.domain import meetings, organisation, papers
from server.domain.meetings import Held
from server.kit.clock import system_clock
from server.kit.settings import Settings
from server.kit.sheets import write_book
from server.replication import Replication

MINUTES = 500
FEW, ALL = "J000", ""
"""Of 100,000 people the first 10,000 and all of them, by the beginning of the employee number."""
_FILED = """select "id" from "meeting" where not "deleted" and "status" = 'approved' order by "id" limit {}"""


def run(json: bool) -> None:
    """Fills two mines on SQLite and takes files from them, each list in a process of its own so that its memory can be told."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "large"
        roster.write_sheet(Path(folder) / "roster.xlsx")
        asyncio.run(_with(Settings(data=str(data)), lambda mine: organisation.import_roster(mine, Path(folder) / "roster.xlsx", False)))
        few, every = (_apart(data, text) for text in (FEW, ALL))
        asyncio.run(_with(Settings(data=str(Path(folder) / "demo"), demo=True), lambda mine: _minutes(mine, json)))
    show(json, "export.people", every[0], "s")
    show(json, "export.people.rows", every[1], "rows")
    show(json, "export.people.memory", every[2], "MB", every[2] / few[2])


async def _with(settings: Settings, use) -> None:
    async with opened(assemble(settings, system_clock)) as mine:
        await use(mine)


def _apart(data: Path, text: str) -> tuple[float, int, float]:
    """Seconds, rows and the most memory (MB) of an export, in a process that does nothing else."""
    told = subprocess.run([sys.executable, "-m", "server.bench.export", str(data), text], check=True, capture_output=True, text=True).stdout
    seconds, rows, kilobytes = told.split()
    return float(seconds), int(rows), float(kilobytes) / 1000


async def _people(mine: Replication, text: str) -> None:
    started = time.perf_counter()
    async with mine.database.read():
        written = await write_book(await organisation.people_book(mine, "", text), mine.clock(), mine.settings.zone)
    print(time.perf_counter() - started, written.rows, _most_memory_kb())


def _most_memory_kb() -> int:
    """The most that this program has held; `getrusage` would tell that of its parent too."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) if found else 0


def _held(now_ms: int) -> Iterator[Held]:
    """Ten more meetings of each of the 33 branches, with what a page holds."""
    for days in range(1, 11):
        yield Held("theme_day", "主题党日", now_ms - (400 + days) * 86_400_000, "学习上级安全生产会议精神", "\n".join([TEXT] * 3))


async def _minutes(mine: Replication, json: bool) -> None:
    await load_demo(mine)
    await meetings.load_demo(mine, list(_held(mine.clock())), (), True)
    ids = [row["id"] for row in await mine.database.fetch(_FILED, MINUTES)]
    for form in ("pdf", "docx"):
        started = time.perf_counter()
        written = await papers.write_minutes(mine, ids, form)
        show(json, f"export.minutes.{form}", time.perf_counter() - started, "s")
        show(json, f"export.minutes.{form}.size", written.size / 1e6, "MB")
        if form == "docx" and len(ZipFile(written.file).namelist()) != len(ids):
            raise RuntimeError("not every record is in the zip")
    show(json, "export.minutes.count", len(ids), "records")


if __name__ == "__main__":
    asyncio.run(_with(Settings(data=sys.argv[1]), lambda mine: _people(mine, sys.argv[2])))
