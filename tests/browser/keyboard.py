"""Someone who uses no mouse and may not see: Tab, Enter, Space, arrows and letters, and a screen reader that says role and name of each stop."""

import logging
import re

from playwright.sync_api import expect

from tests.browser.people import PhoneUser, told
from tests.browser.recording import DUTY

MOST_STOPS = 80
"""On the way to one thing; a person would have given up."""
MOST_KEYS = 70
"""For a meeting of everybody beside the letters typed; 47 faces are not walked through, for the search finds whom one means."""
log = logging.getLogger(__name__)
_STOP = """() => {
    const one = document.activeElement
    if (!one || one === document.body) return 'the focus is lost'
    const { left, top, width, height } = one.getBoundingClientRect()
    const spots = [[.5, .5], [.5, .1], [.5, .9], [.05, .5], [.95, .5]].map(([x, y]) => [left + x * width, top + y * height])
    const hidden = spots.filter(([x, y]) => !one.contains(document.elementFromPoint(x, y))).length
    const { outlineStyle, outlineWidth } = getComputedStyle(one)
    if (hidden) return `${hidden} of ${spots.length} spots are covered or beyond the screen`
    return outlineStyle === 'none' || parseFloat(outlineWidth) < 2 ? 'no ring is drawn around it' : ''
}"""
"""What is wrong with where the focus stands, in words; nothing where all of it can be seen."""


class Keys:
    """The keys of one page, and what a screen reader said at each stop."""

    def __init__(self, person: PhoneUser) -> None:
        self.page = person.page
        self.tools = person.context.new_cdp_session(person.page)
        self.pressed = 0
        self.faults: list[str] = []

    def press(self, key: str, times: int = 1) -> None:
        """One key, some times."""
        for _ in range(times):
            self.page.keyboard.press(key)
            self.pressed += 1

    def types(self, words: str) -> None:
        """Letters, into whatever has the focus."""
        self.page.keyboard.type(words)

    def stop(self) -> str:
        """Role and name of what has the focus, as a screen reader has them."""
        found = self.tools.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
        (node,) = self.tools.send("Accessibility.getPartialAXTree", {"objectId": found, "fetchRelatives": False})["nodes"]
        return f"{node['role']['value']} {node.get('name', {}).get('value', '')}" if not node["ignored"] else "nothing that is told"

    def goes_to(self, wanted: str, key: str = "Tab") -> None:
        """Stop by stop to what is so called; the focus must be seen at each, and each must have a name."""
        said: list[str] = []
        while len(said) < MOST_STOPS:
            self.press(key)
            said.append(self.stop())
            self.sees(said[-1])
            if re.search(wanted, said[-1]):
                return
        raise AssertionError(f"no way to {wanted}: {said}")

    def sees(self, said: str) -> None:
        """Notes what hides the focus, and what has no name."""
        fault = self.page.evaluate(_STOP)
        if len(said.split()) < 2:
            fault = f"{fault} it has no name".strip()
        if fault:
            self.faults.append(f"{said}: {fault}")

    def uses(self, wanted: str, key: str = "Enter", leads_on: bool = False) -> None:
        """Goes there and presses; the focus stays on the page, unless another comes."""
        self.goes_to(wanted)
        self.press(key)
        if not leads_on:
            self.page.wait_for_timeout(50)
            if self.page.evaluate("document.activeElement === document.body"):
                self.faults.append(f"{wanted}: the focus is lost once it is pressed")


def looks_into_a_sheet(keys: Keys) -> None:
    """Opens the list of people, and shuts it again: the focus is in it, and then where it came from."""
    keys.uses("^button 主持人 ", leads_on=True)
    expect(keys.page.get_by_role("dialog").get_by_role("button", name="关闭")).to_be_focused()
    keys.press("Escape")
    expect(keys.page.get_by_role("dialog")).to_have_count(0)
    expect(keys.page.locator("#chair")).to_be_focused()


def record_by_keys(person: PhoneUser, place: str, agenda: str, absent: tuple[str, str]) -> None:
    """From home to saved: everybody there but one, found by initials, with a reason chosen by the arrows."""
    name, initials = absent
    person.home()
    keys, page = Keys(person), person.page
    keys.uses(f"^link .*{DUTY}", leads_on=True)
    told(page, "必填的六项")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    keys.goes_to("^textbox 地点$")
    keys.types(place)
    looks_into_a_sheet(keys)
    keys.goes_to("^textbox 议题$")
    keys.types(agenda)
    keys.uses("^button 全部到会", "Space")
    keys.goes_to("^searchbox 找人$")
    keys.types(initials)
    keys.uses(f"^button {name}", "Space")
    keys.press("Space")
    expect(page.locator(".face", has_text=name)).to_contain_text("缺席")
    keys.goes_to("^radio 井下当班$")
    keys.press("ArrowRight", 3)  # to 事假
    expect(page.get_by_role("radiogroup", name=f"{name}的原因").get_by_role("radio", checked=True)).to_be_focused()
    keys.uses("^button 保存$", leads_on=True)
    expect(page.locator("[aria-current=step]")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    log.info("%d keys beside the letters", keys.pressed)
    assert not keys.faults, "\n".join(keys.faults)
    assert keys.pressed <= MOST_KEYS
