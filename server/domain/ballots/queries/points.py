"""What each choice of a mass review is worth, as the scheme of stars says that rules the quarter."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from server.domain.ballots.rules.count import CHOICES
from server.domain.obligations import period_days

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
# The latest version in force when the quarter begins; before all of them, the first: as ratings.scheme_for has it.
_RULING = """select "content" from "scheme" where "kind" = 'member_star' and "state" = 'published' and not "deleted"
    order by case when "from_on" <= {} then "version" else -"version" end desc limit 1"""


class _Content(msgspec.Struct):
    ballot: dict[str, int] = {}


USUAL_TENTHS = (1000, 850, 700, 500)
"""For a scheme that says nothing about it (domain.md 2.2)."""


async def load_points(fetch: Fetch, quarter: str) -> tuple[int, ...]:
    """Tenths of 100 for each choice, in the order of CHOICES."""
    found = await fetch(_RULING, period_days(quarter)[0].isoformat())
    told = msgspec.json.decode(found[0]["content"], type=_Content).ballot if found else {}
    return tuple(told.get(choice, usual) for choice, usual in zip(CHOICES, USUAL_TENTHS, strict=True))
