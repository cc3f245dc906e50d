"""The server of the simulation: the real engine with its tables in memory, and switches that break one rule each."""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sync.mutation import Clash, Held, Mark, Mutation, Outcome, Row, RowKey
from sync.plan import Intent, Need, Turn, World, cursor_is_lost, plan_pull, plan_push
from sync.policy import Field, Policy, TableRules

NOTE_FIELDS = {
    "branch": Field(Policy.SERVER),
    "place": Field(Policy.REGISTER),
    "title": Field(Policy.REGISTER),
    "start": Field(Policy.REGISTER, "held"),
    "end": Field(Policy.REGISTER, "held"),
    "mark": Field(Policy.HUMAN),
    "recorder": Field(Policy.FIRST),
}
EPOCH_REVISIONS = 2**32
EDITABLE = ("place", "title", "start", "mark", "recorder")


def _branch_scope(values: Mapping[str, Any]) -> frozenset[str]:
    return frozenset({f"branch:{values['branch']}"})


RULES = {
    "note": TableRules("note", NOTE_FIELDS, _branch_scope),
    "conflict": TableRules("conflict", {"branch": Field(Policy.SERVER)}, _branch_scope),
    "held": TableRules("held", {"set": Field(Policy.SERVER, kind="json")}, lambda _: frozenset()),
}


@dataclass(frozen=True)
class Broken:
    """Rules switched off, to show that the checker notices."""

    idempotency: bool = False
    own_past: bool = False
    field_revision: bool = False
    cursor_check: bool = False
    gone: bool = False
    row_revision: bool = False
    rev_floor: bool = False


@dataclass
class Log:
    """What the server knows of one phone's log."""

    account: str
    acked: int = 0
    outcomes: dict[int, Outcome] = field(default_factory=dict[int, Outcome])


@dataclass
class State:
    """Everything a backup holds."""

    rows: dict[RowKey, Row] = field(default_factory=dict[RowKey, Row])
    heads: dict[str, int] = field(default_factory=dict[str, int])
    places: dict[tuple[str, str, str], tuple[int, bool]] = field(default_factory=dict[Any, Any])
    logs: dict[str, Log] = field(default_factory=dict[str, Log])


