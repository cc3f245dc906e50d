"""Ratings as the ratings' job leaves them, for tests of what follows from them: totals by member, with a line for each dimension."""

from collections.abc import Mapping
from typing import Any, Protocol

from server.domain import ratings
from server.domain.ratings.rules import Line, line_id, rating_id, star_for
from server.kit.database import Database
from server.replication import Replication


class Opened(Protocol):
    """A mine that is open, whatever it is opened by."""

    @property
    def replication(self) -> Replication: ...
    @property
    def database(self) -> Database: ...


async def content_of(mine: Opened, quarter: str) -> ratings.rules.Scheme:
    """The scheme that rules a quarter."""
    scheme = ratings.rules.scheme_for(quarter, await ratings.load_schemes(mine.database.fetch))
    assert scheme is not None
    return scheme


async def rate(mine: Opened, quarter: str, totals: Mapping[str, int | None], **points: Mapping[str, int]) -> None:
    """Gives members these totals (tenths) in a quarter; None leaves the mass review waiting. `points` says a dimension's tenths by member.

    What is not said lies in the dimension that is left, political life.
    """
    scheme = await content_of(mine, quarter)
    async with mine.replication.write(None, "rated") as unit:
        members = await unit.load("member", totals)
        for member, total in totals.items():
            said = {key: by[member] for key, by in points.items() if member in by}
            await _put(unit, scheme, quarter, members[member], total, said)


async def _put(unit: Any, scheme: ratings.rules.Scheme, quarter: str, member: Mapping[str, Any], total: int | None, said: dict[str, int]) -> None:
    rating = rating_id(member["id"], quarter)
    rest = {} if total is None else {"political_life": total - sum(said.values())}
    waits = {"mass_review": None} if total is None else {}
    titles = {dimension.key: dimension.title for dimension in scheme.content.dimensions}
    maxima = {dimension.key: dimension.maximum_tenths[member["post_profile"]] for dimension in scheme.content.dimensions}
    lines = [Line(key, f"{key}.start", tenths, maxima[key], f"{titles[key]}得分", []) for key, tenths in {**said, **rest, **waits}.items()]
    known = await unit.where("rating_line", "rating", [rating])
    wanted = {line_id(rating, line): line for line in lines}
    for key in known.keys() - wanted.keys():
        unit.put("rating_line", key, {"rating": None})
    for key, line in wanted.items():
        told = {"points_tenths": line.points_tenths, "maximum_tenths": line.maximum_tenths, "text": line.text, "evidence": []}
        unit.put("rating_line", key, {"rating": rating, "member": member["id"], "dimension": line.dimension, "rule": line.rule, **told})
    row = {"member": member["id"], "branch": member["branch"], "quarter": quarter, "scheme": scheme.id, "profile": member["post_profile"]}
    row |= {"probationary": member["kind"] == "probationary", "total_tenths": total, "bonus_tenths": 0, "missing": len(waits)}
    row |= {"earned_star": None if total is None else star_for(scheme.content.stars, total), "computed_at": unit.now_ms, "data_up_to": unit.now_ms}
    unit.put("rating", rating, row)
