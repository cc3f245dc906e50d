"""What the routes of facts take and give, and what an import reports."""

from typing import Annotated

import msgspec

_Short = Annotated[str, msgspec.Meta(max_length=64)]


class EntryIn(msgspec.Struct, forbid_unknown_fields=True):
    """A fact as the office enters it; the branch follows from the roster of the day. `amount` in tenths, `until` an ISO month."""

    member: _Short
    kind: _Short
    on: Annotated[str, msgspec.Meta(max_length=10)]
    grade: _Short = ""
    amount: int | None = None
    until: Annotated[str, msgspec.Meta(max_length=7)] = ""
    text: Annotated[str, msgspec.Meta(max_length=500)] = ""


class WithdrawIn(msgspec.Struct, forbid_unknown_fields=True):
    """Why a fact no longer stands."""

    reason: Annotated[str, msgspec.Meta(max_length=500)]


class CoverageIn(msgspec.Struct, forbid_unknown_fields=True):
    """Of which kind, quarter and branches everything is entered, or no longer said to be."""

    kind: _Short
    quarter: Annotated[str, msgspec.Meta(max_length=10)]
    branches: Annotated[list[_Short], msgspec.Meta(min_length=1, max_length=500)]


class FactOut(msgspec.Struct, frozen=True):
    """One fact with names. Instants in epoch ms; what tells of withdrawing is null while it stands."""

    id: str
    member: str
    name: str
    employee_no: str
    branch: str
    branch_name: str
    kind: str
    on: str
    grade: str
    amount: int | None
    until: str
    text: str
    source: str
    entered_by_name: str
    entered_at: int
    withdrawn_by_name: str | None
    withdrawn_at: int | None
    withdrawn_reason: str | None


class FactsOut(msgspec.Struct, frozen=True):
    """A page of facts, the newest day first; `cursor` asks for the next one, null at the end."""

    facts: list[FactOut]
    cursor: str | None


class EnteredOut(msgspec.Struct, frozen=True):
    """A fact that was written, and the branch it went to."""

    id: str
    branch: str


class StatedOut(msgspec.Struct, frozen=True):
    """A statement that stands: who made it and when (epoch ms)."""

    branch: str
    kind: str
    stated_by_name: str
    stated_at: int


class CountOut(msgspec.Struct, frozen=True):
    """How many facts of a kind stand for a branch in the quarter."""

    branch: str
    kind: str
    facts: int


class BranchOut(msgspec.Struct, frozen=True):
    """A branch by its name."""

    id: str
    name: str


class CoverageOut(msgspec.Struct, frozen=True):
    """The quarter at a glance: what each branch has stated; a pair that is absent from `stated` is 待录入."""

    quarter: str
    branches: list[BranchOut]
    stated: list[StatedOut]
    counts: list[CountOut]


class ChangedOut(msgspec.Struct, frozen=True):
    """How many statements were made or taken back; those that stood so already are not among them."""

    changed: int


class SheetProblem(msgspec.Struct, frozen=True):
    """One reason why one row of a sheet is refused. `row` counts as Excel does, from 1; `column` is the header as the sheet has it."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str
    remedy: str


class Outsider(msgspec.Struct, frozen=True):
    """A row about someone who is in no branch; told, and not taken."""

    row: int
    name: str
    number: str


class BranchCount(msgspec.Struct, frozen=True):
    """How many rows go to a branch."""

    branch_name: str
    rows: int


class FactReport(msgspec.Struct, frozen=True):
    """What an import did, or with `dry_run` would do; `known` rows are in the system already.

    `covered` counts branches newly stated to be complete; nothing is stated (`coverage_withheld`) while a row is refused.
    """

    dry_run: bool
    kind: str
    sheet: str
    added: int
    known: int
    outsiders: list[Outsider]
    problems: list[SheetProblem]
    branches: list[BranchCount]
    covered: int
    coverage_withheld: bool


class FactImportOut(msgspec.Struct, frozen=True):
    """An import that was carried out; rows by what became of them, `imported_at` in epoch ms."""

    id: str
    kind: str
    file_name: str
    quarter: str
    added: int
    known: int
    outside: int
    refused: int
    covered: int
    imported_by_name: str
    imported_at: int
