"""Jobs inside the process: nothing asked for is lost, a job never runs beside itself, schedules follow the mine's clock."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from zoneinfo import ZoneInfo

import pytest

from server.kit.jobs import Job, LocalQueue

ZONE = ZoneInfo("Asia/Shanghai")
MIDNIGHT_MS = 1_795_449_600_000  # 2026-11-24 00:00 in Shanghai
HOUR_MS = 3_600_000
PATIENCE_S = 5


class Work:
    """What a test's job does: counts, and waits at a gate if the test closes it."""

    def __init__(self) -> None:
        self.runs = 0
        self.now = 0
        self.most = 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self, context: object) -> int:
        assert context == "the mine"
        self.now += 1
        self.most = max(self.most, self.now)
        await self.gate.wait()
        self.now -= 1
        self.runs += 1
        return 1


class Hand:
    """A clock that the test sets."""

    def __init__(self, now_ms: int) -> None:
        self.now_ms = now_ms

    def __call__(self) -> int:
        return self.now_ms


@asynccontextmanager
async def queue_of(*jobs: Job, clock: Callable[[], int] = lambda: MIDNIGHT_MS) -> AsyncIterator[LocalQueue]:
    queue = LocalQueue(jobs, ZONE, clock)
    await queue.start("the mine")
    try:
        async with asyncio.timeout(PATIENCE_S):
            yield queue
    finally:
        await queue.stop()


async def until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.001)


async def test_a_wake_runs_the_job_once() -> None:
    work = Work()
    async with queue_of(Job("work", work)) as queue:
        await queue.wake("work")
        await queue.idle()
        assert work.runs == 1


async def test_many_wakes_before_the_run_are_one_run() -> None:
    work = Work()
    async with queue_of(Job("work", work)) as queue:
        for _ in range(100):
            await queue.wake("work")
        await queue.idle()
        assert work.runs == 1


async def test_wakes_during_a_run_lead_to_one_more_run_after_it() -> None:
    work = Work()
    async with queue_of(Job("work", work)) as queue:
        work.gate.clear()
        await queue.wake("work")
        await until(lambda: work.now == 1)
        for _ in range(10):
            await queue.wake("work")
        await asyncio.sleep(0.01)
        assert (work.runs, work.now) == (0, 1)
        work.gate.set()
        await queue.idle()
        assert (work.runs, work.most) == (2, 1)


async def test_jobs_do_not_wait_for_each_other() -> None:
    slow, quick = Work(), Work()
    async with queue_of(Job("slow", slow), Job("quick", quick)) as queue:
        slow.gate.clear()
        await queue.wake("slow")
        await queue.wake("quick")
        await until(lambda: quick.runs == 1)
        assert slow.runs == 0
        slow.gate.set()


async def test_a_failing_job_is_logged_and_runs_again(caplog: pytest.LogCaptureFixture) -> None:
    runs: list[int] = []

    async def fail(_: object) -> int:
        runs.append(1)
        raise ZeroDivisionError

    async with queue_of(Job("fail", fail)) as queue:
        for expected in (1, 2):
            await queue.wake("fail")
            await queue.idle()
            assert len(runs) == expected
    assert [record.message for record in caplog.records if record.exc_info] == ["job failed", "job failed"]


async def test_a_job_that_hangs_is_ended_by_its_timeout() -> None:
    async def hang(_: object) -> int:
        await asyncio.Event().wait()
        return 0

    async with queue_of(Job("hang", hang, timeout_s=0)) as queue:
        await queue.wake("hang")
        await queue.idle()


@pytest.mark.parametrize(
    ("cron", "after_hours", "runs"),
    [
        ({"minute": {0}, "hour": {7}}, 6.99, 0),
        ({"minute": {0}, "hour": {7}}, 7, 1),
        ({"minute": {0}}, 1, 1),
        ({"second": {0, 20, 40}}, 0.01, 1),
        ({"minute": {0}, "hour": {0}, "day": {1}}, 24 * 6, 0),
        ({"minute": {0}, "hour": {0}, "day": {1}}, 24 * 7, 1),
    ],
)
async def test_a_schedule_is_in_the_time_zone_of_the_mine(cron: dict[str, set[int]], after_hours: float, runs: int) -> None:
    work, clock = Work(), Hand(MIDNIGHT_MS)
    async with queue_of(Job("work", work, cron=cron), clock=clock) as queue:
        await queue.idle()
        clock.now_ms += round(after_hours * HOUR_MS)
        await queue.idle()
        assert work.runs == runs
        await queue.idle()
        assert work.runs == runs


async def test_a_schedule_comes_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock runs a thousand times faster than the test's, as it may jump on any machine: no sleep is long."""
    monkeypatch.setattr("server.kit.jobs.LONGEST_SLEEP_S", 0.01)
    work, loop = Work(), asyncio.get_running_loop()
    begin_s = loop.time()
    async with queue_of(Job("work", work, cron={"second": {0, 20, 40}}), clock=lambda: MIDNIGHT_MS + round((loop.time() - begin_s) * 1_000_000)):
        await until(lambda: work.runs >= 2)


async def test_stopping_lets_a_running_job_finish() -> None:
    work = Work()
    async with queue_of(Job("work", work)) as queue:
        work.gate.clear()
        await queue.wake("work")
        await until(lambda: work.now == 1)
        stopping = asyncio.create_task(queue.stop())
        await asyncio.sleep(0.01)
        work.gate.set()
        await stopping
        assert work.runs == 1


async def test_a_job_inherits_nothing_from_whoever_wakes_it() -> None:
    """A wake comes from inside a request or just after a transaction; neither may reach into the job."""
    from contextvars import ContextVar

    variable: ContextVar[str] = ContextVar("variable", default="nothing")
    seen: list[str] = []

    async def look(_: object) -> int:
        seen.append(variable.get())
        return 0

    job: Callable[[object], Awaitable[int]] = look
    variable.set("the request's")
    async with queue_of(Job("look", job)) as queue:
        await queue.wake("look")
        await queue.idle()
    assert seen == ["nothing"]
