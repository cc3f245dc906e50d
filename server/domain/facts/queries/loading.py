"""Reads what is known of members in a stretch of days, and what branches have stated; for other parts too."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

import msgspec

from server.replication.store import to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
Window = tuple[str, str, str]
"""Member, first and last day (ISO text, both included)."""

_COLUMNS = """w.value->>0 as "w_member", w.value->>1 as "w_first", w.value->>2 as "w_last", f."id", f."member", f."branch", f."kind", f."on",
    f."grade", f."amount", f."until", f."text", f."source", f."entered_by", f."entered_by_name", f."entered_at" """
# What has a month holds until that month, whenever it became known: it is told to every window that does not end before it.
_STANDING = """f."withdrawn_at" is null and not f."deleted" and f."on" <= w.value->>2 and (f."on" >= w.value->>1 or f."until" <> '')
    order by f."on", f."id" """
# The order of the joins is fixed for SQLite: few members first, then their facts by index.
_FACTS = {
    "sqlite": f'select {_COLUMNS} from json_each({{}}) w cross join "fact" f where f."member" = w.value->>0 and {_STANDING}',
    "postgres": f'select {_COLUMNS} from jsonb_array_elements({{}}::jsonb) w join "fact" f on f."member" = w.value->>0 where {_STANDING}',
}
_COVERAGE = {
    kind: f"""select c."id", c."kind", c."quarter", c."branch", c."stated_by", c."stated_by_name", c."stated_at" from {given} w
        {join} where c."quarter" = w.value->>1 and c."withdrawn_at" is null and not c."deleted" order by c."id" """
    for kind, given, join in (
        ("sqlite", "json_each({})", 'cross join "coverage" c on c."branch" = w.value->>0'),
        ("postgres", "jsonb_array_elements({}::jsonb)", 'join "coverage" c on c."branch" = w.value->>0'),
    )
}


class KnownFact(msgspec.Struct, frozen=True):
    """A fact that stands. `amount` in the kind's own unit, `until` an ISO month or '', `entered_at` in epoch ms."""

    id: str
    member: str
    branch: str
    kind: str
    on: str
    grade: str
    amount: int | None
    until: str
    text: str
    source: str
    entered_by: str
    entered_by_name: str
    entered_at: int


class Stated(msgspec.Struct, frozen=True):
    """Everything of a kind is entered for a branch and quarter, says who and when (epoch ms)."""

    id: str
    kind: str
    quarter: str
    branch: str
    stated_by: str
    stated_by_name: str
    stated_at: int


async def load_facts(fetch: Fetch, windows: Iterable[Window]) -> Mapping[Window, list[KnownFact]]:
    """The standing facts of each member in the days asked for, by day; windows without any are absent.

    Facts with a month (`until`) are told whenever they were known by the last day: 党费交至 of last year still says how far dues are paid.
    """
    found: dict[Window, list[KnownFact]] = defaultdict(list)
    for record in await fetch(_FACTS, to_json(sorted(set(windows)))):
        found[record["w_member"], record["w_first"], record["w_last"]].append(msgspec.convert(record, KnownFact))
    return found


async def load_coverage(fetch: Fetch, asked: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], dict[str, Stated]]:
    """For each (branch, quarter) the kinds that are stated to be complete; pairs of which nothing is stated are absent."""
    found: dict[tuple[str, str], dict[str, Stated]] = defaultdict(dict)
    for record in await fetch(_COVERAGE, to_json(sorted(set(asked)))):
        found[record["branch"], record["quarter"]][record["kind"]] = msgspec.convert(record, Stated)
    return found
