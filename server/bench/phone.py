"""The phone in a slowed browser: from a tap to the disk and to the chip, from a tap on a face to the paint, and the first sync of 10,000 rows.

A script in the page notes when inputs, answers of the server and transactions of IndexedDB end. Nobody looks at the page while it saves, since
looking takes the page's own time. Beside each save a bare transaction writes the same record to a database of its own: the floor, which is the
browser's and the disk's.
"""

import asyncio
import re
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Page, async_playwright

from server.bench import show
from server.bench._browser import LOGIN, PageClock, asked, busy, late, phone, sign_in, slow, work_ms
from server.bench._server import serving
from server.bench.feed import PEOPLE, fill_branch, grow_branch

SLOWED, SLOWEST = 4, 8
SAVES = 40
CHIPS = 20
TICKS = 60
MEETINGS = 156
"""As many records of a branch as make, with the marks of sixty and the rest that a phone holds, 10,000 rows."""
QUIET_MS = 900
"""After so long a draft is kept and a save has settled; neither is what is measured."""
WATCH = """
(() => {
  const seen = { tap: 0, saves: [], record: null, synced: [], rows: [], tasks: [], sent: [], inputs: [], chip: 0 }
  window.__seen = seen
  addEventListener('pointerdown', event => { seen.tap = event.timeStamp }, true)
  new PerformanceObserver(list => { for (const one of list.getEntries()) seen.tasks.push([one.startTime, one.duration]) })
    .observe({ type: 'longtask', buffered: true })
  new PerformanceObserver(list => {
    for (const one of list.getEntries()) if (one.interactionId) seen.inputs.push([one.name, one.startTime, one.startTime + one.duration])
  }).observe({ type: 'event', durationThreshold: 16 })
  const open = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (tables, mode, options) {
    const transaction = open.call(this, tables, mode, options)
    const tap = seen.tap
    transaction.addEventListener('complete', () => {
      const now = performance.now()
      if (mode === 'readwrite' && [tables].flat().includes('rows')) seen.rows.push(now)
      if (options?.durability === 'strict' && [tables].flat().includes('log')) seen.saves.push([tap, now])
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


WAIT_FOR_CHIP = """
words => {
  const seen = window.__seen
  seen.chip = 0
  const look = new MutationObserver(() => {
    if (!document.querySelector('.delivery-chip')?.textContent.includes(words)) return
    look.disconnect()
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => { seen.chip = performance.now() - seen.tap }
      port2.postMessage(null)
    })
  })
  look.observe(document.body, { childList: true, subtree: true, characterData: true })
}
"""


def run(json: bool) -> None:
    """Prints the figures of a secretary's phone."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(json, Path(folder)))


async def _measure(json: bool, folder: Path) -> None:
    with serving(folder):
        pass  # the demo mine is there
    await grow_branch(folder, LOGIN, PEOPLE)
    branch = await fill_branch(folder, LOGIN, MEETINGS)
    async with async_playwright() as playwright:
        with serving(folder) as server:
            async with phone(playwright, folder / "profile", SLOWED, [WATCH]) as page:
                await sign_in(page, server.port)
                await _first_sync(json, page)
                await _saves(json, page, folder / "profile")
                await _chips(json, page)
                show(json, "phone.work", await work_ms(page), f"ms for a million steps of script, {SLOWED}x slowed")
                await slow(await asked(page), SLOWEST)
                await _ticks(json, page)
    show(json, "phone.branch_rows", branch, "rows of the branch on the server")


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


