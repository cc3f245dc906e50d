"""The people of a browser test: each with an own browser, doing what they come for by the words on the screen."""

import os
import re
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

PASSWORD = "linghang-demo-2026"
PIN = "246813"
SHOTS = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
KEEP_SHOTS = bool(os.environ.get("KEEP_SHOTS"))
PATIENCE_MS = 30_000
USED = {"button", "link", "textbox", "searchbox", "combobox", "radio", "checkbox", "spinbutton", "Date", "InputTime", "DisclosureTriangle"}
"""Roles of what can be used, as Chromium's accessibility tree names them."""
OF_THE_BROWSER = {"Date", "InputTime"}
"""What stands inside these is the browser's, in its own words."""
AXE, FINDINGS = Axe(), "axe.run({ resultTypes: ['violations'] }).then(found => found.violations)"
NARROW: ViewportSize = {"width": 360, "height": 740}
LARGE: ViewportSize = {"width": 1920, "height": 1080}

expect.set_options(timeout=PATIENCE_MS)


class Person:
    """One person in front of one page: the browser's first, or the one given."""

    def __init__(self, context: BrowserContext, url: str, page: Page | None = None):
        self.context = context
        self.url = url
        self.page: Page = page or (context.pages[0] if context.pages else context.new_page())
        self.page.set_default_timeout(PATIENCE_MS)
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        """Opens the address and signs in."""
        self.page.goto(self.url)
        self.page.get_by_label("工号").fill(login)
        self.page.get_by_label("密码").fill(password)
        self.page.get_by_role("button", name="登录", exact=True).click()
        self.page.get_by_label("密码").wait_for(state="detached")
        self.page.locator(".page-head, .office-frame, .pin").first.wait_for()
        if self.page.locator(".pin").count():
            self.choose_pin()

    def choose_pin(self, pin: str = PIN) -> None:
        """Sets a PIN, asked for at a first login with a post in a branch or after the old one was forgotten."""
        self.type_pin(pin)
        told(self.page, "再输入一次")
        self.type_pin(pin)
        self.page.locator(".pin").wait_for(state="detached")

    def type_pin(self, pin: str) -> None:
        """Presses the keys of the pad."""
        pad = self.page.get_by_role("group", name="数字键")
        for digit in pin:
            pad.get_by_role("button", name=digit, exact=True).click()

    def unlock(self, pin: str = PIN) -> None:
        """Opens the store of the person in front by PIN, as after each start of the browser."""
        self.type_pin(pin)
        self.page.locator(".pin").wait_for(state="detached")

    def look(self, name: str, tmp_path: Path) -> None:
        """Takes a picture of the screen as it is, and holds it against the accessibility rules."""
        self.page.wait_for_timeout(400)
        width = self.page.evaluate("innerWidth")
        size = "360x740" if width < 600 else "1280x800" if width < 1900 else "1920x1080"
        folder = SHOTS if KEEP_SHOTS else tmp_path
        keep(self.page, folder / f"{name}-{size}.png")
        self.is_accessible()
        if size == "1280x800" and (SHOTS / f"{name}-1920x1080.png").exists():
            self.look_large(name)

    def look_large(self, name: str) -> None:
        """For docs/screenshots alone: the same on a large screen."""
        if KEEP_SHOTS:
            desk = self.page.viewport_size
            self.page.set_viewport_size(LARGE)
            self.page.wait_for_timeout(600)
            keep(self.page, SHOTS / f"{name}-1920x1080.png")
            self.page.set_viewport_size(desk or NARROW)

    def look_in_all_light(self, name: str, tmp_path: Path) -> None:
        """The same by day and underground."""
        self.look(name, tmp_path)
        self.page.evaluate("document.documentElement.dataset.scene = 'underground'")
        self.look(f"{name}-underground", tmp_path)
        self.page.evaluate("document.documentElement.dataset.scene = 'day'")

    def look_wide_and_narrow(self, name: str, tmp_path: Path) -> None:
        """The same at a desk, and on a screen as narrow as a phone's."""
        self.look(name, tmp_path)
        wide = self.page.viewport_size
        self.page.set_viewport_size(NARROW)
        self.look(name, tmp_path)
        self.page.set_viewport_size(wide or NARROW)

    def read(self, language: str) -> None:
        """The same page in English (`en`) or Chinese (`zh`), as after the choice was made."""
        self.page.evaluate(f"localStorage.setItem('linghang.language', '{language}')")
        self.page.reload()

    def is_accessible(self) -> None:
        """No finding of axe on the page as it stands."""
        if self.page.evaluate("typeof axe") == "undefined":
            self.page.evaluate(AXE.axe_script)
        found = self.page.evaluate(FINDINGS)
        told = [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]
        assert not told, "\n".join(told)

    def controls(self) -> list[str]:
        """Role and name of all that can be used on the page, in the order in which a screen reader comes to it."""
        devtools = self.context.new_cdp_session(self.page)
        nodes = {one["nodeId"]: one for one in devtools.send("Accessibility.getFullAXTree")["nodes"]}
        order, waiting = [], [next(iter(nodes))]
        while waiting:
            order.append(nodes[waiting.pop()])
            if order[-1]["role"]["value"] not in OF_THE_BROWSER:
                waiting += [child for child in reversed(order[-1].get("childIds", [])) if child in nodes]
        told = [(one["role"]["value"], one["name"]["value"]) for one in order if not one["ignored"] and one["role"]["value"] in USED]
        return [f"{role} {name}" for role, name in told]

    def is_well(self) -> None:
        """Nothing failed on the page."""
        assert not self.faults, self.faults


