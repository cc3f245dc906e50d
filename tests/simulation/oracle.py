"""An independent checker: it keeps what people typed and what was on their screens, and knows no cursors, revisions or marks.

Every value typed in a simulation is unique, so a value names the moment it was typed. What replaced what is a graph: a person knows
a value who saw it, or saw something that had come to stand in its place by then. Nothing else excuses that it goes without a word.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from server.kit.identity import Actor
from sync.mutation import Mutation, Outcome, Row, RowKey

from .phone import Phone, Screen
from .server import EPOCH_REVISIONS, Server, scopes_of

CELLS = {
    "meeting": ("title", "place", "held_start", "held_end", "observers", "recorder", "agenda", "discussion", "sessions"),
    "attendance": ("reason",),
}
TEXTS = ("agenda", "discussion", "sessions")
QUIET = ("observers",)
TAKEN = ("applied", "merged", "conflict")
Cell = tuple[str, str, str]
"""Table, row, field."""
Tables = Mapping[str, Mapping[str, Row]]


@dataclass
class Typed:
    """One act of a person: what the screen showed of the record then, and how long the story of the record was."""

    shown: dict[Cell, set[Any]]
    serial: int


@dataclass
class Oracle:
    """What must come true, collected while the simulation runs."""

    typed: dict[int, Typed] = field(default_factory=dict[int, Typed])
    made: dict[str, int] = field(default_factory=dict[str, int])
    replaced: dict[Cell, list[tuple[int, Any, Any]]] = field(default_factory=dict[Cell, list[tuple[int, Any, Any]]])
    wrote: dict[tuple[str, Cell], dict[Any, int]] = field(default_factory=dict[tuple[str, Cell], dict[Any, int]])
    said: dict[tuple[str, Cell], set[Any]] = field(default_factory=dict[tuple[str, Cell], set[Any]])
    answered: dict[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])
    went: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    numbers: dict[int, int] = field(default_factory=dict[int, int])
    rows: list[Row] = field(default_factory=list[Row])
    serial: int = 0
    restores: list[dict[str, int]] = field(default_factory=list[dict[str, int]])
    faults: list[str] = field(default_factory=list[str])

    def note_typed(self, phone: Phone, mutation: Mutation, screen: Screen) -> None:
        """A person did something; `screen` is what was to be seen."""
        assert mutation.at is not None
        self.made[phone.name] = self.made.get(phone.name, 0) + 1
        shown = _shown(mutation, screen)
        for cell, values in self._covered(phone, mutation):
            shown[cell] = shown.get(cell, set()) | values
        self.typed[mutation.at.mono] = Typed(shown, self.serial)

    def _covered(self, phone: Phone, mutation: Mutation) -> Iterable[tuple[Cell, set[Any]]]:
        """What this phone's waiting words lie over on the screen: whoever wrote them had it in sight."""
        for earlier in phone.unsettled():
            if earlier is not mutation and earlier.at is not None:
                typed = self.typed[earlier.at.mono]
                yield from ((cell, self._past(cell, typed.shown.get(cell, ()), typed.serial)) for cell, _, _ in _wanted(earlier))

    def note_answer(self, phone: Phone, epoch: int) -> None:
        """Outcomes of a server of this epoch reached a phone; each is one for ever."""
        for log, outcome in phone.store.news:
            told = self.answered.get((log, outcome.mid), outcome.result)
            if told != outcome.result:
                self.faults.append(f"{log}/{outcome.mid} was {told}, is now {outcome.result}")
            if all(outcome.mid <= acked.get(log, 0) for acked in self.restores[epoch:]):
                self.answered[log, outcome.mid] = outcome.result
        phone.store.news.clear()

    def note_restore(self, server: Server) -> None:
        """The server forgot what it acknowledged after the backup: of that, and of nothing else, the outcome may change."""
        acked = {name: log.acked for name, log in server.state.logs.items()}
        self.answered = {(log, mid): told for (log, mid), told in self.answered.items() if mid <= acked.get(log, 0)}
        self.restores.append(acked)

    def note_rows(self, before: Tables, after: Tables) -> None:
        """Numbers the rows the server wrote, in the order of writing."""
        for _, row in _changed(before, after, after):
            self.numbers[id(row)] = len(self.rows)
            self.rows.append(row)

    def note_office(self, before: Tables, after: Tables) -> None:
        """The office or the server changed rows, as it may."""
        for old, row in _changed(before, after, CELLS):
            self._grow(old, row, "", 0)

    def watch(self, before: Tables, after: Tables, log: str, mutation: Mutation, outcome: Outcome, actor: Actor) -> None:
        """A mutation was carried out for the first time: what became of the values that stood, and of those it brought?"""
        name = f"{log}/{mutation.mid} {mutation.name} ({outcome.result})"
        changed = list(_changed(before, after, CELLS))
        for old, row in changed:
            if row.values["branch"] not in actor.branches or (old and old.values["branch"] not in actor.branches):
                self.faults.append(f"{name} wrote without the right")
            self._watch_row(before, after, log, mutation, old, row, name)
        for cell, _, wanted in _wanted(mutation):
            self.said.setdefault((log, cell), set()).add(wanted)
        for old, row in changed:
            self._grow(old, row, log, mutation.mid)
        self._watch_wanted(after, mutation, outcome, name)
        self._watch_question(before, log, mutation, outcome, name)
        self._watch_held(after, mutation, outcome, name)

    def _watch_row(self, before: Tables, after: Tables, log: str, mutation: Mutation, old: Row | None, row: Row, name: str) -> None:
        meeting = row.id if row.table == "meeting" else row.values["meeting"]
        approved = before["meeting"].get(meeting)
        gone = row.deleted and not (old and old.deleted)
        if gone:
            self.went.setdefault(meeting, set()).add(row.id)
        elif row.table == "meeting" and old and old.deleted and not row.deleted:
            self._watch_return(after, meeting, name)
        for cell, was, now in _cells(old, row):
            lost = _parts(cell, was) - (set[Any]() if gone else _parts(cell, now))
            lost = {value for value in lost if not self._knew(log, mutation, cell, value)}
            if approved and approved.values["status"] == "approved" and was != now:
                self.faults.append(f"{name} changed the approved {cell}")
            silent = not _can_return(after, meeting) if gone else bool(lost - _kept(after, cell))
            if lost and silent and cell[2] not in QUIET:
                self.faults.append(f"{name} silently overwrote {cell} {lost}")

    def _watch_return(self, after: Tables, meeting: str, name: str) -> None:
        """What went with a record comes back with it."""
        if left := [one for one in self.went.pop(meeting, set()) if one in after["attendance"] and after["attendance"][one].deleted]:
            self.faults.append(f"{name} brought back {meeting} without {left}")

    def _watch_wanted(self, after: Tables, mutation: Mutation, outcome: Outcome, name: str) -> None:
        """What a person typed stands, or waits in a conflict."""
        if outcome.result not in TAKEN:
            return
        for cell, seen, wanted in _wanted(mutation):
            row = after[cell[0]].get(cell[1])
            stands = _parts(cell, _told(row.values.get(cell[2]))) if row else set[Any]()
            if lost := _parts(cell, wanted) - _parts(cell, seen) - stands - _kept(after, cell):
                self.faults.append(f"{name} lost {cell} {lost}")

    def _watch_question(self, before: Tables, log: str, mutation: Mutation, outcome: Outcome, name: str) -> None:
        """Nobody is asked about the own earlier words; a step that is carried out late meets words that its log wrote later."""
        cells = list(_wanted(mutation))
        rows = [before[cell[0]].get(cell[1]) for cell, _, _ in cells]
        if outcome.result != "conflict" or not mutation.set or any(row and row.deleted for row in rows):
            return
        stand = [_told(row.values.get(cell[2])) if row else None for (cell, _, _), row in zip(cells, rows, strict=True)]
        if all(self._is_own(log, mutation.mid, cell, value) for (cell, _, _), value in zip(cells, stand, strict=True)):
            self.faults.append(f"{name} was set against the same person's own earlier words")

    def _is_own(self, log: str, mid: int, cell: Cell, value: Any) -> bool:
        """Whether a log wrote what stands before this step, just as it was typed there, and no decision of another brought it back."""
        times = sum(now == value for _, now, _ in self.replaced.get(cell, ()))
        typed = value not in (None, "") and value in self.said.get((log, cell), ())
        return typed and self.wrote.get((log, cell), {}).get(value, mid) < mid and times == 1

    def _watch_held(self, after: Tables, mutation: Mutation, outcome: Outcome, name: str) -> None:
        """What was held for want of a right, or because the record is approved, waits word for word in the row the outcome names."""
        wanted = {part for cell, _, value in _wanted(mutation) for part in (_parts(cell, value) if cell[2] == "sessions" else {value})}
        if outcome.result != "held" or outcome.reason == "depends" or not (wanted or outcome.reason == "rights"):
            return
        table, column = ("held", "mutation") if outcome.reason == "rights" else ("amendment", "edits")
        row = after[table].get(outcome.ref or "")
        if row is None or not wanted <= set(_leaves(row.values[column])):
            self.faults.append(f"{name} is not kept in {table} {outcome.ref}")

    def _grow(self, old: Row | None, row: Row, log: str, mid: int) -> None:
        for cell, was, now in _cells(old, row):
            if was != now:
                self.serial += 1
                self.replaced.setdefault(cell, []).append((self.serial, now, was))
                self.wrote.setdefault((log, cell), {})[now] = mid

    def _knew(self, log: str, mutation: Mutation, cell: Cell, part: Any) -> bool:
        """Whether the author had seen this value, or something that stood in its place by then; or had typed it."""
        assert mutation.at is not None
        typed = self.typed[mutation.at.mono]
        known = self._past(cell, typed.shown.get(cell, set()), typed.serial) | self.said.get((log, cell), set())
        return any(part in _parts(cell, value) for value in known)

    def _past(self, cell: Cell, values: Iterable[Any], serial: int) -> set[Any]:
        """The values and all that they had replaced by then, in every history of a server that was restored."""
        past, frontier = set(values), set(values)
        story = self.replaced.get(cell, ())
        while frontier:
            frontier = {was for at, now, was in story if at <= serial and now in frontier} - past
            past |= frontier
        return past

    def watch_phone(self, phone: Phone, before: dict[RowKey, Row], epoch: int | None) -> None:
        """A phone took an answer: within one history of the server, no row it holds becomes older."""
        for key, row in phone.store.rows.items() if phone.store.epoch == epoch else ():
            old = before.get(key)
            if old is not None and old is not row and self.numbers[id(row)] < self.numbers[id(old)]:
                self.faults.append(f"{phone.name} saw an older {key} again")

    def final(self, server: Server, phones: list[Phone]) -> list[str]:
        """After quiet: everything answered once, every phone equal to its scopes, scopes dense. Gives what is wrong."""
        faults = list(self.faults)
        for phone in phones:
            faults += _unanswered(server, phone, self.made.get(phone.name, 0)) + unequal(server, phone)
        for (log, mid), told in self.answered.items():
            if (kept := server.state.logs[log].inbox.get(mid)) is None or kept[1].result != told:
                faults.append(f"the server does not know that {log}/{mid} was {told}")
        for scope, head in server.state.heads.items():
            seqs = [seq for seq, _ in server.state.places[scope].values()]
            if head not in (server.state.floors.get(scope, 0), max(seqs, default=0), server.epoch * EPOCH_REVISIONS) or len(set(seqs)) != len(seqs):
                faults.append(f"{scope} is not dense")
        return faults


