"""Several people on one tablet: each with a store and a key of their own. None reads another's, and nobody loses a word to a forgotten PIN."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.people import PASSWORD, PIN, PhoneUser, told
from tests.browser.recording import SECRETARY, Phones, arrive, ask, discuss, edit, holds, is_on_the_server, save, waits, write
from tests.browser.tablet import lock, login_as, raw
from tests.conftest import DESK
from tests.services import LinghangProcess

WRONG_PIN = "135790"
PLACE, WORDS = "井下休息硐室甲", "讨论了不给别人看的事"


def test_a_wrong_pin_opens_nothing_and_is_slowed_down(server: LinghangProcess, tablet: PhoneUser) -> None:
    lock(tablet)
    for _ in range(4):
        tablet.type_pin(WRONG_PIN)
        told(tablet.page, "解锁码不对")
        told(tablet.page, re.compile("解锁码不对|输入解锁码"))
    tablet.type_pin(WRONG_PIN)
    told(tablet.page, re.compile("请 \\d 秒后再试"))
    tablet.type_pin(PIN)
    tablet.page.reload()
    told(tablet.page, re.compile("请 \\d 秒后再试"))
    expect(tablet.page.get_by_text(re.compile("月主题党日"))).to_have_count(0)
    told(tablet.page, "输入解锁码")
    tablet.unlock()
    told(tablet.page, re.compile("月主题党日"))
    tablet.is_well()


FAILURES = """async () => {
  const done = request => new Promise(told => { request.onsuccess = () => told(request.result) })
  const db = await done(indexedDB.open('linghang'))
  const found = await done(db.transaction('rings').objectStore('rings').getAll())
  db.close()
  return found.map(ring => ring.failures)
}"""
BROKEN = """
(() => {
  const open = IDBFactory.prototype.open
  IDBFactory.prototype.open = function (name, ...given) {
    if (name !== 'linghang' && localStorage.getItem('broken')) throw new DOMException('', 'UnknownError')
    return open.call(this, name, ...given)
  }
})()
"""


def a_pin_that_fits_is_forgiven_though_the_store_does_not_open(tablet: PhoneUser) -> None:
    """Otherwise a phone whose disk fails now and then would close the PIN, and underground nothing else opens it."""
    tablet.page.add_init_script(BROKEN)
    tablet.page.evaluate("localStorage.setItem('broken', '1')")
    tablet.page.reload()
    tablet.type_pin(PIN)
    told(tablet.page, "这个浏览器不能在本机保存记录")
    assert not any(tablet.page.evaluate(FAILURES))
    tablet.page.evaluate("localStorage.removeItem('broken')")


def test_after_too_many_wrong_pins_the_way_back_is_a_login_and_nothing_is_lost(server: LinghangProcess, tablet: PhoneUser, tmp_path: Path) -> None:
    write(tablet, PLACE, "学习")
    save(tablet)
    record = tablet.page.url
    tablet.page.goto(server.url + "/#/")
    lock(tablet)
    a_pin_that_fits_is_forgiven_though_the_store_does_not_open(tablet)
    counted = "async () => { const done = r => new Promise(y => { r.onsuccess = () => y(r.result) });"
    counted += " const db = await done(indexedDB.open('linghang')); const table = db.transaction('rings', 'readwrite').objectStore('rings');"
    counted += " for (const ring of await done(table.getAll())) table.put({ ...ring, failures: 11, until_at: 0 }); db.close() }"
    tablet.page.evaluate(counted)
    tablet.page.reload()
    tablet.type_pin(WRONG_PIN)
    told(tablet.page, "解锁码已停用")
    tablet.look_in_all_light("pin-closed", tmp_path)
    tablet.context.set_offline(False)
    tablet.page.get_by_role("link", name="用密码登录").click()
    tablet.page.get_by_label("密码").fill(PASSWORD)
    tablet.page.get_by_role("button", name="登录", exact=True).click()
    told(tablet.page, "设一个新的解锁码")
    tablet.choose_pin("864202")
    tablet.delivered()
    tablet.page.goto(record)
    told(tablet.page, PLACE)
    is_on_the_server(server, PLACE)
    lock_from_home(tablet)
    tablet.type_pin(PIN)
    told(tablet.page, "解锁码不对")
    tablet.unlock("864202")
    tablet.is_well()


def lock_from_home(person: PhoneUser) -> None:
    person.home()
    lock(person)


def test_who_forgot_the_pin_logs_in_and_goes_on_with_the_same_words(server: LinghangProcess, tablet: PhoneUser) -> None:
    write(tablet, PLACE, "学习")
    save(tablet)
    edit(tablet)
    discuss(tablet, WORDS)
    told(tablet.page, re.compile("草稿已存"))
    form = tablet.page.url
    tablet.page.goto(server.url + "/#/")
    lock(tablet)
    tablet.page.get_by_role("link", name="忘了解锁码").click()
    login_as(tablet, SECRETARY)
    told(tablet.page, "登录需要网络")
    tablet.context.set_offline(False)
    tablet.page.get_by_role("button", name="登录", exact=True).click()
    told(tablet.page, "设一个新的解锁码")
    tablet.choose_pin("864202")
    tablet.delivered()
    tablet.page.goto(form)
    holds(tablet, 地点=PLACE, 讨论情况=WORDS)
    tablet.is_well()


def test_a_phone_that_nobody_touches_locks_and_keeps_the_draft(server: LinghangProcess, phone: Phones, tmp_path: Path) -> None:
    person = arrive(server, phone)
    person.page.clock.install()
    person.page.reload()
    told(person.page, re.compile("月主题党日"))
    person.go_down()
    write(person, PLACE, "学习")
    discuss(person, WORDS)
    person.page.clock.fast_forward("09:00")
    holds(person, 地点=PLACE)
    person.page.clock.fast_forward("02:00")
    told(person.page, "输入解锁码")
    expect(person.page.get_by_text(PLACE)).to_have_count(0)
    person.unlock()
    holds(person, 地点=PLACE, 讨论情况=WORDS)
    person.is_well()


def test_a_locked_tab_locks_the_others(server: LinghangProcess, secretary: PhoneUser) -> None:
    other = PhoneUser(secretary.context, server.url, secretary.context.new_page())
    other.home()
    secretary.home()
    lock(secretary)
    told(other.page, "输入解锁码")
    other.unlock()
    other.home()
    secretary.page.reload()
    secretary.home()
    secretary.is_well()
    other.is_well()


PLATFORM = {"protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
"""A phone that asks for a finger; the finger is always there."""


class Device:
    """What a phone has beside its browser: a reader of fingers, made by the browser's own tools."""

    def __init__(self, person: PhoneUser) -> None:
        self.tools = person.context.new_cdp_session(person.page)
        self.tools.send("WebAuthn.enable", {"enableUI": False})
        self.reader = ""

    def gets(self, gives_secrets: bool) -> None:
        """Another reader in the place of the one before."""
        if self.reader:
            self.tools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.reader})
        options = {**PLATFORM, "automaticPresenceSimulation": True, "isUserVerified": True, "hasPrf": gives_secrets}
        self.reader = self.tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def knows_the_finger(self, yes: bool) -> None:
        self.tools.send("WebAuthn.setUserVerified", {"authenticatorId": self.reader, "isUserVerified": yes})

    def passkeys(self) -> int:
        """How many it holds."""
        return len(self.tools.send("WebAuthn.getCredentials", {"authenticatorId": self.reader})["credentials"])


