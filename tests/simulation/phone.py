"""A phone of the simulation: what pwa/src/sync does, without a screen."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import msgspec

from server.domain.meetings.rules import attendance_id
from sync.digest import START, extend
from sync.mutation import Mutation, Outcome, Row, RowKey, Stamp

from .server import Broken

BATCH = 3
REFUSED = ("held", "rejected", "quarantined")
Values = dict[str, Any]
Screen = dict[RowKey, Values]
"""What the person sees: (table, row) -> values, `rev` among them."""


@dataclass
class Entry:
    """One mutation in the log, and what became of it. `head` is the chain's digest after it."""

    mutation: Mutation
    head: bytes
    state: Literal["waiting", "settling", "open", "done"] = "waiting"
    outcome: Outcome | None = None

    def copy(self) -> "Entry":
        return Entry(self.mutation, self.head, self.state, self.outcome)


@dataclass
class Cursor:
    """How far a scope was read, and how far its rows are shown; `pages` wait for their last one."""

    read: int = 0
    shown: int = 0
    pages: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


@dataclass
class Store:
    """What is on the phone's disk.

    `news` are outcomes as they came, `former` the entries of logs that were left; `holds` says which scopes show a row.
    """

    log: str
    epoch: int | None = None
    acked: int = 0
    entries: list[Entry] = field(default_factory=list[Entry])
    news: list[tuple[str, Outcome]] = field(default_factory=list[tuple[str, Outcome]])
    former: list[tuple[str, Entry]] = field(default_factory=list[tuple[str, Entry]])
    cursors: dict[str, Cursor] = field(default_factory=dict[str, Cursor])
    rows: dict[RowKey, Row] = field(default_factory=dict[RowKey, Row])
    holds: dict[RowKey, frozenset[str]] = field(default_factory=dict[RowKey, frozenset[str]])

    def copy(self) -> "Store":
        """The same on another disk. Rows, mutations and outcomes are never changed in place."""
        entries = [entry.copy() for entry in self.entries]
        former = [(log, entry.copy()) for log, entry in self.former]
        cursors = {scope: replace(cursor, pages=list(cursor.pages)) for scope, cursor in self.cursors.items()}
        return replace(self, entries=entries, former=former, cursors=cursors, rows=dict(self.rows), holds=dict(self.holds), news=list(self.news))


