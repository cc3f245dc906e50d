"""What a draft of the assessment scheme would have made of the last quarters."""

from __future__ import annotations

from msgspec import Struct


class LineDifferenceOut(Struct, frozen=True):
    """A line that stands under one of the two schemes alone (null: not there), or with other points (tenths)."""

    part: str
    text: str
    before_tenths: int | None
    after_tenths: int | None


class BandCountOut(Struct, frozen=True):
    """How many branches have a band now and by the draft; '' is for those without one."""

    band: str
    before: int
    after: int


class MovingBranchOut(Struct, frozen=True):
    """A branch whose band or points would differ. Points are tenths; totals are null where not every item of the form is scored.

    `unscored` are items of the draft that nobody has scored, which take the total away.
    """

    branch: str
    name: str
    before_band: str
    after_band: str
    before_tenths: int | None
    after_tenths: int | None
    before_auto_tenths: int | None
    after_auto_tenths: int | None
    unscored: list[str]
    differences: list[LineDifferenceOut]


class TriedAssessmentOut(Struct, frozen=True):
    """One quarter under the scheme that rules it (`version`) and under the draft. `movers` are at most a hundred, other bands first."""

    period: str
    version: int
    branches: int
    moving: int
    changing: int
    bands: list[BandCountOut]
    movers: list[MovingBranchOut]


class TriedAssessmentsOut(Struct, frozen=True):
    """The last two quarters that have scores, the running one among them, as of an instant (epoch ms); nothing of it is written."""

    as_of: int
    periods: list[TriedAssessmentOut]
