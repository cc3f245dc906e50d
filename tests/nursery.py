"""Servers of the tests are forked by a process that has read the program already: reading it is the most that a start costs.

`python -m tests.nursery` is that process. It takes orders on its standard input, one a line, and ends with whoever gives them.
"""

import ctypes
import gc
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parent.parent
PR_SET_PDEATHSIG = 1
LOOK_EVERY_S = 0.005


def die_with_the_tests() -> None:
    """Runs in the child: the kernel ends it when the test run dies, even by SIGKILL, so that no server is left behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Nursery:
    """The forking process of this run, as the tests see it; it starts with the first order."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> "Forked":
        """`linghang COMMAND` as a process of its own, with this environment and nothing else of ours; what it says goes to the end of the log."""
        return Forked(self, self.ask("start", list(command), dict(environment), str(log)))

    def ask(self, *order: Any) -> Any:
        """Gives an order and waits for what came of it."""
        with self._one_at_a_time:
            if self._process is None:
                pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
                # A session of its own: Ctrl-C is for the tests, which end their servers themselves and must be able to ask about them.
                self._process = subprocess.Popen([sys.executable, "-m", "tests.nursery"], cwd=ROOT, start_new_session=True, **pipes)
            assert self._process.stdin and self._process.stdout
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
            if not answer:
                raise ChildProcessError(f"the process that forks servers ended with {self._process.wait()} before it had done {order[0]}")
            return json.loads(answer)


class Forked:
    """One of its children, with what the tests ask of a subprocess.Popen."""

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._nursery = nursery

    def poll(self) -> int | None:
        """Its exit code, or the signal that ended it as a negative number; None while it lives."""
        if self.returncode is None:
            self.returncode = self._nursery.ask("ended", self.pid)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Waits for its end."""
        until = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if timeout is not None and until is not None and time.monotonic() > until:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(LOOK_EVERY_S)
        return code

    def send_signal(self, number: int) -> None:
        """Sends it a signal if it lives: until its end was asked after, no other process gets its number."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)


def start(command: list[str], environment: dict[str, str], log: str) -> int:
    """Forks a process that runs a command of `linghang`; gives its number."""
    return os.fork() or _run(command, environment, log)


def ended(pid: int) -> int | None:
    """What a child ended with, if it did."""
    found, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


def _run(command: list[str], environment: dict[str, str], log: str) -> NoReturn:
    """The child's whole life: it lets go of our pipes, and does what `python -m server COMMAND` does."""
    from server.__main__ import main

    die_with_the_tests()
    said, nothing = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644), os.open(os.devnull, os.O_RDONLY)
    for ours, theirs in ((nothing, 0), (said, 1), (said, 2)):
        os.dup2(ours, theirs)
    os.environ.clear()
    os.environ.update(environment)
    raise SystemExit(main(command))


ORDERS = {"start": start, "ended": ended}


def listen() -> None:
    """Reads the program, then does what is ordered until nobody can order any more."""
    import server.__main__  # noqa: F401

    gc.freeze()  # children share what nobody looks through
    for line in sys.stdin.buffer:
        name, *words = json.loads(line)
        sys.stdout.buffer.write(json.dumps(ORDERS[name](*words)).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    listen()
