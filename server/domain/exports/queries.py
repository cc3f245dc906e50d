"""Notes what left as a file, and lists it."""

from collections.abc import Mapping
from uuid import uuid4

import msgspec

from server.domain.exports.schemas import ExportOut, ExportsOut
from server.kit.identity import Actor
from server.replication import Replication
from server.replication.store import to_json

SHOWN = 200
_NOTE = """insert into "export" ("id", "name", "chosen", "rows", "account", "account_name", "at") values ({}, {}, {}, {}, {}, {}, {})"""
_LATEST = """select "id", "name", "chosen", "rows", "account_name", "at" from "export" order by "at" desc, "id" limit {}"""


async def note_export(replication: Replication, actor: Actor, name: str, chosen: Mapping[str, str], rows: int) -> None:
    """Keeps that somebody takes a file. Before the first byte goes out: what cannot be noted is not handed over."""
    note = (str(uuid4()), name, to_json(chosen), rows, actor.account, actor.name, replication.clock())
    async with replication.database.write():
        await replication.database.fetch(_NOTE, *note)


async def list_exports(replication: Replication) -> ExportsOut:
    """The latest exports of everyone, newest first."""
    found = await replication.database.fetch(_LATEST, SHOWN)
    return ExportsOut([msgspec.convert({**row, "chosen": msgspec.json.decode(row["chosen"])}, ExportOut) for row in found])
