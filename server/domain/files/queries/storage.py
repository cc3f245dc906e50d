"""Where checked bytes lie, each content once under its own sha256: in a local folder, or in S3-compatible storage."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import obstore
from obstore.exceptions import NotFoundError
from obstore.store import LocalStore, from_url

from server.kit.settings import Settings

if TYPE_CHECKING:
    from obstore.store import ObjectStore

_PIECE_BYTES = 256 * 1024


class Storage:
    """put, read, remove: all that files need. Contents never change, so to put one twice is to put it once."""

    def __init__(self, store: ObjectStore, folder: Path | None) -> None:
        self._store = store
        self._folder = folder

    async def put(self, sha256: str, file: Path) -> None:
        """Stores a file's bytes; when it returns they outlast a power cut."""
        await obstore.put_async(self._store, _key(sha256), file)
        if self._folder is not None:
            await asyncio.to_thread(_sync, self._folder / _key(sha256))

    async def read(self, sha256: str) -> tuple[int, AsyncIterator[bytes]]:
        """The size in bytes and the bytes, piece by piece. Raises FileNotFoundError."""
        try:
            found = await obstore.get_async(self._store, _key(sha256))
        except NotFoundError as error:
            raise FileNotFoundError(sha256) from error
        return found.meta["size"], _pieces(found)

    async def remove(self, sha256: str) -> None:
        """Removes a content; one that is gone already is no error."""
        try:
            await obstore.delete_async(self._store, _key(sha256))
        except (NotFoundError, FileNotFoundError):
            return


def storage_of(settings: Settings) -> Storage:
    """The storage that LINGHANG_FILES_URL names."""
    return _storage_at(settings.effective_files_url)


@lru_cache(maxsize=64)
def _storage_at(url: str) -> Storage:
    if not url.startswith("file://"):
        return Storage(from_url(url), None)  # keys, region and endpoint come from the AWS_… variables
    folder = Path(url2pathname(urlsplit(url).path))
    return Storage(LocalStore(folder, mkdir=True), folder)


def _key(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"


async def _pieces(found: Any) -> AsyncIterator[bytes]:
    async for piece in found.stream(min_chunk_size=_PIECE_BYTES):
        yield bytes(piece)


def _sync(path: Path) -> None:
    """The bytes, and the names that lead to them, on disk."""
    for place in (path, path.parent, path.parent.parent):
        number = os.open(place, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
