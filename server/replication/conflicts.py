"""Conflicts as ordinary rows: kept when two people clash, seen by both phones, decided by a mutation."""

import uuid
from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from server.kit.identity import Actor
from sync.mutation import Clash, Held, Mutation, Refusal, Rejected, Row
from sync.plan import Intent, Need, Turn, World

_NAMESPACE = uuid.UUID("6f0a3a1e-7a52-5d0b-9a54-6a4f1c9f7d01")


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


class Resolution(msgspec.Struct, forbid_unknown_fields=True):
    """What a person chose: the value that stands, the one beside it, or a third of their own ({field: value})."""

    choose: Literal["kept", "other", "value"]
    value: dict[str, Any] | None = None


def _needs(mutation: Mutation, world: World) -> Iterable[Need]:
    yield Need("conflict", (mutation.row,))
    if conflict := world.get("conflict", mutation.row):
        yield Need(conflict.values["tbl"], (conflict.values["row"],))
        if conflict.values["field"] == "deleted":
            yield from world.belonging(conflict.values["tbl"], conflict.values["row"])


def _resolve(turn: Turn[Actor]) -> None:
    """Decides a conflict once; the second of two deciders is told that it is done."""
    conflict = turn.row("conflict", turn.mutation.row)
    resolution = msgspec.convert(turn.mutation.args, Resolution)
    if conflict.values["branch"] not in turn.actor.branches:
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
    if not set(wanted) <= set(conflict.values["kept"]):
        raise Rejected(Refusal("conflict.fields", "内容格式不对", "选定的值不属于这处冲突", "请更新应用后重试"))
    # The decider saw both values; whatever stands now is overruled, unless the row was approved meanwhile.
    edits = {name: (row.values.get(name), value) for name, value in wanted.items() if row.values.get(name) != value}
    if edits:
        turn.edit(table, row_id, row.rev, edits)


RESOLVE = Intent("conflict.resolve.v1", _needs, _resolve, Resolution)
