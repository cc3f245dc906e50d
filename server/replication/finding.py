"""What of a part's rows is found by searching, as the parts declare it; who keeps the index and answers is decided elsewhere. Pure."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any

import msgspec

from server.kit.identity import OFFICE_ROLES, Actor
from server.replication.touches import Key, Touch
from sync.policy import Values

SEARCH = "search"
"""The kind of request under which rows wait for the index: `name of the declaration:row`."""

KINDS = (
    *("organisation", "member", "meeting", "resolution", "fact", "order"),
    *("project", "brand", "room", "studio", "achievement", "course", "contest", "visit", "honour", "story"),
)
"""What is found, in the order in which it is shown. The index keeps a kind's place in this order: a new one is added at the end."""

EVERYONE = "everyone"
"""Who may open what anyone who has signed in may open."""

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]


class Document(msgspec.Struct, frozen=True):
    """What is found of a row: its words, the page of the app that opens it, and who may open that page.

    `seen_by` are words of `audience`. `sort` is the row's own kind, such as a kind of meeting; `also` is how else it is found and never
    shown, such as pinyin; `at_ms` (epoch ms) is its day, None where it has none.
    """

    id: str
    kind: str
    title: str
    text: str
    route: str
    org: str
    branch: str | None
    seen_by: frozenset[str]
    sort: str = ""
    at_ms: int | None = None
    also: str = ""


class Watched(msgspec.Struct, frozen=True):
    """Rows of a table from which documents are read; `row` is the column that names the row they belong to.

    They are read again when such a row is made, deleted or changed in one of `fields`.
    """

    table: str
    fields: frozenset[str] = frozenset()
    row: str = "id"


class Findable(msgspec.Struct, frozen=True):
    """One declaration of a part: `read` gives, for ids, (id, document) of what is to be found of these rows today; `every` selects all ids."""

    name: str
    every: str
    read: Callable[[Fetch, list[str]], Awaitable[list[tuple[str, Document]]]]
    watched: tuple[Watched, ...]

    def touches(self) -> Iterator[Touch]:
        """Who changes a watched row requests its documents in the same transaction."""
        return (Touch(one.table, one.fields, self._keys(one)) for one in self.watched)

    def _keys(self, one: Watched) -> Callable[[Values | None, Values | None], Iterable[Key]]:
        def keys(before: Values | None, after: Values | None) -> Iterable[Key]:
            return {(SEARCH, f"{self.name}:{values[one.row]}") for values in (before, after) if values}

        return keys

    def all_keys(self) -> str:
        """A SELECT of every request."""
        return f"""select '{self.name}:' || "id" as "key" from ({self.every}) each_one"""


def audience(actor: Actor) -> frozenset[str]:
    """Who a person is, to documents: everyone, scopes of the own phone, `role` for one of the whole mine, `post@organisation` for a post there."""
    roles = {grant.role for grant in actor.grants if grant.of_mine}
    posts = {f"{grant.role}@{grant.org}" for grant in actor.grants if grant.role not in OFFICE_ROLES}
    return actor.scopes - {"site"} | roles | posts | {EVERYONE}
