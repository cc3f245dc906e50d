"""What people do with their phones, and what the network does with their words. Each action draws all it needs from the history's seed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from server.domain.meetings.rules import attendance_id

from .mine import BRANCHES, MEMBERS
from .phone import Phone, Screen

if TYPE_CHECKING:
    from .histories import History

FIELDS = ("title", "place", "held", "observers", "recorder", "agenda", "discussion", "sessions")
STATUSES = ("leave", "absent", "made_up")


def rows(screen: Screen, table: str) -> list[str]:
    """Ids of a table's rows on the screen."""
    return sorted(row for one, row in screen if one == table)


def edit_meeting(history: History) -> None:
    """A person changes one to three things of a record on the screen."""
    phone, screen = looked_at(history)
    if not (meetings := rows(screen, "meeting")):
        return
    row = history.rng.choice(meetings)
    shown = screen["meeting", row]
    edits: dict[str, tuple[Any, Any]] = {}
    for name in history.rng.sample(FIELDS, history.rng.choice([1, 1, 1, 2, 3])):
        edits.update(edit_of(history, shown, name))
    if phone.is_old:
        edits = {name.replace("place", "spot"): edit for name, edit in edits.items()}
    history.record(phone, "meeting.set.v0" if phone.is_old else "meeting.set.v1", row, shown["rev"], edits)


def looked_at(history: History) -> tuple[Phone, Screen]:
    phone = history.pick()
    return phone, phone.screen()


def edit_of(history: History, shown: dict[str, Any], name: str) -> dict[str, tuple[Any, Any]]:
    """One field changed, or start and end together."""
    if name == "held":
        return {one: (shown.get(one), history.number()) for one in ("held_start", "held_end")}
    if name in ("agenda", "discussion"):
        return {name: (shown.get(name), rewritten(history, shown.get(name) or ""))}
    if name == "sessions":
        return {name: (shown.get(name), held_again(history, shown.get(name) or []))}
    return {name: (shown.get(name), history.word())}


