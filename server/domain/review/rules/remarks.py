"""What of a submission is worth a second look, and which is unremarkable and may be approved together with others. Pure.

Proposed: nothing of it is a ground to refuse; it decides in which order a reviewer looks, and what is never approved unopened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from server.domain.review.rules.deciding import LATE_ENTRY_DAYS

REMARKS: Mapping[str, int] = {
    "not_quorate": 4,
    "future": 4,
    "conflict": 4,
    "weighty": 3,
    "held": 3,
    "duplicate": 3,
    "no_roll": 3,
    "again": 2,
    "late_entry": 2,
    "unwitnessed": 1,
    "files_missing": 1,
}
"""Why a submission is remarkable -> how much it weighs in the order of the queue, the gravest first."""
_DAY_MS = 24 * 3600 * 1000


class Seen(Struct, frozen=True):
    """What is known of a submission; instants in epoch ms. `purpose` is that of the meeting, `grade` how well its time is witnessed (A to D)."""

    submitted_at: int
    held_start: int | None
    held_end: int | None
    is_quorate: bool
    marks: int
    attempt: int
    purpose: str
    grade: str
    conflicts: int = 0
    held: int = 0
    duplicates: int = 0
    files_missing: int = 0


def asks_witness(held_end: int | None, submitted_at: int) -> bool:
    """Whether it matters how well a meeting's time is witnessed: what was filed within a day of it needs no witness."""
    return held_end is not None and submitted_at - held_end > _DAY_MS


def remarks(seen: Seen) -> list[str]:
    """Why a submission is remarkable, the gravest first; none for one that is not.

    Unremarkable: quorum reached, everyone marked, held before and filed within three days, first submission, made at the meeting or filed
    within a day of it, no admission or election, nothing in conflict, held back or perhaps entered twice, and every photo there.
    """
    after_ms = 0 if seen.held_end is None else seen.submitted_at - seen.held_end
    holds = {
        "not_quorate": not seen.is_quorate,
        "future": seen.held_start is not None and seen.held_start > seen.submitted_at,
        "conflict": seen.conflicts > 0,
        "weighty": seen.purpose in ("admission", "election"),
        "held": seen.held > 0,
        "duplicate": seen.duplicates > 0,
        "no_roll": seen.marks == 0,
        "again": seen.attempt > 1,
        "late_entry": after_ms > LATE_ENTRY_DAYS * _DAY_MS,
        "unwitnessed": seen.grade == "D" and asks_witness(seen.held_end, seen.submitted_at),
        "files_missing": seen.files_missing > 0,
    }
    return [code for code in REMARKS if holds[code]]


def risk(found: Iterable[str]) -> int:
    """How early a reviewer should look at a submission: the sum of what its remarks weigh."""
    return sum(REMARKS[code] for code in found)
