"""Which changed rows touch the figures of which branch."""

from server.domain.facts import quarter_of
from server.domain.ledger.rules import EVERYTHING, PEOPLE
from server.kit.clock import local_day
from server.replication import Touch
from sync.policy import Values

HELD, STARS, ROLL, ABOVE = "ledger_held", "ledger_stars", "ledger_roll", "ledger_above"
"""Kinds of requests: a branch's meetings and stars in a quarter (`branch:quarter`), its people (`branch`), and of a higher
organisation the sums (`org:quarter`; `members` in place of a quarter, or none: all there are)."""
HORIZON_MS = 4_102_444_800_000
"""The year 2100: a start beyond it, or before 1970, is an error of the phone that typed it and lies in no quarter."""
Keys = set[tuple[str, str]]


def _held(before: Values | None, after: Values | None) -> Keys:
    rows = [row for row in (before, after) if row and row["held_start"] is not None and 0 <= row["held_start"] < HORIZON_MS]
    return {(HELD, f"{row['branch']}:{quarter_of(local_day(row['held_start']))}") for row in rows}


def _starred(before: Values | None, after: Values | None) -> Keys:
    return {(STARS, f"{row['branch']}:{row['quarter']}") for row in (before, after) if row}


def _enrolled(before: Values | None, after: Values | None) -> Keys:
    return {(ROLL, row["branch"]) for row in (before, after) if row}


def _placed(before: Values | None, after: Values | None) -> Keys:
    """What lies above a branch or general branch; a branch itself is drawn from rows, not from its groups."""
    parents = {row["parent"] for row in (before, after) if row and row["parent"] and row["kind"] != "group"}
    return {(ABOVE, f"{parent}:{quarter}") for parent in parents for quarter in (PEOPLE, EVERYTHING)}


TOUCHES = (
    Touch("meeting", frozenset({"status", "held_start", "kind"}), _held),
    Touch("attendance", frozenset({"status", "held_start"}), _held),
    Touch("award", frozenset({"star", "state", "replaced"}), _starred),
    Touch("member", frozenset({"branch", "group", "status"}), _enrolled),
    Touch("organisation", frozenset({"parent"}), _placed),
)
