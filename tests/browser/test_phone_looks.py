"""The phone's screens in dim light and with type twice as large: nothing is cut off, nothing breaks the accessibility rules."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.paper import sheets_of, text_of
from tests.browser.people import PhoneUser, told
from tests.browser.recording import DUTY, holds, save, write

CUT_OFF = """() => {
    const scrolls = one => ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)
    const within = one => one.parentElement && (scrolls(one.parentElement) || within(one.parentElement))
    const cuts = one => getComputedStyle(one).overflowX === 'hidden' && one.scrollWidth > one.clientWidth + 1
    return [...document.querySelectorAll('#app *')].filter(one => {
        const box = one.getBoundingClientRect()
        const beyond = box.width > 0 && (box.right > innerWidth + 1 || box.left < -1)
        return !one.closest('.sr, svg') && ((beyond && !within(one)) || (cuts(one) && one.textContent.trim()))
    }).map(one => one.outerHTML.slice(0, 160))
}"""
TWICE = "document.documentElement.style.fontSize = '200%'"

SHELL_PAGES = ["delivery", "ready", "install", "rescue", "shared", "pin", "me"]
WORK_PAGES = ["meetings", "stars", "facts", "facts/service", "resolutions", "score", "reviews", "cycle"]
"""All pages of a secretary's phone but those that a record opens."""


def fits(person: PhoneUser) -> None:
    """Nothing stands beyond the edge of the screen, no word is cut off, and nothing scrolls sideways but what is made for it."""
    assert person.page.evaluate("document.documentElement.scrollWidth") <= person.page.evaluate("innerWidth")
    assert person.page.evaluate(CUT_OFF) == []


def fit_all_pages(person: PhoneUser) -> None:
    """Every page that an address opens, the type on it already twice as large, and the lock."""
    for path in SHELL_PAGES + WORK_PAGES:
        person.page.goto(f"{person.url}/#/{path}")
        person.page.locator(".page").first.wait_for()
        holds_still(person)
        assert person.page.evaluate(CUT_OFF) == [], path
    person.home()
    person.page.get_by_role("button", name="上锁", exact=True).click()
    person.page.locator(".pin-keys").wait_for()
    fits(person)
    person.unlock()


def holds_still(person: PhoneUser) -> None:
    """Waits until the page has read what it shows."""
    expect(person.page.locator(".waiting")).to_have_count(0)
    person.page.wait_for_timeout(100)


def reads_aloud(person: PhoneUser) -> None:
    """Whatever can be used in the recorder has a name of its own, and comes in the order of the form."""
    heard = person.controls()
    assert [one for one in heard if len(one.split()) < 2] == []
    assert sorted(one for one in set(heard) if heard.count(one) > 1) == []
    form = [
        "button 返回",
        "Date 日期",
        "InputTime 开始",
        "InputTime 结束",
        "textbox 地点",
        "button 主持人 曹明",
        "button 记录人 曹明",
        "textbox 议题",
    ]
    form += ["button 全部到会，再点没来的人", "button 陈帆 未点", "button 拍照", "button 打印预览", "button 保存", "button 保存并提交"]
    assert [one for one in heard if one in form] == form


def take_the_roll_from_a_chat(person: PhoneUser, tmp_path: Path) -> None:
    """Pastes a relay list; who is not on the roll is asked about, and nobody is marked for it."""
    names = person.page.locator(".face b").all_inner_texts()[:3]
    person.page.get_by_role("button", name="粘贴接龙点名").click()
    person.page.get_by_label("把群里的接龙粘贴到这里").fill(f"#接龙\n1. {names[0]}\n2. {names[1]} 井下当班\n3. {names[2]}\n4. 王小二")
    told(person.page, "王小二是哪一位")
    person.look("relay-underground", tmp_path)
    person.page.get_by_role("button", name="按接龙点名 3 人").click()
    expect(person.page.locator(".face", has_text=names[1])).to_contain_text("请假")
    expect(person.page.locator(".face", has_text=names[2])).to_contain_text("到会")


