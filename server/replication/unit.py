"""Replication: the one door through which synced tables are written; a Unit is one write transaction through it."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from server.kit.database import Database
from server.kit.identity import Actor
from server.kit.jobs import JobQueue
from server.kit.pokes import Pokes
from server.kit.settings import Settings
from server.replication.admission import Admission
from server.replication.beacons import Beacons
from server.replication.conflicts import name_people
from server.replication.finding import SEARCH, Findable
from server.replication.module import Module, Recompute, Typed
from server.replication.news import NEWS, News
from server.replication.planning import as_of_today, draw_plan, load_needs, scopes_contended, scopes_written
from server.replication.site import Epoch, current_epoch
from server.replication.store import Dialects, Store, insert_rows, to_json
from server.replication.stretches import Stretches
from server.replication.touches import Key, Touches
from sync.mutation import Author, Mutation, Outcome, Row
from sync.plan import Change, Intent, KeepHeld, Need, Turn, World
from sync.policy import Values
from sync.upcast import chained

log = logging.getLogger(__name__)

REQUEST = insert_rows("recompute_request", ["kind", "key", "at"])
_TRAY = insert_rows("recompute_tray", ["asked", "at"])
_REQUEST_FOUND = 'insert into "recompute_request" ("kind", "key", "at") select {{}}, "key", cast({{}} as bigint) from ({found}) found'
OFFICE = "office"
"""What the office's screens listen to instead of 3,000 branches: something changed somewhere."""


