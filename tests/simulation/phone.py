"""A phone of the simulation: what pwa/src/sync does, without a screen."""

from dataclasses import dataclass, field
from typing import Any

from sync.mutation import Mutation, Outcome, Row, RowKey

BATCH = 5


@dataclass
class Store:
    """What is on the phone's disk."""

    log: str
    epoch: int | None = None
    acked: int = 0
    mutations: list[Mutation] = field(default_factory=list[Mutation])
    cursors: dict[str, int] = field(default_factory=dict[str, int])
    rows: dict[RowKey, Row] = field(default_factory=dict[RowKey, Row])
    holds: dict[RowKey, set[str]] = field(default_factory=dict[RowKey, set[str]])
    outcomes: dict[int, Outcome] = field(default_factory=dict[int, Outcome])


class Phone:
    """One person's phone. `shown` is what the screen shows: server rows with pending mutations laid over."""

    def __init__(self, account: str, log: str, checks_cursor: bool = True, checks_revision: bool = True):
        self.account = account
        self.checks_revision = checks_revision
        self.store = Store(log)
        self.checks_cursor = checks_cursor

    def shown(self) -> dict[str, dict[str, Any]]:
        """Notes as the person sees them."""
        notes = {key[1]: dict(row.values) for key, row in self.store.rows.items() if key[0] == "note"}
        for mutation in self.store.mutations[self.store.acked :]:
            if mutation.name in ("create", "set"):
                wanted = {name: new for name, (_, new) in mutation.set.items()}
                notes.setdefault(mutation.row, dict(mutation.args)).update(wanted)
        return notes

    def record(self, name: str, row: str, edits: dict[str, tuple[Any, Any]], args: dict[str, Any]) -> Mutation:
        """Writes a mutation to the log; from here on it is never forgotten."""
        known = self.store.rows.get(("note", row))
        mid = len(self.store.mutations) + 1
        base = known.rev if known and name != "create" else 0
        mutation = Mutation(mid, name, row, base, edits, args)
        self.store.mutations.append(mutation)
        return mutation

    def request(self, limit: int) -> dict[str, Any]:
        """The next request: the first mutations not acknowledged, and all cursors."""
        first = self.store.acked
        batch = self.store.mutations[first : first + BATCH]
        return {"log": self.store.log, "mutations": batch, "cursors": dict(self.store.cursors), "limit": limit}

    def receive(self, answer: dict[str, Any]) -> None:
        """Takes an answer, however late it comes."""
        if answer["epoch"] != self.store.epoch:
            self._meet_epoch(answer["epoch"])
            return
        if "gap" in answer:
            self.store.acked = answer["gap"] - 1
            return
        for outcome in answer["outcomes"]:
            self.store.outcomes[outcome.mid] = outcome
        self._confirm()
        for scope, page in answer["scopes"].items():
            self._apply(scope, page)
        for scope in answer["drop"]:
            self._drop(scope)

    def _confirm(self) -> None:
        """Counts as acknowledged only what has its outcome here: an answer may tell of more than it carries."""
        while self.store.acked + 1 in self.store.outcomes:
            self.store.acked += 1

    def _meet_epoch(self, epoch: int) -> None:
        """The server was restored: nothing it told before counts, and all is sent again. Answers from before are ignored."""
        if self.store.epoch is None or epoch > self.store.epoch:
            for scope in list(self.store.cursors):
                self._drop(scope)
            self.store.epoch = epoch
            self.store.acked = 0
            self.store.outcomes = {}

    def _apply(self, scope: str, page: dict[str, Any]) -> None:
        if self.checks_cursor and self.store.cursors.get(scope, 0) != page["from"]:
            return
        if page["reset"]:
            self._drop(scope)
        for key, row in page["rows"].items():
            known = self.store.rows.get(key)
            # A late answer for one scope may carry an older state of a row that another scope brought newer.
            if not self.checks_revision or known is None or row.rev >= known.rev:
                self.store.rows[key] = row
            self.store.holds.setdefault(key, set()).add(scope)
        for key in page["gone"]:
            self._leave(key, scope)
        self.store.cursors[scope] = page["to"]

    def _drop(self, scope: str) -> None:
        for key in [key for key, scopes in self.store.holds.items() if scope in scopes]:
            self._leave(key, scope)
        self.store.cursors.pop(scope, None)

    def _leave(self, key: RowKey, scope: str) -> None:
        scopes = self.store.holds.get(key, set())
        scopes.discard(scope)
        if not scopes:
            self.store.holds.pop(key, None)
            self.store.rows.pop(key, None)
