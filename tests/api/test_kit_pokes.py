"""Hints to phones: delivered within a process and between several, never waited for."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from server.kit.pokes import MemoryPokes, Poke, Pokes, RedisPokes, Subscription
from tests.services import Redis, free_port

PATIENCE_S = 10


@pytest.fixture(params=["memory", "redis"])
async def pokes(request: pytest.FixtureRequest) -> AsyncIterator[Pokes]:
    made: Pokes = MemoryPokes() if request.param == "memory" else RedisPokes(request.getfixturevalue("redis_server").url)
    await made.start()
    yield made
    await made.stop()


async def first(subscription: Subscription) -> Poke:
    async with asyncio.timeout(PATIENCE_S):
        return await anext(subscription)


async def nothing_comes(subscription: Subscription) -> bool:
    try:
        async with asyncio.timeout(0.05):
            await anext(subscription)
    except TimeoutError:
        return True
    return False


async def test_a_listener_hears_its_own_scopes_only(pokes: Pokes) -> None:
    async with pokes.subscribe(frozenset({"branch:a"})) as subscription:
        await pokes.publish("branch:b", 1)
        await pokes.publish("branch:a", 2)
        assert await first(subscription) == Poke("branch:a", 2)
        assert await nothing_comes(subscription)


async def test_a_slow_listener_hears_only_the_newest_of_each_scope(pokes: Pokes) -> None:
    async with pokes.subscribe(frozenset({"site", "branch:a"})) as subscription:
        for head in range(1, 100):
            await pokes.publish("branch:a", head)
        await pokes.publish("site", 5)
        assert {await first(subscription), await first(subscription)} == {Poke("branch:a", 99), Poke("site", 5)}
        assert await nothing_comes(subscription)


async def test_a_cancelled_wait_loses_no_poke(pokes: Pokes) -> None:
    async with pokes.subscribe(frozenset({"site"})) as subscription:
        assert await nothing_comes(subscription)
        await pokes.publish("site", 1)
        assert await first(subscription) == Poke("site", 1)


async def test_pokes_travel_between_processes_and_survive_a_restart_of_redis(redis_server: Redis) -> None:
    here, there = RedisPokes(redis_server.url), RedisPokes(redis_server.url)
    await here.start()
    await there.start()

    async def heard(subscription: Subscription, head: int) -> None:
        """A hint may be lost while the connection is made, so it is given again and again."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                await here.publish("site", head)
                if not await nothing_comes(subscription):
                    return

    async with there.subscribe(frozenset({"site"})) as subscription:
        await heard(subscription, 1)
        redis_server.kill()
        await here.publish("site", 2)
        redis_server.start()
        await heard(subscription, 3)
    await here.stop()
    await there.stop()


async def test_publishing_without_redis_neither_waits_nor_fails() -> None:
    pokes = RedisPokes(f"redis://127.0.0.1:{free_port()}/0")
    await pokes.start()
    async with pokes.subscribe(frozenset({"site"})) as subscription:
        began = time.monotonic()
        for head in range(100):
            await pokes.publish("site", head)
        assert time.monotonic() - began < 0.2
        assert await first(subscription) == Poke("site", 99)
    await pokes.stop()
