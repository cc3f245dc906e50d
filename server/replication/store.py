"""Loads and writes synced rows, scope entries and history; the only file of replication that talks to the database.

Each statement takes its rows as one JSON parameter of arrays, so that its text never changes and both databases
plan it once. Where their words differ, both stand side by side.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import msgspec

from server.kit.database import Database
from server.replication.module import SyncedTable
from sync.mutation import Mark, Row
from sync.plan import Change, Need
from sync.policy import Field
from sync.wire import Block

Dialects = dict[str, str]
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode
_decode_marks = msgspec.json.Decoder(dict[str, Mark]).decode


def to_json(value: Any) -> str:
    """A value as JSON text, the form both databases take as a parameter."""
    return _encode(value).decode()


def rows_from_json(types: Sequence[str]) -> tuple[str, str]:
    """SELECT lists that read a JSON parameter of arrays, for SQLite and for PostgreSQL."""
    lite = ", ".join(f"value->>{i}" for i in range(len(types)))
    post = ", ".join(f"(value->>{i})::{kind}" for i, kind in enumerate(types))
    return f"select {lite} from json_each({{}}) where true", f"select {post} from jsonb_array_elements({{}}::jsonb)"


def insert(table: str, columns: Sequence[str], types: Sequence[str], conflict: str = "") -> Dialects:
    """An INSERT of many rows from one JSON parameter, with an optional ON CONFLICT clause."""
    names = ", ".join(f'"{column}"' for column in columns)
    lite, post = rows_from_json(types)
    head = f'insert into "{table}" ({names}) '
    return {"sqlite": f"{head}{lite} {conflict}", "postgres": f"{head}{post} {conflict}"}


def insert_rows(table: str, columns: Sequence[str], conflict: str = "") -> str:
    """An INSERT for Database.write_rows, with an optional ON CONFLICT clause."""
    names = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join("{}" for _ in columns)
    return f'insert into "{table}" ({names}) values ({places}) {conflict}'


def in_list(column: str) -> Dialects:
    """A condition that `column` is one of a JSON parameter's texts."""
    return {
        "sqlite": f'"{column}" in (select value from json_each({{}}))',
        "postgres": f'"{column}" in (select jsonb_array_elements_text({{}}::jsonb))',
    }


def joined(before: str, condition: Dialects, after: str = "") -> Dialects:
    """A statement around a condition, for both databases."""
    return {kind: f"{before} {text} {after}" for kind, text in condition.items()}


class TableCodec:
    """One synced table's statements, and its rows to and from the engine's."""

    def __init__(self, synced: SyncedTable):
        columns = {c._meta.name: c for c in synced.table._meta.columns}  # pyright: ignore[reportPrivateUsage]
        self.synced = synced
        self.name = synced.name
        self.fields: Mapping[str, Field] = synced.fields
        names = ["id", *self.fields, "rev", "marks", "deleted"]
        updates = ", ".join(f'"{name}" = excluded."{name}"' for name in names[1:])
        self.upsert = insert_rows(self.name, names, f'on conflict ("id") do update set {updates}')
        self.sent = [*(() if synced.id_of else ("id",)), "rev", *self.fields]
        self.select_places = f"""select {", ".join(self._told(name, "t.") for name in self.sent)} from "row_scope" s
            join "{self.name}" t on t."id" = s."row"
            where s."scope" = {{}} and s."tbl" = {{}} and s."seq" > {{}} and s."seq" <= {{}} and not s."gone" order by s."seq" """
        self.every = f'select {", ".join(map(self._told, names))} from "{self.name}"'
        self._values = itemgetter(*self.fields)
        self._json = [(place, name) for place, name in enumerate(self.fields) if self.fields[name].kind == "json"]
        self._json_names = {name for _, name in self._json}
        self._bool = [name for name, field in self.fields.items() if field.kind == "bool"]
        given = {name: columns[name].get_default_value() for name in self.fields if not columns[name]._meta.null}
        self._defaults = [(place, given[name]) for place, name in enumerate(self.fields) if name in given]

    def _told(self, name: str, of: str = "") -> str:
        """A column in a SELECT. The plus changes nothing, but SQLite's driver then takes a number as it is, instead of by way of its text."""
        number = name == "rev" or (name in self.fields and self.fields[name].kind == "int")
        return f'{"+" if number else ""}{of}"{name}"'

    def select(self, column: str) -> Dialects:
        """Rows whose `column` is one of a JSON parameter's texts, their values in the order that `read` knows."""
        return joined(f"{self.every} where", in_list(column))

    def read(self, stored: Sequence[Any]) -> Row:
        """A stored row, as `select` gives it, as the engine's row."""
        row_id, *told, rev, marks, deleted = stored
        values = dict(zip(self.fields, told, strict=True))
        for _, name in self._json:
            if values[name] is not None:
                values[name] = _decode(values[name])
        for name in self._bool:
            if values[name] is not None:
                values[name] = bool(values[name])
        return Row(self.name, row_id, values, rev, _decode_marks(marks), bool(deleted))

    def write(self, row: Row) -> list[Any]:
        """The engine's row as one array of the upsert's parameter."""
        values = list(self._values(row.values))
        for place, _ in self._json:
            if values[place] is not None:
                values[place] = to_json(values[place])
        for place, default in self._defaults:
            if values[place] is None:
                values[place] = default
        return [row.id, *values, row.rev, to_json(row.marks), row.deleted]

    def block(self, rows: Sequence[Sequence[Any]]) -> Block:
        """Stored rows, as `select_places` gives them, for a phone; JSON goes through as it is stored."""
        columns: dict[str, list[Any]] = {name: [row[place] for row in rows] for place, name in enumerate(self.sent)}
        same = {name: values[:1] for name, values in columns.items() if len(rows) > 1 and values.count(values[0]) == len(values)}
        for told in (columns, same):
            for name in told.keys() & self._json_names:
                told[name] = [None if text is None else msgspec.Raw(text.encode()) for text in told[name]]
        varying = {name: values for name, values in columns.items() if name not in same}
        return Block(self.name, varying, {name: value for name, (value,) in same.items()}, self.synced.id_of)


