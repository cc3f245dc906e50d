"""Removes what nobody will ask for: uploads left unfinished, and contents that no file shows any more."""

import asyncio
from pathlib import Path

from server.domain.files import rules
from server.domain.files.queries.parts import Part
from server.domain.files.queries.storage import storage_of
from server.replication import Replication

_OLD = 'select "id" from "file_upload" where "touched_at" < {} order by "id"'
_FORGET = 'delete from "file_upload" where "id" = {} and "touched_at" < {}'
_USED = """exists (select 1 from "file_asset" a left join "meeting" m on m."id" = a."meeting"
    where a."content" = "file_content"."sha256" and not a."deleted" and (a."meeting" = '' or not m."deleted"))"""
_USED_AGAIN = f'update "file_content" set "unused_since_at" = null where "unused_since_at" is not null and {_USED}'
_UNUSED = f'update "file_content" set "unused_since_at" = {{}} where "unused_since_at" is null and not {_USED}'
_WASTE = 'select "sha256" from "file_content" where "unused_since_at" < {} order by "sha256"'
_TAKE = f'delete from "file_content" where "sha256" = {{}} and "unused_since_at" < {{}} and not {_USED} returning "sha256"'


async def purge_files(replication: Replication) -> int:
    """Removes unfinished uploads and unused contents older than 30 days; gives how many."""
    before_ms = replication.clock() - rules.KEPT_MS
    return await _purge_uploads(replication, before_ms) + await _purge_contents(replication, before_ms)


async def _purge_uploads(replication: Replication, before_ms: int) -> int:
    old = await replication.database.fetch(_OLD, before_ms)
    for record in old:
        Part(replication.settings, record["id"]).remove()
        await replication.database.fetch(_FORGET, record["id"], before_ms)
    await asyncio.to_thread(_sweep, Path(replication.settings.data) / "uploads", before_ms)
    return len(old)


def _sweep(folder: Path, before_ms: int) -> None:
    """What a killed process left behind, by the age of the files themselves."""
    for path in folder.glob("*"):
        if path.stat().st_mtime * 1000 < before_ms:
            path.unlink(missing_ok=True)


async def _purge_contents(replication: Replication, before_ms: int) -> int:
    """30 days after it was first seen unused: until then a detached file, or a restored backup of the database, finds its bytes."""
    async with replication.database.write():
        await replication.database.fetch(_USED_AGAIN)
        await replication.database.fetch(_UNUSED, replication.clock())
    waste = await replication.database.fetch(_WASTE, before_ms)
    removed = 0
    for record in waste:
        # Inside the transaction: whoever stores the same content at this moment waits for the row, then stores it again.
        async with replication.database.write():
            if await replication.database.fetch(_TAKE, record["sha256"], before_ms):
                await storage_of(replication.settings).remove(record["sha256"])
                removed += 1
    return removed
