"""What a scheme of branch assessment holds."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

FULL_TENTHS = 1000
"""Both parts go up to 100 points (domain.md 3.2)."""
BONUS_TENTHS_AT_MOST = 100
Key = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[a-z][a-z0-9_]*$")]
Words = Annotated[str, Meta(min_length=1, max_length=200)]
Points = Annotated[int, Meta(ge=-FULL_TENTHS, le=FULL_TENTHS)]


class DeductionRule(Struct, frozen=True, forbid_unknown_fields=True):
    """What one fact costs, and the most that all of them together may cost in a quarter (both negative tenths).

    `states` are those of an obligation, or standings of an order; `grace_workdays` is how long other facts may wait before they cost anything.
    """

    id: Key
    source: Literal["obligation", "resolution", "review", "dispatch"]
    points_tenths: Points
    floor_tenths: Points
    text: Words
    states: tuple[str, ...] = ()
    grace_workdays: Annotated[int, Meta(ge=0, le=60)] = 0


class FormItem(Struct, frozen=True, forbid_unknown_fields=True):
    """A line of the assessor's form; `kinds` are the obligations whose counts stand beside it."""

    key: Key
    title: Words
    maximum_tenths: Points
    guide: Annotated[str, Meta(max_length=500)] = ""
    kinds: tuple[str, ...] = ()


class ScoreWeights(Struct, frozen=True, forbid_unknown_fields=True):
    """Percent that the automatic score and the assessors' score count."""

    auto: Annotated[int, Meta(ge=0, le=100)]
    assessor: Annotated[int, Meta(ge=0, le=100)]


class AssessmentVeto(Struct, frozen=True, forbid_unknown_fields=True):
    """What keeps a branch from a better band, whatever its points."""

    key: Key
    title: Words


class BandLimit(Struct, frozen=True, forbid_unknown_fields=True):
    """A band and the total from which it is reached (tenths)."""

    band: Annotated[str, Meta(min_length=1, max_length=4)]
    at_least_tenths: Points


class AssessmentContent(Struct, frozen=True, forbid_unknown_fields=True):
    """A version of the rules. A comment is needed below `low_percent` and above `high_percent` of an item."""

    weights: ScoreWeights
    deductions: tuple[DeductionRule, ...]
    bonus_cap_tenths: Annotated[int, Meta(ge=0, le=BONUS_TENTHS_AT_MOST)]
    vetoes: tuple[AssessmentVeto, ...]
    veto_band: str
    items: tuple[FormItem, ...]
    bands: tuple[BandLimit, ...]
    low_percent: Annotated[int, Meta(ge=0, le=100)] = 60
    high_percent: Annotated[int, Meta(ge=0, le=100)] = 95
