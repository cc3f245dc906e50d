"""The smallest table for tests of the database under the product: things by name."""

from server.kit.database import Database

PATIENCE_S = 20
THINGS = 'create table "thing" ("id" varchar(64) primary key, "count" bigint not null default 0, "good" boolean, "content" text)'


async def add(database: Database, name: str) -> None:
    await database.fetch('insert into "thing" ("id", "good") values ({}, {})', name, True)


async def names(database: Database) -> list[str]:
    return [row["id"] for row in await database.fetch('select "id" from "thing" order by "id"')]
