"""Type twice as large, by the browser or by the app: no word is cut off, nothing scrolls sideways, lies over a target or has no name on any page."""

from collections.abc import Mapping

from playwright.sync_api import expect

from tests.browser.pages import PICTURES
from tests.browser.people import PhoneUser

_DISTURBS = """async () => {
    for (const one of document.querySelectorAll('details')) one.open = true
    for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame)
    const [wide, high] = [screen.width, innerHeight]
    const style = one => getComputedStyle(one)
    const told = (what, one) => `${what}: ${one.outerHTML.slice(0, 150)}`
    const stands = ({ width, height }) => width > 1 && height > 1
    const seen = one => stands(one.getBoundingClientRect()) && style(one).visibility === 'visible' && !one.closest('.sr')
    const room = document.querySelector('dialog[open]') || document.querySelector('#app')
    const all = [...room.querySelectorAll('*')].filter(one => seen(one) && !one.closest('svg'))
    const slides = ({ parentElement: above }) => above && (/auto|scroll/.test(style(above).overflowX) || slides(above))
    const beyond = one => { const box = one.getBoundingClientRect(); return box.right > wide + 1 || box.left < -1 }
    // Letters may reach a little beyond a tight line.
    const spills = one => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + parseFloat(style(one).fontSize) / 2
    const words = 'button, a, summary, legend, td, th, dt, dd, label, h1, h2, h3, p, b, .tag, .chip, .row-title'
    const holds = one => (style(one).overflowX === 'hidden' || one.matches(words)) && style(one).webkitLineClamp === 'none'
    const cuts = one => one.clientWidth > 0 && one.textContent.trim() && spills(one) && holds(one)
    const wider = [document.documentElement, room].filter(one => one.scrollWidth > Math.min(wide, one.clientWidth) + 1)
    const found = wider.map(one => `${one.scrollWidth} wide: ${one.tagName}`)
    found.push(...all.filter(one => beyond(one) && !slides(one)).map(one => told('beyond the edge', one)))
    found.push(...all.filter(cuts).map(one => told('cut off', one)))
    const targets = all.filter(one => one.matches('a[href], button, input, select, textarea, summary'))
    const owner = one => one && (one.closest('a[href], button, input, select, textarea, summary') || (one.closest('label') || {}).control)
    for (const one of targets) {
        one.scrollIntoView({ block: 'center' })
        const box = one.getClientRects()[0]
        const spots = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].map(([x, y]) => [box.left + x * box.width, box.top + y * box.height])
        const hits = spots.filter(([, y]) => y > 0 && y < high).map(([x, y]) => owner(document.elementFromPoint(x, y)))
        if (hits[0] !== one || hits.some(hit => hit && hit !== one)) found.push(told('under another', one))
    }
    scrollTo(0, document.documentElement.scrollHeight / 2)
    const stays = one => one && (/fixed|sticky/.test(style(one).position) || stays(one.parentElement))
    const covered = Array.from({ length: 50 }, (_, at) => document.elementFromPoint(wide / 2, (at + .5) * high / 50)).filter(stays).length
    if (room.id === 'app' && covered > 25) found.push(`${covered * 2} of 100 parts of the screen stay covered`)
    scrollTo(0, 0)
    return found
}"""
_BY_BROWSER = {"standard": 32, "fixed": 26}
_AS_BEFORE = {"standard": 16, "fixed": 13}
_OWN = "([size, scene]) => Object.assign(document.documentElement.dataset, { size, scene })"
_NO_ADDRESS = {"lock", "entry"}
"""Pages to which a tap leads."""


class LargeType:
    """A phone whose type is twice as large: first by the browser's own setting, then by the app's, underground."""

    def __init__(self, person: PhoneUser) -> None:
        self.person = person
        self.browser = person.context.new_cdp_session(person.page)
        self.faults: list[str] = []

    def by_browser(self) -> None:
        """As whoever cannot read small type sets it for all pages."""
        self.person.page.evaluate(_OWN, ["normal", "day"])
        self.browser.send("Page.setFontSizes", {"fontSizes": _BY_BROWSER})

    def by_app(self) -> None:
        """As it is set for going underground."""
        self.browser.send("Page.setFontSizes", {"fontSizes": _AS_BEFORE})
        self.person.page.evaluate(_OWN, ["double", "underground"])

    def looks(self, name: str) -> None:
        """Notes what disturbs on the page as it stands, in both ways."""
        expect(self.person.page.locator(".waiting")).to_have_count(0)
        for how in (self.by_app, self.by_browser):
            how()
            self.faults += [f"{name} {how.__name__}: {fault}" for fault in self.person.page.evaluate(_DISTURBS)]

    def nothing_disturbs(self) -> None:
        """On none of the pages looked at."""
        assert self.faults == [], "\n".join(self.faults)

    def walks(self, addresses: Mapping[str, str]) -> None:
        """Every page of the phone, and the lock. A page that needs more than its name to show something has an address."""
        for page in PICTURES:
            if page not in _NO_ADDRESS:
                self.opens(page, addresses.get(page, page))
        self.opens("delivery", "delivery")
        self.person.page.locator("a[href*='#/entry/']").first.click()
        self.looks("entry")
        self.person.home()
        self.person.page.get_by_role("button", name="上锁", exact=True).click()
        self.person.page.locator(".pin-keys").wait_for()
        self.looks("lock")
        self.person.unlock()

    def opens(self, name: str, address: str) -> None:
        """A page by its address."""
        self.person.page.goto(f"{self.person.url}/#/{address}")
        self.person.page.locator(".page").first.wait_for()
        self.looks(name)
        self.faults += [f"{name}: a {one.strip()} has no name" for one in self.person.controls() if len(one.split()) < 2]