def held_again(history: History, sessions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One session more, one less, or one in another place."""
    kind = history.rng.choice(["add", "add", "change", "remove"])
    if kind == "add" or not sessions:
        return [*sessions, {"id": history.word(), "place": history.word()}]
    chosen = history.rng.choice(sessions)
    left = [one for one in sessions if one is not chosen]
    return [*left, {**chosen, "place": history.word()}] if kind == "change" else left


def rewritten(history: History, text: str) -> str:
    """A text with a paragraph more, one less, or one put otherwise."""
    paragraphs = text.split("\n") if text else []
    at = history.rng.randrange(len(paragraphs) + 1)
    kind = history.rng.choice(["add", "add", "change", "remove"])
    if kind == "add" or at == len(paragraphs):
        paragraphs.insert(at, history.word())
    elif kind == "change":
        paragraphs[at] = history.word()
    else:
        del paragraphs[at]
    return "\n".join(paragraphs)


def make_meeting(history: History) -> None:
    """A person makes a record, perhaps in a branch that is no longer theirs; one id in two is one that another phone may make too."""
    phone = history.pick()
    branch = history.rng.choice(sorted(history.server.rights.get(phone.account, ())) or list(BRANCHES))
    row = f"meeting{history.rng.randrange(4)}" if history.rng.random() < 0.6 else history.word()
    words = {name: (None, history.word()) for name in ("place", "agenda", "chair", "recorder")}
    edits = {"kind": (None, "party_lecture"), **words, "held_start": (None, history.number()), "held_end": (None, history.number())}
    history.record(phone, "meeting.create.v1", row, 0, edits, branch=branch, org=branch)


def mark_some(history: History) -> None:
    """A person marks one or two members, each with a reason nobody wrote before."""
    phone, screen = looked_at(history)
    if not (meetings := rows(screen, "meeting")):
        return
    row = history.rng.choice(meetings)
    marks: dict[str, Any] = {}
    revs: dict[str, int] = {}
    for member in {history.rng.choice(sorted(members_of(screen, row)) or sorted(MEMBERS)): None for _ in range(2)}:
        shown = screen.get(("attendance", attendance_id(row, member)), {})
        marks[member] = (shown.get("status"), history.rng.choice(STATUSES), history.word())
        revs[member] = shown.get("rev", 0)
    history.record(phone, "attendance.mark.v1", row, marks=marks, revs=revs)


def members_of(screen: Screen, meeting: str) -> list[str]:
    branch = screen["meeting", meeting].get("branch")
    return [key[1] for key, values in screen.items() if key[0] == "member" and values["branch"] == branch]


def mark_all(history: History) -> None:
    """A person marks everyone present, but perhaps for one.

    Where marks of the record still wait on this phone, they hide what the server has, and the cursor says nothing about what was
    seen: then each member is marked by name.
    """
    phone, screen = looked_at(history)
    if not (meetings := rows(screen, "meeting")):
        return
    row = history.rng.choice(meetings)
    some = members_of(screen, row)
    if any(mutation.row == row and mutation.name.startswith("attendance.") for mutation in phone.unsettled()):
        shown = {member: screen.get(("attendance", attendance_id(row, member)), {}) for member in some}
        marks = {member: (mark.get("status"), "present", "") for member, mark in shown.items()}
        history.record(phone, "attendance.mark.v1", row, marks=marks, revs={member: mark.get("rev", 0) for member, mark in shown.items()})
        return
    cursor = phone.store.cursors.get(f"branch:{screen['meeting', row].get('branch')}")
    excepted = {history.rng.choice(some): ("leave", history.word())} if some and history.rng.random() < 0.5 else {}
    args: dict[str, Any] = {"status": "present", "seen": cursor.shown if cursor else 0, "except": excepted}
    history.record(phone, "attendance.mark_all.v1", row, **args)


def step_meeting(history: History) -> None:
    """A person deletes, submits or withdraws a record."""
    phone, screen = looked_at(history)
    if meetings := rows(screen, "meeting"):
        row = history.rng.choice(meetings)
        step = history.rng.choice(["delete", "submit", "submit", "submit", "withdraw"])
        marks = (values for (table, _), values in screen.items() if table == "attendance" and values["meeting"] == row)
        args = {"revs": {mark["member"]: mark["rev"] for mark in marks}} if step == "delete" else {}
        history.record(phone, f"meeting.{step}.v1", row, screen["meeting", row]["rev"], **args)


def decide_conflict(history: History) -> None:
    """A person decides a card on the screen; so may another, at the same time."""
    phone, screen = looked_at(history)
    cards = [row for row in rows(screen, "conflict") if screen["conflict", row]["state"] == "open"]
    if not cards:
        return
    card = history.rng.choice(cards)
    history.record(phone, "conflict.resolve.v1", card, screen["conflict", card]["rev"], choose=history.rng.choice(["kept", "other", "other"]))


def send_poison(history: History) -> None:
    """A mutation that the server fails on, does not know, or whose words it cannot read."""
    phone = history.pick()
    name = history.rng.choice(["meeting.fail.v1", "from.the.future.v9", "attendance.mark_all.v1"])
    history.record(phone, name, "meeting0")


def meet_network(history: History) -> None:
    """A phone tries to sync; the request, the answer or both may be lost, doubled or late, and the phone may be killed."""
    phone = history.pick()
    request = phone.request(history.rng.choice([1, 2, 5, 50]))
    fate = history.rng.choice(["fine", "fine", "fine", "fine", "lost", "answer lost", "answer late", "late", "doubled", "killed"])
    history.trace.append(f"  {phone.name} {fate}")
    if fate == "late":
        history.late.append((phone, request, None))
    if fate in ("lost", "late"):
        return
    reply = history.ask(phone, request)
    if fate == "doubled":
        history.ask(phone, request)
    if fate == "answer late":
        history.late.append((phone, request, reply))
    elif fate != "answer lost":
        history.deliver(phone, request, reply, history.rng.randrange(6) if fate == "killed" else None)
    if fate == "fine" and reply["kind"] == "answer":
        history.check_complete(phone)


def late_arrival(history: History) -> None:
    """A request or an answer from long ago arrives."""
    if history.late:
        phone, request, reply = history.late.pop(history.rng.randrange(len(history.late)))
        history.deliver(phone, request, reply or history.ask(phone, request))


def lose_store(history: History) -> None:
    """The browser throws away a phone's data: the person begins anew, with another log."""
    phone = history.pick()
    history.phones.remove(phone)
    history.add_phone(phone.account, phone.is_old)


def copy_store(history: History) -> None:
    """A phone is copied to another, or comes back from its backup: two databases go on with one log.

    Not after a restore, nor a restore after it: that both together can lose an edit is a known gap (sync/SPEC.md 8).
    """
    if history.server.epoch:
        return
    history.copied = True
    phone = history.pick()
    twin = history.add_phone(phone.account, phone.is_old)
    twin.store = phone.store.copy()
    history.oracle.made[twin.name] = history.oracle.made.get(phone.name, 0)


ACTIONS: dict[Callable[[History], None], float] = {
    edit_meeting: 30, make_meeting: 6, mark_some: 8, mark_all: 7, step_meeting: 7, decide_conflict: 8, send_poison: 2,
    meet_network: 44, late_arrival: 6, lose_store: 0.7, copy_store: 0.5,
}  # fmt: skip
"""Action -> how often, beside the others."""
