"""What other parts read: results of members by quarter."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import msgspec

from server.domain.ballots.rules import derived_id, review_id
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_RESULTS = joined(
    """select "id", "member", "branch", "quarter", "state", "ballots", "mean_tenths", "spread" from "mass_review"
    where not "deleted" and "state" <> 'withdrawn' and""",
    in_list("id"),
)


_COUNTED = joined(
    'select b."id", p."counted_at" from "poll_branch" b join "poll" p on p."id" = b."poll" where',
    in_list("id", "b."),
)


async def load_mass_reviews(fetch: Fetch, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of mass_review of these (member, quarter), by both; those of whom there is no poll are absent.

    `state` is open, withheld or published; `mean_tenths` is 0 to 1000 and there only when published, `counted_at` is when (epoch ms).
    """
    found = await fetch(_RESULTS, to_json([review_id(member, quarter) for member, quarter in asked]))
    polls = {(row["branch"], row["quarter"]): derived_id("poll", row["quarter"], row["branch"]) for row in found}
    counted = {row["id"]: row["counted_at"] for row in await fetch(_COUNTED, to_json(sorted(set(polls.values()))))}
    told = ({**row, "counted_at": counted.get(polls[row["branch"], row["quarter"]])} for row in found)
    return {(row["member"], row["quarter"]): {**row, "spread": msgspec.json.decode(row["spread"] or "null")} for row in told}
