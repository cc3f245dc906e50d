"""One history from one seed: phones, people and the server do things in random order over a bad network."""

import hashlib
import random
from typing import Any

from sync.mutation import Outcome

from .oracle import Oracle
from .phone import Phone
from .shell import EDITABLE, Broken, Server

BRANCHES = ("b1", "b2", "b3")
STEPS = 60
PEOPLE = 4


class History:
    """Runs one seed. The same seed gives the same trace, line by line."""

    def __init__(self, seed: int, broken: Broken = Broken()):
        self.rng = random.Random(seed)
        self.server = Server(broken)
        self.oracle = Oracle()
        self.phones: list[Phone] = []
        self.trace: list[str] = []
        self.late: list[tuple[Phone, str, dict[str, Any]]] = []
        self.backup = self.server.backup()
        self.restored = False
        self.values = 0
        self.broken = broken
        for number in range(self.rng.randint(2, 5)):
            account = f"person{number % PEOPLE}"
            self.server.rights.setdefault(account, frozenset(self.rng.sample(BRANCHES, self.rng.randint(1, 2))))
            self.phones.append(Phone(account, f"log{number}", not broken.cursor_check, not broken.row_revision))

    def run(self) -> list[str]:
        """The whole history, then quiet; gives the oracle's faults."""
        for step in range(STEPS):
            self.server.now = step
            action = self.rng.choices(ACTIONS, WEIGHTS)[0]
            self.trace.append(f"{step} {action.__name__}")
            action(self)
        return self.settle()

    def settle(self) -> list[str]:
        """A fair network from here on: every log must drain in bounded rounds."""
        for phone, log, answer in self.late:
            self.deliver(phone, log, answer)
        for _ in range(STEPS * 3):
            for phone in self.phones:
                self.exchange(phone, 50)
        return self.oracle.final(self.server, self.phones)

    def digest(self) -> str:
        """A short name of the trace."""
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()[:16]

    def exchange(self, phone: Phone, limit: int) -> None:
        """A request and its answer, both of which arrive."""
        log = phone.store.log
        self.deliver(phone, log, self.ask(phone, phone.request(limit)))

    def ask(self, phone: Phone, request: dict[str, Any]) -> dict[str, Any]:
        """The server works on a request, mutation by mutation under the oracle's eyes."""
        known = self.server.state.logs.get(request["log"])
        acked = known.acked if known else 0
        if not request["mutations"] or request["mutations"][0].mid > acked + 1:
            return self.server.sync(phone.account, request)
        outcomes: list[Outcome] = []
        for mutation in request["mutations"]:
            row = self.server.state.rows.get(("note", mutation.row))
            before = dict(row.values) if row else None
            answer = self.server.sync(phone.account, {**request, "mutations": [mutation]})
            outcomes += answer["outcomes"]
            if mutation.mid > acked:
                self.oracle.watch_held(self.server, mutation, answer["outcomes"][0])
                self.oracle.watch(self.server, request["log"], mutation, before, answer["outcomes"][0].result)
        return {**answer, "outcomes": outcomes}

    def deliver(self, phone: Phone, log: str, answer: dict[str, Any]) -> None:
        """The answer reaches the phone, unless it was wiped meanwhile."""
        if phone.store.log != log:
            return
        phone.receive(answer)
        for outcome in answer.get("outcomes", ()):
            self.oracle.note_answer(log, outcome, self.restored)
            self.trace.append(f"  {log}/{outcome.mid} {outcome.result} {outcome.reason or ''}")

    def pick(self) -> Phone:
        return self.rng.choice(self.phones)

    def value(self, phone: Phone) -> str:
        self.values += 1
        return f"{phone.store.log}#{self.values}"


def edit_note(history: History) -> None:
    """A person changes one or two fields of a note on the screen."""
    phone = history.pick()
    notes = phone.shown()
    if not notes:
        return
    row = history.rng.choice(sorted(notes))
    edits: dict[str, tuple[Any, Any]] = {}
    for name in history.rng.sample(EDITABLE, history.rng.randint(1, 2)):
        for part in ("start", "end") if name == "start" else (name,):
            edits[part] = (notes[row].get(part), history.value(phone))
    history.oracle.note_typed(phone.store.log, phone.record("set", row, edits, {}))


def make_note(history: History) -> None:
    """A person makes a note, perhaps in a branch that is no longer theirs."""
    phone = history.pick()
    branch = history.rng.choice(sorted(history.server.rights[phone.account]) or list(BRANCHES))
    row = f"note{history.rng.randrange(6)}" if history.rng.random() < 0.5 else history.value(phone)
    edits = {"place": (None, history.value(phone))}
    history.oracle.note_typed(phone.store.log, phone.record("create", row, edits, {"branch": branch}))


def delete_note(history: History) -> None:
    """A person deletes a note."""
    phone = history.pick()
    if notes := sorted(phone.shown()):
        history.oracle.note_typed(phone.store.log, phone.record("delete", history.rng.choice(notes), {}, {}))


def send_poison(history: History) -> None:
    """A mutation that the server fails on, or does not know."""
    phone = history.pick()
    name = history.rng.choice(["crash", "from.the.future.v9"])
    history.oracle.note_typed(phone.store.log, phone.record(name, "note0", {}, {}))


def meet_network(history: History) -> None:
    """A phone tries to sync; the request, the answer or both may be lost, doubled or late."""
    phone, log = history.pick(), ""
    log = phone.store.log
    request = phone.request(history.rng.choice([1, 2, 5, 50]))
    fate = history.rng.choice(["fine", "fine", "fine", "request lost", "answer lost", "answer late", "doubled"])
    history.trace.append(f"  {log} {fate}")
    if fate == "request lost":
        return
    answer = history.ask(phone, request)
    if fate == "doubled":
        history.ask(phone, request)
    if fate == "answer late":
        history.late.append((phone, log, answer))
    elif fate != "answer lost":
        history.deliver(phone, log, answer)


def late_answer(history: History) -> None:
    """An answer from long ago arrives."""
    if history.late:
        history.deliver(*history.late.pop(history.rng.randrange(len(history.late))))


def change_rights(history: History) -> None:
    """A person is moved, loses all branches, or gains one."""
    account = history.pick().account
    branches = history.rng.sample(BRANCHES, history.rng.randint(0, 2))
    history.server.rights[account] = frozenset(branches)


def move_note(history: History) -> None:
    """The office moves a note to another branch."""
    notes = sorted(row_id for table, row_id in history.server.state.rows if table == "note")
    if notes:
        history.server.edit(history.rng.choice(notes), {"branch": history.rng.choice(BRANCHES)})


def wipe_phone(history: History) -> None:
    """The browser throws away a phone's data: a new log begins."""
    phone = history.pick()
    known = history.server.state.logs.get(phone.store.log)
    history.oracle.forget(phone.store.log, min(known.acked if known else 0, len(phone.store.outcomes)))
    history.phones.remove(phone)
    history.phones.append(Phone(phone.account, f"{phone.store.log}'", phone.checks_cursor, phone.checks_revision))


def make_backup(history: History) -> None:
    """The administrator makes a backup."""
    history.backup = history.server.backup()


def restore_backup(history: History) -> None:
    """The server is restored to its last backup."""
    history.server.restore(history.backup)
    history.restored = True


ACTIONS = (
    edit_note, make_note, delete_note, send_poison, meet_network, late_answer, change_rights, move_note,
    wipe_phone, make_backup, restore_backup,
)  # fmt: skip
WEIGHTS = (30, 10, 3, 2, 40, 6, 3, 3, 1, 1, 0.5)
