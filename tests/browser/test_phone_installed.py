"""The app as it stands on a phone: checked before going underground, held with gloves or one hand, given photos by other apps."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.journey import record_in_time
from tests.browser.people import PhoneUser, holds, told
from tests.browser.recording import DUTY, save, write

LISTENS = """
window.signs = []
navigator.vibrate = pattern => window.signs.push(['vibration', pattern.length])
navigator.setAppBadge = async count => { window.signs.push(['badge', count]) }
navigator.clearAppBadge = async () => { window.signs.push(['badge', 0]) }
const asked = matchMedia.bind(window)
const standsAlone = words => words === '(display-mode: standalone)' && !navigator.userAgent.includes('MicroMessenger')
window.matchMedia = words => (standsAlone(words) ? { matches: true } : asked(words))
"""
"""Instead of the motor and the icon, which no test can feel or see; the page was opened from that icon, unless a chat app holds it."""

WECHAT = """Object.defineProperty(Navigator.prototype, 'userAgent', { get: () =>
    'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.0.0 MicroMessenger/8.0.76' })"""

HEARS = """() => {
    const live = '[role=status], [role=alert], [aria-live]'
    window.heard = []
    new MutationObserver(changes => {
        const elements = changes.map(({ target }) => (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement))
        const told = new Set(elements.map(one => one && one.closest(live)).filter(Boolean))
        for (const one of told) if (one.textContent.trim()) window.heard.push(one.textContent.trim())
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
}"""
"""Keeps what a screen reader reads out by itself: each change of a live region."""

SMALL = """least => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(one => {
    const box = one.getBoundingClientRect()
    return box.width > 1 && box.height > 0 && (box.height < least - 0.5 || box.width < 48)
}).map(one => `${one.outerHTML.slice(0, 120)} ${one.getBoundingClientRect().height}`)"""

BEYOND = """[...document.querySelectorAll('#app *')]
    .filter(one => one.getBoundingClientRect().right > screen.width + 1 && !one.closest('.sr')).map(one => one.outerHTML.slice(0, 120))"""

HEAD_OVER_THE_BAR = """() => {
    const [head, bar] = ['.page-head', '.action-bar'].map(one => document.querySelector(one).getBoundingClientRect())
    return head.top > innerHeight / 2 && head.bottom <= bar.top + 1
}"""

HAND_OVER = """async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 900; canvas.height = 600
    canvas.getContext('2d').fillRect(100, 100, 500, 300)
    const picture = await new Promise(done => canvas.toBlob(done, 'image/jpeg'))
    const input = document.createElement('input')
    const files = new DataTransfer()
    files.items.add(new File([picture], '班前会.jpg', { type: 'image/jpeg' }))
    Object.assign(input, { type: 'file', name: 'photos', files: files.files })
    const form = document.createElement('form')
    Object.assign(form, { method: 'POST', action: '/share', enctype: 'multipart/form-data' })
    form.append(input)
    document.body.append(form)
    form.submit()
}"""
"""What the system does when a photo is shared with the app: it posts a form to the address of the manifest."""


def choose(person: PhoneUser, **chosen: str) -> None:
    """Sets how the phone looks and is held, on the person's own page."""
    person.page.goto(person.url + "/#/me")
    for label, value in chosen.items():
        person.page.get_by_role("radiogroup", name=label).get_by_role("radio", name=value, exact=True).click()


def signs(page: Page) -> list[tuple[str, int]]:
    """What motor and icon were asked for since the page was loaded, in order."""
    return [(kind, count) for kind, count in page.evaluate("window.signs")]


def fits(person: PhoneUser) -> None:
    """Nothing stands beyond the edge of the screen; a phone would show a page that is too wide smaller."""
    assert person.page.evaluate(BEYOND) == []


def test_the_check_before_going_underground_and_a_photo_from_the_gallery(secretary: PhoneUser, tmp_path: Path) -> None:
    page = secretary.page
    page.goto(secretary.url + "/#/delivery")
    page.get_by_role("link", name="下井前检查").click()
    told(page, "可以下井，但请留意")
    for found in ("应用存在本机", "解锁码已设", "和服务器一致", "都已送达", re.compile(r"^\d+ 人$")):
        told(page, found)
    secretary.look_in_all_light("ready", tmp_path)

    page.get_by_role("link", name="改显示").click()
    expect(page.get_by_role("radiogroup", name="明暗")).to_be_in_viewport(ratio=1)

    page.goto(secretary.url + "/#/install")
    told(page, "在微信、企业微信、钉钉里打开的")
    secretary.look("install", tmp_path)

    hand_a_photo_over(secretary, tmp_path)

    page.goto(secretary.url + "/#/ready")
    told(page, "可以下井，但请留意")
    # A file of the app that is not on the phone would be missed where nothing can be fetched.
    page.evaluate("caches.keys().then(names => caches.open(names.find(one => one.startsWith('linghang-')))).then(shelf => shelf.delete('/'))")
    page.get_by_role("button", name="再查一次").click()
    told(page, "先别下井")
    told(page, re.compile("还差 1 个文件"))
    secretary.look_in_all_light("ready-stop", tmp_path)
    # Told of it, the worker has put it back meanwhile.
    page.get_by_role("button", name="再查一次").click()
    told(page, "可以下井，但请留意")
    secretary.is_well()


def hand_a_photo_over(secretary: PhoneUser, tmp_path: Path) -> None:
    """Another app's photo goes into a record where there is no network."""
    page = secretary.page
    write(secretary, "井口会议室", "学习")
    told(page, re.compile("草稿已存本机"))
    secretary.go_down()
    with page.expect_navigation():
        page.evaluate(HAND_OVER)
    told(page, "发来的照片")
    expect(page.get_by_alt_text("第 1 张")).to_be_visible()
    secretary.look("shared-photo", tmp_path)
    page.get_by_role("link", name=re.compile("草稿")).click()
    page.get_by_role("button", name="放进这份记录（1 张）").click()
    told(page, re.compile("班前会"))
    save(secretary)
    page.goto(secretary.url + "/#/shared")
    told(page, "没有等着的照片")
    secretary.home()
    secretary.come_up()


def fits_a_glove(person: PhoneUser, screen: str, tmp_path: Path) -> None:
    """Nothing on the screen is too small for a glove, the thumb reaches the head, and no name stands above the count that stays in sight."""
    assert not person.page.evaluate(SMALL, 64)
    assert screen != "roll-call" or person.page.locator(".roll-head").evaluate("one => one.getBoundingClientRect().top") < 1
    holds(person.page, lambda: person.page.evaluate(HEAD_OVER_THE_BAR))
    person.look(f"{screen}-one-hand", tmp_path)


def keep_own_data(page: Page) -> None:
    """What the phone knows of its owner is a file by one tap: to be read, and for another program."""
    with page.expect_download() as taken:
        page.get_by_role("button", name="存一份数据（JSON）").click()
    tables = json.loads(taken.value.path().read_text())["tables"]
    assert [one["name"] for one in tables["member"]] == ["曹明"]
    assert {one["member"] for one in tables["post"] + tables["attendance"]} == {tables["member"][0]["id"]}
    with page.expect_download() as taken:
        page.get_by_role("button", name="存一份可读的").click()
    text = taken.value.path().read_text()
    assert "曹明的数据" in text
    assert "书记" in text
    assert "综采一区党支部" in text
    assert not re.search("[0-9a-f]{8}-[0-9a-f]{4}-", text), "what is to be read holds no identifiers"


def test_gloves_one_hand_double_type_and_a_window_that_cannot_stay(secretary: PhoneUser, tmp_path: Path) -> None:
    page = secretary.page
    secretary.context.add_init_script(LISTENS)
    page.reload()
    choose(secretary, 触摸="戴手套", 拿法="单手", 存好时提示="振动")
    secretary.look_in_all_light("me-gloves", tmp_path)
    keep_own_data(page)
    assert not page.evaluate(SMALL, 64)
    secretary.home()
    assert not page.evaluate(SMALL, 64)
    secretary.look("home-one-hand", tmp_path)

    secretary.go_down()
    page.evaluate(HEARS)
    record_in_time(secretary, "井下休息硐室", "学习安全规程", lambda screen: fits_a_glove(secretary, screen, tmp_path))
    heard = page.evaluate("window.heard")
    assert (heard.count("草稿已存本机"), heard.count("已存在本机")) == (1, 1), heard
    holds(page, lambda: {("vibration", 3), ("badge", 3)} <= set(signs(page)))

    choose(secretary, 字号="加倍", 明暗="井下")
    secretary.home()
    told(page, re.compile(DUTY))
    fits(secretary)
    secretary.look("home-double-underground", tmp_path)
    secretary.come_up()
    holds(page, lambda: signs(page)[-1:] == [("badge", 0)])

    choose(secretary, 字号="标准", 明暗="日间", 触摸="徒手", 拿法="双手")
    stands_in_a_chat_app(secretary, tmp_path)
    secretary.is_well()


def stands_in_a_chat_app(secretary: PhoneUser, tmp_path: Path) -> None:
    """One that gives a page all that a browser does, and one that gives no service worker: doors, and no homes. Recording goes on."""
    page = secretary.page
    secretary.context.add_init_script(WECHAT)
    page.reload()
    told(page, "清理聊天缓存会连这里的记录一起清掉，下井前请换到浏览器。")
    secretary.look_in_all_light("door-chat", tmp_path)
    page.goto(secretary.url + "/#/ready")
    told(page, "先别下井")
    told(page, "不在聊天软件里")
    page.get_by_role("link", name="换到浏览器").click()
    told(page, "这是聊天软件里的窗口")
    page.goto(secretary.url + "/#/me")
    secretary.context.add_init_script("delete Navigator.prototype.serviceWorker")
    page.reload()
    secretary.unlock()
    told(page, "这个窗口没有网络时打不开，下井前请换到浏览器。")
    secretary.look_in_all_light("door", tmp_path)
    page.goto(secretary.url + "/#/write/new")
    told(page, "必填的六项")
    secretary.write_basics("聊天软件里的会议室", "学习")
    save(secretary)
    page.goto(secretary.url + "/#/ready")
    told(page, "先别下井")
    page.get_by_role("link", name="换到浏览器").first.click()
    told(page, "这个窗口没有网络时打不开")
