"""Loads and writes synced rows, scope entries and history; the only file of replication that talks to the database.

Each statement takes its rows as one JSON parameter of arrays, so that its text never changes and both databases
plan it once. Where their words differ, both stand side by side.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec

from server.kit.database import Contention, Database
from server.replication.module import SyncedTable
from server.replication.sections import LedgerSubject
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


def in_list(column: str, of: str = "") -> Dialects:
    """A condition that `column` is one of a JSON parameter's texts; `of` is its table's short name with a dot, where it needs one."""
    return among(f'{of}"{column}"')


def among(expression: str) -> Dialects:
    """A condition that an expression of SQL is one of a JSON parameter's texts."""
    return {
        "sqlite": f"{expression} in (select value from json_each({{}}))",
        "postgres": f"{expression} in (select jsonb_array_elements_text({{}}::jsonb))",
    }


def few(expression: str) -> Dialects:
    """The same as `among`, for a list that is short beside the table.

    Of a list in JSON PostgreSQL expects a hundred texts that may be anything, and reads the whole table; of an array it expects ten.
    """
    return {**among(expression), "postgres": f"{expression} = any(array(select jsonb_array_elements_text({{}}::jsonb)))"}


def reach(subject: LedgerSubject, expression: str) -> tuple[Dialects, tuple[str, ...]]:
    """The condition that an expression of SQL names the organisation of a page of the ledger or one below it, with what the condition takes."""
    if subject.orgs is None:
        return {"sqlite": "1 = 1", "postgres": "1 = 1"}, ()
    return few(expression), (to_json(subject.orgs),)


def joined(before: str, condition: Dialects, after: str = "") -> Dialects:
    """A statement around a condition, for both databases."""
    return {kind: f"{before} {text} {after}" for kind, text in condition.items()}


def lock_order(scope: str) -> tuple[bool, str]:
    """The one order in which scopes are locked, everywhere: `site` first, since whoever decides there may write in any other; then by name."""
    return scope != "site", scope


class Entry(NamedTuple):
    """A row that was put at the end of a scope, or, `gone`, has left it."""

    row: Row
    gone: bool


class Placed(NamedTuple):
    """What a transaction put at the end of a scope, in order; the last entry's place is the scope's head."""

    head: int
    entries: Sequence[Entry]

    @property
    def before(self) -> int:
        """The scope's head before the transaction."""
        return self.head - len(self.entries)

    def places(self, scope: str) -> Iterator[list[Any]]:
        """The entries as PLACE takes them."""
        for seq, (row, gone) in enumerate(self.entries, self.before + 1):
            yield [scope, row.table, row.id, seq, gone]


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
        self.revs = joined(f'select "id", "rev" from "{self.name}" where', in_list("id"))
        self.every = f'select {", ".join(map(self._told, names))} from "{self.name}"'
        self._values = itemgetter(*self.fields)
        self._json = {name for name, field in self.fields.items() if field.kind == "json"}
        self._bool = [name for name, field in self.fields.items() if field.kind == "bool"]
        self._defaults = {name: columns[name].get_default_value() for name in self.fields if not columns[name]._meta.null}
        self._special = [(place, name) for place, name in enumerate(self.fields) if name in self._json or name in self._defaults]

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
        for name in self._json:
            if values[name] is not None:
                values[name] = _decode(values[name])
        for name in self._bool:
            if values[name] is not None:
                values[name] = bool(values[name])
        return Row(self.name, row_id, values, rev, _decode_marks(marks), bool(deleted))

    def statements(self, written: Sequence[tuple[Row | None, Row]]) -> Iterator[tuple[str, list[list[Any]]]]:
        """What writes rows of this table, (before, after) each: of known ones only the fields that changed in any of them, then the new ones whole.

        In this order, because what a known one gives up, such as a room's half hour, a new one may take in the same transaction.
        """
        if old := [(before, after) for before, after in written if before is not None]:
            changed = {field for before, after in old for field in after.written_since(before.rev)}
            fields = [field for field in self.fields if field in changed]
            yield self._update(fields), [self._changes(after, fields) for _, after in old]
        if new := [self.write(after) for before, after in written if before is None]:
            yield self.upsert, new

    def _update(self, fields: Sequence[str]) -> str:
        changes = ", ".join(f'"{name}" = {{}}' for name in (*fields, "rev", "marks", "deleted"))
        return f'update "{self.name}" set {changes} where "id" = {{}}'

    def _changes(self, row: Row, fields: Sequence[str]) -> list[Any]:
        return [*[self._stored(name, row.values[name]) for name in fields], row.rev, to_json(row.marks), row.deleted, row.id]

    def _stored(self, name: str, value: Any) -> Any:
        if value is None:
            return self._defaults.get(name)
        return to_json(value) if name in self._json else value

    def write(self, row: Row) -> list[Any]:
        """The engine's row as the upsert's parameters."""
        values = [*self._values(row.values)]
        for place, name in self._special:
            values[place] = self._stored(name, values[place])
        return [row.id, *values, row.rev, to_json(row.marks), row.deleted]

    def block(self, rows: Sequence[Sequence[Any]]) -> Block:
        """Stored rows, as `select_places` gives them, for a phone; JSON goes through as it is stored."""
        columns = {name: [row[place] for row in rows] for place, name in enumerate(self.sent)}
        for name in self._json:
            columns[name] = [None if text is None else msgspec.Raw(text.encode()) for text in columns[name]]
        return self._block(columns)

    def block_of(self, rows: Sequence[Row]) -> Block:
        """The engine's rows for a phone: the same as `block` gives once they are stored."""
        columns = {name: [row.values[name] for row in rows] for name in self.fields}
        for name in self._defaults:
            if None in columns[name]:
                columns[name] = [self._blank(name) if value is None else value for value in columns[name]]
        columns |= {"id": [row.id for row in rows], "rev": [row.rev for row in rows]}
        return self._block({name: columns[name] for name in self.sent})

    def _blank(self, name: str) -> Any:
        return msgspec.Raw(self._defaults[name].encode()) if name in self._json else self._defaults[name]

    def _block(self, columns: Mapping[str, list[Any]]) -> Block:
        same = {name: values[0] for name, values in columns.items() if len(values) > 1 and values.count(values[0]) == len(values)}
        varying = {name: values for name, values in columns.items() if name not in same}
        return Block(self.name, varying, same, self.synced.id_of)