def _shown(mutation: Mutation, screen: Screen) -> dict[Cell, set[Any]]:
    """The cells of the record a mutation is about as they were on the screen; a conflict shows two values of its cells."""
    shown: dict[Cell, set[Any]] = {}
    about = mutation.row
    if card := screen.get(("conflict", mutation.row)):
        about = card["row"]
        for side in (card["kept"], card["other"]):
            for name, value in side.items() if card["tbl"] in CELLS else ():
                if name in CELLS[card["tbl"]]:
                    shown.setdefault((card["tbl"], about, name), set()).add(_told(value))
    else:
        for (table, row), values in screen.items():
            if row == about or (table == "attendance" and values["meeting"] == about):
                shown.update({(table, row, name): {_told(values.get(name))} for name in CELLS.get(table, ())})
    return shown


def _wanted(mutation: Mutation) -> Iterable[tuple[Cell, Any, Any]]:
    """(cell, value seen, value wanted) of everything typed into a mutation."""
    from server.domain.meetings.rules import attendance_id

    for name, (seen, wanted) in mutation.set.items():
        yield ("meeting", mutation.row, name.replace("spot", "place")), _told(seen), _told(wanted)
    marks = {**mutation.args.get("marks", {}), **mutation.args.get("except", {})}
    for member, mark in marks.items():
        yield ("attendance", attendance_id(mutation.row, member), "reason"), None, mark[-1]