def _needs(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("note", (mutation.row,))


def _create(turn: Turn[frozenset[str]]) -> None:
    branch = turn.mutation.args["branch"]
    if branch not in turn.actor:
        raise Held("rights")
    turn.edit("note", turn.mutation.row, turn.mutation.base, turn.mutation.set, {"branch": branch})


def _set(turn: Turn[frozenset[str]]) -> None:
    if turn.row("note", turn.mutation.row).values["branch"] not in turn.actor:
        raise Held("rights")
    turn.edit("note", turn.mutation.row, turn.mutation.base, turn.mutation.set)


def _delete(turn: Turn[frozenset[str]]) -> None:
    if turn.row("note", turn.mutation.row).values["branch"] not in turn.actor:
        raise Held("rights")
    turn.delete("note", turn.mutation.row)


def _crash(turn: Turn[frozenset[str]]) -> None:
    turn.put("note", turn.mutation.row, {"place": "half written"})
    raise ZeroDivisionError


def _keep(turn: Turn[frozenset[str]], clash: Clash) -> None:
    loser = clash.other_by.log or clash.other_by.account
    values = {"branch": turn.world.get("note", clash.row).values["branch"]}  # type: ignore[union-attr]
    values |= {"row": clash.row, "unit": clash.unit, "kept": dict(clash.kept), "other": dict(clash.other)}
    turn.put("conflict", f"{clash.row}/{clash.unit}/{loser}", values)


def _keep_held(turn: Turn[frozenset[str]], held: Held) -> str | None:
    if held.reason != "rights":
        return None
    held_row = f"{turn.author.log}/{turn.author.mid}"
    turn.put("held", held_row, {"set": turn.mutation.set})
    return held_row


INTENTS = {i.name: i for i in (
    Intent("create", _needs, _create), Intent("set", _needs, _set),
    Intent("delete", _needs, _delete), Intent("crash", _needs, _crash),
)}  # fmt: skip


class Server:
    """One server; `rights` maps account -> branches, today."""

    def __init__(self, broken: Broken):
        self.state = State()
        self.broken = broken
        self.epoch = 1
        self.rev_floor = 1
        self.rights: dict[str, frozenset[str]] = {}
        self.now = 0

    def backup(self) -> State:
        return copy.deepcopy(self.state)

    def restore(self, backup: State) -> None:
        """Forgets everything since the backup; only the epoch tells."""
        self.state = copy.deepcopy(backup)
        self.epoch += 1
        self.rev_floor += 0 if self.broken.rev_floor else EPOCH_REVISIONS

    def sync(self, account: str, request: dict[str, Any]) -> dict[str, Any]:
        """The whole of POST /api/sync."""
        log = self.state.logs.setdefault(request["log"], Log(account))
        if request["mutations"] and request["mutations"][0].mid > log.acked + 1:
            return {"gap": log.acked + 1, "epoch": self.epoch}
        outcomes = [self._push_one(account, request["log"], log, mutation) for mutation in request["mutations"]]
        scopes = {f"branch:{branch}" for branch in self.rights[account]}
        pages = {scope: self._page(scope, request["cursors"].get(scope), request["limit"]) for scope in sorted(scopes)}
        drop = sorted(set(request["cursors"]) - scopes)
        return {"epoch": self.epoch, "acked": log.acked, "outcomes": outcomes, "scopes": pages, "drop": drop}

    def _push_one(self, account: str, log_id: str, log: Log, mutation: Mutation) -> Outcome:
        if mutation.mid <= log.acked and not self.broken.idempotency:
            return log.outcomes[mutation.mid]
        asked = self._weakened(mutation)
        world = self._world(asked)
        author = "" if self.broken.own_past else log_id
        plan = plan_push(world, INTENTS, [asked], author, account, self.rights[account], self.now, _keep, _keep_held)
        self.write(world)
        log.acked = max(log.acked, mutation.mid)
        log.outcomes[mutation.mid] = plan.outcomes[0]
        return plan.outcomes[0]

    def _weakened(self, mutation: Mutation) -> Mutation:
        if not self.broken.field_revision:
            return mutation
        return Mutation(mutation.mid, mutation.name, mutation.row, 10**9, mutation.set, mutation.args)

    def _world(self, mutation: Mutation) -> World:
        world = World(RULES, self.rev_floor)
        row = self.state.rows.get(("note", mutation.row))
        world.add(Need("note", (mutation.row,)), [row.copy()] if row else [])
        kept = [row.copy() for key, row in self.state.rows.items() if key[0] == "conflict"]
        world.add(Need("conflict", tuple(row.id for row in kept)), kept)
        return world

    def edit(self, row_id: str, values: dict[str, Any]) -> None:
        """A change by the server itself, such as moving a row to another branch."""
        world = self._world(Mutation(0, "", row_id))
        row = world.stage(world.get("note", row_id))  # type: ignore[arg-type]
        row.values.update(values)
        row.rev = world.next_rev(row)
        row.marks.update({name: Mark(row.rev, "", 0, "server", self.now) for name in values})
        world.keep()
        self.write(world)

    def write(self, world: World) -> None:
        for before, after in world.written().values():
            self.state.rows[after.key] = after.copy()
            then = self._scopes(before)
            now = self._scopes(after)
            for scope in sorted(now | then):
                self._place(scope, after, scope not in now)

    def _scopes(self, row: Row | None) -> frozenset[str]:
        return frozenset() if row is None or row.deleted else RULES[row.table].scopes(row.values)

    def _place(self, scope: str, row: Row, gone: bool) -> None:
        self.state.heads[scope] = self.state.heads.get(scope, 0) + 1
        self.state.places[scope, row.table, row.id] = (self.state.heads[scope], gone)

    def _page(self, scope: str, cursor: int | None, limit: int) -> dict[str, Any]:
        head = self.state.heads.get(scope, 0)
        start = 0 if cursor_is_lost(cursor or 0, head, 0) else cursor or 0
        places = ((seq, gone, t, r) for (s, t, r), (seq, gone) in self.state.places.items() if s == scope and seq > start)
        entries = sorted(places)
        page = plan_pull(cursor or 0, head, 0, entries[limit - 1][0] if len(entries) >= limit else None)
        shown = [entry for entry in entries if entry[0] <= page.to]
        rows = {(t, r): copy.deepcopy(self.state.rows[t, r]) for _, left, t, r in shown if not left}
        gone = [] if self.broken.gone else [(t, r) for _, left, t, r in shown if left]
        return {"from": page.start, "to": page.to, "more": page.more, "reset": page.reset, "rows": rows, "gone": gone}