_HEAD = ["scope", "head", "gc_floor"], ["text", "bigint", "bigint"]
_LOCK = insert("scope_head", *_HEAD, 'on conflict ("scope") do update set "head" = 0 where false')
"""Makes counters that are missing and locks all of them, one by one in the order given; none is changed."""
_LOCK_LOG = {
    "sqlite": 'select * from "sync_log" where "log" = {}',
    "postgres": 'select * from "sync_log" where "log" = {} for update',
}
_ADVANCE = insert(
    "scope_head", *_HEAD, 'on conflict ("scope") do update set "head" = "scope_head"."head" + excluded."head" returning "scope", "head"'
)
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
        """Locks scopes in their one order until the transaction ends; SQLite's write transaction holds them all already."""
        if self.database.kind == "postgres" and (names := sorted(scopes, key=lock_order)):
            await self.database.fetch(_LOCK, to_json([[scope, 0, 0] for scope in names]))

    def beyond(self, held: Collection[str], written: Iterable[tuple[Row | None, Row]]) -> set[str]:
        """The scopes of these rows that are not held, if one of them should have been locked before one that is; none on SQLite, which holds all."""
        if self.database.kind == "sqlite" or not held:
            return set()
        wanted = {scope for pair in written for row in pair for scope in self._scopes(row)}.difference(held)
        return wanted if any(lock_order(scope) < max(map(lock_order, held)) for scope in wanted) else set()

    async def lock_log(self, log: str) -> dict[str, Any]:
        """Lets nobody else push to this log, or decide about what it brought, until the transaction ends; gives its record, or an empty one."""
        found = await self.database.fetch(_LOCK_LOG, log)
        return found[0] if found else {}

    async def write(self, written: Sequence[tuple[Row | None, Row]], check: bool = False) -> dict[str, Placed]:
        """Writes rows and their places in scopes; gives what stands at the end of each scope touched.

        The places come first: they lock the scopes, so that nobody holds a row for which whoever holds its scope waits. With `check`, for rows
        that were loaded while others might write them: Contention if somebody has, and nothing is written.
        """
        by_table: dict[str, list[tuple[Row | None, Row]]] = {}
        for pair in written:
            by_table.setdefault(pair[1].table, []).append(pair)
        placed = await self._place(written)
        for name in sorted(by_table):
            if check:
                await self._refuse_overtaken(self.codecs[name], by_table[name])
            for statement, rows in self.codecs[name].statements(by_table[name]):
                await self.database.write_rows(statement, rows)
        return placed

    async def _refuse_overtaken(self, codec: TableCodec, written: Sequence[tuple[Row | None, Row]]) -> None:
        """What was loaded before its scopes were held may be another by now: written over, its revision and marks would be forgotten.

        On SQLite nobody else writes meanwhile, and conclusions are written by one job alone.
        """
        if self.database.kind == "sqlite" or codec.synced.derived:
            return
        loaded = {after.id: before.rev if before else None for before, after in written}
        for row_id, rev in await self.database.fetch_values(codec.revs, to_json(list(loaded))):
            if loaded[row_id] != rev:
                raise Contention(f"a row of {codec.name} was changed by others meanwhile")

    def _scopes(self, row: Row | None) -> frozenset[str]:
        return frozenset() if row is None or row.deleted else self.rules[row.table].scopes(row.values)

    async def _place(self, written: Sequence[tuple[Row | None, Row]]) -> dict[str, Placed]:
        """Puts each row at the end of the scopes it is in now or has just left."""
        entries: dict[str, list[Entry]] = {}
        for before, after in written:
            now, then = self._scopes(after), self._scopes(before)
            for scope in now | then:
                entries.setdefault(scope, []).append(Entry(after, scope not in now))
        if not entries:
            return {}
        heads = await self._advance({scope: len(entries[scope]) for scope in sorted(entries, key=lock_order)})
        placed = {scope: Placed(head, entries[scope]) for scope, head in heads.items()}
        await self.database.write_rows(PLACE, [place for scope, end in placed.items() for place in end.places(scope)])
        return placed

    async def _advance(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Raises the counters, scope by scope in the order given, which locks them; gives the new heads."""
        records = await self.database.fetch(_ADVANCE, to_json([[scope, count, 0] for scope, count in counts.items()]))
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
    before, after = change.before, change.after
    if before is None:  # what nobody has given yet is no change
        return {name: [None, value] for name, value in after.values.items() if value is not None and value not in ("", [])}
    was, now = before.values | {"deleted": before.deleted}, after.values | {"deleted": after.deleted}
    return {name: [was[name], now[name]] for name in after.written_since(before.rev) if was[name] != now[name]}