def _changed(before: Tables, after: Tables, tables: Iterable[str]) -> Iterable[tuple[Row | None, Row]]:
    for table in tables:
        old = before[table]
        yield from ((old.get(key), row) for key, row in after[table].items() if old.get(key) is not row)


def _cells(old: Row | None, row: Row) -> Iterable[tuple[Cell, Any, Any]]:
    for name in CELLS[row.table]:
        yield (row.table, row.id, name), _told(old.values.get(name)) if old else None, _told(row.values.get(name))


def _told(value: Any) -> Any:
    """A list of sessions as a text, each session one paragraph: the word that was typed into it."""
    return "\n".join(one["place"] for one in value) if isinstance(value, list) else value


def _parts(cell: Cell, value: Any) -> set[Any]:
    """What must not go: a value as a whole, a text by its paragraphs."""
    if value in (None, ""):
        return set()
    return set(value.split("\n")) if cell[2] in TEXTS else {value}


def _kept(after: Tables, cell: Cell) -> set[Any]:
    """What the conflicts of a cell's row keep for it."""
    sides = (side for c in after["conflict"].values() if c.values["row"] == cell[1] for side in (c.values["kept"], c.values["other"]))
    return {part for side in sides for part in _parts(cell, _told(side.get(cell[2])))}


def _can_return(after: Tables, meeting: str) -> bool:
    """Whether an open conflict offers to restore a deleted record."""
    rows = (conflict.values for conflict in after["conflict"].values())
    return any((one["row"], one["field"], one["state"]) == (meeting, "deleted", "open") for one in rows)


