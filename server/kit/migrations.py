"""Schema changes: each part carries its own, and one process applies them all in one transaction, on either database.

A part's migrations are Piccolo's, but those written here are short: a line a column instead of twenty. Indexes over several columns
stand as statements in `INDEXES` of the part's tables, because Piccolo's own constraints do not work on SQLite.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import sys
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, cast

import msgspec
from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.apps.migrations.tables import Migration
from piccolo.columns import Column
from piccolo.conf.apps import AppConfig, AppRegistry
from piccolo.engine import Engine, engine_finder  # pyright: ignore[reportUnknownVariableType]
from piccolo.table import Table

from server.kit.database import Database

FOLDER = "piccolo_migrations"
LINE_LENGTH = 150
Columns = Mapping[str, Column]
Tables = Mapping[tuple[str, str], Columns]
"""(class name, table name) -> {column name: column}."""

_ONE_PROCESS_AT_A_TIME = "select pg_advisory_xact_lock(7300)"
_TABLE_EXISTS = {
    "sqlite": "select 1 as found from sqlite_master where type = 'table' and name = {}",
    "postgres": "select 1 as found where to_regclass({}::text) is not null",
}


class Schema(msgspec.Struct, frozen=True):
    """What one part keeps in the database, and where its migrations lie."""

    app: str
    tables: tuple[type[Table], ...]
    package: str

    @property
    def folder(self) -> Path:
        """The folder of the part's migrations."""
        return Path(sys.modules[self.package].__file__ or "").parent / FOLDER

    @property
    def indexes(self) -> list[str]:
        """The statements of `INDEXES` beside the tables."""
        modules = dict.fromkeys(table.__module__ for table in self.tables)
        return [statement for module in modules for statement in getattr(sys.modules[module], "INDEXES", ())]


def schema_of(app: str, tables: Iterable[type[Table]]) -> Schema | None:
    """The schema of a part, or none for a part without tables."""
    kept = tuple(tables)
    return Schema(app, kept, kept[0].__module__.partition(".tables")[0]) if kept else None


@dataclass
class CreatesTables(MigrationManager):
    """Piccolo's manager, which then makes the indexes: its own raw statements would run before the tables are there."""

    indexes: tuple[str, ...] = ()
    of_kind: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])

    async def run(self, backwards: bool = False) -> None:
        """Creates the tables and their indexes, then what only this kind of database is to have."""
        await super().run(backwards=backwards)
        engine = cast(Any, engine_finder())
        if not backwards and not self.preview:
            for statement in (*self.indexes, *self.of_kind.get(engine.engine_type, ())):
                await engine.run_ddl(statement)


