"""The office issues an order; the secretary receives and reports it without a network; the office closes it."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.browser.people import LARGE, Person, PhoneUser, told
from tests.services import LinghangProcess

BRANCH = "综采一区党支部"
NOTED_ELSEWHERE = """async () => {
    const asked = performance.getEntriesByType('resource').map(one => one.name).find(name => /work-meetings/.test(name))
    const { month, rev } = await (await fetch(asked)).json()
    const body = JSON.stringify({ rev, held_on: '', place: '三楼会议室', chair: '', attended: '', notes: '', decisions: [] })
    await fetch(`/api/work-meetings/${month}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body })
}"""
"""Another window of the office notes something of the meeting that is open here."""
CONTENT = "党员责任区隐患限期整改，整改后由支委复查"


def issue(office: Person, tmp_path: Path) -> None:
    """Two branches at once, by a template's kind and own words, which a look at another page leaves; what is lacking is said."""
    page = office.page
    page.goto(f"{office.url}/#/office/orders")
    page.get_by_role("link", name="下达督办").click()
    told(page, "还没有写督办内容。")
    page.get_by_label("套用模板").select_option(label="隐患整改")
    page.get_by_label("督办内容").fill(CONTENT)
    told(page, "还没有选承办支部。")
    expect(page.get_by_role("button", name="下达", exact=True)).to_be_disabled()
    page.get_by_role("link", name="决议落实").click()
    page.go_back()
    expect(page.get_by_label("督办内容")).to_have_value(CONTENT)
    office.look("office-order-lacks", tmp_path)
    page.get_by_role("checkbox", name=BRANCH).click()
    page.get_by_role("checkbox", name="综采二区党支部").click()
    told(page, re.compile("已选 2 个支部：.*综采二区党支部"))
    office.is_accessible()
    page.get_by_role("button", name="下达", exact=True).click()
    told(page, re.compile("1号已下达，2 个支部"))
    page.goto(f"{office.url}/#/office/orders/new")
    expect(page.get_by_label("督办内容")).to_have_value("")


def note_a_meeting(office: Person, tmp_path: Path) -> None:
    """What is typed in the meeting is there again after a look at an order, until it is saved or dropped."""
    page = office.page
    page.goto(f"{office.url}/#/office/work-meeting")
    page.get_by_label("地点").fill("二楼会议室")
    page.get_by_role("button", name="加一条议定事项").click()
    page.get_by_label("议定事项 1").fill("建好党员档案")
    page.get_by_role("link", name=re.compile(CONTENT[:6])).first.click()
    told(page, "经过")
    page.go_back()
    expect(page.get_by_label("议定事项 1")).to_have_value("建好党员档案")
    expect(page.get_by_label("地点")).to_have_value("二楼会议室")
    office.look("office-work-meeting-typed", tmp_path)
    page.evaluate(NOTED_ELSEWHERE)
    page.get_by_role("button", name="保存", exact=True).click()
    told(page, "三楼会议室")
    expect(page.get_by_role("button", name="以我写的为准")).to_be_in_viewport()
    expect(page.get_by_role("button", name="保存", exact=True)).to_be_disabled()
    office.look("office-work-meeting-changed", tmp_path)
    page.get_by_role("button", name="以我写的为准").click()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("button", name="不要了")).to_have_count(0)
    page.get_by_label("地点").fill("别处")
    page.get_by_role("button", name="不要了").click()
    expect(page.get_by_label("地点")).to_have_value("二楼会议室")


def report_underground(secretary: PhoneUser, tmp_path: Path) -> None:
    """One tap receives it, and gives it to a member; a phrase and a tap report it."""
    page = secretary.page
    secretary.home()
    secretary.poke()
    link = page.get_by_role("link", name=re.compile(CONTENT[:10]))
    link.wait_for()
    secretary.go_down()
    link.click()
    page.get_by_role("button", name="指定责任人").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("button", name="签收")).to_be_disabled()
    secretary.look("order-owner", tmp_path)
    sheet.get_by_label("责任人").select_option(index=2)
    sheet.get_by_role("button", name="签收").click()
    expect(page.get_by_role("button", name="换责任人")).to_be_visible()
    secretary.look("order-given", tmp_path)
    told(page, "已存在本机，待送达")
    page.get_by_role("button", name="报结果").click()
    page.get_by_role("button", name="已完成，并由支委复查").click()
    secretary.is_accessible()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("已存在本机，待送达")).to_have_count(2)
    secretary.come_up()
    expect(page.get_by_text("已存在本机，待送达")).to_have_count(0)


def read_beside(office: Person) -> None:
    """On a wide screen an order stands open beside the list: the first of it, or the one that was chosen."""
    page, desk = office.page, office.page.viewport_size
    page.set_viewport_size(LARGE)
    page.goto(f"{office.url}/#/office/orders")
    beside = page.get_by_role("complementary", name="经过")
    first, chosen = page.locator(".order-line").first, page.get_by_role("link", name=re.compile(CONTENT[:10])).last
    expect(beside).to_contain_text(first.inner_text())
    chosen.click()
    expect(beside).to_contain_text(CONTENT)
    expect(chosen).to_have_attribute("aria-current", "true")
    office.is_accessible()
    page.set_viewport_size(desk or LARGE)
    expect(beside).to_have_count(0)
    told(page, CONTENT)


def close(office: Person, tmp_path: Path) -> None:
    """Two clicks from the list: the order, and close."""
    page = office.page
    page.goto(f"{office.url}/#/office/orders?state=reported")
    office.look("office-orders", tmp_path)
    page.get_by_role("link", name=re.compile(CONTENT[:10])).click()
    told(page, "已完成，并由支委复查")
    told(page, re.compile("责任人："))
    office.look("office-order", tmp_path)
    page.get_by_role("button", name="办结", exact=True).click()
    expect(page.get_by_role("button", name="办结", exact=True)).to_have_count(0)


def lose_the_way(office: Person, tmp_path: Path) -> None:
    """An order that is not there leads back to the list, a page that is for others says so, and one that does not exist says that."""
    page = office.page
    page.goto(f"{office.url}/#/office/orders/0")
    told(page, "返回列表")
    office.look("office-not-there", tmp_path)
    expect(page.get_by_role("button", name="再试一次")).to_have_count(0)
    page.get_by_role("link", name="返回列表").click()
    page.get_by_role("link", name=re.compile(CONTENT[:10])).first.wait_for()
    page.goto(f"{office.url}/#/office/assess")
    told(page, "您目前的职务不能打开这个页面")
    page.goto(f"{office.url}/#/office/nowhere")
    told(page, "没有这个页面")
    expect(page.get_by_text("职务")).to_have_count(0)
    office.look("office-no-page", tmp_path)
    page.get_by_role("link", name="回到首页").click()
    page.locator(".board").first.wait_for()


def test_an_order_goes_underground_and_comes_back_done(
    server: LinghangProcess, secretary: PhoneUser, desk: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    office = Person(desk(), server.url)
    office.sign_in("office")
    issue(office, tmp_path)
    note_a_meeting(office, tmp_path)
    report_underground(secretary, tmp_path)
    read_beside(office)
    close(office, tmp_path)
    lose_the_way(office, tmp_path)
    secretary.poke()
    told(secretary.page, "办结")
    for person in (office, secretary):
        person.is_well()
