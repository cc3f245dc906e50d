"""A power cut under SQLite: the files as they lay on the disk at any moment open, are sound, and hold everything acknowledged before."""

import asyncio
import random
import shutil
import signal
import sqlite3
import struct
import time
from pathlib import Path

from tests.api.installation import Installation, Open
from tests.api.load import Crew, reckon
from tests.api.wire import Cut, pass_on

CUTS = 40
LAST_WORDS_S = 0.02
"""So long the server goes on before it dies while nobody reads its answers: they tell of what the disk may not have kept, and must arrive nowhere."""
HEADER, FRAME_HEADER = 32, 24
SALT, BACKFILL_ATTEMPTED = slice(32, 40), 128
"""Where the shared memory names the round of the log, and where it counts the frames that may be in the database itself already; before
that, they were put on the disk."""


def frame_bytes(content: bytes) -> int:
    """The size of one frame of a write-ahead log."""
    return FRAME_HEADER + struct.unpack_from(">I", content, 8)[0]


def end_of_log(content: bytes) -> tuple[bytes, int]:
    """The salt of the write-ahead log and where its last frame of this salt ends; what lies behind is of an earlier round."""
    salt, end = content[16:24], HEADER
    while content[end + 8 : end + 16] == salt:
        end += frame_bytes(content)
    return bytes(salt), end


def copy_at_a_cut(installation: Installation, into: Path, safe: tuple[bytes, int], rng: random.Random) -> bool:
    """Copies the files between two instructions of the server, then tears what it wrote since `safe`: the disk may not have kept it."""
    process = installation.server.process
    assert process
    process.send_signal(signal.SIGSTOP)
    copied(installation.data, into)
    process.send_signal(signal.SIGCONT)
    return lose_power(into, safe, rng)


def copied(data: Path, into: Path) -> Path:
    """A folder with the database's files as they are now, in the place of what was there."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir()
    for path in data.glob("linghang.db*"):
        shutil.copyfile(path, into / path.name)
    return into


def lose_power(folder: Path, safe: tuple[bytes, int], rng: random.Random) -> bool:
    """Empties the memory and spoils the log from a random byte on, behind what is surely on the disk; says whether there was such a byte.

    Surely on the disk is what was acknowledged by the time of `safe`, and what is on its way into the database itself.
    """
    memory, log = folder / "linghang.db-shm", folder / "linghang.db-wal"
    shared = memory.read_bytes()
    memory.unlink()
    content = bytearray(log.read_bytes())
    salt, end = end_of_log(content)
    (attempted,) = struct.unpack_from("=I", shared, BACKFILL_ATTEMPTED)
    if shared[SALT] != salt:  # a new round begins, and its header is not written yet: all of this one is in the database itself
        return False
    kept = max(safe[1] if safe[0] == salt else HEADER, HEADER + attempted * frame_bytes(content))
    if end > kept:
        torn = rng.randrange(kept, end)
        content[torn:end] = rng.randbytes(end - torn) if rng.random() < 0.5 else bytes(end - torn)
        log.write_bytes(content)
    return end > kept


def holds(database: Path, crew: Crew, acked: list[int]) -> None:
    """The copy opens, is sound, and every mutation acknowledged before it was made is there with its effect."""
    with sqlite3.connect(database) as file:
        assert file.execute("pragma integrity_check").fetchall() == [("ok",)]
        for phone, before in zip(crew.phones, acked, strict=True):
            mids = [mid for (mid,) in file.execute("select mid from sync_inbox where log = ? order by mid", [phone.log])]
            assert mids == list(range(1, len(mids) + 1))
            assert len(mids) >= before, f"{before} of {phone.log} were acknowledged, {len(mids)} kept"
            created = {mutation["row"] for mutation in phone.mutations[:before] if mutation["name"] == "meeting.create.v1"}
            assert created <= {row for (row,) in file.execute("select id from meeting")}
    file.close()


async def test_what_a_power_cut_leaves_opens_and_holds_everything_acknowledged(installed: Open, tmp_path: Path) -> None:
    rng = random.Random(45)
    installation = installed("sqlite")
    await installation.start()
    crew = Crew(installation, 45)
    await crew.gather()
    copy, torn = tmp_path / "copy", 0
    async with crew.working():
        for _ in range(CUTS):
            await asyncio.sleep(rng.uniform(0.02, 0.15))
            acked, safe = [phone.acked for phone in crew.phones], end_of_log(installation.log.read_bytes())
            await asyncio.sleep(rng.uniform(0, 0.05))
            torn += copy_at_a_cut(installation, copy, safe, rng)
            holds(copy / "linghang.db", crew, acked)
    assert max(acked) > 20 and torn > CUTS // 5, "hardly anything was lost"
    await crew.close()


async def test_after_a_power_cut_the_server_goes_on_from_what_the_disk_kept(installed: Open, tmp_path: Path) -> None:
    rng = random.Random(46)
    installation = installed("sqlite")
    await installation.start()
    crew = Crew(installation, 46)
    await crew.gather()
    copy = tmp_path / "copy"
    async with crew.working():
        for _ in range(4):
            await crew.served()
            installation.front.watch = no_answer
            safe = end_of_log(installation.log.read_bytes())
            await asyncio.sleep(rng.uniform(0, 0.1))
            time.sleep(LAST_WORDS_S)
            installation.kill("server")
            lose_power(installation.data, safe, rng)
            copied(installation.data, copy)
            await installation.mend()
            holds(copy / "linghang.db", crew, [phone.acked for phone in crew.phones])
            installation.front.watch = pass_on
    await crew.come_to_rest()
    await reckon(crew)
    await crew.close()


def no_answer(outgoing: bool, data: bytes) -> None:
    """Requests arrive, answers do not: what the server commits from now on is acknowledged to nobody, not even after its death."""
    if not outgoing:
        raise Cut
