"""Schema changes on both databases: applied once, all or nothing, by one of many processes; and the written ones are complete."""

import asyncio
import contextvars
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from piccolo.apps.migrations.commands.new import AutoMigrationManager
from piccolo.columns import BigInt, Boolean, Text, Varchar
from piccolo.table import Table, create_table_class

from server.app import SCHEMAS
from server.kit.database import Database, UniqueViolation
from server.kit.migrations import Schema, pending_migrations, run_migrations, write_migrations

UNIQUE = 'create unique index "tool_place" on "tool" ("shelf", "number")'


class Part:
    """A part of a product as it grows: a package in a temporary folder whose tables the test changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "tools").mkdir()
        for name in ("tools", "tools.tables"):
            module = ModuleType(name)
            module.__file__, module.__path__ = str(folder / "tools" / "__init__.py"), [str(folder / "tools")]
            sys.modules[name] = module

    def schema(self, indexes: tuple[str, ...] = (UNIQUE,), **more: Any) -> Schema:
        """The part with one table, which has these columns beside its usual ones."""
        columns = {
            "id": Varchar(length=64, primary_key=True),
            "shelf": Varchar(length=9, index=True),
            "number": BigInt(null=True),
            "sharp": Boolean(default=True),
            "text": Text(default='say "{}"'),
        }
        table: type[Table] = create_table_class("Tool", class_kwargs={"tablename": "tool"}, class_members=columns | more)
        table.__module__ = "tools.tables"
        sys.modules["tools.tables"].INDEXES = indexes  # type: ignore[attr-defined]
        return Schema("tools", (table,), "tools")

    def written(self) -> list[Path]:
        return sorted(path for path in (self.folder / "tools" / "piccolo_migrations").glob("tools_*.py"))


@pytest.fixture
def part(tmp_path: Path) -> Iterator[Part]:
    yield Part(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == "tools"]:
        del sys.modules[name]


def write(schema: Schema, day: int) -> list[Path]:
    return write_migrations([schema], datetime(2026, 11, day, tzinfo=UTC))


async def test_new_tables_are_written_and_applied_once(part: Part, database: Database) -> None:
    schema = part.schema()
    assert [path.name for path in write(schema, 1)] == ["tools_2026_11_01t00_00_00.py"]
    assert write(schema, 2) == [], "nothing changed, so nothing is to be written"
    assert await pending_migrations(database, [schema]) == ["tools 2026-11-01T00:00:00"]
    assert await run_migrations(database, [schema]) == ["tools 2026-11-01T00:00:00"]
    assert await pending_migrations(database, [schema]) == []
    assert await run_migrations(database, [schema]) == []
    await database.fetch('insert into "tool" ("id", "shelf", "number") values ({}, {}, {})', "a", "s", 1)
    assert await database.fetch('select * from "tool"') == [{"id": "a", "shelf": "s", "number": 1, "sharp": True, "text": 'say "{}"'}]
    with pytest.raises(UniqueViolation):
        await database.fetch('insert into "tool" ("id", "shelf", "number") values ({}, {}, {})', "b", "s", 1)


async def test_new_columns_and_indexes_follow_in_a_migration_of_their_own(part: Part, database: Database) -> None:
    write(part.schema(), 1)
    await run_migrations(database, [part.schema()])
    await database.fetch('insert into "tool" ("id", "shelf") values ({}, {})', "a", "s")
    grown = part.schema(indexes=(UNIQUE, 'create index "tool_maker" on "tool" ("maker")'), maker=Varchar(length=20, default="unknown"))
    assert len(write(grown, 2)) == 1
    assert "tool_place" not in part.written()[1].read_text(), "what was written before is not written again"
    assert await run_migrations(database, [grown]) == ["tools 2026-11-02T00:00:00"]
    assert (await database.fetch('select "maker" from "tool"')) == [{"maker": "unknown"}]


async def test_a_failing_migration_leaves_nothing_behind(part: Part, database: Database) -> None:
    broken = part.schema(indexes=(UNIQUE, 'create index "no" on "nothing" ("at_all")'))
    write(broken, 1)
    with pytest.raises(Exception, match="nothing"):
        await run_migrations(database, [broken])
    exists = {
        "sqlite": "select count(*) as n from sqlite_master",
        "postgres": "select count(*) as n from pg_tables where schemaname = 'public'",
    }
    assert await database.fetch(exists) == [{"n": 0}]


async def test_many_that_start_at_once_apply_it_once(part: Part, url: str) -> None:
    schema = part.schema()
    write(schema, 1)

    async def start() -> list[str]:
        database = Database(url)
        await database.start()
        try:
            return await run_migrations(database, [schema])
        finally:
            await database.stop()

    loop = asyncio.get_running_loop()
    done = await asyncio.gather(*(loop.create_task(start(), context=contextvars.Context()) for _ in range(4)))
    assert sorted(done) == [[], [], [], ["tools 2026-11-01T00:00:00"]]


async def test_piccolo_sees_no_difference_between_the_written_migrations_and_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards every part: a changed table without its migration fails here, not at the mine."""
    monkeypatch.setenv("PICCOLO_CONF", "server.piccolo_conf")
    from server.piccolo_conf import APP_REGISTRY

    for schema in SCHEMAS:
        differences = await AutoMigrationManager().get_alter_statements(APP_REGISTRY.app_configs[schema.app])
        statements = [statement for difference in differences for statement in difference.statements]
        assert not statements, f"{schema.app}: run `linghang migrate --create`\n" + "\n".join(statements)


def test_every_index_of_the_tables_is_in_a_written_migration() -> None:
    for schema in SCHEMAS:
        written = " ".join(" ".join(path.read_text() for path in schema.folder.glob("*.py")).split())
        missing = [statement for statement in schema.indexes if " ".join(statement.split()) not in written]
        assert not missing, f"{schema.app}: run `linghang migrate --create` for {missing}"