_LOCK: Dialects = joined('select "scope" from "scope_head" where', in_list("scope"), 'order by "scope" for update')
_OPEN = insert("scope_head", ["scope", "head", "gc_floor"], ["text", "bigint", "bigint"], 'on conflict ("scope") do nothing')
_ADVANCE: Dialects = {
    "sqlite": """update "scope_head" set "head" = "head" + given.n
        from (select value->>0 as scope, value->>1 as n from json_each({})) as given
        where given.scope = "scope_head"."scope" returning "scope_head"."scope" as "scope", "head" """,
    "postgres": """update "scope_head" set "head" = "head" + (value->>1)::bigint from jsonb_array_elements({}::jsonb)
        where "scope" = value->>0 returning "scope", "head" """,
}
PLACE = insert_rows(
    "row_scope",
    ["scope", "tbl", "row", "seq", "gone"],
    'on conflict ("scope", "tbl", "row") do update set "seq" = excluded."seq", "gone" = excluded."gone"',
)
HISTORY = insert_rows("history", ["tbl", "row", "rev", "at", "actor", "cause", "log", "mid", "changes"])
_HEADS = joined('select "scope", "head", "gc_floor" from "scope_head" where', in_list("scope"))
_PLACES = joined('select "row", "seq" from "row_scope" where not "gone" and "scope" = {} and "tbl" = {} and', in_list("row"))
_COUNT = 'select count(*) as "n" from "row_scope" where "scope" = {} and "seq" <= {}'
_PLACE_OF = 'select "seq" from "row_scope" where "scope" = {} and "seq" > {} order by "seq" limit 1 offset {}'
_BY_STRETCH = """select "seq" / {} as "stretch", count(*) from "row_scope" where "scope" = {} and "seq" > {} and "seq" <= {}
    group by 1 order by 1"""
_ENTRIES = 'select "tbl", "row", "gone" from "row_scope" where "scope" = {} and "seq" > {} and "seq" <= {} order by "seq"'


