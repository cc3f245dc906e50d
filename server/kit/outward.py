"""The one door through which the server calls others: someone outside may have named the address, so never this machine or the own network."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

import httpcore
import msgspec

TIMEOUT_S = 10.0
CONNECTIONS_AT_MOST = 10
BODY_BYTES_KEPT = 4096


class Refused(Exception):
    """A host has no address that may be called; nothing was sent."""


class Answer(msgspec.Struct, frozen=True):
    """What another server said: its status, the beginning of its body, and after how many seconds it wants to be asked again, if it said so."""

    status: int
    retry_after_s: int | None = None
    body: bytes = b""


class Silence(msgspec.Struct, frozen=True):
    """No answer. `sent`: the request may have arrived all the same."""

    sent: bool


class _Guarded(httpcore.AsyncNetworkBackend):
    """Connects to the very address that was looked at: a name that resolves otherwise the second time gains nothing.

    TLS still checks the name.
    """

    def __init__(self, may_call: Callable[[str], bool], exempt: str) -> None:
        self._may_call = may_call
        self._exempt = exempt
        self._inner = cast(httpcore.AsyncNetworkBackend, httpcore.AnyIOBackend())

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """See httpcore; raises Refused where one of the host's addresses may not be called."""
        address = host if f"{host}:{port}" == self._exempt else await self._address_of(host, port)
        return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        """See httpcore."""
        await self._inner.sleep(seconds)

    async def _address_of(self, host: str, port: int) -> str:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(address[0]) for *_, address in found]
        if not addresses or not all(self._may_call(address) for address in addresses):
            raise Refused(host)
        return addresses[0]


class Outward:
    """Posts to other servers, following no redirects. `may_call` says of each IP address whether it may be called; `exempt` is host:port."""

    def __init__(self, may_call: Callable[[str], bool], exempt: str = "") -> None:
        backend = _Guarded(may_call, exempt)
        self._pool = httpcore.AsyncConnectionPool(max_connections=CONNECTIONS_AT_MOST, network_backend=backend)

    async def __aenter__(self) -> Outward:
        await self._pool.__aenter__()
        return self

    async def __aexit__(self, *error: Any) -> None:
        await self._pool.__aexit__(*error)

    async def post(self, url: str, headers: Mapping[str, str], content: bytes) -> Answer | Silence:
        """What the other side answers; Silence where nothing comes: no network, no such host, an address that may not be called, too slow."""
        limits = dict.fromkeys(("connect", "read", "write", "pool"), TIMEOUT_S)
        try:
            async with asyncio.timeout(2 * TIMEOUT_S):
                sent = list(headers.items())
                async with self._pool.stream("POST", url, headers=sent, content=content, extensions={"timeout": limits}) as answer:
                    body = await _beginning(answer)
        except (Refused, socket.gaierror, httpcore.ConnectError, httpcore.ConnectTimeout, httpcore.PoolTimeout):
            return Silence(False)
        except (OSError, TimeoutError, httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
            return Silence(True)
        told = dict(answer.headers).get(b"Retry-After") or dict(answer.headers).get(b"retry-after") or b""
        return Answer(answer.status, int(told) if told.isdigit() else None, body)


async def _beginning(answer: httpcore.Response) -> bytes:
    """As much of a body as anyone looks at: who answers may be anyone, and may have more to say than this machine has memory."""
    body = b""
    async for piece in answer.aiter_stream():
        body += piece
        if len(body) >= BODY_BYTES_KEPT:
            break
    return body[:BODY_BYTES_KEPT]
