"""Keeps a file that another part of the office hands in whole: checked and drawn anew like a phone's, and used until its row is deleted."""

import asyncio
import hashlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from server.domain.files import rules
from server.domain.files.queries.assets import DRAWING, KEEP
from server.domain.files.queries.storage import storage_of
from server.domain.files.rules import images
from server.kit.identity import Actor
from server.kit.problems import Problem
from server.replication import Replication, Unit

SIDE = 1600
"""Pixels of a picture at most."""


class Small(NamedTuple):
    """Bounds of a picture's small copy: pixels of a side, and bytes. Where everyone's phone carries it, it is to be small indeed."""

    side: int
    size: int


SMALL = Small(360, 12_000)


class Kept(NamedTuple):
    """A file as it is stored: its new id, sha256, type and bytes; of a picture also its pixels and the small copy (JPEG)."""

    id: str
    content: str
    mime: str
    size: int
    width: int = 0
    height: int = 0
    small: bytes = b""


async def keep_file(replication: Replication, body: bytes, with_pdf: bool = False, small: Small = SMALL) -> Kept:
    """Stores an image, or a PDF where one is taken. `attach` then makes it a row within the transaction that needs it.

    Raises Problem files.size, files.unusable.
    """
    if not 0 < len(body) <= rules.SIZE_AT_MOST:
        raise Problem("files.size", "文件太大", f"每个文件不超过 {rules.SIZE_AT_MOST // 1024**2} MB，也不能为空。", "请缩小后重新选择。", 400)
    try:
        async with DRAWING:
            kept, content = await asyncio.to_thread(_prepared, body, with_pdf, small)
    except images.Unusable as unusable:
        raise Problem("files.unusable", "不能用这个文件", f"{unusable.reason}。", "请重新选择。", 400) from unusable
    await replication.database.fetch(KEEP, kept.content, replication.clock())
    await _put(replication, kept.content, content)
    return kept


def _prepared(body: bytes, with_pdf: bool, bounds: Small) -> tuple[Kept, bytes]:
    mime = images.mime_of(body[:12])
    if mime not in rules.IMAGES:
        if not with_pdf:
            raise images.Unusable("请选择 JPEG、PNG 或 WebP 图片")
        return Kept(str(uuid4()), hashlib.sha256(body).hexdigest(), mime, len(body)), body
    content, width, height = images.fitted(BytesIO(body), mime, SIDE)
    small, _, _ = images.fitted(BytesIO(content), "image/jpeg", bounds.side, bounds.size)
    return Kept(str(uuid4()), hashlib.sha256(content).hexdigest(), "image/jpeg", len(content), width, height, small), content


async def _put(replication: Replication, sha256: str, content: bytes) -> None:
    place = Path(replication.settings.data) / "uploads" / f"{uuid4()}.part"
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        await asyncio.to_thread(place.write_bytes, content)
        await storage_of(replication.settings).put(sha256, place)
    finally:
        with suppress(FileNotFoundError):
            place.unlink()


def attach(unit: Unit, actor: Actor, kept: Kept, kind: str) -> None:
    """The row of such a file: no meeting's, on no phone, and stored."""
    told = {"meeting": "", "kind": kind, "sha256": kept.content, "mime": kept.mime, "size": kept.size, "name": ""}
    unit.put("file_asset", kept.id, rules.new_asset(told, "", unit.now_ms, actor.account) | {"state": "stored", "content": kept.content})
