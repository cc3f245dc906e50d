"""A tablet in the shift room that several people share: each with a PIN, in front one after the other."""

import re

from playwright.sync_api import Page, expect

from tests.browser.people import PASSWORD, PIN, PhoneUser, told
from tests.browser.recording import Phones, arrive, ask, deputy_login
from tests.services import LinghangProcess

OTHER_PIN = "975310"
DEPUTY = "J200002"

# Every record of every database of the page, its bytes spelled in UTF-8 and UTF-16: what a curious colleague with developer tools sees.
RAW = """async () => {
  const done = request => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = () => no(request.error) })
  const spelled = (_, value) => {
    const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : ArrayBuffer.isView(value) ? new Uint8Array(value.buffer) : null
    return bytes ? [new TextDecoder().decode(bytes), new TextDecoder('utf-16le').decode(bytes)] : value
  }
  const all = []
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name))
    for (const table of database.objectStoreNames) all.push([name, table, await done(database.transaction(table).objectStore(table).getAll())])
    database.close()
  }
  return JSON.stringify([all, { ...localStorage }, { ...sessionStorage }, document.cookie], spelled)
}"""


def raw(page: Page) -> str:
    """All that lies on the disk for this app, read without a key."""
    return page.evaluate(RAW)


def deputy_name(server: LinghangProcess) -> str:
    """As it stands on the lock."""
    ((name,),) = ask(server, "select m.name from account a join member m on m.id = a.member where a.login = ?", DEPUTY)
    return str(name)


def lock(person: PhoneUser) -> None:
    """The one tap of a tabbed page."""
    person.page.get_by_role("button", name="上锁").first.click()
    told(person.page, "输入解锁码")


def shared_by_two(server: LinghangProcess, phone: Phones) -> PhoneUser:
    """A tablet on which two people have set a PIN; the secretary is in front, and there is no network."""
    person = arrive(server, phone)
    lock(person)
    person.page.get_by_role("link", name="其他人登录").click()
    login_as(person, deputy_login(server))
    person.choose_pin(OTHER_PIN)
    told(person.page, re.compile("月主题党日"))
    person.page.wait_for_load_state("networkidle")
    person.go_down()
    hand_over(person, "曹明", PIN)
    return person


def login_as(person: PhoneUser, login: str) -> None:
    person.page.get_by_label("工号").fill(login)
    person.page.get_by_label("密码").fill(PASSWORD)
    person.page.get_by_role("button", name="登录", exact=True).click()


def hand_over(person: PhoneUser, name: str, pin: str) -> None:
    """Two taps, and the other's own PIN."""
    person.page.get_by_role("button", name="上锁").first.click()
    person.page.get_by_role("region", name="换人").get_by_role("button", name=re.compile(name)).click()
    person.unlock(pin)
    told(person.page, re.compile("月主题党日"))


def login_to_deliver(person: PhoneUser) -> None:
    """Follows the chip to the login, which knows who is in front."""
    expect(person.page.locator(".delivery-chip")).to_contain_text("请登录", timeout=60_000)
    person.page.locator(".delivery-chip").click()
    person.page.get_by_role("link", name="登录后送达").click()
    person.page.get_by_label("密码").fill(PASSWORD)
    person.page.get_by_role("button", name="登录", exact=True).click()
    person.page.get_by_label("密码").wait_for(state="detached")
    person.delivered()
