"""What records cost those who write them, from what is stored anyway; of no person and no branch (domain.md 6). Pure."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from statistics import median

FEWEST = 5
"""No median of fewer records: it would tell of one person."""
SAMPLE = 100
"""So many records of a kind and month are enough for a median."""
_LONGEST_MS = 24 * 3600 * 1000
_VERSION = 7


def opened_at(meeting: str) -> int | None:
    """When the form of a record was opened, by the clock of the phone that named it (epoch ms): a UUIDv7 begins with its instant."""
    try:
        named = uuid.UUID(meeting)
    except ValueError:
        return None
    return named.int >> 80 if named.version == _VERSION else None


def median_minutes(spans: Iterable[tuple[int | None, int]]) -> float | None:
    """Of opened and saved (epoch ms, one phone's clock); a form that lay open over a day, or a clock that was set back, tells nothing."""
    minutes = [(saved - opened) / 60_000 for opened, saved in spans if opened is not None and 0 <= saved - opened <= _LONGEST_MS]
    return round(median(minutes), 1) if len(minutes) >= FEWEST else None
