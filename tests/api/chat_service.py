"""Chat services on loopback: take what is posted to their bots, check DingTalk's signature as it does, and answer as the test says."""

import asyncio
import base64
import hashlib
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec

SECRET = "SEC0123456789"


class ChatService:
    """What arrived, as (path, text of the message), and how the next ones are answered; `hangs` takes a message and never answers."""

    def __init__(self) -> None:
        self.host = ""
        self.status = 200
        self.errcode = 0
        self.hangs = False
        self.arrived: list[tuple[str, str]] = []

    def wecom(self, key: str = "group") -> str:
        """The address of a WeCom bot here."""
        return f"http://{self.host}/cgi-bin/webhook/send?key={key}"

    def dingtalk(self, token: str = "group") -> str:
        """The address of a DingTalk bot here."""
        return f"http://{self.host}/robot/send?access_token={token}"

    def _answer(self, address: str, body: bytes) -> tuple[int, dict[str, Any]]:
        parts = urlsplit(address)
        query = parse_qs(parts.query)
        if parts.path == "/robot/send" and query["access_token"] == ["signed"]:
            stamp = query.get("timestamp", [""])[0]
            code = hmac.new(SECRET.encode(), f"{stamp}\n{SECRET}".encode(), hashlib.sha256).digest()
            if query.get("sign") != [base64.b64encode(code).decode()]:
                return 200, {"errcode": 310000, "errmsg": "sign not match"}
        if self.status < 300 and self.errcode == 0:
            self.arrived.append((parts.path, msgspec.json.decode(body)["text"]["content"]))
        return self.status, {"errcode": self.errcode, "errmsg": "ok" if self.errcode == 0 else "no"}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request a connection."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers["content-length"]))
        status, told = self._answer(head[0].split()[1], body)
        if not self.hangs:
            answer = msgspec.json.encode(told)
            writer.write(f"HTTP/1.1 {status} Answer\r\ncontent-length: {len(answer)}\r\nconnection: close\r\n\r\n".encode() + answer)
            await writer.drain()
        writer.close()


@asynccontextmanager
async def chat_service() -> AsyncIterator[ChatService]:
    """Both services on a free port."""
    service = ChatService()
    server = await asyncio.start_server(service.serve, "127.0.0.1", 0)
    service.host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield service