def vote_and_meet_again(person: PhoneUser, tmp_path: Path) -> None:
    """A vote's result is told while it is counted; a meeting that votes offers no further session, and one that does not does."""
    person.page.get_by_role("button", name="表决", exact=True).click()
    person.page.get_by_role("button", name="加一项表决").click()
    expect(person.page.get_by_role("button", name="分场次", exact=True)).to_have_count(0)
    person.page.get_by_role("button", name="反对加一").click()
    person.page.get_by_role("button", name=re.compile("其余 1 人赞成")).click()
    verdict = person.page.get_by_text(re.compile("未通过：没有达到法定人数"))
    verdict.scroll_into_view_if_needed()
    person.look("votes-underground", tmp_path)
    person.page.get_by_role("button", name="打印预览").click()
    expect(person.page.locator(".paper")).to_contain_text(re.compile("表决 1：赞成 \\d+，反对 1，弃权 0（未通过）"))
    person.page.get_by_role("button", name="返回").click()
    person.page.get_by_role("button", name="删去 表决 1").click()
    person.page.get_by_role("button", name="分场次", exact=True).click()
    person.page.get_by_role("button", name="加一场").click()
    person.page.get_by_role("button", name="中班", exact=True).click()
    told(person.page, "第 2 场：没有写时间")
    person.page.get_by_role("button", name="这一场来了 0 人").click()
    person.look("session-who-came-underground", tmp_path)
    person.page.locator(".sheet").get_by_role("button", name=re.compile("^中班 .* 人都来了")).click()
    person.page.locator(".sheet").get_by_role("button", name=re.compile("这一场来了 [1-9]")).click()
    person.look("sessions-underground", tmp_path)


def see_it_on_paper(person: PhoneUser, tmp_path: Path) -> None:
    """The preview of what is in the form, and the sheet itself: every field and every name; the way back leads into the same draft."""
    page = person.page
    for button in ("讨论情况", "决议", "列席人员", "会议名称"):
        page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("button", name="加一条决议").click()
    typed = {"讨论情况": "甲说：“要快。”\n乙不同意。", "决定做什么": "本周查完隐患" * 9, "列席人员": "区长李强", "会议名称": "安全主题党日"}
    for label, words in typed.items():
        page.get_by_label(label, exact=True).fill(words)
    names = page.locator(".faces .face b").all_inner_texts()
    page.get_by_role("button", name=re.compile("其余 .* 人全部到会")).click()
    page.get_by_role("button", name="打印预览").click()
    expect(page.locator(".paper")).to_contain_text("井口会议室")
    person.look("print-preview", tmp_path)
    assert sheets_of(page, tmp_path / "record.pdf") == 2
    text = text_of(tmp_path / "record.pdf")
    filled = ("主题党日", "井口会议室", "主持人曹明", "记录人曹明", "学习", "第2场：中班", f"应到{len(names)}", "（签名）", *typed.values())
    assert [one for one in (*filled, *names) if "".join(one.split()) not in text] == []
    page.get_by_role("button", name="返回").click()
    holds(person, 地点="井口会议室")


def test_home_and_recorder_in_the_dark_and_with_type_twice_as_large(secretary: PhoneUser, tmp_path: Path) -> None:
    secretary.page.goto(secretary.url + "/#/me")
    secretary.page.get_by_text("井下", exact=True).click()
    secretary.home()
    secretary.look("home-underground", tmp_path)
    write(secretary, "井口会议室", "学习")
    secretary.look("recorder-underground", tmp_path)
    reads_aloud(secretary)
    take_the_roll_from_a_chat(secretary, tmp_path)
    vote_and_meet_again(secretary, tmp_path)
    see_it_on_paper(secretary, tmp_path)

    secretary.page.goto(secretary.url + "/#/me")
    secretary.page.get_by_text("日间", exact=True).click()
    secretary.home()
    secretary.page.evaluate(TWICE)
    told(secretary.page, re.compile(DUTY))
    fits(secretary)
    secretary.look("home-200-percent", tmp_path)
    secretary.open_duty(DUTY)
    secretary.page.evaluate(TWICE)
    told(secretary.page, "必填的六项")
    fits(secretary)
    secretary.look("recorder-200-percent", tmp_path)
    save(secretary)
    fits(secretary)
    secretary.page.goto(secretary.page.url.replace("/record/", "/print/"))
    secretary.page.locator(".paper").wait_for()
    fits(secretary)
    fit_all_pages(secretary)
    secretary.is_well()
