"""Two writers at once: the second begins in the midst of the first one's transaction."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypeVar

Opened = TypeVar("Opened")
Result = TypeVar("Result")
LONG_ENOUGH_S = 0.3
"""How long the second writer is given to reach what the first holds. Where it needs longer, a test proves less; it never fails for that."""


@asynccontextmanager
async def amid(write: AbstractAsyncContextManager[Opened], other: Coroutine[Any, Any, Result]) -> AsyncIterator[tuple[Opened, asyncio.Task[Result]]]:
    """The first one's transaction, and the second one's task, which begins after the block's statements and before their commit."""
    midst = asyncio.Event()

    async def begin() -> Result:
        await midst.wait()
        return await other

    beginning = asyncio.create_task(begin())
    async with write as opened:
        yield opened, beginning
        midst.set()
        await asyncio.sleep(LONG_ENOUGH_S)
