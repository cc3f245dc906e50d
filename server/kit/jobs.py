"""Work after the answer: one kind of job, run inside the process or by arq's workers over Redis.

A wake is only a hint. What must be done stands in the database, written by the transaction that made it necessary, and every such
job has a schedule that looks for it; so Redis may be away, and a process may die, without anything being forgotten.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextvars import Context
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import arq.worker
import msgspec
from arq.connections import ArqRedis, RedisSettings
from arq.cron import cron, next_cron
from arq.worker import func
from redis.asyncio import ConnectionPool

from server.kit.clock import Clock

log = logging.getLogger(__name__)

BUCKET_S = 0.25
LONGEST_SLEEP_S = 30.0
STOP_GRACE_S = 1.0
REDIS_TIMEOUT_S = 2.0


class Job(msgspec.Struct, frozen=True):
    """A named function that is safe to run twice, at any time, in several processes at once.

    `run` takes what the queue was started with (Replication) and gives the number of things it did. `cron` has the words month, day,
    weekday, hour, minute and second, each a number or a set of numbers in the time zone of the settings; second is 0 if left out.
    """

    name: str
    run: Callable[[Any], Awaitable[int]]
    cron: Mapping[str, Any] | None = None
    timeout_s: int = 120


class JobQueue(Protocol):
    """How the rest of the server asks for work."""

    async def wake(self, name: str) -> None:
        """Asks that a job runs soon. Never waits, never fails; a wake during a run leads to another run after it."""
        ...

    async def stop(self) -> None:
        """Ends what runs and sends what is on its way."""
        ...


class LocalQueue:
    """Runs jobs inside this process, each in one task of its own: a job never runs beside itself."""

    def __init__(self, jobs: Iterable[Job], zone: ZoneInfo, clock: Clock) -> None:
        self._runners = {job.name: _Runner(job, zone, clock) for job in jobs}
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self, context: Any) -> None:
        """Begins to run; `context` is what every job is given."""
        loop = asyncio.get_running_loop()
        # A fresh context: a runner must not inherit the transaction or the request of whoever starts it.
        self._tasks = [loop.create_task(runner.serve(context), context=Context()) for runner in self._runners.values()]

    async def stop(self) -> None:
        """Lets running jobs finish for a moment; then they are cancelled, their transactions rolled back, and done again at the next start."""
        for task, runner in zip(self._tasks, self._runners.values(), strict=False):
            runner.last = True
            if not runner.busy:
                task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=STOP_GRACE_S)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []

    async def wake(self, name: str) -> None:
        """See JobQueue."""
        self._runners[name].ask()

    async def idle(self) -> None:
        """Returns when the started queue has nothing running, nothing asked for, and no schedule overdue by the clock."""
        while any(not runner.settled for runner in self._runners.values()):
            await asyncio.gather(*(runner.rest() for runner in self._runners.values()))


class _Runner:
    """One job and its schedule."""

    def __init__(self, job: Job, zone: ZoneInfo, clock: Clock) -> None:
        self.busy = False
        self.last = False
        self._job = job
        self._zone = zone
        self._clock = clock
        self._asked = asyncio.Event()
        self._finished = asyncio.Event()
        self._due_ms = self._next_due_ms()

    @property
    def settled(self) -> bool:
        return not (self.busy or self._asked.is_set() or self._overdue())

    def ask(self) -> None:
        self._asked.set()

    async def rest(self) -> None:
        """Waits for the end of the run that is under way or due."""
        while not self.settled:
            if not self.busy:
                self.ask()
            self._finished.clear()
            await self._finished.wait()

    async def serve(self, context: Any) -> None:
        while not self.last:
            await self._wait()
            self.busy = True
            self._asked.clear()  # before the run: a wake that comes during it asks for another
            if self._overdue():
                self._due_ms = self._next_due_ms()
            await run_logged(self._job, context)
            self.busy = False
            self._finished.set()

    async def _wait(self) -> None:
        """Sleeps until asked or due. Never for long at once: the machine may have slept, and a clock may be set."""
        while not self._asked.is_set() and not self._overdue():
            left_s = LONGEST_SLEEP_S if self._due_ms is None else (self._due_ms - self._clock()) / 1000
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(left_s, LONGEST_SLEEP_S)):
                    await self._asked.wait()

    def _overdue(self) -> bool:
        return self._due_ms is not None and self._clock() >= self._due_ms

    def _next_due_ms(self) -> int | None:
        return None if self._job.cron is None else due_ms(self._clock(), self._zone, msgspec.json.encode(self._job.cron))


@lru_cache(1024)
def due_ms(now_ms: int, zone: ZoneInfo, schedule: bytes) -> int:
    """When a schedule (JSON) is next due. Kept, because arq walks there field by field, and many schedules are asked at one moment."""
    now = datetime.fromtimestamp(now_ms / 1000, zone)
    return round(next_cron(now, **msgspec.json.decode(schedule), microsecond=0).timestamp() * 1000)


async def run_logged(job: Job, context: Any) -> int:
    """Runs a job within its time; a failure is logged and gives 0, since the next wake or schedule tries again."""
    started = time.monotonic()
    try:
        async with asyncio.timeout(job.timeout_s):
            done = await job.run(context)
    except Exception:
        log.exception("job failed", extra={"job": job.name})
        return 0
    if done:
        log.info("job done", extra={"job": job.name, "count": done, "ms": round((time.monotonic() - started) * 1000)})
    return done


class RedisQueue:
    """Asks arq's workers through Redis. Wakes go out in the background; one within a quarter of a second stands for all in it."""

    def __init__(self, redis_url: str) -> None:
        self._url = redis_url
        self._redis: ArqRedis | None = None
        self._reachable = True
        self._asked: dict[str, int] = {}
        self._sending: set[asyncio.Task[None]] = set()

    async def stop(self) -> None:
        """Sends what is on its way, then closes."""
        await asyncio.gather(*self._sending)
        if self._redis is not None:
            await self._redis.aclose(close_connection_pool=True)

    async def wake(self, name: str) -> None:
        """See JobQueue."""
        bucket = int(time.time() / BUCKET_S) + 1
        if self._asked.get(name) == bucket:
            return
        self._asked[name] = bucket
        task = asyncio.get_running_loop().create_task(self._send(name, bucket), context=Context())
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _send(self, name: str, bucket: int) -> None:
        """Enqueues for the end of the bucket, under an id of its own: the run starts after every wake that it stands for."""
        wait_s = max(bucket * BUCKET_S - time.time(), 0)
        try:
            await self._client().enqueue_job(name, _job_id=f"{name}:{bucket}", _defer_by=wait_s)
        except Exception as error:
            if self._asked.get(name) == bucket:
                del self._asked[name]
            self._note(False, repr(error))
        else:
            self._note(True, "")

    def _note(self, reachable: bool, error: str) -> None:
        """Logs when Redis goes and when it comes back, not each wake between."""
        if self._reachable and not reachable:
            log.warning("Redis is away: jobs run by their schedule alone", extra={"error": error})
        elif reachable and not self._reachable:
            log.warning("Redis is back")
        self._reachable = reachable

    def _client(self) -> ArqRedis:
        """The client, made at the first wake; it connects when it is used and again after each failure."""
        if self._redis is None:
            timeouts = {"socket_connect_timeout": REDIS_TIMEOUT_S, "socket_timeout": REDIS_TIMEOUT_S}
            pool = ConnectionPool.from_url(self._url, **timeouts)  # pyright: ignore[reportUnknownMemberType]
            self._redis = ArqRedis(pool, job_serializer=serialize, job_deserializer=deserialize)
        return self._redis


