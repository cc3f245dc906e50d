"""plan_push and plan_pull: rows and a request in, writes, outcomes and next cursors out. Nothing here reads or waits."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from sync.merge import Edits, merge, unseen
from sync.misfit import field_fault, said_of
from sync.mutation import (
    BESIDE,
    CREATED,
    Author,
    Clash,
    Held,
    Mark,
    Mutation,
    Outcome,
    Refusal,
    Rejected,
    Result,
    Row,
    RowKey,
)
from sync.policy import TableRules

Actor = TypeVar("Actor")


class Need(NamedTuple):
    """Rows a mutation must see: those of `table` whose `column` (default the id) is one of `values`; with `scope`, their places in it too."""

    table: str
    values: tuple[str, ...]
    column: str = "id"
    scope: str = ""


class World:
    """The rows a push works on. Changes made by a mutation are staged and kept only if it succeeds.

    `rev_floor` is the least revision this epoch gives: after a restore, revisions that phones saw before it and the
    server has forgotten must never be given again to something else.
    """

    def __init__(self, tables: Mapping[str, TableRules], rev_floor: int = 1):
        self.tables = tables
        self.rev_floor = rev_floor
        self.before: dict[RowKey, Row | None] = {}
        self._rows: dict[RowKey, Row] = {}
        self._staged: dict[RowKey, Row] = {}
        self._known: set[tuple[str, str, str, str]] = set()
        self._places: dict[tuple[str, str, str], int] = {}
        self.failures: dict[int, Exception] = {}
        """What naming the rows that a mutation needs came to, by its number: whose rows are not known cannot be carried out."""

    def add(self, need: Need, rows: Iterable[Row]) -> None:
        """Takes in what the store found for `need`; a value without a row is remembered as absent."""
        self._known.update((need.table, need.column, need.scope, value) for value in need.values)
        for row in rows:
            self._places.update({(scope, *row.key): seq for scope, seq in row.places.items()})
            # One object for both: a row is copied when it is staged, and never changed otherwise.
            if row.key not in self._rows:
                self._rows[row.key] = self.before[row.key] = row

    def lacks(self, need: Need) -> Need | None:
        """The part of `need` not loaded yet."""
        missing = tuple(v for v in need.values if (need.table, need.column, need.scope, v) not in self._known)
        return need._replace(values=missing) if missing else None

    def seq(self, scope: str, table: str, row_id: str) -> int | None:
        """A row's place in a scope before this push, if a need asked for it; None if it has none there."""
        return self._places.get((scope, table, row_id))

    def get(self, table: str, row_id: str) -> Row | None:
        """The row as it stands after all mutations before and during this one; deleted rows too."""
        return self._staged.get((table, row_id)) or self._rows.get((table, row_id))

    def where(self, table: str, column: str, value: Any, deleted: bool = False) -> list[Row]:
        """Rows of `table` that hold `value` in `column`, by id: those that are not deleted, or only those that are."""
        keys = sorted({key for key in (*self._rows, *self._staged) if key[0] == table})
        rows = [row for key in keys if (row := self.get(*key))]
        return [row for row in rows if row.values.get(column) == value and row.deleted == deleted]

    def belonging(self, table: str, row_id: str) -> list[Need]:
        """The rows that go and come back with this one."""
        return [Need(rules.name, (row_id,), table) for rules in self.tables.values() if rules.parent == table]

    def next_rev(self, row: Row) -> int:
        """The revision the next change of `row` makes."""
        return max(row.rev + 1, self.rev_floor)

    def stage(self, row: Row) -> Row:
        """A copy of `row` that may be changed until keep() or drop()."""
        if row.key not in self._staged:
            self._staged[row.key] = row.copy()
        return self._staged[row.key]

    def keep(self) -> dict[RowKey, tuple[Row | None, Row]]:
        """Takes over what is staged; gives what changed as (before, after)."""
        changed = {key: (self._rows.get(key), row) for key, row in self._staged.items()}
        self._rows.update(self._staged)
        self._staged = {}
        return changed

    def drop(self) -> None:
        """Forgets what is staged."""
        self._staged = {}

    def has_new(self) -> bool:
        """Whether rows were made that were not loaded: what intents need of them is known only now."""
        return len(self._rows) > len(self.before)

    def unseen(self) -> list[Need]:
        """Rows made without having looked whether they are there: load them, and plan again()."""
        blind: dict[str, list[str]] = {}
        for table, row in self._rows:
            if (table, row) not in self.before and (table, "id", "", row) not in self._known:
                blind.setdefault(table, []).append(row)
        return [Need(table, tuple(rows)) for table, rows in blind.items()]

    def again(self) -> "World":
        """The same world before anything was done in it."""
        world = World(self.tables, self.rev_floor)
        world._known, world._places, world.failures = set(self._known), dict(self._places), dict(self.failures)
        for key, row in self.before.items():
            if row is not None:
                world._rows[key] = world.before[key] = row
        return world

    def written(self) -> dict[RowKey, tuple[Row | None, Row]]:
        """All rows that differ from what was loaded, as (before, after)."""
        return {key: (self.before.get(key), row) for key, row in self._rows.items() if (old := self.before.get(key)) is None or old.rev != row.rev}


