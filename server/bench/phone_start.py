"""The phone's start without a network: from opening the app to the pad of the lock, and from the last digit to the home page, in a slowed browser.

The store holds 10,000 rows and records that wait; the server is not there. Each start is a new process of the browser on the same profile. What a
person needs for typing the PIN is not counted. Nobody looks at the page while it starts: what looks at it is a script of its own, which takes the
page's time.
"""

import asyncio
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import Page, Playwright, async_playwright

from server.bench import show
from server.bench._browser import COUNT, WATCH_START, PageClock, busy, late, phone, settled, sign_in, type_pin, work_ms
from server.bench._server import serving
from server.bench.feed import PEOPLE, fill_branch, grow_branch
from server.bench.phone import LOGIN, MEETINGS

STARTS = 12
SPEEDS = (4, 8)
PENDING = 3
RESTS_MS = 4_000
"""By then any start has come to rest, the phone's other pages are fetched, and a person would have typed six digits."""


def run(json: bool) -> None:
    """Prints the figures of cold starts without a network, and of a reload with the store open."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(json, Path(folder)))


async def _measure(json: bool, folder: Path) -> None:
    with serving(folder):
        pass  # the demo mine is there
    await grow_branch(folder, LOGIN, PEOPLE)
    await fill_branch(folder, LOGIN, MEETINGS)
    profile = folder / "profile"
    async with async_playwright() as playwright:
        with serving(folder) as server:
            url = f"http://127.0.0.1:{server.port}"
            async with phone(playwright, profile) as page:
                await sign_in(page, server.port)
                await page.locator(".home-title").wait_for()
                await settled(page)
                await _leave_work(page)
        _tell_used(json, [await _start(playwright, profile, url, 1) for _ in range(STARTS)])
        for slowed in SPEEDS:
            starts = [await _start(playwright, profile, url, slowed) for _ in range(STARTS)]
            _tell(json, slowed, starts)


async def _leave_work(page: Page) -> None:
    """Records that wait, made without a network."""
    await page.context.set_offline(True)
    for number in range(PENDING):
        await page.goto(page.url.partition("#")[0] + "#/write/new?kind=theme_day")
        await page.get_by_label("议题", exact=True).fill(f"第{number}次学习安全生产规程")
        await page.get_by_role("button", name="保存", exact=True).tap()
        await page.locator(".delivery-chip").wait_for()


async def _start(playwright: Playwright, profile: Path, url: str, slowed: int) -> dict[str, Any]:
    """One start of the browser, and one reload with the store open; times in ms, `used` of the page's own thread."""
    async with phone(playwright, profile, slowed, (COUNT, WATCH_START)) as page:
        clock = PageClock(profile)
        clock.start()
        await page.goto(url, wait_until="commit")
        await page.wait_for_timeout(RESTS_MS)
        await type_pin(page)
        cold = await _seen(page)
        await page.reload(wait_until="commit")
        again = await _seen(page)
        clock.stop()
        parts = [(cold["origin"], 0, cold["pad"]), (cold["origin"], cold["key"], cold["home"]), (again["origin"], 0, again["home"])]
        return {
            **cold,
            "again": again["home"],
            "work": await work_ms(page),
            "used": [clock.used_ms(origin + start, origin + end) for origin, start, end in parts],
        }


async def _seen(page: Page) -> dict[str, Any]:
    await page.wait_for_timeout(RESTS_MS)
    await page.locator(".home-title").wait_for()
    return await page.evaluate("({ ...window.__start, origin: performance.timeOrigin })")


def _tell_used(json: bool, starts: list[dict[str, Any]]) -> None:
    for place, name in enumerate(("to_pad", "pin_to_home", "reload")):
        used = [one["used"][place] for one in starts]
        show(
            json,
            f"phone_start.used.{name}",
            statistics.median(used),
            f"ms of the page's thread at full speed, from {min(used):.0f} to {max(used):.0f}",
        )


def _tell(json: bool, slowed: int, starts: list[dict[str, Any]]) -> None:
    told = f"ms, {slowed}x slowed, {len(starts)} starts, {busy()}"
    parts = {
        "to_pad": [one["pad"] for one in starts],
        "pin_to_home": [one["home"] - one["key"] for one in starts],
        "usable": [one["pad"] + one["home"] - one["key"] for one in starts],
        "reload": [one["again"] for one in starts],
    }
    for name, took in parts.items():
        show(json, f"phone_start.{slowed}x.{name}.p50", statistics.median(took), told)
        show(json, f"phone_start.{slowed}x.{name}.p75", late(took, 0.75), f"ms, from {min(took):.0f} to {max(took):.0f}")
    show(json, f"phone_start.{slowed}x.work", statistics.median(one["work"] for one in starts), f"ms for a million steps of script, {slowed}x slowed")
    for name, count in starts[-1]["counts"].items():
        show(json, f"phone_start.{name}", count, "by the time the home page stands")
