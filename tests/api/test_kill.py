"""SIGKILL of server, worker, Redis and PostgreSQL under load: nothing acknowledged is missing, nothing is doubled, nothing is forgotten.

`make kills KILLS=1000` does it more often than `make test`; each round of 25, on one kind of database, has a seed of its own.
"""

import asyncio
import os
import random
import subprocess
import sys
import time
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.api.installation import Installation, Open
from tests.api.load import Crew, conclusions, reckon, unlike
from tests.services import ROOT

KILLS = int(os.environ.get("KILLS", "50"))
A_ROUND = min(25, KILLS // 2)
ROUNDS = [(storage, number) for number in range(-(-KILLS // (2 * A_ROUND))) for storage in ("sqlite", "postgres")]


@pytest.mark.parametrize(("storage", "number"), ROUNDS)
async def test_kills_lose_nothing_acknowledged_double_nothing_and_leave_every_conclusion_drawn(
    installed: Open, storage: str, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    rng = random.Random(f"{storage} {number}")
    installation = installed(storage)
    crew = Crew(installation, number)
    async with told_at_once(crew, f"{storage}-{number}", capsys):
        await installation.start()
        await crew.gather()
        moments = installation.moments() * A_ROUND
        async with crew.working():
            for moment in rng.sample(moments[:A_ROUND], A_ROUND):
                await crew.served()
                await installation.kill_at(moment, rng)
                await installation.mend()
        await crew.come_to_rest()
        await reckon(crew)
        await nothing_is_left_to_draw(installation)
    await crew.close()


@asynccontextmanager
async def told_at_once(crew: Crew, name: str, capsys: pytest.CaptureFixture[str]) -> AsyncIterator[None]:
    """A long run of rounds tells of each as it ends; of one that failed, all by which to judge it."""
    begun = time.monotonic()
    try:
        yield
    except BaseException as fault:
        told = [f"--- {phone.describe()}" for phone in crew.phones]
        told += [traceback.format_exc(), crew.installation.last_words()]
        _tell(crew, f"{name} failed by {type(fault).__name__}", begun, capsys, *told)
        raise
    _tell(crew, f"{name} held", begun, capsys)


def _tell(crew: Crew, what: str, begun: float, capsys: pytest.CaptureFixture[str], *more: str) -> None:
    kills, acked = crew.installation.kills, sum(phone.acked for phone in crew.phones)
    said = f"{what}: {len(kills)} kills, {acked} acknowledged, {time.monotonic() - begun:.0f} s at load {os.getloadavg()[0]:.1f}"
    with capsys.disabled():
        sys.stdout.write("\n".join(["", said, *(["kills: " + ", ".join(kills)] if more else []), *more, ""]))
        sys.stdout.flush()


async def nothing_is_left_to_draw(installation: Installation) -> None:
    """I11: drawing everything again, as an operator may, writes nothing."""
    assert set(installation.ended) <= {"worker"}
    await installation.stop()
    before = await conclusions(installation)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LINGHANG_")} | installation.server.settings
    await asyncio.to_thread(subprocess.run, [sys.executable, "-m", "server", "recompute"], cwd=ROOT, env=environment, check=True)
    assert before and unlike(await conclusions(installation), before) == {}