class Turn(Generic[Actor]):
    """One mutation's turn at the world: the only hands an intent has."""

    def __init__(self, world: World, mutation: Mutation, author: Author, actor: Actor):
        self.world = world
        self.mutation = mutation
        self.author = author
        self.actor = actor
        self.asked: Any = None
        """The mutation's `args`, checked: an instance of the intent's `arguments`, if it has any."""
        self.clashes: list[Clash] = []
        self.beside_others = False
        self.exceptions: dict[str, Any] = {}

    @property
    def now_ms(self) -> int:
        return self.author.at_ms

    def row(self, table: str, row_id: str) -> Row:
        """The row, or Held(depends): its maker has not arrived, or was itself held or rejected."""
        row = self.world.get(table, row_id)
        if row is None:
            raise Held("depends")
        return row

    def edit(self, table: str, row_id: str, base: int, edits: Edits, new: Mapping[str, Any] | None = None) -> Row:
        """Merges what a person asked for into a row, by the policies of its fields.

        A row that is not there yet is made; `new` holds what the server adds to it then. Raises Held(locked).
        """
        rules = self.world.tables[table]
        row = self.world.get(table, row_id)
        if row is not None and rules.frozen(row.values):
            raise Held("locked")
        row = row or Row(table, row_id, self._blank(table) | dict(new or {}))
        merged = merge(rules, row, base, edits, self.author)
        self.clashes.extend(merged.clashes)
        self.beside_others = self.beside_others or merged.beside_others
        if row.deleted and merged.writes:
            self.clashes.append(self._kept_in_deleted(row, merged.writes, edits))
        return self._write(row, merged.writes, merged.joined)

    def put(self, table: str, row_id: str, values: Mapping[str, Any]) -> Row:
        """Writes values the server itself concluded; policies do not apply."""
        row = self.world.get(table, row_id) or Row(table, row_id, self._blank(table))
        return self._write(row, {k: v for k, v in values.items() if row.rev == 0 or row.values.get(k) != v})

    def _blank(self, table: str) -> dict[str, Any]:
        """Every field of a table without a value: whoever looks at a new row finds all of them."""
        rules = self.world.tables[table]
        return dict.fromkeys(rules.fields) | dict(rules.blank)

    def delete(self, table: str, row_id: str, base: int | None = None, seen: Mapping[str, int] | None = None) -> None:
        """Takes the row out of everyone's sight; its values stay. With `base`, what others wrote after that revision is kept as a clash.

        So is what they wrote in the rows that belong to it, after the revisions in `seen` (row id -> revision; not named: never seen).
        """
        row = self.world.stage(self.row(table, row_id))
        if row.deleted:
            return
        if base is not None:
            self._keep_unseen(row, base, seen or {})
        row.deleted, row.rev = True, self.world.next_rev(row)
        row.marks["deleted"] = self._mark(row.rev)

    def _keep_unseen(self, row: Row, base: int, seen: Mapping[str, int]) -> None:
        fields = unseen(self.world.tables[row.table], row, base, self.author)
        children = [child for need in self.world.belonging(row.table, row.id) for child in self.world.where(need.table, need.column, row.id)]
        beside = [mark for child in children for mark in unseen(self.world.tables[child.table], child, seen.get(child.id, 0), self.author).values()]
        if marks := [*fields.values(), *beside]:
            other = {field: row.values.get(field) for field in fields}
            latest = max(marks, key=lambda mark: (mark.at_ms, mark.rev))
            self.clashes.append(Clash(row.table, row.id, "deleted", {}, {"deleted": True}, other, self._mark(row.rev + 1), latest))

    def offer_back(self, row: Row) -> None:
        """If `row` is deleted, keeps a clash that offers to restore it: someone worked on what belongs to it."""
        if row.deleted:
            self.clashes.append(self._kept_in_deleted(row, {}, {}))

    def restore(self, table: str, row_id: str) -> None:
        """Brings a deleted row back as it stands, with the rows that belong to it and were deleted in the same turn."""
        row = self.world.stage(self.row(table, row_id))
        if not row.deleted:
            return
        gone = row.mark("deleted")
        row.deleted, row.rev = False, self.world.next_rev(row)
        row.marks["deleted"] = self._mark(row.rev)
        for need in self.world.belonging(table, row_id):
            for child in self.world.where(need.table, need.column, row_id, deleted=True):
                if gone and child.marks["deleted"][1:] == gone[1:]:
                    self.restore(child.table, child.id)

    def _write(self, row: Row, writes: Mapping[str, Any], joined: Mapping[str, Mark] | None = None) -> Row:
        if not writes and row.rev:
            return row
        staged = self.world.stage(row)
        names = list(writes) if staged.rev else [CREATED]
        staged.rev = self.world.next_rev(staged)
        blank = self.world.tables[row.table].blank
        staged.values.update({name: blank.get(name) if value is None else value for name, value in writes.items()})
        staged.marks.update(dict.fromkeys(names, self._mark(staged.rev)))
        staged.marks.update({BESIDE + name: mark for name, mark in (joined or {}).items()})
        return staged

    def _mark(self, rev: int) -> Mark:
        return Mark(rev, self.author.log, self.author.mid, self.author.account, self.author.at_ms)

    def _kept_in_deleted(self, row: Row, writes: Mapping[str, Any], edits: Edits) -> Clash:
        seen = {field: edits[field][0] for field in writes if field in edits}
        deleted_by = row.mark("deleted") or self._mark(row.rev)
        return Clash(row.table, row.id, "deleted", seen, {"deleted": True}, dict(writes), deleted_by, self._mark(row.rev + 1))