class Unit:
    """One write transaction. What is put is merged with what is stored when the block ends; equal values write nothing."""

    def __init__(self, replication: "Replication", actor: str | None, cause: str, now_ms: int, rev_floor: int):
        self.actor = actor
        self.cause = cause
        self.now_ms = now_ms
        self.settings = replication.settings
        self.news = replication.news
        self.findable = replication.findable
        self._replication = replication
        self._world = World(replication.store.rules, rev_floor)
        self._puts: dict[Key, dict[str, Any]] = {}
        self._returns: set[Key] = set()
        self._deletes: set[Key] = set()
        self._marks: set[Key] = set()
        self._wakes = False
        self.heads: dict[str, int] = {}

    async def fetch(self, sql: str | Dialects, *args: Any) -> list[dict[str, Any]]:
        """Runs a statement inside this transaction."""
        return await self._replication.database.fetch(sql, *args)

    async def lock(self, scopes: Iterable[str]) -> None:
        """Locks scopes before reading what a decision rests on; SQLite's write transaction holds them all already."""
        await self._replication.store.lock(scopes)

    async def lock_log(self, log: str) -> dict[str, Any]:
        """Locks a phone's log, always before scopes: what it brought is decided about once. Gives its record, empty where there is none."""
        return await self._replication.store.lock_log(log)

    async def load(self, table: str, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Rows of `table` by id, without deleted ones; `rev` is among the values."""
        wanted = tuple(ids)
        await self._need(Need(table, wanted))
        rows = (self._world.get(table, row_id) for row_id in wanted)
        return {row.id: _readable(row) for row in rows if row and not row.deleted}

    async def where(self, table: str, column: str, values: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Rows of `table` that hold one of `values` in `column`, by id, without deleted ones."""
        wanted = tuple(values)
        await self._need(Need(table, wanted, column))
        rows = [row for value in wanted for row in self._world.where(table, column, value)]
        return {row.id: _readable(row) for row in rows}

    def put(self, table: str, row_id: str, values: Mapping[str, Any]) -> None:
        """Inserts or changes a row; only fields that differ are written."""
        self._puts.setdefault((table, row_id), {}).update(values)

    def restore(self, table: str, row_id: str) -> None:
        """Brings a row that was put back into sight, if it was deleted before: `put` alone would write where nobody sees it."""
        self._returns.add((table, row_id))

    def delete(self, table: str, row_id: str) -> None:
        """Takes a row out of everyone's sight; its values and history stay."""
        self._deletes.add((table, row_id))

    def mark(self, kind: str, key: str) -> None:
        """Requests that a conclusion be drawn again after this transaction."""
        self._marks.add((kind, key))

    def tell(self, news: News, row: str, about: str = "") -> None:
        """Requests news that no change of a row brings, such as that a day is near; where no part draws news, nothing is noted."""
        if news.kind in self.news:
            self._marks.add(news.key(row, about))

    async def mark_found(self, kind: str, select: str, *args: Any) -> None:
        """Requests a conclusion for each `key` that a SELECT finds, at once: however many they are, they stay in the database."""
        await self.fetch(_REQUEST_FOUND.format(found=select), kind, self.now_ms, *args)
        self._wakes |= kind not in self._replication.later

    async def take(self, mutation: Mutation, log: str, actor: Actor) -> Outcome:
        """Carries out a phone's mutation inside this transaction, with the rights of `actor`; what it writes stands in the author's name.

        Locks, all at once, what a push of it would lock.
        """
        mutation = as_of_today(self._replication, mutation)
        await self.lock(scopes_written(actor) | scopes_contended(self._replication, [mutation]))
        await load_needs(self._replication, self._world, [mutation])
        self._world, plan = await draw_plan(self._replication, self._world, [mutation], log, actor, self.now_ms)
        return plan.outcomes[0]

    async def _need(self, need: Need) -> None:
        if missing := self._world.lacks(need):
            self._world.add(missing, await self._replication.store.load(missing))

    async def finish(self) -> None:
        """Writes everything put, deleted and marked. Called once, at the end of the block."""
        by_table: dict[str, list[str]] = {}
        for table, row_id in (*self._puts, *self._deletes):
            by_table.setdefault(table, []).append(row_id)
        for table, ids in by_table.items():
            await self._need(Need(table, tuple(dict.fromkeys(ids))))
        self._apply()
        written = list(self._world.written().values())
        await name_people(self._replication.database, written, {})
        changes = [Change(0, before, after) for before, after in written]
        placed = await self._replication.store.write(written, check=True)
        self.heads = {scope: end.head for scope, end in placed.items()}
        await self._replication.store.note(changes, self.now_ms, self.actor, self.cause, "")
        self._marks |= self._replication.affected(written)
        self._wakes |= await self._replication.request(self._marks, self.now_ms)

    def _apply(self) -> None:
        author = Author(self.actor or "", self.now_ms)
        turn: Turn[None] = Turn(self._world, Mutation(0, self.cause, ""), author, None)
        for (table, row_id), values in self._puts.items():
            turn.put(table, row_id, values)
        for table, row_id in self._returns:
            turn.restore(table, row_id)
        for table, row_id in self._deletes:
            turn.delete(table, row_id)
        self._world.keep()

    @property
    def puts(self) -> int:
        """How many rows were put so far."""
        return len(self._puts)

    @property
    def wakes(self) -> bool:
        """Whether this transaction left something to recompute soon."""
        return self._wakes


def _readable(row: Row) -> dict[str, Any]:
    return {"id": row.id, "rev": row.rev, **row.values}


class Replication:
    """Everything written about together: the store, the parts' intents and conclusions, pokes and jobs."""

    def __init__(
        self,
        database: Database,
        modules: Sequence[Module],
        clock: Callable[[], int],
        pokes: Pokes,
        jobs: JobQueue,
        settings: Settings,
        actor_of: Callable[[Database, str, int], Awaitable[Actor | None]],
    ):
        self.database = database
        self.modules = modules
        self.clock = clock
        self.pokes = pokes
        self.jobs = jobs
        self.settings = settings
        self.actor_of = actor_of
        self.store = Store(database, [table for module in modules for table in module.synced])
        self.typed: dict[str, Typed] = {table.name: table.typed for module in modules for table in module.synced if table.typed}
        self.stretches = Stretches(self.store)
        self.intents: dict[str, Intent] = {intent.name: intent for m in modules for intent in m.intents}
        self.private = frozenset(name for name, intent in self.intents.items() if intent.is_private)
        self.keep_held: dict[str, KeepHeld] = {reason: keep for m in modules for reason, keep in m.keep_held.items()}
        self.upcasts = chained((step for m in modules for step in m.upcasts), self.intents)
        self.admission = Admission()
        self.beacons = Beacons(database)
        self._epoch: Epoch | None = None
        self.later: frozenset[str] = frozenset(kind for module in modules for kind in module.recompute_later)
        self.recomputes: dict[str, Recompute] = {k: fn for m in modules for k, fn in (*m.recompute.items(), *m.recompute_later.items())}
        self.news: dict[str, News] = {news.kind: news for m in modules for news in m.news if NEWS in self.recomputes}
        found = [one for module in modules for one in module.findable] if SEARCH in self.recomputes else []
        self.findable: dict[str, Findable] = {one.name: one for one in found}
        self.sections = tuple(one for module in modules for one in module.ledger)
        touches = [touch for module in modules for touch in module.touches]
        touches += [touch for one in found for touch in one.touches()]
        self._touches = Touches([*touches, *(news.touch() for news in self.news.values())])

    async def epoch(self) -> Epoch:
        """The epoch of this server. It changes only while no server runs, so it is read once."""
        if self._epoch is None:
            self._epoch = await current_epoch(self.database)
        return self._epoch

    @asynccontextmanager
    async def write(self, actor: str | None, cause: str, lock: Iterable[str] = ()) -> AsyncIterator[Unit]:
        """One write transaction; on leaving the block all is written, then phones are poked and jobs woken.

        `lock` names scopes to hold from the start, where a decision rests on rows read in the block.
        """
        async with self.database.write():
            unit = Unit(self, actor, cause, self.clock(), (await self.epoch()).rev_floor)
            await unit.lock(lock)
            yield unit
            await unit.finish()
        await self.announce(unit.heads, unit.wakes)

    @asynccontextmanager
    async def rehearse(self, cause: str) -> AsyncIterator[Unit]:
        """A unit about one moment that is never written: what was put into it tells what would change."""
        async with self.database.read():
            yield Unit(self, None, cause, self.clock(), (await self.epoch()).rev_floor)

    async def announce(self, heads: Mapping[str, int], wakes: bool) -> None:
        """Tells phones and jobs after a commit. Hints only: losing all of them loses nothing."""
        for scope, head in heads.items():
            await self.pokes.publish(scope, head)
        if heads:
            await self.pokes.publish(OFFICE, max(heads.values()))
        if wakes:
            await self.jobs.wake("recompute")

    def affected(self, written: Iterable[tuple[Row | None, Row]]) -> set[Key]:
        """The conclusions touched by changed rows, as the parts declare them."""
        return {key for before, after in written for key in self._touched(before, after)}

    def _touched(self, before: Row | None, after: Row) -> Iterable[Key]:
        """A part's fault here must not keep a phone's mutations from being answered: the full rebuild mends it."""
        try:
            return self._touches.keys(after.table, after.id, _visible(before), _visible(after))
        except Exception:
            log.exception("what a change touches was not found out", extra={"table": after.table})
            return ()

    async def request(self, marks: Collection[Key], at_ms: int) -> bool:
        """Notes in the running transaction what must be recomputed; gives whether any of it is to be drawn soon."""
        later = [mark for mark in marks if mark[0] in self.later]
        if later:
            await self.database.write_rows(_TRAY, [[to_json(sorted(later)), at_ms]])
        if soon := sorted(set(marks).difference(later)):
            await self.database.write_rows(REQUEST, [[kind, key, at_ms] for kind, key in soon])
        return bool(soon)


def _visible(row: Row | None) -> Values | None:
    return None if row is None or row.deleted else row.values
