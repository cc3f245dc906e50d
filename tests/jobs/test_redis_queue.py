"""The same jobs through arq and a real Redis: woken, scheduled, and not forgotten when Redis is away."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from zoneinfo import ZoneInfo

import pytest

from server.kit.jobs import Job, RedisQueue, Worker, deserialize, serialize, worker_arguments
from tests.services import Redis, free_port

ZONE = ZoneInfo("Asia/Shanghai")
PATIENCE_S = 20


class Work:
    """A job that counts its runs and remembers when each began."""

    def __init__(self, lasts_s: float = 0) -> None:
        self.began: list[float] = []
        self.lasts_s = lasts_s

    async def __call__(self, context: object) -> int:
        assert context == "the mine"
        self.began.append(time.time())
        await asyncio.sleep(self.lasts_s)
        return 1


@asynccontextmanager
async def worker(redis: Redis, *jobs: Job) -> AsyncIterator[None]:
    redis.clear()
    worker = Worker(**worker_arguments(jobs, redis.url, ZONE), handle_signals=False, ctx={"replication": "the mine"})
    running = asyncio.create_task(worker.async_run())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await worker.close()


@pytest.fixture
async def queue(redis_server: Redis) -> AsyncIterator[RedisQueue]:
    queue = RedisQueue(redis_server.url)
    yield queue
    await queue.stop()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():
            await asyncio.sleep(0.01)


async def test_a_run_starts_after_every_wake_even_one_that_comes_during_a_run(redis_server: Redis, queue: RedisQueue) -> None:
    work = Work(lasts_s=0.3)
    async with worker(redis_server, Job("work", work)):
        last_wake = 0.0
        for _ in range(40):
            await asyncio.sleep(0.02)
            last_wake = time.time()
            await queue.wake("work")
        await until(lambda: bool(work.began) and work.began[-1] >= last_wake)
        assert len(work.began) < 10, "wakes were not gathered"


async def test_a_schedule_runs_in_the_worker(redis_server: Redis) -> None:
    work = Work()
    async with worker(redis_server, Job("work", work, cron={"second": set(range(60))})):
        await until(lambda: len(work.began) >= 2)


async def test_a_worker_stopped_while_the_end_of_a_job_is_written_down_still_lets_go_of_everything(redis_server: Redis, queue: RedisQueue) -> None:
    redis_server.clear()
    writing, closed = asyncio.Event(), asyncio.Event()

    async def shut(_: object) -> None:
        closed.set()

    stopped = Worker(
        **worker_arguments([Job("work", Work())], redis_server.url, ZONE), on_shutdown=shut, handle_signals=False, ctx={"replication": "the mine"}
    )
    write_down = stopped.finish_job

    async def slowly(*end: object) -> None:
        writing.set()
        await asyncio.sleep(0.1)
        await write_down(*end)  # type: ignore[arg-type]

    stopped.finish_job = slowly  # type: ignore[method-assign]
    running = asyncio.create_task(stopped.async_run())
    await queue.wake("work")
    await asyncio.wait_for(writing.wait(), PATIENCE_S)
    await stopped.close()
    await asyncio.gather(running, return_exceptions=True)
    assert closed.is_set()


async def test_waking_without_redis_neither_waits_nor_fails(caplog: pytest.LogCaptureFixture) -> None:
    queue = RedisQueue(f"redis://127.0.0.1:{free_port()}/0")
    began = time.monotonic()
    for _ in range(100):
        await queue.wake("work")
    assert time.monotonic() - began < 0.2
    await queue.stop()
    assert [record.levelname for record in caplog.records if "Redis is away" in record.message] == ["WARNING"]


async def test_redis_may_go_and_come_back(redis_server: Redis, caplog: pytest.LogCaptureFixture) -> None:
    queue, work = RedisQueue(redis_server.url), Work()
    redis_server.kill()
    for _ in range(3):
        await queue.wake("work")
        await asyncio.sleep(0.3)
    redis_server.start()
    async with worker(redis_server, Job("work", work)):
        await queue.wake("work")
        await until(lambda: bool(work.began))
    await queue.stop()
    assert [record.message.partition(":")[0] for record in caplog.records if record.name == "server.kit.jobs" and record.levelname == "WARNING"] == [
        "Redis is away",
        "Redis is back",
    ]


async def test_jobs_travel_as_messagepack_never_as_pickle() -> None:
    """A pickle from Redis would run as code."""
    assert deserialize(serialize({"f": "work", "r": ZeroDivisionError()})) == {"f": "work", "r": "ZeroDivisionError()"}
    with pytest.raises(Exception, match=r"(?i)messagepack|trailing|malformed|invalid"):
        deserialize(b"\x80\x04\x95\x0c\x00\x00\x00\x00\x00\x00\x00\x8c\x08builtins\x94.")
