"""One file with its meeting or request; what becomes of an upload that is complete; the stored bytes of a file."""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from io import FileIO
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from server.domain.files import rules
from server.domain.files.policy import file_scopes
from server.domain.files.queries.parts import Part
from server.domain.files.queries.storage import storage_of
from server.domain.files.queries.uploads import Upload, note_failure
from server.domain.files.rules import images
from server.domain.files.schemas import FileOut
from server.domain.meetings import load_meeting
from server.kit.problems import Problem, row_not_found
from server.replication import Replication
from sync.mutation import Row
from sync.plan import Need

KEEP = """insert into "file_content" ("sha256", "stored_at", "unused_since_at") values ({}, {}, null)
    on conflict ("sha256") do update set "unused_since_at" = null"""
DRAWING = asyncio.Semaphore(1)
"""One picture at a time in a process: drawn, a large one has 120 MB."""


class Asset(NamedTuple):
    """A file that is attached, its meeting, and the members with a mark at it; a proof has no meeting."""

    row: Row
    meeting: Row | None
    members: frozenset[str] = frozenset()

    @property
    def size(self) -> int:
        return self.row.values["size"]

    @property
    def state(self) -> str:
        return self.row.values["state"]


async def find_asset(replication: Replication, asset: str) -> Asset:
    """The file by its id. Raises Problem 404 if it never came, was detached, or its meeting is gone."""
    found = await replication.store.load(Need("file_asset", (asset,)))
    if not found or found[0].deleted:
        raise row_not_found("没有找到这个文件。")
    if found[0].values["correction"] or found[0].values["proves"]:
        return Asset(found[0], None)
    meeting = await load_meeting(replication, found[0].values["meeting"])
    if meeting is None:
        raise row_not_found("没有找到这个文件。")
    return Asset(found[0], meeting[0], frozenset(mark.values["member"] for mark in meeting[1]))


async def list_files(replication: Replication, meeting_id: str) -> tuple[Row, frozenset[str], list[FileOut]]:
    """A meeting, the members with a mark at it, and its files, oldest first. Raises Problem 404."""
    meeting = await load_meeting(replication, meeting_id)
    if meeting is None:
        raise row_not_found()
    shown = sorted(await load_files(replication, meeting_id), key=lambda one: (one["created_at"], one["id"]))
    return meeting[0], frozenset(mark.values["member"] for mark in meeting[1]), [msgspec.convert(one, FileOut) for one in shown]


async def load_files(replication: Replication, meeting_id: str) -> list[dict[str, Any]]:
    """The values of the files that are attached to a meeting, with their ids."""
    rows = await replication.store.load(Need("file_asset", (meeting_id,), "meeting"))
    return [{"id": row.id, **row.values} for row in rows if not row.deleted]


async def load_proofs(replication: Replication, corrections: Iterable[str]) -> dict[str, list[FileOut]]:
    """The files that show what requests for correction say, by request, oldest first."""
    rows = [row for row in await replication.store.load(Need("file_asset", tuple(corrections), "correction")) if not row.deleted]
    found: dict[str, list[FileOut]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: (one.values["created_at"], one.id)):
        found[row.values["correction"]].append(msgspec.convert({"id": row.id, **row.values}, FileOut))
    return found


async def load_shown(replication: Replication, record: str) -> list[FileOut]:
    """The files that show what a record of another part says, oldest first."""
    rows = [row for row in await replication.store.load(Need("file_asset", (record,), "proves")) if not row.deleted]
    return [msgspec.convert({"id": row.id, **row.values}, FileOut) for row in sorted(rows, key=lambda one: (one.values["created_at"], one.id))]


async def open_content(replication: Replication, asset: Asset) -> tuple[int, AsyncIterator[bytes]]:
    """Size and bytes of a stored file."""
    return await open_stored(replication, asset.row.values["content"])


async def open_stored(replication: Replication, content: str) -> tuple[int, AsyncIterator[bytes]]:
    """Size and bytes of what is stored under a sha256. Raises FileNotFoundError."""
    return await storage_of(replication.settings).read(content)


async def reuse(replication: Replication, asset: Asset) -> bool:
    """Takes the content over from another file of the same people with the same sha256 and type, if there is one: nothing need be sent."""
    values = asset.row.values
    same = await replication.store.load(Need("file_asset", (values["sha256"],), "sha256"))
    for other in same:
        if other.values["state"] == "stored" and not other.deleted and rules.may_share(other.values, values):
            await _conclude(replication, asset, {"state": "stored", "content": other.values["content"]})
            return True
    return False


async def settle(replication: Replication, asset: Asset, part: Part, file: FileIO, upload: Upload) -> None:
    """Checks and stores an upload that is complete; the row becomes stored or refused, and phones learn it by pull.

    Raises Problem 460 for a wrong sha256, after which the upload begins again; the last failure allowed refuses the file.
    """
    if await asyncio.to_thread(_sha256, file) != asset.row.values["sha256"]:
        await _begin_again(replication, asset, part, upload)
    try:
        async with DRAWING:
            drawn = await asyncio.to_thread(_draw, file, part, asset.row.values["mime"])
    except images.Unusable as unusable:
        await _conclude(replication, asset, {"state": "refused", "refused_reason": unusable.reason})
    else:
        await _store(replication, asset, drawn)
    part.remove()


async def _begin_again(replication: Replication, asset: Asset, part: Part, upload: Upload) -> None:
    await note_failure(replication, asset.row.id)
    part.remove()
    if rules.next_failure(upload.failures):
        await _conclude(replication, asset, {"state": "refused", "refused_reason": "收到的内容与登记的不一致，请重新拍照或选择"})
    raise Problem("files.hash", "内容不一致", "收到的内容与手机登记的不一致。", "手机会从头重传；如仍不行，请重新选择文件。", 460)


async def _store(replication: Replication, asset: Asset, drawn: Path) -> None:
    """First noted, then stored, then shown: a fall between two steps leaves at most bytes that the purge finds."""
    with drawn.open("rb", buffering=0) as file:
        content = await asyncio.to_thread(_sha256, file)
    await replication.database.fetch(KEEP, content, replication.clock())
    await storage_of(replication.settings).put(content, drawn)
    await _conclude(replication, asset, {"state": "stored", "content": content})


async def _conclude(replication: Replication, asset: Asset, values: dict[str, Any]) -> None:
    """Writes what became of the file, unless it was detached meanwhile."""
    async with replication.write(None, "file upload", lock=sorted(file_scopes(asset.row.values))) as unit:
        rows = await unit.load("file_asset", [asset.row.id])
        if asset.row.id in rows and rows[asset.row.id]["state"] == "pending":
            unit.put("file_asset", asset.row.id, values)


def _sha256(file: FileIO) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def _draw(file: FileIO, part: Part, mime: str) -> Path:
    """Where the bytes to store lie: for an image beside the part file, anew; a PDF stays as it came."""
    file.seek(0)
    images.check_magic(file.read(12), mime)
    if mime not in rules.IMAGES:
        return part.path
    file.seek(0)
    with part.drawn.open("wb") as drawn:
        images.redraw(file, drawn, mime)
    return part.drawn
