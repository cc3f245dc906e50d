"""Uploads under way: one part file each in the data folder, written as the bytes come and synced before anyone is told."""

import asyncio
import fcntl
import hashlib
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from litestar.exceptions import InternalServerException

from server.kit.problems import Problem
from server.kit.settings import Settings

QUIET_S = 30.0
"""A connection without a byte for so long is given up: a phone that lost its network must be able to go on over a new one."""


class Part:
    """The bytes of one file that have come so far. Opened by one request at a time, over all processes of the machine."""

    def __init__(self, settings: Settings, asset: str) -> None:
        self.path = Path(settings.data) / "uploads" / f"{asset}.part"

    @property
    def drawn(self) -> Path:
        """Where the picture is drawn anew before it is stored."""
        return self.path.with_suffix(".drawn")

    @property
    def size(self) -> int:
        """Bytes on disk; 0 where nothing has come, or not to this machine."""
        return self.path.stat().st_size if self.path.exists() else 0

    @contextmanager
    def opened(self) -> Iterator[FileIO]:
        """The part file, locked for this request. Raises Problem 423 while another request writes it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileIO(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                detail = "同一个文件正由另一个连接上传。"
                raise Problem("files.busy", "正在上传", detail, "请稍候；手机会自动接着传。", 423, retry_after_s=5) from error
            yield file

    def remove(self) -> None:
        """Forgets the bytes, and what was drawn from them."""
        self.path.unlink(missing_ok=True)
        self.drawn.unlink(missing_ok=True)


class Arrival:
    """One chunk on its way into a part file. `kept` bytes of it count, `came` bytes were sent."""

    def __init__(self, file: FileIO, offset: int) -> None:
        self.kept = 0
        self.came = 0
        self._file = file
        self._offset = offset

    async def take(self, stream: AsyncIterator[bytes], room: int, checksum: bytes | None) -> None:
        """Writes what comes, at most `room` bytes, and syncs it to the disk.

        A chunk that is too long or has another sha256 leaves nothing. One that is cut leaves what came, unless it had a checksum,
        which then cannot be tried. Raises Problem 413, 460, or 400 for a cut.
        """
        digest = hashlib.sha256()
        try:
            async for piece in _in_time(stream):
                self.came += len(piece)
                if self.came > room:
                    raise Problem("files.too_long", "内容太长", "发来的字节多于登记的大小。", "请重新选择文件。", 413)
                await asyncio.to_thread(_write, self._file, piece, self._offset + self.kept)
                self.kept += len(piece)
                digest.update(piece)
            if checksum is not None and checksum != digest.digest():
                raise Problem("files.checksum", "传输出错", "这一段内容在途中损坏。", "手机会自动重传这一段。", 460)
        except Problem as problem:
            if checksum is not None or problem.code != "files.cut":
                self.kept = 0
            raise
        except OSError as error:
            self.kept = 0
            raise Problem("files.no_space", "暂时不能存放", "服务器写不下这个文件。", "请稍后再试；照片仍在手机上。", 507) from error
        finally:
            with suppress(OSError):
                await asyncio.to_thread(_keep, self._file, self._offset + self.kept)


async def _in_time(stream: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The pieces of a body; Problem `files.cut` where it ends too early or no longer moves."""
    while True:
        try:
            async with asyncio.timeout(QUIET_S):
                piece = await anext(stream, None)
        except (InternalServerException, TimeoutError) as error:
            raise Problem("files.cut", "传输中断", "连接在传完之前断开。", "手机会自动从断开处接着传。", 400) from error
        if piece is None:
            return
        if piece:
            yield piece


def _write(file: FileIO, piece: bytes, place: int) -> None:
    view = memoryview(piece)
    while view:
        written = os.pwrite(file.fileno(), view, place)
        view, place = view[written:], place + written


def _keep(file: FileIO, size: int) -> None:
    """Exactly `size` bytes, on disk."""
    os.truncate(file.fileno(), size)
    os.fsync(file.fileno())
