"""What the office sends and receives about brands."""

from __future__ import annotations

from msgspec import Struct

from server.kit.lifecycle import OfficeMove


class BrandOut(Struct, frozen=True, kw_only=True):
    """One brand, as it stands at the instant of the answer by steps up to `data_up_to` (epoch ms); see Brand."""

    brand: str
    owner: str
    owner_name: str
    branches: list[str]
    name: str
    meaning: str
    carrier: str
    measures: str
    results: str
    picture: str
    small: str
    state: str
    standing: str
    colour: str
    named_on: str
    recheck_on: str
    data_up_to: int


class BrandCount(Struct, frozen=True):
    """How many brands are in a state, and stand in a colour."""

    state: str
    colour: str
    brands: int


class BrandsOut(Struct, frozen=True):
    """A page of brands as they stand at `as_of` (epoch ms); `next` is the next page's cursor, `counts` are of all."""

    as_of: int
    data_up_to: int | None
    counts: list[BrandCount]
    items: list[BrandOut]
    next: str | None


class BrandStepOut(Struct, frozen=True):
    """A step of a brand's history; `at` in epoch ms."""

    step: str
    act: str
    on: str
    at: int
    by_name: str
    text: str


class BrandStoryOut(Struct, frozen=True):
    """A brand whole, with all that happened to it."""

    as_of: int
    brand: BrandOut
    created_by_name: str
    steps: list[BrandStepOut]


class BrandMoveIn(OfficeMove, forbid_unknown_fields=True):
    """What the office does about the story it saw: `seen` is its last step."""


class BrandMovedOut(Struct, frozen=True):
    """The brand and its state."""

    brand: str
    state: str


class BrandOwnerOut(Struct, frozen=True):
    """An organisation that may have a brand."""

    org: str
    name: str