class Phone:
    """One person's phone. `is_old` is an app of two years ago, which still sends the names of then."""

    def __init__(self, name: str, account: str, broken: Broken, is_old: bool = False):
        self.name = name
        self.account = account
        self.store = Store(f"{name}.0")
        self.broken = broken
        self.is_old = is_old
        self.logs_left = 0

    def screen(self) -> Screen:
        """Rows with what is not yet in them laid over."""
        shown: Screen = {key: {**row.values, "rev": row.rev} for key, row in self.store.rows.items()}
        for mutation in self.unsettled():
            self._lay(shown, mutation)
        return shown

    def unsettled(self) -> list[Mutation]:
        """What is not answered, or whose rows are not all here yet."""
        return [entry.mutation for entry in self.store.entries if entry.state in ("waiting", "settling")]

    def _lay(self, shown: Screen, mutation: Mutation) -> None:
        verb = mutation.name.rsplit(".", 1)[0]
        wanted = {name.replace("spot", "place"): value for name, (_, value) in mutation.set.items()}
        if verb == "meeting.create":
            self._cover(shown.setdefault(("meeting", mutation.row), {"rev": 0}), mutation.base, {**mutation.args, **wanted})
        elif verb == "meeting.set" and ("meeting", mutation.row) in shown:
            self._cover(shown["meeting", mutation.row], mutation.base, wanted)
        elif verb == "meeting.delete":
            shown.pop(("meeting", mutation.row), None)
        elif verb.startswith("attendance."):
            self._lay_marks(shown, mutation)

    def _lay_marks(self, shown: Screen, mutation: Mutation) -> None:
        marks = {member: mark[1:] for member, mark in mutation.args.get("marks", {}).items()}
        if "except" in mutation.args:
            branch = shown.get(("meeting", mutation.row), {}).get("branch")
            members = [key[1] for key, values in shown.items() if key[0] == "member" and values["branch"] == branch]
            marks = dict.fromkeys(members, (mutation.args["status"], "")) | mutation.args["except"]
        for member, (status, reason) in marks.items():
            values = shown.setdefault(("attendance", attendance_id(mutation.row, member)), {"rev": 0, "meeting": mutation.row, "member": member})
            self._cover(values, 0, {"status": status, "reason": reason})

    def _cover(self, values: Values, base: int, wanted: Values) -> None:
        """What is covered is not seen: an edit made on top rests on what the covering one rested on."""
        values.update(wanted)
        if not self.broken.overlay_base:
            values["rev"] = min(values["rev"], base)

    def record(self, name: str, row: str, base: int, edits: dict[str, tuple[Any, Any]], at: Stamp, **args: Any) -> Mutation:
        """Writes a mutation to the log; from here on it is never forgotten."""
        entries = self.store.entries
        mutation = Mutation(len(entries) + 1, name, row, base, edits, args, at)
        entries.append(Entry(mutation, extend(entries[-1].head if entries else START, [mutation])))
        return mutation

    def request(self, limit: int) -> dict[str, Any]:
        """The next request: the first mutations not answered, and all cursors."""
        waiting = [entry for entry in self.store.entries if entry.state == "waiting"][:BATCH]
        # A bulk mark looks at places as they were before its request: only as the first of one is it what it is alone.
        cuts = [at for at, entry in enumerate(waiting) if at and entry.mutation.name == "attendance.mark_all.v1"]
        batch = waiting[: min(cuts, default=BATCH)]
        cursors = {scope: cursor.read for scope, cursor in self.store.cursors.items()}
        mutations, head = [entry.mutation for entry in batch], batch[-1].head if batch else None
        return {"log": self.store.log, "head": head, "mutations": mutations, "cursors": cursors, "limit": limit}

    def take(self, request: dict[str, Any], reply: dict[str, Any], killed_after: int | None = None) -> None:
        """Takes a reply, however late it comes. The phone may be killed after some steps: then nothing of it was taken."""
        before = self.store.copy() if killed_after is not None else None
        for done, _ in enumerate(self._steps(request, reply)):
            if done == killed_after:
                if before and not self.broken.atomic_take:
                    self.store = before
                return

    def _steps(self, request: dict[str, Any], reply: dict[str, Any]) -> Iterator[None]:
        own = request["log"] == self.store.log
        if reply["kind"] == "gap" and own:
            self._rewind(reply["expected"])
        elif reply["kind"] == "fork" and own:
            self._leave_log([entry for entry in self.store.entries if entry.state == "waiting"])
        elif reply["kind"] == "answer" and (self.store.epoch is None or reply["epoch"] >= self.store.epoch):
            yield from self._answer(own, request, reply)

    def _answer(self, own: bool, request: dict[str, Any], answer: dict[str, Any]) -> Iterator[None]:
        known, self.store.epoch = self.store.epoch, answer["epoch"]
        if own:
            self._take_outcomes(request, answer)
        yield
        if known not in (None, answer["epoch"]):
            for scope in list(self.store.cursors):
                self._drop(scope)
            return
        complete = True
        for scope, page in answer["scopes"].items():
            for is_last in self._take_page(scope, page):
                complete = complete and is_last
                yield
        for scope in answer["drop"]:
            self._drop(scope)
        if complete:
            for entry in self.store.entries:
                entry.state = "done" if entry.state == "settling" else entry.state

    def _take_outcomes(self, request: dict[str, Any], answer: dict[str, Any]) -> None:
        entries, acked = self.store.entries, answer["acked"]
        first = request["mutations"][0].mid if request["mutations"] else len(entries) + 1
        if acked > len(entries):
            self._leave_log([entry for entry in entries if entry.state == "waiting"])
        elif acked < self.store.acked:
            self._rewind(acked + 1)
        # The log may have been rewound since this was sent: among what is answered must be no hole, or the hole would never be sent.
        elif first <= self.store.acked + 1 or self.broken.log_check:
            self._settle(answer["outcomes"], acked)

    def _settle(self, outcomes: list[Outcome], acked: int) -> None:
        entries = self.store.entries
        for outcome in outcomes:
            entry = entries[outcome.mid - 1]
            if entry.state == "waiting":
                self.store.news.append((self.store.log, outcome))
                entry.outcome, entry.state = outcome, "open" if outcome.result in REFUSED else "settling"
        self.store.acked = acked

    def _rewind(self, expected: int) -> None:
        """The server knows this log only below `expected`: what comes after is sent again."""
        for entry in self.store.entries[expected - 1 :]:
            entry.state = "waiting"
        self.store.acked = expected - 1

    def _leave_log(self, moving: list[Entry]) -> None:
        """This log's numbers are taken by other content (a copied store): what is unanswered goes on in a new log."""
        store, self.logs_left = self.store, self.logs_left + 1
        store.former += [(store.log, entry) for entry in store.entries if entry not in moving]
        store.log, store.acked, store.entries = f"{self.name}.{self.logs_left}", 0, []
        head = START
        for mid, entry in enumerate(moving, start=1):
            mutation = msgspec.structs.replace(entry.mutation, mid=mid)
            store.entries.append(Entry(mutation, head := extend(head, [mutation])))

    def _take_page(self, scope: str, page: dict[str, Any]) -> Iterator[bool]:
        """Pages are shown together when the last is there; gives whether this was the last and the page was taken."""
        cursor = self.store.cursors.setdefault(scope, Cursor())
        if not self.broken.cursor_check and cursor.read != page["from"]:
            yield False
            return
        cursor.read = page["to"]
        yield not page["more"]
        cursor.pages = [*([] if page["reset"] else cursor.pages), page]
        if not page["more"]:
            for one in cursor.pages:
                self._show(scope, one)
            cursor.pages, cursor.shown = [], cursor.read

    def _show(self, scope: str, page: dict[str, Any]) -> None:
        if page["reset"]:
            self._empty(scope)
        for key in page["gone"]:
            self._leave(key, scope)
        for row in page["rows"]:
            known = self.store.rows.get(row.key)
            # A late answer for one scope may carry an older state of a row that another scope brought newer.
            if self.broken.row_revision or known is None or row.rev >= known.rev:
                self.store.rows[row.key] = row
            self.store.holds[row.key] = self.store.holds.get(row.key, frozenset()) | {scope}

    def _drop(self, scope: str) -> None:
        self._empty(scope)
        self.store.cursors.pop(scope, None)

    def _empty(self, scope: str) -> None:
        for key in [key for key, scopes in self.store.holds.items() if scope in scopes]:
            self._leave(key, scope)

    def _leave(self, key: RowKey, scope: str) -> None:
        left = self.store.holds.get(key, frozenset()) - {scope}
        if left:
            self.store.holds[key] = left
        else:
            self.store.holds.pop(key, None)
            self.store.rows.pop(key, None)
