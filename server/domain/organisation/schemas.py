"""What the roster's routes take and give, and what an import reports."""

import msgspec


class RowProblem(msgspec.Struct, frozen=True):
    """One reason why one row of a sheet is refused. `row` counts as Excel does, from 1; `column` is the header as the sheet has it."""

    row: int
    column: str
    value: str
    reason: str


class OwnedReport(msgspec.Struct, frozen=True):
    """What an import of rows that belong to organisations did, or with `dry_run` would do. `known` rows are there already, and stay."""

    dry_run: bool
    sheet: str
    added: int
    known: int
    problems: list[RowProblem]


class RosterCounts(msgspec.Struct, frozen=True):
    """What an accepted roster holds."""

    committees: int
    general_branches: int
    branches: int
    groups: int
    members: int


class LeftPerson(msgspec.Struct, frozen=True):
    """A member of the system whom the sheet does not name."""

    member: str
    name: str
    employee_no: str
    branch_name: str


class RosterReport(msgspec.Struct, frozen=True):
    """What an import did, or with `dry_run` would do. Everything but `counts` and `problems` counts people.

    `moved` changed branch or group, `changed` anything else; `left` are in the system and not in the sheet, and stay unless removal was asked for.
    """

    dry_run: bool
    counts: RosterCounts
    added: int
    moved: int
    changed: int
    unchanged: int
    left: int
    left_people: list[LeftPerson]
    removed: bool
    problems: list[RowProblem]


class PersonFound(msgspec.Struct, frozen=True, kw_only=True):
    """One member as the office finds people; `post` names the posts held today, separated by commas."""

    member: str
    name: str
    employee_no: str
    kind: str
    branch: str
    branch_name: str
    group_name: str | None
    post: str | None


class ProfileOut(msgspec.Struct, frozen=True):
    """When a member joined, and when the membership became full; ISO text."""

    joined_on: str | None
    full_on: str | None
