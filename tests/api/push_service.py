"""A push service on loopback: takes what is posted to it, answers as the test says, and decrypts as the browser would."""

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import http_ece
import msgspec
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def text_of(data: bytes) -> str:
    """Bytes in base64url."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Browser:
    """One browser's subscription: an address at the push service, and the keys that never leave the browser."""

    def __init__(self, host: str, name: str) -> None:
        self.name = name
        self.private = generate_private_key(SECP256R1())
        self.auth = name.encode().ljust(16, b".")[:16]
        point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.subscription = {"endpoint": f"http://{host}/{name}", "p256dh": text_of(point), "auth": text_of(self.auth), "store": ""}

    def read(self, body: bytes) -> dict[str, Any]:
        """What a push says."""
        return msgspec.json.decode(http_ece.decrypt(body, private_key=self.private, auth_secret=self.auth, version="aes128gcm"))


class PushService:
    """What arrived, as (browser's name, headers, body), and the status that the next ones are answered with."""

    def __init__(self) -> None:
        self.host = ""
        self.status = 201
        self.arrived: list[tuple[str, dict[str, str], bytes]] = []

    def browser(self, name: str) -> Browser:
        """A browser that subscribed here."""
        return Browser(self.host, name)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request a connection."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers["content-length"]))
        self.arrived.append((head[0].split()[1].removeprefix("/"), headers, body))
        writer.write(f"HTTP/1.1 {self.status} Answer\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()


@asynccontextmanager
async def push_service() -> AsyncIterator[PushService]:
    """A push service on a free port."""
    service = PushService()
    server = await asyncio.start_server(service.serve, "127.0.0.1", 0)
    service.host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield service
