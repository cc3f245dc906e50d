"""The closed list of field policies, and what a table must declare to be synced."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any, Literal

import msgspec

Values = Mapping[str, Any]
Kind = Literal["text", "int", "bool", "json"]


class Policy(Enum):
    """What happens to a field that two people changed without seeing each other.

    REGISTER  the later arrival stands for now, the overtaken value is kept as a conflict
    QUIET     the later arrival stands, the overtaken value stays in the history only
    HUMAN     the value on the server stands, the arriving one is kept as a conflict
    FIRST     the first value ever written stands, later ones are kept as conflicts
    MAX, MIN  the larger or the smaller value stands; nothing can clash
    TEXT      three-way merge by paragraphs; overlapping edits are kept as a conflict
    KEYED     three-way merge of a list whose elements have ids of their own, element by element and field by field within one;
              where both touched the same, or elements have no ids, the arriving list is kept as a conflict
    IMMUTABLE can be given once, when the row is made
    SERVER    only the server writes it
    """

    REGISTER = "register"
    QUIET = "quiet"
    HUMAN = "human"
    FIRST = "first"
    MAX = "max"
    MIN = "min"
    TEXT = "text"
    KEYED = "keyed"
    IMMUTABLE = "immutable"
    SERVER = "server"


class Field(msgspec.Struct, frozen=True):
    """One synced column: its policy, the group it merges with, and its kind on the wire."""

    policy: Policy
    group: str | None = None
    kind: Kind = "text"


def _never(_: Values) -> bool:
    return False


def _no_fault(_: Values) -> Any:
    return None


@dataclass(frozen=True)
class TableRules:
    """What the engine must know of a table; `scopes` and `frozen` look at a row's values and nothing else.

    `parent` names the table, and the column of the same name, of the row that a row of this table goes and comes back with.
    `fault` says why values that a person gives to fields cannot stand (a Refusal), or None: whoever decides a conflict may give some of their own.
    `longest` is how many characters the store holds of a field, where it has a bound.
    `blank` is what the store holds for a field without a value, where that is not None: a row must look the same before and
    after it was stored, or the digest a branch submitted would not be the one the reviewer sees (found by replaying the inbox).
    """

    name: str
    fields: Mapping[str, Field]
    scopes: Callable[[Values], frozenset[str]]
    frozen: Callable[[Values], bool] = _never
    parent: str = ""
    blank: Values = field(default_factory=dict[str, Any])
    longest: Mapping[str, int] = field(default_factory=dict[str, int])
    fault: Callable[[Values], Any] = _no_fault

    @cached_property
    def units(self) -> Mapping[str, tuple[str, ...]]:
        """Unit of merge -> the fields that merge together under it, in declared order."""
        names = dict.fromkeys(self.unit_of(field) for field in self.fields)
        return {unit: tuple(field for field in self.fields if self.unit_of(field) == unit) for unit in names}

    def unit_of(self, field: str) -> str:
        """The name under which `field` merges: its group, or itself."""
        return self.fields[field].group or field
