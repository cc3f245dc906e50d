"""Reads honours and published stories as they are found by searching."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from server.domain.honours import rules
from server.domain.organisation import person_seen_by, results_seen_by
from server.replication import EVERYONE, Document
from server.replication.store import in_list, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
_HONOURS = joined(
    """select h."id", h."year", h."title", h."giver", h."text", h."name", h."member", h."branch", h."org", coalesce(c."title", '') as "level_title"
    from "honour" h left join "honour_choice" c on c."field" = 'level' and c."key" = h."level" where not h."deleted" and""",
    in_list("id", "h."),
)
_PAGES = joined("""select * from "story_page" where not "deleted" and "member" = '' and""", in_list("story"))


async def honours_sought(fetch: Fetch, ids: Iterable[str]) -> list[tuple[str, Document]]:
    """Honours by title, giver and name: a member's for who may open the member's page, an organisation's for who sees what is known of its people."""
    return [(row["id"], _honour(row)) for row in await fetch(_HONOURS, to_json(list(ids)))]


def _honour(row: Mapping[str, Any]) -> Document:
    text = "\n".join(filter(None, (row["name"], row["level_title"], row["giver"], row["text"])))
    at_ms = round(datetime(row["year"], 12, 31, tzinfo=UTC).timestamp() * 1000)
    if row["member"]:
        return Document(
            row["id"], "honour", row["title"], text, f"ledger/member/{row['member']}", row["branch"], row["branch"],
            person_seen_by(row["member"], row["branch"]), at_ms=at_ms,
        )  # fmt: skip
    seen_by = results_seen_by(row["branch"])
    return Document(row["id"], "honour", row["title"], text, f"ledger/{row['org']}", row["org"], row["branch"], seen_by, at_ms=at_ms)


async def stories_sought(fetch: Fetch, ids: Iterable[str]) -> list[tuple[str, Document]]:
    """Published stories by their words, for everyone."""
    return [(row["story"], _story(row)) for row in await fetch(_PAGES, to_json(list(ids)))]


def _story(row: Mapping[str, Any]) -> Document:
    text = "\n".join(filter(None, (row["names"], row["lead"], rules.plain_text(msgspec.json.decode(row["blocks"])))))
    seen_by = frozenset({EVERYONE})
    return Document(row["story"], "story", row["title"], text, f"story/{row['story']}", row["org"], None, seen_by, row["kind"], row["published_at"])
