"""Time as an argument: a clock is a function that answers epoch milliseconds, so that a whole mine can be simulated."""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], int]
"""Answers the present instant in epoch milliseconds (UTC)."""


def system_clock() -> int:
    """The machine's own clock, in epoch milliseconds."""
    return time.time_ns() // 1_000_000
