"""What happens at the server: the office reviews and moves people, the administrator backs up and restores, old tombstones go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from server.domain.meetings.rules import attendance_id
from sync.mutation import Mutation, Row

from .mine import BRANCHES, MEMBERS, actor_of

if TYPE_CHECKING:
    from .histories import History


def some(history: History, table: str, column: str, value: str) -> Row | None:
    """A row that holds this value, if there is one."""
    rows = history.server.state.rows[table]
    found = sorted(key for key, row in rows.items() if row.values.get(column) == value and not row.deleted)
    return rows[history.rng.choice(found)] if found else None


def review_meeting(history: History) -> None:
    """The office approves a record as it stands, or returns it; over an open conflict it can only return it."""
    if meeting := some(history, "meeting", "status", "submitted"):
        status = history.rng.choice(["approved", "approved", "returned"])
        history.office_writes([("meeting", meeting.id, {"status": "returned" if in_question(history, meeting.id) else status})])


def in_question(history: History, meeting: str) -> bool:
    """Whether a conflict on a record or its marks waits for a person."""
    tables = history.server.state.rows
    rows = {meeting, *(mark.id for mark in tables["attendance"].values() if mark.values["meeting"] == meeting)}
    return any(one.values["row"] in rows and one.values["state"] == "open" for one in tables["conflict"].values())


def accept_amendment(history: History) -> None:
    """The office accepts what was wanted of an approved record."""
    if not (asked := some(history, "amendment", "state", "open")):
        return
    edits, meeting = asked.values["edits"], asked.values["meeting"]
    rows = [("meeting", meeting, {name: wanted for name, (_, wanted) in edits.get("set", {}).items()})]
    known = history.server.state.rows["attendance"]
    for member, (_, status, reason) in edits.get("marks", {}).items():
        if (mark := attendance_id(meeting, member)) in known:
            rows.append(("attendance", mark, {"status": status, "reason": reason}))
    history.office_writes([*rows, ("amendment", asked.id, {"state": "accepted"})])


def carry_out_held(history: History) -> None:
    """The office carries out on the author's behalf what was held for want of a right."""
    if not (held := some(history, "held", "state", "open")) or not held.values["scope"]:
        return
    branch = held.values["scope"].partition(":")[2]
    actor = actor_of(held.values["asked_by"], frozenset({branch}))
    mutation = msgspec.convert(held.values["mutation"], Mutation)
    before = history.server.state.copy().rows
    plan = history.server.carry_out([mutation], held.values["log"], actor)
    history.oracle.watch(before, history.server.state.rows, held.values["log"], mutation, plan.outcomes[0], actor)
    history.oracle.note_rows(before, history.server.state.rows)
    history.office_writes([("held", held.id, {"state": "applied"})])


def change_rights(history: History) -> None:
    """A person is moved, loses all branches or gains one; now and then the account is disabled altogether."""
    account = history.pick().account
    if history.rng.random() < 0.15:
        history.server.rights.pop(account, None)
    else:
        history.server.rights[account] = frozenset(history.rng.sample(BRANCHES, history.rng.randint(0, 2)))


def move_member(history: History) -> None:
    """A member goes to another branch; past records stay where they happened."""
    values: dict[str, Any] = {"branch": history.rng.choice(BRANCHES)}
    history.office_writes([("member", history.rng.choice(sorted(MEMBERS)), values)])


def forget_tombstones(history: History) -> None:
    """What left a scope is forgotten, and cursors below it are lost."""
    for scope in history.server.state.places:
        history.server.forget_tombstones(scope)


def make_backup(history: History) -> None:
    """The administrator makes a backup."""
    history.backup = history.server.state.copy()


def restore_backup(history: History) -> None:
    """The server is restored to its last backup."""
    if not history.copied:
        history.server.restore(history.backup)
        history.oracle.note_restore(history.server)


ACTIONS: dict[Callable[[History], None], float] = {
    review_meeting: 4, accept_amendment: 2, carry_out_held: 1.5, change_rights: 3, move_member: 1.5, forget_tombstones: 1.5,
    make_backup: 1, restore_backup: 1.3,
}  # fmt: skip
"""Action -> how often, beside the others."""
