"""The phone's real TypeScript core in a process of Node.js, driven like the other phones of the tests, against the real server over a socket."""

import asyncio
import socket
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import msgspec
import uvicorn

from deploy.build_pwa import PWA, system_node, wheel_node
from tests.api.phone import HttpPhone
from tests.mine import Mine

LINE_BYTES = 64 * 1024 * 1024


@cache
def node() -> str:
    """The Node.js that builds the PWA."""
    return str((system_node() or wheel_node()).folder / "node")


def pack(folder: Path) -> Path:
    """The phone as one script."""
    subprocess.run([node(), "tests/bridge/build.mjs", str(folder)], cwd=PWA, check=True)
    return folder / "phone.js"


@asynccontextmanager
async def listening(mine: Mine) -> AsyncIterator[str]:
    """The mine's application on a socket, in this event loop; gives its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(mine.app, lifespan="off", log_config=None, timeout_graceful_shutdown=1))
    serving = asyncio.create_task(server.serve([listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving


class RealPhone(HttpPhone):
    """What it records waits until the next exchange; then everything is as the TypeScript phone says."""

    def __init__(self, client: httpx.AsyncClient, process: asyncio.subprocess.Process):
        super().__init__(client)
        self.process = process
        self.recorded: list[dict[str, Any]] = []
        self.said: dict[str, Any] = {}

    @classmethod
    async def start(cls, script: Path, url: str, client: httpx.AsyncClient, account: str) -> "RealPhone":
        """A phone with an empty database, signed in with the session of `client`."""
        cookie = "; ".join(f"{one.name}={one.value}" for one in client.cookies.jar)
        pipes = {"stdin": asyncio.subprocess.PIPE, "stdout": asyncio.subprocess.PIPE, "limit": LINE_BYTES}
        return cls(client, await asyncio.create_subprocess_exec(node(), str(script), url, cookie, account, **pipes))

    def record(self, name: str, row: str, base: int = 0, edits: dict[str, Any] | None = None, **args: Any) -> int:
        """Notes an intent for the next exchange."""
        self.recorded.append({"name": name, "row": row, "base": base, "set": edits or {}, "args": args})
        return len(self.recorded)

    def branch(self) -> str:
        """The branch whose rows this phone holds."""
        return next(row["branch"] for row in self.rows["post"].values())

    async def exchange(self, fate: str = "fine") -> None:
        """Records what was noted, lets the sender run once, and reads what the phone then shows."""
        await self._tell({"do": "record", "intents": self.recorded})
        self.recorded = []
        self.said = await self._tell({"do": "exchange", "fate": fate})
        self.cursors = self.said["cursors"]
        self.rows = {table: {row["id"]: row for row in rows} for table, rows in self.said["rows"].items()}

    async def deliver(self) -> None:
        """Exchanges until nothing waits and one more exchange has brought the news."""
        async with asyncio.timeout(60):
            await self.exchange()
            while self.said["waiting"] or self.said["trouble"]:
                await self.exchange()
            await self.exchange()

    async def stop(self) -> None:
        """Ends the process."""
        assert self.process.stdin
        self.process.stdin.close()
        await self.process.wait()

    async def _tell(self, command: dict[str, Any]) -> Any:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(msgspec.json.encode(command) + b"\n")
        line = await self.process.stdout.readline()
        assert line, "the phone ended; its error stands above"
        return msgspec.json.decode(line)