def create_tables(
    migration_id: str,
    app: str,
    tables: Tables,
    indexes: Iterable[str],
    columns: Tables = MappingProxyType({}),
    of_kind: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> CreatesTables:
    """What a migration's `forwards` gives back: new tables, new indexes, and new columns of tables that were there before.

    `of_kind` are statements for one kind of database alone (`sqlite`, `postgres`), for what Piccolo does not know.
    """
    manager = CreatesTables(migration_id=migration_id, app_name=app, indexes=tuple(indexes), of_kind=of_kind)
    for class_name, table_name in tables:
        manager.add_table(class_name, tablename=table_name)
    for (class_name, table_name), added in (*tables.items(), *columns.items()):
        for name, column in added.items():
            manager.add_column(class_name, table_name, name, column_class=type(column), params=_params(column))
    return manager


async def pending_migrations(database: Database, schemas: Sequence[Schema]) -> list[str]:
    """ "part id" of each migration that this database has not had yet, in the order in which they are applied."""
    return [f"{schema.app} {name}" for schema, name, _ in await _pending(database, schemas)]


async def run_migrations(database: Database, schemas: Sequence[Schema]) -> list[str]:
    """Applies what is pending, all of it or nothing; several processes may start at once, one of them does it."""
    if not await _pending(database, schemas):
        return []
    async with database.write():
        if database.kind == "postgres":
            await database.fetch(_ONE_PROCESS_AT_A_TIME)
        with _seen_by_piccolo(database.engine, schemas), contextlib.redirect_stdout(io.StringIO()):
            database.bind([Migration])
            await Migration.create_table(if_not_exists=True)
            pending = await _pending(database, schemas)
            for schema, name, module in pending:
                manager: MigrationManager = await module.forwards()
                await manager.run()
                await Migration.insert(Migration(name=name, app_name=schema.app))
    return [f"{schema.app} {name}" for schema, name, _ in pending]


def write_migrations(schemas: Sequence[Schema], now: datetime | None = None) -> list[Path]:
    """Writes a migration for each part that has new tables, columns or indexes; gives the files.

    Other changes are Piccolo's matter: `piccolo migrations new PART --auto` with PICCOLO_CONF=server.piccolo_conf.
    """
    at = now or datetime.now(UTC)
    return [path for schema in schemas if (path := _write(schema, at)) is not None]


def app_registry(schemas: Sequence[Schema]) -> AppRegistry:
    """All parts as Piccolo's apps, without a piccolo_app.py in each folder."""
    registry = AppRegistry()
    for schema in schemas:
        config = AppConfig(schema.app, migrations_folder_path=str(schema.folder), table_classes=list(schema.tables))
        module = ModuleType(f"{schema.package}.piccolo_app")
        module.APP_CONFIG = config  # pyright: ignore[reportAttributeAccessIssue]
        sys.modules[module.__name__] = module
        registry.apps.append(module.__name__)
        registry.app_configs[schema.app] = config
    return registry


@contextlib.contextmanager
def _seen_by_piccolo(engine: Engine[Any], schemas: Sequence[Schema]) -> Generator[None]:
    """Piccolo finds its engine and apps in a module that the environment names; inside the block that is this one."""
    module = ModuleType("server.kit.piccolo_conf_of_this_run")
    module.DB = engine  # pyright: ignore[reportAttributeAccessIssue]
    module.APP_REGISTRY = app_registry(schemas)  # pyright: ignore[reportAttributeAccessIssue]
    before = os.environ.get("PICCOLO_CONF")
    sys.modules[module.__name__] = module
    os.environ["PICCOLO_CONF"] = module.__name__
    try:
        yield
    finally:
        del sys.modules[module.__name__]
        if before is None:
            del os.environ["PICCOLO_CONF"]
        else:
            os.environ["PICCOLO_CONF"] = before


async def _pending(database: Database, schemas: Sequence[Schema]) -> list[tuple[Schema, str, Any]]:
    applied: set[tuple[str, str]] = set()
    if await database.fetch(_TABLE_EXISTS, "migration"):
        applied = {(row["app_name"], row["name"]) for row in await database.fetch('select "app_name", "name" from "migration"')}
    written = [(schema, module) for schema in schemas for module in _modules(schema)]
    return [(schema, module.ID, module) for schema, module in written if (schema.app, module.ID) not in applied]


def _modules(schema: Schema) -> list[Any]:
    """The part's migrations in their order."""
    names = [path.stem for path in schema.folder.glob("*.py") if path.stem != "__init__"]
    modules = [importlib.import_module(f"{schema.package}.{FOLDER}.{name}") for name in names]
    return sorted(modules, key=lambda module: module.ID)


def _write(schema: Schema, at: datetime) -> Path | None:
    written = _modules(schema)
    known: dict[tuple[str, str], set[str]] = {}
    for module in written:
        for key, columns in (*getattr(module, "TABLES", {}).items(), *getattr(module, "COLUMNS", {}).items()):
            known.setdefault(key, set()).update(columns)
    tables = {key: columns for key, columns in _tables(schema).items() if key not in known}
    added = {key: _without(columns, known[key]) for key, columns in _tables(schema).items() if key in known}
    indexed = {statement for module in written for statement in getattr(module, "INDEXES", ())}
    indexes = [statement for statement in schema.indexes if statement not in indexed]
    columns = {key: new for key, new in added.items() if new}
    if not (tables or columns or indexes):
        return None
    schema.folder.mkdir(exist_ok=True)
    (schema.folder / "__init__.py").write_text(f'"""Migrations of {schema.app}."""\n')
    path = schema.folder / f"{schema.app}_{at:%Y_%m_%dt%H_%M_%S}.py"
    path.write_text(_source(schema.app, at, tables, columns, indexes))
    importlib.invalidate_caches()
    return path


def _without(columns: Columns, known: set[str]) -> Columns:
    return {name: column for name, column in columns.items() if name not in known}


def _source(app: str, at: datetime, tables: Tables, columns: Tables, indexes: Sequence[str]) -> str:
    """The text of a migration, laid out as the formatter would."""
    classes = {type(column).__name__ for added in (*tables.values(), *columns.values()) for column in added.values()}
    imports = [f"from piccolo.columns import {', '.join(sorted(classes))}", ""] if classes else []
    return "\n".join(
        (
            f'"""Tables and indexes of {app} as of {at:%Y-%m-%d}."""',
            "",
            *imports,
            "from server.kit.migrations import CreatesTables, Tables, create_tables",
            "",
            f'ID = "{at:%Y-%m-%dT%H:%M:%S}"',
            "",
            *_table_lines("TABLES", tables),
            *(_table_lines("COLUMNS", columns) if columns else ()),
            *_index_lines([_quoted(" ".join(statement.split())) for statement in indexes]),
            "",
            "",
            "async def forwards() -> CreatesTables:",
            f'    return create_tables(ID, "{app}", TABLES, INDEXES{", COLUMNS" if columns else ""})',
            "",
        )
    )


def _table_lines(name: str, tables: Tables) -> list[str]:
    if not tables:
        return [f"{name}: Tables = {{}}"]
    lines = [f"{name}: Tables = {{"]
    for (class_name, table_name), columns in tables.items():
        lines += [f'    ("{class_name}", "{table_name}"): {{']
        lines += [f'        "{column_name}": {_call(column)},' for column_name, column in columns.items()]
        lines += ["    },"]
    return [*lines, "}"]


def _index_lines(statements: Sequence[str]) -> list[str]:
    one_line = f"INDEXES = ({', '.join(statements)}{',' if statements else ''})"
    if len(statements) < 2 and len(one_line) <= LINE_LENGTH:
        return [one_line]
    return ["INDEXES = (", *(f"    {statement}," for statement in statements), ")"]


def _quoted(text: str) -> str:
    """The text as the formatter writes it: double quotes, unless the text itself has some."""
    return repr(text) if '"' in text else '"' + repr(text)[1:-1] + '"'


def _call(column: Column) -> str:
    """The column as its class is called: what differs from the class's own defaults."""
    usual = _params(type(column)())
    given = [f"{name}={_literal(value)}" for name, value in _params(column).items() if value != usual[name] or type(value) is not type(usual[name])]
    return f"{type(column).__name__}({', '.join(given)})"


def _literal(value: Any) -> str:
    if not isinstance(value, str | int | bool | None):
        raise ValueError(f"a migration cannot write {value!r}; give the column a plain default")
    return _quoted(value) if isinstance(value, str) else repr(value)


def _tables(schema: Schema) -> dict[tuple[str, str], Columns]:
    """The tables as they stand in the code."""
    metas = [(table.__name__, table._meta) for table in schema.tables]  # pyright: ignore[reportPrivateUsage]
    return {
        (name, meta.tablename): {column._meta.name: column for column in meta.non_default_columns}  # pyright: ignore[reportPrivateUsage]
        for name, meta in metas
    }


def _params(column: Column) -> dict[str, Any]:
    return column._meta.params  # pyright: ignore[reportPrivateUsage]
