"""A new release of the app arrives: the half-written meeting stays, in the tab that takes it and in the one that does not."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.people import PhoneUser, told
from tests.browser.recording import Phones, arrive, discuss, edit, holds, is_on_the_server, save, write
from tests.services import ROOT, LinghangProcess


@pytest.fixture
def installation(tmp_path: Path, built_pwa: Path) -> Iterator[LinghangProcess]:
    """The demo mine served by a copy of the program, so that its files may be changed while it runs."""
    copy = tmp_path / "installation"
    for package in ("server", "sync"):
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
    server = LinghangProcess(tmp_path, "serve", LINGHANG_DEMO="true")
    server.root = copy
    yield server.start()
    server.stop()


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


def version_of(person: PhoneUser) -> str:
    """The version that the app says it is."""
    person.page.goto(person.url + "/#/delivery")
    return person.page.locator("dt", has_text="版本").locator("xpath=following-sibling::dd[1]").inner_text()


def test_34_an_update_arrives_while_a_meeting_is_half_written(installation: LinghangProcess, phone: Phones, tmp_path: Path) -> None:
    person = arrive(installation, phone)
    write(person, "320水平会议室", "学习")
    install_next_release(installation)
    offered(person)
    person.look("update-offered", tmp_path)
    # The last words are typed a moment before, in the pause after which a draft is kept.
    discuss(person, "大家都说了话")
    take_the_update(person)
    holds(person, 地点="320水平会议室", 议题="学习", 讨论情况="大家都说了话")
    save(person)
    person.delivered()
    is_on_the_server(installation, "320水平会议室", "大家都说了话")
    assert version_of(person) == "0.2.0"
    person.is_well()


def test_34_an_update_taken_in_one_tab_leaves_the_words_in_the_other(installation: LinghangProcess, phone: Phones) -> None:
    writer = arrive(installation, phone)
    other = PhoneUser(writer.context, installation.url, writer.context.new_page())
    other.home()
    write(writer, "320水平会议室", "学习")
    install_next_release(installation)
    offered(other)
    take_the_update(other)
    assert version_of(other) == "0.2.0"

    # The old app goes on, saves, and is replaced when its own tab asks for it.
    discuss(writer, "旧标签里写的")
    save(writer)
    edit(writer)
    discuss(writer, "旧标签里写的，又改了")
    take_the_update(writer)
    holds(writer, 地点="320水平会议室", 讨论情况="旧标签里写的，又改了")
    save(writer)
    writer.delivered()
    is_on_the_server(installation, "旧标签里写的，又改了")
    for person in (writer, other):
        person.is_well()
