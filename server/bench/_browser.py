"""A secretary's phone in a real browser: its profile lies on the disk, its processor is slowed as asked, scripts in the page note what is measured.

Nothing in the app is changed for it. The throttle slows the page's own thread; ciphers, the disk and the service worker run at full speed.
"""

import itertools
import os
import shutil
import threading
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, CDPSession, Page, Playwright

LOGIN, PASSWORD, PIN = "J200001", "linghang-demo-2026", "246813"
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True, "locale": "zh-CN"}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
PATIENCE_MS = 120_000
SETTLE_MS = 2_500

WATCH_START = """
(() => {
  const seen = window.__start = { key: 0, pad: 0, home: 0, counts: null, before_pad: null }
  const painted = tell => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => tell(performance.now())
    port2.postMessage(null)
  })
  const fetched = () => performance.getEntriesByType('resource').filter(one => one.name.endsWith('.js'))
  const scripts = () => fetched().reduce((sum, one) => sum + one.decodedBodySize, 0)
  const named = () => [...document.querySelectorAll('script[src], link[rel=modulepreload]')].map(one => one.src || one.href)
  const beforePad = () => ({
    scripts: fetched().length,
    one_after_another: fetched().filter(one => !named().includes(one.name)).length,
    by_the_worker: [...performance.getEntriesByType('navigation'), ...fetched()].filter(one => one.workerFinalSourceType !== 'cache').length,
  })
  const wanted = { pad: '.pin-keys', home: '.home-title' }
  const look = new MutationObserver(() => {
    for (const [name, selector] of Object.entries(wanted)) {
      if (!document.querySelector(selector)) continue
      delete wanted[name]
      seen.counts = { ...window.__counted, script: scripts() }
      if (name === 'pad') seen.before_pad = beforePad()
      painted(at => { seen[name] = at })
    }
    if (!wanted.home) look.disconnect()
  })
  look.observe(document, { childList: true, subtree: true })
  addEventListener('pointerdown', event => { if (!seen.home) seen.key = event.timeStamp }, true)
})()
"""
"""When the pad of the lock could be pressed and when it was last, when the home page was painted; and what was counted by then, script too. Before
the pad: scripts, those that only another script named, and files that the disk alone did not answer."""

COUNT = """
(() => {
  const counted = window.__counted = { opened: 0, transactions: 0, writing: 0, requests: 0, bytes: 0, network: 0 }
  const size = value => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength
    if (value === null || typeof value !== 'object') return String(value).length
    return Object.entries(value).reduce((sum, [key, one]) => sum + size(one) + (Array.isArray(value) ? 0 : key.length), 0)
  }
  const wrap = (owner, name, before) => {
    const work = owner[name]
    owner[name] = function (...given) {
      const after = before(...given)
      const result = work.apply(this, given)
      after?.(result)
      return result
    }
  }
  wrap(IDBFactory.prototype, 'open', () => { counted.opened += 1 })
  wrap(IDBDatabase.prototype, 'transaction', (_, mode) => { counted.transactions += 1; if (mode === 'readwrite') counted.writing += 1 })
  const weigh = ({ target }) => { counted.bytes += size(target.result) }
  const reads = () => { counted.requests += 1; return request => request.addEventListener('success', weigh) }
  for (const kind of [IDBObjectStore, IDBIndex]) {
    for (const name of ['get', 'getAll', 'getAllKeys', 'openCursor', 'count']) wrap(kind.prototype, name, reads)
  }
  for (const name of ['add', 'put', 'delete', 'clear']) wrap(IDBObjectStore.prototype, name, () => { counted.requests += 1 })
  wrap(window, 'fetch', () => { counted.network += 1 })
  window.EventSource = class extends EventSource { constructor(...given) { counted.network += 1; super(...given) } }
})()
"""
"""Counts what the page asks of its databases and of the network, and the bytes that its databases give."""

WORK = """
() => {
  const turns = count => {
    const began = performance.now()
    for (let text = 0; text < count * 100; text += 1) {
      let built = ''
      for (let at = 0; at < 10000; at += 1) built += 'a'
      if (built.length !== 10000) throw new Error('not built')
    }
    return (performance.now() - began) / count
  }
  turns(20)
  return turns(60)
}
"""
"""A fixed piece of work of the page's own thread, in ms a million steps once it is warm: figures of two hours can be told by it."""


@asynccontextmanager
async def phone(playwright: Playwright, profile: Path, slowed: int = 1, scripts: Sequence[str] = ()) -> AsyncIterator[Page]:
    """Starts the browser on a profile, as after the phone was switched on; gives its page, slowed and watched by these scripts."""
    context = await playwright.chromium.launch_persistent_context(str(profile), executable_path=shutil.which("chromium"), args=FLAGS, **PHONE)
    try:
        page = context.pages[0]
        page.set_default_timeout(PATIENCE_MS)
        for script in scripts:
            await page.add_init_script(script)
        await slow(await asked(page), slowed)
        yield page
    finally:
        await context.close()


