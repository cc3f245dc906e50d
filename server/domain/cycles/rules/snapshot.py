"""What an award rests on, so that it can be drawn again years later; and the anonymous spread of a branch."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from server.domain.cycles.rules.quota import Candidate
from sync.digest import canonical

_NAMESPACE = UUID("6b1a4c58-4f0e-5a55-9b9e-5e1b0a7c2d43")
K = 5
"""Fewer people than this are never shown as a number (research: k-anonymity of small groups)."""


def cycle_id(branch: str, quarter: str, version: int) -> str:
    """The one id of a version of a branch's quarter."""
    return str(uuid5(_NAMESPACE, f"{branch}/{quarter}/{version}"))


def award_id(cycle: str, member: str) -> str:
    """The one id of a member's result in a cycle."""
    return str(uuid5(UUID(cycle), member))


def tie_id(cycle: str, members: Iterable[str]) -> str:
    """The one id of a tie between these members."""
    return str(uuid5(UUID(cycle), "/".join(sorted(members))))


def inputs_hash(scheme: str, profile: str, lines: Sequence[Mapping[str, Any]]) -> str:
    """SHA-256 over the canonical JSON of what a total is drawn from: scheme version, post profile, and each line with its evidence."""
    known = sorted(lines, key=canonical)
    return hashlib.sha256(canonical({"scheme": scheme, "profile": profile, "lines": known})).hexdigest()


def points_by_dimension(lines: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Tenths of points of each dimension."""
    found: dict[str, int] = defaultdict(int)
    for line in lines:
        found[line["dimension"]] += line["points_tenths"] or 0
    return dict(found)


def candidate_of(award: Mapping[str, Any], vetoed: bool) -> Candidate:
    """An award's snapshot as the quota looks at it."""
    return Candidate(
        award["member"],
        award["total_tenths"],
        award["earned_star"],
        award["probationary"],
        award["excused"],
        vetoed,
        points_by_dimension(award["lines"]),
    )


def spread(stars: Iterable[int]) -> list[tuple[int, int, int]]:
    """How many of a branch have which stars, as (lowest, highest, people), from the top.

    Neighbouring stars are told together until at least K people share a group; a branch with fewer people tells nothing.
    """
    counts: dict[int, int] = defaultdict(int)
    for star in stars:
        counts[star] += 1
    groups: list[tuple[int, int, int]] = []
    low, high, people = 5, 5, 0
    for star in range(5, -1, -1):
        low, people = star, people + counts[star]
        if people >= K:
            groups.append((low, high, people))
            high, people = star - 1, 0
    if people and groups:
        _, top, last = groups.pop()
        groups.append((0, top, last + people))
    elif groups and high >= 0:
        groups.append((0, high, 0))
    return groups