def own_page(person: PhoneUser) -> None:
    """The page on which the lock is chosen, read anew."""
    person.page.goto(person.url + "/#/me")
    person.page.reload()
    told(person.page, "换一个解锁码")
    person.page.wait_for_timeout(500)


def add_a_finger(person: PhoneUser, tmp_path: Path) -> None:
    """The PIN is asked for first, and a wrong one leads nowhere."""
    person.page.get_by_role("link", name="用指纹或面容解锁").click()
    person.type_pin(WRONG_PIN)
    told(person.page, "解锁码不对")
    person.type_pin(PIN)
    told(person.page, re.compile("共用的平板请不要设"))
    person.look("passkey", tmp_path)
    person.page.get_by_role("button", name="设好指纹或面容解锁").click()


def sees_what_is_on_its_way(person: PhoneUser, tmp_path: Path) -> None:
    """Until the branch is on the phone, its secretary is told so, and not shown a page with nothing due."""
    held: list[Route] = []
    person.page.route("**/api/sync", lambda route: held.append(route))
    person.sign_in(SECRETARY)
    told(person.page, "正在取支部的记录")
    person.look("home-coming", tmp_path)
    person.page.unroute("**/api/sync")  # lets go what was held
    assert held


def test_a_passkey_opens_the_store_without_a_network_and_the_pin_always_does(server: LinghangProcess, phone: Phones, tmp_path: Path) -> None:
    person = PhoneUser(phone("secretary"), server.url.replace("127.0.0.1", "localhost"))
    sees_what_is_on_its_way(person, tmp_path)
    told(person.page, re.compile("月主题党日"))
    person.ready_for_underground()
    offer, by_finger = person.page.get_by_role("link", name="用指纹或面容解锁"), person.page.get_by_role("button", name="用指纹或面容打开")
    own_page(person)
    expect(offer).to_have_count(0)

    device = Device(person)
    device.gets(gives_secrets=False)
    own_page(person)
    add_a_finger(person, tmp_path)
    told(person.page, "这台设备做不到，请继续用解锁码。")
    assert "by_passkey" not in raw(person.page)

    device.gets(gives_secrets=True)
    own_page(person)
    person.go_down()
    add_a_finger(person, tmp_path)
    told(person.page, re.compile("解锁码一直可用"))
    person.is_accessible()
    lock(person)
    by_finger.click()
    told(person.page, "换一个解锁码")

    person.home()
    lock(person)
    device.knows_the_finger(False)
    by_finger.click()
    told(person.page, "没有打开。可以再试一次，或输入解锁码。")
    person.look("lock-passkey", tmp_path)
    person.unlock()
    told(person.page, re.compile("月主题党日"))

    device.knows_the_finger(True)
    own_page(person)
    person.page.get_by_role("button", name="不再用指纹或面容解锁").click()
    expect(offer).to_be_visible()
    lock(person)
    expect(by_finger).to_have_count(0)
    person.unlock()
    assert device.passkeys() == 0
    person.is_well()


