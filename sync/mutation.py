"""The nouns of the engine: Mutation, Mark, Row, Clash, Outcome, and the two ways a mutation can be refused."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple

import msgspec

Result = Literal["applied", "merged", "conflict", "held", "rejected", "quarantined"]
RowKey = tuple[str, str]
"""Table name and row id."""


class Stamp(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the phone's clocks said; evidence, never a ground for a decision. Milliseconds; `boot` names one start of the app.

    `beacon` is the server's last signed time; a phone puts it into the first mutation after it came.
    """

    wall: int = 0
    mono: int = 0
    boot: str = ""
    beacon: str = ""


class Evidence(msgspec.Struct, frozen=True):
    """When a mutation was made: after `not_before` (its log's last beacon, if any) and before `received_at`, both epoch ms by the
    server's clock; `at` is what the phone's own clocks said.
    """

    not_before: int | None
    received_at: int
    at: Stamp


class Mutation(msgspec.Struct, frozen=True, omit_defaults=True):
    """One small named intent of one log. `set` holds, per field, the value seen and the value wanted."""

    mid: int
    name: str
    row: Annotated[str, msgspec.Meta(max_length=64)]
    base: int = 0
    set: dict[str, tuple[Any, Any]] = {}
    args: dict[str, Any] = {}
    at: Stamp | None = None


class Author(msgspec.Struct, frozen=True):
    """Who writes: the log and mutation number if a phone does, the account, and the server's time in epoch ms."""

    account: str
    at_ms: int
    log: str = ""
    mid: int = 0


class Mark(NamedTuple):
    """The last write of a field: the row's revision it made, and its author."""

    rev: int
    log: str
    mid: int
    account: str
    at_ms: int


CREATED = ""
"""Key of the mark that stands for every field not marked since the row was made."""
BESIDE = "beside:"
"""Before a field: key of the write of another's whose parts the field's last write was joined with, without its author having seen them."""


class Row(msgspec.Struct):
    """A row as the engine sees it. `marks` maps field -> Mark; `rev` grows by one with each change; `places` scope -> seq as loaded."""

    table: str
    id: str
    values: dict[str, Any]
    rev: int = 0
    marks: dict[str, Mark] = {}
    deleted: bool = False
    places: dict[str, int] = {}

    @property
    def key(self) -> RowKey:
        return self.table, self.id

    def mark(self, field: str) -> Mark | None:
        """The last write of `field`, or of the whole row where the field was not written since."""
        return self.marks.get(field) or self.marks.get(CREATED)

    def written_since(self, rev: int) -> list[str]:
        """What was written after revision `rev`: fields, and `deleted`."""
        written = [name for name, mark in self.marks.items() if mark.rev > rev and not name.startswith(BESIDE)]
        return [*self.values, "deleted"] if CREATED in written else written

    def copy(self) -> "Row":
        """A row that can be changed without changing this one."""
        return Row(self.table, self.id, dict(self.values), self.rev, dict(self.marks), self.deleted)


class Clash(msgspec.Struct, frozen=True):
    """Two values for one unit of merge: `kept` stands for now, `other` waits beside it. Values are {field: value}."""

    table: str
    row: str
    unit: str
    base: Mapping[str, Any]
    kept: Mapping[str, Any]
    other: Mapping[str, Any]
    kept_by: Mark
    other_by: Mark


class Refusal(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a mutation was rejected, in words for the person who made it."""

    code: str
    title: str
    detail: str
    remedy: str = ""
    field: str | None = None


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """The one answer every mutation gets. `exceptions` names what a bulk intent left as it stood, and what stands there."""

    mid: int
    result: Result
    reason: str | None = None
    ref: str | None = None
    problem: Refusal | None = None
    exceptions: dict[str, Any] = {}


class Rejected(Exception):
    """The mutation breaks a rule; the person can edit and send again."""

    def __init__(self, refusal: Refusal):
        super().__init__(refusal.code)
        self.refusal = refusal


def reject(fault: Refusal | None) -> None:
    """Rejects a mutation in which a rule found a fault; None is none."""
    if fault:
        raise Rejected(fault)


class Held(Exception):
    """The mutation is not allowed or not possible now and waits for a person: `locked`, `rights` or `depends`.

    `scope` is the one whose right was missing or whose row is locked; `wanted` is what was asked for, where a person
    can still grant it. Whoever keeps held mutations (plan_push) writes both into a row in the same turn.
    """

    def __init__(
        self,
        reason: Literal["locked", "rights", "depends"],
        scope: str | None = None,
        wanted: Mapping[str, Any] | None = None,
    ):
        super().__init__(reason)
        self.reason = reason
        self.scope = scope
        self.wanted = wanted
