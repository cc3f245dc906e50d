"""A wire between two programs, which sees every piece of bytes before it goes on and may be cut at that very moment."""

import asyncio
import contextlib
from collections.abc import Callable


class Cut(ConnectionError):
    """Raised by what watches a wire: the piece does not go on, and its connection ends."""


def pass_on(outgoing: bool, data: bytes) -> None:
    """Watches and lets everything pass."""


class Wire:
    """Forwards connections to a port of this machine. `watch(outgoing, data)` is told each piece; `outgoing` is from the client."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.port = 0
        self.watch: Callable[[bool, bytes], None] = pass_on
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Listens on a free port, which stays the same whatever happens to the target."""
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    def close(self) -> None:
        """Takes no more connections."""
        if self._server is not None:
            self._server.close()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.close()
            return
        await asyncio.gather(self._carry(reader, far_writer, True), self._carry(far_reader, writer, False))

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, outgoing: bool) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                self.watch(outgoing, data)
                writer.write(data)
                await writer.drain()
        writer.close()
