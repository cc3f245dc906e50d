"""Admission control: so many pushes at once, a short queue behind them, and for the rest a time to come again instead of a long wait."""

import time
from asyncio import Semaphore
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from server.kit.problems import Problem
from sync.wire import Next

POLL_S, POLL_BUSY_S = 300, 900
SPREAD_S, SPREAD_BUSY_S = 20, 60
_SMOOTHING = 0.1


class Admission:
    """One process's gate for pushes. Pulls pass freely: they never wait for pushes.

    `at_once` pushes run; others wait while the wait is likely to stay under `patience_s` seconds and fewer than `waiting_at_most`.
    """

    def __init__(self, at_once: int = 8, waiting_at_most: int = 400, patience_s: float = 10.0):
        self._at_once = at_once
        self._waiting_at_most = waiting_at_most
        self._patience_s = patience_s
        self._free = Semaphore(at_once)
        self._inside = 0
        self._took_s = 0.05
        self._refused = 0

    @asynccontextmanager
    async def push(self) -> AsyncGenerator[None]:
        """A place for one push. Raises Problem 503 `sync.busy` with Retry-After where it would have to wait for long."""
        if self._inside >= self._at_once + self._waiting_at_most or self._wait_s > self._patience_s:
            raise self._busy()
        self._inside += 1
        try:
            async with self._free:
                began = time.perf_counter()
                yield
                self._took_s += _SMOOTHING * (time.perf_counter() - began - self._took_s)
        finally:
            self._inside -= 1

    def next(self) -> Next:
        """When phones should come again: the fuller the queue, the later, and the wider spread after a network's return."""
        load = min(1.0, max(self._waiting / max(1, self._waiting_at_most), self._wait_s / self._patience_s))
        poll, spread = POLL_BUSY_S - POLL_S, SPREAD_BUSY_S - SPREAD_S
        return Next(POLL_S + round(load * poll), SPREAD_S + round(load * spread))

    @property
    def _waiting(self) -> int:
        return max(0, self._inside - self._at_once)

    @property
    def _wait_s(self) -> float:
        """How long one more push would likely wait, in seconds."""
        return self._waiting * self._took_s / self._at_once

    def _busy(self) -> Problem:
        # Those refused together are told different times, or they would come together again.
        self._refused += 1
        after_s = 1 + round(self._wait_s) + self._refused % (SPREAD_S // 2)
        return Problem(
            "sync.busy", "同步的人较多", "现在报送的手机较多，内容没有被更改", "应用会稍后自动重发；本机记录不会丢失", 503, retry_after_s=after_s
        )