async def asked(page: Page) -> CDPSession:
    """A line to the browser's own tools for this page."""
    context: BrowserContext = page.context
    return await context.new_cdp_session(page)


async def slow(session: CDPSession, times: int) -> None:
    """Slows the page's thread to a part of its speed."""
    await session.send("Emulation.setCPUThrottlingRate", {"rate": times})


async def work_ms(page: Page) -> float:
    """What a million steps of script take on this machine at this hour, slowed as the page is."""
    return await page.evaluate(WORK)


async def sign_in(page: Page, port: int) -> None:
    """The first login on this phone, with a PIN set."""
    await page.goto(f"http://127.0.0.1:{port}")
    await page.get_by_label("工号").fill(LOGIN)
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录", exact=True).click()
    await type_pin(page)
    await page.get_by_text("再输入一次").wait_for()
    await type_pin(page)
    await page.locator(".page-head").first.wait_for()


async def type_pin(page: Page) -> None:
    """Taps the six digits."""
    pad = page.get_by_role("group", name="数字键")
    for digit in PIN:
        await pad.get_by_role("button", name=digit, exact=True).tap()


async def settled(page: Page) -> None:
    """Waits until the phone can do without a network, and until nothing goes to and fro any more."""
    while not await page.evaluate("navigator.serviceWorker.controller !== null"):
        await page.wait_for_timeout(200)
    await page.wait_for_load_state("networkidle")
    await page.wait_for_timeout(SETTLE_MS)


def late(took: Sequence[float], share: float = 0.95) -> float:
    """The time that this share of them did not exceed."""
    return sorted(took)[min(len(took) - 1, int(len(took) * share))]


def busy() -> str:
    """How busy the machine is: the load of the last minute beside its processors."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


async def counters(session: CDPSession) -> Mapping[str, float]:
    """The browser's counters of the page after rubbish was collected: `JSHeapUsedSize` in bytes, `Nodes`, `JSEventListeners`, …"""
    await session.send("HeapProfiler.enable")
    for _ in range(2):
        await session.send("HeapProfiler.collectGarbage")
    await session.send("Performance.enable")
    found = await session.send("Performance.getMetrics")
    return {one["name"]: one["value"] for one in found["metrics"]}


class PageClock(threading.Thread):
    """Notes how much processor time a browser's pages have used in their own threads: it grows with their work, and hardly with others'."""

    def __init__(self, profile: Path):
        super().__init__(daemon=True)
        self._profile = profile
        self._noted: dict[int, list[tuple[float, float]]] = {}
        self._over = threading.Event()

    def run(self) -> None:
        """Looks every few milliseconds; for new pages now and then."""
        for turn in itertools.count():
            pages = renderers(self._profile) if turn % 100 == 0 else list(self._noted)
            for pid in pages:
                with suppress(OSError):
                    used_ms = int(Path(f"/proc/{pid}/task/{pid}/schedstat").read_text().split()[0]) / 1e6
                    self._noted.setdefault(pid, []).append((time.time() * 1000, used_ms))
            if self._over.wait(0.004):
                return

    def stop(self) -> None:
        """No more notes."""
        self._over.set()
        self.join()

    def used_ms(self, start: float, end: float) -> float:
        """What the busiest page used between two moments in epoch ms."""
        return max(self._at(notes, end) - self._at(notes, start) for notes in self._noted.values())

    @staticmethod
    def _at(notes: list[tuple[float, float]], moment: float) -> float:
        return next((used for at, used in notes if at >= moment), notes[-1][1])


def renderers(profile: Path) -> list[int]:
    """The processes of the pages of the browser that runs on this profile."""
    lines: dict[int, str] = {}
    for one in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            lines[int(one.name)] = (one / "cmdline").read_bytes().decode(errors="replace")
    ours = {pid for pid, line in lines.items() if f"--user-data-dir={profile}" in line}
    return [pid for pid, line in lines.items() if "--type=renderer" in line and ours & set(_parents(pid))]


def page_processes_mb(profile: Path) -> list[float]:
    """Memory that each page's process holds for itself alone: what it wrote, its script and pictures; not the browser's code that all share."""
    return [_own_mb(pid) for pid in renderers(profile)]


def _parents(pid: int) -> Iterator[int]:
    with suppress(OSError):
        while pid > 1:
            yield pid
            pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def _own_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith(("Private_Clean:", "Private_Dirty:")))
