"""SIGKILL of server, worker, Redis and PostgreSQL under load: nothing acknowledged is missing, nothing is doubled, nothing is forgotten.

`make kills KILLS=1000` does it more often than `make test`; each round of 25, on one kind of database, has a seed of its own.
"""

import asyncio
import os
import random
import subprocess
import sys

import pytest

from tests.api.installation import Installation, Open
from tests.api.load import Crew, conclusions, reckon
from tests.services import ROOT

KILLS = int(os.environ.get("KILLS", "50"))
A_ROUND = min(25, KILLS // 2)
ROUNDS = [(storage, number) for number in range(-(-KILLS // (2 * A_ROUND))) for storage in ("sqlite", "postgres")]


@pytest.mark.parametrize(("storage", "number"), ROUNDS)
async def test_kills_lose_nothing_acknowledged_double_nothing_and_leave_every_conclusion_drawn(installed: Open, storage: str, number: int) -> None:
    rng = random.Random(f"{storage} {number}")
    installation = installed(storage)
    await installation.start()
    crew = Crew(installation, number)
    await crew.gather()
    moments = installation.moments() * A_ROUND
    async with crew.working():
        for moment in rng.sample(moments[:A_ROUND], A_ROUND):
            await crew.served()
            await installation.kill_at(moment, rng)
            await installation.mend()
    await crew.come_to_rest()
    await reckon(crew)
    await crew.close()
    await nothing_is_left_to_draw(installation)


async def nothing_is_left_to_draw(installation: Installation) -> None:
    """I11: drawing everything again, as an operator may, writes nothing."""
    assert set(installation.ended) <= {"worker"}
    await installation.stop()
    before = await conclusions(installation)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LINGHANG_")} | installation.server.settings
    await asyncio.to_thread(subprocess.run, [sys.executable, "-m", "server", "recompute"], cwd=ROOT, env=environment, check=True)
    assert before and await conclusions(installation) == before