async def _saves(json: bool, page: Page, profile: Path) -> None:
    """Taps on a button that saves, until the disk has the mutation: by the clock, and what the page's own thread has worked meanwhile."""
    clock = PageClock(profile)
    clock.start()
    await page.get_by_role("link", name=re.compile("月主题党日")).first.click()
    await page.get_by_label("议题", exact=True).fill("学习安全生产规程")
    saved, floor, sent = zip(*[await _save(page, number) for number in range(SAVES)], strict=True)
    clock.stop()
    took, worked = [end - start for start, end in saved], [clock.used_ms(start, end) for start, end in saved]
    low, high = statistics.median(floor), late(floor)
    show(json, "phone.floor.p50", low, f"ms, {SLOWED}x slowed, a bare strict transaction of the same record")
    show(json, "phone.floor.p95", high, "ms")
    show(json, "phone.tap_to_saved.p50", statistics.median(took), f"ms, {SLOWED}x slowed, strict durability", statistics.median(took) / low)
    show(json, "phone.tap_to_saved.p95", late(took), f"ms, of {len(took)} saves, {busy()}", late(took) / high)

    show(json, "phone.tap_to_saved.own", statistics.median(worked), f"ms of the page's own thread, {SLOWED}x slowed")

    # The first save makes the record; each later one is a lone edit of a field.
    show(json, "phone.bytes.lone_edit", statistics.median(sent[1:]), "bytes of the request with a lone edit as the phone sends it")


async def _save(page: Page, number: int) -> tuple[tuple[float, float], float, int]:
    """From the tap to the disk, in epoch ms; how long a bare transaction takes; the bytes of the request that delivers it."""
    await page.get_by_label("地点", exact=True).fill(f"第{number}会议室")
    await page.wait_for_timeout(QUIET_MS)
    await page.evaluate("Object.assign(window.__seen, { saves: [], sent: [] })")
    await _tap(page, page.get_by_role("button", name="保存", exact=True))
    await page.wait_for_timeout(QUIET_MS)
    while not (seen := await page.evaluate("window.__seen"))["sent"]:
        await page.wait_for_timeout(QUIET_MS)
    floor = await page.evaluate(FLOOR)
    await page.get_by_role("button", name="修改", exact=True).tap()
    origin, (start, end) = await page.evaluate("performance.timeOrigin"), seen["saves"][0]
    return (origin + start, origin + end), floor, seen["sent"][0]


async def _tap(page: Page, target: Locator) -> None:
    """A finger on the middle of it; what the tap does is not waited for."""
    box = await target.bounding_box()
    assert box, "it is on the screen"
    await page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


async def _chips(json: bool, page: Page) -> None:
    """Taps on a button that saves, without a network, until the chip that counts what is only here is painted."""
    await page.context.set_offline(True)
    took: list[float] = []
    for number in range(1, CHIPS + 1):
        await page.get_by_label("地点", exact=True).fill(f"井口{number}号")
        await page.wait_for_timeout(QUIET_MS)
        await page.evaluate(WAIT_FOR_CHIP, f"未送达 {number}")
        await _tap(page, page.get_by_role("button", name="保存", exact=True))
        while not (painted := await page.evaluate("window.__seen.chip")):
            await page.wait_for_timeout(QUIET_MS)
        took.append(painted)
        await page.get_by_role("button", name="修改", exact=True).tap()
    show(json, "phone.tap_to_chip.p50", statistics.median(took), f"ms, {SLOWED}x slowed")
    show(json, "phone.tap_to_chip.p95", late(took), f"ms, of {len(took)} saves, from {min(took):.0f} to {max(took):.0f}, {busy()}")


async def _ticks(json: bool, page: Page) -> None:
    """Taps on faces of a roll of sixty, three on each (on leave, absent, present again), until the paint as the browser tells it (8 ms steps)."""
    faces = page.locator(".face")
    await faces.nth(PEOPLE - 1).wait_for(state="attached")
    await page.get_by_role("button", name=re.compile("全部到会")).tap()
    took: list[float] = []
    for number in range(TICKS):
        face = faces.nth(number // 3 * 7 % PEOPLE)
        await face.evaluate("one => one.scrollIntoView({ block: 'center' })")
        await page.wait_for_timeout(QUIET_MS / 3)
        await page.evaluate("window.__seen.inputs = []")
        await _tap(page, face)
        await page.wait_for_timeout(QUIET_MS)
        inputs = await page.evaluate("window.__seen.inputs")
        took.append(max(end for _, _, end in inputs) - min(start for _, start, _ in inputs) if inputs else 16)
    show(json, "phone.tick_to_paint.p50", statistics.median(took), f"ms, {SLOWEST}x slowed, a roll of {PEOPLE}")
    show(json, "phone.tick_to_paint.p95", late(took), f"ms, of {len(took)} ticks, from {min(took):.0f} to {max(took):.0f}, {busy()}")
