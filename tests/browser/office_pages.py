"""Looks at every page of the office that an address opens, in the demo mine with its past: axe, type twice as large, and a picture of those named.

`python -m tests.browser.office_pages [NAME…]`; pictures are taken at 1280x800, some at 1920x1080 too. It ends with 1 if a page breaks a rule. Not
part of `make test`: the pages of the ten journeys (docs/journeys.md) are looked at there, and the others by the tests of what is done on them.
"""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ViewportSize, expect, sync_playwright

from tests.browser.people import SHOTS, Person
from tests.browser.test_office_month import TOO_WIDE
from tests.services import LinghangProcess, program

PAGES: Mapping[str, str] = {  # by the name of its picture
    "board": "board",
    "wall": "wall",
    "review": "review",
    "review-amendments": "review/amendments",
    "review-held": "review/held",
    "review-together": "review/together",
    "review-phrases": "review/phrases",
    "review-conflicts": "review/conflicts",
    "quarantine": "quarantine",
    "office-excusals": "excusals",
    "office-excusals-decided": "excusals?state=decided",
    "office-corrections": "corrections",
    "office-orders": "orders",
    "office-order-new": "orders/new",
    "office-order-settings": "orders/settings",
    "office-work-meeting": "work-meeting",
    "office-month-table": "month-table",
    "resolutions-desk": "resolutions",
    "resolutions-overdue": "resolutions?state=overdue",
    "ledger": "ledger",
    "search": "search?q=安全",
    "papers": "papers",
    "paper-templates": "papers/templates",
    "papers-taken": "papers/taken",
    "people": "people",
    "roster": "roster",
    "facts-ledger": "facts",
    "facts-coverage": "facts/coverage",
    "facts-import": "facts/import",
    "cycles": "cycles",
    "appeals": "cycles/appeals",
    "vetoes": "cycles/vetoes",
    "schemes": "schemes",
    "polls": "polls",
    "assessment-overview": "assessment",
    "contests": "contests",
    "assessors": "assessors",
    "assessment-scheme": "assessment-scheme",
    "burden": "burden",
    "rescue-import": "rescue",
    "office-me": "me",
}
DESK: ViewportSize = {"width": 1280, "height": 800}
LARGE: ViewportSize = {"width": 1920, "height": 1080}
SEEN_LARGE = ("board", "wall", "ledger", "papers", "office-work-meeting")


def faults_of(office: Person, path: str) -> Iterator[str]:
    """Opens a page, and tells which rules it breaks."""
    office.page.goto(f"{office.url}/#/office/{path}")
    office.page.locator("h1").first.wait_for()
    expect(office.page.locator(".waiting")).to_have_count(0)
    office.page.wait_for_timeout(300)
    try:
        office.is_accessible()
    except AssertionError as found:
        yield f"{path}: {found}"
    office.page.evaluate("document.documentElement.style.fontSize = '200%'")
    if (too_wide_px := office.page.evaluate(TOO_WIDE)) > 0:
        yield f"{path}: {too_wide_px} px too wide with type twice as large"
    office.page.evaluate("document.documentElement.style.fontSize = ''")


def take(office: Person, name: str) -> None:
    """The page that stands there, at a desk; some of them on a large screen too."""
    for size in (DESK, LARGE) if name in SEEN_LARGE else (DESK,):
        office.page.set_viewport_size(size)
        office.page.wait_for_timeout(600)
        office.page.screenshot(path=str(SHOTS / f"{name}-{size['width']}x{size['height']}.png"))
    office.page.set_viewport_size(DESK)


def visit(browser: Browser, url: str, wanted: list[str]) -> list[str]:
    """Every page once; gives what is wrong."""
    how: dict[str, Any] = {"viewport": DESK, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
    office = Person(browser.new_context(**how), url)
    office.sign_in("office")
    faults: list[str] = []
    for name, path in PAGES.items():
        faults += faults_of(office, path)
        if name in wanted:
            take(office, name)
    return faults + office.faults


def main() -> None:
    """One demo mine with a past, and one desk."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = LinghangProcess(Path(folder), "serve", "--demo").start()
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=["--no-sandbox", "--disable-gpu"])
        try:
            faults = visit(browser, server.url, sys.argv[1:])
        finally:
            browser.close()
            server.stop()
    sys.stdout.write("\n".join(faults) + f"\n{len(PAGES)} pages, {len(faults)} faults\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
