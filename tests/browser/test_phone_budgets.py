"""What the phone may use, counted and not timed: reading and script at its start, nodes on its pages, faces drawn at a tap, nothing left behind."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession

from server.bench._browser import COUNT, WATCH_START
from tests.browser.people import PIN, PhoneUser, told
from tests.browser.recording import waits

AT_START = {"opened": 2, "transactions": 4, "writing": 2, "requests": 27, "bytes": 110_000, "network": 0}
"""Until the home page stands, from the pad of the lock on: one database of this phone's people and one of the person's own."""
BEFORE_THE_PAD = {"scripts": 4, "one_after_another": 0, "by_the_worker": 0}
"""All of them at once, from the disk: wake, the app's own, and the two of the lock."""
SCRIPT_BYTES = 145_000
NODES_AT_HOME = 450
NODES_BESIDE_FACES, NODES_A_FACE = 250, 7
WRITES = """
(() => {
  const begun = window.__begun = []
  const begin = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (tables, mode, options) {
    const writesLog = [tables].flat().includes('log') && mode === 'readwrite'
    begun.push([writesLog, options?.durability === 'strict', document.activeElement?.matches('.control') ?? false])
    return begin.call(this, tables, mode, options)
  }
  const later = window.setTimeout
  window.setTimeout = (work, wait_ms = 0, ...given) =>
    later(() => window.__still && wait_ms >= 1000 ? later(work, 60_000, ...given) : work(...given), wait_ms)
})()
"""
TELL_CHIP = """words => new MutationObserver((_, look) => {
    if (!document.querySelector('.delivery-chip')?.textContent.includes(words)) return
    window.__until_chip = window.__begun.length
    look.disconnect()
}).observe(document.body, { childList: true, subtree: true, characterData: true })"""
"""Notes how many transactions had begun when the chip in the head counts what was saved."""
TRANSACTIONS_TO_THE_CHIP = 3
"""Notes each transaction: whether it writes the log, whether the disk is waited for, and whether the focus is in a field. `__still` puts off what
comes by the clock, as attempts to deliver do."""
NOTES_A_TAP = """() => {
  const seen = window.__tapped = { animations: 0, beside: null }
  addEventListener('transitionrun', () => { seen.animations += 1 }, true)
  addEventListener('click', ({ target }) => {
    const [face, beside] = [target.closest('.face'), new Set()]
    const look = new MutationObserver(changes => { for (const one of changes) if (!face.contains(one.target)) beside.add(one.target) })
    look.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
    requestAnimationFrame(() => { look.disconnect(); seen.beside = beside.size })
  }, { capture: true, once: true })
}"""
"""What changes beside a face that is tapped before it is painted, and transitions, each of which styles, and may lay out, frame by frame."""
READ_BEFORE_A_SAVE = 1
"""In one view: the server's last word for the first mutation, and the photos of the draft."""
OPENINGS = 10
STAYING = {"Nodes": 3 * OPENINGS, "JSEventListeners": OPENINGS, "Documents": 1, "JSHeapUsedSize": 40_000 * OPENINGS}
"""Whatever stays behind at each opening is there ten times; what a page says may differ by a line, and a timer hold a listener or two."""
ROUNDS = 4
"""A leak grows in each of them; what a busy machine has not cleared away yet is gone in the next."""
HEAP_BYTES = 12_000_000
"""What the page's script holds after that, of the 100 MB that the whole process may take in a day."""
SHIFTED_SO_FAR = """() => new Promise(done => {
    let sum = 0
    new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value }).observe({ type: 'layout-shift', buffered: true })
    setTimeout(() => done(sum), 500)
})"""
MOST_SHIFTED = 0.02
"""How much of the screen may move under the eye while the home page comes: five times as much is what Lighthouse calls good."""

OPEN_AGAIN = """
async ([times, pin]) => {
  const until = async selector => {
    for (let turn = 0; !document.querySelector(selector); turn++) {
      if (turn > 1000) throw new Error(selector)
      await new Promise(done => setTimeout(done, 10))
    }
  }
  for (let time = 0; time < times; time++) {
    document.querySelector('.tabs button').click()
    await until('.pin-keys')
    for (const digit of pin) document.querySelector(`.pin-key[aria-label="${digit}"]`).click()
    await until('.home-title')
    location.hash = '#/meetings'
    await until('.view [role=group], .view .rows')
    location.hash = '#/write/new?kind=theme_day'
    await until('.face')
    location.hash = '#/'
    await until('.home-title')
  }
}
"""


def test_the_phone_reads_little_at_its_start_draws_what_was_tapped_and_leaves_nothing_behind(secretary: PhoneUser, built_pwa: Path) -> None:
    secretary.go_down()
    phone = start_locked(secretary)
    found = phone.page.evaluate("window.__start.counts")
    over = {name: found[name] for name, most in AT_START.items() if found[name] > most}
    assert not over, over
    assert phone.page.evaluate("window.__start.before_pad") == BEFORE_THE_PAD
    assert script_of_an_open_store(phone) <= SCRIPT_BYTES
    assert phone.page.evaluate(SHIFTED_SO_FAR) <= MOST_SHIFTED
    assert nodes(phone) <= NODES_AT_HOME

    tools = phone.context.new_cdp_session(phone.page)
    faces = open_roll(phone)
    assert nodes(phone) <= NODES_BESIDE_FACES + NODES_A_FACE * faces
    assert faces_drawn_at_a_tap(phone, tools, built_pwa) == 1
    phone.home()
    rounds = [left_behind(phone, tools), left_behind(phone, tools)]
    while len(rounds) < ROUNDS and over_what_may_stay(*rounds[-2:]):
        rounds.append(left_behind(phone, tools))
    assert not over_what_may_stay(*rounds[-2:]), rounds
    assert rounds[-1]["JSHeapUsedSize"] < HEAP_BYTES, rounds
    phone.is_well()
    open_roll(phone)
    until_saved, until_told = asked_of_the_disk_by_a_save(phone)
    # To take the focus out of the field that was written in, and to paint that, would take longer than the script of the save.
    assert until_saved == [(False, False, True)] * READ_BEFORE_A_SAVE + [(True, True, True)]
    assert until_told <= TRANSACTIONS_TO_THE_CHIP


