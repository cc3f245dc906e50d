"""Conflicts as ordinary rows: kept when two people clash, seen by both phones, decided by a mutation."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, Literal

import msgspec

from server.kit.database import Database
from server.kit.identity import Actor
from server.replication.policy import conflict_branches
from server.replication.store import in_list, joined, to_json
from sync.merge import Edits
from sync.mutation import Clash, Held, Mutation, Refusal, Rejected, Row, reject
from sync.plan import Intent, Need, Turn, World
from sync.policy import Kind, TableRules

_NAMESPACE = uuid.UUID("6f0a3a1e-7a52-5d0b-9a54-6a4f1c9f7d01")
_TYPES: Mapping[Kind, tuple[type, ...]] = {"text": (str,), "int": (int,), "bool": (bool,), "json": (list, dict)}
_NUMBERS_BELOW = 2**53
_NAMES = joined('select "account", max("name") as "name" from "sync_log" where', in_list("account"), 'group by "account"')


def keep_clash(turn: Turn[Actor], clash: Clash) -> None:
    """Writes a clash as a conflict row. Repeated clashes of one log on one field are one row, with the newest value."""
    row = turn.world.get(clash.table, clash.row)
    values = row.values if row else {}
    loser = clash.other_by
    conflict = str(uuid.uuid5(_NAMESPACE, f"{clash.table}/{clash.row}/{clash.unit}/{loser.log or loser.account}"))
    turn.put("conflict", conflict, _described(clash, values))


def _described(clash: Clash, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "tbl": clash.table,
        "row": clash.row,
        "field": clash.unit,
        "branch": row.get("branch"),
        "branches": row.get("branches") or [],
        "person": row.get("member"),
        "base": dict(clash.base),
        "kept": dict(clash.kept),
        "other": dict(clash.other),
        "kept_by": clash.kept_by.account,
        "kept_at": clash.kept_by.at_ms,
        "other_by": clash.other_by.account,
        "other_at": clash.other_by.at_ms,
        "state": "open",
        "resolved_by": None,
        "resolved_at": None,
    }


async def name_people(database: Database, written: Sequence[tuple[Row | None, Row]], known: Mapping[str, str]) -> None:
    """Puts people's names beside their accounts on conflicts about to be written: a card says who, and phones know no accounts.

    `known` names accounts of which the caller knows the people; the others are known by the logs they pushed.
    """
    conflicts = [(before, row) for before, row in written if row.table == "conflict"]
    unknown = {row.values[by] for _, row in conflicts for by in ("kept_by", "other_by")} - {None, *known}
    records = await database.fetch(_NAMES, to_json(sorted(unknown))) if unknown else []
    names = {**known, **{record["account"]: record["name"] for record in records}}
    for before, row in conflicts:
        told = {f"{by}_name": names.get(row.values[by], "") for by in ("kept_by", "other_by")}
        row.values |= told
        if before and row.marks:  # of a row that was there, what has a mark of this revision is written
            row.marks |= dict.fromkeys(told, max(row.marks.values(), key=attrgetter("rev")))


class Resolution(msgspec.Struct, forbid_unknown_fields=True):
    """What a person chose: the value that stands, the one beside it, or a third of their own ({field: value})."""

    choose: Literal["kept", "other", "value"]
    value: dict[str, Any] | None = None


def _needs(mutation: Mutation, world: World) -> Iterable[Need]:
    yield Need("conflict", (mutation.row,))
    if conflict := world.get("conflict", mutation.row):
        table, row = conflict.values["tbl"], conflict.values["row"]
        yield Need(table, (row,))
        if (known := world.get(table, row)) and (owner := _owner_of(world, known)):
            yield Need(owner[0], (owner[1],))
        if conflict.values["field"] == "deleted":
            yield from world.belonging(table, row)


def _owner_of(world: World, row: Row) -> tuple[str, str] | None:
    """(table, id) of the row that this one belongs to, as a mark belongs to a record."""
    parent = world.tables[row.table].parent
    return (parent, row.values[parent]) if parent else None


def _resolve(turn: Turn[Actor]) -> None:
    """Decides a conflict once; the second of two deciders is told that it is done."""
    conflict = turn.row("conflict", turn.mutation.row)
    resolution: Resolution = turn.asked
    if turn.actor.branches.isdisjoint(conflict_branches(conflict.values)):
        raise Held("rights", f"branch:{conflict.values['branch']}" if conflict.values["branch"] else None)
    if conflict.values["state"] != "open" or conflict.rev != turn.mutation.base:
        raise Rejected(Refusal("conflict.decided", "已有人处理过", "这处冲突已经有了结论或有了新值", "请看最新的内容再决定"))
    _carry_out(turn, conflict, resolution)
    done = {"state": "resolved", "resolved_by": turn.actor.account, "resolved_at": turn.now_ms}
    turn.put("conflict", conflict.id, done)


def _carry_out(turn: Turn[Actor], conflict: Row, resolution: Resolution) -> None:
    chosen = {"kept": conflict.values["kept"], "other": conflict.values["other"], "value": resolution.value}
    wanted: dict[str, Any] = chosen[resolution.choose] or {}
    table, row_id = conflict.values["tbl"], conflict.values["row"]
    if conflict.values["field"] == "deleted":
        if resolution.choose != "kept":
            turn.restore(table, row_id)
        return
    row = turn.row(table, row_id)
    if not set(wanted) <= set(conflict.values["kept"]) or not _are_of_their_kind(wanted, turn.world.tables[table]):
        raise Rejected(Refusal("conflict.fields", "内容格式不对", "选定的值不属于这处冲突", "请更新应用后重试"))
    if resolution.choose == "value":
        reject(turn.world.tables[table].fault(wanted))
    base, edits = _over(row, conflict, wanted)
    if edits:
        _refuse_frozen(turn, row)
        turn.edit(table, row_id, base, edits)


def _are_of_their_kind(wanted: dict[str, Any], rules: TableRules) -> bool:
    """And no longer, no larger than its column holds."""
    return all(
        value is None or (isinstance(value, _TYPES[rules.fields[name].kind]) and _fits(value, rules.longest.get(name)))
        for name, value in wanted.items()
    )


def _fits(value: Any, longest: int | None) -> bool:
    if isinstance(value, str):
        return longest is None or len(value) <= longest
    return not isinstance(value, int) or abs(value) < _NUMBERS_BELOW


def _refuse_frozen(turn: Turn[Actor], row: Row) -> None:
    """What belongs to an approved record is approved with it."""
    owner = _owner_of(turn.world, row)
    if owner and turn.world.tables[owner[0]].frozen(turn.row(*owner).values):
        raise Held("locked")


def _over(row: Row, conflict: Row, wanted: dict[str, Any]) -> tuple[int, Edits]:
    """Base and edits that lay a decision over the row. The decider saw the two values and overrules them; if by now a third one stands,
    that one was not seen: it is merged like any other edit, or kept as a conflict of its own.
    """
    kept, other = conflict.values["kept"], conflict.values["other"]
    stands = {name: row.values.get(name) for name in kept}
    base, seen = (row.rev, stands) if stands in (kept, other) else (0, kept)
    return base, {name: (seen.get(name), value) for name, value in wanted.items() if row.values.get(name) != value}


RESOLVE = Intent("conflict.resolve.v1", _needs, _resolve, Resolution)