class Intent(msgspec.Struct, frozen=True):
    """What a phone may ask for. `arguments` checks `args`; `needs` names rows, again until nothing is new; `effect` acts.

    `needs_by_rows`: whether what `needs` names depends on rows; if not, it is asked only once.
    `locks` are the scopes, beside the author's own, for which all branches contend: held before anything is read, so that the first one wins.
    `is_private`: no list of what phones sent shows one: it would tell whose it is.
    """

    name: str
    needs: Callable[[Mutation, World], Iterable[Need]]
    effect: Callable[[Turn[Any]], None]
    arguments: type[msgspec.Struct] | None = None
    needs_by_rows: bool = True
    locks: frozenset[str] = frozenset()
    is_private: bool = False


class Change(NamedTuple):
    """One row changed by one mutation."""

    mid: int
    before: Row | None
    after: Row


class Plan(msgspec.Struct):
    """What a push comes to: an outcome for each mutation, each change in order, and the clashes to keep as rows."""

    outcomes: list[Outcome] = []
    changes: list[Change] = []
    failures: list[tuple[int, Exception]] = []


KeepClash = Callable[[Turn[Any], Clash], None]
KeepHeld = Callable[[Turn[Any], Held], str | None]
"""Writes, in the same turn, the row that keeps a held mutation until a person decides; gives its id for the outcome."""


