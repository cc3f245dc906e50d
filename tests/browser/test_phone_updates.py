"""A new release of the app arrives: the half-written meeting stays in the tab that does not take it. The one that does is in test_journeys.py."""

from tests.browser.people import PhoneUser
from tests.browser.people import holds as until
from tests.browser.recording import Phones, arrive, discuss, edit, holds, is_on_the_server, save, write
from tests.browser.release import install_next_release, is_of_version, offered, take_the_update
from tests.services import LinghangProcess


def test_34_an_update_taken_in_one_tab_leaves_the_words_in_the_other(installation: LinghangProcess, phone: Phones) -> None:
    writer = arrive(installation, phone)
    other = PhoneUser(writer.context, installation.url, writer.context.new_page())
    other.home()
    write(writer, "320水平会议室", "学习")
    install_next_release(installation)
    offered(other)
    take_the_update(other)
    is_of_version(other, "0.2.0")

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


def test_an_update_is_taken_though_requests_of_another_tab_held_it_up(installation: LinghangProcess, phone: Phones) -> None:
    # As in a browser that asks the worker about every request: what reaches the old worker as it gives way leaves the new one waiting for good.
    worker = installation.root / "server" / "static" / "sw.js"
    worker.write_text(worker.read_text().replace("addRoutes", "hasNoRoutes"))
    writer = arrive(installation, phone)
    other = PhoneUser(writer.context, installation.url, writer.context.new_page())
    other.home()
    install_next_release(installation)
    offered(other)
    writer.page.evaluate(
        """() => { const until = Date.now() + 3000
        const ask = () => { if (Date.now() < until) fetch('/health/live').then(() => setTimeout(ask, 1)) }
        for (let line = 0; line < 4; line++) ask() }"""
    )
    take_the_update(other)
    # The tab starts anew by itself, asks once more, and starts anew again when the new release has taken over.
    is_of_version(other, "0.2.0")
    other.is_well()


def test_a_page_that_was_loaded_past_its_worker_is_taken_along(installation: LinghangProcess, phone: Phones) -> None:
    # As one that loads in the moment in which its first worker begins: there is one, and it does not know of this page.
    writer = arrive(installation, phone)
    writer.context.new_cdp_session(writer.page).send("Page.reload", {"ignoreCache": True})
    writer.unlock()
    writer.ready_for_underground()


def test_an_app_whose_first_files_were_lost_on_the_way_fetches_them_again_by_itself(installation: LinghangProcess, phone: Phones) -> None:
    icon = installation.root / "server" / "static" / "icon-192.png"
    icon.rename(icon.with_suffix(".lost"))
    writer = PhoneUser(phone("secretary"), installation.url)
    writer.sign_in("J200001")
    holds_back = "navigator.serviceWorker.getRegistration().then(found => !found)"
    until(writer.page, lambda: bool(writer.page.evaluate(holds_back)))
    icon.with_suffix(".lost").rename(icon)
    writer.ready_for_underground()
    writer.is_well()
