"""A day of a secretary's phone without once starting the app anew: what stays in its memory from hour to hour, and whether anything leaks.

Eight hours: in each the phone is locked and opened five times, and the pages are looked at; in six of them a meeting of sixty is recorded with two
photos, and the phone asks for news again and again. After each hour the rubbish is collected and what stays is counted. The store holds 10,000 rows.
"""

import asyncio
import re
import tempfile
from pathlib import Path

from playwright.async_api import Page, async_playwright

from server.bench import show
from server.bench._browser import LOGIN, asked, counters, page_processes_mb, phone, settled, sign_in, type_pin
from server.bench._server import serving
from server.bench.feed import PEOPLE, fill_branch, grow_branch
from server.bench.phone import MEETINGS

HOURS, OPENINGS, RECORDS, ROUNDS = 8, 5, 6, 5
PAGES = ("meetings", "stars", "me", "delivery", "resolutions", "")
WARM_HOURS = 2
"""By then every page has been seen and every table read once."""
TAKE_PHOTOS = """
async number => {
  const take = async name => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: 2000, height: 1500 })
    const brush = canvas.getContext('2d')
    for (let at = 0; at < 400; at++) {
      brush.fillStyle = `hsl(${Math.random() * 360} 40% 50%)`
      brush.fillRect(Math.random() * 2000, Math.random() * 1500, 300, 200)
    }
    return new File([await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.9))], name, { type: 'image/jpeg' })
  }
  const files = new DataTransfer()
  for (const name of [`IMG_${number}.jpg`, `IMG_${number}_2.jpg`]) files.items.add(await take(name))
  const input = document.querySelectorAll('input[type=file]')[1]
  input.files = files.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
}
"""
"""As a gallery hands them over. What a test's own tools put into a field they keep hold of, and the whole page with it."""


def run(json: bool) -> None:
    """Prints what the page holds after each hour of the day, and how it grew once it was warm."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(json, Path(folder)))


async def _measure(json: bool, folder: Path) -> None:
    with serving(folder):
        pass  # the demo mine is there
    await grow_branch(folder, LOGIN, PEOPLE)
    await fill_branch(folder, LOGIN, MEETINGS)
    async with async_playwright() as playwright:
        with serving(folder) as server:
            async with phone(playwright, folder / "profile") as page:
                await sign_in(page, server.port)
                await page.locator(".home-title").wait_for()
                await settled(page)
                _tell(json, [await _hour(page, number) for number in range(HOURS)])
                await page.context.new_page()  # a process that holds nothing but the browser's own
                await page.wait_for_timeout(2_000)
                used = page_processes_mb(folder / "profile")
                show(json, "phone_day.process", max(used) - min(used), "MB that the page's process holds for itself at the end, beyond a blank one's")


async def _hour(page: Page, number: int) -> tuple[float, float, float]:
    """Heap in MB, nodes and listeners when an hour is over and the phone rests on its home page."""
    for _ in range(OPENINGS):
        await _open_again(page)
    if number < RECORDS:
        await _record(page, number)
    for _ in range(ROUNDS):
        await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        await page.wait_for_timeout(300)
    await _go(page, "")
    await page.locator(".home-title").wait_for()
    await page.wait_for_timeout(1_500)
    found = await counters(await asked(page))
    return found["JSHeapUsedSize"] / 1e6, found["Nodes"], found["JSEventListeners"]


async def _go(page: Page, path: str) -> None:
    await page.goto(page.url.partition("#")[0] + f"#/{path}")


async def _open_again(page: Page) -> None:
    """The phone comes out of a pocket: locked, opened, and every page looked at."""
    await page.get_by_role("button", name="上锁", exact=True).tap()
    await type_pin(page)
    await page.locator(".home-title").wait_for()
    for path in PAGES:
        await _go(page, path)
        await page.locator(".page-head").first.wait_for()
        await page.wait_for_timeout(150)


async def _record(page: Page, number: int) -> None:
    await _go(page, "write/new?kind=theme_day")
    await page.get_by_label("地点", exact=True).fill(f"第{number}会议室")
    await page.get_by_label("议题", exact=True).fill("学习安全生产规程")
    await page.get_by_role("button", name=re.compile("全部到会")).tap()
    for face in range(5):
        await page.locator(".face").nth(face * 11).tap()
    await page.evaluate(TAKE_PHOTOS, number)
    await page.locator(".file").nth(1).wait_for()
    await page.get_by_role("button", name="保存", exact=True).tap()
    await page.locator(".delivery-chip").get_by_text("已送达").wait_for()


def _tell(json: bool, hours: list[tuple[float, float, float]]) -> None:
    for place, (name, unit) in enumerate((("heap", "MB of script after rubbish was collected"), ("nodes", "nodes"), ("listeners", "listeners"))):
        after = [hour[place] for hour in hours]
        show(json, f"phone_day.{name}", max(after), f"{unit}, the most after any hour of {[round(one, 1) for one in after]}")
        show(json, f"phone_day.{name}.growth", after[-1] - after[WARM_HOURS - 1], f"from the end of hour {WARM_HOURS} to the end of hour {HOURS}")
