"""What happened that some people should be told of, as the parts declare it; who gets it and wants it is decided elsewhere. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from server.replication.touches import Key, Touch
from sync.policy import Values

NEWS = "news"
"""The kind of request under which news waits: `news kind:row`, and what it is about within the row after another colon."""


class Addressee(NamedTuple):
    """Who is told: an `account`, a `member`, everyone with a `role` for the whole mine, the `leads` of an organisation, or a member of the branch
    `within` who is `named` so.

    An organisation without leads is led by those of the branch `within`.
    """

    kind: str
    of: str
    within: str = ""


class Told(msgspec.Struct, frozen=True):
    """What a row says to some people: to whom, which page of the app shows it, and what a sentence about it needs.

    `words` hold no more than everyone addressed may see. The same `mark` of the same row is told to a person once.
    """

    to: tuple[Addressee, ...]
    route: str
    words: Mapping[str, Any] = {}
    mark: str = ""


class News(msgspec.Struct, frozen=True):
    """One kind of news of a table's rows. `happened` looks at a row that was made, deleted or changed in one of `fields`; where it is only noted
    by a job, there are none. `tell` reads the row as it stands when the news is drawn, and what after the row's id stood in the request.
    """

    kind: str
    table: str
    tell: Callable[[Values, str], Iterable[Told]]
    fields: frozenset[str] = frozenset()
    happened: Callable[[Values | None, Values | None], bool] = lambda _, __: False

    def key(self, row: str, about: str = "") -> Key:
        """The request that draws it."""
        return NEWS, f"{self.kind}:{row}:{about}".rstrip(":")

    def touch(self) -> Touch:
        """Who changes such a row requests the news in the same transaction."""

        def keys(before: Values | None, after: Values | None) -> Iterator[Key]:
            row = after or before
            if row and self.happened(before, after):
                yield self.key(row["id"])

        return Touch(self.table, self.fields, keys)


def turned(before: Values | None, after: Values | None, field: str, *into: Any) -> bool:
    """Whether a row that is there came to hold one of these values in a field."""
    return after is not None and after[field] in into and (before is None or before[field] != after[field])