def _keep_nothing(_: Turn[Any], __: Held) -> str | None:
    return None


def plan_push(
    world: World,
    intents: Mapping[str, Intent],
    mutations: Sequence[Mutation],
    log: str,
    account: str,
    actor: Any,
    now_ms: int,
    keep_clash: KeepClash,
    keep_held: KeepHeld = _keep_nothing,
) -> Plan:
    """Takes the mutations in order; whatever becomes of one, the next has its turn."""
    plan = Plan()
    for mutation in mutations:
        turn: Turn[Any] = Turn(world, mutation, Author(account, now_ms, log, mutation.mid), actor)
        plan.outcomes.append(_take(turn, intents, keep_clash, keep_held, plan))
        plan.changes.extend(Change(mutation.mid, before, after) for before, after in world.keep().values())
    return plan


def _take(turn: Turn[Any], intents: Mapping[str, Intent], keep_clash: KeepClash, keep_held: KeepHeld, plan: Plan) -> Outcome:
    try:
        if failure := turn.world.failures.get(turn.mutation.mid):
            raise failure
        return _attempt(turn, intents, keep_clash, keep_held)
    except Exception as failure:  # whatever the code did wrong, the other mutations must flow
        turn.world.drop()
        plan.failures.append((turn.mutation.mid, failure))
        return Outcome(turn.mutation.mid, "quarantined")


def _attempt(turn: Turn[Any], intents: Mapping[str, Intent], keep_clash: KeepClash, keep_held: KeepHeld) -> Outcome:
    mid = turn.mutation.mid
    try:
        intent = intents[turn.mutation.name]
        turn.asked = _arguments(intent, turn.mutation)
        intent.effect(turn)
        for clash in turn.clashes:
            keep_clash(turn, clash)
        return Outcome(mid, _result(turn), exceptions=turn.exceptions)
    except Held as held:
        turn.world.drop()
        return Outcome(mid, "held", held.reason, keep_held(turn, held))
    except Rejected as rejected:
        turn.world.drop()
        return Outcome(mid, "rejected", rejected.refusal.code, problem=rejected.refusal)


def _arguments(intent: Intent, mutation: Mutation) -> Any:
    if intent.arguments is None:
        return None
    try:
        return msgspec.convert(mutation.args, intent.arguments)
    except msgspec.ValidationError as error:
        field, reason = field_fault(error)
        told = f"{said_of(field, reason)}。"
        raise Rejected(
            Refusal("mutation.arguments", "内容格式不对", told, "请改正这一项后重新提交；如仍不行，请更新应用。", field or None)
        ) from error


def _result(turn: Turn[Any]) -> Result:
    if turn.clashes:
        return "conflict"
    return "merged" if turn.beside_others or turn.exceptions else "applied"


class Page(msgspec.Struct, frozen=True):
    """One scope's part of a pull answer: the phone's cursor, the next one, and whether there is more behind it."""

    start: int
    to: int
    more: bool
    reset: bool


def plan_pull(cursor: int, head: int, floor: int, last: int | None) -> Page:
    """The next page of a scope for a phone at `cursor`. `last` is the place of the page's last entry, None where the page reaches the head.

    Below `floor`, the tombstone horizon, what left the scope is no longer known: the phone starts anew (`reset`), from zero.
    """
    # A cursor below the horizon would be lost again at once; between the last entry below it and the horizon itself lies nothing.
    to = head if last is None else min(max(last, floor), head)
    return Page(cursor, to, to < head, cursor_is_lost(cursor, head, floor))


def cursor_is_lost(cursor: int, head: int, floor: int) -> bool:
    """Whether a cursor is of no use: older than the tombstone horizon, or from a future the server has lost."""
    return (0 < cursor < floor) or cursor > head