class Store:
    """All synced tables over one database."""

    def __init__(self, database: Database, synced: Iterable[SyncedTable]):
        self.database = database
        self.codecs = {table.name: TableCodec(table) for table in synced}
        self.rules = {name: codec.synced.rules() for name, codec in self.codecs.items()}

    async def load(self, need: Need) -> list[Row]:
        """The rows a need names, with their places in its scope if it asks for them."""
        codec = self.codecs[need.table]
        found = await self.database.fetch_values(codec.select(need.column), to_json(need.values))
        rows = [codec.read(stored) for stored in found]
        if need.scope:
            places = await self._places(need.scope, need.table, [row.id for row in rows])
            for row in rows:
                row.places = {need.scope: places[row.id]} if row.id in places else {}
        return rows

    async def all(self, table: str) -> list[Row]:
        """Every row of a table, deleted ones too."""
        codec = self.codecs[table]
        return [codec.read(stored) for stored in await self.database.fetch_values(codec.every)]

    async def _places(self, scope: str, table: str, ids: Sequence[str]) -> dict[str, int]:
        records = await self.database.fetch(_PLACES, scope, table, to_json(ids))
        return {record["row"]: record["seq"] for record in records}

    async def lock(self, scopes: Iterable[str]) -> None:
        """Locks scopes in sorted order until the transaction ends; SQLite's write transaction holds them all already."""
        if self.database.kind == "postgres" and (names := sorted(scopes)):
            await self.database.fetch(_OPEN, to_json([[scope, 0, 0] for scope in names]))
            await self.database.fetch(_LOCK, to_json(names))

    async def write(self, written: Sequence[tuple[Row | None, Row]]) -> dict[str, int]:
        """Writes rows and their places in scopes; gives the new head of each scope touched."""
        by_table: dict[str, list[Row]] = {}
        for _, row in written:
            by_table.setdefault(row.table, []).append(row)
        for name in sorted(by_table):
            codec = self.codecs[name]
            await self.database.write_rows(codec.upsert, [codec.write(row) for row in by_table[name]])
        return await self._place([entry for before, after in written for entry in self._moves(before, after)])

    def _moves(self, before: Row | None, after: Row) -> list[tuple[str, str, str, bool]]:
        """(scope, table, row, gone) for each scope the row is in now or has just left."""
        now, then = self._scopes(after), self._scopes(before)
        stays = [(scope, after.table, after.id, False) for scope in sorted(now)]
        return stays if then <= now else stays + [(scope, after.table, after.id, True) for scope in sorted(then - now)]

    def _scopes(self, row: Row | None) -> frozenset[str]:
        return frozenset() if row is None or row.deleted else self.rules[row.table].scopes(row.values)

    async def _place(self, moves: Sequence[tuple[str, str, str, bool]]) -> dict[str, int]:
        if not moves:
            return {}
        counts = Counter(scope for scope, *_ in moves)
        await self.lock(counts)
        heads = await self._advance(counts)
        next_seq = {scope: head - counts[scope] for scope, head in heads.items()}
        places: list[list[Any]] = []
        for scope, table, row, gone in moves:
            next_seq[scope] += 1
            places.append([scope, table, row, next_seq[scope], gone])
        await self.database.write_rows(PLACE, places)
        return heads

    async def _advance(self, counts: Mapping[str, int]) -> dict[str, int]:
        if self.database.kind == "sqlite":
            await self.database.fetch(_OPEN, to_json([[scope, 0, 0] for scope in counts]))
        pairs = to_json([[scope, count] for scope, count in counts.items()])
        records = await self.database.fetch(_ADVANCE, pairs)
        return {record["scope"]: record["head"] for record in records}

    async def note(self, changes: Sequence[Change], at_ms: int, actor: str | None, cause: str, log: str) -> None:
        """Adds each change of a fact to the history."""
        records = [
            [c.after.table, c.after.id, c.after.rev, at_ms, actor, cause, log, c.mid, to_json(difference(c))]
            for c in changes
            if not self.codecs[c.after.table].synced.derived
        ]
        if records:
            await self.database.write_rows(HISTORY, records)

    async def heads(self, scopes: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Head and tombstone horizon of each scope that has one."""
        records = await self.database.fetch(_HEADS, to_json(list(scopes)))
        return {record["scope"]: (record["head"], record["gc_floor"]) for record in records}

    async def count(self, scope: str, seq: int) -> int:
        """How many entries of a scope lie at or below `seq`."""
        return (await self.database.fetch(_COUNT, scope, seq))[0]["n"]

    async def place(self, scope: str, after: int, entries: int) -> int | None:
        """Where the first so many entries above a place end; None if there are fewer."""
        found = await self.database.fetch_values(_PLACE_OF, scope, after, entries - 1)
        return found[0][0] if found else None

    async def entries_by_stretch(self, scope: str, after: int, to: int, places: int) -> dict[int, int]:
        """How many entries each stretch of so many places has above `after`, up to and with `to`, by its number, in order; none that has none."""
        return {found[0]: found[1] for found in await self.database.fetch_values(_BY_STRETCH, places, scope, after, to)}

    async def entries(self, scope: str, after: int, to: int) -> Sequence[Sequence[Any]]:
        """(table, row, gone) of each entry above `after`, up to and with `to`, in order."""
        return await self.database.fetch_values(_ENTRIES, scope, after, to)

    async def rows_between(self, table: str, scope: str, after: int, to: int) -> Sequence[Sequence[Any]]:
        """The rows whose places lie there, in order, as TableCodec.block takes them."""
        return await self.database.fetch_values(self.codecs[table].select_places, scope, table, after, to)


def difference(change: Change) -> dict[str, list[Any]]:
    """What a change did, field by field: {field: [before, after]}."""
    before = change.before.values if change.before else {}
    changed = {name: [before.get(name), value] for name, value in change.after.values.items() if before.get(name) != value}
    if change.before is None:  # what nobody has given yet is no change
        changed = {name: pair for name, pair in changed.items() if pair[1] not in ("", [])}
    was_deleted = bool(change.before and change.before.deleted)
    if change.after.deleted != was_deleted:
        changed["deleted"] = [was_deleted, change.after.deleted]
    return changed
