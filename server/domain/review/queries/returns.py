"""Reads which records were returned, and when each was submitted again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import msgspec

from server.replication.store import to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

_COLUMNS = """r."id", r."meeting", m."branch", coalesce(nullif(m."title", ''), m."kind") as "title", r."decided_at" as "returned_at",
    (select min(n."submitted_at") from "review" n where n."meeting" = r."meeting" and n."attempt" > r."attempt" and not n."deleted")
    as "resubmitted_at" """
# The order of this join is fixed for SQLite: few branches first, then their records, then the reviews of each.
_RETURNED = {
    "sqlite": f"""select {_COLUMNS} from json_each({{}}) w cross join "meeting" m cross join "review" r where m."branch" = w.value
        and r."meeting" = m."id" and r."state" = 'returned' and r."decided_at" >= {{}} and not r."deleted" and not m."deleted" """,
    "postgres": f"""select {_COLUMNS} from jsonb_array_elements_text({{}}::jsonb) w join "meeting" m on m."branch" = w.value
        join "review" r on r."meeting" = m."id" and r."state" = 'returned' and r."decided_at" >= {{}}
        where not r."deleted" and not m."deleted" """,
}


class Returned(msgspec.Struct, frozen=True):
    """A submission that was returned, and when the record was submitted again, if it was (epoch ms)."""

    id: str
    meeting: str
    branch: str
    title: str
    returned_at: int
    resubmitted_at: int | None


async def load_returns(fetch: Fetch, branches: Iterable[str], since_ms: int) -> list[Returned]:
    """The submissions of these branches that were returned since an instant (epoch ms)."""
    return msgspec.convert(await fetch(_RETURNED, to_json(sorted(set(branches))), since_ms), list[Returned])
