"""How push stands on a phone, with a stand-in for what its owner and its push service say."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.people import PhoneUser, told
from tests.browser.recording import ask
from tests.services import LinghangProcess

PUSHES = """async ({ permission, answers }) => {
    let own = null
    const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
    const keys = { p256dh: await crypto.subtle.exportKey('raw', pair.publicKey), auth: crypto.getRandomValues(new Uint8Array(16)).buffer }
    const made = { endpoint: 'https://push.example.com/one', getKey: name => keys[name], unsubscribe: async () => { own = null; return true } }
    window.Notification = { permission, requestPermission: async () => permission }
    PushManager.prototype.getSubscription = async () => own
    PushManager.prototype.subscribe = async () => { if (answers) return own = made; throw new Error('no push service') }
}"""
"""A browser whose owner said this of notifications, and whose push service answers, or does not."""


def sees_how_push_stands(person: PhoneUser, server: LinghangProcess, tmp_path: Path) -> None:
    """Refused, without an address, on and off again, and in a browser without push: each says what it is, and the server knows of one that is on."""
    page = person.page
    turn_on, turn_off = (page.get_by_role("button", name=name, exact=True) for name in ("打开推送", "关闭推送"))

    def opens(told_at_once: str) -> None:
        standing = page.get_by_role("heading", name="推送到本机")
        page.goto(f"{person.url}/#/me")
        expect(standing).to_have_count(0)  # gone, so that the page asks anew when it is opened
        page.goto(f"{person.url}/#/notice-choices")
        told(page, told_at_once)
        standing.scroll_into_view_if_needed()

    def known() -> object:
        return ask(server, "select count(*) from push_subscription")[0][0]

    page.evaluate(PUSHES, {"permission": "denied", "answers": False})
    opens("浏览器不允许推送")
    expect(turn_on).to_have_count(0)
    person.look_in_all_light("push-denied", tmp_path)
    page.evaluate(PUSHES, {"permission": "granted", "answers": False})
    opens("推送到本机")
    turn_on.click()
    told(page, "没有拿到推送地址")
    person.look_in_all_light("push-no-address", tmp_path)
    page.evaluate(PUSHES, {"permission": "granted", "answers": True})
    turn_on.click()
    turn_off.wait_for()
    assert known() == 1
    person.look_in_all_light("push-on", tmp_path)
    turn_off.click()
    expect(turn_on).to_be_visible()
    assert known() == 0
    page.evaluate("delete window.PushManager")
    opens("这个浏览器不能推送")
    person.look_in_all_light("push-none", tmp_path)