def cleared(person: PhoneUser) -> None:
    """The browser clears what the app stored, and leaves the cookies, as it does when the disk runs out."""
    devtools = person.context.new_cdp_session(person.page)
    devtools.send("Storage.clearDataForOrigin", {"origin": person.url, "storageTypes": "indexeddb,local_storage"})


@pytest.mark.parametrize("waiting", [0, 2], ids=["with an empty queue", "with a full queue"])
def test_21_the_browser_clears_the_store(server: LinghangProcess, secretary: PhoneUser, tmp_path: Path, waiting: int) -> None:
    secretary.go_down()
    if waiting:
        write(secretary, PLACE, "学习")
        save(secretary)
        edit(secretary)
        discuss(secretary, WORDS)
        save(secretary)
        waits(secretary, waiting)
    secretary.page.goto(server.url + "/#/me")
    secretary.page.wait_for_timeout(500)
    cleared(secretary)
    secretary.page.goto("about:blank")
    secretary.page.goto(server.url)
    sheet = secretary.page.get_by_role("dialog", name="浏览器清掉了本机记录")
    told(secretary.page, re.compile("有 2 条没有送达" if waiting else "都已送达，没有丢失"))
    if waiting:
        secretary.look_in_all_light("store-vanished", tmp_path)
    sheet.get_by_role("button", name="知道了").click()
    secretary.context.set_offline(False)
    secretary.sign_in(SECRETARY)
    told(secretary.page, re.compile("月主题党日"))
    for _ in range(50):
        if noted := ask(server, "select lost_waiting from phone_store where lost_at is not null"):
            break
        secretary.page.wait_for_timeout(200)
    assert noted == [(waiting,)]
    secretary.page.reload()
    secretary.home()
    expect(sheet).to_have_count(0)
    secretary.is_well()


def test_without_https_the_app_says_that_it_cannot_seal_and_records_all_the_same(server: LinghangProcess, phone: Phones) -> None:
    context = phone("old view")
    context.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })")
    person = PhoneUser(context, server.url)
    person.page.goto(server.url)
    told(person.page, "本机记录没有加密")
    person.sign_in(SECRETARY)
    told(person.page, re.compile("月主题党日"))
    person.ready_for_underground()
    person.go_down()
    write(person, PLACE, "学习")
    save(person)
    person.page.goto(server.url + "/#/me")
    told(person.page, "本机记录没有加密")
    assert PLACE in raw(person.page)
    person.page.reload()
    person.home()
    person.come_up()
    is_on_the_server(server, PLACE)
    person.is_well()