def worker_arguments(jobs: Sequence[Job], redis_url: str, zone: ZoneInfo) -> dict[str, Any]:
    """What arq's Worker takes to run these jobs; `ctx["replication"]` must be set by its on_startup."""
    return {
        "functions": [func(_arq_function(job), name=job.name, keep_result=0, timeout=job.timeout_s) for job in jobs],
        "cron_jobs": [
            cron(_arq_function(job), name=f"{job.name} by schedule", keep_result=0, timeout=job.timeout_s, **job.cron)
            for job in jobs
            if job.cron is not None
        ],
        "redis_settings": RedisSettings.from_dsn(redis_url),
        "timezone": zone,
        "keep_result": 0,
        "poll_delay": 0.1,
        "health_check_interval": 5,
        "job_completion_wait": 10,
        "max_jobs": 10,
        "log_results": False,
        "job_serializer": serialize,
        "job_deserializer": deserialize,
    }


class Worker(arq.worker.Worker):
    """arq's worker, but one that always lets go of what it holds: a job stopped in its very last step, while its end is written down, is still
    a cancelled task, and arq's own `close` would raise that and leave the database open."""

    async def close(self) -> None:
        """Ends the jobs that run, whatever they end with, then runs on_shutdown and leaves Redis."""
        if not self._handle_signals:
            self.handle_sig(signal.SIGUSR1)
        await asyncio.gather(*self.tasks.values(), return_exceptions=True)
        self.tasks.clear()
        await super().close()


def run_worker(arguments: dict[str, Any]) -> None:
    """Runs a worker in this process until it is told to stop, or until Redis goes away."""
    Worker(**arguments).run()


def _arq_function(job: Job) -> Any:
    async def run(ctx: dict[str, Any]) -> int:
        return await run_logged(job, ctx["replication"])

    return run


def serialize(value: dict[str, Any]) -> bytes:
    """MessagePack instead of arq's pickle, which would run code that anyone with access to Redis puts there."""
    return msgspec.msgpack.encode(value, enc_hook=repr)


def deserialize(data: bytes) -> dict[str, Any]:
    """The other direction of `serialize`."""
    return msgspec.msgpack.decode(data)