def _leaves(value: Any) -> Iterable[Any]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from _leaves(one)
    else:
        yield value


def _unanswered(server: Server, phone: Phone, made: int) -> list[str]:
    """Every mutation ever made is in the phone's log with an outcome, and word for word in the server's inbox."""
    entries = [*phone.store.former, *((phone.store.log, entry) for entry in phone.store.entries)]
    faults = [] if len(entries) == made else [f"{phone.name} has {len(entries)} of {made} mutations"]
    for log, entry in entries:
        kept = server.state.logs[log].inbox.get(entry.mutation.mid) if log in server.state.logs else None
        if kept is None or kept[0] != entry.mutation or entry.outcome is None:
            faults.append(f"{log}/{entry.mutation.mid} is {entry.state} with {entry.outcome}; the server has {kept}")
    return faults


def unequal(server: Server, phone: Phone) -> list[str]:
    """Compares what a phone holds with a fresh query of its person's scopes."""
    scopes = server.actor(phone.account).scopes
    rows = {row.key: row for rows in server.state.rows.values() for row in rows.values()}
    fresh = {key: row for key, row in rows.items() if scopes & scopes_of(row)}
    held = phone.store.rows
    missing = [f"{phone.name} lacks {key}" for key in sorted(fresh.keys() - held.keys())]
    extra = [f"{phone.name} still holds {key}" for key in sorted(held.keys() - fresh.keys())]
    stale = [f"{phone.name} has an old {key}" for key in sorted(held.keys() & fresh.keys()) if held[key] != fresh[key]]
    return missing + extra + stale
