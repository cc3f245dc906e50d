"""A server of its own for a measurement: a process on a free port of loopback, and what it used of the machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx

ROOT = Path(__file__).resolve().parents[2]
DEMO = ("env", "LINGHANG_DEMO=true", sys.executable, "-m", "server", "serve")
"""The invented people, without a past that would weigh on what is measured."""


class Serving(NamedTuple):
    """A server that answers."""

    port: int
    pid: int

    @property
    def cpu_s(self) -> float:
        """User and system time the process has used, with all its threads."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def peak_mb(self) -> float:
        """The most memory the process had at once."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


@contextmanager
def serving(folder: Path, command: Sequence[str] = DEMO, settings: Mapping[str, str] | None = None) -> Iterator[Serving]:
    """Starts a server whose data lie in `folder`, on LINGHANG_DATABASE_URL if that is set; ends it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"LINGHANG_DATA": str(folder), "LINGHANG_PORT": str(port)} | dict(settings or {})
    command = [part.replace("PORT", str(port)) for part in command]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait(port, process)
            yield Serving(port, process.pid)
        finally:
            process.terminate()
            process.wait(20)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(900):
        if process.poll() is not None:
            raise RuntimeError("the server for the measurement did not start")
        try:
            httpx.get(f"http://127.0.0.1:{port}/health/ready", trust_env=False, timeout=5)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
