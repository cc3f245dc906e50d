"""Which version of the scheme rules a quarter, and how many stars a total earns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from server.domain.ratings.schemas import Content, Star


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
