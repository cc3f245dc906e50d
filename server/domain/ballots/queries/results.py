"""What other parts read: results of members by quarter."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import msgspec

from server.domain.ballots.rules import review_id
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_RESULTS = joined(
    """select "id", "member", "branch", "quarter", "state", "ballots", "mean_tenths", "spread", "computed_at", "data_up_to" from "mass_review"
    where not "deleted" and "state" <> 'withdrawn' and""",
    in_list("id"),
)


async def load_mass_reviews(fetch: Fetch, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of mass_review of these (member, quarter), by both; those of whom there is no poll are absent.

    `state` is open, withheld or published; `mean_tenths` is 0 to 1000 and there only when published, `computed_at` is when it was counted (epoch ms).
    """
    found = await fetch(_RESULTS, to_json([review_id(member, quarter) for member, quarter in asked]))
    return {(row["member"], row["quarter"]): {**row, "spread": msgspec.json.decode(row["spread"] or "null")} for row in found}
