"""Processor time: of this process with all its threads, and of a PostgreSQL on this machine with all its workers."""

import os
import time
from pathlib import Path

from server.kit.database import Database

_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
_PARENT, _OWN, _ENDED = 1, slice(11, 13), slice(13, 15)
"""Places in /proc/PID/stat after the name: the parent, and ticks in user and system mode, own and of children that have ended."""


async def seconds(database: Database) -> float:
    """Spent until now, by this process and by the server of the database if that runs here."""
    return time.process_time() + (await _server(database) if database.kind == "postgres" else 0.0)


async def _server(database: Database) -> float:
    """A worker that has ended is counted in its parent, the postmaster; 0 for a server elsewhere."""
    (backend,) = await database.fetch('select pg_backend_pid() as "pid"')
    if not (own := _stat(backend["pid"])):
        return 0.0
    postmaster = int(own[_PARENT])
    parent = _stat(postmaster) or []
    children = [stat for entry in Path("/proc").iterdir() if entry.name.isdigit() for stat in [_stat(int(entry.name))] if stat]
    ticks = [*parent[_OWN], *parent[_ENDED], *(tick for stat in children if int(stat[_PARENT]) == postmaster for tick in stat[_OWN])]
    return sum(map(int, ticks)) / _TICKS_A_SECOND


def _stat(pid: int) -> list[str] | None:
    """What the kernel tells of a process after its name; None if there is none, or it is no server of ours."""
    try:
        head, _, rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
    except OSError:
        return None
    return rest.split() if "postgres" in head else None
