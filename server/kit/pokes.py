"""Hints that a scope has news: from a commit to the phones that listen, inside one process or between several over Redis.

Losing every poke loses nothing: phones ask by themselves as well. So publishing never waits and never fails.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from contextvars import Context
from typing import Any, Protocol

import msgspec
from redis.asyncio import Redis

log = logging.getLogger(__name__)

CHANNEL = "linghang:pokes"
RETRY_S = 1.0
CANCEL_AGAIN_S = 0.2
LONGEST_RETRY_S = 30.0


class Poke(msgspec.Struct, frozen=True):
    """`head` is the newest sequence number of the scope."""

    scope: str
    head: int


class Subscription:
    """The pokes of some scopes, as an endless iterator; of one scope only the newest waits, so a slow listener costs nothing."""

    def __init__(self, scopes: frozenset[str]) -> None:
        self.scopes = scopes
        self._waiting: dict[str, Poke] = {}
        self._arrived = asyncio.Event()

    def offer(self, poke: Poke) -> None:
        """Takes a poke if it is about one of the scopes."""
        if poke.scope in self.scopes:
            self._waiting[poke.scope] = poke
            self._arrived.set()

    def __aiter__(self) -> Subscription:
        return self

    async def __anext__(self) -> Poke:
        while not self._waiting:
            self._arrived.clear()
            await self._arrived.wait()
        return self._waiting.pop(next(iter(self._waiting)))


class Pokes(Protocol):
    """What the rest of the server knows of pokes."""

    async def start(self) -> None: ...
    async def stop(self) -> None: ...

    async def publish(self, scope: str, head: int) -> None:
        """Tells all listeners of the scope, in every process. Never waits, never fails."""
        ...

    def subscribe(self, scopes: frozenset[str]) -> AbstractAsyncContextManager[Subscription]:
        """Listens to some scopes inside the block."""
        ...


class MemoryPokes:
    """Pokes inside one process."""

    def __init__(self) -> None:
        self._subscriptions: set[Subscription] = set()

    async def start(self) -> None:
        """Nothing to connect."""

    async def stop(self) -> None:
        """Nothing to close."""

    async def publish(self, scope: str, head: int) -> None:
        """See Pokes."""
        self.deliver(Poke(scope, head))

    def deliver(self, poke: Poke) -> None:
        """Offers a poke to every listener of this process."""
        for subscription in self._subscriptions:
            subscription.offer(poke)

    @asynccontextmanager
    async def subscribe(self, scopes: frozenset[str]) -> AsyncGenerator[Subscription]:
        """See Pokes."""
        subscription = Subscription(scopes)
        self._subscriptions.add(subscription)
        try:
            yield subscription
        finally:
            self._subscriptions.discard(subscription)


class _Message(msgspec.Struct, frozen=True):
    """What travels through Redis; a process leaves out its own."""

    sender: str
    heads: dict[str, int]


class RedisPokes(MemoryPokes):
    """Pokes between processes. One task sends, collecting what comes meanwhile; one listens, and reconnects for ever."""

    def __init__(self, redis_url: str) -> None:
        super().__init__()
        self._url = redis_url
        self._sender = secrets.token_hex(8)
        self._heads: dict[str, int] = {}
        self._news = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begins to send and to listen; does not wait for Redis."""
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(persist(work), context=Context()) for work in (self._send, self._listen)]

    async def stop(self) -> None:
        """Stops both tasks; what was not sent is lost, as hints may be. Told again, for the client swallows a cancellation while it sends."""
        waiting, self._tasks = set(self._tasks), []
        while waiting:
            for task in waiting:
                task.cancel()
            _, waiting = await asyncio.wait(waiting, timeout=CANCEL_AGAIN_S)

    async def publish(self, scope: str, head: int) -> None:
        """See Pokes."""
        self.deliver(Poke(scope, head))
        self._heads[scope] = head
        self._news.set()

    async def _send(self) -> None:
        async with _connect(self._url, socket_timeout=5) as redis:
            while await self._news.wait():
                self._news.clear()
                message = _Message(self._sender, self._heads)
                self._heads = {}
                await redis.publish(CHANNEL, msgspec.msgpack.encode(message))

    async def _listen(self) -> None:
        async with _connect(self._url) as redis, redis.pubsub() as channel:
            await channel.subscribe(CHANNEL)
            async for received in channel.listen():
                if received["type"] == "message":
                    self._receive(received["data"])

    def _receive(self, data: bytes) -> None:
        message = msgspec.msgpack.decode(data, type=_Message)
        if message.sender != self._sender:
            for scope, head in message.heads.items():
                self.deliver(Poke(scope, head))


def _connect(url: str, **options: Any) -> Any:
    return Redis.from_url(url, socket_connect_timeout=2, **options)  # pyright: ignore[reportUnknownMemberType]


async def persist(work: Any) -> None:
    """Runs an endless coroutine function again after each failure, waiting longer each time up to half a minute."""
    wait_s = RETRY_S
    while True:
        started = asyncio.get_running_loop().time()
        try:
            await work()
        except Exception as error:
            log.warning("connection for pokes lost; trying again", extra={"work": work.__name__, "error": repr(error), "wait_s": wait_s})
        lived_s = asyncio.get_running_loop().time() - started
        wait_s = RETRY_S if lived_s > LONGEST_RETRY_S else min(wait_s * 2, LONGEST_RETRY_S)
        await asyncio.sleep(wait_s)
