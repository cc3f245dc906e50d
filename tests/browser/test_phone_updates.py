"""A new release of the app arrives: no half-written word is lost, in the tab that takes it or in the other. Of a meeting: also test_journeys.py."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, expect

from tests.browser.addresses import address_of
from tests.browser.people import PhoneUser, told
from tests.browser.people import holds as until
from tests.browser.recording import SECRETARY, Phones, arrive, discuss, edit, holds, is_on_the_server, save, write
from tests.browser.release import install_next_release, is_of_version, offered, take_the_update
from tests.browser.tablet import lock
from tests.services import LinghangProcess

IN_CHINESE, IN_ENGLISH = re.compile("要延到 .* 以后、一年以内的一天。"), re.compile("It must be a day after .*, within a year")
WHY, TAUGHT = "井下抢险，支委都在井下", "班前会上学新规程"
KEPT = """async () => {
  const done = request => new Promise(yes => { request.onsuccess = () => yes(request.result) })
  const found = []
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name))
    if (database.objectStoreNames.contains('drafts')) found.push(...await done(database.transaction('drafts').objectStore('drafts').getAllKeys()))
    database.close()
  }
  return found.filter(one => one.startsWith('words:'))
}"""
"""The short texts that lie on the phone, by the form they were typed into."""


def course(person: PhoneUser) -> Locator:
    """The first field of the branch's own session."""
    return person.page.get_by_role("textbox", name="课程", exact=True)


def lock_and_come_back(person: PhoneUser, address: str) -> None:
    """Leaves the form before its pause, locks, and opens it again."""
    person.home()
    lock(person)
    person.unlock()
    person.page.goto(f"{person.url}/#/{address}")


def short_words_outlive_it_all(person: PhoneUser, excuse: str) -> None:
    """Typed underground: there after a reload and a lock, and gone with the act that used them."""
    page = person.page
    page.goto(f"{person.url}/#/{excuse}")
    page.get_by_label("再说一句", exact=True).fill(WHY)
    until(page, lambda: len(page.evaluate(KEPT)) == 2)
    page.reload()
    holds(person, 再说一句=WHY)
    lock_and_come_back(person, excuse)
    holds(person, 再说一句=WHY)
    page.get_by_role("radio", name="抢险").click()
    page.get_by_role("button", name="提出申请").click()
    told(page, WHY)
    page.goto(f"{person.url}/#/training/hold/new")
    expect(course(person)).to_have_value(TAUGHT)
    page.get_by_role("button", name="保存", exact=True).click()
    told(page, "已存在本机，待送达")
    until(page, lambda: page.evaluate(KEPT) == [])
    page.goto(f"{person.url}/#/{excuse}")
    page.get_by_role("button", name="撤回申请").click()
    expect(page.get_by_label("再说一句", exact=True)).to_have_value("")


def test_34_an_update_taken_in_one_tab_leaves_the_words_in_the_other(installation: LinghangProcess, phone: Phones) -> None:
    writer = arrive(installation, phone)
    other = PhoneUser(writer.context, installation.url, writer.context.new_page())
    other.home()
    write(writer, "320水平会议室", "学习")
    other.page.goto(f"{installation.url}/#/training/hold/new")
    course(other).fill(TAUGHT)
    install_next_release(installation)
    offered(other)
    take_the_update(other)
    expect(course(other)).to_have_value(TAUGHT)
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
    writer.page.close()
    other.go_down()
    short_words_outlive_it_all(other, address_of(installation, "excuse", SECRETARY))
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


def refused(person: PhoneUser, excuse: str) -> None:
    """A step that the server does not accept: the phone keeps it with the server's sentence."""
    page = person.page
    page.goto(f"{person.url}/#/{excuse}")
    page.get_by_role("radio", name="抢险").click()
    page.get_by_role("radio", name="延期再开").click()
    page.get_by_label("延到", exact=True).fill((datetime.now(UTC) + timedelta(days=900)).date().isoformat())
    page.get_by_role("button", name="提出申请").click()
    page.goto(f"{person.url}/#/delivery")
    person.poke()
    told(page, IN_CHINESE)


def comes_back_to(person: PhoneUser, words: re.Pattern[str]) -> bool:
    """Whether the screen says so, to whoever comes back to the app."""
    person.poke()
    return person.page.get_by_text(words).count() > 0


def the_english_outlives_an_update(person: PhoneUser, server: LinghangProcess) -> None:
    """Chosen without a network: the app's own words, and the server's as they came. With one they come too, and each release has them."""
    page = person.page
    person.go_down()
    page.goto(f"{person.url}/#/me")
    page.get_by_text("English", exact=True).click()
    told(page, "Gloves")
    page.goto(f"{person.url}/#/delivery")
    told(page, IN_CHINESE)
    told(page, "Give up this step")
    expect(page.get_by_text("In the server's words")).to_have_count(0)
    person.context.set_offline(False)
    until(page, lambda: comes_back_to(person, IN_ENGLISH))
    install_next_release(server)
    person.poke()
    told(page, "A new version is ready")
    person.go_down()
    with page.expect_navigation():
        page.get_by_role("button", name="Update", exact=True).click()
    told(page, IN_ENGLISH)
    expect(page.locator("dt", has_text="Version").locator("xpath=following-sibling::dd[1]")).to_have_text("0.2.0")


def test_a_page_that_was_loaded_past_its_worker_is_taken_along_and_so_is_the_english_by_an_update(
    installation: LinghangProcess, phone: Phones
) -> None:
    # As one that loads in the moment in which its first worker begins: there is one, and it does not know of this page.
    writer = arrive(installation, phone)
    writer.context.new_cdp_session(writer.page).send("Page.reload", {"ignoreCache": True})
    writer.unlock()
    writer.ready_for_underground()
    refused(writer, address_of(installation, "excuse", SECRETARY))
    the_english_outlives_an_update(writer, installation)
    writer.is_well()


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