class PhoneUser(Person):
    """Someone with a phone: the network comes and goes."""

    def ready_for_underground(self) -> None:
        """Waits until the phone can do without a network: the service worker holds the page and its files."""
        # The page's policy forbids what Playwright's own waiting does once it has to ask a second time. The worker fetches every file first.
        for _ in range(3 * PATIENCE_MS // 200):
            if self.page.evaluate("navigator.serviceWorker.controller !== null"):
                break
            self.page.wait_for_timeout(200)
        assert self.page.evaluate("navigator.serviceWorker.controller !== null")
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(1500)

    def go_down(self) -> None:
        """No network from here on: nothing that the page asks for is answered, whatever the browser says of it."""
        self.context.set_offline(True)
        assert self.page.evaluate("fetch('/health/live', { cache: 'no-store' }).then(() => false, () => true)")

    def come_up(self) -> None:
        """The network is back; the app sends by itself."""
        self.context.set_offline(False)
        self.delivered()

    def delivered(self) -> None:
        """The chip in the head says that everything is delivered."""
        self.poke()
        expect(self.page.locator(".delivery-chip").get_by_text("已送达")).to_be_visible(timeout=60_000)

    def asks_until_gone(self, text: str) -> None:
        """Comes back to the app until the news that takes a text off the screen has arrived; a hint may be lost with the network."""
        for _ in range(PATIENCE_MS // 1000):
            self.poke()
            self.page.wait_for_timeout(1000)
            if not self.page.get_by_text(text).count():
                return
        expect(self.page.get_by_text(text)).to_have_count(0)

    def poke(self) -> None:
        """Coming back to the app asks for news at once."""
        self.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    def home(self) -> None:
        self.page.goto(self.url + "/#/")
        self.page.get_by_role("link", name="今日").wait_for()

    def open_duty(self, name: str) -> None:
        """Opens what is due by its name."""
        self.home()
        self.page.get_by_role("link", name=re.compile(name)).first.click()

    def type_into(self, label: str, text: str) -> None:
        """One tap into a field, then its words key by key."""
        field = self.page.get_by_label(label, exact=True)
        field.click()
        field.press_sequentially(text)

    def write_basics(self, place: str, agenda: str) -> None:
        """What the prefilled form still lacks."""
        self.page.get_by_label("地点", exact=True).fill(place)
        self.page.get_by_label("议题", exact=True).fill(agenda)

    def mark_all_present_except(self, name: str, reason: str) -> None:
        """Everyone, then one person on leave with a reason."""
        self.page.get_by_role("button", name=re.compile("全部到会")).click()
        face = self.page.get_by_role("button", name=re.compile(f"^{name}"))
        face.click()
        expect(face).to_contain_text("请假")
        self.page.get_by_role("radio", name=reason).or_(self.page.get_by_role("button", name=reason)).first.click()

    def save_and_submit(self) -> None:
        self.page.get_by_role("button", name="保存并提交").click()


def keep(page: Page, path: Path) -> None:
    """Writes the screen as it is, as large as it says: 256 colours show what all of them do, in a third of the bytes."""
    with Image.open(BytesIO(page.screenshot(scale="css"))) as shot:
        shot.convert("RGB").quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(path, optimize=True)


def told(page: Page, text: str | re.Pattern[str]) -> Any:
    """Waits until the screen says something."""
    return expect(page.get_by_text(text).first).to_be_visible()


def holds(page: Page, what: Callable[[], bool], patience_s: float = PATIENCE_MS / 1000) -> None:
    """Lets the page live until something holds. The browser's own waiting would need a page that may run text as script, and ours may not."""
    end = time.monotonic() + patience_s
    while not what() and time.monotonic() < end:
        page.wait_for_timeout(100)
    assert what()
