"""The phone in a real browser, its processor slowed to a quarter: from a tap to the disk, and the first sync of a branch with 10,000 rows.

Nothing in the app is changed for it: a script in the page notes when inputs, answers of the server and transactions of IndexedDB end.
Nobody looks at the page while it saves, since looking takes the page's own time. Beside each save a bare transaction writes the same record
to a database of its own: the floor, which is the browser's and the disk's.
"""

import asyncio
import os
import re
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.async_api import Page, async_playwright

from server.bench import show
from server.bench._server import Serving, serving
from server.bench.feed import fill_branch

LOGIN, PASSWORD, PIN = "J200001", "linghang-demo-2026", "246813"
SLOWED = 4
SAVES = 40
MEETINGS = 206
"""As many records of a branch as make, with everyone's marks and the rest that a phone holds, 10,000 rows."""
QUIET_MS = 900
"""After so long a draft is kept and a save has settled; neither is what is measured."""
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True, "locale": "zh-CN"}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
WATCH = """
(() => {
  const seen = { tap: 0, saves: [], record: null, synced: [], rows: [], tasks: [], sent: [] }
  window.__seen = seen
  addEventListener('pointerdown', event => { seen.tap = event.timeStamp }, true)
  new PerformanceObserver(list => { for (const one of list.getEntries()) seen.tasks.push([one.startTime, one.duration]) })
    .observe({ type: 'longtask', buffered: true })
  const open = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (tables, mode, options) {
    const transaction = open.call(this, tables, mode, options)
    const tap = seen.tap
    transaction.addEventListener('complete', () => {
      const now = performance.now()
      if (mode === 'readwrite' && [tables].flat().includes('rows')) seen.rows.push(now)
      if (options?.durability === 'strict' && [tables].flat().includes('log')) seen.saves.push(now - tap)
    })
    return transaction
  }
  const add = IDBObjectStore.prototype.add
  IDBObjectStore.prototype.add = function (record, key) {
    if (this.name === 'log') seen.record = record
    return add.call(this, record, key)
  }
  const send = window.fetch
  window.fetch = (path, init) => {
    if (path === '/api/sync') seen.sent.push(init.body.byteLength ?? init.body.length)
    return send(path, init)
  }
  const json = Response.prototype.json
  Response.prototype.json = function () {
    return json.call(this).then(body => {
      if (this.url.endsWith('/api/sync')) seen.synced.push([performance.now(), Object.values(body.scopes).some(page => page.more)])
      return body
    })
  }
})()
"""
FLOOR = """
() => new Promise(resolve => {
  const opening = indexedDB.open('floor', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('log', { keyPath: ['log', 'mid'] })
  opening.onsuccess = () => setTimeout(() => {
    const began = performance.now()
    const transaction = opening.result.transaction(['log'], 'readwrite', { durability: 'strict' })
    transaction.objectStore('log').put(window.__seen.record)
    transaction.commit()
    transaction.oncomplete = () => { resolve(performance.now() - began); opening.result.close() }
  }, 100)
})
"""


def run(json: bool) -> None:
    """Prints the figures of a secretary's phone."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(json, Path(folder)))


async def _measure(json: bool, folder: Path) -> None:
    with serving(folder):
        pass  # the demo mine is there
    branch = await fill_branch(folder, LOGIN, MEETINGS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with serving(folder) as server:
            page = await (await browser.new_context(**PHONE)).new_page()  # pyright: ignore[reportArgumentType]
            await _slow(page)
            await _sign_in(page, server)
            await _first_sync(json, page)
            await _saves(json, page)
        await browser.close()
    show(json, "phone.branch_rows", branch, "rows of the branch on the server")


async def _slow(page: Page) -> None:
    await page.add_init_script(WATCH)
    session = await page.context.new_cdp_session(page)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.set_default_timeout(120_000)


async def _sign_in(page: Page, server: Serving) -> None:
    await page.goto(f"http://127.0.0.1:{server.port}")
    await page.get_by_label("工号").fill(LOGIN)
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录", exact=True).click()
    pad = page.get_by_role("group", name="数字键")
    for digit in PIN * 2:
        await pad.get_by_role("button", name=digit, exact=True).click()
    await page.locator(".page-head").first.wait_for()


async def _first_sync(json: bool, page: Page) -> None:
    """From the first answer with rows to the transaction that took the last page; looked at when nothing more came for two seconds."""
    ended, quiet, seen = None, 0, await page.evaluate("window.__seen")
    while ended is None or quiet < 4:
        await page.wait_for_timeout(500)
        before, seen = len(seen["rows"]), await page.evaluate("window.__seen")
        quiet = quiet + 1 if len(seen["rows"]) == before else 0
        ended = _taken(seen)
    began = seen["synced"][0][0]
    longest = max((length for start, length in seen["tasks"] if start + length > began), default=0)
    show(json, "phone.first_sync.time", ended - began, f"ms from the first answer to the last row on the disk, {SLOWED}x slowed")
    show(json, "phone.first_sync.longest_block", longest, f"ms, the longest task from then until the screen rests, {SLOWED}x slowed")


def _taken(seen: dict[str, Any]) -> float | None:
    """When the last page was on the disk. What jobs of the server write later is news, and no part of the first sync."""
    last = next((at for at, more in seen["synced"] if not more), None)
    return next((at for at in seen["rows"] if last is not None and at > last), None)


async def _saves(json: bool, page: Page) -> None:
    """Taps on a button that saves, until the disk has the mutation."""
    await page.get_by_role("link", name=re.compile("月主题党日")).first.click()
    await page.get_by_label("议题", exact=True).fill("学习安全生产规程")
    took, floor, sent = zip(*[await _save(page, number) for number in range(SAVES)], strict=True)
    low, high = statistics.median(floor), _late(floor)
    show(json, "phone.floor.p50", low, f"ms, {SLOWED}x slowed, a bare strict transaction of the same record")
    show(json, "phone.floor.p95", high, "ms")
    show(json, "phone.tap_to_saved.p50", statistics.median(took), f"ms, {SLOWED}x slowed, strict durability", statistics.median(took) / low)
    show(json, "phone.tap_to_saved.p95", _late(took), f"ms, of {len(took)} saves on {os.cpu_count()} cores", _late(took) / high)

    # The first save makes the record; each later one is a lone edit of a field.
    show(json, "phone.bytes.lone_edit", statistics.median(sent[1:]), "bytes of the request with a lone edit as the phone sends it")


def _late(took: Sequence[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)]


async def _save(page: Page, number: int) -> tuple[float, float, int]:
    """How long a save takes from the tap, and a bare transaction, in ms; the bytes of the request that delivers it."""
    await page.get_by_label("地点", exact=True).fill(f"第{number}会议室")
    button = await page.get_by_role("button", name="保存", exact=True).bounding_box()
    assert button, "the button is on the screen"
    await page.wait_for_timeout(QUIET_MS)
    await page.evaluate("Object.assign(window.__seen, { saves: [], sent: [] })")
    await page.touchscreen.tap(button["x"] + button["width"] / 2, button["y"] + button["height"] / 2)
    await page.wait_for_timeout(QUIET_MS)
    seen = await page.evaluate("window.__seen")
    floor = await page.evaluate(FLOOR)
    await page.get_by_role("button", name="修改", exact=True).tap()
    return seen["saves"][0], floor, seen["sent"][0]
