"""The next release of the app: installed on the server while it runs, offered to a phone, taken by a person."""

import re

from playwright.sync_api import expect

from tests.browser.people import PhoneUser, told
from tests.services import LinghangProcess


def install_next_release(server: LinghangProcess) -> None:
    """Replaces the app by another release of it: every script and style has a new name and the old names are gone, as after a build."""
    static = server.root / "server" / "static"
    assets = [path for path in (static / "assets").iterdir() if path.suffix in (".js", ".css")]
    names = {path.name: f"{path.stem}n{path.suffix}" for path in assets}
    for path in [*assets, static / "index.html", static / "sw.js"]:
        text = path.read_text().replace("0.1.0", "0.2.0")
        for old, new in names.items():
            text = text.replace(old, new)
        path.write_text(re.sub(r"linghang-[0-9a-f]{8}\b", "linghang-0000000b", text))
    for path in assets:
        path.rename(path.with_name(names[path.name]))


def offered(person: PhoneUser) -> None:
    """The person comes back to the app, which finds and offers the new release."""
    person.poke()
    told(person.page, "新版本已就绪")


def take_the_update(person: PhoneUser) -> None:
    """Presses the button of the banner and waits for the new app."""
    with person.page.expect_navigation():
        person.page.get_by_role("button", name="更新", exact=True).click()


def is_of_version(person: PhoneUser, version: str) -> None:
    """The app says of itself that it is of a version; while it starts anew, it is asked until it does."""
    person.page.goto(person.url + "/#/delivery")
    expect(person.page.locator("dt", has_text="版本").locator("xpath=following-sibling::dd[1]")).to_have_text(version)
