"""What the HTTP surface says about obligations: the board of all branches, and the working days of a year."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


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
    """A branch with its cells. `unsent` is the number of its records that phones still hold, where they have said so.

    `data_up_to` (epoch ms) is when the newest of the records arrived by which the cells stand, null before the first.
    """

    branch: str
    name: str
    general_branch: str | None
    unsent: int | None
    cells: list[CellOut]
    data_up_to: int | None


class BoardOut(Struct):
    """The tri-colour board of one period, as things stand at `as_of` (epoch ms) by records up to `data_up_to`."""

    as_of: int
    data_up_to: int | None
    period: str
    kinds: list[KindOut]
    rows: list[RowOut]


Days = Annotated[list[Annotated[str, Meta(max_length=10)]], Meta(max_length=366)]


class NoticeIn(Struct, forbid_unknown_fields=True):
    """A year's notice of holidays (ISO days): those off, and the weekend days on which people work."""

    holidays: Days
    workdays: Days = []


class NoticeOut(Struct):
    """A year's days that differ from Monday to Friday, as they are on record; none for a year whose notice nobody has entered."""

    year: int
    holidays: list[str]
    workdays: list[str]
