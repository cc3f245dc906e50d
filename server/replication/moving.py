"""How a matter goes its way: each step of a phone or of the office moves a synced row from state to state, and stays in its history."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

import msgspec

from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.lifecycle import OWNER, Lifecycle, OfficeMove, decision_id, who
from server.kit.problems import Problem, refused_by_rule, row_not_found
from server.replication.unit import Replication, Unit
from sync.mutation import Held, Mutation, Row
from sync.plan import Need, Turn, World

Decided = Callable[[Unit, Mapping[str, Any]], Awaitable[tuple[str, dict[str, Any]]]]
"""What a step of the office comes to for a row: the words of the history, and which columns change beside the state."""


class Steps(msgspec.Struct, frozen=True):
    """The history of a table's rows: a synced `table` whose rows are never changed. A step names its row in the column `of`, and has what is
    `carried` of it, such as who sees it; its `place` in the history, `act`, `on` (the day it speaks of), `at` (epoch ms), `by`, `by_name`, `text`."""

    table: str
    of: str
    carried: tuple[str, ...]

    def needs(self, row: str, step: str) -> Iterable[Need]:
        """What the next step of a row rests on."""
        yield Need(self.table, (step,))
        yield Need(self.table, (row,), self.of)

    def has(self, turn: Turn[Actor]) -> bool:
        """Whether the step of a phone, the mutation's own row, came before in another log: it was taken then."""
        return turn.world.get(self.table, turn.mutation.row) is not None

    def add(self, turn: Turn[Actor], row: Row, said: Mapping[str, Any]) -> None:
        """Adds the step of a phone to the history of a row; `said` stands before what is carried."""
        place = 1 + len(turn.world.where(self.table, self.of, row.id))
        by = {"place": place, "at": turn.now_ms, "by": turn.actor.account, "by_name": turn.actor.name}
        turn.put(self.table, turn.mutation.row, {self.of: row.id, **self._carried(row.values), **by, **said})

    async def place_after(self, unit: Unit, row: str, seen: str, part: str) -> int:
        """The place of the next step, if the last one is the one that was seen ('' for none). Problem 409 of a part if it went on."""
        steps = (await unit.where(self.table, self.of, [row])).values()
        if max(steps, key=lambda one: one["place"], default={"id": ""})["id"] != seen:
            raise Problem(f"{part}.changed", "情况已有变化", "您看过之后，又有了新的情况。", "请刷新后按最新的情况办理。", 409)
        return len(steps) + 1

    def put(self, unit: Unit, row: Mapping[str, Any], place: int, step: str, said: Mapping[str, Any], actor: Actor) -> None:
        """Adds a step of the office, of today, to the history of a row."""
        on = local_day(unit.now_ms, unit.settings.timezone)
        by = {"place": place, "on": on, "at": unit.now_ms, "by": actor.account, "by_name": actor.name}
        unit.put(self.table, step, {self.of: row["id"], **self._carried(row), **by, **said})

    def _carried(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {name: row[name] for name in self.carried}


class Moving(msgspec.Struct, frozen=True):
    """The way of the rows of a synced `table` that organisations own: each has an `owner`, the `branches` for which it stands, and a `state`.

    `part` begins the codes of its problems; `missing` is the sentence about a row that is not there.
    """

    part: str
    table: str
    lifecycle: Lifecycle
    steps: Steps
    missing: str
    locks: frozenset[str] = frozenset({"site"})
    """An owner's rows are in the scopes of all its branches, and the office decides about them: one after the other."""

    def needs(self, mutation: Mutation, _: World) -> Iterable[Need]:
        """What a step of a phone rests on: its `args` name the row by the column of the steps."""
        row = str(mutation.args.get(self.steps.of))
        yield Need(self.table, (row,))
        yield Need("conflict", (row,), "row")
        yield from self.steps.needs(row, mutation.row)

    def row(self, turn: Turn[Actor], row_id: str) -> Row:
        """The row, for whoever holds a post in its owner or one of its branches. Held(depends), Held(rights)."""
        row = turn.row(self.table, row_id)
        check_owner(turn.actor, row.values["owner"], row.values["branches"])
        return row

    def take(self, turn: Turn[Actor], row: Row, move: str, said: Mapping[str, Any]) -> None:
        """Adds the step of a phone to the history and moves the row on."""
        self.steps.add(turn, row, {"act": move, **said})
        turn.put(self.table, row.id, {"state": self.lifecycle.after(move, row.values["state"])})

    async def decide(self, replication: Replication, actor: Actor, row_id: str, asked: OfficeMove, decided: Decided) -> str:
        """Takes a step of the office over the story that was seen; gives the state.

        Problem 404; 403 for what is not theirs, own cases too; 409 if it went on; 400 naming the field that a move needs.
        """
        async with replication.write(actor.account, f"{self.table} {asked.move}", lock=self.locks) as unit:
            row = (await unit.load(self.table, [row_id])).get(row_id)
            if row is None:
                raise row_not_found(self.missing)
            parties = who(actor, (row["owner"], *row["branches"]))
            if fault := self.lifecycle.fault(asked.move, row["state"], parties, msgspec.structs.asdict(asked)):
                raise refused_by_rule(fault)
            place = await self.steps.place_after(unit, row_id, asked.seen, self.part)
            words, also = await decided(unit, row)
            step = decision_id(asked.seen or row_id, asked.move)
            self.steps.put(unit, row, place, step, {"act": asked.move, "text": words}, actor)
            state = self.lifecycle.after(asked.move, row["state"])
            unit.put(self.table, row_id, {"state": state, **also})
        return state


def check_owner(actor: Actor, owner: str, branches: Iterable[str]) -> None:
    """Held(rights) for whoever holds no post in the owning organisation or one of its branches."""
    branches = list(branches)
    if OWNER not in who(actor, (owner, *branches)):
        raise Held("rights", f"branch:{next(iter(branches), owner)}")


def is_disputed(turn: Turn[Actor], row: str) -> bool:
    """Whether two people's changes of a row wait for somebody to choose. The conflicts of the row must have been asked for."""
    return any(one.values["state"] == "open" for one in turn.world.where("conflict", "row", row))