def start_locked(secretary: PhoneUser) -> PhoneUser:
    """A new page of a phone that was locked: the PIN, then home."""
    secretary.page.get_by_role("button", name="上锁", exact=True).click()
    secretary.page.locator(".pin").wait_for()
    page = secretary.context.new_page()
    secretary.page.close()
    for script in (COUNT, WATCH_START, WRITES):
        page.add_init_script(script)
    phone = PhoneUser(secretary.context, secretary.url, page)
    page.goto(secretary.url)
    phone.unlock()
    page.locator(".home-title").wait_for()
    return phone


def script_of_an_open_store(phone: PhoneUser) -> int:
    """Bytes of script that came before the home page stood, where no PIN had to be asked for."""
    phone.page.reload()
    phone.page.locator(".home-title").wait_for()
    return phone.page.evaluate("window.__start.counts.script")


def nodes(phone: PhoneUser) -> int:
    return phone.page.evaluate("document.querySelectorAll('*').length")


def open_roll(phone: PhoneUser) -> int:
    """Opens a new record, everyone marked as present; how many are on the roll."""
    phone.page.goto(phone.url + "/#/write/new?kind=theme_day")
    phone.page.get_by_role("button", name=re.compile("全部到会")).click()
    told(phone.page, re.compile("达到法定人数"))
    return phone.page.locator(".face").count()


def faces_drawn_at_a_tap(phone: PhoneUser, tools: CDPSession, built_pwa: Path) -> int:
    """How often the function that draws a face was called for one tap on one, until the draft was kept."""
    tools.send("Profiler.enable")
    tools.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": False})
    phone.page.evaluate(NOTES_A_TAP)
    phone.page.locator(".face").nth(7).click()
    told(phone.page, "请假 1")
    phone.page.wait_for_timeout(600)
    assert phone.page.evaluate("window.__tapped") == {"animations": 0, "beside": 0}
    found = tools.send("Profiler.takePreciseCoverage")["result"]
    tools.send("Profiler.stopPreciseCoverage")
    return sum(calls_of_face(one, built_pwa) for one in found if "/assets/" in one["url"])


def asked_of_the_disk_by_a_save(phone: PhoneUser) -> tuple[list[tuple[bool, bool, bool]], int]:
    """All transactions from the tap until the one that makes "saved on this phone" true, as they are noted. And how many there were until the chip
    on the screen counts the record.
    """
    phone.write_basics("井口会议室", "学习")
    phone.page.evaluate("window.__still = true")
    phone.page.wait_for_timeout(1_000)
    phone.page.evaluate("window.__begun.splice(0)")
    phone.page.evaluate(TELL_CHIP, "未送达")
    button = phone.page.get_by_role("button", name="保存", exact=True)
    assert button.evaluate("one => getComputedStyle(one).webkitTapHighlightColor") == "rgba(0, 0, 0, 0)", "no layer is made for the press"
    button.click()
    phone.page.locator("[aria-current=step]").wait_for()
    waits(phone, 2)
    begun = [tuple(one) for one in phone.page.evaluate("window.__begun")]
    saved = next(at for at, (writes_log, strict, _) in enumerate(begun) if writes_log and strict)
    return begun[: saved + 1], phone.page.evaluate("window.__until_chip")


def calls_of_face(script: dict[str, Any], built_pwa: Path) -> int:
    """Calls of the innermost function of a built script that holds the words by which a face is drawn."""
    text = (built_pwa / "assets" / script["url"].rpartition("/")[2]).read_text()
    place = text.find("class:`face ${")
    ranges = [one["ranges"][0] for one in script["functions"]]
    around = [one for one in ranges if one["startOffset"] <= place < one["endOffset"]]
    return min(around, key=lambda one: one["endOffset"] - one["startOffset"])["count"] if around else 0


def over_what_may_stay(before: dict[str, float], after: dict[str, float]) -> bool:
    """Whether more stayed behind in between than ten openings may leave."""
    return any(after[name] - before[name] >= most for name, most in STAYING.items())


def left_behind(phone: PhoneUser, tools: CDPSession) -> dict[str, float]:
    """Nodes and listeners that stay on a phone that was locked and opened ten more times."""
    phone.page.evaluate(OPEN_AGAIN, [OPENINGS, PIN])
    phone.page.wait_for_timeout(1_000)
    tools.send("HeapProfiler.enable")
    tools.send("Performance.enable")
    for _ in range(2):
        tools.send("HeapProfiler.collectGarbage")
    found = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
    return {name: found[name] for name in STAYING}
