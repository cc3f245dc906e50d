"""What a draft may do with the dimensions of versions that were published: they come and go, and what has their ids stays the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from server.domain.ratings.rules.lines import BONUS
from server.domain.ratings.schemas import Content, Dimension, Mending, RemovedOut, Rule

_ID = re.compile(r"[a-z][a-z0-9_.]{0,39}")
_WHOLE = ("attendance", "mass_review")
"""Sources of which a record counts by its kind alone; all others are facts."""


class Recorded(Struct, frozen=True):
    """How many records of a source and kind there are in a quarter."""

    source: str
    kind: str
    records: int


def identity_mending(content: Content, published: Sequence[Content]) -> list[Mending]:
    """Why ids of this content may not be as they are: lines of ratings, appeals and earlier versions name dimensions and rules by them."""
    return [*_ids(content.dimensions), *_moved(content, published)]


def _ids(dimensions: Iterable[Dimension]) -> Iterator[Mending]:
    for at, one in enumerate(dimensions):
        if one.key == BONUS or not _ID.fullmatch(one.key):
            yield Mending(f"dimensions.{at}.title", "这个维度的代号不能用，请删掉它，重新加一个")


def _moved(content: Content, published: Iterable[Content]) -> Iterator[Mending]:
    """A rule that was published belongs to its dimension for good: elsewhere it would give the points of one dimension to another."""
    homes = {rule.id: (key, title) for one in published for key, title, rules in _parts(one) for rule in rules}
    for at, one in enumerate(content.dimensions):
        for place, rule in enumerate(one.rules):
            key, title = homes.get(rule.id, (one.key, ""))
            if key != one.key:
                yield Mending(f"dimensions.{at}.rules.{place}.text", f"这条规则属于“{title}”，不能改挂到别的维度，请在这里重新加一条")


def _parts(content: Content) -> Iterator[tuple[str, str, Sequence[Rule]]]:
    yield from ((one.key, one.title, one.rules) for one in content.dimensions)
    yield BONUS, "加分", content.bonus.rules


def removed(content: Content, before: Content, recorded: Iterable[Recorded]) -> list[RemovedOut]:
    """The dimensions that the version before has and this content has not, and how many records of the running quarter count in each."""
    kept = {one.key for one in content.dimensions}
    known = list(recorded)
    return [RemovedOut(one.key, one.title, _records(one, known)) for one in before.dimensions if one.key not in kept]


def _records(dimension: Dimension, recorded: Iterable[Recorded]) -> int:
    counted = {(_source(rule.source), kind) for rule in dimension.rules for kind in rule.kinds or ("",)}
    return sum(one.records for one in recorded if (one.source, one.kind) in counted)


def _source(source: str) -> str:
    return source if source in _WHOLE else "fact"


def removing_mending(gone: Iterable[RemovedOut]) -> list[Mending]:
    """Why dimensions may not fall away from the running quarter on: what people did in it already counts there."""
    told = "本季度已有{}条记录在计分，不能从本季度起去掉，请从下一季度起施行"
    return [Mending("from_on", f"“{one.title}”{told.format(one.records)}") for one in gone if one.records]
