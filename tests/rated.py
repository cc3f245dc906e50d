"""Ratings that rest on one fact a member, for tests of what follows from them: the area's rating is the whole total."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

import msgspec
from msgspec import structs

from server.domain import ratings
from server.domain.ratings.policy.shipped import CONTENT
from server.domain.ratings.rules import Need, Rule
from server.replication import Replication
from tests.mine import Content, Mine

BY_AREA = "by-area"
_MEASURED = "performance"


async def _ruled_by_area(replication: Replication) -> None:
    async with replication.write(None, "the scheme of the area") as unit:
        unit.put("scheme", BY_AREA, _by_area())


RATED = Content("rated", is_demo=True, at="2027-01-04 09:00", past=_ruled_by_area)
"""The demo mine on the working day after a quarter in which the area's rating is all that counts; nobody is rated yet."""


async def content_of(mine: Mine, quarter: str) -> ratings.rules.Scheme:
    """The scheme that rules a quarter."""
    scheme = ratings.rules.scheme_for(quarter, await ratings.load_schemes(mine.database.fetch))
    assert scheme is not None
    return scheme


async def rate(mine: Mine, quarter: str, totals: Mapping[str, int | None]) -> None:
    """Has the area rate members so that these are their totals (tenths) in a quarter, and the jobs draw them; None withdraws what it said."""
    on = f"{quarter[:4]}-{int(quarter[-1]) * 3:02}-20"
    async with mine.replication.write(None, "rated by the area") as unit:
        unit.put("scheme", BY_AREA, _by_area())
        members = await unit.load("member", totals)
        said = await unit.where("fact", "member", totals)
        for key, fact in said.items():
            if fact["kind"] == _MEASURED and fact["on"] == on and fact["amount"] != totals[fact["member"]] and fact["withdrawn_at"] is None:
                unit.put("fact", key, {"withdrawn_by": "", "withdrawn_at": unit.now_ms, "withdrawn_reason": "区队更正"})
        for member, total in totals.items():
            if total is not None:
                told = {
                    "kind": _MEASURED,
                    "on": on,
                    "amount": total,
                    "source": "entry",
                    "text": "区队评价",
                    "entered_by": "",
                    "entered_by_name": "区队",
                }
                place = {"member": member, "branch": members[member]["branch"], "entered_at": unit.now_ms}
                unit.put("fact", str(uuid5(UUID(member), f"{on}:{total}:{unit.now_ms}")), told | place)
    await mine.drain()


def _by_area() -> dict[str, Any]:
    """The shipped scheme, but all hundred points are the area's to give."""
    rule = Rule("area", "区队评价", "fact_amount", (_MEASURED,))
    bare = [structs.replace(one, start="zero", needs=(), rules=()) for one in CONTENT.dimensions]
    full = {"maximum_tenths": {"frontline": 1000, "office": 1000}, "needs": (Need("fact", _MEASURED),), "rules": (rule,)}
    dimensions = [structs.replace(one, **full) if one.key == _MEASURED else one for one in bare]
    content = structs.replace(CONTENT, dimensions=tuple(dimensions))
    stored = msgspec.json.decode(msgspec.json.encode(content))  # with lists, as it is read again: put a second time, it draws no rating again
    return {"kind": "member_star", "version": 2, "state": "published", "content": stored, "from_on": "2019-07-01"}
