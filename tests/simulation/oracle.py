"""An independent checker: it keeps what people typed and what they had seen, and knows no cursors, revisions or marks.

Every value typed in a simulation is unique, so a value names the moment it was typed.
"""

from dataclasses import dataclass, field
from typing import Any

from sync.mutation import Mutation, Outcome

from .phone import Phone
from .shell import Server

UNITS = {"start": ("start", "end"), "end": ("start", "end")}


@dataclass
class Typed:
    """One value a person typed: where, by which log, and everything that was on the screen of that log for this field."""

    log: str
    mid: int
    row: str
    field: str
    value: Any
    seen: Any


@dataclass
class Oracle:
    """What must come true, collected while the simulation runs."""

    typed: dict[Any, Typed] = field(default_factory=dict[Any, Typed])
    seen: set[tuple[str, str, str, Any]] = field(default_factory=set[tuple[str, str, str, Any]])
    made: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])
    answered: dict[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])
    faults: list[str] = field(default_factory=list[str])

    def note_typed(self, log: str, mutation: Mutation) -> None:
        """A person typed something."""
        self.made.add((log, mutation.mid))
        for name, (seen, wanted) in mutation.set.items():
            self.typed[wanted] = Typed(log, mutation.mid, mutation.row, name, wanted, seen)
            self.seen.add((log, mutation.row, name, seen))

    def forget(self, log: str, after: int) -> None:
        """A phone was wiped: what it never delivered is gone, and no server can be blamed."""
        self.made = {(one, mid) for one, mid in self.made if one != log or mid <= after}

    def note_answer(self, log: str, outcome: Outcome, restored: bool) -> None:
        """An outcome reached a phone; it may never change afterwards, unless the server lost its memory."""
        told = self.answered.setdefault((log, outcome.mid), outcome.result)
        if told != outcome.result and not restored:
            self.faults.append(f"{log}/{outcome.mid} was {told}, is now {outcome.result}")

    def watch(self, server: Server, log: str, mutation: Mutation, before: dict[str, Any] | None, result: str) -> None:
        """A mutation was applied for the first time: did it overwrite what its author could not know, silently?"""
        after = server.state.rows.get(("note", mutation.row))
        if after is None or before is None:
            return
        own = not after.deleted and all(self._author(before.get(name)) == log for name in mutation.set)
        if own and result == "conflict":
            self.faults.append(f"{log}/{mutation.mid} was set against the same person's own earlier words")
        for name, (_, wanted) in mutation.set.items():
            was = before.get(name)
            known = was in (None, wanted) or self._knew(log, mutation.row, name, was)
            if not known and after.values.get(name) != was and not self._is_kept(server, mutation.row, was):
                self.faults.append(f"{log}/{mutation.mid} silently overwrote {name} {was!r} ({result})")
            answered = result in ("applied", "merged", "conflict")
            if answered and after.values.get(name) != wanted and not self._is_kept(server, mutation.row, wanted):
                self.faults.append(f"{log}/{mutation.mid} lost {name} {wanted!r} ({result})")

    def watch_held(self, server: Server, mutation: Mutation, outcome: Outcome) -> None:
        """A mutation held for want of a right must wait, word for word, in the row its outcome names."""
        if (outcome.result, outcome.reason) == ("held", "rights"):
            row = server.state.rows.get(("held", outcome.ref or ""))
            if row is None or row.values["set"] != mutation.set:
                self.faults.append(f"{outcome.ref} does not keep {mutation.set}")

    def _knew(self, log: str, row: str, name: str, value: Any) -> bool:
        """Whether a log had the value on its screen, or something that replaced it by someone who had: its causal past."""
        reached, frontier = {log}, {log}
        while frontier:
            values = {v for one, r, f, v in self.seen if one in frontier and (r, f) == (row, name)}
            frontier = {self.typed[v].log for v in values if v in self.typed} - reached
            reached |= frontier
            if value in values:
                return True
        return self.typed[value].log in reached

    def _author(self, value: Any) -> str | None:
        return self.typed[value].log if value in self.typed else None

    def _is_kept(self, server: Server, row: str, value: Any) -> bool:
        kept = (r for (table, _), r in server.state.rows.items() if table == "conflict" and r.values["row"] == row)
        return any(value in (*c.values["kept"].values(), *c.values["other"].values()) for c in kept)

    def final(self, server: Server, phones: list[Phone]) -> list[str]:
        """After quiet: everything answered, every phone equal to its scopes, scopes dense. Gives what is wrong."""
        faults = list(self.faults)
        faults += [f"{log}/{mid} never answered" for log, mid in sorted(self.made - set(self.answered))]
        for phone in phones:
            faults += self._unequal(server, phone)
        for scope, head in server.state.heads.items():
            seqs = [seq for (s, _, _), (seq, _) in server.state.places.items() if s == scope]
            if max(seqs) != head or len(set(seqs)) != len(seqs):
                faults.append(f"{scope} is not dense")
        return faults

    def _unequal(self, server: Server, phone: Phone) -> list[str]:
        """Compares with a fresh query: rows not deleted whose branch the person may see."""
        branches = server.rights[phone.account]
        fresh = {k: r.values for k, r in server.state.rows.items() if not r.deleted and r.values.get("branch") in branches}
        held = {key: row.values for key, row in phone.store.rows.items()}
        missing = [f"{phone.store.log} lacks {key}" for key in sorted(fresh.keys() - held.keys())]
        extra = [f"{phone.store.log} still holds {key}" for key in sorted(held.keys() - fresh.keys())]
        stale = [f"{phone.store.log} has an old {key}" for key in sorted(held.keys() & fresh.keys()) if held[key] != fresh[key]]
        return missing + extra + stale
