"""The server of the simulation: the engine and the parts as they are shipped, tables in memory, and switches that break one rule each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from server.kit.identity import Actor
from server.replication.conflicts import keep_clash
from sync.digest import START, extend
from sync.mutation import Author, Held, Mutation, Outcome, Row
from sync.plan import Need, Plan, Turn, World, cursor_is_lost, plan_pull, plan_push
from sync.upcast import upcast

from .mine import INTENTS, KEEP_HELD, RULES, UPCASTS, actor_of

EPOCH_REVISIONS = 2**24
LATEST = 2**60


@dataclass(frozen=True)
class Broken:
    """Rules switched off, to show that the checker notices. The first seven are the server's, the others the phone's."""

    idempotency: bool = False
    own_past: bool = False
    field_revision: bool = False
    gone: bool = False
    horizon: bool = False
    rev_floor: bool = False
    replay: bool = False
    cursor_check: bool = False
    log_check: bool = False
    row_revision: bool = False
    overlay_base: bool = False
    atomic_take: bool = False


@dataclass
class Log:
    """What the server knows of one phone's log."""

    account: str
    acked: int = 0
    head: bytes = START
    inbox: dict[int, tuple[Mutation, Outcome]] = field(default_factory=dict[int, tuple[Mutation, Outcome]])

    def copy(self) -> "Log":
        return Log(self.account, self.acked, self.head, dict(self.inbox))


@dataclass
class State:
    """Everything a backup holds. Rows are never changed in place, so copies and phones may share them."""

    rows: dict[str, dict[str, Row]] = field(default_factory=lambda: {table: {} for table in RULES})
    places: dict[str, dict[tuple[str, str], tuple[int, bool]]] = field(default_factory=dict[str, dict[tuple[str, str], tuple[int, bool]]])
    heads: dict[str, int] = field(default_factory=dict[str, int])
    floors: dict[str, int] = field(default_factory=dict[str, int])
    logs: dict[str, Log] = field(default_factory=dict[str, Log])

    def copy(self) -> "State":
        rows = {table: dict(rows) for table, rows in self.rows.items()}
        places = {scope: dict(places) for scope, places in self.places.items()}
        return State(rows, places, dict(self.heads), dict(self.floors), {name: log.copy() for name, log in self.logs.items()})


