"""A worker process: arq runs the same jobs as the server would, over Redis."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import Any

from server.app import JOBS, assemble, opened
from server.kit.clock import system_clock
from server.kit.jobs import worker_arguments
from server.kit.settings import Settings, SettingsError


def worker_settings(settings: Settings) -> dict[str, Any]:
    """What arq's Worker takes. Raises SettingsError without Redis: then the jobs run inside the server."""
    if not settings.redis_url:
        raise SettingsError("没有设置 LINGHANG_REDIS_URL：任务已在服务进程内运行，不需要另开工作进程。")
    stack = AsyncExitStack()

    async def start(ctx: dict[str, Any]) -> None:
        ctx["replication"] = await stack.enter_async_context(opened(assemble(settings, system_clock)))

    async def stop(_: dict[str, Any]) -> None:
        await stack.aclose()

    return {**worker_arguments(JOBS, settings.redis_url, settings.zone), "on_startup": start, "on_shutdown": stop}
