"""Which version of the scheme rules a quarter, how many stars a total earns, and how many may have the highest."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import floor
from typing import Literal

from msgspec import Struct

from server.domain.ratings.schemas import Content, Quota, Star


class Scheme(Struct, frozen=True):
    """A version of a scheme; published, it rules quarters that begin on `from_on` or later, until a later version does."""

    id: str
    version: int
    from_on: str
    content: Content
    state: Literal["draft", "published"] = "published"


def scheme_for(quarter: str, schemes: Iterable[Scheme]) -> Scheme | None:
    """The scheme that rules a quarter: of the published ones in force when it begins the latest version; before all of them, the first."""
    begins = f"{quarter[:4]}-{int(quarter[-1]) * 3 - 2:02}-01"
    known = sorted((scheme for scheme in schemes if scheme.state == "published"), key=lambda scheme: scheme.version)
    in_force = [scheme for scheme in known if scheme.from_on <= begins]
    return in_force[-1] if in_force else next(iter(known), None)


def star_for(stars: Iterable[Star], total_tenths: int) -> int:
    """The stars of a total; 0 is 不定星."""
    return max((one.star for one in stars if total_tenths >= one.at_least_tenths), default=0)


def places_of(members: int, quota: Quota) -> int:
    """How many of `members` may have the star: floor(n * percent), never over the hard ceiling, at least 1 from `least_from` members on.

    The ceiling is that of 优秀 in 民主评议, the only official one (domain.md 1.5, 2.2).
    """
    by_percent = members * quota.percent // 100
    least = 1 if members >= quota.least_from else 0
    return min(max(by_percent, least), floor(members * Fraction(quota.hard_most)))