class Server:
    """One server; `rights` maps account -> branches today, and knows no disabled account."""

    def __init__(self, broken: Broken):
        self.state = State()
        self.broken = broken
        self.epoch = 0
        self.rights: dict[str, frozenset[str]] = {}
        self.now = 0

    def shadow(self) -> "Server":
        """The same server once more, to try something on."""
        other = Server(self.broken)
        other.state, other.epoch, other.rights, other.now = self.state.copy(), self.epoch, self.rights, self.now
        return other

    def restore(self, backup: State) -> None:
        """Forgets everything since the backup; only the epoch tells."""
        self.state = backup.copy()
        self.epoch += 1
        self.state.heads = {scope: max(head, self.epoch * EPOCH_REVISIONS) for scope, head in self.state.heads.items()}

    def actor(self, account: str) -> Actor:
        return actor_of(account, self.rights[account])

    def sync(self, account: str, request: dict[str, Any]) -> dict[str, Any]:
        """The whole of POST /api/sync."""
        if account not in self.rights:
            return {"kind": "login"}
        log = self.state.logs.setdefault(request["log"], Log(account))
        if refusal := self._refusal(log, request):
            return refusal
        outcomes = self.push(account, request["log"], request["mutations"])
        pages, drop = self._pull(self.actor(account), request["cursors"], request["limit"])
        return {"kind": "answer", "epoch": self.epoch, "acked": log.acked, "outcomes": outcomes, "scopes": pages, "drop": drop}

    def _refusal(self, log: Log, request: dict[str, Any]) -> dict[str, Any] | None:
        """409 gap or fork, as server/replication/push.py finds them."""
        received = request["mutations"]
        if received and received[0].mid > log.acked + 1:
            return {"kind": "gap", "expected": log.acked + 1}
        fresh = [one for one in received if one.mid > log.acked]
        forked = bool(fresh) and extend(log.head, fresh) != request["head"]
        differs = any(log.inbox[one.mid][0] != one for one in received if one.mid <= log.acked) and not self.broken.replay
        return {"kind": "fork"} if forked or differs else None

    def push(self, account: str, log_id: str, mutations: Sequence[Mutation]) -> list[Outcome]:
        """Takes a log's mutations as one transaction; gives all their outcomes."""
        log = self.state.logs.setdefault(log_id, Log(account))
        fresh = [one for one in mutations if one.mid > log.acked or self.broken.idempotency]
        if fresh:
            plan = self.carry_out(fresh, log_id, self.actor(account))
            log.inbox.update({one.mid: (one, outcome) for one, outcome in zip(fresh, plan.outcomes, strict=True)})
            log.head = extend(log.head, [one for one in fresh if one.mid > log.acked])
            log.acked = max(log.acked, fresh[-1].mid)
        return [log.inbox[one.mid][1] for one in mutations]

    def carry_out(self, mutations: Sequence[Mutation], log_id: str, actor: Actor) -> Plan:
        """Draws the plan until nothing it needs is missing, as server/replication/planning.py does, and writes it."""
        asked = [self._weakened(upcast(mutation, UPCASTS)) for mutation in mutations]
        author = "" if self.broken.own_past else log_id
        world = World(RULES, self._rev_floor())
        while True:
            self._load_needs(world, asked)
            plan = plan_push(world, INTENTS, asked, author, actor.account, actor, self.now, keep_clash, _keep_held)
            if not (missing := world.unseen() + self._missing(world, asked)):
                self._write(world)
                return plan
            world = world.again()
            for need in missing:
                world.add(need, self._load(need))

    def _rev_floor(self) -> int:
        return 1 if self.broken.rev_floor else max(1, self.epoch * EPOCH_REVISIONS)

    def _weakened(self, mutation: Mutation) -> Mutation:
        if not self.broken.field_revision:
            return mutation
        args = {**mutation.args, "revs": dict.fromkeys(mutation.args["marks"], LATEST)} if "marks" in mutation.args else mutation.args
        return msgspec.structs.replace(mutation, base=LATEST if mutation.set else mutation.base, args=args)

    def _load_needs(self, world: World, mutations: Sequence[Mutation]) -> None:
        while missing := self._missing(world, mutations):
            for need in missing:
                world.add(need, self._load(need))

    def _missing(self, world: World, mutations: Sequence[Mutation]) -> list[Need]:
        needs = (need for one in mutations if (intent := INTENTS.get(one.name)) for need in intent.needs(one, world))
        return list(dict.fromkeys(lacking for need in needs if (lacking := world.lacks(need))))

    def _load(self, need: Need) -> list[Row]:
        rows = self.state.rows[need.table]
        found = [rows[one] for one in need.values if one in rows] if need.column == "id" else _holding(rows.values(), need)
        copies = [row.copy() for row in found]
        for row in copies if need.scope else ():
            seq, gone = self.state.places.get(need.scope, {}).get(row.key, (0, True))
            row.places = {} if gone else {need.scope: seq}
        return copies

    def put(self, rows: Iterable[tuple[str, str, dict[str, Any]]]) -> None:
        """Writes (table, row, values) that the server itself or the office decided."""
        world = World(RULES, self._rev_floor())
        turn: Turn[None] = Turn(world, Mutation(0, "", ""), Author("office", self.now), None)
        for table, row_id, values in rows:
            world.add(need := Need(table, (row_id,)), self._load(need))
            turn.put(table, row_id, values)
        world.keep()
        self._write(world)

    def _write(self, world: World) -> None:
        for before, after in world.written().values():
            self.state.rows[after.table][after.id] = after.copy()
            then, now = scopes_of(before), scopes_of(after)
            for scope in sorted(now | then):
                self._place(scope, after, scope not in now)

    def _place(self, scope: str, row: Row, gone: bool) -> None:
        self.state.heads[scope] = self.state.heads.get(scope, 0) + 1
        self.state.places.setdefault(scope, {})[row.key] = (self.state.heads[scope], gone)

    def forget_tombstones(self, scope: str) -> None:
        """Raises a scope's horizon over everything that has left it."""
        places = self.state.places[scope]
        old = {key: seq for key, (seq, gone) in places.items() if gone}
        for key in old:
            del places[key]
        self.state.floors[scope] = max([self.state.floors.get(scope, 0), *old.values()])

    def _pull(self, actor: Actor, cursors: dict[str, int], limit: int) -> tuple[dict[str, Any], list[str]]:
        heads = self.state.heads
        news = sorted(scope for scope in actor.scopes if cursors.get(scope) != heads.get(scope, 0))
        return {scope: self._page(scope, cursors.get(scope, 0), limit) for scope in news}, sorted(set(cursors) - actor.scopes)

    def _page(self, scope: str, cursor: int, limit: int) -> dict[str, Any]:
        head, floor = self.state.heads.get(scope, 0), 0 if self.broken.horizon else self.state.floors.get(scope, 0)
        start = 0 if cursor_is_lost(cursor, head, floor) else cursor
        entries = sorted((seq, gone, key) for key, (seq, gone) in self.state.places.get(scope, {}).items() if seq > start)
        if start == 0 and floor:
            limit = max(limit, sum(seq <= floor for seq, _, _ in entries))
        page = plan_pull(cursor, head, floor, entries[limit - 1][0] if len(entries) >= limit else None)
        news = [(gone, key) for seq, gone, key in entries if seq <= page.to]
        rows = [self.state.rows[table][row] for gone, (table, row) in news if not gone]
        gone = [] if self.broken.gone else [key for gone, key in news if gone]
        return {"from": page.start, "to": page.to, "more": page.more, "reset": page.reset, "rows": rows, "gone": gone}


def scopes_of(row: Row | None) -> frozenset[str]:
    """The scopes that show a row."""
    return frozenset() if row is None or row.deleted else RULES[row.table].scopes(row.values)


def _holding(rows: Iterable[Row], need: Need) -> list[Row]:
    return [row for row in rows if row.values.get(need.column) in need.values]


def _keep_held(turn: Turn[Actor], held: Held) -> str | None:
    keep = KEEP_HELD.get(held.reason)
    return keep(turn, held) if keep else None
