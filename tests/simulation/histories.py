"""One history from one seed: phones, people and the server do things in random order over a bad network."""

import hashlib
import random
from typing import Any

from sync.mutation import Mutation, Stamp

from . import office, people
from .mine import BRANCHES, PEOPLE
from .mine import people as roster
from .oracle import Oracle, Tables, unequal
from .phone import Phone
from .server import Broken, Server

STEPS = 60
ROUNDS = 200
"""A fair network delivers everything within so many rounds, whatever lies in the logs (I7)."""


class History:
    """Runs one seed. The same seed gives the same trace, line by line. `skew_ms` is how wrong the phones' clocks are."""

    def __init__(self, seed: int, broken: Broken = Broken(), skew_ms: int = 0):
        self.rng = random.Random(seed)
        self.server = Server(broken)
        self.oracle = Oracle()
        self.broken = broken
        self.skew_ms = skew_ms
        self.phones: list[Phone] = []
        self.trace: list[str] = []
        self.late: list[tuple[Phone, dict[str, Any], dict[str, Any] | None]] = []
        self.copied = False
        self.reached: set[str] = set()
        self.values = 0
        self.names = 0
        self.office_writes(roster())
        self.backup = self.server.state.copy()
        for number in range(self.rng.randint(2, 5)):
            account = f"person{number % PEOPLE}"
            self.server.rights.setdefault(account, frozenset(self.rng.sample(BRANCHES, self.rng.randint(1, 3))))
            self.add_phone(account, self.rng.random() < 0.15)

    def add_phone(self, account: str, is_old: bool) -> Phone:
        """A person begins to use another phone."""
        self.names += 1
        self.phones.append(Phone(f"phone{self.names}", account, self.broken, is_old))
        return self.phones[-1]

    def run(self) -> list[str]:
        """The whole history, then quiet; gives the oracle's faults."""
        for step in range(STEPS):
            self.server.now = step
            action = self.rng.choices(ACTIONS, WEIGHTS)[0]
            self.trace.append(f"{step} {action.__name__}")
            action(self)
        return self.settle()

    def settle(self) -> list[str]:
        """A fair network from here on, and nobody is disabled: every log must drain in bounded rounds, in however small steps."""
        for phone, request, reply in self.late:
            self.deliver(phone, request, reply or self.ask(phone, request))
        for account in {phone.account for phone in self.phones}:
            self.server.rights.setdefault(account, frozenset())
        for _ in range(ROUNDS):
            news = [self.exchange(phone, 2) for phone in self.phones]
            if not any(news):
                break
        return self.oracle.final(self.server, self.phones)

    def digest(self) -> str:
        """A short name of the trace."""
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()[:16]

    def exchange(self, phone: Phone, limit: int) -> bool:
        """A request and its answer, both of which arrive; says whether anything was sent or heard."""
        request, epoch = phone.request(limit), phone.store.epoch
        reply = self.ask(phone, request)
        self.deliver(phone, request, reply)
        news = reply["kind"] != "answer" or reply["epoch"] != epoch or reply["scopes"] or reply["drop"]
        return bool(news or request["mutations"])

    def ask(self, phone: Phone, request: dict[str, Any]) -> dict[str, Any]:
        """The server works on a request; its shadow works on it mutation by mutation, under the oracle's eyes."""
        before, shadow = self.server.state.copy(), self.server.shadow()
        known = before.logs.get(request["log"])
        acked = known.acked if known else 0
        reply = self.server.sync(phone.account, request)
        self.note_reached(reply)
        if reply["kind"] == "answer":
            fresh = [mutation for mutation in request["mutations"] if mutation.mid > acked]
            for mutation in fresh:
                self.watch(shadow, phone.account, request["log"], mutation)
            if fresh:
                self.compare(shadow, request["log"])
        self.oracle.note_rows(before.rows, self.server.state.rows)
        return reply

    def note_reached(self, reply: dict[str, Any]) -> None:
        """Remembers which corners of the contract this history came into."""
        self.reached.add(reply["kind"])
        self.reached |= {f"{outcome.result} {outcome.reason}" for outcome in reply.get("outcomes", ()) if outcome.result != "rejected"}
        for page in reply.get("scopes", {}).values():
            self.reached |= {word for word in ("more", "reset", "gone") if page[word]}
        self.reached |= {"drop"} if reply.get("drop") else set()

    def watch(self, shadow: Server, account: str, log: str, mutation: Mutation) -> None:
        """One mutation on its own."""
        before = shadow.state.copy().rows
        outcome = shadow.push(account, log, [mutation])[0]
        self.oracle.watch(before, shadow.state.rows, log, mutation, outcome, shadow.actor(account))

    def compare(self, shadow: Server, log: str) -> None:
        """How a log is cut into requests must not matter."""
        one_by_one, at_once = shadow.state, self.server.state
        if one_by_one.rows != at_once.rows or one_by_one.logs[log] != at_once.logs[log]:
            self.oracle.faults.append(f"{log} sent at once is not what it is one by one")

    def deliver(self, phone: Phone, request: dict[str, Any], reply: dict[str, Any], killed_after: int | None = None) -> None:
        """The reply reaches the phone, unless it was wiped meanwhile."""
        if phone not in self.phones:
            return
        before, epoch = dict(phone.store.rows), phone.store.epoch
        phone.take(request, reply, killed_after)
        self.trace += [f"  {log}/{outcome.mid} {outcome.result} {outcome.reason or ''}" for log, outcome in phone.store.news]
        self.oracle.note_answer(phone, reply.get("epoch", 0))
        self.oracle.watch_phone(phone, before, epoch)

    def check_complete(self, phone: Phone) -> None:
        """A phone that has read each of its scopes to the head must hold exactly their rows."""
        heads = self.server.state.heads
        scopes = self.server.actor(phone.account).scopes
        read = {scope: cursor.read for scope, cursor in phone.store.cursors.items() if cursor.read}
        if phone.store.epoch == self.server.epoch and read == {scope: heads[scope] for scope in scopes if scope in heads}:
            self.oracle.faults += unequal(self.server, phone)

    def office_writes(self, rows: list[tuple[str, str, dict[str, Any]]]) -> None:
        """The server or the office changes rows."""
        before = self.server.state.copy().rows
        self.server.put(rows)
        self.changed_by_office(before)

    def changed_by_office(self, before: Tables) -> None:
        self.oracle.note_rows(before, self.server.state.rows)
        self.oracle.note_office(before, self.server.state.rows)

    def pick(self) -> Phone:
        return self.rng.choice(self.phones)

    def word(self) -> str:
        """A text nobody typed before."""
        self.values += 1
        return f"w{self.values}"

    def number(self) -> int:
        """A time nobody typed before, in epoch ms."""
        self.values += 1
        return 1_800_000_000_000 + self.values

    def record(self, phone: Phone, name: str, row: str, base: int = 0, edits: dict[str, tuple[Any, Any]] | None = None, **args: Any) -> None:
        """A person does something on a phone."""
        self.names += 1
        screen = phone.screen()
        at = Stamp(self.skew_ms + self.server.now, self.names, phone.name)
        self.oracle.note_typed(phone, phone.record(name, row, base, edits or {}, at, **args), screen)


ACTIONS = tuple(people.ACTIONS) + tuple(office.ACTIONS)
WEIGHTS = tuple(people.ACTIONS.values()) + tuple(office.ACTIONS.values())


def failures(seeds: range) -> dict[int, list[str]]:
    """Seed -> what went wrong, for the seeds where anything did."""
    return {seed: faults for seed in seeds if (faults := History(seed).run())}
