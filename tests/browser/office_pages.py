"""Looks at every page of the office that an address opens, in the demo mine with its past: axe, type twice as large, and a picture of those named.

`python -m tests.browser.office_pages [NAME…]` (`all` for every one); pictures are taken at 1280x800, and at 1920x1080 and 360x740 where
docs/screenshots has them in that size. It ends with 1 if a page breaks a rule. Not part of `make test`: the pages of the ten journeys
(docs/journeys.md) are looked at there, and the others by the tests of what is done on them.
"""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ViewportSize, expect, sync_playwright

from tests.browser.people import SHOTS, Person, keep
from tests.browser.recording import MEMBER, SECRETARY, ask, at_desk
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
    "office-opinions": "opinions",
    "office-record": "record/{meeting}",
    "office-orders": "orders",
    "office-order": "orders/{order}",
    "office-order-new": "orders/new",
    "office-orders-import": "orders/import",
    "office-work-meeting": "work-meeting",
    "office-month-table": "month-table",
    "resolutions-desk": "resolutions",
    "resolutions-overdue": "resolutions?state=overdue",
    "ledger": "ledger",
    "ledger-branch": "ledger/{branch}",
    "ledger-member": "ledger/member/{member}",
    "search": "search?q=安全",
    "papers": "papers",
    "paper-templates": "papers/templates",
    "papers-taken": "papers/taken",
    "people": "people",
    "roster": "roster",
    "facts-ledger": "facts",
    "facts-coverage": "facts/coverage",
    "facts-import": "facts/import",
    "cycles": "cycles?quarter={quarter}",
    "cycle-detail": "cycles/{cycle}",
    "publication-sheet": "cycles/{cycle}/sheet",
    "appeals": "cycles/appeals",
    "vetoes": "cycles/vetoes",
    "schemes": "schemes",
    "scheme": "schemes/{scheme}",
    "polls": "polls",
    "poll-counted": "polls/{poll}",
    "ballot-paper": "polls/{poll}/paper",
    "assessment-overview": "assessment?period={quarter}",
    "assessment-branch": "assessment/{branch}/{quarter}",
    "contests": "contests",
    "assessors": "assessors",
    "assessment-scheme": "assessment-scheme",
    "office-guides": "guides",
    "office-visits": "guides/visits",
    "office-guides-people": "guides/people",
    "office-guides-report": "guides/report",
    "office-guides-import": "guides/import",
    "office-secretaries": "secretaries",
    "burden": "burden?month={month}",
    "rescue-import": "rescue",
    "office-me": "me",
    "office-notices": "notices",
    "office-notice-choices": "notices/choices",
    "office-projects": "projects",
    "office-projects-wall": "projects?view=wall",
    "office-projects-import": "projects/import",
    "office-project": "projects/{project}",
    "office-brands": "brands",
    "office-brands-import": "brands/import",
    "office-brand": "brands/{brand}",
    "office-studios": "studios",
    "office-studio": "studios/{studio}",
    "office-studio-report": "studios/{studio}/report",
    "office-achievements": "studios/achievements",
    "office-achievement": "studios/achievements/{achievement}",
    "office-studios-import": "studios/import",
    "office-rooms": "rooms/day/{day}",
    "office-rooms-week": "rooms/week/{room}/{day}",
    "office-rooms-use": "rooms/use",
    "office-rooms-settings": "rooms/settings",
    "office-honours": "honours",
    "office-honours-import": "honours/import",
    "office-stories": "honours/stories",
    "office-story": "honours/story/{story}",
    "office-story-read": "story/{page}",
    "settings-templates": "settings/templates",
    "settings-calendar": "settings/calendar",
    "settings-choices": "settings/choices",
    "settings-roles": "settings/roles",
    "settings-devices": "settings/devices",
    "settings-bots": "settings/bots",
    "settings-tokens": "settings/tokens",
    "settings-audit": "settings/audit",
    "settings-archive": "settings/archive",
}
_OF = f"(select branch from member where employee_no = '{SECRETARY}')"
FOUND: Mapping[str, str] = {
    "branch": f"select {_OF}",
    "member": f"select id from member where employee_no = '{MEMBER}'",
    "meeting": f"select id from meeting where org = {_OF} and status = 'approved' order by held_start desc limit 1",
    "month": "select strftime('%Y-%m', max(held_start) / 1000, 'unixepoch') from meeting where status = 'approved'",
    "order": f"select id from dispatch_order where state = 'reported' and branch = {_OF} order by number limit 1",
    "quarter": f"select max(quarter) from cycle where branch = {_OF} and state = 'frozen'",
    "cycle": f"select id from cycle where branch = {_OF} and state = 'frozen' order by quarter desc limit 1",
    "scheme": "select id from scheme order by version desc limit 1",
    "poll": "select id from poll order by quarter desc, id limit 1",
    "project": "select id from project where title like '党员先锋岗%'",
    "brand": "select id from brand where name = '匠心运转'",
    "studio": "select id from studio where closed_on = '' order by founded_on limit 1",
    "achievement": "select id from achievement where state = 'submitted' limit 1",
    "room": f"select room from booking where branch = {_OF} and state = 'accepted' and \"on\" >= date('now') order by \"on\" limit 1",
    "day": f'select "on" from booking where branch = {_OF} and state = \'accepted\' and "on" >= date(\'now\') order by "on" limit 1',
    "story": "select id from story where title like '徐建新%'",
    "page": "select story from story_page where title like '徐建新%' limit 1",
}
"""What stands in an address, and the question whose answer it is."""
DESK: ViewportSize = {"width": 1280, "height": 800}
SIZES: tuple[ViewportSize, ...] = (DESK, {"width": 1920, "height": 1080}, {"width": 360, "height": 740})
SYSTEM = {"name": "集团平台", "scopes": ["meetings:read", "board:read"], "days": 365, "reason": "集团数据对接"}
"""A token for the page that lists them."""


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
    """The page that stands there, at a desk; on other screens where it is kept in that size."""
    for size in SIZES:
        path = SHOTS / f"{name}-{size['width']}x{size['height']}.png"
        if size == DESK or path.exists():
            office.page.set_viewport_size(size)
            office.page.wait_for_timeout(600)
            keep(office.page, path)
    office.page.set_viewport_size(DESK)


def known(server: LinghangProcess) -> dict[str, str]:
    """What the demo mine has for each name in an address."""
    return {name: str(ask(server, question)[0][0]) for name, question in FOUND.items()}


def visit(browser: Browser, server: LinghangProcess, wanted: list[str]) -> list[str]:
    """Every page once; gives what is wrong."""
    how: dict[str, Any] = {"viewport": DESK, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
    office = Person(browser.new_context(**how), server.url)
    office.sign_in("office")
    faults: list[str] = []
    with at_desk(server) as desk:
        desk.post("/api/tokens", json=SYSTEM).raise_for_status()
    names = known(server)
    for name, path in PAGES.items():
        faults += faults_of(office, path.format_map(names))
        if name in wanted or wanted == ["all"]:
            take(office, name)
    return faults + office.faults


def main() -> None:
    """One demo mine with a past, and one desk."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = LinghangProcess(Path(folder), "serve", "--demo").start()
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=["--no-sandbox", "--disable-gpu"])
        try:
            faults = visit(browser, server, sys.argv[1:])
        finally:
            browser.close()
            server.stop()
    sys.stdout.write("\n".join(faults) + f"\n{len(PAGES)} pages, {len(faults)} faults\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
