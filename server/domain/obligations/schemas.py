"""What the HTTP surface says about obligations: the board of all branches."""

from __future__ import annotations

from msgspec import Struct


class KindOut(Struct):
    """A column of the board: a kind of meeting and what people call it."""

    kind: str
    title: str


class CellOut(Struct):
    """One obligation on the board, of the branch itself or of one of its groups; `due_at` in epoch ms."""

    obligation: str
    kind: str
    org: str
    org_name: str
    state: str
    colour: str
    meeting: str | None
    due_at: int


class RowOut(Struct):
    """A branch with its cells. `unsent` is the number of its records that phones still hold, where they have said so."""

    branch: str
    name: str
    general_branch: str | None
    unsent: int | None
    cells: list[CellOut]


class BoardOut(Struct):
    """The tri-colour board of one period, as things stand at `as_of` (epoch ms)."""

    as_of: int
    period: str
    kinds: list[KindOut]
    rows: list[RowOut]