FIRST_VERSION: Any = """async person => {
  const done = request => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = () => no(request.error) })
  localStorage.clear()
  for (const { name } of await indexedDB.databases()) await done(indexedDB.deleteDatabase(name))
  const make = (name, tables) => new Promise((yes, no) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => tables(request.result)
    request.onsuccess = () => yes(request.result)
    request.onerror = () => no(request.error)
  })
  const who = await make('linghang', db => db.createObjectStore('who', { keyPath: 'key' }))
  await done(who.transaction('who', 'readwrite').objectStore('who').put({ key: 'person', value: person }))
  who.close()
  const store = await make('linghang-' + person.account, db => {
    const rows = db.createObjectStore('rows', { keyPath: ['t', 'id'] })
    rows.createIndex('parent', 'p')
    rows.createIndex('scope', 's', { multiEntry: true })
    db.createObjectStore('cursors', { keyPath: 'scope' })
    db.createObjectStore('pages', { keyPath: ['scope', 'to'] })
    const log = db.createObjectStore('log', { keyPath: ['log', 'mid'] })
    for (const [name, on] of [['state', 'state'], ['row', 'row'], ['answered', 'answered_at']]) log.createIndex(name, on)
    db.createObjectStore('drafts', { keyPath: 'id' })
    db.createObjectStore('meta', { keyPath: 'key' })
  })
  const id = '01a21afb-d837-77d5-b357-284eb3281111', org = person.roles[0].org
  const log = '01a21afb-d837-77d5-b357-284eb3282222'
  const intent = { name: 'meeting.create.v1', row: id, base: 0, args: { org, kind: 'theme_day' }, set: { place: [null, '旧版本记的地点'] } }
  const mutation = { ...intent, mid: 1, at: { wall: Date.now(), mono: 1, boot: id } }
  const entry = { log, mid: 1, row: id, mutation, state: 'waiting', made_at: Date.now(), outcome: null, answered_at: null, head: null, closed: null }
  await done(store.transaction('log', 'readwrite').objectStore('log').put(entry))
  await done(store.transaction('meta', 'readwrite').objectStore('meta').put({ key: 'log', value: { id: log, next_mid: 2, acked: 0 } }))
  store.close()
}"""


def test_a_store_of_the_first_version_is_taken_over_without_a_network(server: LinghangProcess, secretary: PhoneUser) -> None:
    person = secretary.page.evaluate("fetch('/api/me').then(answer => answer.json())")
    secretary.page.goto(server.url + "/health/live")
    secretary.page.evaluate(FIRST_VERSION, person)
    secretary.context.clear_cookies(name="linghang-stores")
    secretary.go_down()
    assert "旧版本记的地点" in raw(secretary.page)
    secretary.page.goto(server.url)
    told(secretary.page, "设一个解锁码")
    secretary.choose_pin()
    waits(secretary, 1)
    assert "旧版本记的地点" not in raw(secretary.page)
    secretary.come_up()
    ((sent,),) = ask(server, "select body from sync_inbox")
    assert "旧版本记的地点" in str(sent)
    secretary.is_well()


def test_the_lock_in_pictures(server: LinghangProcess, phone: Phones, tmp_path: Path) -> None:
    for scene, options in (
        ("", {}),
        ("-underground", {}),
        ("-desk", {"viewport": DESK, "is_mobile": False, "has_touch": False, "device_scale_factor": 1}),
    ):
        person = PhoneUser(phone(f"lock{scene}", **options), server.url)
        person.context.add_init_script(f"localStorage.setItem('linghang.scene', '{'underground' if 'under' in scene else 'day'}')")
        person.page.goto(server.url)
        login_as(person, SECRETARY)
        told(person.page, "输入 6 位数字")
        name = "-underground" if "under" in scene else ""
        person.look(f"pin{name}", tmp_path)
        person.choose_pin()
        told(person.page, re.compile("月主题党日"))
        lock(person)
        person.look(f"lock{name}", tmp_path)
        assert all(
            size >= 48
            for size in person.page.evaluate("[...document.querySelectorAll('button, a.button')].map(one => one.getBoundingClientRect().height)")
        )
        person.page.keyboard.type(PIN)
        told(person.page, re.compile("月主题党日"))
        person.is_well()
